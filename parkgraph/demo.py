"""The demonstration: the sample corpus, a fresh embedded graph, tables, and the evidence of one figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
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
from queries.selection import Selection
from queries.tables import indicator_table
from queries.tabular import Row

SAMPLE = Path(corpus.__file__).parent / "sample" / "documents"
PARKS_SHOWN = 2
INDICATORS_SHOWN = 8
INDICATORS_COMPARED = 5
LEVELS = Selection(mapped_only=True, kinds=("level",))


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
        coverage = run(store, "coverage", {"mapped_only": True}).rows
        tables = [
            indicator_table(store, park, indicators=_over_years(coverage, park), selection=Selection(mapped_only=True))
            for park in _best_covered(coverage)
        ]
        compared = comparison(store, indicators=_shared(coverage), selection=LEVELS)
        evidence = _evidence(store, ledger, tables)
        labels = store.counts()["labels"]
    counts = {name: labels.get(name, 0) for name in ("Document", "Sentence", "Entity", "Indicator", "Observation")}
    return Demo(outcomes, counts, tables, compared, evidence)


def _best_covered(coverage: Sequence[Row]) -> list[str]:
    """The parks with the most indicators over several years."""
    counts = Counter(row["subject_id"] for row in coverage if _spans_years(row))
    return sorted(counts, key=lambda park: (-counts[park], park))[:PARKS_SHOWN]


def _over_years(coverage: Sequence[Row], park: str) -> list[str]:
    """The indicators of a park with figures of several years, those with most figures first."""
    rows = [row for row in coverage if row["subject_id"] == park and _spans_years(row)]
    rows.sort(key=lambda row: (-row["figures"], row["indicator_id"]))
    return [row["indicator_id"] for row in rows[:INDICATORS_SHOWN]]


def _shared(coverage: Sequence[Row]) -> list[str]:
    """The indicators that most parks have."""
    counts = Counter(row["indicator_id"] for row in coverage)
    return sorted(counts, key=lambda indicator: (-counts[indicator], indicator))[:INDICATORS_COMPARED]


def _spans_years(row: Row) -> bool:
    return row["first_year"] is not None and row["first_year"] < row["last_year"]


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
