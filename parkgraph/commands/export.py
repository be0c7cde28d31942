"""`parkgraph export`: facts, a table or the whole graph as files."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from parkgraph.commands.common import Out, Store, read_store, settings

if TYPE_CHECKING:
    from graph.store import Store as GraphStore
    from queries.grid import FigureTable

EPILOG = """Examples:

\b
  parkgraph export facts --format csv --out facts.csv
  parkgraph export table --subject 中关村 --format xlsx --out zgc.xlsx
  parkgraph export table --indicator 总收入 --within 北京 --format csv
  parkgraph export graph --format ttl --out graph.ttl
"""


class What(StrEnum):
    """What to export."""

    facts = "facts"
    table = "table"
    graph = "graph"


class Format(StrEnum):
    """File formats."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"
    xlsx = "xlsx"
    ttl = "ttl"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export", epilog=EPILOG)(export)


def export(
    what: Annotated[What, typer.Argument(help="Every fact, a table of figures, or all nodes and relationships.")],
    format: Annotated[Format, typer.Option(help="File format.")] = Format.csv,
    out: Out = None,
    subject: Annotated[
        list[str] | None,
        typer.Option("--subject", "-s", metavar="NAME", help="For a table: one gives its years, several a comparison."),
    ] = None,
    indicator: Annotated[
        list[str] | None, typer.Option("--indicator", "-i", metavar="NAME", help="For a table: only that indicator.")
    ] = None,
    within: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="For a comparison: only what lies in that place or is part of that park."),
    ] = None,
    not_within: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="For a comparison: leave out that place with all in it.")
    ] = None,
    year: Annotated[int | None, typer.Option(metavar="YEAR", help="For a comparison: one year.")] = None,
    store: Store = None,
) -> None:
    """Facts, tables or the graph as files.

    Every row keeps the way back to its evidence: document, sentence, offsets. The same graph gives the same bytes.
    """
    from parkgraph.console import message
    from parkgraph.output import destination
    from queries.exports import export as write

    if what is not What.table and (subject or indicator or within or not_within or year is not None):
        raise typer.BadParameter(
            "--subject, --indicator, --within, --not-within and --year choose a table: `parkgraph export table …`"
        )
    if out is None and format in (Format.parquet, Format.xlsx) and sys.stdout.isatty():
        raise typer.BadParameter(f"{format} is no text for a terminal: give --out FILE")
    with read_store(settings(store)) as graph:
        table = None
        if what is What.table:
            table = _table(graph, subject or [], indicator or [], within or [], not_within or [], year)
        with destination(out) as target:
            write(graph, what.value, format.value, cast(Any, target), table=table)
    if out is not None:
        message(f"wrote {out}")


def _table(
    graph: GraphStore,
    subjects: list[str],
    indicators: list[str],
    within: list[str],
    not_within: list[str],
    year: int | None,
) -> FigureTable:
    from queries.compare import comparison
    from queries.tables import indicator_table

    if len(subjects) == 1 and year is None and not within and not not_within:
        return indicator_table(graph, subjects[0], indicators=indicators)
    return comparison(graph, subjects=subjects, indicators=indicators, within=within, not_within=not_within, year=year)
