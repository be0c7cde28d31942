"""Where the entities of a picture stand: each connected part by itself, the parts in rows, the largest first."""

from __future__ import annotations

import math

import networkx as nx

WIDTH = 16.0  # of a picture, in inches; one unit is an inch
_NAME = 2.2  # room for a name beside the outermost entities
_LINE = 0.8


def layout(graph: nx.Graph) -> tuple[dict[str, tuple[float, float]], float, float]:
    """Places by node, and width and height of the whole. The same graph gives the same places."""
    places: dict[str, tuple[float, float]] = {}
    parts = sorted((sorted(p) for p in nx.connected_components(graph)), key=lambda p: (-len(p), p))
    across = down = row = 0.0
    for part in parts:
        own = _part(graph, part)
        width = max(x for x, _ in own.values()) + _NAME
        height = max(y for _, y in own.values()) + _LINE
        if across and across + width > WIDTH:
            across, down, row = 0.0, down + row, 0.0
        for node in part:
            x, y = own[node]
            places[node] = (across + _NAME / 2 + x, -(down + _LINE / 2 + y))
        across, row = across + width, max(row, height)
    return places, WIDTH, down + row


def _part(graph: nx.Graph, nodes: list[str]) -> dict[str, tuple[float, float]]:
    """Places of one part from the corner (0, 0) on."""
    if len(nodes) <= 2:  # one above the other: names are wide
        return {node: (0.0, _LINE * place) for place, node in enumerate(nodes)}
    ordered: nx.Graph = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in graph.subgraph(nodes).edges))
    free = nx.spring_layout(ordered, seed=7, iterations=200, k=1.6 / math.sqrt(len(nodes)))
    left, top = min(p[0] for p in free.values()), min(p[1] for p in free.values())
    wide = max(p[0] for p in free.values()) - left or 1.0
    high = max(p[1] for p in free.values()) - top or 1.0
    width = min(WIDTH - _NAME, 1.9 * math.sqrt(len(nodes)))
    height = 1.1 * math.sqrt(len(nodes))
    return {n: (float(x - left) / wide * width, float(y - top) / high * height) for n, (x, y) in free.items()}
