"""Tables flattened into lines: which lines are rows, and cells that the dump broke or spaced apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from corpus.characters import GONE, HAN

_NUMBER = r"[+±<>≥≤＞＜*-]{0,2}\d[\d,]*(?:\.\d+)?\s?[%‰倍]?[左右以上下]*|[-—–－/…]{1,3}|\.\.\."
NUMBER = re.compile(rf"(?:{_NUMBER})$")
PLAIN_ROW = re.compile(rf"(?:[{HAN}][^\s|，。；;！？]*+ ){{1,4}}\d[\d,]*(?:\.\d+)?%?(?: \d[\d,]*(?:\.\d+)?%?)+\Z")
"""Most rows: up to four words, then figures, all parted by one space. A quick test; `read_cells` knows the others."""
_DASHES = frozenset("-—–－/….")  # what a number without a digit ends with
_WIDE_GAP = re.compile(r"(?<=\S)(?:[ ]*\u3000[ \u3000]*| {2,}|[ ]*\t[ \t]*)(?=\S)")
_GAP = re.compile(r"(?<=\S)[ \u3000\t]+(?=\S)")
_SPREAD_TOTAL = re.compile(
    r"\s*(?P<label>[合总總小平][ \u3000]+[计計均]|全[ \u3000]+[区區市省县縣国國])(?=[ \u3000\t])"
)  # 合　计 is one cell
_PIPE = re.compile(r"\s*\|\s*")
SEPARATOR = re.compile(r"[\s|:+-]*-[\s|:+-]*$")
"""A line drawn under a header: | --- | --- |."""
_PROSE = re.compile(r"[。；;！？]|，(?!\d{3})")
_YEAR_HEADER = re.compile(rf"(?:(?:19|20)\d\d年?[末底]?|\d{{1,2}}月|[{HAN}].*)")
_FIGURES = re.compile(
    r"\d[\d.,]{0,7}(?:[ \u3000]+[-+－]?[\d.,]+%?|[ \u3000]+[-—–]+)+$"
)  # the rest of a row, its label above
_SHORT_NUMBER = re.compile(r"[\d,.]+%?$")


class Row(NamedTuple):
    """A line read as cells: how many, and whether it looks like a row of figures."""

    columns: int
    is_data: bool


@cache
def _row(columns: int, is_data: bool) -> Row:
    return Row(columns, is_data)  # there are few different ones


def cells_of(line: str) -> tuple[tuple[int, int], ...]:
    """Spans of the cells of a line, by pipes, by wide gaps, else by any gap."""
    if total := _SPREAD_TOTAL.match(line):
        start, rest = total.end(), line[total.end() :]
        skipped = len(rest) - len(rest.lstrip(" \u3000\t"))
        behind = cells_of(rest[skipped:])
        return ((total.start("label"), start), *((a + start + skipped, b + start + skipped) for a, b in behind))
    if _has_single_spaces(line):
        spans: list[tuple[int, int]] = []
        at = 0
        for word in line.split(" "):
            end = at + len(word)
            if word:
                spans.append((at, end))
            at = end + 1
        return tuple(spans)
    if line.count("|") >= 2:
        gap = _PIPE
    elif _WIDE_GAP.search(line):
        gap = _WIDE_GAP
    else:
        gap = _GAP
    cells: list[tuple[int, int]] = []
    at = 0
    for match in gap.finditer(line):
        if match.start() > at or (gap is _PIPE and cells):  # an empty cell between pipes keeps its column
            cells.append((at, match.start()))
        at = match.end()
    if at < len(line):
        cells.append((at, len(line)))
    return tuple(cells)


def cell_texts(line: str) -> list[str]:
    """The text of each of `cells_of(line)`."""
    if not _SPREAD_TOTAL.match(line) and _has_single_spaces(line):
        return [word for word in line.split(" ") if word]
    return [line[a:b] for a, b in cells_of(line)]


def _has_single_spaces(line: str) -> bool:
    """Whether no gap of `line` is wider than another."""
    return "  " not in line and "\u3000" not in line and "\t" not in line and "|" not in line


def read_row(line: str) -> Row | None:
    """The line as a row of figures or as a label with one number; None for prose."""
    if PLAIN_ROW.match(line):
        return _row(line.count(" ") + 1, True)
    return read_cells(line)


def read_cells(line: str) -> Row | None:
    """The same, cell by cell."""
    if "，" in line or "。" in line or "；" in line or ";" in line or "！" in line or "？" in line:
        return None
    words = (line.replace("|", " ") if "|" in line else line).split()
    is_number = NUMBER.match
    if len(words) < 2 or not (is_number(words[-1]) or (len(words) > 2 and is_number(words[-2]))):
        return None
    texts = cell_texts(line)
    columns = len(texts)
    if columns < 2:
        return None
    label = len(texts[0])
    if columns != len(words):  # then single spaces stand inside cells, and may stand inside numbers
        texts = [text.replace(" ", "") for text in texts]
    if "|" in line:
        texts = [text or "—" for text in texts]  # an empty cell between pipes
    numeric = [is_number(text) is not None for text in texts]
    count = numeric.count(True)
    if not count:
        return None
    last = columns - 1 if numeric[-1] else columns - 1 - numeric[::-1].index(True)
    if texts[last][-1] in _DASHES and all(t[-1] in _DASHES for t, n in zip(texts, numeric, strict=True) if n):
        return None  # not one figure
    first = numeric.index(True, 1) if last else 0
    together = columns - 1 - last <= 1 and False not in numeric[first:last]
    if count >= 2 and together and first <= 4 and not (numeric[0] and columns == 2):
        return _row(columns, True)
    if columns == 2 and numeric[1] and not numeric[0] and label <= 40:
        return _row(columns, False)
    return None


def is_header(line: str, columns: int) -> bool:
    """Whether `line` can head `columns` columns: as many cells (or one fewer, the corner left empty), no figures."""
    if _PROSE.search(line):
        return False
    cells = cells_of(line)
    return (
        len(cells) in (columns, columns - 1)
        and len(cells) >= 2
        and not any(NUMBER.match(line[a:b]) and not _YEAR_HEADER.match(line[a:b]) for a, b in cells)
    )


def is_lower_header(line: str, columns: int) -> bool:
    """Whether `line` repeats its words under the columns of a header above: `金额 占比 金额 占比`."""
    if _PROSE.search(line):
        return False
    texts = cell_texts(line)
    size = len(texts)
    if not 4 <= size < columns or any(NUMBER.match(t) for t in texts):
        return False
    return any(size % n == 0 and texts == texts[:n] * (size // n) for n in range(2, size // 2 + 1))


def table_ranges(lines: Sequence[str], rows: Sequence[Row | None], is_free: Sequence[bool]) -> list[tuple[int, int]]:
    """Half-open ranges of `lines` that are tables, headers and broken rows included."""
    ranges: list[tuple[int, int]] = []
    i = 0
    while i < len(lines):
        if rows[i] is None:
            i += 1
            continue
        end, data = _extend(lines, rows, is_free, i)
        if data >= 2:
            start = _with_header(lines, rows, is_free, i, ranges[-1][1] if ranges else 0)
            ranges.append((start, end))
        i = max(end, i + 1)
    return ranges


def _extend(lines: Sequence[str], rows: Sequence[Row | None], is_free: Sequence[bool], start: int) -> tuple[int, int]:
    """End of the table that begins at `start`, and how many rows of figures it has."""
    end, data, at = start, 0, start
    columns = 0
    while at < len(lines) and is_free[at]:
        row = rows[at]
        if row is not None:
            data += 1
            columns = max(columns, row.columns) if row.is_data else columns
            at += 1
            end = at
            continue
        # at most two lines that are no rows may stand between two rows: a second header, a cell that was broken
        ahead = next((k for k in range(at + 1, min(at + 3, len(lines))) if rows[k] is not None), None)
        broken = _SHORT_NUMBER.match(lines[at]) is not None and lines[at - 1][-1:] in "0123456789.,"
        if broken and at > start:
            at += 1
            end = at
        elif ahead and all(is_free[k] and _may_lie_between(lines[k]) for k in range(at, ahead)):
            at = ahead
        elif at > start and columns > 2 and _is_tail(lines[at]):
            at += 1
            end = at
        else:
            break
    return end, data


def _may_lie_between(line: str) -> bool:
    return len(line) <= 80 and not _PROSE.search(line)


def _is_tail(line: str) -> bool:
    """The rest of a row whose last figure was broken: `5  约束性`."""
    cells = cells_of(line)
    return len(cells) == 2 and _SHORT_NUMBER.match(line[: cells[0][1]]) is not None and len(line) <= 16


def _with_header(
    lines: Sequence[str], rows: Sequence[Row | None], is_free: Sequence[bool], start: int, floor: int
) -> int:
    row = rows[start]
    columns = row.columns if row else 0
    at = start
    if start - floor >= 2 and is_free[at - 1] and is_free[at - 2] and is_lower_header(lines[at - 1], columns):
        if is_header(lines[at - 2], len(cells_of(lines[at - 2]))):
            return at - 2
    while (
        at > floor
        and start - at < 3
        and is_free[at - 1]
        and (is_header(lines[at - 1], columns) or SEPARATOR.match(lines[at - 1]))
    ):
        at -= 1
    if at == start:  # a header with spaced-out characters has more gaps than columns
        before = lines[start - 1] if start > floor and is_free[start - 1] else ""
        if before and not _PROSE.search(before) and len(cells_of(before)) > columns and len(before) <= 200:
            at -= 1
    return at


def columns_of(rows: Iterable[Row | None]) -> int:
    """The number of columns that most rows of figures have (the smaller one when two are as frequent)."""
    counts = Counter(row.columns for row in rows if row is not None and row.is_data)
    return min(counts, key=lambda c: (-counts[c], c)) if counts else 2


def broken_cells(lines: Sequence[str], rows: Sequence[Row | None], start: int, end: int) -> list[int]:
    """Lines of the table `[start, end)` after which a cell goes on in the next line."""
    columns = columns_of(rows[start:end])
    joins: list[int] = []
    i = start
    while i < end - 1:
        row = rows[i]
        if rows[i + 1] is None and _SHORT_NUMBER.match(lines[i + 1]) and lines[i][-1:] in "0123456789.,":
            joins.append(i)
            i += 2
            continue
        total = row.columns if row is not None else len(cells_of(lines[i]))
        whole = row is not None
        if total < columns:
            for k in range(i + 1, min(i + 3, end)):
                count = len(cells_of(lines[k]))
                total += count - 1
                is_row = rows[k] is not None
                goes_on = total == columns and _FIGURES.match(lines[k]) and lines[k - 1][-1:] in "0123456789."
                if count >= columns or total > columns or (whole and is_row and not goes_on):
                    break  # two rows, each whole as it stands
                whole = whole or is_row or (lines[i][-1] in ".," and lines[k][0] in "0123456789")
                if total == columns and whole:
                    joins += range(i, k)
                    i = k
                    break
        i += 1
    return joins


_SPACED_CELL = re.compile(rf"(?:[{HAN}] )+[{HAN}]$")
_INNER_DIGITS = re.compile(r"(?<=[\d,.]) (?=[\d,.])")
_RIGHT_PART = re.compile(r"\d{3}(?:\.\d+)?$|\d{1,3}(?:,\d{3})+(?:\.\d+)?$|\d{1,2},\d{3}$")


def close_row_gaps(lines: Sequence[str], columns: int) -> list[str]:
    """Rows of one table with the spaces inside cells marked as gone; the same lengths."""
    return [_close_row(line, columns, lines) for line in lines]


def _best_seam(
    line: str, cells: Sequence[tuple[int, int]], seams: list[tuple[int, int]], lines: Sequence[str]
) -> list[tuple[int, int]]:
    """Of several places where a figure may be torn the one after which the row looks most like the others."""
    others = [t for other in lines if other != line and len(t := cell_texts(other)) == len(cells) - 1]
    if not others:
        return []
    texts = [line[a:b] for a, b in cells]

    def unlike(seam: tuple[int, int]) -> int:
        at = next(i for i, (_, b) in enumerate(cells) if b == seam[0])
        closed = [*texts[:at], texts[at] + texts[at + 1], *texts[at + 2 :]]
        pairs = ((x, y) for texts in others for x, y in zip(closed, texts, strict=True))
        return sum(abs(len(x.replace(",", "")) - len(y.replace(",", ""))) for x, y in pairs)

    return [min(seams, key=unlike)]


def _close_row(line: str, columns: int, lines: Sequence[str]) -> str:
    wide = "  " in line or "\u3000" in line or "\t" in line or "|" in line
    if not wide and line.count(" ") < columns:
        return line
    cells = cells_of(line)
    marked = line
    for a, b in cells:
        cell = line[a:b]
        if " " not in cell:
            continue
        if _SPACED_CELL.match(cell):
            cell = cell.replace(" ", GONE)
        elif NUMBER.match(cell.replace(" ", "")):
            cell = _INNER_DIGITS.sub(GONE, cell)
        marked = marked[:a] + cell + marked[b:]
    excess = len(cells) - columns
    if excess > 0:
        seams = [
            (cells[i][1], cells[i + 1][0])
            for i in range(1, len(cells) - 1)
            if line[cells[i][0] : cells[i][1]].isdigit()
            and cells[i][1] - cells[i][0] <= 3
            and _RIGHT_PART.match(line[cells[i + 1][0] : cells[i + 1][1]])
        ]
        if excess == 1 and len(seams) > 1:
            seams = _best_seam(line, cells, seams, lines)  # 97 164 35 210: which two are one figure
        if len(seams) == excess:
            for a, b in seams:
                marked = marked[:a] + GONE * (b - a) + marked[b:]
    return marked
