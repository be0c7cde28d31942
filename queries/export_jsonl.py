"""JSON Lines: an object a row; facts as in the contract, with the scope as an object."""

from __future__ import annotations

import json
from typing import BinaryIO

from queries.dataset import Dataset
from queries.tabular import Row

_SCOPE = ("population", "industry", "area", "counterpart")


def write_jsonl(dataset: Dataset, out: BinaryIO) -> None:
    """One JSON object a line, UTF-8, keys in the order of the columns."""
    for row in dataset.rows:
        line = json.dumps(_object({name: row[name] for name in dataset.types}), ensure_ascii=False)
        out.write(line.encode() + b"\n")


def _object(row: Row) -> Row:
    if "scope_population" not in row:
        return row
    nested: Row = {}
    for name, value in row.items():
        if not name.startswith("scope_"):
            nested[name] = value
        elif "scope" not in nested:
            nested["scope"] = {part: row[f"scope_{part}"] for part in _SCOPE if row[f"scope_{part}"]}
    return nested
