"""The order of the repair steps."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from corpus.characters import GONE
from corpus.repair.joining import join_lines
from corpus.repair.lines import Lines, read_lines
from corpus.repair.looks import HYPHEN, LINE_END_HYPHENS, code_points
from corpus.repair.ranked import ranked_lines
from corpus.repair.residue import remove_residue
from corpus.repair.rows import Row, broken_cells, columns_of, read_row, table_ranges
from corpus.repair.spaces import close_row_gaps, close_spaces
from corpus.repair.stacked import stacked_rows
from corpus.repair.trace import Trace
from corpus.repair.widths import normalise_widths
from schemas.documents import Skipped
from schemas.spans import OffsetMap, Span

_LINE_END_HYPHENS = frozenset(LINE_END_HYPHENS)
_LINE_FEED = ord("\n")
_WIDE_SPACE = 0x3000
_RANKED = 20  # more columns than the lines of a ranking have cells: no gap between them is closed


@dataclass(frozen=True, slots=True)
class Repaired:
    """Clean text (paragraphs parted by one line feed), its map to the original, and what was removed and why.

    `rows` are the clean spans of tables that were flattened into lines.
    """

    text: str
    offsets: OffsetMap
    skipped: tuple[Skipped, ...] = ()
    rows: tuple[Span, ...] = ()


def repair(original: str, blocks: Sequence[Span] = (), excluded: Sequence[Span] = ()) -> Repaired:
    """Repair `original`.

    `blocks` (spans of the original in order, from a reader that knows paragraphs) overrule the guess of paragraphs:
    a line break inside one never ends a paragraph, and none goes over its edge. `excluded` are spans of the original
    that the reader has left out and reported.
    """
    trace = Trace(original)
    trace.exclude(excluded)
    remove_residue(trace)
    trace.text = normalise_widths(trace.text)
    lines = read_lines(trace, blocks)
    found: list[Row | None] = [None] * len(lines)
    for i in lines.looks.tabular():
        if not lines.alone[i]:
            found[i] = read_row(lines.texts[i])
    is_free = (~lines.alone).tolist()
    for i in lines.begins.nonzero()[0].tolist():
        is_free[i] = found[i] is not None
    stacked = [] if blocks else stacked_rows(lines.texts, is_free)
    for row in stacked:
        is_free[row.start : row.end] = [False] * (row.end - row.start)
        found[row.start : row.end] = [None] * (row.end - row.start)
    tables = table_ranges(lines.texts, found, is_free)
    rows = [0] * len(lines)  # columns of the table that a line belongs to
    for start, end in tables:
        rows[start:end] = [columns_of(found[start:end])] * (end - start)
    for row in stacked:
        rows[row.start : row.end] = [row.columns] * (row.end - row.start)
    for run in [] if blocks else ranked_lines(lines.texts, [f and not r for f, r in zip(is_free, rows, strict=True)]):
        rows[run.start : run.end] = [_RANKED] * (run.end - run.start)
    joins = join_lines(lines, rows)
    cells = {i for row in stacked for i in range(row.start, row.end - 1)}
    for i in cells:
        joins[i] = True
    for start, end in tables:
        for i in broken_cells(lines.texts, found, start, end):
            joins[i] = not lines.blocks or lines.blocks[i] == lines.blocks[i + 1]
    is_row = _lay_out(trace, lines, joins, rows, cells)
    _close(trace, is_row)
    trace.report_rest("residue", excluded)
    skipped = sorted(trace.skipped, key=lambda s: s.span or Span(0, 0))
    return Repaired(trace.text, trace.offsets(), tuple(skipped), _row_spans(trace.text, is_row))


def _lay_out(
    trace: Trace, lines: Lines, joins: Sequence[bool], rows: Sequence[int], cells: AbstractSet[int]
) -> list[int]:
    """Put paragraphs on a line each; the columns of the table that each is a row of (0: no row).

    `cells` are the lines that hold one cell of a row: a space parts each from the next.
    """
    looks = lines.looks
    codes = code_points(trace.text).copy()
    edges = np.zeros(len(codes) + 1, dtype=np.int8)
    edges[looks.starts] = 1
    edges[looks.ends] = -1
    kept = edges[:-1].cumsum(dtype=np.int8).astype(bool)  # what stands in lines
    joined = np.asarray([*joins, False][: len(lines)], dtype=bool)
    # of what stands between paragraphs one line feed stays, of what stands between joined lines nothing or a space
    feeds = (codes == _LINE_FEED).nonzero()[0]
    kept[feeds[np.searchsorted(feeds, looks.ends[:-1][~joined[:-1]])]] = True
    hyphen = (looks.last & HYPHEN) != 0
    narrow = looks.narrow[1:] & looks.narrow_end[:-1]
    for i in (joined[:-1] & (hyphen[:-1] | narrow)).nonzero()[0].tolist():
        end = int(looks.ends[i])
        if i in cells:
            continue
        if hyphen[i]:
            trace.skip(end - 1, end, "hyphen")
        seam = _seam(lines.texts[i], lines.texts[i + 1], rows[i + 1])
        if seam == GONE:
            kept[end - 1] = False
        elif seam:
            kept[end] = True
            codes[end] = ord(seam)
    for i in cells:
        end = int(looks.ends[i])
        kept[end], codes[end] = True, _WIDE_SPACE
    trace.keep(codes, kept)
    return [row for i, row in enumerate(rows) if not i or not joins[i - 1]]


def _seam(before: str, after: str, in_row: int) -> str:
    """What stays of the line break between two lines of one paragraph; `GONE`: not even the hyphen before it."""
    last, first = before[-1], after[0]
    if last in _LINE_END_HYPHENS:
        return GONE
    if last.isalpha() and first.isalpha():
        return " "
    if last == "-" and len(before) > 1 and before[-2].islower() and first.islower():
        return GONE
    if last in ",;:)" and first.isalpha():
        return " "
    if last.isdigit() and first.isdigit() and not in_row and after[4:5] == "年" and after[:2] in ("19", "20"):
        return " "  # two numbers side by side: a count, and the year of the next clause
    return ""


def _close(trace: Trace, is_row: Sequence[int]) -> None:
    text = trace.text
    if " " not in text and "\u3000" not in text and "\t" not in text and "\xa0" not in text:
        return
    paragraphs = text.split("\n")
    i = 0
    while i < len(paragraphs):
        if is_row[i]:
            end = i
            while end < len(paragraphs) and is_row[end] == is_row[i]:
                end += 1
            paragraphs[i:end] = close_row_gaps(paragraphs[i:end], is_row[i])
            i = end
            continue
        paragraphs[i] = close_spaces(paragraphs[i])
        i += 1
    trace.advance("\n".join(paragraphs))


def _row_spans(text: str, is_row: Sequence[int]) -> tuple[Span, ...]:
    if not any(is_row):
        return ()
    spans: list[Span] = []
    at = 0
    start = -1  # of the table that the paragraph before belongs to
    for paragraph, row in zip(text.split("\n"), is_row, strict=False):
        if row and start < 0:
            start = at
        elif not row and start >= 0:
            spans.append(Span(start, at - 1))
            start = -1
        at += len(paragraph) + 1
    if start >= 0:
        spans.append(Span(start, at - 1))
    return tuple(spans)
