"""Networks of entities: who works with whom, who owns whom; centralities, communities, paths with their sentences."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, Literal

import networkx as nx

from graph.fonts import chinese_font
from graph.network_layout import layout
from graph.store import Store
from schemas.errors import ParkgraphError
from schemas.records import RELATION_TYPES, RelationType

NetworkKind = Literal["cooperation", "ownership", "all"]

# relations that are edges of a network as they stand, and those that join two heads by a common tail
_DIRECT: Mapping[NetworkKind, tuple[RelationType, ...]] = {
    "cooperation": ("signed_with", "invested", "established", "operates"),
    "ownership": ("subsidiary_of", "invested", "established", "operates", "part_of"),
    "all": RELATION_TYPES,
}
_SHARED: Mapping[NetworkKind, tuple[RelationType, ...]] = {
    "cooperation": ("hosts", "participated_in", "established", "member_of", "published_by", "issued_by"),
    "ownership": (),
    "all": (),
}
# owner first: these are stored from the owned thing to its owner
_REVERSED: frozenset[RelationType] = frozenset({"subsidiary_of", "part_of"})
# what is joined by a common tail stands at the other end of these
_BY_TAIL: frozenset[RelationType] = frozenset({"published_by", "issued_by"})
_ACTORS = frozenset({"park", "enterprise", "lab_or_institute", "university", "government", "association", "region"})
_FETCH = 500  # ids in one question to the store


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that states an edge, with the place and the relation it states."""

    sentence: str  # id
    relation: str
    time: str | None
    confidence: float


@dataclass(slots=True)
class Network:
    """A network of entities: nodes carry `name` and `type`, edges `relations`, `weight` (number of sentences) and
    `evidence`. `graph` is undirected for co-operation and directed, owner → owned, for ownership.
    """

    kind: NetworkKind
    graph: nx.Graph
    dropped: dict[str, int] = field(default_factory=dict)  # reason → relationships left out


@dataclass(frozen=True, slots=True)
class Step:
    """An edge of a path: from, to, the relations and the sentences (`id`, `text`, `document`) that state them."""

    source: str
    target: str
    relations: tuple[str, ...]
    sentences: tuple[Mapping[str, Any], ...]


def build_network(store: Store, kind: NetworkKind = "cooperation", *, least_confidence: float = 0.0) -> Network:
    """Read a network from a store, without relations that no statement is as sure of as `least_confidence`."""
    if kind not in _DIRECT:
        raise ParkgraphError("E402", kind, f"a network is one of {', '.join(_DIRECT)}")
    directed = kind != "cooperation"
    network = Network(kind, nx.DiGraph() if directed else nx.Graph())
    rows = {relation: _rows(store, relation) for relation in dict.fromkeys((*_DIRECT[kind], *_SHARED[kind]))}
    for relation in _DIRECT[kind]:
        for row in rows[relation]:
            if kind != "all" and not {row["head_type"], row["tail_type"]} <= _ACTORS:
                _drop(network, "not_an_actor")
                continue
            evidence = _evidence(row, relation, least_confidence)
            if not evidence:
                _drop(network, "not_sure_enough")
                continue
            ends = ("tail", "head") if relation in _REVERSED and kind == "ownership" else ("head", "tail")
            _add(network.graph, row, ends, relation, evidence)
    for relation in _SHARED[kind]:
        _join_by_common(network, rows[relation], relation, least_confidence)
    return network


def _drop(network: Network, reason: str) -> None:
    network.dropped[reason] = network.dropped.get(reason, 0) + 1


def _rows(store: Store, relation: str) -> list[dict[str, Any]]:
    """The relationships of a type with names and types of their ends, in a fixed order."""
    text = (
        f"MATCH (a:Entity)-[r:{relation.upper()}]->(b:Entity) "
        "RETURN a.id AS head, a.name AS head_name, a.type AS head_type, b.id AS tail, b.name AS tail_name, "
        "b.type AS tail_type, r.statements AS statements"
    )
    return sorted(store.read(text), key=lambda r: (r["head"], r["tail"]))


def _evidence(row: Mapping[str, Any], relation: str, least: float) -> list[Evidence]:
    found = []
    for statement in row["statements"] or ():
        sentence, _, _, time, _, _, confidence = json.loads(statement)
        if confidence >= least:
            found.append(Evidence(sentence, relation, time, confidence))
    return sorted(found, key=lambda e: (e.sentence, e.relation))


def _add(
    graph: nx.Graph, row: Mapping[str, Any], ends: tuple[str, str], relation: str, found: Sequence[Evidence]
) -> None:
    for end in ends:
        graph.add_node(row[end], name=row[f"{end}_name"], type=row[f"{end}_type"])
    _strengthen(graph, row[ends[0]], row[ends[1]], relation, found)


def _strengthen(graph: nx.Graph, a: str, b: str, relation: str, found: Sequence[Evidence]) -> None:
    if not graph.has_edge(a, b):
        graph.add_edge(a, b, relations=set(), evidence=[], weight=0)
    edge = graph.edges[a, b]
    edge["relations"].add(relation)
    known = {(e.sentence, e.relation) for e in edge["evidence"]}
    edge["evidence"] += [e for e in found if (e.sentence, e.relation) not in known]
    edge["weight"] = len({e.sentence for e in edge["evidence"]})


def _join_by_common(network: Network, rows: Sequence[Mapping[str, Any]], relation: RelationType, least: float) -> None:
    """Two actors that host, attend, found, join or publish the same thing are joined by it."""
    end, other = ("tail", "head") if relation in _BY_TAIL else ("head", "tail")
    by_thing: dict[str, list[tuple[Mapping[str, Any], list[Evidence]]]] = {}
    for row in rows:
        evidence = _evidence(row, relation, least)
        if row[f"{end}_type"] in _ACTORS and evidence:
            by_thing.setdefault(row[other], []).append((row, evidence))
    for thing in sorted(by_thing):
        for (a, first), (b, second) in combinations(by_thing[thing], 2):
            for row in (a, b):
                network.graph.add_node(row[end], name=row[f"{end}_name"], type=row[f"{end}_type"])
            _strengthen(network.graph, a[end], b[end], relation, [*first, *second])


def centralities(network: Network) -> list[dict[str, Any]]:
    """One row an entity: degree, weighted degree, betweenness, closeness, PageRank; the most connected first."""
    graph = network.graph
    if not graph:
        return []
    betweenness = nx.betweenness_centrality(graph)
    closeness = nx.closeness_centrality(graph)
    rank = _pagerank(graph)
    rows = [
        {
            "id": node,
            "name": data["name"],
            "type": data["type"],
            "degree": graph.degree(node),
            "strength": graph.degree(node, weight="weight"),
            "betweenness": round(betweenness[node], 6),
            "closeness": round(closeness[node], 6),
            "pagerank": round(rank[node], 6),
        }
        for node, data in graph.nodes(data=True)
    ]
    return sorted(rows, key=lambda r: (-r["strength"], -r["degree"], -r["betweenness"], r["id"]))


def _pagerank(graph: nx.Graph, damping: float = 0.85, rounds: int = 100) -> dict[str, float]:
    """PageRank by plain iteration: networkx's own needs scipy, which is no dependency of ours."""
    nodes = sorted(graph.nodes)
    share = 1.0 / len(nodes)
    strength = {n: sum(data["weight"] for data in graph.adj[n].values()) for n in nodes}
    rank = dict.fromkeys(nodes, share)
    for _ in range(rounds):
        loose = sum(rank[n] for n in nodes if not strength[n])
        fresh = dict.fromkeys(nodes, (1 - damping) * share + damping * loose * share)
        for n in nodes:
            for other, data in sorted(graph.adj[n].items()):
                fresh[other] += damping * rank[n] * data["weight"] / strength[n]
        if max(abs(fresh[n] - rank[n]) for n in nodes) < 1e-9:
            return fresh
        rank = fresh
    return rank


def communities(network: Network) -> list[list[str]]:
    """Groups of entity ids by greedy modularity, the largest first, each sorted; isolated entities do not occur."""
    graph = network.graph.to_undirected() if network.graph.is_directed() else network.graph
    if not graph.number_of_edges():
        return []
    ordered: nx.Graph = nx.Graph()
    ordered.add_nodes_from(sorted(graph.nodes))
    ordered.add_weighted_edges_from(sorted((min(a, b), max(a, b), d["weight"]) for a, b, d in graph.edges(data=True)))
    groups = [sorted(g) for g in nx.community.greedy_modularity_communities(ordered, weight="weight")]
    return sorted(groups, key=lambda g: (-len(g), g))


def find_node(network: Network, name: str) -> str:
    """Id of the entity with that id or name. Raises E404 when there is none, E403 when there are several."""
    if name in network.graph:
        return name
    found: list[str] = sorted(n for n, d in network.graph.nodes(data=True) if d["name"] == name)
    if len(found) != 1:
        raise ParkgraphError("E403" if found else "E404", name, ", ".join(found))
    return found[0]


def paths(
    network: Network, store: Store, start: str, end: str, *, limit: int = 3, longest: int = 5
) -> list[list[Step]]:
    """The shortest paths between two entities (ids or names), in any direction, with the sentences of each edge."""
    graph = network.graph.to_undirected() if network.graph.is_directed() else network.graph
    a, b = find_node(network, start), find_node(network, end)
    if not nx.has_path(graph, a, b):
        return []
    found: list[list[str]] = []
    for path in nx.shortest_simple_paths(graph, a, b):
        if len(path) - 1 > longest or len(found) >= max(limit, 1) * 20:
            break
        found.append(path)
    found.sort(key=lambda p: (len(p), p))
    chosen = found[:limit]
    edges = [graph.edges[x, y] for path in chosen for x, y in pairwise(path)]
    texts = sentences(store, {e.sentence for edge in edges for e in edge["evidence"]})
    return [[_step(graph, x, y, texts) for x, y in pairwise(path)] for path in chosen]


def _step(graph: nx.Graph, a: str, b: str, texts: Mapping[str, Mapping[str, Any]]) -> Step:
    edge = graph.edges[a, b]
    ids = sorted({e.sentence for e in edge["evidence"]})
    return Step(a, b, tuple(sorted(edge["relations"])), tuple(texts[i] for i in ids if i in texts))


def sentences(store: Store, ids: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    """Sentences by id: `{id, text, document}`."""
    wanted = sorted(ids)
    found: dict[str, Mapping[str, Any]] = {}
    for at in range(0, len(wanted), _FETCH):
        rows = store.read(
            "MATCH (d:Document)-[:CONTAINS]->(:Article)-[:HAS_SENTENCE]->(s:Sentence) WHERE s.id IN $ids "
            "RETURN s.id AS id, s.text AS text, d.id AS document",
            {"ids": wanted[at : at + _FETCH]},
        )
        found.update((row["id"], row) for row in rows)
    return found


def draw(network: Network, target: Path, *, most: int = 60) -> None:
    """Write a picture (.svg or .png) of the `most` most connected entities; the same network gives the same layout.

    Raises E503 where no installed font can write Chinese. An .svg keeps names as text, for the viewer's fonts too.
    """
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    names = [row["id"] for row in centralities(network)[:most]]
    part = network.graph.subgraph(names)
    fonts = [chinese_font(), "DejaVu Sans"]
    ordered: nx.Graph = nx.DiGraph() if part.is_directed() else nx.Graph()
    ordered.add_nodes_from(sorted(part.nodes))
    ordered.add_edges_from(sorted(part.edges if part.is_directed() else (sorted(e) for e in part.edges)))
    places, width, height = layout(ordered.to_undirected())
    group = {n: i for i, members in enumerate(communities(network)) for n in members}
    colours = [group.get(n, 0) % 10 for n in ordered.nodes]
    style: Any = {"svg.fonttype": "none", "svg.hashsalt": "parkgraph", "font.family": fonts}
    with mpl.rc_context(style), warnings.catch_warnings():
        # a rare character that the font lacks is a box
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure, axes = plt.subplots(figsize=(width, max(height, 2.0)))
        nx.draw_networkx_edges(ordered, places, ax=axes, edge_color="#999999", width=0.8, node_size=90)
        nx.draw_networkx_nodes(ordered, places, ax=axes, node_color=colours, cmap="tab10", vmin=0, vmax=9, node_size=90)
        labels = {n: network.graph.nodes[n]["name"] for n in ordered.nodes}
        above = {n: (x, y + 0.15) for n, (x, y) in places.items()}
        nx.draw_networkx_labels(ordered, above, labels, ax=axes, font_size=7, font_family=fonts[0], clip_on=False)
        axes.set_axis_off()
        # a fixed date keeps the file the same from run to run
        metadata = {"Date": None} if target.suffix.lower() == ".svg" else {}
        figure.savefig(target, metadata=metadata, dpi=150, bbox_inches="tight")
        plt.close(figure)
