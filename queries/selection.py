"""Which figures a table takes, and a count of those it leaves out: nothing goes missing silently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from queries.figures import Figure
from queries.measures import year_of


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters of tables. Targets and forecasts stay out unless `targets`; years are inclusive bounds."""

    targets: bool = False
    kinds: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    min_confidence: float = 0.0
    mapped_only: bool = False

    def reason(self, figure: Figure) -> str | None:
        """Why the figure is left out, None where it is taken."""
        year = year_of(figure)
        if not self.targets and not figure.actual:
            return "planned or forecast (ask for targets to see them)"
        if self.kinds and figure.measure_kind not in self.kinds:
            return f"of another kind than {', '.join(self.kinds)}"
        if self.first_year is not None and (year is None or year < self.first_year):
            return f"before {self.first_year} or undated"
        if self.last_year is not None and (year is None or year > self.last_year):
            return f"after {self.last_year} or undated"
        if figure.confidence < self.min_confidence:
            return f"below confidence {self.min_confidence:g}"
        if self.mapped_only and not figure.mapped:
            return "of indicators outside the catalogue"
        return None

    def split(self, figures: Iterable[Figure]) -> tuple[list[Figure], tuple[str, ...]]:
        """The figures taken, and a note for each reason with the number left out."""
        kept: list[Figure] = []
        left: dict[str, int] = {}
        for figure in figures:
            reason = self.reason(figure)
            if reason is None:
                kept.append(figure)
            else:
                left[reason] = left.get(reason, 0) + 1
        return kept, tuple(f"left out: {count} {reason}" for reason, count in sorted(left.items()))
