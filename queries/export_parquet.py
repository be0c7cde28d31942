"""Parquet: typed columns for pandas, DuckDB and the like."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from queries.dataset import Dataset

_TYPES: dict[str, Any] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "list": pa.list_(pa.string()),
    "json": pa.string(),
}
_MENTIONS = pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64()), ("raw", pa.string())]))


def write_parquet(dataset: Dataset, out: BinaryIO) -> None:
    """One row group a million rows, zstd. Numbers are doubles, `mentions` a list of structs, objects JSON text."""
    fields = [(name, _MENTIONS if name == "mentions" else _TYPES[kind]) for name, kind in dataset.types.items()]
    columns = [
        pa.array([_value(row[name], name, kind) for row in dataset.rows], type=arrow)
        for (name, arrow), kind in zip(fields, dataset.types.values(), strict=True)
    ]
    pq.write_table(pa.Table.from_arrays(columns, schema=pa.schema(fields)), out, compression="zstd")


def _value(value: Any, name: str, kind: str) -> Any:
    if value is None:
        return None
    if kind == "json" and name != "mentions":
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return float(value) if kind == "number" else value
