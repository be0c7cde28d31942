"""`parkgraph network`: who works with whom, who owns whom."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parkgraph.commands.common import Store, read_store, settings

if TYPE_CHECKING:
    from graph.network import Step

EPILOG = """Examples:

\b
  parkgraph network
  parkgraph network --kind ownership --show edges
  parkgraph network --show communities --format json
  parkgraph network --from 中关村 --to 清华大学
  parkgraph network --svg network.svg --format graphml > network.graphml
"""


class Kind(StrEnum):
    """What joins two entities."""

    cooperation = "cooperation"
    ownership = "ownership"
    all = "all"


class Show(StrEnum):
    """What to tell of a network."""

    centralities = "centralities"
    edges = "edges"
    communities = "communities"


class Format(StrEnum):
    """How to write it."""

    table = "table"
    json = "json"
    graphml = "graphml"


COLUMNS = {
    Show.centralities: ("name", "id", "type", "degree", "strength", "betweenness", "closeness", "pagerank"),
    Show.edges: ("source", "source_id", "target", "target_id", "relations", "weight", "evidence"),
    Show.communities: ("community", "size", "members", "ids"),
}
STEP = ("path", "step", "source", "source_id", "target", "target_id", "relations", "evidence")
Picture = Annotated[Path | None, typer.Option(metavar="FILE", dir_okay=False, help="Draw the network there.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("network", epilog=EPILOG)(network)


def network(
    kind: Annotated[Kind, typer.Option(help="Who works together, who owns whom, or every relation.")] = (
        Kind.cooperation
    ),
    show: Annotated[Show, typer.Option(help="Rank the entities, list the edges with their sentences, or group.")] = (
        Show.centralities
    ),
    source: Annotated[str | None, typer.Option("--from", metavar="NAME", help="Paths from this entity …")] = None,
    target: Annotated[str | None, typer.Option("--to", metavar="NAME", help="… to that one.")] = None,
    paths: Annotated[int, typer.Option(min=1, max=50, metavar="N", help="How many paths, the shortest first.")] = 3,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, metavar="P", help="Only relations that are right with that probability.")
    ] = 0.0,
    most: Annotated[int, typer.Option(min=1, metavar="N", help="Entities in a picture: the most connected.")] = 60,
    svg: Picture = None,
    png: Picture = None,
    format: Annotated[
        Format, typer.Option(help="For people, as JSON, or the whole network as GraphML for Gephi, Cytoscape …")
    ] = Format.table,
    store: Store = None,
) -> None:
    """Networks of entities, from the relations that documents state.

    Who works with whom (contracts, investments, events held together …), who owns whom (owner first), or every
    relation as it stands. With --from and --to the shortest ways from one to the other, with the sentences that make
    each step. The same graph gives the same network, the same groups and the same picture.
    """
    from graph.network import build_network, centralities, draw
    from graph.network import paths as find_paths
    from graph.network_rows import community_rows, edge_rows, graphml
    from parkgraph.console import message, write_bytes
    from parkgraph.render import tell_resolved
    from schemas.errors import ParkgraphError

    if (source is None) != (target is None):
        raise typer.BadParameter("give both --from and --to")
    if source is not None and format is Format.graphml:
        raise typer.BadParameter("paths are written as table or json")
    for picture, suffix in ((svg, ".svg"), (png, ".png")):
        if picture is not None and picture.suffix.lower() != suffix:
            raise typer.BadParameter(f"{picture} does not end in {suffix}")
    with read_store(settings(store)) as graph:
        found = build_network(graph, kind.value, least_confidence=min_confidence)
        for reason, count in sorted(found.dropped.items()):
            message(f"left out: {count} relations ({reason})")
        message(f"{found.graph.number_of_nodes()} entities, {found.graph.number_of_edges()} edges")
        for picture in (svg, png):
            if picture is not None:
                draw(found, picture, most=most)
                message(f"drawn: {picture}")
        if format is Format.graphml:
            write_bytes(graphml(found))
        elif source is not None and target is not None:
            from queries.runner import resolve_names

            ends = resolve_names(graph, "entity", [source, target])
            tell_resolved(_resolved(source, target, ends))
            for typed, end in zip((source, target), ends, strict=True):
                if end.id not in found.graph:
                    raise ParkgraphError("E404", typed, f"{end.id} has no edge in the network {kind.value}")
            steps = find_paths(found, graph, ends[0].id, ends[1].id, limit=paths)
            names = {node: data["name"] for node, data in found.graph.nodes(data=True)}
            _show(STEP, _steps(steps, names), format)
            message(f"{len(steps)} paths")
        else:
            rows: dict[Show, Any] = {
                Show.centralities: lambda: centralities(found),
                Show.edges: lambda: edge_rows(found, graph),
                Show.communities: lambda: community_rows(found),
            }
            _show(COLUMNS[show], rows[show](), format)


def _resolved(source: str, target: str, ends: list[Any]) -> list[Any]:
    from queries.tabular import Resolved

    pairs = zip(("from", "to"), (source, target), ends, strict=True)
    return [Resolved(name, typed, end.id, end.name, end.via) for name, typed, end in pairs]


def _steps(paths: list[list[Step]], names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "path": number,
            "step": place,
            "source": names[step.source],
            "source_id": step.source,
            "target": names[step.target],
            "target_id": step.target,
            "relations": list(step.relations),
            "evidence": [
                {"sentence_id": s["id"], "text": s["text"], "document_id": s["document"]} for s in step.sentences
            ],
        }
        for number, path in enumerate(paths, start=1)
        for place, step in enumerate(path, start=1)
    ]


def _show(columns: tuple[str, ...], rows: list[dict[str, Any]], format: Format) -> None:
    """Rows; a table for people shows names instead of ids, and of the evidence the first sentence and the count."""
    from parkgraph.render import show_rows

    if format is Format.json:
        show_rows(columns, rows, "json")
        return
    shown = [c for c in columns if not c.endswith(("_id", "ids")) and c != "id"]
    for row in rows:
        evidence = row.get("evidence")
        if evidence is not None:
            more = f" (+{len(evidence) - 1})" if len(evidence) > 1 else ""
            row["evidence"] = f"{evidence[0]['text']}{more}" if evidence else None
    show_rows(shown, rows, "table")
