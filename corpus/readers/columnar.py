"""Parquet files of articles."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pyarrow
import pyarrow.parquet

from corpus.limits import Limits
from corpus.readers.rows import Row, RowReader
from schemas.errors import ParkgraphError

_BATCH = 256


def read_parquet(data: bytes, subject: str, limits: Limits, beat: Callable[[], None]) -> Iterator[Row | ParkgraphError]:
    """Read the rows of a parquet file (E104 for a broken file, E112 for one without a column `text`)."""
    pyarrow.set_cpu_count(1)
    pyarrow.set_io_thread_count(1)
    reader = RowReader(subject, "application/vnd.apache.parquet", "parquet/1", limits)
    try:
        with pyarrow.parquet.ParquetFile(io.BytesIO(data)) as file:
            names = [n for n in file.schema_arrow.names if n.strip().lower() in _WANTED]
            if "text" not in {n.strip().lower() for n in names}:
                raise ParkgraphError("E112", subject, "there is no column text")
            if file.metadata.num_rows == 0:
                raise ParkgraphError("E106", subject, "no rows")
            limits.check("max_rows", file.metadata.num_rows, subject)
            for batch in file.iter_batches(batch_size=_BATCH, columns=names, use_threads=False):
                beat()
                for record in batch.to_pylist():
                    yield from reader.rows(record)
            if not reader.number:
                raise ParkgraphError("E106", subject, "no rows")
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
        raise ParkgraphError("E104", subject, str(error).splitlines()[0][:200] if str(error) else "") from error


_WANTED = frozenset({"id", "title", "text", "published", "publisher", "url"})
