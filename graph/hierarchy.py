"""What is part of what and what lies where, as the registry knows it: `(:Entity)-[:WITHIN]->(:Entity)`.

Relations that documents state keep their own types and their sentences. WITHIN has no sentence: its `origin` is
`registry`, and `address` tells where that was looked up. So every relation that claims a sentence has one, and a
question can still follow both. Places above an entity that no document names are added as entities of their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.store import Row, Store, Transaction
from graph.write_rows import chunks, run
from schemas.records import LABELS
from schemas.registry import FOLDER, Entry, registry

MODEL = 1  # of what is written here
ORIGIN = "registry"

NAMED = """UNWIND $ids AS id MATCH (e:Entity {id: id})<-[:NAMES]-(:Document) RETURN DISTINCT e.id AS id"""
THERE = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id AS id"
EDGES = "MATCH (a:Entity)-[x:WITHIN]->(b:Entity) RETURN a.id AS head, b.id AS tail, properties(x) AS props"
PLACES = "UNWIND $rows AS r MERGE (n:Entity:%s {id: r.id}) SET n += r.props"
JOIN = """UNWIND $rows AS r MATCH (a:Entity {id: r.head}) MATCH (b:Entity {id: r.tail})
MERGE (a)-[x:WITHIN]->(b) SET x += r.props"""
PART = "UNWIND $rows AS r MATCH (a:Entity {id: r.head})-[x:WITHIN]->(b:Entity {id: r.tail}) DELETE x"
DELETE = "UNWIND $ids AS id MATCH (n:Entity {id: id}) DETACH DELETE n"


@dataclass(frozen=True, slots=True)
class HierarchyReport:
    """What bringing the hierarchy in step changed."""

    entities_added: int = 0
    entities_removed: int = 0
    edges_added: int = 0
    edges_removed: int = 0


@cache
def version() -> str:
    """Names the registry's content and the way it is written: a graph of another version is brought in step."""
    total = hashlib.sha256(str(MODEL).encode())
    for path in sorted(FOLDER.iterdir()):
        if path.is_file():
            total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()[:20]


def sync_hierarchy(store: Store) -> HierarchyReport:
    """Make the graph hold exactly the hierarchy above the entities that its documents name. Idempotent.

    It depends on the entities of the graph alone, not on the order in which they came.
    """
    return store.transaction(_sync)


def _sync(tx: Transaction) -> HierarchyReport:
    ids = sorted(e.id for e in registry())
    there = {row["id"] for row in _rows(tx, THERE, ids)}
    named = {row["id"] for row in _rows(tx, NAMED, sorted(there))}
    above = _above(named)
    wanted = {(e["head"], e["tail"]): e["props"] for i in named | above for e in _edges(i)}
    held = {(row["head"], row["tail"]): row["props"] for row in tx.run(EDGES)}

    unwanted = there - named - above
    for chunk in chunks(sorted(unwanted)):
        tx.run(DELETE, {"ids": chunk})
    missing = sorted(above - there)
    for label in sorted({LABELS[_entry(i).type] for i in missing}):
        run(tx, PLACES % label, (_node(i) for i in missing if LABELS[_entry(i).type] == label))
    gone = sorted(key for key in held.keys() - wanted.keys() if not unwanted & set(key))
    run(tx, PART, ({"head": head, "tail": tail} for head, tail in gone))
    fresh = sorted(key for key in wanted if held.get(key) != wanted[key])
    run(tx, JOIN, ({"head": head, "tail": tail, "props": wanted[head, tail]} for head, tail in fresh))
    return HierarchyReport(len(missing), len(unwanted), len(fresh), len(gone))


def _rows(tx: Transaction, cypher: str, ids: Iterable[str]) -> Iterable[Row]:
    return (row for chunk in chunks(ids) for row in tx.run(cypher, {"ids": chunk}))


def _entry(identity: str) -> Entry:
    entry = registry().get(identity)
    assert entry is not None
    return entry


def _node(identity: str) -> dict[str, Any]:
    """A place that no document names: its names are added by the first document that does."""
    entry = _entry(identity)
    return {
        "id": identity,
        "props": {"type": entry.type, "name": entry.name, "aliases": [], "canonical": entry.name},
    }


def _above(named: Iterable[str]) -> set[str]:
    """All that the edges lead to from these entities on."""
    found: set[str] = set()
    queue = sorted(named)
    for current in queue:  # grows while it is read
        for edge in _edges(current):
            if edge["tail"] not in found:
                found.add(edge["tail"])
                queue.append(edge["tail"])
    return found


def _located(entry: Entry) -> str:
    """The place that holds the entry and all its parts: a zone with parts in several districts lies in their city."""
    places = [entry.located, *registry().within(entry.located)] if entry.located else []
    parts = [part for i in registry().parts(entry.id) if (part := registry().get(i)) is not None and part.located]
    around = [{part.located, *registry().within(part.located)} for part in parts if part.type != "region"]
    return next((place for place in places if all(place in held for held in around)), entry.located)


def _edges(identity: str) -> Iterable[dict[str, Any]]:
    entry = _entry(identity)
    origins = registry().origins
    for relation, whole, source in (
        ("located_in", _located(entry), entry.origin),
        ("part_of", entry.parent, entry.parent_origin),
    ):
        if whole:
            origin = origins.get(source)
            confirmed = entry.confirmed if source == entry.origin or origin is None else origin.confirmed
            props = {"relation": relation, "origin": ORIGIN, "confirmed": confirmed}
            if origin is not None and origin.address:
                props["address"] = origin.address
            yield {"head": identity, "tail": whole, "props": props}
