"""`parkgraph ingest`: documents into the graph."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from parkgraph.commands.common import Decided, Store, Workers, Workspace, finish, settings

if TYPE_CHECKING:
    from parkgraph.ingestion import Outcome

EPILOG = """Examples:

\b
  parkgraph ingest ./documents
  parkgraph ingest report.pdf https://example.org/news/1.html
  parkgraph ingest ./documents --store neo4j://127.0.0.1:7687
  parkgraph ingest --rebuild
"""


class Format(StrEnum):
    """How to tell what became of the documents."""

    text = "text"
    jsonl = "jsonl"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ingest", epilog=EPILOG)(ingest)


def ingest(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Files, folders, archives or addresses; none: go on with what is open."),
    ] = None,
    store: Store = None,
    workspace: Workspace = None,
    workers: Workers = None,
    decisions: Decided = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Empty the graph first and fill it from the ledger alone.")
    ] = False,
    format: Annotated[Format, typer.Option(help="Lines for people, or one JSON object a document.")] = Format.text,
) -> None:
    """Documents into the graph; resumable, idempotent.

    Prints for each document new, unchanged, revised, superseded or failed, and how many facts it added, revised (the
    document stated them otherwise before) and confirmed (other documents state them too). Stopped at any moment, the
    next run goes on; a second run adds nothing. Without PATH it finishes what is open and tries again what failed.
    Another --store is filled from the ledger.

    Names are resolved over all documents together (`parkgraph entities` explains them). A document that is revised as
    another one, or an edited decisions file, tells who is meant in it is listed as well.
    """
    from extract.linking.decisions import load_decisions
    from graph.stores import open_store
    from parkgraph.console import message, progress, write_json, write_line
    from parkgraph.ingestion import Ingestion
    from parkgraph.ledger import Ledger
    from parkgraph.resolving import last_report

    current = settings(store, workspace, decisions)
    decided = load_decisions(current.decisions_file)
    done: list[Outcome] = []
    with (
        open_store(current.store) as graph,
        Ledger(current.workspace_folder) as ledger,
        progress("ingest") as tick,
    ):
        ledger.lock()
        run = Ingestion(
            ledger, graph, current.store, current.limits, workers or current.workers, decisions=decided, extracted=tick
        )
        if rebuild:
            run.clear()
        for outcome in run.run(paths or []):
            done.append(outcome)
            tick(outcome.name, 0)
            if outcome.error is not None:
                message(str(outcome.error))
            if format is Format.jsonl:
                write_json(outcome.to_record())
            else:
                write_line(_line(outcome))
            sys.stdout.flush()
        report = last_report(ledger)
    for line in report.without_effect:
        message(f"decision without effect: {line}")
    if report.summary:
        message(f"{report.summary}; see `parkgraph entities`")
    message(_summary(done))
    finish(sum(outcome.status == "failed" for outcome in done))


def _line(outcome: Outcome) -> str:
    head = f"{outcome.status:<10}  {outcome.name}"
    if outcome.error is not None:
        return f"{head}  {outcome.error.code}"
    if outcome.status in ("unchanged", "superseded"):
        return head
    why = "  (its names resolved anew)" if outcome.because == "identities" else ""
    return f"{head}  added {outcome.added}, revised {outcome.revised}, confirmed {outcome.confirmed}{why}"


def _summary(done: list[Outcome]) -> str:
    counts = [
        f"{n} {status}"
        for status in ("new", "unchanged", "revised", "superseded", "failed")
        if (n := sum(outcome.status == status for outcome in done))
    ]
    nodes, relationships = sum(o.nodes for o in done), sum(o.relationships for o in done)
    return f"{', '.join(counts) or 'nothing to do'}; added {nodes} nodes and {relationships} relationships"
