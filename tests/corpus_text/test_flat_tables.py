"""Tables flattened into lines become cells with their headers and units."""

from __future__ import annotations

from corpus.articles import split
from corpus.repair import repair
from schemas.documents import Cell, Metadata, Table


def tables(text: str) -> tuple[Table, ...]:
    articles, _ = split(text, repair(text), Metadata())
    return tuple(t for a in articles for t in a.tables)


def flat(cells: tuple[Cell, ...]) -> list[tuple[object, ...]]:
    return [(c.row, c.column, c.text, c.unit) for c in cells]


def test_unit_column_parts_and_missing_values() -> None:
    (table,) = tables(
        "附表3 云汀高新区主要指标\n指标 单位 2031年 2030年 增长（%）\n营业收入 亿元 1,286.4 1,190.2 8.1\n"
        "其中：光学产业 亿元 74.5 66.2 12.6\n企业数 家 86 — 3.0\n注：数据为快报数。"
    )
    assert table.title == "附表3 云汀高新区主要指标"
    assert table.notes == ("注：数据为快报数。",)
    assert flat(table.cells) == [
        (("营业收入",), ("2031年",), "1,286.4", "亿元"),
        (("营业收入",), ("2030年",), "1,190.2", "亿元"),
        (("营业收入",), ("增长（%）",), "8.1", "%"),
        (("营业收入", "其中：光学产业"), ("2031年",), "74.5", "亿元"),
        (("营业收入", "其中：光学产业"), ("2030年",), "66.2", "亿元"),
        (("营业收入", "其中：光学产业"), ("增长（%）",), "12.6", "%"),
        (("企业数",), ("2031年",), "86", "家"),
        (("企业数",), ("增长（%）",), "3.0", "%"),
    ]


def test_wide_gaps_and_units_in_headers() -> None:
    (table,) = tables(
        "园 区　收入(亿元)　企业数(家)\n云汀高新区　518.2　1 74\n白鹭洲开发区　　42.0　2 03\n合 计　560.2　377"
    )
    assert flat(table.cells)[:3] == [
        (("云汀高新区",), ("收入（亿元）",), "518.2", "亿元"),
        (("云汀高新区",), ("企业数（家）",), "174", "家"),
        (("白鹭洲开发区",), ("收入（亿元）",), "42.0", "亿元"),
    ]
    assert table.cells[-1].row == ("合计",)


def test_unit_row_applies_to_all() -> None:
    (table,) = tables("主要数据\n单位：万元\n项目 2031年 2030年\n营业收入 4,618.3 4,102.5\n净利润 388.4 402.1")
    assert table.unit == "万元"
    assert {c.unit for c in table.cells} == {"万元"}


def test_growth_columns_stand_under_the_level_before_them() -> None:
    (table,) = tables(
        "指标 单位 3月 同比±% 1-3月累计 同比±%\n产值 亿元 8.6 5.2 26.1 7.9\n用电量 万千瓦时 112 -1.8 340 3.6"
    )
    assert [c.column for c in table.cells[:4]] == [
        ("3月",),
        ("3月", "同比±%"),
        ("1-3月累计",),
        ("1-3月累计", "同比±%"),
    ]
    assert table.cells[1].unit == "%"


def test_serial_numbers_are_no_figures() -> None:
    (table,) = tables("序号  指标  单位  2031年  2035年目标\n1  研发强度  %  3.6  5左右\n2  企业数  家  86  >120")
    assert flat(table.cells) == [
        (("研发强度",), ("2031年",), "3.6", "%"),
        (("研发强度",), ("2035年目标",), "5左右", "%"),
        (("企业数",), ("2031年",), "86", "家"),
        (("企业数",), ("2035年目标",), ">120", "家"),
    ]


def test_pipes() -> None:
    (table,) = tables("| 指标 | 2031年 | 2030年 |\n| --- | --- | --- |\n| 产值 | 8.6 | 7.2 |\n| 企业数 | 86 | 80 |")
    assert [(c.row, c.column, c.text) for c in table.cells][:2] == [
        (("产值",), ("2031年",), "8.6"),
        (("产值",), ("2030年",), "7.2"),
    ]


def test_spaced_numbers_in_prose_are_no_table() -> None:
    assert not tables("去年 共有 15 个国家和地区的 32 个团队 入园\n创业 其中 12 个 来自 高校 18 个 来自企业")


def test_one_cell_a_line() -> None:
    (table,) = tables(
        "附表 各片区主要指标\n片区\n营业收入（亿元）\n增长（%）\n东片区\n318.4\n6.2\n西片区\n127.9\n-1.5\n"
        "南片区\n86.3\n11.8\n注：数据为快报数。"
    )
    assert flat(table.cells) == [
        (("东片区",), ("营业收入（亿元）",), "318.4", "亿元"),
        (("东片区",), ("增长（%）",), "6.2", "%"),
        (("西片区",), ("营业收入（亿元）",), "127.9", "亿元"),
        (("西片区",), ("增长（%）",), "-1.5", "%"),
        (("南片区",), ("营业收入（亿元）",), "86.3", "亿元"),
        (("南片区",), ("增长（%）",), "11.8", "%"),
    ]
