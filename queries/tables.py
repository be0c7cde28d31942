"""Indicator × year tables for one subject."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.store import Store
from queries.cells import conflict_notes, growth_cell, scale_of, shown_cell
from queries.figures import Figure, figures_of_subject
from queries.grid import Cell, FigureTable, Heading
from queries.grouping import by_measure
from queries.labels import labels
from queries.measures import Measure, reading_order, year_of
from queries.names import taken_for
from queries.runner import resolve_name, resolve_names
from queries.selection import Selection

UNDATED = "undated"


def indicator_table(
    store: Store,
    subject: str,
    *,
    indicators: Sequence[str] = (),
    selection: Selection | None = None,
    growth: bool = False,
) -> FigureTable:
    """The figures of one subject: a row a measure, a column a year.

    Figures that differ in scope, kind, unit, base, cumulation or in the part of the year they cover never share a
    row. `indicators` (names or ids) restricts the rows; `growth` adds a computed row below each row of levels.
    Raises E403, E404 for names.
    """
    found = resolve_name(store, "entity", subject)
    measured = resolve_names(store, "indicator", indicators)
    wanted = {indicator.id for indicator in measured}
    figures = [f for f in figures_of_subject(store, found.id) if not wanted or f.indicator_id in wanted]
    table = table_of(found.name, figures, selection or Selection(), growth=growth)
    said = [taken_for(*pair) for pair in zip((subject, *indicators), (found, *measured), strict=True)]
    return replace(table, notes=(*filter(None, said), *table.notes))


def table_of(title: str, figures: Iterable[Figure], selection: Selection, *, growth: bool = False) -> FigureTable:
    """The same from figures at hand (all of one subject)."""
    kept, notes = selection.split(figures)
    measures = {measure: _by_year(found) for measure, found in by_measure(kept).items()}
    keys = {column for years in measures.values() for column in years}
    columns = [Heading(key, key) for key in sorted(keys - {UNDATED})]
    if UNDATED in keys:
        columns.append(Heading(UNDATED, labels().words["undated"]))
    rows: list[Heading] = []
    said = list(notes)
    cells: dict[tuple[str, str], Cell] = {}
    for measure in sorted(measures, key=reading_order):
        years = measures[measure]
        scale = scale_of(years.values(), measure.unit_full)
        row = Heading(measure.key, measure.label(scale.name), scale.name)
        rows.append(row)
        for column, competing in sorted(years.items()):
            cell = cells[row.key, column] = shown_cell(competing, scale)
            said += conflict_notes(row.label, column, cell)
        if growth and measure.kind == "level":
            _add_growth(row, measure, rows, columns, cells)
    return FigureTable(title, "", tuple(rows), tuple(columns), cells, tuple(said))


def _by_year(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    years: dict[str, list[Figure]] = {}
    for figure in figures:
        year = year_of(figure)
        years.setdefault(UNDATED if year is None else str(year), []).append(figure)
    return years


def _add_growth(
    row: Heading, measure: Measure, rows: list[Heading], columns: list[Heading], cells: dict[tuple[str, str], Cell]
) -> None:
    extra = Heading(f"{row.key}|computed growth", f"{measure.label()} 增速（计算），%", "%")
    for column in columns:
        if column.key.isdigit():
            now, before = cells.get((row.key, column.key)), cells.get((row.key, str(int(column.key) - 1)))
            if cell := growth_cell(now, before):
                cells[extra.key, column.key] = cell
    if any(key == extra.key for key, _ in cells):
        rows.append(extra)
