"""`parkgraph demo`: what parkgraph does, in one command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parkgraph.commands.common import finish

if TYPE_CHECKING:
    from parkgraph.demo import Demo, Evidence
    from queries.grid import FigureTable
    from queries.tabular import Row

EPILOG = """Examples:

\b
  parkgraph demo
  parkgraph demo --keep ./demo && parkgraph table 青屿高新区 --store embedded:./demo
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo", epilog=EPILOG)(demo)


def demo(
    keep: Annotated[
        Path | None, typer.Option(metavar="DIR", file_okay=False, help="Leave the graph in that new folder.")
    ] = None,
) -> None:
    """The sample corpus as a graph, tables and evidence.

    Ingests the documents that come with parkgraph into a fresh embedded graph and prints indicator tables, a comparison
    of parks, and the sentence behind one figure.
    """
    import tempfile

    from parkgraph.console import message, progress
    from parkgraph.demo import demonstrate
    from schemas.errors import ParkgraphError

    if keep is not None and keep.exists() and any(keep.iterdir()):
        raise ParkgraphError("E502", str(keep), "the demo needs a new or empty folder")
    with tempfile.TemporaryDirectory(prefix="parkgraph-demo-") as temporary, progress("demo") as tick:
        folder = keep or Path(temporary)
        shown = demonstrate(folder, tick)
    for outcome in shown.outcomes:
        if outcome.error is not None:
            message(str(outcome.error))
    _print(shown)
    if keep is not None:
        message(f"the graph is in {keep}: parkgraph queries; parkgraph query coverage --store embedded:{keep}")
    finish(sum(outcome.status == "failed" for outcome in shown.outcomes))


def _print(shown: Demo) -> None:
    from parkgraph.console import show_table, write_line

    rows = [
        (d["name"], d["publisher"], d["published"], d["articles"], shown.facts.get(d["id"], 0)) for d in shown.documents
    ]
    write_line("1  What was ingested")
    show_table(("document", "publisher", "published", "articles", "facts"), rows)
    write_line("  ".join(f"{name} {count:,}" for name, count in shown.counts.items()) + "\n")
    _print_figures(shown.park, f"2  Indicators over the years: {shown.park.title}")
    _print_figures(shown.compared, f"3  {shown.compared.title}")
    _print_figures(shown.index, f"4  A published index over the years: {shown.index.title}")
    if shown.evidence is not None:
        write_line("5  The evidence of one figure")
        _print_evidence(shown.evidence)


def _print_figures(table: FigureTable, title: str) -> None:
    from dataclasses import replace

    from parkgraph.console import write_line
    from parkgraph.render import show_figures

    write_line(title)  # not as the table's own title, which would be wrapped to the width of the table
    show_figures(replace(table, title=""), "table")


def _print_evidence(evidence: Evidence) -> None:
    from parkgraph.console import show_table

    first = evidence.statements[0]
    lines = [
        (
            "figure",
            f"{first['subject']} · {first['indicator']} · {first['period']} · {first['value']:,} {first['unit']}",
        ),
        ("sentence", first["sentence"]),
        ("document", _stated(first)),
        ("original", f"[{first['start']}:{first['end']}] …{evidence.before}【{evidence.printed}】{evidence.after}…"),
        ("rule", f"{first['rule']}, confidence {first['confidence']:.2f}"),
        *(("stated also", _stated(other)) for other in evidence.statements[1:]),
    ]
    rows = [(name, " ".join(text.split())) for name, text in lines]
    show_table(("evidence", ""), rows)


def _stated(row: Row) -> str:
    parts = (row["document"], row["publisher"], row["published"], f"{row['raw']} at [{row['start']}:{row['end']}]")
    return " · ".join(part for part in parts if part)
