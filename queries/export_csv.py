"""CSV: one long table, UTF-8 with a byte order mark so that spreadsheets read Chinese, RFC 4180 line ends."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from queries.dataset import Dataset
from queries.tabular import flat_value


def write_csv(dataset: Dataset, out: BinaryIO) -> None:
    """A header and a row a fact; lists joined by `|`, objects as JSON, empty for null, `true` and `false`."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(dataset.types)
    for row in dataset.rows:
        writer.writerow(_field(row[name]) for name in dataset.types)
    text.flush()
    text.detach()


def _field(value: object) -> object:
    flat = flat_value(value)
    if isinstance(flat, bool):
        return "true" if flat else "false"
    return "" if flat is None else flat
