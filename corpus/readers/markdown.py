"""Markdown: the original is the decoded file; headings, lists and tables are hinted, marks reported as left out."""

from __future__ import annotations

import re

from corpus.hints import Hint, Reading, TableHint
from corpus.limits import Limits
from corpus.readers.grid import GridCell, interpret
from corpus.readers.rows import iso_date
from corpus.readers.text import broken_note, decode_within
from schemas.documents import Metadata, MetadataOrigin, Skipped
from schemas.spans import Span

READER = "md/1"
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)")
_QUOTE = re.compile(r"\s*(?:>[ \t]?)+")
_RULE = re.compile(r"\s*(?:(?:[-*_][ \t]*){3,}|=+)\s*$")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_FIELD = re.compile(r"(?P<name>[A-Za-z]+)\s*:\s*(?P<value>.+?)\s*$")
_FIELDS = {
    "title": "title",
    "date": "published",
    "published": "published",
    "publisher": "publisher",
    "source": "publisher",
    "url": "url",
    "author": "author",
}
# emphasis, links and pictures: what stands around the words
_INLINE = re.compile(
    r"!?\[(?P<label>[^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,200}\")?\)|\*\*(?P<bold>[^*\n]{1,2000})\*\*|`(?P<code>[^`\n]{1,500})`"
)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.hints: list[Hint] = []
        self.tables: list[TableHint] = []
        self.skipped: list[Skipped] = []
        self.found: dict[str, str] = {}
        self.lines: list[Span] = []
        at = 0
        for line in text.split("\n"):
            self.lines.append(Span(at, at + len(line.rstrip("\r"))))
            at += len(line) + 1

    def line(self, index: int) -> str:
        span = self.lines[index]
        return self.text[span.start : span.end]

    def mark(self, start: int, end: int) -> None:
        if end > start:
            self.skipped.append(Skipped("markup", Span(start, end), self.text[start:end]))

    def read(self) -> None:
        index = self._front_matter()
        while index < len(self.lines):
            line = self.line(index)
            if not line.strip():
                index += 1
            elif _FENCE.match(line):
                self.mark(*self.lines[index])
                index += 1
            elif (
                "|" in line
                and index + 1 < len(self.lines)
                and "|" in self.line(index + 1)
                and _TABLE_RULE.match(self.line(index + 1))
            ):
                index = self._table(index)
            elif heading := _HEADING.match(line):
                start = self.lines[index].start
                self.mark(start, start + heading.start("text"))
                self.mark(start + heading.end("text"), self.lines[index].end)
                self._block(
                    "heading", start + heading.start("text"), start + heading.end("text"), len(heading["marks"])
                )
                index += 1
            elif _RULE.match(line):
                self.mark(*self.lines[index])
                index += 1
            else:
                index = self._paragraph(index)

    def _block(self, kind: str, start: int, end: int, level: int = 0) -> None:
        if self.text[start:end].strip():
            self.hints.append(Hint(kind, start, end, level))  # type: ignore[arg-type]
            self._inline(start, end)

    def _inline(self, start: int, end: int) -> None:
        for match in _INLINE.finditer(self.text, start, end):
            inner = next(name for name in ("label", "bold", "code") if match.group(name) is not None)
            self.mark(match.start(), match.start(inner))
            self.mark(match.end(inner), match.end())

    def _paragraph(self, index: int) -> int:
        """A paragraph, list item or quotation of several lines, or a heading underlined by `===` or `---`."""
        start, end = self.lines[index]
        line = self.line(index)
        item = _ITEM.match(line)
        quote = _QUOTE.match(line)
        if prefix := item or quote:
            self.mark(start, start + prefix.end())
            start += prefix.end()
        last = index
        while last + 1 < len(self.lines):
            following = self.line(last + 1)
            if re.match(r" {0,3}(?:=+|-{2,})\s*$", following) and not item:
                self.mark(*self.lines[last + 1])
                self._block("heading", start, self.lines[last].end, 1 if "=" in following else 2)
                return last + 2
            if not following.strip() or _ITEM.match(following) or _HEADING.match(following) or _RULE.match(following):
                break
            if _FENCE.match(following) or "|" in following:
                break
            if quote and (inner := _QUOTE.match(following)):
                self.mark(self.lines[last + 1].start, self.lines[last + 1].start + inner.end())
            last += 1
            end = self.lines[last].end
        self._block("list_item" if item else "paragraph", start, end)
        return last + 1

    def _table(self, index: int) -> int:
        cells: list[GridCell] = []
        first = last = index
        row = 0
        while last < len(self.lines) and "|" in self.line(last):
            span = self.lines[last]
            if last == index + 1:
                self.mark(*span)
            else:
                self.hints.append(Hint("table_row", span.start, span.end))
                cells.extend(self._cells(span, row, header=last == index))
                row += 1
            last += 1
        self.tables.append(interpret(cells, self.lines[first].start, self.lines[last - 1].end))
        return last

    def _cells(self, span: Span, row: int, *, header: bool) -> list[GridCell]:
        line = self.text[span.start : span.end]
        at = len(line) - len(line.lstrip())
        at += line.startswith("|", at)
        cells: list[GridCell] = []
        column = 0
        while at < len(line):
            end = line.find("|", at)
            end = len(line) if end < 0 else end
            text = line[at:end]
            start = span.start + at + len(text) - len(text.lstrip())
            cells.append(GridCell(row, column, text.strip(), start, start + len(text.strip()), header=header))
            column += 1
            at = end + 1
        return cells

    def _front_matter(self) -> int:
        """Fields between two lines of `---` at the head of the file; the index of the first line after them."""
        if not self.lines or self.line(0).strip() != "---":
            return 0
        for index in range(1, min(len(self.lines), 60)):
            line = self.line(index)
            if line.strip() == "---":
                self.mark(0, self.lines[index].end)
                return index + 1
            if (field := _FIELD.match(line)) and (name := _FIELDS.get(field["name"].lower())):
                value = field["value"].strip("\"'")
                value = (iso_date(value) or "") if name == "published" else value
                if value:
                    self.found.setdefault(name, value)
        self.found.clear()
        return 0


def read_markdown(data: bytes, subject: str, limits: Limits) -> Reading:
    """Read Markdown in any known encoding (E106, E107, E108)."""
    decoded = decode_within(data, subject, limits)
    reader = _Reader(decoded.text)
    reader.read()
    origin: dict[str, MetadataOrigin] = dict.fromkeys(sorted(reader.found), "text")
    skipped = (*sorted(reader.skipped, key=lambda s: s.span or Span(0, 0)), *broken_note(decoded))
    return Reading(
        decoded.text,
        "text/markdown",
        READER,
        tuple(reader.hints),
        tuple(reader.tables),
        Metadata(**reader.found, origin=origin),
        skipped,
    )
