"""`parkgraph extract`: documents in, records out, no graph needed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from typing import Annotated, Any

import typer

from parkgraph.commands.common import Out, Paths, Workers, finish, settings

EPILOG = """Examples:

\b
  parkgraph extract report.docx
  parkgraph extract ./folder --select entities --format csv --out entities.csv --workers 2
  parkgraph extract page.txt --report
  parkgraph extract ./folder --report --format csv --out figures.csv
"""


class Select(StrEnum):
    """What to write."""

    facts = "facts"
    entities = "entities"
    relations = "relations"
    articles = "articles"
    quantities = "quantities"


class Format(StrEnum):
    """How to write it."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("extract", epilog=EPILOG)(extract)


def extract(
    paths: Paths,
    select: Annotated[Select, typer.Option(help="Which records to write.")] = Select.facts,
    format: Annotated[
        Format | None, typer.Option(help="How to write them (default: jsonl; a report: tables for people).")
    ] = None,
    out: Out = None,
    workers: Workers = None,
    report: Annotated[
        bool,
        typer.Option(
            "--report",
            help="Instead of records: each figure as attributed, unattributed or rejected, and why; the text that was "
            "skipped; counts by document. With --format the counts go to standard error.",
        ),
    ] = False,
) -> None:
    """Documents in, records out; no graph needed.

    Every offset counts code points of the document's original text, which `parkgraph text` prints. A document that
    cannot be read is reported on standard error, the rest is done, and the exit code is 1.
    """
    from parkgraph import extraction
    from parkgraph.console import message, progress
    from parkgraph.output import destination, write_records
    from parkgraph.reading import list_sources, read
    from parkgraph.records import report_of, rows_of
    from parkgraph.report import Counts, show_figures
    from schemas.errors import ParkgraphError

    current = settings()
    failures = 0
    job: partial[list[dict[str, Any]]] = partial(report_of) if report else partial(rows_of, kind=select.value)
    sources = list_sources(paths, current.limits)
    results = extraction.run(sources, partial(read, limits=current.limits), job, workers or current.workers)

    def records() -> Iterator[dict[str, Any]]:
        nonlocal failures
        with progress("extract") as tick:
            for source, items in results:
                for item in items:
                    if isinstance(item, ParkgraphError):
                        failures += 1
                        message(str(item))
                    else:
                        yield from item
                tick(source.name)

    if not report:
        with destination(out) as target:
            write_records(records(), select.value, (format or Format.jsonl).value, target)
    elif format is None and out is None:
        counts = Counts()
        show_figures(counts.watch(records()))
        counts.show()
    else:
        counts = Counts()
        with destination(out) as target:
            write_records(counts.watch(records()), "report", (format or Format.jsonl).value, target)
        counts.show(sys.stderr)
    finish(failures)
