"""Exports: facts, a table or the whole graph, in the formats of the contract, the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from graph.store import Store
from queries.dataset import Dataset, What, facts_dataset, graph_dataset, table_dataset
from queries.export_csv import write_csv
from queries.export_jsonl import write_jsonl
from queries.export_parquet import write_parquet
from queries.export_ttl import write_ttl
from queries.export_xlsx import write_xlsx
from queries.grid import FigureTable
from schemas.errors import ParkgraphError

Writer = Callable[[Dataset, BinaryIO], None]

FORMATS: dict[str, Writer] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
    "xlsx": write_xlsx,
    "ttl": write_ttl,
}


def export(store: Store, what: What, form: str, out: BinaryIO, *, table: FigureTable | None = None) -> None:
    """Write `what` (`facts`, `table`, `graph`) as `form` (a key of FORMATS) to `out`, opened for bytes.

    `table` is needed for `table`: the result of `tables.indicator_table` or `compare.comparison`. Raises E402 for
    another format or a missing table, and what the store raises.
    """
    if form not in FORMATS:
        raise ParkgraphError("E402", form, f"formats are {', '.join(FORMATS)}")
    FORMATS[form](dataset(store, what, table), out)


def dataset(store: Store, what: What, table: FigureTable | None = None) -> Dataset:
    """The rows that an export writes."""
    if what == "facts":
        return facts_dataset(store)
    if what == "graph":
        return graph_dataset(store)
    if table is None:
        raise ParkgraphError("E402", "table", "missing: an export of a table needs the table")
    return table_dataset(store, table)
