"""`parkgraph extract`: documents in, records out, no graph needed."""

from __future__ import annotations

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
    format: Annotated[Format, typer.Option(help="How to write them.")] = Format.jsonl,
    out: Out = None,
    workers: Workers = None,
    report: Annotated[
        bool,
        typer.Option(
            "--report",
            help="Instead of records: each figure as attributed, unattributed or rejected, and why.",
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
    from parkgraph.report import show
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

    if report:
        show(list(records()))
    else:
        with destination(out) as target:
            write_records(records(), select.value, format.value, target)
    finish(failures)
