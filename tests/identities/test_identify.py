"""Resolution as a pure function of what the documents name."""

from __future__ import annotations

import random

from extract.linking.decisions import Decisions
from parkgraph.identities import applied, identify
from parkgraph.naming import LocalEntity, Named, names_of
from schemas.ids import entity_id
from schemas.records import EntityType


def entity(
    kind: EntityType,
    name: str,
    *aliases: str,
    id: str = "",
    reason: str = "full_name",
    candidates: tuple[str, ...] = (),
) -> LocalEntity:
    return LocalEntity(kind, name, id or entity_id(kind, name), name, aliases, reason, candidates, ())


def document(name: str, *entities: LocalEntity) -> Named:
    return Named(f"sha256:{name}", (f"{name}.txt",), entities, ())


DRUM_TOWERS = ("region:鼓楼区@南京市", "region:鼓楼区@福州市")


def test_namesakes_of_the_registry_stay_what_their_documents_made_of_them():
    documents = [document(str(n), entity("region", "鼓楼区", id=i)) for n, i in enumerate(DRUM_TOWERS)]
    documents.append(document("2", entity("region", "鼓楼区", candidates=DRUM_TOWERS)))
    found = identify(documents, Decisions())
    assert found.mappings == {}
    (row,) = found.ambiguous
    assert (row["name"], row["candidates"], row["documents"]) == ("鼓楼区", sorted(DRUM_TOWERS), ["2.txt"])


def test_a_person_says_which_namesake_is_meant():
    decided = Decisions.model_validate(
        {"mentions": [{"document": "2.txt", "type": "region", "name": "鼓楼区", "is": DRUM_TOWERS[0]}]}
    )
    found = identify([document("2", entity("region", "鼓楼区", candidates=DRUM_TOWERS))], decided)
    assert found.mappings["sha256:2"]["entities"]["region:鼓楼区"]["id"] == DRUM_TOWERS[0]
    assert found.ambiguous == []


def test_an_edition_is_not_its_series():
    documents = [
        document("1", entity("ranking_or_report", "《云指数2023》", "《云指数》", id="ranking_or_report:云指数2023")),
        document("2", entity("ranking_or_report", "《云指数》", id="ranking_or_report:云指数")),
    ]
    assert identify(documents, Decisions()).mappings == {}


def test_a_body_named_by_its_rank_is_another_one_in_every_document():
    full = entity("government", "云岭市科技局", "市科技局", reason="definition")
    documents = [document("1", full), *(document(n, entity("government", "市科技局")) for n in "23")]
    found = identify(documents, Decisions())
    ends = {d: m["entities"]["government:市科技局"]["id"] for d, m in found.mappings.items()}
    assert ends == {"sha256:2": "government:市科技局@2", "sha256:3": "government:市科技局@3"}
    assert found.merges == []


def test_a_short_form_does_not_join_two_things_of_the_registry():
    names = ("park:广州高新技术产业开发区", "park:广州经济技术开发区")
    documents = [
        document("1", entity("park", "广州高新区", "广州园区", id=names[0], reason="definition")),
        document("2", entity("park", "广州开发区", "广州园区", id=names[1], reason="definition")),
        document("3", entity("park", "广州园区")),
    ]
    found = identify(documents, Decisions())
    assert set(found.mappings) == {"sha256:3"}
    assert found.mappings["sha256:3"]["entities"]["park:广州园区"]["candidates"] == sorted(names)


def test_shuffled_documents_give_the_same():
    documents = [
        document("1", entity("enterprise", "江州沐科材料有限公司", "沐科", reason="definition")),
        document("2", entity("enterprise", "岭州沐科药业有限公司", "沐科", reason="definition")),
        document("3", entity("enterprise", "沐科")),
        document("4", entity("enterprise", "砚芯光电股份有限公司", "砚芯光电")),
        document("5", entity("enterprise", "砚芯光电")),
    ]
    expected = identify(documents, Decisions())
    assert {row["name"] for row in expected.ambiguous} == {"沐科"}
    assert set(expected.mappings) == {"sha256:3", "sha256:5"}
    for seed in range(8):
        shuffled = documents[:]
        random.Random(seed).shuffle(shuffled)
        assert identify(shuffled, Decisions()) == expected


def test_a_mapping_changes_ids_and_keeps_what_is_stated():
    record = {
        "entities": [
            {"entity_id": "enterprise:甲", "type": "enterprise", "name": "甲", "canonical": "甲", "aliases": []},
        ],
        "facts": [{"subject_id": "enterprise:甲", "subject": "甲", "indicator": "营收", "fact_id": "fact:1"}],
        "relations": [
            {
                "head_id": "enterprise:甲",
                "tail_id": "region:乙",
                "tail_type": "region",
                "tail": "乙",
                "relation": "ranks",
            }
        ],
    }
    end = {"id": "enterprise:甲公司", "name": "甲公司", "reason": "definition", "candidates": []}
    changed = applied(record, {"entities": {"enterprise:甲": end}, "indicators": {"营收": "revenue"}})
    (fact,), (relation,), (named,) = changed["facts"], changed["relations"], changed["entities"]
    assert (fact["subject_id"], fact["subject"], fact["fact_id"]) == ("enterprise:甲公司", "甲", "fact:1")
    assert fact["indicator_id"] == "revenue"
    assert (relation["head_id"], relation["tail_id"]) == ("enterprise:甲公司", "region:乙")
    assert (named["entity_id"], named["local_id"], named["aliases"]) == ("enterprise:甲公司", "enterprise:甲", ["甲"])
    assert applied(record, {})["entities"][0]["entity_id"] == "enterprise:甲"
    assert names_of(record)["phrases"] == ["营收"]
