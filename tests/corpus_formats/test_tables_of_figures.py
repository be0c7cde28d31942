"""Tables of indicators and years from csv, xlsx and Markdown: headers, units, notes, places in the original."""

from __future__ import annotations

import io

import openpyxl
import pytest

from corpus.hints import Reading, TableHint
from corpus.limits import Limits
from corpus.readers.grid import GridCell, interpret, is_period, is_value, unit_of
from corpus.readers.markdown import read_markdown
from corpus.readers.separated import read_csv
from corpus.readers.workbook import read_xlsx
from schemas.errors import ParkgraphError


def table(rows: list[list[str]], unit: str | None = None) -> TableHint:
    cells = [GridCell(r, c, text, 0, 0) for r, row in enumerate(rows) for c, text in enumerate(row) if text]
    return interpret(cells, 0, 0, unit=unit)


def facts(found: TableHint) -> list[tuple[tuple[str, ...], tuple[str, ...], str, str | None]]:
    return [(c.row, c.column, c.text, c.unit) for c in found.cells]


def csv(text: str, encoding: str = "utf-8") -> Reading:
    found = list(read_csv(text.encode(encoding), "x.csv", Limits()))
    assert len(found) == 1
    assert isinstance(found[0], Reading)
    for hint in found[0].tables:
        assert all(found[0].original[c.start : c.end] == c.text for c in hint.cells)
    return found[0]


def test_indicator_by_year() -> None:
    found = table([["指标", "2022年", "2023年"], ["收入（亿元）", "10", "12"], ["企业数（家）", "3", "4"]])
    assert facts(found) == [
        (("收入（亿元）",), ("2022年",), "10", "亿元"),
        (("收入（亿元）",), ("2023年",), "12", "亿元"),
        (("企业数（家）",), ("2022年",), "3", "家"),
        (("企业数（家）",), ("2023年",), "4", "家"),
    ]


def test_years_down_the_side() -> None:
    found = table([["年份", "收入（亿元）", "增速（%）"], ["2022", "10", "5.1"], ["2023", "12", "20"]])
    assert facts(found)[-1] == (("2023",), ("增速（%）",), "20", "%")
    assert len(found.cells) == 4


def test_unit_column_and_serial_numbers() -> None:
    found = table([["序号", "指标", "单位", "2023年"], ["1", "收入", "亿元", "12"], ["2", "企业数", "家", "4"]])
    assert facts(found) == [(("收入",), ("2023年",), "12", "亿元"), (("企业数",), ("2023年",), "4", "家")]


def test_two_label_columns() -> None:
    found = table([["园区", "城市", "收入", "排名"], ["松溪", "清州", "12", "3"], ["云杉", "海州", "9", "5"]])
    assert facts(found)[0] == (("松溪", "清州"), ("收入",), "12", None)
    assert len(found.cells) == 4


def test_section_rows_and_of_which_rows() -> None:
    found = table(
        [["指标", "2023年"], ["一、规模", ""], ["收入", "12"], ["其中：出口", "4"], ["二、人员", ""], ["总数", "7"]]
    )
    assert [c.row for c in found.cells] == [
        ("一、规模", "收入"),
        ("一、规模", "收入", "其中：出口"),
        ("二、人员", "总数"),
    ]


def test_title_unit_and_note_rows_of_the_grid() -> None:
    rows = [["松溪科技园主要指标", "", ""], ["", "", "单位：亿元"], ["指标", "2022年", "2023年"], ["收入", "10", "12"]]
    found = table([*rows, ["注：本表为快报数。", "", ""]])
    assert (found.title, found.unit, found.notes) == ("松溪科技园主要指标", "亿元", ("注：本表为快报数。",))
    assert facts(found)[0] == (("收入",), ("2022年",), "10", "亿元")


def test_percent_column_under_a_table_unit() -> None:
    found = table([["指标", "2023年", "增长（%）"], ["收入", "12", "5.1"]], unit="亿元")
    assert [c.unit for c in found.cells] == ["亿元", "%"]


def test_several_units_of_a_table() -> None:
    found = table([["指标", "2023年", "比重"], ["收入", "12", "5.1"]], unit="亿元、%")
    assert [c.unit for c in found.cells] == ["亿元", "%"]


def test_a_cell_that_has_its_unit_gets_none() -> None:
    found = table([["指标", "2023年"], ["收入", "12.5亿元"], ["占比", "5%"], ["速度", "—"]], unit="亿元")
    assert [c.unit for c in found.cells] == [None, None, None]


@pytest.mark.parametrize(
    "text", ["2023", "2023年", "2023年1-6月", "2023年上半年", "一季度", "2021—2023年", "1-9月", "Q3"]
)
def test_periods_are_no_values(text: str) -> None:
    assert is_period(text)
    assert not is_value(text)


@pytest.mark.parametrize("text", ["12", "1,280.5", "-3.2", "9.3%", "12.5亿元", "—", "约300"])
def test_values(text: str) -> None:
    assert is_value(text)


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("营业收入（亿元）", "亿元"),
        ("增长率(%)", "%"),
        ("企业数（家）", "家"),
        ("劳动生产率（万元/人）", "万元/人"),
        ("企业（含分支机构）", None),
        ("同比±%", "%"),
    ],
)
def test_units_of_headers(header: str, unit: str | None) -> None:
    assert unit_of(header) == unit


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_csv_of_figures_in_any_dress(encoding: str, sign: str) -> None:
    rows = [["指标", "2022年", "2023年"], ["营业收入", "1171.5", '"1,280.5"'], ["企业数", "4111", "4321"]]
    reading = csv("\r\n".join(sign.join(row) for row in rows), encoding)
    assert facts(reading.tables[0])[1] == (("营业收入",), ("2023年",), "1,280.5", None)
    assert len(reading.tables[0].cells) == 4


def test_csv_with_quoted_line_breaks() -> None:
    reading = csv('指标,"2023年\n（快报）"\n营业收入,1280.5\n')
    assert reading.tables[0].cells[0].text == "1280.5"


def test_xlsx_with_merged_cells_formats_and_sheets() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "总表"
    for row in (
        ["主要指标"],
        ["指标", "全区", None],
        [None, 2022, 2023],
        ["营业收入（亿元）", 1171.5, 1280.5000000000002],
    ):
        sheet.append(row)
    sheet.append(["占比", 0.125, 0.13])
    sheet["B5"].number_format = sheet["C5"].number_format = "0.0%"
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:C2")
    hidden = book.create_sheet("草稿")
    hidden.sheet_state = "hidden"
    hidden.append(["不", "看"])
    buffer = io.BytesIO()
    book.save(buffer)
    reading = read_xlsx(buffer.getvalue(), "x.xlsx", Limits(), lambda: None)
    found = reading.tables[0]
    assert found.title == "主要指标"
    assert facts(found) == [
        (("营业收入（亿元）",), ("全区", "2022"), "1171.5", "亿元"),
        (("营业收入（亿元）",), ("全区", "2023"), "1280.5", "亿元"),
        (("占比",), ("全区", "2022"), "12.5%", None),
        (("占比",), ("全区", "2023"), "13%", None),
    ]
    assert [(s.reason, s.text) for s in reading.skipped] == [("hidden_sheet", "草稿")]


def test_markdown_headings_tables_and_marks() -> None:
    text = (
        "---\ntitle: 年度公报\ndate: 2024-03-05\n---\n\n# 年度公报\n\n全年**收入**增长，见[说明](http://x.cn/a)。\n\n"
        "| 指标 | 2023年 |\n|---|---|\n| 收入（亿元） | 12.5 |\n\n- 第一条\n- 第二条\n"
    )
    reading = read_markdown(text.encode(), "x.md", Limits())
    assert reading.original == text
    kinds = [(h.kind, reading.original[h.start : h.end]) for h in reading.hints]
    assert kinds[0] == ("heading", "年度公报")
    assert kinds[-1] == ("list_item", "第二条")
    assert facts(reading.tables[0]) == [(("收入（亿元）",), ("2023年",), "12.5", "亿元")]
    left_out = [s.span for s in reading.skipped if s.span]
    kept = "".join(c for i, c in enumerate(text) if not any(s.start <= i < s.end for s in left_out))
    assert "全年收入增长，见说明。" in kept
    assert (reading.metadata.title, reading.metadata.published) == ("年度公报", "2024-03-05")


def test_damaged_workbook() -> None:
    with pytest.raises(ParkgraphError) as caught:
        read_xlsx(b"PK\x03\x04 nothing", "x.xlsx", Limits(), lambda: None)
    assert caught.value.code == "E104"
