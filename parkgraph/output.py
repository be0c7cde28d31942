"""Records to files and pipes: JSON lines, CSV and Parquet with columns that do not depend on what was found."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Literal

from parkgraph.columns import COLUMNS, Column
from schemas.errors import ParkgraphError

RecordFormat = Literal["jsonl", "csv", "parquet"]
Record = dict[str, Any]
ROWS_PER_GROUP = 20_000  # of a Parquet row group: fixed, so that the bytes do not depend on how work was split


@contextmanager
def destination(out: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that appears under its name only when it is complete.

    Raises ParkgraphError E502 when the file cannot be written.
    """
    if out is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = out.with_name(out.name + ".part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle = part.open("wb")
    except OSError as error:
        raise ParkgraphError("E502", str(out), f"cannot write there: {error.strerror}") from error
    try:
        with handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def write_records(records: Iterable[Record], kind: str, form: RecordFormat, target: IO[bytes]) -> int:
    """Write records of one kind (a key of `COLUMNS`) as they come; returns how many there were."""
    if form == "jsonl":
        return _write_jsonl(records, target)
    if form == "csv":
        return _write_csv(records, COLUMNS[kind], target)
    return _write_parquet(records, COLUMNS[kind], target)


def _write_jsonl(records: Iterable[Record], target: IO[bytes]) -> int:
    count = 0
    for record in records:
        count += 1
        target.write((json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass"))
    return count


def _write_csv(records: Iterable[Record], columns: Sequence[Column], target: IO[bytes]) -> int:
    """UTF-8 with BOM (spreadsheets need it); lists and objects stand as JSON in their cell."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    count = 0
    for record in records:
        count += 1
        writer.writerow([_csv_cell(record.get(column.name)) for column in columns])
    text.detach()
    return count


def _csv_cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value


def _write_parquet(records: Iterable[Record], columns: Sequence[Column], target: IO[bytes]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {
        "str": pa.string(),
        "int": pa.int64(),
        "float": pa.float64(),
        "list": pa.list_(pa.string()),
        "scope": pa.struct([(part, pa.string()) for part in ("population", "industry", "area", "counterpart")]),
        "mentions": pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64()), ("raw", pa.string())])),
        "names": pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64()), ("text", pa.string())])),
        "spans": pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())])),
    }
    schema = pa.schema([(column.name, types[column.type]) for column in columns])
    count = 0
    batch: list[Record] = []
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for record in records:
            count += 1
            batch.append(record)
            if len(batch) == ROWS_PER_GROUP:
                writer.write_table(pa.Table.from_pylist(batch, schema=schema))
                batch = []
        if batch or not count:
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))
    return count
