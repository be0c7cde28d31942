"""The demonstration: the sample corpus, a fresh embedded graph, tables, and the evidence of one figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import corpus
from corpus.limits import Limits
from graph.store import Store
from graph.stores import open_store
from parkgraph.ingestion import Ingestion, Outcome
from parkgraph.ledger import Ledger
from queries.compare import comparison
from queries.figures import Figure, Statement
from queries.grid import FigureTable
from queries.runner import run
from queries.tables import indicator_table
from queries.tabular import Row

SAMPLE = Path(corpus.__file__).parent / "sample" / "documents"
PARKS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure with the sentence that states it; `before`, `printed`, `after` are the original around its offsets."""

    figure: Figure
    statement: Row
    before: str
    printed: str
    after: str


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demonstration shows."""

    outcomes: list[Outcome]
    counts: dict[str, int]
    tables: list[FigureTable]
    compared: FigureTable
    evidence: Evidence | None


def demonstrate(folder: Path, tick: Callable[[str], None]) -> Demo:
    """Ingest the sample corpus into a fresh graph in `folder` and take tables from it."""
    uri = f"embedded:{folder}"
    with open_store(uri) as store, Ledger(folder) as ledger:
        ledger.lock()
        outcomes = []
        for outcome in Ingestion(ledger, store, uri, Limits()).run([str(SAMPLE)]):
            outcomes.append(outcome)
            tick(outcome.name)
        parks = [row["name"] for row in run(store, "entities", {"type": "park"}).rows[:PARKS_SHOWN] if row["figures"]]
        tables = [indicator_table(store, park) for park in parks]
        compared = comparison(store)
        evidence = _evidence(store, ledger, tables)
        labels = store.counts()["labels"]
    counts = {name: labels.get(name, 0) for name in ("Document", "Sentence", "Entity", "Indicator", "Observation")}
    return Demo(outcomes, counts, tables, compared, evidence)


def _evidence(store: Store, ledger: Ledger, tables: list[FigureTable]) -> Evidence | None:
    """Of the shown figures the one that most documents state, the surest first, with its place in the original."""
    figures = [figure for table in tables for figure in table.shown() if figure.statements]
    if not figures:
        return None
    figure = min(figures, key=lambda f: (-len(_documents(f.statements)), -f.confidence, f.observation_id))
    statement = run(store, "evidence", {"figure": figure.observation_id}).rows[0]
    original = ledger.original(statement["document_id"])
    start, end = statement["start"], statement["end"]
    return Evidence(
        figure, statement, original[max(0, start - 40) : start], original[start:end], original[end : end + 40]
    )


def _documents(statements: tuple[Statement, ...]) -> set[str]:
    return {statement.document_id for statement in statements}
