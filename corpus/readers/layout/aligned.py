"""Tables without vertical lines: figures that stand below each other, or rows between horizontal rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.readers.builder import RawCell
from corpus.readers.grid import is_note, is_period, is_value, unit_statement
from corpus.readers.layout.boxes import Box, Rule, Run, hull
from corpus.readers.layout.ruled import GridTable
from corpus.readers.layout.runs import group_rows

_LEAST_ROWS = 3
_GAP = 0.5  # ems between columns
_FIGURE = re.compile(r"\d")


def find_aligned(runs: Sequence[Run], horizontal: Sequence[Rule]) -> tuple[list[GridTable], list[Run]]:
    """Tables among the runs, and the runs that are in none."""
    tables: list[GridTable] = []
    rest = list(runs)
    for zone in _rule_zones(horizontal):
        inside = [r for r in rest if zone.holds(r.box.x0 + 1, (r.box.y0 + r.box.y1) / 2)]
        table = _table(group_rows(inside), zone) if inside else None
        if table is not None:
            tables.append(table)
            taken = {id(r) for r in inside}
            rest = [r for r in rest if id(r) not in taken]
    for rows in _row_groups(rest):
        table = _table(rows, hull([r.box for row in rows for r in row]))
        if table is not None:
            tables.append(table)
            taken = {id(r) for row in rows for r in row}
            rest = [r for r in rest if id(r) not in taken]
    return tables, rest


def _rule_zones(horizontal: Sequence[Rule]) -> list[Box]:
    """Stretches between the first and the last of three or more rules of one width."""
    groups: list[list[Rule]] = []
    for rule in sorted(horizontal):
        if rule.high - rule.low < 80:
            continue
        for group in groups:
            if abs(group[0].low - rule.low) < 4 and abs(group[0].high - rule.high) < 4:
                group.append(rule)
                break
        else:
            groups.append([rule])
    zones: list[Box] = []
    for group in groups:
        if len({round(r.at / 3) for r in group}) >= 3:
            zones.append(Box(group[0].low - 2, group[0].at, group[0].high + 2, group[-1].at))
    return zones


def _row_groups(runs: Sequence[Run]) -> list[list[list[Run]]]:
    """Neighbouring rows of three or more short runs, most of them figures."""
    groups: list[list[list[Run]]] = []
    current: list[list[Run]] = []
    for row in group_rows(runs):
        if current and (not _tabular(row) or row[0].box.y0 - current[-1][0].box.y1 > 1.6 * row[0].size):
            groups.append(current)
            current = []
        if _tabular(row):
            current.append(row)
    groups.append(current)
    return [_with_head(g, runs) for g in groups if len(g) >= _LEAST_ROWS]


def _tabular(row: Sequence[Run]) -> bool:
    if len(row) < 3 or any(len(r.text) > 24 for r in row):
        return False
    figures = sum(is_value(r.text) or is_period(r.text) for r in row)
    return figures >= 2 and figures * 2 >= len(row) - 1


def _with_head(rows: list[list[Run]], runs: Sequence[Run]) -> list[list[Run]]:
    """The rows with those above them that hold column headers."""
    box = hull([r.box for row in rows for r in row])
    pitch = rows[1][0].box.y0 - rows[0][0].box.y0
    above = group_rows([r for r in runs if r.box.y1 <= box.y0 + 1 and box.y0 - r.box.y1 < 2.5 * pitch])
    for row in reversed(above):
        lone = len(row) < 2 and not (row[0].box.x0 > box.x0 + 3 * row[0].size and len(row[0].text) < 16)
        if lone or any(len(r.text) > 24 or r.text.endswith(("。", "：")) for r in row):
            break
        if rows[0][0].box.y0 - row[0].box.y1 > 1.2 * pitch or any(unit_statement(r.text) for r in row):
            break
        rows = [row, *rows]
    return rows


def _table(rows: list[list[Run]], box: Box) -> GridTable | None:
    """Cells by the white space that goes down through all rows; None where there is none."""
    bodies = [row for row in rows if len(row) > 1]
    if len(rows) < 2 or not bodies:
        return None
    if any(is_note(row[0].text) and len(row) == 1 for row in rows):
        bodies = [row for row in bodies if not is_note(row[0].text)]
    size = max(r.size for row in bodies for r in row)
    most = max(len(row) for row in bodies)
    # wide headers bridge the gaps between columns, so only the fullest rows tell where these are
    spans = sorted((r.box.x0, r.box.x1) for row in bodies if len(row) >= most - 1 for r in row)
    edges: list[tuple[float, float]] = []
    for low, high in spans:
        if edges and low - edges[-1][1] < _GAP * size:
            edges[-1] = (edges[-1][0], max(edges[-1][1], high))
        else:
            edges.append((low, high))
    if len(edges) < 2 or not any(_FIGURE.search(r.text) for row in rows for r in row):
        return None
    middles = [(a[1] + b[0]) / 2 for a, b in pairwise(edges)]
    cells: list[RawCell] = []
    for number, row in enumerate(rows):
        for run in row:
            first = sum(run.box.x0 + 1 > m for m in middles)
            last = sum(run.box.x1 - 1 > m for m in middles)
            cells.append(RawCell(number, first, run.text, 1, max(1, last - first + 1)))
    if len({(c.row, c.column) for c in cells}) < len(cells):
        return None
    return GridTable(box, tuple(cells))
