"""One thing in a document gets one id; things that are only alike keep apart."""

from __future__ import annotations

import pytest

from extract.annotations import Annotations
from extract.entities.recognise import find_entities
from extract.linking.link import Linked, link
from schemas.documents import Article, Block, Metadata
from schemas.records import EntityRecord
from schemas.spans import OffsetMap


def read(text: str, title: str | None = None, publisher: str | None = None) -> tuple[Annotations, Linked]:
    metadata = Metadata(title=title, publisher=publisher)
    article = Article(0, text, OffsetMap.identity(len(text)), (Block("paragraph", 0, len(text)),), headline=title)
    notes = Annotations(text, article, metadata, article.blocks)
    notes.entities = find_entities(text, nested=True)
    return notes, link([notes], metadata, "d.txt", "sha256:d")


def record(linked: Linked, name: str) -> EntityRecord:
    return next(r for r in linked.records if name in (r.name, *r.aliases))


SAME = (
    ("砚芯光电股份有限公司（下称“砚芯光电”）披露年报。砚芯光电称订单饱满。", "砚芯光电股份有限公司", "砚芯光电"),
    ("浙江七禾机械零部件有限公司上榜。七禾机零成立于2004年。", "浙江七禾机械零部件有限公司", "七禾机零"),
    ("青砚高新技术产业开发区扩容。青砚高新区产值增长。", "青砚高新技术产业开发区", "青砚高新区"),
    (
        "中国（云东）自由贸易试验区柳浦片区挂牌。柳浦片区新设企业千家。",
        "中国（云东）自由贸易试验区柳浦片区",
        "柳浦片区",
    ),
    ("砚先进技术研究院（简称“砚研院”）成立。砚研院首批入驻。", "砚先进技术研究院", "砚研院"),
    ("中关村国家自主创新示范区发布数据。中关村示范区企业增长。", "中关村国家自主创新示范区", "中关村示范区"),
)


@pytest.mark.parametrize(("text", "a", "b"), SAME, ids=[b for _, _, b in SAME])
def test_same(text: str, a: str, b: str) -> None:
    _, linked = read(text)
    assert record(linked, a).entity_id == record(linked, b).entity_id


APART = (
    (
        "中关村指数2023和中关村指数2024先后发布。研究院发布《云指数2023》。研究院发布《云指数2024》。",
        "《云指数2023》",
        "《云指数2024》",
    ),
    ("广州高新区和广州开发区共建平台。", "广州高新区", "广州开发区"),
    ("中关村示范区企业增长。中关村科学城开工。", "中关村示范区", "中关村科学城"),
    ("青砚高新区与青砚综合保税区联动。", "青砚高新区", "青砚综合保税区"),
)


@pytest.mark.parametrize(("text", "a", "b"), APART, ids=[b for _, _, b in APART])
def test_apart(text: str, a: str, b: str) -> None:
    _, linked = read(text)
    assert record(linked, a).entity_id != record(linked, b).entity_id


def test_ids_are_deterministic_and_registered_names_win() -> None:
    _, linked = read("中关村示范区企业增长。")
    found = record(linked, "中关村示范区")
    assert found.entity_id == "park:中关村国家自主创新示范区"
    assert found.canonical == "中关村国家自主创新示范区"
    assert found.name == "中关村示范区"


def test_mentions_carry_the_linked_name() -> None:
    notes, _ = read("青砚高新技术产业开发区扩容。青砚高新区产值增长。")
    assert {m.name for m in notes.entities if m.type == "park"} == {"青砚高新技术产业开发区"}


def test_anaphors_lead_to_the_entity_of_the_document() -> None:
    text = "青砚高新区公布数据。全区实现产值九百亿元，高新区税收增长。"
    _, linked = read(text)
    entity = linked.at(0, text.index("全区"))
    assert entity is not None
    assert entity.name == "青砚高新区"
    assert "全区" in {m.raw for m in record(linked, "青砚高新区").mentions}


def test_a_document_without_a_name_is_about_its_publisher() -> None:
    _, linked = read("全区财政收入四十亿元。", publisher="丹砚高新区财政局")
    assert record(linked, "丹砚高新区").type == "park"


def test_own_words_mean_the_publisher_not_who_is_named_in_passing() -> None:
    text = "上市公司8家，人家青砚高新区有21家。全区亩均税收十万元。"
    _, linked = read(text, title="在动员会上的讲话", publisher="砚北高新区管委会")
    entity = linked.at(0, text.index("全区"))
    assert entity is not None
    assert entity.name == "砚北高新区"


def test_a_park_named_aside_is_not_the_one_spoken_of() -> None:
    text = "在母校和霞州高新区的支持下，园区迎来新变化。"
    _, linked = read(text, title="朔砚大学科技园年度总结")
    entity = linked.at(0, text.index("园区"))
    assert entity is not None
    assert entity.name == "朔砚大学科技园"


def test_the_company_of_a_title_answers_before_its_daughter() -> None:
    text = "报告期内，公司增收。子公司安砚科技盈利。"
    _, linked = read(text, title="华砚新材2023年年度报告摘要")
    entity = linked.at(0, text.index("公司增收"))
    assert entity is not None
    assert entity.name == "华砚新材"


def test_a_bare_committee_is_that_of_the_park() -> None:
    _, linked = read("青砚高新区召开会议。管委会主任方岱介绍情况。")
    assert record(linked, "青砚高新区管委会").type == "government"


def test_a_short_form_of_two_names_keeps_both_as_candidates() -> None:
    text = "苏州沐科免疫生物技术有限公司在园区设立全资子公司无锡沐科免疫生物医药有限公司。沐科免疫将扩产。"
    notes, _ = read(text)
    short = next(m for m in notes.entities if m.text == "沐科免疫")
    assert len(short.candidates) == 2


def test_an_ambiguous_region_stays_ambiguous_until_a_place_decides() -> None:
    notes, _ = read("鼓楼区新增企业。")
    assert len(next(m for m in notes.entities if m.text == "鼓楼区").candidates) > 1
    notes, _ = read("福建省福州市发布消息。鼓楼区新增企业。")
    assert next(m for m in notes.entities if m.text == "鼓楼区").entity_id == "region:鼓楼区@福州市"
