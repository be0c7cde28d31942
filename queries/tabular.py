"""What a query gives back: typed columns and rows, and a flat form of them for files and terminals."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

ColumnType = Literal["string", "integer", "number", "boolean", "strings", "numbers", "map", "maps", "evidence"]
Scalar = str | int | float | bool | None
Row = dict[str, Any]

# What the first statement of an evidence list contributes to a flat row.
EVIDENCE_PARTS = ("document", "sentence", "start", "end", "fact_id")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a result. `unit` is a unit code, or `@name` where another column of the row holds it."""

    name: str
    type: ColumnType = "string"
    unit: str | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A name as typed and the thing it was taken for; `via` says by which rule (`id`, `name`, `alias` …)."""

    parameter: str
    typed: str
    id: str
    name: str
    via: str


@dataclass(frozen=True, slots=True)
class ResultTable:
    """Rows of a query, keyed by column name, in the order that the query gives them.

    `resolved` tells which things the typed names were taken for. Cells of type `evidence` are lists of maps, each a
    place that states the row's figure: `{fact_id, document, document_id, sentence, start, end, raw, …}`.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    resolved: tuple[Resolved, ...] = ()
    notes: tuple[str, ...] = ()

    def records(self) -> list[Row]:
        """The rows as JSON-ready objects."""
        return [dict(row) for row in self.rows]

    def flat(self) -> tuple[list[str], list[list[Scalar]]]:
        """Header and rows of scalars: lists joined, evidence spread over columns (the first statement and a count)."""
        header: list[str] = []
        for column in self.columns:
            header += (
                [*_evidence_names(column.name, self.columns), "statements"]
                if column.type == "evidence"
                else [column.name]
            )
        return header, [self._flat_row(row) for row in self.rows]

    def _flat_row(self, row: Mapping[str, Any]) -> list[Scalar]:
        cells: list[Scalar] = []
        for column in self.columns:
            value = row[column.name]
            if column.type == "evidence":
                first: Mapping[str, Any] = value[0] if value else {}
                cells += [first.get(part) for part in EVIDENCE_PARTS]
                cells.append(len(value or ()))
            else:
                cells.append(flat_value(value))
        return cells


def _evidence_names(column: str, columns: Sequence[Column]) -> list[str]:
    """Plain names where no other column has them, else with the column's name before."""
    taken = {c.name for c in columns}
    return [f"{column}_{part}" if part in taken else part for part in EVIDENCE_PARTS]


def flat_value(value: Any) -> Scalar:
    """A scalar as it is; a list of scalars joined by `|`; everything else as JSON."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple) and all(isinstance(v, str | int | float) for v in value):
        return "|".join(str(v) for v in value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def plain_number(value: float | int) -> float | int:
    """An int where the value is whole, so that both engines and all formats show it alike."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value
