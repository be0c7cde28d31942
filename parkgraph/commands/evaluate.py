"""`parkgraph evaluate`: how good extraction is, against human annotation."""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from parkgraph.commands.common import Workers, finish, settings

if TYPE_CHECKING:
    from extract.evaluation.summary import Evaluation

EPILOG = """Examples:

\b
  parkgraph evaluate --gold gold/facts_a.jsonl gold/facts_b.jsonl --errors 20
  parkgraph evaluate --gold entities.jsonl relations.jsonl --docs ./documents --format json
"""


class Format(StrEnum):
    """How to write it."""

    table = "table"
    json = "json"


class SeveralValues(TyperCommand):
    """`--gold a b c` reads like `--gold a --gold b --gold c`, so that a shell pattern can stand there."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Repeat `--gold` and `--docs` before each of their values."""
        repeated: list[str] = []
        option = ""
        for at, arg in enumerate(args):
            if arg.startswith("-"):
                option = arg if arg in ("--gold", "--docs") else ""
            elif option and args[at - 1] != option:
                repeated.append(option)
            repeated.append(arg)
        return super().parse_args(ctx, repeated)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evaluate", epilog=EPILOG, cls=SeveralValues)(evaluate)


def evaluate(
    gold: Annotated[
        list[Path],
        typer.Option("--gold", metavar="FILE...", help="Annotation: facts, entities, relations or articles."),
    ],
    docs: Annotated[
        list[Path] | None,
        typer.Option(
            "--docs",
            metavar="FOLDER...",
            help="Where the documents lie (default: beside the gold, in passages/, ../documents/ and ../seeds/).",
        ),
    ] = None,
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="Show up to N errors of each sort.")] = 0,
    format: Annotated[Format, typer.Option(help="Tables, or one JSON object.")] = Format.table,
    workers: Workers = None,
) -> None:
    """Precision, recall and F1 against gold.

    Extracts from the documents that the gold annotates and compares: facts at six nested levels, by genre (gold file),
    kind and confidence; entities, relations, by confidence as well, and articles; for each confidence a reliability
    table. Gold is JSON lines with the names of the contract, lists where several readings are acceptable. A document
    that is not found is reported, not scored.
    """
    from extract.evaluation.gold import read_gold
    from extract.evaluation.summary import evaluate as score
    from parkgraph.console import message, progress, write_json
    from parkgraph.evaluating import find_documents, predict, seen_in_training
    from schemas.errors import ParkgraphError

    annotated = read_gold(gold)
    for folder in docs or []:
        if not folder.is_dir():
            raise ParkgraphError("E101", str(folder), "--docs names a folder")
    documents, missing = find_documents(annotated, gold, docs or [])
    for error in missing:
        message(str(error))
    if not documents:
        raise ParkgraphError("E101", ", ".join(map(str, gold)), "none of the annotated documents is there")
    current = settings()
    with progress("evaluate", len(documents)) as tick:
        predictions, failed = predict(documents, current.limits, workers or current.workers, tick)
    for error in failed:
        message(str(error))
    if known := seen_in_training(annotated, predictions):
        message(
            f"note: the confidence model was fitted on {known} of these {len(documents)} documents, so the reliability "
            "table flatters it; docs/quality.md has the figures of documents unseen"
        )
    found = score(annotated.without({error.subject for error in missing}), predictions)
    if format is Format.json:
        write_json(_record(found, len(documents), errors))
    else:
        _show(found, errors)
    finish(len(missing) + len(failed))


def _first(found: Evaluation, limit: int) -> list[dict[str, Any]]:
    """Up to `limit` errors of each sort, in the order of the evaluation."""
    counts: dict[tuple[str, str], int] = {}
    shown = []
    for row in found.errors:
        sort = (row["part"], row["error"])
        counts[sort] = counts.get(sort, 0) + 1
        if counts[sort] <= limit:
            shown.append(row)
    return shown


def _record(found: Evaluation, documents: int, limit: int) -> dict[str, Any]:
    sure = {
        t.part: {"reliability": [band.to_record() for band in t.bands], "calibration_error": round(t.error, 4)}
        for t in found.reliability
    }
    return {
        "documents": documents,
        "scores": [line.to_record() for line in found.lines],
        **sure.pop("facts", {"reliability": [], "calibration_error": 0.0}),
        **sure,  # `entities` and `relations`, where gold lists them
        "errors": _first(found, limit),
    }


def _show(found: Evaluation, limit: int) -> None:
    from parkgraph.console import show_table

    for part, group in groupby(found.lines, key=lambda line: line.part):
        rows = []
        for line in group:
            s = line.score
            rows.append((line.name, *(f"{x:.3f}" for x in (s.precision, s.recall, s.f1)), s.hit, s.gold, s.predicted))
        show_table(("", "P", "R", "F1", "right", "gold", "predicted"), rows, title=part)
    for t in found.reliability:
        title = f"reliability of {t.part}, {t.level}: {t.error:.3f} off"
        bands = [(f"{b.low:.2f} - {b.high:.2f}", f"{b.mean:.3f}", f"{b.precision:.3f}", b.records) for b in t.bands]
        show_table(("confidence", "mean", "right", "records"), bands, title=title)
    columns = ("part", "error", "doc", "gold", "found", "confidence")
    if wrong := [[row[name] for name in columns] for row in _first(found, limit)]:
        show_table(columns, wrong, title="errors")
