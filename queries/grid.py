"""Tables of figures: headings, cells that keep their figures, and notes on what was left out or differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from queries.figures import Figure
from queries.rows import ROW_TYPES, figure_rows
from queries.tabular import Row

Derivation = Literal["growth", "rank"]

# A long row of a table: where it stands, how it is shown, then the row of the fact it comes from.
LONG_TYPES: dict[str, str] = {
    "row": "string",
    "row_key": "string",
    "column": "string",
    "column_key": "string",
    "role": "string",
    "text": "string",
    "cell_value": "number",
    "cell_unit": "string",
    "note": "string",
    "derived_from": "list",
    **ROW_TYPES,
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A row or a column: stable `key`, `label` for people, `unit` in which its cells are shown."""

    key: str
    label: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A shown figure. `value` is in base units of `unit`; `text` is how it is shown, in the unit of its heading.

    `figures` is what it rests on: the picked figure, or both levels of a computed growth (`derivation`).
    `alternates` competed for the cell and lost; `note` says how they differ, or why there is no value (None).
    """

    value: int | float | None
    text: str
    unit: str
    figures: tuple[Figure, ...]
    alternates: tuple[Figure, ...] = ()
    derivation: Derivation | None = None
    note: str = ""

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """Ids of all facts that state the figures it rests on."""
        return tuple(dict.fromkeys(s.fact_id for f in self.figures for s in f.statements))


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table whose cells are found by (row key, column key); an absent key is an empty cell."""

    title: str
    corner: str
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: dict[tuple[str, str], Cell]
    notes: tuple[str, ...] = ()

    def cell(self, row: Heading, column: Heading) -> Cell | None:
        """The cell, None where it is empty."""
        return self.cells.get((row.key, column.key))

    def wide(self) -> tuple[list[str], list[list[str]]]:
        """Header and rows of text, as a person reads them."""
        header = [self.corner, *(c.label for c in self.columns)]
        body = []
        for row in self.rows:
            found = [self.cell(row, column) for column in self.columns]
            body.append([row.label, *(cell.text if cell else "" for cell in found)])
        return header, body

    def long(self) -> list[Row]:
        """One row a fact behind a cell: `role` is `shown`, `alternate` or `derived`. Keys as `LONG_TYPES`."""
        rows: list[Row] = []
        for row in self.rows:
            for column in self.columns:
                if cell := self.cell(row, column):
                    rows += _long_rows(row, column, cell)
        return rows

    def shown(self) -> tuple[Figure, ...]:
        """All figures behind the table, alternates included, in table order without repetition."""
        seen: dict[str, Figure] = {}
        for row in self.rows:
            for column in self.columns:
                if cell := self.cell(row, column):
                    for figure in (*cell.figures, *cell.alternates):
                        seen.setdefault(figure.observation_id, figure)
        return tuple(seen.values())


def _long_rows(row: Heading, column: Heading, cell: Cell) -> list[Row]:
    place: Row = {"row": row.label, "row_key": row.key, "column": column.label, "column_key": column.key}

    def lines(figures: Iterable[Figure], role: str, own: Row) -> list[Row]:
        return [{**place, "role": role, **own, **fact} for figure in figures for fact in figure_rows(figure)]

    ids = [f.observation_id for f in cell.figures] if cell.derivation else []
    shown: Row = {
        "text": cell.text,
        "cell_value": cell.value,
        "cell_unit": cell.unit,
        "note": cell.note,
        "derived_from": ids,
    }
    blank: Row = {"text": None, "cell_value": None, "cell_unit": None, "note": None, "derived_from": []}
    found = lines(cell.figures, "derived" if cell.derivation else "shown", shown)
    return found + lines(cell.alternates, "alternate", blank)
