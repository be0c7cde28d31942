"""What goes in and out of the ledger."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import Any, Literal

SourceState = Literal["received", "extracted", "failed"]


@dataclass(frozen=True, slots=True)
class Source:
    """A source as the ledger knows it: `content` and `sidecar` are hashes of kept bytes, '' where there are none.

    `recipe` tells what its kept records were made from; None: it is to be extracted.
    """

    source: str
    name: str
    content: str
    sidecar: str
    state: SourceState
    recipe: str | None
    attempts: int


@dataclass(frozen=True, slots=True)
class Extracted:
    """One document of a source with its record, packed for the ledger (`pack`); made in a worker process."""

    document_id: str
    name: str
    media_type: str
    reader: str
    extractor: str
    original: bytes
    record: bytes
    record_key: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A document and a store: `wanted` is the key of the record that the store should hold (None: the document is
    superseded) and `sources` the file names at its sources; `held`, `held_sources` what it holds, or may hold after a
    broken run; `complete` whether it is known to hold what is wanted.
    """

    document_id: str
    name: str
    wanted: str | None
    sources: dict[str, str]
    held: str | None
    held_sources: list[str]
    complete: bool


def pack(value: Any) -> bytes:
    """JSON, compressed; the same value gives the same bytes."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"), 6)


def unpack(data: bytes) -> Any:
    """The value that `pack` was given."""
    return json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
