"""Names that are easily confused, from the text of documents to the entities of the graph."""

from __future__ import annotations

import pytest

from parkgraph.resolving import last_report

ZGC = "park:中关村国家自主创新示范区"
JIANGNING = "park:江宁高新技术产业开发区"
SANHUA = "enterprise:浙江三花汽车零部件有限公司"
# document → its text and the subjects of its figures; names are real where the registry is tested, else invented
CASES = {
    "zone_short.txt": ("中关村示范区2021年实现总收入8.4万亿元。", {ZGC}),
    "zone_full.txt": ("2022年，中关村国家自主创新示范区总收入为8.7万亿元。", {ZGC}),
    "science_city.txt": ("2023年，中关村科学城新增企业3120家。", {"park:中关村科学城"}),
    "haidian.txt": ("2023年，海淀区地区生产总值为1.1万亿元。", {"region:海淀区"}),
    "jiangning.txt": ("江宁高新区2022年新增高新技术企业131家。", {JIANGNING}),
    "jiangning_part.txt": ("南京高新区（江宁园）2023年新增高新技术企业142家。", {JIANGNING}),
    "parts_short.txt": ("三花汽零2022年实现营业收入76亿元。", {SANHUA}),
    "parts_full.txt": ("浙江三花汽车零部件有限公司2023年实现营业收入91亿元。", {SANHUA}),
    "index_2023.txt": ("《中关村指数2023》显示，创新引领指数为320.5。", {"ranking_or_report:中关村指数2023"}),
    "index_2024.txt": ("《中关村指数2024》显示，创新引领指数为351.5。", {"ranking_or_report:中关村指数2024"}),
    "gz_high_tech.txt": ("广州高新区2023年营业收入为1.9万亿元。", {"park:广州高新技术产业开发区"}),
    "gz_economic.txt": ("广州开发区2023年规上工业总产值为8600亿元。", {"park:广州经济技术开发区"}),
    "hz.txt": ("沐科生物公司位于杭州市，2023年实现营业收入5亿元。", {"enterprise:沐科生物公司@杭州市"}),
    "sz.txt": ("沐科生物公司坐落在苏州工业园区，2023年实现营业收入6亿元。", {"enterprise:沐科生物公司@苏州市"}),
    "nowhere.txt": ("2022年，沐科生物公司实现营业收入4亿元。", {"enterprise:沐科生物公司"}),
    "defined.txt": (
        "砚芯光电股份有限公司（以下简称“砚芯光电”）2023年实现营业收入12.5亿元。",
        {"enterprise:砚芯光电股份有限公司"},
    ),
    "brand.txt": ("2023年，砚芯光电研发投入1.2亿元。", {"enterprise:砚芯光电股份有限公司"}),
    "sister.txt": ("砚芯科技有限公司2023年实现营业收入3亿元。", {"enterprise:砚芯科技有限公司"}),
}


def test_names_end_at_the_right_entities(desk):
    for name, (text, _) in CASES.items():
        desk.write(name, text)
    desk.ingest(desk.folder / "documents")
    assert desk.subjects() == {name: subjects for name, (_, subjects) in CASES.items()}
    report = last_report(desk.ledger)
    rules = {(merge["name"], merge["into_id"]): merge["rule"] for merge in report.merges}
    assert rules["砚芯光电", "enterprise:砚芯光电股份有限公司"] == "definition"
    (unsure,) = [row for row in report.ambiguous if row["name"] == "沐科生物公司"]
    assert unsure["candidates"] == ["enterprise:沐科生物公司@杭州市", "enterprise:沐科生物公司@苏州市"]
    assert unsure["documents"] == ["nowhere.txt"]


def test_a_company_is_not_its_product_and_a_byline_names_nobody(desk):
    desk.write("a.txt", "亿航智能的EH216-S获得型号合格证。亿航智能2023年交付52架EH216-S。")
    desk.write("b.txt", "无人机公司亿航智能与园区签约\n本报记者 洛高轩\n洛阳高新区2023年地区生产总值为500亿元。")
    desk.ingest(desk.folder / "documents")
    rows = desk.store.read("MATCH (e:Entity)<-[:NAMES]-(:Document) RETURN e.id AS id, e.type AS type")
    types = {row["id"]: row["type"] for row in rows}
    assert types["product:EH216-S"] == "product"
    assert [i for i in types if "亿航" in i] == ["enterprise:亿航智能设备(广州)有限公司"]
    assert not [i for i, kind in types.items() if "洛高轩" in i and kind != "person"]


@pytest.mark.parametrize("later", ["沐科生物公司位于宁波市，2023年实现营业收入5亿元。"])
def test_a_second_bearer_tells_the_first_apart(desk, later):
    desk.ingest(desk.write("a.txt", "沐科生物公司位于杭州市，2022年实现营业收入5亿元。"))
    assert desk.subjects()["a.txt"] == {"enterprise:沐科生物公司"}
    outcomes = desk.ingest(desk.write("b.txt", later))
    assert [(o.status, o.name, o.because) for o in outcomes] == [
        ("new", "b.txt", None),
        ("revised", "a.txt", "identities"),
    ]
    assert desk.subjects() == {"a.txt": {"enterprise:沐科生物公司@杭州市"}, "b.txt": {"enterprise:沐科生物公司@宁波市"}}
