"""What an export writes: typed rows that keep the way back to their evidence, and the documents they cite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph.store import Store
from queries.figures import Figure, all_figures
from queries.graph_rows import GRAPH_TYPES, graph_rows
from queries.grid import LONG_TYPES, FigureTable
from queries.rows import ROW_TYPES, all_rows
from queries.runner import run
from queries.selection import Selection
from queries.tables import table_of
from queries.tabular import Row, Scalar

What = Literal["facts", "table", "graph"]

SOURCE_TYPES = {
    "id": "string",
    "name": "string",
    "title": "string",
    "publisher": "string",
    "published": "string",
    "url": "string",
    "source": "string",
    "media_type": "string",
}


@dataclass(frozen=True, slots=True)
class Dataset:
    """Rows with the types of their columns (`queries.rows`), a wide form for people, and the cited documents.

    `observation_ids` names the observations behind the rows; None stands for the whole graph.
    """

    what: What
    types: Mapping[str, str]
    rows: list[Row]
    sources: list[Row]
    wide: Callable[[], tuple[list[str], list[list[Scalar]]]]
    observation_ids: tuple[str, ...] | None
    store: Store = field(repr=False)


def facts_dataset(store: Store) -> Dataset:
    """Every fact of the graph: one row for each document that states an observation."""
    figures = all_figures(store)
    rows = all_rows(figures)
    ids = tuple(f.observation_id for f in figures)
    return Dataset("facts", ROW_TYPES, rows, _sources(store, rows), lambda: _wide_facts(figures), ids, store)


def table_dataset(store: Store, table: FigureTable) -> Dataset:
    """The facts behind a table, alternates included, each with its place in the table."""
    rows = table.long()
    ids = tuple(f.observation_id for f in table.shown())
    return Dataset("table", LONG_TYPES, rows, _sources(store, rows), lambda: _wide_table(table), ids, store)


def graph_dataset(store: Store) -> Dataset:
    """Every node and relationship of the graph."""
    rows = graph_rows(store)
    return Dataset("graph", GRAPH_TYPES, rows, _sources(store, rows), lambda: ([], []), None, store)


def _sources(store: Store, rows: Iterable[Row]) -> list[Row]:
    cited = {row["document_id"] for row in rows}
    return [{key: row[key] for key in SOURCE_TYPES} for row in run(store, "documents").rows if row["id"] in cited]


def _wide_table(table: FigureTable) -> tuple[list[str], list[list[Scalar]]]:
    header, body = table.wide()
    return header, [list(row) for row in body]


def _wide_facts(figures: Iterable[Figure]) -> tuple[list[str], list[list[Scalar]]]:
    """Subject and measure × year, as printed in `table`; targets included."""
    by_subject: dict[str, list[Figure]] = {}
    for figure in figures:
        by_subject.setdefault(figure.subject_id, []).append(figure)
    tables = [table_of(found[0].subject, found, Selection(targets=True)) for found in by_subject.values()]
    columns = {column.key: column.label for table in tables for column in table.columns}
    order = sorted(columns, key=lambda key: (not key.isdigit(), key))
    body: list[list[Scalar]] = []
    for table in tables:
        for row in table.rows:
            cells = [table.cells.get((row.key, key)) for key in order]
            body.append([table.title, row.label, *(cell.text if cell else None for cell in cells)])
    return ["subject", "measure", *(columns[key] for key in order)], body
