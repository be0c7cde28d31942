"""Sources to Documents: the front of the corpus room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from corpus.assemble import build_document
from corpus.hints import Reading
from corpus.limits import DEFAULT_LIMITS, Limits
from corpus.metadata import merge, parse_sidecar
from corpus.readers.formats import Format, format_of
from corpus.readers.registry import IN_PROCESS, read_here
from corpus.readers.rows import Row
from corpus.readers.sandbox import read_apart
from corpus.sources import SourceRef, is_url, iter_sources, load_bytes, load_sidecar
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
    """Read the bytes of one source: one document, or one for each row of a table of articles.

    Metadata of the sidecar win over those of the format. A sidecar that cannot be used gives E110 beside the
    document, which is read without it.
    """
    if not data:
        yield ParkgraphError("E102", ref.source)
        return
    sidecar = Metadata()
    try:
        content = load_sidecar(ref, limits)
        if content is not None:
            sidecar = parse_sidecar(content, ref.source)
    except ParkgraphError as error:
        yield error if error.code == "E110" else ParkgraphError("E110", ref.source, str(error))
    try:
        limits.check("max_bytes", len(data), ref.source)
        address = ref.url is not None or is_url(ref.source)
        known = format_of(ref.name, data, ref.source, address=address)
        for item in _read(known, data, ref.source, limits):
            if isinstance(item, ParkgraphError):
                yield item
            elif isinstance(item, Row):
                yield _document(item.reading, item.canonical, f"{ref.name}#{item.key}", f"{ref.source}#{item.key}")
            else:
                metadata = merge(sidecar, item.metadata)
                if address and metadata.url is None:
                    metadata = merge(metadata, Metadata(url=ref.url or ref.source, origin={"url": "file_name"}))
                yield _document(replace(item, metadata=metadata), data, ref.name, ref.source)
    except ParkgraphError as error:
        yield error


def _read(name: Format, data: bytes, subject: str, limits: Limits) -> Iterator[Reading | Row | ParkgraphError]:
    if name in IN_PROCESS:
        yield from read_here(name, data, subject, limits, lambda: None)
    else:
        yield from read_apart(name, data, subject, limits)


def _document(reading: Reading, data: bytes, name: str, source: str) -> Document:
    """Assemble; the date on which a file was made counts only where neither sidecar nor text gives another."""
    made = Metadata()
    metadata = reading.metadata
    if metadata.origin.get("published") in ("docx_properties", "pdf_info"):
        made = Metadata(published=metadata.published, origin={"published": metadata.origin["published"]})
        rest = {name: origin for name, origin in metadata.origin.items() if name != "published"}
        metadata = replace(metadata, published=None, origin=rest)
    document = build_document(
        data_id=document_id(data),
        name=name,
        source=source,
        media_type=reading.media_type,
        original=reading.original,
        reader=reading.reader,
        metadata=metadata,
        blocks_hint=reading.hints,
        tables_hint=reading.tables,
        skipped=reading.skipped,
    )
    return replace(document, metadata=merge(document.metadata, made))
