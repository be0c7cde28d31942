"""The extractor against the gold of the sample corpus."""

from __future__ import annotations

import json

import pytest
from sample_corpus import SAMPLE, documents, extractions, gold

from extract.evaluation.facts import LEVELS, align

FLOORS = {"quantity": 0.98, "dated": 0.96, "about": 0.93, "full": 0.89, "full+kind": 0.88}
ENTITY_RECALL = 0.85


def _flat(text: str) -> str:
    return "".join(text.split())


def test_gold_covers_the_corpus_and_every_evidence_stands_in_its_document():
    rows = [json.loads(line) for line in (SAMPLE / "gold" / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = {name: _flat(document.original) for name, document in documents().items()}
    assert {row["doc"] for row in rows} == set(texts)
    for row in rows:
        assert row["evidence"] in texts[row["doc"]], row
        assert all(row[name] for name in ("kind", "unit", "period")), row


def test_gold_entities_stand_in_their_documents():
    for entity in gold().entities:
        text = _flat(documents()[entity.doc].original)
        assert any(name in text for name in (entity.name, *entity.aliases)), entity


def test_every_fact_shows_its_figure_in_the_original():
    shown = 0
    for name, extraction in extractions().items():
        original = documents()[name].original
        for fact in extraction.facts:
            assert _flat(original[fact.start : fact.end]) == _flat(fact.raw)
            assert _flat(fact.raw) in _flat(fact.evidence)
            shown += 1
    assert shown > 400


@pytest.mark.parametrize("level", list(FLOORS))
def test_facts_reach_the_floor(level):
    predictions = [fact.to_record() for extraction in extractions().values() for fact in extraction.facts]
    score = align(gold().facts, predictions).score(LEVELS.index(level) + 1)
    assert score.f1 >= FLOORS[level], score


def test_annotated_entities_are_found():
    wanted = [entity for entity in gold().entities if not entity.optional]
    found = 0
    for entity in wanted:
        accepted = {entity.name, *entity.aliases}
        records = extractions()[entity.doc].entities
        found += any(r.type == entity.type and accepted & {r.name, *r.aliases} for r in records)
    assert found / len(wanted) >= ENTITY_RECALL, f"{found} of {len(wanted)}"


def test_a_park_is_one_thing_whichever_form_of_its_name_a_document_uses():
    subjects = {
        fact.subject_id
        for extraction in extractions().values()
        for fact in extraction.facts
        if "青屿高新" in fact.subject
    }
    assert subjects == {"park:青屿高新区"}
