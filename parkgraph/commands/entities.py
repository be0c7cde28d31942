"""`parkgraph entities`: which names are one thing, by which rule, and which stay ambiguous."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from parkgraph.commands.common import Store, Workspace, settings
from parkgraph.commands.queries import Format, FormatOption

EPILOG = """Examples:

\b
  parkgraph entities
  parkgraph entities 中关村示范区 --format json
  parkgraph entities --ambiguous

What is wrong is put right in decisions.yaml in the workspace; the next `parkgraph ingest` obeys it, and a line taken
out of it is undone:

\b
  same:
    - {type: enterprise, names: [云海智造有限公司, 云海科技], note: renamed in 2021}
  different:
    - {type: park, names: [青石高新区, 青石开发区]}
  mentions:
    - {document: report.txt, type: enterprise, name: 云海, is: 云海智造有限公司}
  indicators:
    规上工业总产出: industrial_output
"""
MERGED = ("name", "type", "into", "into_id", "rule", "documents")
AMBIGUOUS = ("name", "type", "candidates", "documents")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("entities", epilog=EPILOG)(entities)


def entities(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Only what has to do with that name.")] = None,
    ambiguous: Annotated[bool, typer.Option("--ambiguous", help="The names that stay ambiguous instead.")] = False,
    format: FormatOption = Format.table,
    store: Store = None,
    workspace: Workspace = None,
) -> None:
    """Explain which names are one thing.

    The names that the last ingest took for names of one thing, with the rule (full_name, registered_alias, definition,
    abbreviation, decision) and the documents that support it; or, with --ambiguous, the names that it could not settle,
    with what they may stand for. Names that are alike are never reason enough.
    """
    from parkgraph.console import message
    from parkgraph.ledger import Ledger
    from parkgraph.render import show_rows
    from parkgraph.resolving import last_report
    from schemas.errors import ParkgraphError

    folder = settings(store, workspace).workspace_folder
    if not (folder / "ledger.sqlite").exists():
        raise ParkgraphError("E502", str(folder), "there is no ledger yet; ingest documents first")
    with Ledger(folder) as ledger:
        report = last_report(ledger)
    rows = [row for row in (report.ambiguous if ambiguous else report.merges) if name is None or _concerns(row, name)]
    show_rows(AMBIGUOUS if ambiguous else MERGED, rows, format.value)
    for line in report.without_effect:
        message(f"decision without effect: {line}")
    others = len(report.merges) if ambiguous else len(report.ambiguous)
    message(f"{len(rows)} shown; {others} {'merged' if ambiguous else 'ambiguous (--ambiguous)'}")


def _concerns(row: dict[str, Any], name: str) -> bool:
    """Whether a row names it, or leads to it."""
    values = [row["name"], row.get("into"), row.get("into_id"), *row.get("candidates", ())]
    return any(name in (value, str(value).partition(":")[2]) for value in values if value)
