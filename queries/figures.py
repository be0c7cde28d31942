"""Figures: the observations of the graph as records, each with every place that states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.store import Store
from queries.runner import TIMEOUT_S, run
from queries.tabular import Row


@dataclass(frozen=True, slots=True)
class Statement:
    """A place that states a figure. `[start, end)` are code points of the document's original text."""

    fact_id: str
    document: str
    document_id: str
    sentence_id: str
    sentence: str
    start: int
    end: int
    raw: str
    article: str | None = None
    article_index: int | None = None
    published: str | None = None
    indicator_text: str | None = None
    rule: str | None = None
    confidence: float | None = None
    main: bool | None = None  # the place that the fact was read from; the others repeat it
    period_from: str | None = None

    def to_record(self) -> Row:
        """A JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Figure:
    """One observation: subject × indicator × scope × period → value in base units, with its statements.

    `qualifiers` hold `approx over under nearly cumulative`; `year` is None where the document dates it nowhere.
    """

    observation_id: str
    series: str
    subject_id: str
    subject: str
    subject_type: str
    indicator_id: str
    indicator: str
    mapped: bool
    value: int | float
    unit: str
    unit_full: str
    kind: str
    measure_kind: str
    modality: str
    confidence: float
    statements: tuple[Statement, ...]
    indicator_text: str | None = None
    scope_population: str | None = None
    scope_industry: str | None = None
    scope_area: str | None = None
    scope_counterpart: str | None = None
    value_low: int | float | None = None
    value_high: int | float | None = None
    period: str | None = None
    period_kind: str | None = None
    year: int | None = None
    base: str | None = None
    qualifiers: tuple[str, ...] = ()
    edition: str | None = None

    @property
    def scope(self) -> dict[str, str]:
        """The parts of the scope that are given."""
        parts = {
            "population": self.scope_population,
            "industry": self.scope_industry,
            "area": self.scope_area,
            "counterpart": self.scope_counterpart,
        }
        return {name: value for name, value in parts.items() if value}

    @property
    def catalogue_id(self) -> str | None:
        """Id of the indicator in the catalogue, None for a free phrase. The node's id is `indicator_id`."""
        return self.indicator_id.removeprefix("indicator:") if self.mapped else None

    @property
    def actual(self) -> bool:
        """Whether it is reached already, neither planned nor forecast."""
        return self.modality == "actual" and self.kind != "target"

    @property
    def exact(self) -> bool:
        """Whether the document gives the value itself, not an approximation or a bound."""
        return not set(self.qualifiers) & {"approx", "over", "under", "nearly"}

    @property
    def published(self) -> str:
        """Newest date of publication among its documents, empty where none is known."""
        return max((s.published or "" for s in self.statements), default="")


def figure_of(row: Mapping[str, Any]) -> Figure:
    """The figure of a row of the `figures…` queries."""
    values = dict(row)
    statements = tuple(
        Statement(**{name: item.get(name) for name in Statement.__slots__}) for item in values.pop("evidence")
    )
    values["qualifiers"] = tuple(values["qualifiers"] or ())
    values["mapped"] = bool(values["mapped"])
    values["modality"] = values["modality"] or "actual"
    values["measure_kind"] = values["measure_kind"] or values["kind"]
    values["unit_full"] = values["unit_full"] or values["unit"]
    values["confidence"] = values["confidence"] if values["confidence"] is not None else 0.0
    return Figure(**values, statements=statements)


def all_figures(store: Store, timeout_s: float = TIMEOUT_S) -> tuple[Figure, ...]:
    """Every figure of the store, ordered by subject, indicator, period and id."""
    return tuple(figure_of(row) for row in run(store, "figures", timeout_s=timeout_s).rows)


def figures_of_subject(store: Store, subject_id: str, timeout_s: float = TIMEOUT_S) -> tuple[Figure, ...]:
    """All figures of the entity with that id, in the same order."""
    return tuple(
        figure_of(row) for row in run(store, "figures_of_subject", {"subject": subject_id}, timeout_s=timeout_s).rows
    )


def figures_of_indicator(store: Store, indicator_id: str, timeout_s: float = TIMEOUT_S) -> tuple[Figure, ...]:
    """All figures of the indicator with that id, in the same order."""
    return tuple(
        figure_of(row)
        for row in run(store, "figures_of_indicator", {"indicator": indicator_id}, timeout_s=timeout_s).rows
    )
