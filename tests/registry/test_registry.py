"""The registry: who is who, and that near names of different things stay apart."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from shutil import copytree

import pytest

from schemas.errors import ParkgraphError
from schemas.records import ENTITY_TYPES
from schemas.regions import peoples_pattern, region_notes, short_name
from schemas.registry import FOLDER, Registry, folded, load_registry, registry


def ids(name: str, *, weak: bool = False) -> list[str]:
    return [e.id for e in registry().by_name(name, weak=weak)]


def test_ids_are_unique_and_carry_their_type() -> None:
    seen = Counter(e.id for e in registry())
    assert [i for i, n in seen.items() if n > 1] == []
    assert all(e.type in ENTITY_TYPES and e.id.startswith(f"{e.type}:") for e in registry())


def test_national_high_tech_zones_are_178() -> None:
    zones = registry().of_type("park", "national_high_tech_zone")
    per_province = Counter(z.province for z in zones)
    assert len(zones) == 178
    assert per_province["江苏省"] == 18
    assert per_province["广东省"] == 14
    assert per_province["山东省"] == 13
    assert per_province["湖北省"] == 12
    assert (per_province["北京市"], per_province["天津市"], per_province["上海市"], per_province["重庆市"]) == (
        1,
        1,
        2,
        4,
    )
    assert per_province["西藏自治区"] == 1
    assert len(per_province) == 31  # all of the mainland


def test_demonstration_zones_are_23() -> None:
    zones = registry().of_type("park", "innovation_demonstration_zone")
    assert len(zones) == 23
    assert [z.name for z in zones if not z.confirmed] == []
    assert all(2009 <= z.since <= 2022 for z in zones if z.since is not None)


def test_divisions_are_complete() -> None:
    regions = registry().of_type("region")
    assert sum("province" in r.kinds or "municipality" in r.kinds for r in regions) == 34
    mainland = [r for r in regions if "prefecture" in r.kinds and r.code]
    assert len(mainland) == 333
    assert 2840 <= sum("county" in r.kinds for r in regions) <= 2860
    codes = Counter(r.code for r in regions if r.code)
    assert [c for c, n in codes.items() if n > 1] == []
    assert registry().by_name("海淀区")[0].code == "110108"


def test_a_place_lies_where_its_code_says() -> None:
    by_code = {r.code: r for r in registry().of_type("region") if r.code}
    for code, region in by_code.items():
        if "county" in region.kinds and len(code) == 6:
            assert by_code[f"{code[:2]}0000"].name == region.province


def test_every_park_lies_in_its_city_and_province() -> None:
    for park in registry().of_type("park"):
        if park.located:
            place = registry().get(park.located)
            assert place is not None
            assert place.province == park.province
            if park.city:
                assert place.city == park.city


def test_names_of_one_type_are_unique_outside_regions() -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for entry in registry():
        if entry.type != "region":
            for name in entry.names:
                owners.setdefault((entry.type, folded(name)), set()).add(entry.id)
    assert {k: v for k, v in owners.items() if len(v) > 1} == {}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("中关村示范区", ["park:中关村国家自主创新示范区"]),
        ("中关村国家自主创新示范区", ["park:中关村国家自主创新示范区"]),
        ("中关村", ["park:中关村国家自主创新示范区"]),
        ("中关村科学城", ["park:中关村科学城"]),
        ("海淀", ["region:海淀区"]),
        ("广州高新区", ["park:广州高新技术产业开发区"]),
        ("广州开发区", ["park:广州经济技术开发区"]),
        ("黄埔区", ["region:黄埔区"]),
        ("江宁高新区", ["park:江宁高新技术产业开发区"]),
        ("南京高新区（江宁园）", ["park:江宁高新技术产业开发区"]),
        ("南京高新区(江宁园)", ["park:江宁高新技术产业开发区"]),
        ("南京高新区", ["park:南京高新技术产业开发区"]),
        ("张江示范区", ["park:上海张江国家自主创新示范区"]),
        ("张江高新区", ["park:上海张江高新技术产业开发区"]),
        ("张江科学城", ["park:张江科学城"]),
        ("宁波、温州国家自主创新示范区", ["park:宁波温州国家自主创新示范区"]),
        ("浙东南国家自主创新示范区", ["park:宁波温州国家自主创新示范区"]),
        ("乌昌石国家自创区", ["park:乌昌石国家自主创新示范区"]),
        ("吉林", ["region:吉林省", "region:吉林市"]),
        ("無此地", []),
    ],
)
def test_by_name(name: str, expected: list[str]) -> None:
    assert ids(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("科技部", "government:科学技术部"),
        ("火炬中心", "government:工业和信息化部火炬高技术产业开发中心"),
        ("中科院", "lab_or_institute:中国科学院"),
        ("GIHI", "ranking_or_report:国际科技创新中心指数"),
        ("WIPO", "association:世界知识产权组织"),
        ("北航", "university:北京航空航天大学"),
        ("亿航智能", "enterprise:亿航智能设备(广州)有限公司"),
        ("三花汽零", "enterprise:浙江三花汽车零部件有限公司"),
        ("科技日报", "media:科技日报"),
        ("美國", "region:美国"),
        ("大湾区", "region:粤港澳大湾区"),
    ],
)
def test_other_types_by_name(name: str, expected: str) -> None:
    assert ids(name) == [expected]


def test_rankings_know_their_publishers() -> None:
    index = registry().by_name("中关村指数")[0]
    assert "北京方迪经济发展研究院" in index.publishers
    evaluation = registry().by_name("国家高新区综合评价")[0]
    assert all(registry().by_name(p, type="government") for p in evaluation.publishers)


def test_universities_cover_the_old_projects() -> None:
    assert len(registry().of_type("university", "985")) == 39
    assert len(registry().of_type("university", "211")) == 115


def test_an_ambiguous_name_gives_every_place() -> None:
    assert {e.city for e in registry().by_name("鼓楼区")} == {"南京市", "徐州市", "福州市", "开封市"}
    assert len(ids("朝阳区")) == 2


def test_ordinary_words_are_places_only_on_demand() -> None:
    assert ids("光明") == []
    assert ids("光明", weak=True) == ["region:光明区"]
    assert ids("新平") == []  # 创新平台
    assert ids("新平", weak=True) == ["region:新平彝族傣族自治县"]
    assert ids("德清") == ["region:德清县"]
    assert ids("京") == []
    assert ids("京", weak=True) == ["region:北京市"]


def test_parts_know_their_whole() -> None:
    r = registry()
    assert r.within("park:中关村科技园区海淀园") == (
        "park:中关村国家自主创新示范区",
        "region:海淀区",
        "region:北京市",
    )
    assert "region:江苏省" in r.within("park:江宁高新技术产业开发区")
    assert "park:中关村科技园区海淀园" in r.parts("park:中关村国家自主创新示范区")
    assert r.within("region:北京市") == ()


def test_zones_know_their_demonstration_zone() -> None:
    r = registry()
    demonstration = {e.id for e in r.of_type("park", "innovation_demonstration_zone")}
    held = {d: {i for i in r.parts(d) if "national_high_tech_zone" in _kinds(i)} for d in demonstration}
    assert held["park:苏南国家自主创新示范区"] >= {"park:苏州工业园区", "park:江阴高新技术产业开发区"}
    assert {d for d, parts in held.items() if not parts} == {
        # one area with their zone, and four whose zones no source was found for
        "park:中关村国家自主创新示范区",
        "park:武汉东湖国家自主创新示范区",
        "park:上海张江国家自主创新示范区",
        "park:深圳国家自主创新示范区",
        "park:天津滨海国家自主创新示范区",
        "park:重庆国家自主创新示范区",
    }
    for whole, parts in held.items():
        for part in parts:
            entry = r.get(part)
            assert entry is not None
            assert entry.province == r.get(whole).province  # type: ignore[union-attr]
            assert r.origins[entry.parent_origin].confirmed


def _kinds(identity: str) -> tuple[str, ...]:
    entry = registry().get(identity)
    return entry.kinds if entry else ()


def test_every_origin_exists_and_unconfirmed_entries_say_so() -> None:
    for entry in registry():
        assert entry.origin in registry().origins
    assert registry().get("park:怀柔科学城").confirmed is False  # type: ignore[union-attr]
    assert registry().get("park:拉萨高新技术产业开发区").confirmed is True  # type: ignore[union-attr]
    zones = registry().of_type("park", "national_high_tech_zone")
    assert sum(not z.confirmed for z in zones) <= 2


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("南京市", "南京"),
        ("内蒙古自治区", "内蒙古"),
        ("广西壮族自治区", "广西"),
        ("延边朝鲜族自治州", "延边"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("克孜勒苏柯尔克孜自治州", "克孜勒苏"),
        ("浦东新区", "浦东"),
        ("大兴安岭地区", "大兴安岭"),
        ("管城回族区", "管城"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name, peoples_pattern(region_notes(FOLDER).peoples)) == short


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(FOLDER, tmp_path / "registry"))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{name: 甲乙高新区, province: 江苏省, city: 杭州市}", "no such place 江苏省 杭州市"),
        ("{name: 甲乙高新区, aliases: [中关村]}", "names both"),
        ("{name: 甲乙高新区, parent: 丙丁高新区}", "not in the registry"),
        ("{name: 甲乙高新区, origin: nowhere}", "no origin nowhere"),
        ("{name: 甲乙高新区, parent: 苏南国家自主创新示范区, parent_origin: nowhere}", "no origin nowhere"),
        ("{name: 甲乙高新区, colour: red}", "colour"),
    ],
)
def test_a_wrong_entry_is_refused_with_a_code(folder: Path, row: str, says: str) -> None:
    (folder / "zz.yaml").write_text(f"type: park\norigin: general\nentries: [{row}]", encoding="utf-8")
    with pytest.raises(ParkgraphError, match="E201") as caught:
        load_registry(folder)
    assert says in str(caught.value)


def test_the_same_id_twice_is_refused() -> None:
    entry = registry().get("region:海淀区")
    assert entry is not None
    with pytest.raises(ParkgraphError, match="stands twice"):
        Registry([entry, entry], {})
