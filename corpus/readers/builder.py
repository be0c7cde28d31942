"""Puts a reader's original text together, block by block, and keeps the hints in step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.hints import Hint, Reading, TableHint
from corpus.limits import Limits
from corpus.readers.grid import GridCell, interpret, is_note, unit_statement
from schemas.documents import BlockKind, Metadata, Skipped
from schemas.errors import ParkgraphError
from schemas.spans import Span

_MAX_COVERED = 1_000_000  # places of a grid that merged cells cover; beyond that their spans are not believed
_TABLE_TITLE = re.compile(r"^(?:附?表|Table)\s*(?:[\d一二三四五六七八九十]+(?:[-.．—]\d+)*)?\s*[:：]?\s*\S")
_TITLE_UNIT = re.compile(
    r"^(?P<title>.+?)(?:\s*[（(]|\s+)\s*(?:计量|金额)?单位\s*[:：]\s*(?P<unit>[^()（）\s]{1,20})[)）]?$"
)


def is_table_title(text: str) -> bool:
    """Whether the line names a table (`表3 主要指标`)."""
    return len(text) <= 60 and bool(_TABLE_TITLE.match(text)) and not text.endswith(("。", "；"))


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell of a table before it has a place in the text."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False


class OriginalBuilder:
    """Collects blocks; each begins on a line of its own."""

    def __init__(self, subject: str, limits: Limits) -> None:
        self._subject = subject
        self._limits = limits
        self._parts: list[str] = []
        self._length = 0
        self.hints: list[Hint] = []
        self.tables: list[TableHint] = []
        self.skipped: list[Skipped] = []
        self._behind_table = False
        self._recent: list[str] = []  # texts of the last hints

    def _add(self, text: str) -> Span:
        if self._length:
            self._parts.append("\n")
            self._length += 1
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        self._limits.check("max_characters", self._length, self._subject)
        return Span(start, self._length)

    def block(self, text: str, kind: BlockKind = "paragraph", level: int = 0, apart: int = 0) -> None:
        """Add a block; white space around it is dropped, nothing is added for an empty one."""
        text = text.strip()
        if not text:
            return
        if kind == "paragraph" and self.tables and self._behind_table and is_note(text):
            kind = "note"
            self.tables[-1] = replace(self.tables[-1], notes=(*self.tables[-1].notes, text))
        self._behind_table = kind == "note" and self._behind_table
        span = self._add(text)
        self._hint(Hint(kind, span.start, span.end, level, apart), text)

    def _hint(self, hint: Hint, text: str) -> None:
        self.hints.append(hint)
        self._recent = [*self._recent[-2:], text]

    def _lead_in(self) -> tuple[str | None, str | None]:
        """Title and unit of the table to come, from the one or two lines before it."""
        title = unit = None
        for index in range(len(self.hints) - 1, max(-1, len(self.hints) - 3), -1):
            hint = self.hints[index]
            text = self._recent[index - len(self.hints)]
            if hint.kind == "table_row" or len(text) > 60 or text.endswith(("。", "；", "：")):
                break
            if unit is None and (found := unit_statement(text)):
                unit = found
                self.hints[index] = replace(hint, kind="caption", level=0)
            elif hint.kind == "caption" or is_table_title(text) or (unit and hint.kind == "paragraph"):
                match = _TITLE_UNIT.match(text)
                title = match["title"] if match else text
                unit = match["unit"] if match and unit is None else unit
                self.hints[index] = replace(hint, kind="caption", level=0)
                break
            else:
                break
        return title, unit

    def leave_out(self, text: str, reason: str) -> None:
        """Add text that stands on the page but is no part of an article, with the reason."""
        text = text.strip()
        if text:
            self.skipped.append(Skipped(reason, self._add(text), text))

    def missing(self, reason: str, text: str = "") -> None:
        """Report a part that could not be read and has no place in the text."""
        self.skipped.append(Skipped(reason, None, text))

    def table(self, cells: Sequence[RawCell], title: str | None = None, unit: str | None = None) -> None:
        """Add a table: a line for each row, its cells parted by tabs, each cell once (where it begins)."""
        if title is None and unit is None:
            title, unit = self._lead_in()
        if sum(c.row_span * c.column_span for c in cells) > _MAX_COVERED:
            cells = [replace(c, row_span=1, column_span=1) for c in cells]
        by_row: dict[int, list[RawCell]] = {}
        for cell in cells:
            by_row.setdefault(cell.row, []).append(cell)
        placed: list[GridCell] = []
        start = -1
        for row in sorted(by_row):
            texts: list[str] = []
            spans: list[tuple[RawCell, int]] = []
            at = 0
            for cell in sorted(by_row[row], key=lambda c: c.column):
                text = " ".join(cell.text.split())
                spans.append((replace(cell, text=text), at))
                texts.append(text)
                at += len(text) + 1
            line = "\t".join(texts)
            if not line.strip():
                continue
            span = self._add(line)
            start = span.start if start < 0 else start
            self._hint(Hint("table_row", span.start, span.end), line)
            for cell, offset in spans:
                begin = span.start + offset
                end = begin + len(cell.text)
                placed.append(
                    GridCell(cell.row, cell.column, cell.text, begin, end, cell.row_span, cell.column_span, cell.header)
                )
        if placed:
            self.tables.append(interpret(placed, start, self._length, title, unit))
            self._behind_table = True

    @property
    def text(self) -> str:
        """The text so far."""
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0] if self._parts else ""

    @property
    def length(self) -> int:
        """Code points so far."""
        return self._length

    def reading(self, media_type: str, reader: str, metadata: Metadata) -> Reading:
        """The whole; raises E106 where there is no text."""
        original = "".join(self._parts)
        if not original.strip():
            raise ParkgraphError("E106", self._subject)
        return Reading(
            original, media_type, reader, tuple(self.hints), tuple(self.tables), metadata, tuple(self.skipped)
        )
