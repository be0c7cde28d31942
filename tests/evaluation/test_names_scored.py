"""Entities, relations and articles against gold."""

from __future__ import annotations

from extract.evaluation.articles import align_articles
from extract.evaluation.entities import align_entities
from extract.evaluation.gold import GoldArticle, GoldEntity, GoldRelation
from extract.evaluation.relations import align_relations

AT = {"at": "test:1", "genre": "test"}


def entity(name: str, type_: str, *aliases: str, optional: bool = False) -> GoldEntity:
    return GoldEntity.model_validate(
        {**AT, "doc": "a.txt", "name": name, "aliases": list(aliases), "type": type_, "optional": optional}
    )


def relation(head: str, kind: str, tail: str, optional: bool = False) -> GoldRelation:
    return GoldRelation.model_validate(
        {**AT, "doc": "a.txt", "head": head, "relation": kind, "tail": tail, "optional": optional}
    )


def found(name: str, type_: str, *aliases: str) -> dict:
    return {"doc": "a.txt", "name": name, "type": type_, "aliases": list(aliases)}


def told(head: str, kind: str, tail: str) -> dict:
    return {"doc": "a.txt", "head": head, "relation": kind, "tail": tail}


def test_an_alias_is_enough_and_a_split_costs():
    gold = [entity("墨池科技股份有限公司", "enterprise", "墨池科技")]
    split = align_entities(gold, [found("墨池科技", "enterprise"), found("墨池科技股份有限公司", "enterprise")])
    assert (split.score().hit, split.score().predicted) == (1, 2)
    assert [p["name"] for p in split.spurious] == ["墨池科技"]


def test_a_wrong_type_is_right_by_name_only():
    result = align_entities([entity("栖霞岭新区", "region")], [found("栖霞岭新区", "park")])
    assert (result.score(typed=False).hit, result.score().hit) == (1, 0)


def test_further_regions_and_optional_things_count_neither_way():
    gold = [entity("墨池科技", "enterprise"), entity("临溪大学", "university", optional=True)]
    predictions = [found("墨池科技", "enterprise"), found("云东省", "region"), found("临溪大学", "university")]
    score = align_entities(gold, predictions).score()
    assert (score.hit, score.gold, score.predicted) == (1, 1, 1)


def test_relations_read_aliases_qualifiers_and_both_ways_of_signing():
    entities = [entity("墨池科技股份有限公司", "enterprise", "墨池科技")]
    gold = [
        relation("墨池科技股份有限公司", "located_in", "栖霞岭高新区"),
        relation("临溪大学", "signed_with", "墨池科技股份有限公司"),
        relation("产业规划", "issued_by", "管委会"),
    ]
    predictions = [
        told("墨池科技", "located_in", "栖霞岭高新区"),
        told("墨池科技", "signed_with", "临溪大学"),
        told("产业规划", "published_by", "栖霞岭高新区管委会"),
        told("栖霞岭高新区", "located_in", "墨池科技"),  # the wrong way round
    ]
    score = align_relations(gold, predictions, entities).score()
    assert (score.hit, score.gold, score.predicted) == (3, 3, 4)


def test_records_are_judged_as_they_are_scored():
    gold = [relation("甲公司", "develops", "乙产品"), relation("甲公司", "hosts", "丙论坛", optional=True)]
    predictions = [
        {**told("甲公司", "develops", "乙产品"), "confidence": 0.6},
        {**told("甲公司", "develops", "乙产品"), "confidence": 0.8},  # said twice, scored once: the surest
        {**told("甲公司", "hosts", "丙论坛"), "confidence": 0.7},
        {**told("乙产品", "develops", "甲公司"), "confidence": 0.5},
    ]
    judged = align_relations(gold, predictions).judged
    assert sorted((p["confidence"], right) for p, right in judged) == [(0.5, False), (0.8, True)]
    things = [entity("甲公司", "enterprise"), entity("丙论坛", "event", optional=True)]
    named = [found("甲公司", "park"), found("丙论坛", "event"), found("丁大学", "university")]
    assert [(p["name"], right) for p, right in align_entities(things, named).judged()] == [
        ("甲公司", False),
        ("丁大学", False),
    ]


def test_optional_relations_count_neither_way():
    gold = [relation("甲公司", "develops", "乙产品", optional=True)]
    score = align_relations(gold, [told("甲公司", "develops", "乙产品")]).score()
    assert (score.hit, score.gold, score.predicted) == (0, 0, 0)


def test_articles_need_their_own_body_and_headline():
    rows = [
        {**AT, "doc": "p*", "headline": "园区开园", "first_words": "昨日上午", "last_words": "正式开园。"},
        {**AT, "doc": "p*", "headline": None, "first_words": "记者获悉", "last_words": "陆续投产。"},
    ]
    gold = [GoldArticle.model_validate(row) for row in rows]
    first = {"doc": "page.txt", "headline": "园区开园", "text": "昨日上午，新园区正式开园。", "kind": "article"}
    second = {"doc": "page.txt", "headline": "多余标题", "text": "记者获悉，项目将陆续投产。", "kind": "article"}
    apart = align_articles(gold, [first, second])
    assert (apart.bodies().hit, apart.headlines().hit) == (2, 1)
    joined = {**first, "text": first["text"] + second["text"]}
    assert align_articles(gold, [joined]).bodies().hit == 0
