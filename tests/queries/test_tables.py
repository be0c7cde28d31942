"""Indicator tables and comparisons on the hand-made records."""

from __future__ import annotations

from graph.store import Store
from queries.compare import comparison
from queries.selection import Selection
from queries.tables import indicator_table


def rows_of(table: tuple[list[str], list[list[str]]]) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in table[1]}


def test_scope_kind_and_period_never_share_a_row(embedded: Store) -> None:
    header, body = indicator_table(embedded, "云栖高新区").wide()
    assert header == ["", "2022", "2023", "无日期"]
    assert rows_of((header, body)) == {
        "营业收入，亿元": ["800", "900.5", ""],
        "营业收入 增速（上年），%": ["", "12.5", ""],
        "营业收入 1–9月，亿元": ["", "640", ""],
        "营业收入〔规上企业〕，亿元": ["650", "720", ""],
        "高新技术企业数，家": ["420", "510", ""],
        "研发人员，人": ["约12,000", "", ""],
        "占地面积 无日期，平方公里": ["", "", "35"],
        "综合评价 位次（全国高新区），位": ["", "18", ""],
        "软件企业占比 占比（高新技术企业），%": ["", "30", ""],
    }


def test_what_is_left_out_is_counted(embedded: Store) -> None:
    table = indicator_table(embedded, "云栖高新区")
    assert any("1 planned or forecast" in note for note in table.notes)
    asked = indicator_table(embedded, "云栖高新区", selection=Selection(targets=True)).wide()
    assert rows_of(asked)["营业收入 目标，亿元"] == ["", "", "1,200", ""]


def test_competing_figures_are_kept_with_the_cell(embedded: Store) -> None:
    table = indicator_table(embedded, "云栖高新区", indicators=["营业收入"])
    cell = table.cells["indicator:revenue||level|CNY||actual||", "2023"]
    assert cell.text == "900.5"
    assert [f.value for f in cell.alternates] == [90500000000]
    assert any("also given as 905" in note for note in table.notes)
    assert len(cell.fact_ids) == 2  # two documents state the shown figure
    long = [row for row in table.long() if row["column"] == "2023" and row["row"] == "营业收入，亿元"]
    assert [(row["role"], row["doc"], row["raw"]) for row in long] == [
        ("shown", "news_2024.txt", "900.5亿元"),
        ("shown", "yunqi_2023.txt", "900.5亿元"),
        ("alternate", "news_2024.txt", "905亿元"),
    ]
    assert [m["raw"] for m in long[1]["mentions"]] == ["900亿元", "900.5亿元"]


def test_growth_rows_are_marked_as_computed(embedded: Store) -> None:
    table = indicator_table(embedded, "云栖高新区", indicators=["营业收入"], growth=True)
    assert rows_of(table.wide())["营业收入 增速（计算），%"] == ["", "+12.56"]
    derived = [row for row in table.long() if row["role"] == "derived"]
    assert all(row["note"] == "computed" and len(row["derived_from"]) == 2 for row in derived)


def test_selection_by_year_kind_and_confidence(embedded: Store) -> None:
    chosen = Selection(kinds=("level",), first_year=2023, last_year=2023, min_confidence=0.85, mapped_only=True)
    header, body = indicator_table(embedded, "云栖高新区", selection=chosen).wide()
    assert header == ["", "2023"]
    assert set(rows_of((header, body))) == {
        "营业收入，亿元",
        "营业收入 1–9月，亿元",
        "营业收入〔规上企业〕，亿元",
        "高新技术企业数，家",
    }


def test_comparison_of_a_year(embedded: Store) -> None:
    table = comparison(embedded, indicators=["总收入"], year=2023, ranks=True)
    header, body = table.wide()
    assert header == [
        "",
        "营业收入，亿元",
        "营业收入 位次（计算）",
        "营业收入 1–9月，亿元",
        "营业收入 增速（上年），%",
        "营业收入 增速（上年） 位次（计算）",
        "营业收入〔规上企业〕，亿元",
    ]
    assert body == [
        ["云栖高新技术产业开发区", "900.5", "2", "640", "12.5", "1", "720"],
        ["澄湖经济技术开发区", "超1,500", "1", "", "8", "2", ""],
    ]
    assert "no figure in the table: 望海国家自主创新示范区" in table.notes
    rank = table.cells["park:澄湖经济技术开发区", "indicator:revenue||level|CNY||actual|||computed rank"]
    assert "approximations" in rank.note


def test_the_latest_figures_say_of_when_they_are(embedded: Store) -> None:
    table = comparison(embedded)
    header, body = table.wide()
    assert header == ["", "营业收入，亿元", "营业收入 增速（上年），%", "高新技术企业数，家"]
    assert rows_of((header, body))["望海国家自主创新示范区"] == ["3,000 [2022]", "", "2,100 [2022]"]
    assert "营业收入，亿元: figures of different years (2022, 2023)" in table.notes
    assert any(note.startswith("left out: ") and "fewer than 2" in note for note in table.notes)


def test_chosen_subjects_of_any_type(embedded: Store) -> None:
    table = comparison(embedded, subjects=["云栖高新区", "星岚科技"], year=2023)
    assert table.wide()[1] == [["云栖高新技术产业开发区", "900.5"], ["星岚科技股份有限公司", "45"]]
    assert {s.document for f in table.shown() for s in f.statements} == {
        "company.txt",
        "news_2024.txt",
        "yunqi_2023.txt",
    }


def test_what_a_place_leaves_out_is_counted(embedded: Store) -> None:
    chosen = {"subjects": ["云栖高新区", "星岚科技", "澄湖经开区"], "indicators": ["总收入"], "year": 2023}
    within = comparison(embedded, **chosen, within=["云栖市"])
    assert [row.label for row in within.rows] == ["云栖高新技术产业开发区", "星岚科技股份有限公司"]
    assert "left out: 2 of subjects outside 云栖市" in within.notes
    without = comparison(embedded, **chosen, not_within=["云栖高新区"])
    assert [row.label for row in without.rows] == ["澄湖经济技术开发区"]
    assert "left out: 9 of subjects within 云栖高新技术产业开发区" in without.notes
    assert sum("云栖高新区 → " in note for note in without.notes) == 1
