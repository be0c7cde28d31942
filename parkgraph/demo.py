"""The demonstration: the sample corpus, a fresh embedded graph, tables, and the evidence of one figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import corpus
from corpus.limits import Limits
from graph.store import Store
from graph.stores import open_store
from parkgraph.ingestion import Ingestion, Outcome
from parkgraph.ledger import Ledger
from queries.compare import comparison_of
from queries.figures import Figure, all_figures
from queries.grid import FigureTable
from queries.measures import measure_of, year_of
from queries.runner import run
from queries.selection import Selection
from queries.tables import table_of
from queries.tabular import Row

SAMPLE = Path(corpus.__file__).parent / "sample" / "documents"
PARK = "park:青屿高新区"
PARK_INDICATORS = (
    "gdp",
    "revenue",
    "industrial_output",
    "rd_expenditure",
    "high_tech_enterprises",
    "inventions_held",
    "exports",
    "employees",
)
COMPARED = ("gdp", "revenue", "rd_expenditure", "exports", "high_tech_enterprises")
INDEX_OF = "park:中关村国家自主创新示范区"
LEVELS = Selection(kinds=("level",), mapped_only=True)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure with all places that state it, and the first of them in the original: before, printed, after."""

    figure: Figure
    statements: tuple[Row, ...]
    before: str
    printed: str
    after: str


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demonstration shows. `facts` counts those that each document states, by its id."""

    outcomes: list[Outcome]
    documents: list[Row]
    facts: dict[str, int]
    counts: dict[str, int]
    park: FigureTable
    compared: FigureTable
    index: FigureTable
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
        figures = [f for f in all_figures(store) if _is_shown(f)]
        park = table_of(*_titled(figures, PARK, PARK_INDICATORS), LEVELS)
        compared = _compared(figures)
        index = table_of(*_titled(figures, INDEX_OF, _index_indicators(figures)), LEVELS)
        evidence = _evidence(store, ledger, (park, compared))
        labels = store.counts()["labels"]
        documents = list(run(store, "documents").rows)
    counts = {name: labels.get(name, 0) for name in ("Document", "Sentence", "Entity", "Indicator", "Observation")}
    facts = {outcome.document_id: outcome.added + outcome.confirmed for outcome in outcomes if outcome.document_id}
    return Demo(outcomes, documents, facts, counts, park, compared, index, evidence)


def _is_shown(figure: Figure) -> bool:
    """Levels of whole years and of all industries."""
    return LEVELS.reason(figure) is None and measure_of(figure).shape == "" and not figure.scope_industry


def _titled(figures: Iterable[Figure], subject: str, indicators: Iterable[str]) -> tuple[str, list[Figure]]:
    """The name of a subject and its figures of those indicators."""
    wanted = set(indicators)
    found = [f for f in figures if f.subject_id == subject and f.catalogue_id in wanted]
    return (found[0].subject if found else subject), found


def _index_indicators(figures: Iterable[Figure]) -> set[str]:
    """The indicators of the park that are indices."""
    return {f.catalogue_id for f in figures if f.subject_id == INDEX_OF and f.unit == "index_point" and f.catalogue_id}


def _compared(figures: Iterable[Figure]) -> FigureTable:
    """The parks that have most of the compared indicators, in the year of which most figures are."""
    found = [f for f in figures if f.subject_type == "park" and f.catalogue_id in COMPARED]
    years = Counter(year_of(f) for f in found)
    year = min(years, key=lambda y: (-years[y], str(y)), default=None)
    has = Counter(subject for subject, _ in {(f.subject_id, f.catalogue_id) for f in found if year_of(f) == year})
    most = max(has.values(), default=0)
    return comparison_of([f for f in found if has[f.subject_id] > most / 2], year, LEVELS, at_least=2)


def _evidence(store: Store, ledger: Ledger, tables: Iterable[FigureTable]) -> Evidence | None:
    """Of the shown figures the one that most documents state, with its place in the original."""
    figures = [figure for table in tables for figure in table.shown() if figure.statements]
    if not figures:
        return None
    order = {indicator: n for n, indicator in enumerate(PARK_INDICATORS)}
    figure = min(figures, key=lambda f: (-_documents(f), order.get(f.catalogue_id or "", 99), f.observation_id))
    statements = tuple(run(store, "evidence", {"figure": figure.observation_id}).rows)
    first = statements[0]
    original = ledger.original(first["document_id"])
    start, end = first["start"], first["end"]
    before, after = original[max(0, start - 40) : start], original[end : end + 40]
    return Evidence(figure, statements, before, original[start:end], after)


def _documents(figure: Figure) -> int:
    return len({statement.document_id for statement in figure.statements})
