"""Ruled tables: lines that cross make a grid, missing ones merged cells; and frames around text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.builder import RawCell
from corpus.readers.layout.boxes import Box, Glyph, Page, Rule
from corpus.readers.layout.runs import join_lines, make_lines, make_runs

_SNAP = 2.5  # points within which lines are one, or meet
_MAX_LINES = 4000


@dataclass(frozen=True, slots=True)
class GridTable:
    """A table found on the page: its place and its cells."""

    box: Box
    cells: tuple[RawCell, ...]


@dataclass(slots=True)
class _Net:
    """Lines that are connected by crossings."""

    horizontal: list[Rule]
    vertical: list[Rule]

    @property
    def box(self) -> Box:
        xs = [v.at for v in self.vertical] + [x for h in self.horizontal for x in (h.low, h.high)]
        ys = [h.at for h in self.horizontal] + [y for v in self.vertical for y in (v.low, v.high)]
        return Box(min(xs), min(ys), max(xs), max(ys))


def find_tables(page: Page) -> tuple[list[GridTable], list[Box], list[Glyph]]:
    """Tables, frames around text, and the glyphs that are in no table."""
    tables: list[GridTable] = []
    frames: list[Box] = []
    glyphs = page.glyphs
    for net in _nets(_join(page.horizontal), _join(page.vertical)):
        box = net.box
        xs, ys = _edges(net)
        inside = [g for g in glyphs if box.holds(*_centre(g))]
        if len(xs) < 3 or len(ys) < 3:
            if len(xs) == 2 and len(ys) == 2 and len(inside) > 10:
                frames.append(box)
            continue
        cells = _cells(net, xs, ys, inside)
        if len({c.column for c in cells if c.text}) < 2 or len({c.row for c in cells if c.text}) < 2:
            continue
        if _is_layout(cells):
            continue
        tables.append(GridTable(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(cells)))
        taken = {id(g) for g in inside}
        glyphs = [g for g in glyphs if id(g) not in taken]
    tables.sort(key=lambda t: (t.box.y0, t.box.x0))
    return tables, frames, glyphs


def _is_layout(cells: Sequence[RawCell]) -> bool:
    """A page divided by lines rather than a table: long text in most of its cells."""
    filled = [c for c in cells if c.text]
    return sum(len(c.text) > 120 for c in filled) * 2 > len(filled)


def _centre(glyph: Glyph) -> tuple[float, float]:
    return (glyph.box.x0 + glyph.box.x1) / 2, (glyph.box.y0 + glyph.box.y1) / 2


def _join(rules: Sequence[Rule]) -> list[Rule]:
    """Lines in one place and end to end become one line."""
    out: list[Rule] = []
    for rule in sorted(rules)[:_MAX_LINES]:
        same = next(
            (
                index
                for index in range(len(out) - 1, max(-1, len(out) - 60), -1)
                if rule.at - out[index].at <= _SNAP
                and rule.low <= out[index].high + _SNAP
                and out[index].low <= rule.high + _SNAP
            ),
            None,
        )
        if same is None:
            out.append(rule)
        else:
            last = out[same]
            out[same] = Rule(last.at, min(last.low, rule.low), max(last.high, rule.high))
    return out


def _nets(horizontal: list[Rule], vertical: list[Rule]) -> list[_Net]:
    parent = list(range(len(horizontal) + len(vertical)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    # crossings found along the sorted positions of the vertical lines
    order = sorted(range(len(vertical)), key=lambda i: vertical[i].at)
    places = [vertical[i].at for i in order]
    for i, h in enumerate(horizontal):
        for j in order[bisect_right(places, h.low - _SNAP - 0.01) : bisect_right(places, h.high + _SNAP)]:
            if vertical[j].low - _SNAP <= h.at <= vertical[j].high + _SNAP:
                parent[root(i)] = root(len(horizontal) + j)
    nets: dict[int, _Net] = {}
    for i, h in enumerate(horizontal):
        nets.setdefault(root(i), _Net([], [])).horizontal.append(h)
    for j, v in enumerate(vertical):
        nets.setdefault(root(len(horizontal) + j), _Net([], [])).vertical.append(v)
    return [net for net in nets.values() if len(net.horizontal) > 1 and net.vertical]


def _edges(net: _Net) -> tuple[list[float], list[float]]:
    """Places of the columns' and rows' edges; outer ones that are not drawn are where the crossing lines end."""
    box = net.box
    xs = _distinct([v.at for v in net.vertical])
    ys = _distinct([h.at for h in net.horizontal])
    if xs[0] - box.x0 > 3 * _SNAP:
        xs.insert(0, box.x0)
    if box.x1 - xs[-1] > 3 * _SNAP:
        xs.append(box.x1)
    if ys[0] - box.y0 > 3 * _SNAP:
        ys.insert(0, box.y0)
    if box.y1 - ys[-1] > 3 * _SNAP:
        ys.append(box.y1)
    return xs, ys


def _distinct(places: list[float]) -> list[float]:
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > _SNAP:
            out.append(place)
    return out


def _cells(net: _Net, xs: list[float], ys: list[float], glyphs: list[Glyph]) -> list[RawCell]:
    columns, rows = len(xs) - 1, len(ys) - 1
    box = net.box
    parent = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

    def root(cell: tuple[int, int]) -> tuple[int, int]:
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    def drawn(rules: list[Rule], at: float, low: float, high: float) -> bool:
        middle = (low + high) / 2
        return any(abs(r.at - at) <= _SNAP and r.low - _SNAP <= middle <= r.high + _SNAP for r in rules)

    for r in range(rows):
        for c in range(columns):
            right_end = c + 1 < columns and not drawn(net.vertical, xs[c + 1], ys[r], ys[r + 1])
            if right_end and box.x0 < xs[c + 1] < box.x1:
                parent[root((r, c + 1))] = root((r, c))
            if r + 1 < rows and not drawn(net.horizontal, ys[r + 1], xs[c], xs[c + 1]):
                parent[root((r + 1, c))] = root((r, c))
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for cell in parent:
        groups.setdefault(root(cell), []).append(cell)
    held: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        x, y = _centre(glyph)
        c = min(max(bisect_right(xs, x) - 1, 0), columns - 1)
        r = min(max(bisect_right(ys, y) - 1, 0), rows - 1)
        held.setdefault(root((r, c)), []).append(glyph)
    out: list[RawCell] = []
    for key, members in groups.items():
        r0, c0 = min(m[0] for m in members), min(m[1] for m in members)
        r1, c1 = max(m[0] for m in members), max(m[1] for m in members)
        text = cell_text(held.get(key, []))
        out.append(RawCell(r0, c0, text, r1 - r0 + 1, c1 - c0 + 1))
    return sorted(out, key=lambda cell: (cell.row, cell.column))


def cell_text(glyphs: list[Glyph]) -> str:
    """The text of one cell, its lines joined; a cell whose characters are turned is read along their turn."""
    turns = [g.turn for g in glyphs if g.text != " "]
    if turns and turns.count(1) * 2 > len(turns):
        glyphs = [g._replace(box=Box(-g.box.y1, g.box.x0, -g.box.y0, g.box.x1), turn=0) for g in glyphs]
    return join_lines([line.text for line in make_lines(make_runs(glyphs))])
