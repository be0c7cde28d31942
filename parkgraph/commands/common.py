"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from graph.store import Store as GraphStore
    from parkgraph.settings import Settings

Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, archives or addresses.")]
Out = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write there instead of to standard output.", dir_okay=False)
]
Workers = Annotated[
    int | None,
    typer.Option(min=1, max=256, metavar="N", help="Processes that extract; the output is the same for any number."),
]
Store = Annotated[
    str | None,
    typer.Option(metavar="URI", help="embedded:DIR or neo4j://HOST:7687 (default: PARKGRAPH_STORE, else embedded)."),
]
Workspace = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        file_okay=False,
        help="Folder of the received bytes and the ledger (default: PARKGRAPH_WORKSPACE, else the embedded store's).",
    ),
]


Decided = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        metavar="FILE",
        dir_okay=False,
        help="What a person decided on names (default: PARKGRAPH_DECISIONS, else decisions.yaml in the workspace).",
    ),
]


def settings(store: str | None = None, workspace: Path | None = None, decisions: Path | None = None) -> Settings:
    """The settings of this run with the options given on the command line."""
    from parkgraph.settings import load_settings

    return load_settings().with_options(store=store, workspace=workspace, decisions=decisions)


def finish(failures: int) -> None:
    """Exit 1 when something failed; each failure has been reported with a line of its own."""
    if failures:
        raise typer.Exit(1)


def read_store(current: Settings) -> GraphStore:
    """The store of this run, to read from; use it as a context manager.

    Raises ParkgraphError E302 where there is none yet, and what else opening a store raises.
    """
    from graph.stores import open_store

    return open_store(current.store, read_only=True)
