"""Tables copied with one cell a line: labels and figures that alternate in the same rhythm.

    地区 / R&D经费（亿元） / 投入强度（%） / 全市 / 214.6 / 3.37 / 高新区 / 97.2 / 8.05 / …

Each row becomes one line again, its cells parted by an ideographic space.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.repair.rows import NUMBER

_PROSE = re.compile(r"[。，；;！？!?：:]")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_LONGEST = 24  # characters of a cell
_ROWS = 3
_FIGURE_BEGINS = frozenset("0123456789+-—–－…/<>±")
_LABELS = 2  # a row may have a unit beside its name
_REGULAR = 0.7  # of the rows have the same number of figures


@dataclass(frozen=True, slots=True)
class StackedRow:
    """Lines `[start, end)` that are the cells of one row of a table of `columns`."""

    start: int
    end: int
    columns: int


def stacked_rows(lines: Sequence[str], is_free: Sequence[bool]) -> list[StackedRow]:
    """The rows of all stacked tables, headers included, in order."""
    if sum(t[0] in _FIGURE_BEGINS and len(t) <= _LONGEST and _is_figure(t) for t in lines) < 2 * _ROWS:
        return []
    found: list[StackedRow] = []
    i, n = 0, len(lines)
    while i < n:
        if not is_free[i] or not _is_cell(lines[i]):
            i += 1
            continue
        end = i
        while end < n and is_free[end] and _is_cell(lines[end]):
            end += 1
        if end - i >= 2 * _ROWS:
            found += _rows_of(lines, i, end)
        i = end
    return found


def _is_cell(line: str) -> bool:
    return len(line) <= _LONGEST and " " not in line and "\u3000" not in line and _PROSE.search(line) is None


def _is_figure(line: str) -> bool:
    return NUMBER.match(line) is not None


def _rows_of(lines: Sequence[str], start: int, end: int) -> list[StackedRow]:
    """The rows of the stack `[start, end)`, none where its cells keep no rhythm."""
    groups: list[tuple[int, int, int]] = []  # first label, first figure, end
    at = start
    while at < end:
        figures = at
        while figures < end and not _is_figure(lines[figures]):
            figures += 1
        stop = figures
        while stop < end and _is_figure(lines[stop]):
            stop += 1
        if stop == figures or figures == at:
            break
        groups.append((at, figures, stop))
        at = stop
    if len(groups) <= _ROWS - 1:
        return []
    labels, width = Counter((f - a, b - f) for a, f, b in groups[1:]).most_common(1)[0][0]
    regular = sum((f - a, b - f) == (labels, width) for a, f, b in groups[1:])
    if labels > _LABELS or width < 2 or regular < _REGULAR * (len(groups) - 1):
        return []
    columns = labels + width
    first, figures, stop = groups[0]
    years = stop - figures == width and all(_YEAR.match(lines[k]) for k in range(figures, stop))
    rows: list[StackedRow] = []
    if years and figures - first >= 1:
        rows.append(StackedRow(figures - min(labels, figures - first), stop, columns))
    else:
        row = figures - labels
        head = max(first, row - columns)
        if row < first or row - head < columns - 1:
            return []  # without a header nothing says what the columns are
        rows.append(StackedRow(head, row, columns))
        rows.append(StackedRow(row, stop, columns))
    rows += [StackedRow(a, b, columns) for a, _, b in groups[1:]]
    return rows
