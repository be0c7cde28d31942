"""Networks as rows and as GraphML: edges with the sentences that state them, groups, whole networks."""

from __future__ import annotations

import io
from typing import Any

import networkx as nx

from graph.network import Network, centralities, communities, sentences
from graph.store import Row, Store


def edge_rows(network: Network, store: Store) -> list[Row]:
    """One row an edge, the strongest first, with every sentence that states it: `{text, document, relation, time}`.

    In an ownership network the source is the owner.
    """
    graph = network.graph
    texts = sentences(store, {e.sentence for _, _, data in graph.edges(data=True) for e in data["evidence"]})
    rows = []
    for a, b, data in graph.edges(data=True):
        source, target = (a, b) if graph.is_directed() else sorted((a, b))
        stated = sorted(data["evidence"], key=lambda e: (e.sentence, e.relation))
        rows.append(
            {
                "source": graph.nodes[source]["name"],
                "source_id": source,
                "target": graph.nodes[target]["name"],
                "target_id": target,
                "relations": sorted(data["relations"]),
                "weight": data["weight"],
                "evidence": [
                    {
                        "sentence_id": e.sentence,
                        "text": texts[e.sentence]["text"],
                        "document_id": texts[e.sentence]["document"],
                        "relation": e.relation,
                        "time": e.time,
                        "confidence": e.confidence,
                    }
                    for e in stated
                    if e.sentence in texts
                ],
            }
        )
    return sorted(rows, key=lambda row: (-row["weight"], row["source_id"], row["target_id"]))


def community_rows(network: Network) -> list[Row]:
    """One row a group, the largest first, with the names of its entities, the most connected first."""
    order = {row["id"]: place for place, row in enumerate(centralities(network))}
    names = network.graph.nodes
    return [
        {
            "community": number,
            "size": len(group),
            "members": [names[i]["name"] for i in sorted(group, key=order.__getitem__)],
            "ids": sorted(group, key=order.__getitem__),
        }
        for number, group in enumerate(communities(network), start=1)
    ]


def graphml(network: Network) -> bytes:
    """The whole network as GraphML (UTF-8), nodes and edges in a fixed order; lists are joined by `;`."""
    graph = network.graph
    plain = nx.DiGraph() if graph.is_directed() else nx.Graph()
    plain.graph["kind"] = network.kind
    group = {i: number for number, members in enumerate(communities(network), start=1) for i in members}
    measures = {row["id"]: row for row in centralities(network)}
    for node in sorted(graph.nodes):
        row = measures[node]
        values: dict[str, Any] = {k: row[k] for k in ("name", "type", "degree", "strength", "betweenness", "pagerank")}
        plain.add_node(node, **values, community=group.get(node, 0))
    for a, b in sorted(graph.edges if graph.is_directed() else (sorted(edge) for edge in graph.edges)):
        data = graph.edges[a, b]
        plain.add_edge(
            a,
            b,
            weight=data["weight"],
            relations=";".join(sorted(data["relations"])),
            sentences=";".join(sorted({e.sentence for e in data["evidence"]})),
        )
    out = io.BytesIO()
    nx.write_graphml_xml(plain, out, encoding="utf-8", prettyprint=True)
    return out.getvalue()
