"""Takes a document out of the graph, with everything that no other document supports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph import merge
from graph.model import Key, Keys, observation_edges, plain_phrase
from graph.store import Row, Transaction
from graph.write_rows import chunks, run, write_relations

OWN = """MATCH (d:Document {id: $id}) OPTIONAL MATCH (d)-[:CONTAINS]->(a:Article)
OPTIONAL MATCH (a)-[:HAS_SENTENCE]->(s:Sentence) RETURN d.id AS document, a.id AS article, s.id AS sentence"""
NAMED = "MATCH (:Document {id: $id})-[:NAMES]->(e:Entity) RETURN e.id AS id"
MENTIONED = """UNWIND $ids AS id MATCH (s:Sentence {id: id})-[:MENTIONS]->(e:Entity)
RETURN s.id AS sentence, e.id AS entity"""
STATED = """UNWIND $ids AS id MATCH (s:Sentence {id: id})<-[x:STATED_IN]-(o:Observation)-[:MEASURES]->(i:Indicator)
RETURN o.id AS observation, s.id AS sentence, x.fact_id AS fact_id, x.start AS start, i.id AS indicator"""
RELATED = """UNWIND $ids AS id MATCH (h:Entity {id: id})-[x]->(t:Entity)
WHERE x.statements IS NOT NULL
RETURN type(x) AS type, h.id AS head, t.id AS tail, x.statements AS statements"""
DELETE = "UNWIND $ids AS id MATCH (n:%s {id: id}) DETACH DELETE n"
UNRELATE = "UNWIND $rows AS r MATCH (h:Entity {id: r.head})-[x:%s]->(t:Entity {id: r.tail}) DELETE x"
OBSERVATION_SUPPORT = """UNWIND $ids AS id MATCH (o:Observation {id: id})-[x:STATED_IN]->(:Sentence)
RETURN o.id AS id, x.confidence AS confidence, x.indicator_text AS indicator_text, x.period_kind AS period_kind"""
SET_OBSERVATION = "UNWIND $rows AS r MATCH (o:Observation {id: r.id}) SET o += r.props"
INDICATOR_SUPPORT = """UNWIND $ids AS id
MATCH (i:Indicator {id: id})<-[:MEASURES]-(:Observation)-[x:STATED_IN]->(:Sentence)
RETURN i.id AS id, i.mapped AS mapped, x.indicator_text AS text"""
SET_INDICATOR = "UNWIND $rows AS r MATCH (i:Indicator {id: r.id}) SET i.name = r.name"
ENTITY_SUPPORT = """UNWIND $ids AS id MATCH (e:Entity {id: id})<-[x:NAMES]-(:Document)
RETURN e.id AS id, x.canonical AS canonical, x.forms AS forms"""
SET_ENTITY = "UNWIND $rows AS r MATCH (e:Entity {id: r.id}) SET e += r.props"


def remove(tx: Transaction, document_id: str) -> Keys:
    """Take one document out and give the keys of what went with it; nothing when it is not there."""
    own = tx.run(OWN, {"id": document_id})
    if not own:
        return Keys()
    gone = Keys({Key("Document", (document_id,))})
    sentences: list[str] = []
    for row in own:
        if row["article"] is not None:
            gone.nodes.add(Key("Article", (row["article"],)))
            gone.relationships.add(Key("CONTAINS", (document_id, row["article"])))
        if row["sentence"] is not None:
            gone.nodes.add(Key("Sentence", (row["sentence"],)))
            gone.relationships.add(Key("HAS_SENTENCE", (row["article"], row["sentence"])))
            sentences.append(row["sentence"])
    entities = [row["id"] for row in tx.run(NAMED, {"id": document_id})]
    gone.relationships.update(Key("NAMES", (document_id, entity)) for entity in entities)
    for row in _all(tx, MENTIONED, sentences):
        gone.relationships.add(Key("MENTIONS", (row["sentence"], row["entity"])))
    stated = _all(tx, STATED, sentences)
    for row in stated:
        ids = (row["observation"], row["sentence"], row["fact_id"], row["start"])
        gone.relationships.add(Key("STATED_IN", ids))

    _unrelate(tx, entities, set(sentences), gone)
    for label in ("Sentence", "Article", "Document"):
        _delete(tx, label, (key.ids[0] for key in gone.nodes if key.kind == label))
    _observations(tx, {row["observation"] for row in stated}, gone)
    _indicators(tx, {row["indicator"] for row in stated}, gone)
    _entities(tx, set(entities), gone)
    return gone


def _unrelate(tx: Transaction, entities: list[str], sentences: set[str], gone: Keys) -> None:
    kept: dict[tuple[str, str, str], list[str]] = {}
    for row in _all(tx, RELATED, entities):
        left = [s for s in row["statements"] if merge.statement_sentence(s) not in sentences]
        if len(left) < len(row["statements"]):
            kept[row["type"], row["head"], row["tail"]] = left
    lost = sorted(key for key, left in kept.items() if not left)
    for kind, head, tail in lost:
        tx.run(UNRELATE % kind, {"rows": [{"head": head, "tail": tail}]})
        gone.relationships.add(Key(kind, (head, tail)))
    write_relations(tx, {key: left for key, left in kept.items() if left})


def _observations(tx: Transaction, touched: set[str], gone: Keys) -> None:
    states = _grouped(_all(tx, OBSERVATION_SUPPORT, touched))
    run(tx, SET_OBSERVATION, ({"id": i, "props": merge.observation(states[i])} for i in sorted(states)))
    for observation in touched - states.keys():
        gone.nodes.add(Key("Observation", (observation,)))
        gone.relationships.update(observation_edges(observation))
    _delete(tx, "Observation", touched - states.keys())


def _indicators(tx: Transaction, touched: set[str], gone: Keys) -> None:
    states = _grouped(_all(tx, INDICATOR_SUPPORT, touched))
    names = {i: min(plain_phrase(s["text"]) for s in found) for i, found in states.items() if not found[0]["mapped"]}
    run(tx, SET_INDICATOR, ({"id": i, "name": names[i]} for i in sorted(names)))
    gone.nodes.update(Key("Indicator", (i,)) for i in touched - states.keys())
    _delete(tx, "Indicator", touched - states.keys())


def _entities(tx: Transaction, touched: set[str], gone: Keys) -> None:
    states = _grouped(_all(tx, ENTITY_SUPPORT, touched))
    # `canonical` is set to null where no document that is left knows it
    rows = ({"id": i, "props": {"canonical": None, **merge.entity(states[i])}} for i in sorted(states))
    run(tx, SET_ENTITY, rows)
    gone.nodes.update(Key("Entity", (i,)) for i in touched - states.keys())
    _delete(tx, "Entity", touched - states.keys())


def _all(tx: Transaction, cypher: str, ids: Iterable[str]) -> list[Row]:
    return [row for chunk in chunks(sorted(set(ids))) for row in tx.run(cypher, {"ids": chunk})]


def _delete(tx: Transaction, label: str, ids: Iterable[str]) -> None:
    for chunk in chunks(sorted(ids)):
        tx.run(DELETE % label, {"ids": chunk})


def _grouped(rows: Iterable[Row]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["id"], []).append(row)
    return found
