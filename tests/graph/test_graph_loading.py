"""Records into the graph and out again, on both engines."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from graph_records import document_id, observation_ids, record, records

from graph.store import Store
from graph.writer import LoadReport, load, load_many, remove_document
from schemas.errors import ParkgraphError


def delta(store: Store, before: dict[str, dict[str, int]]) -> tuple[int, int]:
    """Nodes and relationships gained; an entity counts once though it has two labels."""
    after = store.counts()
    labels = ("Document", "Article", "Sentence", "Entity", "Indicator", "Observation")
    nodes = sum(after["labels"].get(x, 0) - before["labels"].get(x, 0) for x in labels)
    return nodes, sum(after["types"].values()) - sum(before["types"].values())


def net(report: LoadReport) -> tuple[int, int]:
    return (
        report.nodes_added - report.nodes_removed,
        report.relationships_added - report.relationships_removed,
    )


def test_every_observation_leads_to_its_sentence_and_document(store: Store) -> None:
    one = record(1)
    load(store, one)
    rows = store.read(
        "MATCH (d:Document)-[:CONTAINS]->(a:Article)-[:HAS_SENTENCE]->(s:Sentence)<-[st:STATED_IN]-(o:Observation) "
        "MATCH (o)-[:ABOUT]->(e:Entity) MATCH (o)-[:MEASURES]->(i:Indicator) "
        "RETURN d.id AS document, s.text AS text, st.start AS start, st.end AS end, st.raw AS raw, o.value AS value, "
        "o.year AS year, o.unit AS unit, e.id AS subject, i.id AS indicator, i.mapped AS mapped, st.fact_id AS fact, "
        "st.rule AS rule, st.confidence AS confidence, o.scope_area AS area, o.qualifiers AS qualifiers "
        "ORDER BY st.start"
    )
    original = one["articles"][0]["text"]
    facts = sorted(one["facts"], key=lambda f: f["start"])
    assert len(rows) == len(facts)
    for row, fact in zip(rows, facts, strict=True):
        assert original[row["start"] : row["end"]] == row["raw"] == fact["raw"]
        assert row["text"] == fact["evidence"]
        assert row["document"] == fact["document_id"]
        assert (row["subject"], row["fact"], row["rule"]) == (fact["subject_id"], fact["fact_id"], "test.rule")
        assert row["value"] == fact["value"]
        assert row["year"] == int(fact["period"])
        assert row["area"] == fact["scope"].get("area")
        assert row["qualifiers"] == fact["qualifier"]
        expected = fact["indicator_id"] or "open:展厅参观人次"
        assert row["indicator"] == f"indicator:{expected}"
        assert row["mapped"] is (fact["indicator_id"] is not None)


def test_entities_and_relations_lead_to_their_sentences(store: Store) -> None:
    load(store, record(1))
    rows = store.read(
        "MATCH (h:Enterprise)-[r:LOCATED_IN]->(t:Park) UNWIND r.evidence_ids AS id MATCH (s:Sentence {id: id}) "
        "RETURN h.name AS head, t.name AS tail, s.text AS text, r.times AS times"
    )
    assert rows
    assert all(row["head"] in row["text"] and row["tail"] in row["text"] and row["times"] for row in rows)
    mentioned = store.read(
        "MATCH (s:Sentence)-[m:MENTIONS]->(e:Entity) RETURN s.text AS text, s.start AS at, m.starts AS starts, "
        "m.ends AS ends, m.texts AS texts, e.name AS name"
    )
    for row in mentioned:
        for start, end, text in zip(row["starts"], row["ends"], row["texts"], strict=True):
            assert row["text"][start - row["at"] : end - row["at"]] == text == row["name"]


def test_second_load_adds_nothing(store: Store) -> None:
    docs = records(6)
    first = load_many(store, docs)
    graph = store.counts(), store.fingerprint(properties=True)
    assert all(report.status == "new" for report in first)
    for force in (False, True):
        again = load_many(store, docs, force=force)
        assert [net(report) for report in again] == [(0, 0)] * len(docs)
        assert all(report.status == "unchanged" and report.observations_added == 0 for report in again)
        assert (store.counts(), store.fingerprint(properties=True)) == graph


def test_reports_say_what_the_counts_say(store: Store) -> None:
    for one in (*records(5), record(1, offset=9), record(2, facts=3, offset=1)):
        before = store.counts()
        report = load(store, one)
        assert net(report) == delta(store, before)
        assert report.observations_added + report.observations_confirmed == len(observation_ids(one))
    before = store.counts()
    gone = remove_document(store, document_id(4))
    assert (-gone.nodes_removed, -gone.relationships_removed) == delta(store, before)


def test_order_and_batches_do_not_matter(store: Store) -> None:
    docs = records(7)
    for one in docs:
        load(store, one)
    one_by_one = store.counts(), store.fingerprint(properties=True)
    for size in (1, 50, 100_000):
        store.clear()
        load_many(store, list(reversed(docs)), batch_rows=size)
        assert (store.counts(), store.fingerprint(properties=True)) == one_by_one


def test_same_statement_in_two_documents_is_one_observation(store: Store) -> None:
    a, b = record(1, confidence=0.6), record(2, confidence=0.9)
    assert observation_ids(a) == observation_ids(b)
    load(store, a)
    report = load(store, b)
    assert (report.observations_added, report.observations_confirmed) == (0, 12)
    rows = store.read(
        "MATCH (o:Observation)-[st:STATED_IN]->() RETURN o.id AS id, o.confidence AS c, count(st) AS n ORDER BY id"
    )
    assert [(row["c"], row["n"]) for row in rows] == [(0.9, 2)] * 12


@pytest.mark.parametrize("offsets", [(0, 0), (0, 4), (0, 3)])
def test_removing_a_document_leaves_the_graph_of_the_others(store: Store, offsets: tuple[int, int]) -> None:
    a, b = record(1, offset=offsets[0], confidence=0.9), record(2, offset=offsets[1], confidence=0.7)
    load(store, b)
    alone = store.counts(), store.fingerprint(properties=True)
    store.clear()
    load_many(store, [a, b])
    report = remove_document(store, document_id(1))
    assert report.found
    assert (store.counts(), store.fingerprint(properties=True)) == alone
    assert not remove_document(store, document_id(1)).found
    remove_document(store, document_id(2))
    assert store.counts() == {"labels": {}, "types": {}}


def test_revised_record_leaves_no_trace_of_the_old_one(store: Store) -> None:
    old, new = record(1, offset=0), record(1, offset=5, publisher="另一家报社")
    load(store, new)
    alone = store.counts(), store.fingerprint(properties=True)
    store.clear()
    load(store, old)
    report = load(store, new)
    assert report.status == "revised"
    assert report.observations_added == len(observation_ids(new) - observation_ids(old))
    assert report.observations_removed == len(observation_ids(old) - observation_ids(new))
    assert (store.counts(), store.fingerprint(properties=True)) == alone


def test_same_bytes_under_two_names_are_one_document(store: Store) -> None:
    load(store, record(1, source="b/doc0001.txt"))
    report = load(store, record(1, source="a/doc0001.txt"))
    assert (report.status, report.source_added, net(report)) == ("unchanged", True, (0, 0))
    query = "MATCH (d:Document) RETURN d.source AS source, d.sources AS sources"
    assert store.read(query) == [{"source": "a/doc0001.txt", "sources": ["a/doc0001.txt", "b/doc0001.txt"]}]
    remove_document(store, document_id(1), source="a/doc0001.txt")
    assert store.read(query) == [{"source": "b/doc0001.txt", "sources": ["b/doc0001.txt"]}]
    remove_document(store, document_id(1), source="b/doc0001.txt")
    assert store.counts() == {"labels": {}, "types": {}}


def test_document_without_facts(store: Store) -> None:
    empty = record(3, facts=0)
    report = load(store, empty)
    assert (report.nodes_added, report.relationships_added, report.observations_added) == (2, 1, 0)
    assert net(load(store, empty)) == (0, 0)


def test_fact_without_a_sentence_is_reported(store: Store) -> None:
    one = record(1)
    lost = copy.deepcopy(one["facts"][0])
    lost.update(sentence_index=None, start=10**6, end=10**6 + 1, mentions=[], fact_id="fact:lost", value=5)
    one["facts"].append(lost)
    report = load(store, one)
    assert {skip.reason for skip in report.skipped} == {"no_sentence"}
    assert report.observations_added == 12


@pytest.mark.parametrize("change", [{"facts": None}, {"document": {}}, {"articles": [{}]}])
def test_broken_record_is_refused_whole(store: Store, change: dict[str, Any]) -> None:
    with pytest.raises(ParkgraphError) as caught:
        load(store, {**record(1), **change})
    assert caught.value.code == "E202"
    assert store.counts() == {"labels": {}, "types": {}}


@pytest.mark.neo4j
def test_both_engines_hold_the_same_graph(embedded_store: Store, neo4j_store: Store) -> None:
    docs = records(8, facts=20)
    for one in (embedded_store, neo4j_store):
        load_many(one, docs)
        load(one, record(3, offset=6))
        remove_document(one, document_id(5))
    assert embedded_store.counts() == neo4j_store.counts()
    assert embedded_store.fingerprint() == neo4j_store.fingerprint()
    assert embedded_store.fingerprint(properties=True) == neo4j_store.fingerprint(properties=True)
