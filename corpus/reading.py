"""Sources to Documents: the front of the corpus room."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from corpus.assemble import build_document
from corpus.hints import Reading
from corpus.limits import DEFAULT_LIMITS, Limits
from corpus.readers.formats import format_of
from corpus.readers.text import read_text
from corpus.sources import SourceRef, iter_sources, load_bytes, load_sidecar
from schemas.documents import Document, Metadata
from schemas.errors import ParkgraphError
from schemas.ids import document_id

__all__ = ["SourceRef", "iter_sources", "load_bytes", "load_sidecar", "read_bytes", "read_source"]


def read_source(
    source: str | Path, limits: Limits = DEFAULT_LIMITS, *, match: str | None = None
) -> Iterator[Document | ParkgraphError]:
    """Read a file, a folder, an archive or an address, one document (or row of a table of articles) at a time.

    What cannot be read comes as an error in its place, and the rest goes on. `match` is a pattern that the file
    name must fit (`*.pdf`).
    """
    for ref in iter_sources(source, limits):
        if isinstance(ref, ParkgraphError):
            yield ref
        elif match is None or fnmatchcase(ref.name, match):
            try:
                data = load_bytes(ref, limits)
            except ParkgraphError as error:
                yield error
            else:
                yield from read_bytes(ref, data, limits)


def read_bytes(ref: SourceRef, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Iterator[Document | ParkgraphError]:
    """Read the bytes of one source: one document, or one for each row of a table of articles."""
    if not data:
        yield ParkgraphError("E102", ref.source)
        return
    try:
        format_of(ref.name, data, ref.source)
        reading = read_text(data, ref.source, limits)
        yield _document(ref, data, reading, Metadata())
    except ParkgraphError as error:
        yield error


def _document(ref: SourceRef, data: bytes, reading: Reading, metadata: Metadata) -> Document:
    return build_document(
        data_id=document_id(data),
        name=ref.name,
        source=ref.source,
        media_type=reading.media_type,
        original=reading.original,
        reader=reading.reader,
        metadata=metadata,
        blocks_hint=reading.hints,
        tables_hint=reading.tables,
        skipped=reading.skipped,
    )
