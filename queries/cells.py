"""Cells from competing figures, and cells computed from other cells (growth, rank)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from queries.figures import Figure
from queries.grid import Cell
from queries.grouping import own_phrase
from queries.labels import Scale, labels
from queries.measures import best_first, year_of
from queries.tabular import plain_number


def conflict_notes(row: str, column: str, cell: Cell) -> list[str]:
    """A line for people where figures of a cell differ."""
    if all(f.value == cell.value for f in cell.alternates):
        return []
    return [f"{row}, {column}: {cell.text} shown, {cell.note}"]


def shown_cell(figures: Iterable[Figure], scale: Scale, *, with_year: bool = False) -> Cell:
    """The cell of figures that compete for it: the best one shown, the others kept as alternates and noted."""
    best, *others = best_first(figures)
    text = figure_text(best, scale)
    if with_year:
        text += f" [{best.period or labels().words['undated']}]"
    notes = []
    different = [f for f in others if f.value != best.value]
    if different:
        texts = dict.fromkeys(figure_text(f, scale) for f in different)
        notes.append("also given as " + ", ".join(texts))
    if others and len(different) < len(others):
        notes.append(f"{len(others) - len(different)} more with the same value")
    if phrase := own_phrase(best):
        notes.append(f"printed as {phrase}")
    if best.edition:
        notes.append(f"edition {best.edition}")
    return Cell(best.value, text, best.unit_full, (best,), tuple(others), note="; ".join(notes))


def figure_text(figure: Figure, scale: Scale) -> str:
    """The value in a scale with its marks (约, 超), a range with both bounds."""
    words = labels()
    low, high = figure.value_low, figure.value_high
    if figure.exact and low is not None and high is not None and low != high:
        return f"{words.number(low, scale)}–{words.number(high, scale)}"
    return words.marked(words.number(figure.value, scale), figure.qualifiers)


def growth_cell(now: Cell | None, before: Cell | None) -> Cell | None:
    """The growth in % between the shown figures of two years; None where one of them is missing.

    A cell without a value, and a note, where the base is 0 or of another sign.
    """
    if not now or not before or now.value is None or before.value is None:
        return None
    figures = (*now.figures, *before.figures)
    if before.value <= 0 or now.value < 0:
        return Cell(None, "", "%", figures, derivation="growth", note="no growth rate: the base is not positive")
    grown = (Decimal(str(now.value)) / Decimal(str(before.value)) - 1) * 100
    value = plain_number(float(round(grown, 2)))
    exact = all(f.exact for f in figures)
    sign = "" if exact else labels().marks["approx"]
    note = "computed" if exact else "computed from approximations"
    return Cell(value, f"{sign}{value:+g}", "%", figures, derivation="growth", note=note)


def rank_cells(cells: Mapping[str, Cell], *, smallest_first: bool = False) -> dict[str, Cell]:
    """The rank of each cell by its value (equal values share a rank), keyed like `cells`. 1 is the largest."""
    present = {key: cell for key, cell in cells.items() if cell.value is not None}
    values = [cell.value for cell in present.values() if cell.value is not None]
    years = {year_of(cell.figures[0]) for cell in present.values()}
    ranked = {}
    for key, cell in present.items():
        assert cell.value is not None
        ahead = sum(v < cell.value if smallest_first else v > cell.value for v in values)
        notes = [f"computed among {len(values)}"]
        if len(years) > 1:
            notes.append("figures of different years")
        if any(not c.figures[0].exact for c in present.values()):
            notes.append("some figures are approximations")
        ranked[key] = Cell(ahead + 1, str(ahead + 1), "rank", cell.figures, derivation="rank", note="; ".join(notes))
    return ranked


def scale_of(cells: Iterable[Sequence[Figure]], unit_full: str) -> Scale:
    """One scale for all figures of a row or a column."""
    return labels().scale(unit_full, (figure.value for figures in cells for figure in figures))
