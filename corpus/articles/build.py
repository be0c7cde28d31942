"""Drafts to articles: their own clean text with blocks, byline, tables and the map back to the original."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from corpus.articles.dates import find_published
from corpus.articles.drafts import Draft
from corpus.articles.headlines import join_headline
from corpus.articles.paragraphs import MARKS, ParagraphKind
from corpus.articles.tables import Line, build_tables
from corpus.characters import HAN
from corpus.repair.pipeline import Repaired
from schemas.documents import Article, Block, BlockKind, Table
from schemas.spans import OffsetMap, Span

_BLOCKS: dict[ParagraphKind, BlockKind] = {
    "text": "paragraph", "short": "title", "heading": "heading", "byline": "byline", "dateline": "byline",
    "caption": "caption", "credit": "caption", "note": "note", "row": "table_row", "table_title": "caption",
    "unit_line": "note", "list_item": "list_item", "title": "title", "toc": "toc",
}  # fmt: skip
_NAME = re.compile(f"[{HAN}·]{{2,4}}")
_NO_NAMES = re.compile(
    "(?:[责責]任?[编編][辑輯]|[编編][辑輯])[：:].*|[本晚日][报報]|[记記]者|通[讯訊][员員]|[实實][习習]生|[摄攝]影?|[报報][导導道]|文[/／]|"
    "[全融]媒[体體]|特[约約]|[/／（）()【】▶►■●◆□：:、]|主任"
)


class TextBuilder:
    """Clean text of an article put together from stretches of the repaired text, with its map to the original."""

    def __init__(self, repaired: Repaired) -> None:
        self._repaired = repaired
        self._ranges: list[tuple[int, int]] = []  # stretches of the repaired text, line feeds included
        self._glued: list[bool] = []  # whether the stretch carries on the line of the one before
        self._splits: list[int] = []  # places in the text to be built where a space becomes a line feed
        self.length = 0

    def add(self, start: int, end: int) -> int:
        """Append a paragraph on a line of its own; the offset at which it begins."""
        if self._ranges:
            self.length += 1
            if self._ranges[-1][1] + 1 == start:
                self._ranges[-1] = (self._ranges[-1][0], end)
                begin = self.length
                self.length += end - start
                return begin
        self._ranges.append((start, end))
        begin = self.length
        self.length += end - start
        return begin

    def split_at(self, at: int) -> None:
        """Make the white space at `at` a line feed."""
        self._splits.append(at)

    def build(self) -> tuple[str, OffsetMap, tuple[Span, ...]]:
        """The text, its map to the original, and the stretches of the original that it was put together from."""
        source, offsets = self._repaired.text, self._repaired.offsets
        text = "\n".join(source[a:b] for a, b in self._ranges)
        if self._splits:
            characters = list(text)
            for at in self._splits:
                characters[at] = "\n"
            text = "".join(characters)
        pieces: list[tuple[int, int, int]] = []
        segments: list[Span] = []
        for i, (a, b) in enumerate(self._ranges):
            if i:
                pieces.append(self._feed(self._ranges[i - 1][1]))
            pieces += [(r.clean_len, r.raw, r.raw_len) for r in offsets.slice(a, b).runs]
            segments.append(offsets.to_raw(a, b))
        return text, OffsetMap.from_pieces(pieces), tuple(segments)

    def _feed(self, at: int) -> tuple[int, int, int]:
        """The line feed after the repaired offset `at`: the one printed there, else none of the original."""
        offsets = self._repaired.offsets
        if at < len(self._repaired.text):
            raw = offsets.to_raw(at, at + 1)
            return 1, raw.start, raw.end - raw.start
        return 1, offsets.to_raw(at - 1, at).end, 0


def build_article(
    index: int, draft: Draft, repaired: Repaired, headline: str | None, hinted: Sequence[Table] = ()
) -> Article:
    """The article of a draft; `headline` overrules the lines bound to it (a title from outside).

    `hinted` are the tables that the reader knows, offsets in the repaired text; the others are read from their rows.
    """
    builder = TextBuilder(repaired)
    blocks: list[Block] = []
    lines: list[Line] = []
    begins: list[tuple[int, int, int]] = []  # of each paragraph: start in the repaired text, start here, end there
    bylines: list[str] = []
    for i, p in enumerate([*draft.lead, *draft.paragraphs]):
        begin = builder.add(p.start, p.end)
        kind = _BLOCKS[p.kind] if p.kind != "heading" or i >= len(draft.lead) else "title"
        end = begin + len(p.text)
        lines.append(Line(begin, p.text, p.kind))
        begins.append((p.start, begin, p.end))
        if p.tail is not None and p.kind in ("text", "list_item"):
            tail = p.text[p.tail :]
            rest = tail.lstrip()
            blocks.append(Block(kind, begin, begin + p.tail))
            blocks.append(Block("byline", end - len(rest), end))
            if len(rest) < len(tail):
                builder.split_at(end - len(rest) - 1)
            bylines.append(rest)
            continue
        blocks.append(Block(kind, begin, end, p.level if kind == "heading" else 0))
        if p.kind == "byline":
            bylines.append(p.text)
        elif p.opener:
            bylines += _opener_byline(p.text)
    text, offsets, segments = builder.build()
    heads = draft.heads
    span = None
    if heads:
        spans = [repaired.offsets.to_raw(p.start, p.end) for p in heads]
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
    return Article(
        index=index,
        text=text,
        offsets=offsets,
        blocks=tuple(blocks),
        headline=headline or (join_headline([p.text for p in heads]) if heads else None),
        headline_span=span,
        byline=_names(bylines),
        published=find_published([p.text for p in draft.paragraphs if p.kind in ("dateline", "byline") or p.opener]),
        kind=draft.kind,
        segments=segments,
        tables=_tables(lines, begins, headline or (heads[-1].text if heads else None), hinted),
    )


def _tables(
    lines: Sequence[Line], begins: Sequence[tuple[int, int, int]], headline: str | None, hinted: Sequence[Table]
) -> tuple[Table, ...]:
    """Hinted tables moved to the article's offsets, and those read from rows that no hint covers."""
    order = sorted(hinted, key=lambda t: t.start)
    starts = [t.start for t in order]
    shifts: dict[int, int] = {}
    for start, begin, end in begins:  # the tables whose first row is in this paragraph
        for table in order[bisect_left(starts, start) : bisect_left(starts, end)]:
            shifts[id(table)] = begin - start
    moved = [
        replace(
            t,
            start=t.start + shift,
            end=t.end + shift,
            cells=tuple(replace(c, start=c.start + shift, end=c.end + shift) for c in t.cells),
        )
        for t in order
        if (shift := shifts.get(id(t))) is not None
    ]
    covered = sorted((t.start, t.end) for t in moved)
    free = [
        replace(line, kind="text") if line.kind == "row" and _is_covered(covered, line.start) else line
        for line in lines
    ]
    return tuple(sorted([*moved, *build_tables(free, headline)], key=lambda t: t.start))


def _is_covered(ranges: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether one of the ranges, which do not overlap and rise, holds `at`."""
    i = bisect_right(ranges, (at, math.inf)) - 1
    return i >= 0 and ranges[i][0] <= at < ranges[i][1]


def _opener_byline(text: str) -> list[str]:
    """The reporters named in brackets at the start of a report."""
    match = re.match(r"[^（(。，]{0,16}[（(\[【〔]([^）)\]】〕。]{2,40})[）)\]】〕]", text)
    return [match[1]] if match and MARKS["name_in_byline"].search(match[1]) else []


def _names(bylines: Sequence[str]) -> str | None:
    names: list[str] = []
    for line in bylines:
        named = MARKS["name_in_byline"].findall(line)
        for name in named or _NAME.findall(_NO_NAMES.sub(" ", line)):
            if name not in names and _NAME.fullmatch(name):
                names.append(name)
    return " ".join(names) or None
