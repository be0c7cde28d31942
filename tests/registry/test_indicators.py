"""The indicator catalogue: one id for the many wordings of one measure."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.errors import ParkgraphError
from schemas.indicators import catalogue, fold_phrase, load_catalogue, lookup, nearest
from schemas.units import unit_table


def test_the_catalogue_is_large_enough_and_complete() -> None:
    items = list(catalogue())
    assert len(items) >= 250
    assert len({i.id for i in items}) == len(items)
    for item in items:
        assert item.definition
        assert item.nature in {"stock", "flow", "none"}
        assert item.unit == "any" or unit_table().get(item.unit) is not None


def test_the_themes_of_the_field_are_there() -> None:
    themes = {i.theme for i in catalogue()}
    assert themes >= {"accounts", "openness", "innovation", "enterprises", "platforms", "talent", "livability"}
    assert themes >= {"company", "projects", "indices"}
    primary = ("zgc_innovation_lead", "zgc_industry", "zgc_startup_ecology", "zgc_open", "zgc_livable")
    assert all(catalogue().get(i) for i in primary)


def test_every_origin_says_whether_it_was_confirmed() -> None:
    for item in catalogue():
        assert catalogue().origins[item.origin].confirmed is item.confirmed
    assert any(i.confirmed for i in catalogue())
    assert any(not i.confirmed for i in catalogue())


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("地区生产总值", "gdp"),
        ("GDP", "gdp"),
        ("ＧＤＰ总量", "gdp"),
        ("地区生产总值（GDP）", "gdp"),
        ("经济总量", "gdp"),
        ("研究与试验发展（R&D）经费支出", "rd_expenditure"),
        ("高新技术企业数量", "high_tech_enterprises"),
        ("国家高新技术企业", "high_tech_enterprises"),
        ("国家级专精特新“小巨人”企业", "little_giants"),
        ("全年进出口总额", "trade_total"),
        ("营业收入增速", "revenue"),
        ("社会消费品零售总额", "retail_sales"),
        ("每万人口发明专利拥有量", "inventions_per_10k"),
        ("单位GDP能耗", "energy_intensity"),
        ("科技企业孵化器", "incubators"),
        ("出口額", "exports"),
        ("綜合", None),
        ("经济", None),
        ("幸福感", None),
    ],
)
def test_lookup(phrase: str, expected: str | None) -> None:
    assert lookup(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "unit", "expected"),
    [
        ("签约项目", "个", "signed_projects"),
        ("签约项目", "CNY", None),
        ("签约金额", "CNY", "signed_investment"),
        ("高新技术企业", "CNY", None),
        ("高新技术企业", "%", "high_tech_enterprises"),  # its growth or share
        ("实际使用外资", "CNY", "fdi_actual"),  # any money
        ("占地面积", "亩", "land_area"),  # any area
        ("产能", "吨", "capacity"),  # the product's own unit
        ("GDP", "家", None),
    ],
)
def test_the_unit_tells_a_count_from_a_sum(phrase: str, unit: str, expected: str | None) -> None:
    assert lookup(phrase, unit) == expected


def test_nearest_suggests_and_never_contradicts() -> None:
    found = nearest("园区新增发明专利授权量")
    assert found is not None
    assert found[0] == "invention_grants"
    assert 0.5 <= found[1] < 1
    assert nearest("地区生产总值") == ("gdp", 1.0)
    assert nearest("量子纠缠的诗意") is None
    assert nearest("") is None
    assert nearest("农产品进口总额情况") != nearest("农产品出口总额情况")


def test_the_head_of_a_phrase_leaves_the_scope() -> None:
    assert catalogue().head("新一代信息技术产业营业收入") == ("新一代信息技术产业", "revenue")
    assert catalogue().head("全市高新技术企业数量", "家") == ("全市", "high_tech_enterprises")
    assert catalogue().head("营业收入") == ("", "revenue")
    assert catalogue().head("春天的花") is None


def test_every_name_finds_its_indicator() -> None:
    for item in catalogue():
        for name in (item.name, *item.aliases):
            unit = None if item.unit == "any" else item.unit
            assert lookup(name, unit) == item.id, name


def test_folding_takes_out_marks_only() -> None:
    assert fold_phrase("“新三样” 出口·额") == "新三样出口额"
    assert fold_phrase("Ｒ＆Ｄ 经费") == "r&d经费"


def write_catalogue(folder: Path, entries: str) -> Path:
    (folder / "_origins.yaml").write_text("o: {address: a, what: w, confirmed: true}", encoding="utf-8")
    (folder / "_affixes.yaml").write_text("{suffixes: [], prefixes: [], contrasts: []}", encoding="utf-8")
    (folder / "a.yaml").write_text(f"theme: t\norigin: o\nindicators: [{entries}]", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ("{id: a, name: 甲, unit: 家, nature: stock}", "definition"),
        ("{id: a, name: 甲, unit: 光尺, nature: stock, definition: d}", "no unit"),
        ("{id: a, name: 甲, unit: 家, nature: stock, origin: x, definition: d}", "no origin"),
        (
            "{id: a, name: 甲, unit: 家, nature: stock, definition: d},"
            " {id: b, name: 乙, aliases: [甲], unit: 个, nature: stock, definition: d}",
            "甲 names a and b",
        ),
    ],
)
def test_a_wrong_catalogue_is_refused_with_a_code(tmp_path: Path, entries: str, says: str) -> None:
    with pytest.raises(ParkgraphError, match=r"E201 .*") as caught:
        load_catalogue(write_catalogue(tmp_path, entries))
    assert says in str(caught.value)


def test_one_name_may_stand_for_a_count_and_a_sum(tmp_path: Path) -> None:
    both = load_catalogue(
        write_catalogue(
            tmp_path,
            "{id: a, name: 甲乙, unit: 家, nature: stock, definition: d},"
            " {id: b, name: 丙丁, aliases: [甲乙], unit: CNY, nature: flow, definition: d}",
        )
    )
    assert (both.lookup("甲乙", "家"), both.lookup("甲乙", "USD")) == ("a", "b")
