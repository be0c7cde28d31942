"""The unit table: what is printed, what it is called, by what it is multiplied."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from schemas.errors import ParkgraphError
from schemas.units import load_units, unit_table


@pytest.mark.parametrize(
    ("printed", "code", "factor", "full"),
    [
        ("元", "CNY", "1", "CNY"),
        ("亿元", "CNY", "1e8", "CNY"),
        ("万亿元", "CNY", "1e12", "CNY"),
        ("亿元人民币", "CNY", "1e8", "CNY"),
        ("万美元", "USD", "1e4", "USD"),
        ("億港元", "HKD", "1e8", "HKD"),
        ("元新台币", "TWD", "1", "TWD"),
        ("％", "%", "1", "%"),
        ("成", "%", "10", "%"),
        ("个百分点", "pp", "1", "pp"),
        ("个基点", "基点", "1", "基点"),
        ("个点", "index_point", "1", "index_point"),
        ("公顷", "m2", "1e4", "m2"),
        ("平方公里", "m2", "1e6", "m2"),
        ("万平方米", "m2", "1e4", "m2"),
        ("万㎡", "m2", "1e4", "m2"),
        ("万亩", "亩", "1e4", "亩"),
        ("坪", "坪", "1", "坪"),
        ("千瓦时", "千瓦时", "1", "千瓦时"),
        ("亿千瓦时", "千瓦时", "1e8", "千瓦时"),
        ("千米", "千米", "1", "千米"),
        ("万吨", "吨", "1e4", "吨"),
        ("万元/人", "CNY", "1e4", "CNY/人"),
        ("亿美元/公顷", "USD", "1e8", "USD/公顷"),
        ("件/万人", "件", "1", "件/万人"),
        ("元/平方米/天", "CNY", "1", "CNY/平方米/天"),
        ("微克/立方米", "微克", "1", "微克/立方米"),
        ("万人次", "人次", "1e4", "人次"),
        ("個", "個", "1", "個"),
        ("千万亿次浮点运算/秒", "次浮点运算/秒", "1e15", "次浮点运算/秒"),
        ("GWh", "GWh", "1", "GWh"),
        ("萬噸", "噸", "1e4", "噸"),
        ("个小时", "小时", "1", "小时"),
    ],
)
def test_reads_a_printed_unit(printed: str, code: str, factor: str, full: str) -> None:
    reading = unit_table().read(printed)
    assert reading is not None
    assert (reading.unit.code, reading.factor, reading.full) == (code, Decimal(factor), full)


def test_a_bare_yuan_is_the_money_of_its_place() -> None:
    table = unit_table()
    codes = {place: table.by_form("元", place)[0].unit.code for place in ("CN", "TW", "HK", "MO")}  # type: ignore[arg-type]
    assert codes == {"CN": "CNY", "TW": "TWD", "HK": "HKD", "MO": "MOP"}
    reading = table.read("億元", "TW")
    assert reading is not None
    assert (reading.unit.code, reading.factor) == ("TWD", Decimal(10**8))
    assert table.by_form("美元", "TW")[0].unit.code == "USD"


def test_a_form_with_two_readings_gives_both() -> None:
    assert [r.unit.dimension for r in unit_table().by_form("位")] == ["count", "rank"]


def test_money_before_the_number() -> None:
    table = unit_table()
    assert {p: table.by_prefix(p).unit.code for p in ("￥", "US$", "HK$", "NT$", "€")} == {  # type: ignore[union-attr]
        "￥": "CNY",
        "US$": "USD",
        "HK$": "HKD",
        "NT$": "TWD",
        "€": "EUR",
    }
    assert table.by_prefix("#") is None


def test_classifiers_are_an_open_list() -> None:
    table = unit_table()
    assert table.classifier("家").counts == "organisation"
    assert table.classifier("間").variant_of == "间"
    unknown = table.classifier("嘎")
    assert (unknown.code, unknown.dimension, unknown.quantity_kind) == ("嘎", "count", "number")


@pytest.mark.parametrize(
    ("code", "kind"),
    [("CNY", "currency"), ("%", "percent"), ("pp", "percent"), ("m2", "dimension"), ("家", "number"), ("倍", "number")],
)
def test_quantity_kind(code: str, kind: str) -> None:
    unit = unit_table().get(code)
    assert unit is not None
    assert unit.quantity_kind == kind


def test_conversion_stays_inside_a_dimension() -> None:
    table = unit_table()
    assert table.convert(Decimal(3), "公里", "米") == 3000
    assert table.convert(Decimal(2), "兆瓦时", "千瓦时") == 2000
    assert table.convert(Decimal(1), "公里", "吨") is None
    assert table.convert(Decimal(1), "USD", "CNY") is None  # no exchange rates here


def test_forms_come_longest_first_and_all_read() -> None:
    table = unit_table()
    lengths = [len(f) for f in table.forms()]
    assert lengths == sorted(lengths, reverse=True)
    assert all(table.by_form(f) for f in table.forms())


@pytest.mark.parametrize(
    "content",
    ["units: 3", "[", "scales: {}\ncurrency_by_place: {}\nclassifiers: {}\nvariants: {}\nunits: [{code: A}]"],
)
def test_a_wrong_table_is_refused_with_a_code(tmp_path: Path, content: str) -> None:
    path = tmp_path / "units.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ParkgraphError, match=r"E201 units\.yaml"):
        load_units(path)


def test_the_same_code_twice_is_refused(tmp_path: Path) -> None:
    entry = "{code: A, name: a, dimension: count, forms: [a]}"
    path = tmp_path / "units.yaml"
    path.write_text(
        f"scales: {{}}\ncurrency_by_place: {{}}\nclassifiers: {{}}\nvariants: {{}}\nunits: [{entry}, {entry}]",
        encoding="utf-8",
    )
    with pytest.raises(ParkgraphError, match="stands twice"):
        load_units(path)
