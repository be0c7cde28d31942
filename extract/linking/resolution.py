"""Merging across documents: which entities of different documents are one thing.

A pure function of the documents' entities and the decisions: it never depends on their order, and without a decision
the result is exactly what it was before it. Two names are one thing when

- they are one full name (`full_name`), or the registry knows both as names of one thing (`registered_alias`);
- some document states that the one stands for the other, and no document states another reading (`definition`,
  `abbreviation`);
- a decision says so (`decision`).

Likeness of names is no reason. A short name that stands for several things stays ambiguous, with them as candidates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from extract.entities.folding import fold
from extract.linking.decisions import Decisions
from extract.linking.forms import key
from extract.linking.known import entries
from schemas.ids import entity_id
from schemas.records import EntityRecord, EntityType

Node = tuple[EntityType, str]  # a type and the key of a name, with `@place` where one name has several bearers

# types whose bare names may be borne by several things in different places
_LOCAL: frozenset[EntityType] = frozenset({"enterprise", "lab_or_institute", "park", "association"})
_LEGAL = ("有限公司", "有限责任公司", "股份公司")
_SCORES: Mapping[str, float] = {
    "full_name": 0.95,
    "registered_alias": 0.98,
    "definition": 0.9,
    "abbreviation": 0.8,
    "decision": 1.0,
    "ambiguous": 0.5,
}
_STATED = frozenset({"definition"})


class Item(NamedTuple):
    """An entity as one document gives it. `places` are the regions that the document states it to lie in."""

    document: str
    type: EntityType
    name: str
    entity_id: str
    aliases: tuple[str, ...] = ()
    reason: str = "full_name"
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where an item ended: the id that it has in the graph, why, how sure, and what else it could be."""

    entity_id: str
    name: str
    reason: str
    score: float
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """Two ids that became one, with the reason and the documents that support it."""

    entity_id: str
    into: str
    reason: str
    documents: tuple[str, ...]


@dataclass(slots=True)
class Resolution:
    """The outcome for all items: `(document, entity id)` → where it ended; and the merges that were made."""

    items: dict[tuple[str, str], Resolved] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()

    def final_id(self, document: str, local_id: str) -> str:
        """The id in the graph of an entity of a document."""
        found = self.items.get((document, local_id))
        return found.entity_id if found else local_id


def items_of(
    records: Iterable[EntityRecord], places: Mapping[tuple[str, str], tuple[str, ...]] | None = None
) -> list[Item]:
    """Items from entity records; `places` gives regions by `(document id, entity id)` (from located_in relations)."""
    known = places or {}
    return [
        Item(
            r.document_id or r.doc,
            r.type,
            r.name,
            r.entity_id,
            tuple(sorted(r.aliases)),
            r.reason,
            known.get((r.document_id or r.doc, r.entity_id), ()),
        )
        for r in records
    ]


def item_of_json(record: Mapping[str, Any], places: tuple[str, ...] = ()) -> Item:
    """An item from an entity record as the ledger keeps it."""
    return Item(
        str(record.get("document_id") or record["doc"]),
        record["type"],
        str(record["name"]),
        str(record["entity_id"]),
        tuple(sorted(record.get("aliases") or ())),
        str(record.get("reason") or "full_name"),
        places,
    )


class _Groups:
    """Union of nodes that refuses pairs which a person keeps apart."""

    def __init__(self, apart: set[frozenset[Node]]) -> None:
        self.parent: dict[Node, Node] = {}
        self.members: dict[Node, set[Node]] = {}
        self.apart: dict[Node, set[Node]] = defaultdict(set)
        for pair in apart:
            a, b = sorted(pair)
            self.apart[a].add(b)
            self.apart[b].add(a)

    def find(self, node: Node) -> Node:
        root = node
        while self.parent.setdefault(root, root) != root:
            root = self.parent[root]
        while self.parent[node] != root:
            self.parent[node], node = root, self.parent[node]
        return root

    def of(self, node: Node) -> set[Node]:
        return self.members.setdefault(self.find(node), {self.find(node)})

    def join(self, a: Node, b: Node) -> bool:
        """Put two nodes into one group; False where a decision keeps some of their members apart."""
        x, y = self.find(a), self.find(b)
        if x == y:
            return True
        left, right = self.of(x), self.of(y)
        if len(left) > len(right):
            left, right = right, left
        if any(self.apart[n] & right for n in left if n in self.apart):
            return False
        low, high = min(x, y), max(x, y)
        self.parent[high] = low
        self.members[low] = self.members.pop(x) | self.members.pop(y)
        return True


def _node(kind: EntityType, name: str, place: str = "") -> Node:
    k = key(kind, name)
    return kind, f"{k}@{place}" if place else k


def _is_legal(name: str) -> bool:
    return fold(name).endswith(_LEGAL)


class _Resolver:
    """One run over all items."""

    def __init__(self, items: Iterable[Item], decisions: Decisions) -> None:
        self.items = sorted(set(items))
        self.decisions = decisions
        self.fixed = {(m.document, m.type, key(m.type, m.name)): m.is_ for m in decisions.mentions}
        self.names: dict[Node, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.documents: dict[Node, set[str]] = defaultdict(set)
        self.reasons: dict[Node, str] = {}
        self.bearers: dict[Node, set[str]] = defaultdict(set)
        for item in self.items:
            if item.type in _LOCAL and not _is_legal(item.name) and len(item.places) == 1:
                self.bearers[_node(item.type, item.name)].update(item.places)
        apart = {
            frozenset((_node(d.type, a), _node(d.type, b)))
            for d in decisions.different
            for a in d.names
            for b in d.names
            if key(d.type, a) != key(d.type, b)
        }
        self.groups = _Groups(apart)

    def node(self, item: Item) -> Node | None:
        """The node of an item; None where its bare name has bearers in several places and it states none."""
        fixed = self.fixed.get((item.document, item.type, key(item.type, item.name)))
        if fixed is not None:
            return _node(item.type, fixed)
        plain = _node(item.type, item.name)
        bearers = self.bearers.get(plain, set())
        if len(bearers) < 2:
            return plain
        if len(item.places) == 1:
            return _node(item.type, item.name, item.places[0])
        return None

    def run(self) -> Resolution:
        nodes = {item: self.node(item) for item in self.items}
        readings: dict[Node, set[Node]] = defaultdict(set)  # a short name → the full names that documents give for it
        stated: dict[tuple[Node, Node], set[str]] = defaultdict(set)
        defined: set[tuple[Node, Node]] = set()
        for item, node in nodes.items():
            if node is None:
                continue
            self.names[node][item.name] += 1
            self.documents[node].add(item.document)
            for alias in item.aliases:
                short = _node(item.type, alias)
                if short != node:
                    readings[short].add(node)
                    stated[short, node].add(item.document)
                    if item.reason in _STATED:
                        defined.add((short, node))
        merged: list[tuple[Node, Node, str, tuple[str, ...]]] = []
        self._decided(merged)
        self._registered(merged)
        ambiguous = self._abbreviated(readings, stated, defined, merged)
        return self._outcome(nodes, ambiguous, merged)

    def _decided(self, merged: list[tuple[Node, Node, str, tuple[str, ...]]]) -> None:
        for same in self.decisions.same:
            first = _node(same.type, same.names[0])
            for other in same.names[1:]:
                if self.groups.join(_node(same.type, other), first):
                    merged.append((_node(same.type, other), first, "decision", ()))

    def _registered(self, merged: list[tuple[Node, Node, str, tuple[str, ...]]]) -> None:
        owners: dict[str, list[Node]] = defaultdict(list)
        for node in sorted(self.names):
            found = {e.id for name in self.names[node] for e in entries(node[0], name)}
            if len(found) == 1:
                owners[next(iter(found))].append(node)
        for identity in sorted(owners):
            first, *rest = owners[identity]
            for node in rest:
                if self.groups.join(node, first):
                    merged.append((node, first, "registered_alias", tuple(sorted(self.documents[node]))))

    def _abbreviated(
        self,
        readings: Mapping[Node, set[Node]],
        stated: Mapping[tuple[Node, Node], set[str]],
        defined: set[tuple[Node, Node]],
        merged: list[tuple[Node, Node, str, tuple[str, ...]]],
    ) -> dict[Node, tuple[Node, ...]]:
        """Short names that are names of their own somewhere join the one full name that documents give for them."""
        ambiguous: dict[Node, tuple[Node, ...]] = {}
        chosen: list[tuple[Node, Node]] = []
        for short in sorted(readings):
            if short not in self.names:
                continue
            roots = sorted({self.groups.find(full) for full in readings[short]})
            if len(roots) == 1:
                chosen.append((short, roots[0]))
            elif self.groups.find(short) not in roots:
                ambiguous[short] = tuple(roots)
        for short, full in chosen:
            if self.groups.join(short, full):
                fulls = sorted(f for f in readings[short] if self.groups.find(f) == self.groups.find(full))
                documents = tuple(sorted({d for f in fulls for d in stated[short, f]}))
                reason = "definition" if any((short, f) in defined for f in fulls) else "abbreviation"
                merged.append((short, fulls[0], reason, documents))
        return ambiguous

    def _outcome(
        self,
        nodes: Mapping[Item, Node | None],
        ambiguous: Mapping[Node, tuple[Node, ...]],
        merged: list[tuple[Node, Node, str, tuple[str, ...]]],
    ) -> Resolution:
        naming: dict[Node, tuple[str, str]] = {}
        for node in sorted(self.names):
            root = self.groups.find(node)
            if root not in naming:
                naming[root] = self._name(root)
        reasons = {node: reason for node, _, reason, _ in reversed(merged)}
        result = Resolution()
        for item, own in sorted(nodes.items(), key=lambda pair: pair[0]):
            if own is None:
                several = tuple(
                    sorted(
                        entity_id(item.type, item.name, place) for place in self.bearers[_node(item.type, item.name)]
                    )
                )
                unsure = Resolved(item.entity_id, item.name, "ambiguous", _SCORES["ambiguous"], several)
                result.items[item.document, item.entity_id] = unsure
                continue
            identity, name = naming[self.groups.find(own)]
            if own in ambiguous:
                roots = tuple(sorted(naming[r][0] for r in ambiguous[own] if r in naming))
                result.items[item.document, item.entity_id] = Resolved(
                    identity, name, "ambiguous", _SCORES["ambiguous"], roots
                )
                continue
            fixed = (item.document, item.type, key(item.type, item.name)) in self.fixed
            reason = "decision" if fixed else reasons.get(own, "full_name")
            result.items[item.document, item.entity_id] = Resolved(identity, name, reason, _SCORES[reason])
        result.merges = tuple(
            sorted(
                {
                    Merge(self._name_of(a), naming[self.groups.find(a)][0], reason, documents)
                    for a, b, reason, documents in merged
                    if self.groups.find(a) in naming and self._name_of(a) != naming[self.groups.find(a)][0]
                },
                key=lambda m: (m.into, m.entity_id, m.reason),
            )
        )
        return result

    def _name_of(self, node: Node) -> str:
        """The id that a node would have alone."""
        names = self.names.get(node)
        kind, k = node
        if not names:
            return entity_id(kind, k)
        return entity_id(kind, _plain(_best(names)), k.split("@", 1)[1] if "@" in k else None)

    def _name(self, root: Node) -> tuple[str, str]:
        """Id and name of a group: the registry's, else that of a decision, else the fullest name."""
        members = sorted(m for m in self.groups.of(root) if m in self.names)
        kind = root[0]
        names: dict[str, int] = defaultdict(int)
        for member in members:
            for name, count in self.names[member].items():
                names[name] += count
        found = {e.id: e for name in names for e in entries(kind, name)}
        if len(found) == 1:
            entry = next(iter(found.values()))
            return entry.id, entry.name
        for same in self.decisions.same:
            if same.type == kind and _node(kind, same.names[0]) in self.groups.of(root):
                return entity_id(kind, _plain(same.names[0])), same.names[0]
        place = next((m[1].split("@", 1)[1] for m in members if "@" in m[1]), None)
        best = _best(names)
        return entity_id(kind, _plain(best), place), best


def _plain(name: str) -> str:
    return fold(name).strip("《》“”")


def _best(names: Mapping[str, int]) -> str:
    """The fullest name: the longest, of equally long ones the more frequent, then by code points."""
    return min(names, key=lambda n: (-len(n), -names[n], n))


def resolve(items: Iterable[Item], decisions: Decisions | None = None) -> Resolution:
    """Resolve the entities of many documents; the result does not depend on the order of `items`."""
    return _Resolver(items, decisions or Decisions()).run()
