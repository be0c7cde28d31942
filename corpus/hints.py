"""What a reader knows of a text beyond its characters: the interface between the readers and `assemble`.

All offsets are code points of the reader's original text, before any repair.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas.documents import BlockKind, Cell, Metadata, Skipped


@dataclass(frozen=True, slots=True)
class Hint:
    """A stretch of the original that the format itself marks as one block.

    A `title` begins an article (a page of several articles has several); `heading` has `level` >= 1; a line break
    inside a hinted block never ends a paragraph. Hints do not overlap and come in the order of the original.
    Blocks with the same number `apart` (not 0) are a fragment: the page does not show which article they belong to.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    apart: int = 0


@dataclass(frozen=True, slots=True)
class TableHint:
    """A table of the original: `start`/`end` cover its rows, `cells` (data cells alone) count in the original.

    Each row is one line of the original whose cells are parted by tabs, hinted as a `table_row` block.
    """

    start: int
    end: int
    title: str | None
    cells: tuple[Cell, ...]
    unit: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gives for the bytes of one document.

    `skipped` are stretches of `original` that are no part of any article (running heads, folios), or parts that
    could not be read (then without a span). `metadata` is what the format states, without the sidecar.
    """

    original: str
    media_type: str
    reader: str  # name and version, e.g. "docx/1"
    hints: tuple[Hint, ...] = ()
    tables: tuple[TableHint, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    skipped: tuple[Skipped, ...] = ()
