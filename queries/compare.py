"""Cross-park comparison: subject × indicator for a year, or for the latest year of each figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from graph.store import Store
from queries.catalogue import smaller_is_better
from queries.cells import conflict_notes, growth_cell, rank_cells, scale_of, shown_cell
from queries.figures import Figure, all_figures, figures_of_indicator, figures_of_subject
from queries.grid import Cell, FigureTable, Heading
from queries.grouping import by_measure
from queries.measures import Measure, reading_order, year_of
from queries.names import taken_for
from queries.places import split_by_place
from queries.runner import resolve_names
from queries.selection import Selection

Competing = dict[str, list[Figure]]  # subject id → figures of one measure


def comparison(
    store: Store,
    *,
    subjects: Sequence[str] = (),
    indicators: Sequence[str] = (),
    within: Sequence[str] = (),
    not_within: Sequence[str] = (),
    year: int | None = None,
    selection: Selection | None = None,
    growth: bool = False,
    ranks: bool = False,
) -> FigureTable:
    """Subjects in rows, measures in columns; `year` None takes each subject's latest figure and says of when it is.

    Figures that differ in scope, kind, unit, base, cumulation or part of the year never share a column. Without
    `subjects`: all parks that have one of the figures. Without `indicators`: every measure that at least two of the
    subjects have; a note counts the rest. `within` takes only subjects that lie in one of these places or are part of
    one of these wholes, `not_within` leaves such subjects out, the place or whole itself among them. `growth` and
    `ranks` add computed columns. Raises E403, E404 for names.
    """
    typed = (*subjects, *within, *not_within)
    named, measured = resolve_names(store, "entity", typed), resolve_names(store, "indicator", indicators)
    rest = iter(named)
    things, places, others = ([*islice(rest, len(names))] for names in (subjects, within, not_within))
    wanted, ids = {found.id for found in things}, list(dict.fromkeys(found.id for found in measured))
    if ids:
        figures = [f for indicator in ids for f in figures_of_indicator(store, indicator)]
    elif wanted:
        figures = [f for subject in sorted(wanted) for f in figures_of_subject(store, subject)]
    else:
        figures = list(all_figures(store))
    figures = [f for f in figures if (f.subject_id in wanted if wanted else f.subject_type == "park")]
    figures, left = split_by_place(store, figures, places, others)
    table = comparison_of(figures, year, selection or Selection(), at_least=1 if ids else 2, growth=growth, ranks=ranks)
    said = [taken_for(*pair) for pair in zip((*typed, *indicators), (*named, *measured), strict=True)]
    return replace(table, notes=(*dict.fromkeys(filter(None, said)), *left, *table.notes))


def comparison_of(
    figures: Iterable[Figure],
    year: int | None,
    selection: Selection,
    *,
    at_least: int = 1,
    growth: bool = False,
    ranks: bool = False,
) -> FigureTable:
    """The same from figures at hand; measures of fewer than `at_least` subjects are left out and counted."""
    kept, notes = selection.split(figures)
    names = {f.subject_id: f.subject for f in kept}
    measures = {measure: _by_subject(found) for measure, found in by_measure(kept).items()}
    columns: list[Heading] = []
    cells: dict[tuple[str, str], Cell] = {}
    said = list(notes)
    single = 0
    for measure in sorted(measures, key=reading_order):
        picked = {subject: _of_year(found, year) for subject, found in measures[measure].items()}
        picked = {subject: found for subject, found in sorted(picked.items()) if found}
        if len(picked) < at_least:
            single += bool(picked)
            continue
        said += _add_measure(measure, picked, measures[measure], columns, cells, year, growth=growth, ranks=ranks)
    if single:
        said.append(f"left out: {single} measures of fewer than {at_least} subjects (name the indicator to see them)")
    with_cells = {subject for subject, _ in cells}
    rows = tuple(Heading(i, names[i]) for i in sorted(with_cells, key=lambda i: (names[i], i)))
    if missing := [names[i] for i in sorted(set(names) - with_cells)]:
        more = f" and {len(missing) - 10} more" if len(missing) > 10 else ""
        said.append("no figure in the table: " + ", ".join(missing[:10]) + more)
    return FigureTable(f"Comparison, {year or 'latest figures'}", "", rows, tuple(columns), cells, tuple(said))


def _add_measure(
    measure: Measure,
    picked: Competing,
    every: Competing,
    columns: list[Heading],
    cells: dict[tuple[str, str], Cell],
    year: int | None,
    *,
    growth: bool,
    ranks: bool,
) -> list[str]:
    """Add the column of a measure and its computed ones; gives the notes on it."""
    scale = scale_of(picked.values(), measure.unit_full)
    column = Heading(measure.key, measure.label(scale.name), scale.name)
    years = sorted({str(year_of(found[0]) or "undated") for found in picked.values()})
    mixed = len(years) > 1
    shown = {subject: shown_cell(found, scale, with_year=mixed) for subject, found in picked.items()}
    columns.append(column)
    cells.update({(subject, column.key): cell for subject, cell in shown.items()})
    if growth and measure.kind == "level":
        grown = {}
        for subject, cell in shown.items():
            at = year_of(cell.figures[0])
            before = _of_year(every[subject], at - 1) if at is not None else []
            grown[subject] = growth_cell(cell, shown_cell(before, scale) if before else None)
        if any(grown.values()):
            extra = Heading(f"{column.key}|computed growth", f"{measure.label()} 增速（计算），%", "%")
            columns.append(extra)
            cells.update({(subject, extra.key): cell for subject, cell in grown.items() if cell})
    if ranks and measure.kind != "rank" and len(shown) > 1:
        extra = Heading(f"{column.key}|computed rank", f"{measure.label()} 位次（计算）", "rank")
        columns.append(extra)
        ranked = rank_cells(shown, smallest_first=smaller_is_better(measure.catalogue_id))
        cells.update({(subject, extra.key): cell for subject, cell in ranked.items()})
    notes = [f"{column.label}: figures of different years ({', '.join(years)})"] if mixed else []
    for cell in shown.values():
        notes += conflict_notes(cell.figures[0].subject, column.label, cell)
    return notes


def _by_subject(figures: Iterable[Figure]) -> Competing:
    subjects: Competing = {}
    for figure in figures:
        subjects.setdefault(figure.subject_id, []).append(figure)
    return subjects


def _of_year(figures: list[Figure], year: int | None) -> list[Figure]:
    """The figures of a year; for None those of the latest year there is (undated ones only where nothing is dated)."""
    if year is not None:
        return [f for f in figures if year_of(f) == year]
    dated = [y for f in figures if (y := year_of(f)) is not None]
    return [f for f in figures if year_of(f) == (max(dated) if dated else None)]
