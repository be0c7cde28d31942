"""The order of the repair steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.characters import GONE
from corpus.repair.joining import join_lines
from corpus.repair.lines import Lines, read_lines
from corpus.repair.residue import remove_residue
from corpus.repair.rows import broken_cells, columns_of, read_row, read_rows, table_ranges
from corpus.repair.spaces import close_row_gaps, close_spaces
from corpus.repair.trace import Trace
from corpus.repair.widths import normalise_widths
from schemas.documents import Skipped
from schemas.spans import OffsetMap, Span

_LINE_END_HYPHENS = frozenset("\u2043\u2010\u2011\u00ad")


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
    is_free = [
        not alone and (not begins or read_row(text) is not None)
        for alone, begins, text in zip(lines.alone, lines.begins, lines.texts, strict=True)
    ]
    found = read_rows(lines.texts, is_free)
    tables = table_ranges(lines.texts, found, is_free)
    rows = [0] * len(lines)  # columns of the table that a line belongs to
    for start, end in tables:
        rows[start:end] = [columns_of(found[start:end])] * (end - start)
    joins = join_lines(lines, rows)
    for start, end in tables:
        for i in broken_cells(lines.texts, found, start, end):
            joins[i] = not lines.blocks or lines.blocks[i] == lines.blocks[i + 1]
    is_row = _lay_out(trace, lines, joins, rows)
    _close(trace, is_row)
    trace.report_rest("residue", excluded)
    skipped = sorted(trace.skipped, key=lambda s: s.span or Span(0, 0))
    return Repaired(trace.text, trace.offsets(), tuple(skipped), _row_spans(trace.text, is_row))


def _lay_out(trace: Trace, lines: Lines, joins: Sequence[bool], rows: Sequence[int]) -> list[int]:
    """Put paragraphs on a line each; the columns of the table that each is a row of (0: no row)."""
    text = trace.text
    pieces: list[str] = []
    is_row: list[int] = []
    at = 0
    for i, line in enumerate(lines.texts):
        start, end = lines.starts[i], lines.ends[i]
        gap = start - at
        if i and joins[i - 1]:
            before = lines.texts[i - 1]
            if before[-1] in _LINE_END_HYPHENS:
                trace.skip(at - 1, at, "hyphen")
            pieces.append(_seam(before, line, gap, pieces, rows[i]))
        elif i:
            feed = text.index("\n", at)
            pieces.append(GONE * (feed - at) + "\n" + GONE * (start - feed - 1))
            is_row.append(rows[i])
        else:
            pieces.append(GONE * gap)
            is_row.append(rows[i])
        pieces.append(line)
        at = end
    pieces.append(GONE * (len(text) - at))
    trace.advance("".join(pieces))
    return is_row


def _seam(before: str, after: str, gap: int, pieces: list[str], in_row: int) -> str:
    """What stays of the line break between two lines of one paragraph; may take a hyphen off the last piece."""
    last, first = before[-1], after[0]
    if last in _LINE_END_HYPHENS:
        pieces[-1] = before[:-1] + GONE
        return GONE * gap
    if last.isascii() and first.isascii():
        if last.isalpha() and first.isalpha():
            return " " + GONE * (gap - 1)
        if last == "-" and len(before) > 1 and before[-2].islower() and first.islower():
            pieces[-1] = before[:-1] + GONE
            return GONE * gap
        if last in ",;:)" and first.isalpha():
            return " " + GONE * (gap - 1)
        if last.isdigit() and first.isdigit() and not in_row and after[4:5] == "年" and after[:2] in ("19", "20"):
            return " " + GONE * (gap - 1)  # two numbers side by side: a count, and the year of the next clause
    return GONE * gap


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
    spans: list[Span] = []
    at = 0
    for paragraph, row in zip(text.split("\n"), is_row, strict=False):
        end = at + len(paragraph)
        if row:
            if spans and spans[-1].end + 1 == at:
                spans[-1] = Span(spans[-1].start, end)
            else:
                spans.append(Span(at, end))
        at = end + 1
    return tuple(spans)
