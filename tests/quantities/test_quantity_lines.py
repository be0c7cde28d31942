"""`find_quantities`: what `parkgraph quantities` prints."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.quantities import find_quantities, parse_cell, scan

KINDS = {"number", "percent", "currency", "dimension", "ordinal", "range", "date"}


def lines(text: str) -> list[tuple[str, object, str, str]]:
    return [(q.text, q.to_record()["value"], q.unit, q.kind) for q in find_quantities(text)]


def test_every_kind_of_the_contract() -> None:
    text = "2023年12月31日，园区企业412家，收入62.5亿元，占比8.4%，面积3公顷，列第12位，补助2—3万元。"
    assert lines(text) == [
        ("2023年12月31日", 20231231, "date", "date"),
        ("412家", 412, "家", "number"),
        ("62.5亿元", 6250000000, "CNY", "currency"),
        ("8.4%", 8.4, "%", "percent"),
        ("3公顷", 30000, "m2", "dimension"),
        ("第12位", 12, "rank", "ordinal"),
        ("2—3万元", 20000, "CNY", "range"),
    ]


def test_a_range_carries_both_bounds() -> None:
    record = find_quantities("全年增速8%至10%之间")[0].to_record()
    assert (record["value"], record["value_low"], record["value_high"]) == (8, 8, 10)


def test_offsets_are_code_points_half_open() -> None:
    text = "𠮷园🏭企业１２家"
    quantity = find_quantities(text)[0]
    assert (quantity.start, quantity.end, text[quantity.start : quantity.end]) == (5, 8, "１２家")


@pytest.mark.parametrize(
    "text", ["2021年3月起", "1—9月", "2018-2022年", "二〇二四年", "2024/3/12", "第三季度", "民國112年12月"]
)
def test_a_date_is_never_part_of_a_quantity(text: str) -> None:
    assert {q.kind for q in find_quantities(f"截至{text}，新增15家。")} == {"date", "number"}


@pytest.mark.parametrize(
    "text", ["", "园区坚持创新驱动，持续优化服务。", "十四五期间进一步完善一体化布局。", "去年以来形势向好。"]
)
def test_nothing_in_text_without_quantities(text: str) -> None:
    assert find_quantities(text) == []


def test_lines_are_json() -> None:
    json.dumps([q.to_record() for q in find_quantities("约1.2万人，增长三成，位居第二。")], ensure_ascii=False)


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet="0123456789.,，、%％％第一二两三十百千万亿分之成半倍年月日家个元余多约超至—-～ 。每前首位名翻番点（）",
        max_size=40,
    )
)
def test_any_text_gives_ordered_records_that_do_not_overlap(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert quantity.start >= end
        assert quantity.end > quantity.start
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.kind in KINDS
        end = quantity.end
    found = scan(text)
    spans = sorted((q.start, q.end) for q in found.quantities)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("cell", "unit", "value", "code"),
    [
        ("1,250", "万美元", 12500000, "USD"),
        ("-6.2", "%", -6.2, "%"),
        ("2 640", "套", 2640, "套"),
        ("187.42", "亿块", 18742000000, "块"),
        ("1.3倍", "%", 1.3, "倍"),
        (">15", "件", 15, "件"),
        ("4,618,302.54", "元", 4618302.54, "CNY"),
        ("3.2左右", "%", 3.2, "%"),
    ],
)
def test_a_table_cell_takes_the_unit_of_its_header(cell: str, unit: str, value: float, code: str) -> None:
    quantity = parse_cell(cell, unit)
    assert quantity is not None
    assert (quantity.to_record()["value"], quantity.unit) == (value, code)


@pytest.mark.parametrize("cell", ["—", "", "-", "持平", "约束性"])
def test_a_cell_without_a_number_gives_nothing(cell: str) -> None:
    assert parse_cell(cell, "亿元") is None


def test_money_of_a_cell_follows_the_place_of_its_table() -> None:
    quantity = parse_cell("6,161", "億元", "民國113年營業額")
    assert quantity is not None
    assert quantity.unit == "TWD"


@pytest.mark.parametrize(
    "text", ["1" * 5000, "1" + "0" * 400 + "元", "一" * 3000, "万" * 500, "3分之" + "9" * 60, "9" * 31 + "分之1"]
)
def test_rows_of_numerals_do_no_harm(text: str) -> None:
    json.dumps([q.to_record() for q in find_quantities(text)])
