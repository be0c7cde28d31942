"""Merging across documents: reasons, decisions, undo, independence of order."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from extract.linking.decisions import Decisions, Different, MentionIs, Same, load_decisions
from extract.linking.resolution import Item, resolve
from schemas.errors import ParkgraphError
from schemas.ids import entity_id
from schemas.records import EntityType


def item(
    document: str, kind: EntityType, name: str, *aliases: str, reason: str = "full_name", places: tuple[str, ...] = ()
) -> Item:
    return Item(document, kind, name, entity_id(kind, name), aliases, reason, places)


CORPUS = [
    item("d1", "enterprise", "砚芯光电股份有限公司", "砚芯光电", reason="definition"),
    item("d2", "enterprise", "砚芯光电"),
    item("d3", "enterprise", "砚芯科技"),
    item("d4", "park", "青砚高新技术产业开发区"),
    item("d5", "park", "青砚高新区"),
    item("d6", "park", "青砚开发区"),
    item("d7", "ranking_or_report", "《云指数2023》"),
    item("d8", "ranking_or_report", "《云指数2024》"),
    item("d9", "park", "中关村示范区"),
    item("d10", "park", "中关村国家自主创新示范区"),
]


def ids(items: list[Item], decisions: Decisions | None = None) -> dict[str, str]:
    result = resolve(items, decisions)
    return {i.document: result.final_id(i.document, i.entity_id) for i in items}


def test_merges_have_reasons() -> None:
    found = ids(CORPUS)
    assert found["d1"] == found["d2"] != found["d3"]
    assert found["d4"] == found["d5"] != found["d6"]
    assert found["d7"] != found["d8"]
    assert found["d9"] == found["d10"] == "park:中关村国家自主创新示范区"
    assert {m.reason for m in resolve(CORPUS).merges} >= {"definition"}


def test_order_of_documents_does_not_matter() -> None:
    expected = resolve(CORPUS)
    for seed in range(12):
        shuffled = CORPUS[:]
        random.Random(seed).shuffle(shuffled)
        assert resolve(shuffled) == expected


def test_a_short_name_with_two_readings_stays_ambiguous() -> None:
    corpus = [
        item("d1", "enterprise", "江州沐科生物有限公司", "沐科"),
        item("d2", "enterprise", "岭州沐科材料有限公司", "沐科"),
        item("d3", "enterprise", "沐科"),
    ]
    found = resolve(corpus).items["d3", "enterprise:沐科"]
    assert found.reason == "ambiguous"
    assert found.candidates == ("enterprise:岭州沐科材料有限公司", "enterprise:江州沐科生物有限公司")
    assert found.entity_id == "enterprise:沐科"


def test_bearers_of_one_bare_name_in_two_cities_are_two() -> None:
    corpus = [
        item("d1", "enterprise", "星图智能", places=("江州市",)),
        item("d2", "enterprise", "星图智能", places=("岭州市",)),
        item("d3", "enterprise", "星图智能"),
    ]
    found = ids(corpus)
    assert found["d1"] == "enterprise:星图智能@江州市"
    assert found["d2"] == "enterprise:星图智能@岭州市"
    assert resolve(corpus).items["d3", "enterprise:星图智能"].candidates == (found["d2"], found["d1"])


def test_decisions_are_obeyed_and_undone_exactly() -> None:
    before = resolve(CORPUS)
    same = Same(type="enterprise", names=("砚芯光电股份有限公司", "砚芯科技"))
    decided = Decisions().plus(same)
    assert ids(CORPUS, decided)["d3"] == ids(CORPUS)["d1"]
    assert resolve(CORPUS, decided.without(same)) == before


def test_a_person_can_keep_names_apart() -> None:
    apart = Decisions().plus(Different(type="enterprise", names=("砚芯光电股份有限公司", "砚芯光电")))
    found = ids(CORPUS, apart)
    assert found["d1"] != found["d2"]


def test_a_person_can_say_what_a_name_is_in_one_document() -> None:
    fixed = Decisions().plus(
        MentionIs.model_validate(
            {"document": "d3", "type": "enterprise", "name": "砚芯科技", "is": "砚芯光电股份有限公司"}
        )
    )
    assert ids(CORPUS, fixed)["d3"] == ids(CORPUS)["d1"]


def test_decisions_file(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    assert load_decisions(path) == Decisions()
    path.write_text(
        "same:\n  - {type: park, names: [甲园, 乙园]}\nindicators:\n  规上总产出: gross_output\n", encoding="utf-8"
    )
    assert load_decisions(path).indicators == {"规上总产出": "gross_output"}
    path.write_text("same:\n  - {type: park, names: [甲园]}\n", encoding="utf-8")
    with pytest.raises(ParkgraphError, match="E201"):
        load_decisions(path)
