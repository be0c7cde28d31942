"""The whole graph as rows: nodes and relationships, each with the sentences that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.store import Store
from queries.runner import run
from queries.tabular import Row

EXPORT_TIMEOUT_S = 600.0

GRAPH_TYPES: dict[str, str] = {
    "element": "string",
    "id": "string",
    "labels": "list",
    "type": "string",
    "head_id": "string",
    "tail_id": "string",
    "name": "string",
    "properties": "json",
    "doc": "string",
    "document_id": "string",
    "evidence": "string",
    "start": "integer",
    "end": "integer",
    "evidence_ids": "list",
}


class _Evidence:
    """Which sentences a node or relationship rests on, and of which documents they are."""

    def __init__(self, nodes: Mapping[str, Row], relationships: Iterable[Row]) -> None:
        self._nodes = nodes
        self._parent: dict[str, str] = {}  # sentence → article → document
        self._sentences: dict[str, set[str]] = {}
        supports: list[tuple[str, str]] = []
        for r in relationships:
            head, tail = r["head_id"], r["tail_id"]
            match r["type"]:
                case "CONTAINS" | "HAS_SENTENCE":
                    self._parent[tail] = head
                case "STATED_IN":
                    self._sentences.setdefault(head, set()).add(tail)
                case "MENTIONS":
                    self._sentences.setdefault(tail, set()).add(head)
                case "ABOUT" | "MEASURES":
                    supports.append((head, tail))
        for observation, thing in supports:
            self._sentences.setdefault(thing, set()).update(self._sentences.get(observation, ()))

    def document(self, node_id: str) -> str | None:
        """Id of the document that a sentence, an article or the document itself belongs to."""
        while node_id in self._parent:
            node_id = self._parent[node_id]
        return node_id if "Document" in self._nodes.get(node_id, {"labels": []})["labels"] else None

    def of_node(self, node: Row) -> list[str]:
        """Ids of the sentences that a node rests on, in document order."""
        if "Sentence" in node["labels"]:
            return [node["id"]]
        return self.ordered(self._sentences.get(node["id"], ()))

    def of_relationship(self, r: Row) -> list[str]:
        """Ids of the sentences that state a relationship, in document order."""
        if r["type"] == "STATED_IN":
            return [r["tail_id"]]
        if r["type"] == "MENTIONS":
            return [r["head_id"]]
        if r["type"] == "NAMES":
            return [i for i in self.of_node(self._nodes[r["tail_id"]]) if self.document(i) == r["head_id"]]
        if r["type"] == "HAS_SENTENCE":
            return [r["tail_id"]]
        if r["type"] in ("ABOUT", "MEASURES"):
            return self.ordered(self._sentences.get(r["head_id"], ()))
        return self.ordered(r["properties"].get("evidence_ids") or ())

    def ordered(self, sentence_ids: Iterable[str]) -> list[str]:
        """Known sentences by document name, place and id."""

        def place(sentence_id: str) -> tuple[str, int, str]:
            document = self._nodes.get(self.document(sentence_id) or "", {"properties": {}})
            start = self._nodes[sentence_id]["properties"].get("start")
            return (str(document["properties"].get("name") or ""), start or 0, sentence_id)

        return sorted((i for i in sentence_ids if i in self._nodes), key=place)


def graph_rows(store: Store) -> list[Row]:
    """Nodes, then relationships, sorted by ids. `evidence`, `start`, `end` are the first sentence it rests on;
    for a STATED_IN the span of the figure itself, for an article or a document its own.
    """
    nodes = {row["id"]: row for row in run(store, "graph_nodes", timeout_s=EXPORT_TIMEOUT_S).rows}
    relationships = run(store, "graph_relationships", timeout_s=EXPORT_TIMEOUT_S).rows
    evidence = _Evidence(nodes, relationships)
    rows = []
    for node in nodes.values():
        row = _blank(nodes, evidence, evidence.of_node(node), evidence.document(node["id"]))
        properties = node["properties"]
        row |= {"element": "node", "id": node["id"], "labels": node["labels"], "name": properties.get("name")}
        if "Article" in node["labels"]:
            row |= {"start": properties.get("start"), "end": properties.get("end")}
        rows.append(row | {"properties": properties})
    for r in relationships:
        row = _blank(
            nodes,
            evidence,
            evidence.of_relationship(r),
            evidence.document(r["tail_id"]) or evidence.document(r["head_id"]),
        )
        row |= {"element": "relationship", "type": r["type"], "head_id": r["head_id"], "tail_id": r["tail_id"]}
        if r["type"] == "STATED_IN":
            row |= {"start": r["properties"].get("start"), "end": r["properties"].get("end")}
        rows.append(row | {"properties": r["properties"]})
    return rows


def _blank(nodes: Mapping[str, Row], evidence: _Evidence, ids: list[str], document: str | None) -> Row:
    """A row with nothing but its evidence."""
    row: dict[str, Any] = dict.fromkeys(GRAPH_TYPES)
    row |= {"labels": [], "evidence_ids": ids}
    if ids:
        first = nodes[ids[0]]["properties"]
        row |= {"evidence": first.get("text"), "start": first.get("start"), "end": first.get("end")}
        document = evidence.document(ids[0])
    if document:
        row |= {"document_id": document, "doc": nodes[document]["properties"].get("name")}
    return row
