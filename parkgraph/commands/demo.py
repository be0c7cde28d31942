"""`parkgraph demo`: what parkgraph does, in one command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parkgraph.commands.common import finish

if TYPE_CHECKING:
    from parkgraph.demo import Demo, Evidence

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
    from parkgraph.console import write_line
    from parkgraph.render import show_figures

    write_line("  ".join(f"{name} {count:,}" for name, count in shown.counts.items()) + "\n")
    for table in [*shown.tables, shown.compared]:
        show_figures(table, "table")
    if shown.evidence is not None:
        _print_evidence(shown.evidence)


def _print_evidence(evidence: Evidence) -> None:
    from parkgraph.console import show_table

    row = evidence.statement
    lines = [
        ("figure", f"{row['subject']} · {row['indicator']} · {row['period']} · {row['value']:,} {row['unit']}"),
        ("document", f"{row['document']} ({row['document_id'][:19]}…)"),
        ("published", " · ".join(part for part in (row["publisher"], row["published"], row["article"]) if part)),
        ("sentence", row["sentence"]),
        ("original", f"[{row['start']}:{row['end']}] …{evidence.before}【{evidence.printed}】{evidence.after}…"),
        ("rule", f"{row['rule']}, confidence {row['confidence']:.2f}"),
    ]
    show_table(("evidence", ""), [(name, " ".join(text.split())) for name, text in lines])
