"""Park in city in province: a question can hold the parts of a place or leave them out."""

from __future__ import annotations

import pytest

from graph.hierarchy import sync_hierarchy
from graph.store import Store
from queries.compare import comparison
from queries.runner import run
from schemas.errors import ParkgraphError

TEXTS = {
    "bj.txt": "2023年，北京市地区生产总值为4.4万亿元。",
    "zgc.txt": "2023年，中关村示范区总收入为8.9万亿元。",
    "haidian_park.txt": "2023年，中关村科技园区海淀园总收入为3.6万亿元。",
    "nj.txt": "江宁高新区2023年新增高新技术企业142家。",
    "firm.txt": "沐科生物公司坐落在苏州工业园区，2023年营业收入为7亿元。",
}


@pytest.fixture
def filled(store: Store, new_desk):
    desk = new_desk(store)
    desk.ingest(*(desk.write(name, text) for name, text in TEXTS.items()))
    return desk


def subjects(store: Store, **params) -> set[str]:
    return {row["subject_id"].partition(":")[2] for row in run(store, "figures_within", params).rows}


def test_figures_with_and_without_parts(filled):
    store = filled.store
    everything = {"北京市", "中关村国家自主创新示范区", "中关村科技园区海淀园"}
    assert subjects(store, place="北京市") == everything
    assert subjects(store, place="北京市", exclude="中关村国家自主创新示范区") == {"北京市"}
    assert subjects(store, place="北京市", exclude_parts=True) == {"北京市"}
    assert subjects(store, place="中关村国家自主创新示范区") == everything - {"北京市"}
    # no document names the province or the city
    assert subjects(store, place="江苏省") == {"江宁高新技术产业开发区", "沐科生物公司"}
    assert subjects(store, place="江苏省", subject_type="park") == {"江宁高新技术产业开发区"}
    rows = run(store, "indicator_across_parks", {"indicator": "revenue", "within": "北京市"}).rows
    assert {row["subject"] for row in rows} == everything - {"北京市"}


@pytest.mark.parametrize(
    ("chosen", "compared"),
    [
        ({"within": ["北京"]}, {"中关村国家自主创新示范区", "中关村科技园区海淀园"}),
        ({"within": ["北京"], "not_within": ["中关村"]}, set()),
        ({"within": ["北京"], "not_within": ["海淀园"]}, {"中关村国家自主创新示范区"}),
        ({"within": ["海淀区"]}, {"中关村科技园区海淀园"}),
        ({"within": ["海淀区", "江苏"]}, {"中关村科技园区海淀园", "江宁高新技术产业开发区"}),
        ({"not_within": ["中关村"]}, {"江宁高新技术产业开发区"}),
        ({"not_within": ["中关村", "南京市"]}, set()),
        ({"subjects": ["沐科生物公司", "海淀园"], "within": ["苏州工业园区"]}, {"沐科生物公司"}),
        # the firm lies in a zone that is part of 苏南
        ({"subjects": ["沐科生物公司", "海淀园"], "within": ["苏南国家自主创新示范区"]}, {"沐科生物公司"}),
    ],
)
def test_a_comparison_holds_the_parts_of_a_place_or_leaves_them_out(filled, chosen, compared):
    table = comparison(filled.store, indicators=["营业收入", "高新技术企业数"], **chosen)
    assert {row.label for row in table.rows} == compared


def test_a_place_that_nobody_knows_is_one_error(filled):
    for name in ("within", "not_within"):
        with pytest.raises(ParkgraphError, match="E404 乌有之乡: the name fits no entity"):
            comparison(filled.store, **{name: ["乌有之乡"]})


def test_every_part_tells_who_says_so(filled):
    rows = {row["part_id"]: row for row in run(filled.store, "parts_of", {"whole": "江苏省"}).rows}
    jiangning = rows["park:江宁高新技术产业开发区"]
    assert (jiangning["origin"], jiangning["evidence_ids"]) == ("registry", [])
    assert jiangning["via"][0] == "江苏省"
    firm = rows["enterprise:沐科生物公司"]
    assert (firm["origin"], firm["relation"]) == ("documents", "LOCATED_IN")
    assert firm["evidence_ids"]


def test_stated_relations_lead_to_sentences_and_known_ones_to_the_registry(filled):
    rows = filled.store.read("MATCH (:Entity)-[r]->(:Entity) RETURN type(r) AS type, properties(r) AS p")
    assert {row["p"]["origin"] for row in rows if row["type"] == "WITHIN"} == {"registry"}
    assert all(row["p"]["evidence_ids"] for row in rows if row["type"] != "WITHIN")


def test_places_go_with_what_lies_in_them(filled):
    assert sync_hierarchy(filled.store).edges_added == 0
    before = filled.fingerprint()
    (filled.folder / "documents" / "nj.txt").write_text(TEXTS["bj.txt"] + "\n", encoding="utf-8")
    filled.ingest(filled.folder / "documents" / "nj.txt")
    left = {row["id"] for row in filled.store.read("MATCH (r:Region) RETURN r.id AS id")}
    assert "region:江宁区" not in left
    assert "region:江苏省" in left
    (filled.folder / "documents" / "nj.txt").write_text(TEXTS["nj.txt"] + "\n", encoding="utf-8")
    filled.ingest(filled.folder / "documents" / "nj.txt")
    assert filled.fingerprint() == before
