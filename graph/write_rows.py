"""The write statements of the graph. Both engines run them unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from graph import merge
from graph.model import Key, Keys, Rows, observation_edges
from graph.store import Row, Transaction
from schemas.records import LABELS

CHUNK = 5_000  # rows handed over at once
NAMING = ("canonical", "forms", "confidence", "reasons", "candidates", "was")  # of NAMES

DOCUMENTS = "UNWIND $rows AS r MERGE (n:Document {id: r.id}) SET n += r.props"
ARTICLES = """UNWIND $rows AS r MATCH (d:Document {id: r.document})
MERGE (n:Article {id: r.id}) SET n += r.props MERGE (d)-[:CONTAINS]->(n)"""
SENTENCES = """UNWIND $rows AS r MATCH (a:Article {id: r.article})
MERGE (n:Sentence {id: r.id}) SET n += r.props MERGE (a)-[:HAS_SENTENCE]->(n)"""
# the type's label stands in the pattern: ArcadeDB cannot add a label to an entity that is there
ENTITIES = "UNWIND $rows AS r MERGE (n:Entity:%s {id: r.id}) SET n += r.props"
NAMES = """UNWIND $rows AS r MATCH (d:Document {id: r.document}) MATCH (e:Entity {id: r.id})
MERGE (d)-[x:NAMES]->(e) SET x += r.props"""
MENTIONS = """UNWIND $rows AS r MATCH (s:Sentence {id: r.sentence}) MATCH (e:Entity {id: r.entity})
MERGE (s)-[x:MENTIONS]->(e) SET x += r.props"""
INDICATORS = "UNWIND $rows AS r MERGE (n:Indicator {id: r.id}) SET n += r.props"
OBSERVATIONS = """UNWIND $rows AS r MATCH (e:Entity {id: r.subject}) MATCH (i:Indicator {id: r.indicator})
MERGE (o:Observation {id: r.id}) SET o += r.props MERGE (o)-[:ABOUT]->(e) MERGE (o)-[:MEASURES]->(i)"""
OBSERVATION_STATES = "UNWIND $rows AS r MATCH (o:Observation {id: r.id}) SET o += r.props"
STATEMENTS = """UNWIND $rows AS r MATCH (o:Observation {id: r.observation}) MATCH (s:Sentence {id: r.sentence})
MERGE (o)-[x:STATED_IN {fact_id: r.fact_id, start: r.start}]->(s) SET x += r.props"""
RELATIONS = """UNWIND $rows AS r MATCH (h:Entity {id: r.head}) MATCH (t:Entity {id: r.tail})
MERGE (h)-[x:%s]->(t) SET x += r.props"""

READ_ENTITIES = """UNWIND $ids AS id MATCH (e:Entity {id: id})
RETURN e.id AS id, e.name AS name, e.aliases AS aliases, e.canonical AS canonical"""
READ_INDICATORS = "UNWIND $ids AS id MATCH (i:Indicator {id: id}) RETURN i.id AS id, i.name AS name"
READ_OBSERVATIONS = """UNWIND $ids AS id MATCH (o:Observation {id: id})
RETURN o.id AS id, o.confidence AS confidence, o.indicator_text AS indicator_text, o.period_kind AS period_kind"""
READ_RELATIONS = """UNWIND $rows AS r MATCH (h:Entity {id: r.head})-[x:%s]->(t:Entity {id: r.tail})
RETURN h.id AS head, t.id AS tail, x.statements AS statements"""


def write_rows(tx: Transaction, batch: Sequence[Rows], documents: Sequence[Row]) -> Keys:
    """Write the rows of several documents; gives the shared part that was there before, which they confirm.

    `documents` are the document rows: `{id, props}`. The documents themselves must not be in the graph yet.
    """
    run(tx, DOCUMENTS, documents)
    run(tx, ARTICLES, ({**row, "document": rows.document_id} for rows in batch for row in rows.articles))
    run(tx, SENTENCES, (row for rows in batch for row in rows.sentences))
    existing = _entities(tx, batch)
    run(tx, MENTIONS, (row for rows in batch for row in rows.mentions))
    existing |= _indicators(tx, batch)
    existing |= _observations(tx, batch)
    run(tx, STATEMENTS, (row for rows in batch for row in rows.statements))
    existing |= _relations(tx, batch)
    return existing


def run(tx: Transaction, cypher: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Run a statement over `$rows` in chunks."""
    for chunk in chunks(rows):
        tx.run(cypher, {"rows": chunk})


def read_by_id(tx: Transaction, cypher: str, ids: Iterable[str]) -> dict[str, Row]:
    """Rows of a statement over `$ids`, by their `id`."""
    return {row["id"]: row for chunk in chunks(sorted(set(ids))) for row in tx.run(cypher, {"ids": chunk})}


def chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    """Lists of at most `CHUNK` items."""
    chunk: list[Any] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def write_relations(tx: Transaction, statements: Mapping[tuple[str, str, str], Iterable[str]]) -> None:
    """Set the statements of relations, by (type, head, tail)."""
    for kind, keys in groupby(sorted(statements), key=lambda key: key[0]):
        rows = ({"head": h, "tail": t, "props": merge.relation(statements[k, h, t])} for k, h, t in keys)
        run(tx, RELATIONS % kind, rows)


def _entities(tx: Transaction, batch: Sequence[Rows]) -> Keys:
    states: dict[str, list[Row]] = {}
    labels: dict[str, str] = {}
    for rows in batch:
        for row in rows.entities:
            states.setdefault(row["id"], []).append(row)
            labels[row["id"]] = LABELS[row["type"]]
    there = read_by_id(tx, READ_ENTITIES, states)
    types = {row["id"]: row["type"] for rows in batch for row in rows.entities}
    for label in sorted(set(labels.values())):
        ids = sorted(i for i in states if labels[i] == label)
        known = {i: [merge.entity_state(there[i])] if i in there else [] for i in ids}
        run(
            tx,
            ENTITIES % label,
            ({"id": i, "props": {"type": types[i], **merge.entity([*known[i], *states[i]])}} for i in ids),
        )
    run(
        tx,
        NAMES,
        (
            {
                "document": rows.document_id,
                "id": row["id"],
                "props": {k: row[k] for k in NAMING if row[k] is not None},
            }
            for rows in batch
            for row in rows.entities
        ),
    )
    return Keys({Key("Entity", (i,)) for i in there})


def _indicators(tx: Transaction, batch: Sequence[Rows]) -> Keys:
    found: dict[str, Row] = {}
    for rows in batch:
        for row in rows.indicators:
            first = found.setdefault(row["id"], dict(row))
            first["name"] = min(first["name"], row["name"])
    there = read_by_id(tx, READ_INDICATORS, found)
    for i, row in there.items():
        if not found[i]["mapped"]:  # the name of a mapped one is the catalogue's
            found[i]["name"] = min(found[i]["name"], row["name"])
    run(
        tx,
        INDICATORS,
        (
            {"id": i, "props": {k: row[k] for k in ("name", "unit", "mapped") if row[k] is not None}}
            for i, row in sorted(found.items())
        ),
    )
    return Keys({Key("Indicator", (i,)) for i in there})


def _observations(tx: Transaction, batch: Sequence[Rows]) -> Keys:
    found = {row["id"]: row for rows in reversed(batch) for row in rows.observations}
    states: dict[str, list[Mapping[str, Any]]] = {}
    for rows in batch:
        for row in rows.statements:
            states.setdefault(row["observation"], []).append(row["props"])
    there = read_by_id(tx, READ_OBSERVATIONS, found)
    run(
        tx,
        OBSERVATIONS,
        (
            {**row, "props": {**row["props"], **merge.observation(states[i])}}
            for i, row in sorted(found.items())
            if i not in there
        ),
    )
    run(
        tx,
        OBSERVATION_STATES,
        ({"id": i, "props": merge.observation([row, *states[i]])} for i, row in sorted(there.items())),
    )
    keys = Keys({Key("Observation", (i,)) for i in there})
    for i in there:
        keys.relationships.update(observation_edges(i))
    return keys


def _relations(tx: Transaction, batch: Sequence[Rows]) -> Keys:
    statements: dict[tuple[str, str, str], set[str]] = {}
    for rows in batch:
        for row in rows.relations:
            statements.setdefault((row["type"], row["head"], row["tail"]), set()).update(row["statements"])
    keys = Keys()
    for kind, group in groupby(sorted(statements), key=lambda key: key[0]):
        for chunk in chunks({"head": h, "tail": t} for _, h, t in group):
            for row in tx.run(READ_RELATIONS % kind, {"rows": chunk}):
                statements[kind, row["head"], row["tail"]].update(row["statements"])
                keys.relationships.add(Key(kind, (row["head"], row["tail"])))
    write_relations(tx, statements)
    return keys
