"""One page to its elements in reading order: blocks, tables, and the lines at its head and foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from corpus.readers.builder import is_table_title
from corpus.readers.grid import unit_statement
from corpus.readers.layout.aligned import find_aligned
from corpus.readers.layout.blocks import make_blocks
from corpus.readers.layout.boxes import Block, Box, Glyph, Line, Page, Run, hull
from corpus.readers.layout.columns import cut
from corpus.readers.layout.items import Column, Item
from corpus.readers.layout.ruled import GridTable, find_tables
from corpus.readers.layout.runs import group_rows, join_lines, make_lines, make_runs
from corpus.readers.layout.vertical import take_vertical

_MARGIN = 0.09  # share of the height in which running heads and page numbers stand


@dataclass(frozen=True, slots=True)
class Margin:
    """A line at the head or foot of a page, apart from its body."""

    line: Line
    top: bool


Element = Block | GridTable


@dataclass(slots=True)
class Understood:
    """A page as it is read."""

    number: int
    elements: list[Element] = field(default_factory=list)
    margins: list[Margin] = field(default_factory=list)
    loose: int = 0  # columns whose place in the order the page does not show


@dataclass(frozen=True, slots=True)
class _Framed:
    items: list[Item[object]]


@dataclass(frozen=True, slots=True)
class _Titled:
    """A table with the lines above it that name it and its unit."""

    table: GridTable
    lines: list[Line]


def understand(page: Page) -> Understood:
    """Tables first, then text that is turned or vertical, the rest by columns."""
    out = Understood(page.number)
    tables, frames, glyphs = find_tables(page)
    upright = [g for g in glyphs if g.turn == 0]
    chains, upright = take_vertical(upright)
    runs = make_runs(upright)
    out.margins, runs = _margins(runs, page)
    aligned, runs = find_aligned(runs, page.horizontal)
    titled, runs = _titles((*tables, *aligned), runs)
    items: list[Item[object]] = [Item(r.box, r.size, r) for r in runs]
    items += [Item(hull([t.table.box, *(x.box for x in t.lines)]), 10.0, t, "table") for t in titled]
    items += [Item(hull([x.box for x in c]), c[0].size, c, "vertical") for c in chains]
    items = _into_frames(items, frames, page)
    columns = _ordered(items)
    width = sum(_is_text_column(c) for c in columns)
    for column in columns:
        elements = _column_elements(column, page.number)
        out.loose += column.loose
        for element in elements if column.loose else ():
            if isinstance(element, Block):
                element.apart = out.loose
        out.elements.extend(elements)
    out.elements.extend(_turned(glyphs, page.number))
    for element in out.elements:
        if isinstance(element, Block):
            element.columns = max(1, width)
    return out


def _is_text_column(column: Column[object]) -> bool:
    runs = [i for i in column.items if isinstance(i.thing, Run)]
    return len(runs) > 2 and column.box.height > 3 * runs[0].size


def _ordered(items: Sequence[Item[object]]) -> list[Column[object]]:
    """Columns in reading order, framed text in the place of its frame."""
    columns: list[Column[object]] = []
    for column in cut(items):
        frames = [i for i in column.items if isinstance(i.thing, _Framed)]
        if not frames:
            columns.append(column)
            continue
        rest = sorted((i for i in column.items if not isinstance(i.thing, _Framed)), key=lambda i: i.box.y0)
        for frame in sorted(frames, key=lambda i: i.box.y0):
            above = [i for i in rest if i.box.y0 < frame.box.y0]
            rest = [i for i in rest if i.box.y0 >= frame.box.y0]
            if above:
                columns.append(replace(column, items=above))
            if isinstance(frame.thing, _Framed):
                columns.extend(_ordered(frame.thing.items))
        if rest:
            columns.append(replace(column, items=rest))
    return columns


def _titles(tables: Sequence[GridTable], runs: list[Run]) -> tuple[list[_Titled], list[Run]]:
    """Take the title and unit lines right above each table, so that they stay with it."""
    out: list[_Titled] = []
    for table in tables:
        lines: list[Line] = []
        top = table.box.y0
        near = [r for r in runs if r.box.y1 < table.box.y0 + 2 and table.box.y0 - r.box.y1 < 6 * r.size]
        for row in reversed(group_rows(near)):
            if not any(_over(r, table) for r in row):
                continue
            line = make_lines(row)[0]
            if top - line.box.y1 > 2.2 * line.size or len(lines) > 1:
                break
            if not (is_table_title(line.text) or unit_statement(line.text)):
                break
            lines.insert(0, line)
            top = line.box.y0
            taken = {id(r) for r in row}
            runs = [r for r in runs if id(r) not in taken]
        out.append(_Titled(table, lines))
    return out, runs


def _over(run: Run, table: GridTable) -> bool:
    return run.box.x0 < table.box.x1 and run.box.x1 > table.box.x0


def _into_frames(items: list[Item[object]], frames: Sequence[Box], page: Page) -> list[Item[object]]:
    """Text inside a ruled box is read by itself, unless the box is a border around all or cuts through text."""
    for frame in sorted(frames, key=lambda f: f.width * f.height):
        inside = [i for i in items if frame.holds(*_middle(i.box))]
        through = any(i.box.x0 < frame.x0 - 2 or i.box.x1 > frame.x1 + 2 for i in inside)
        if len(inside) < 2 or through or frame.width * frame.height > 0.6 * page.width * page.height:
            continue
        if len(inside) == len(items):
            continue
        taken = {id(i) for i in inside}
        items = [i for i in items if id(i) not in taken]
        items.append(Item(frame, min(i.size for i in inside), _Framed(inside), "frame"))
    return items


def _middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def _column_elements(column: Column[object], page: int) -> list[Element]:
    """The blocks of a column, with what is no running text between them in its place."""
    out: list[Element] = []
    held: list[Run] = []

    def flush() -> None:
        if held:
            out.extend(make_blocks(make_lines(held), page, column.box))
            held.clear()

    for item in sorted(column.items, key=lambda i: (i.box.y0, i.box.x0)):
        if isinstance(item.thing, Run):
            held.append(item.thing)
        elif isinstance(item.thing, _Titled):
            flush()
            for line in item.thing.lines:
                out.extend(make_blocks([line], page, line.box))
            out.append(item.thing.table)
        elif isinstance(item.thing, list):
            flush()
            out.extend(_vertical_blocks(item.thing, page, column.box))
    flush()
    return out


def _vertical_blocks(lines: list[Line], page: int, column: Box) -> list[Block]:
    """Vertical lines from the right; one that begins lower begins a paragraph."""
    top = min(line.box.y0 for line in lines)
    bottom = max(line.box.y1 for line in lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and line.box.y0 - top < 0.8 * line.size:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Block(
            group,
            hull([x.box for x in group]),
            group[0].size,
            page,
            column,
            indented=group[0].box.y0 - top > 0.8 * group[0].size,
            slack=bottom - group[-1].box.y1,
            text=join_lines([x.text for x in group]),
            vertical=True,
        )
        for group in groups
    ]


def _turned(glyphs: Sequence[Glyph], page: int) -> list[Element]:
    """Text turned by a quarter or more, each turn read upright, after the rest of the page."""
    out: list[Element] = []
    for turn in (1, 2, 3):
        held = [_upright(g) for g in glyphs if g.turn == turn]
        if held:
            runs = make_runs(held)
            items: list[Item[object]] = [Item(r.box, r.size, r) for r in runs]
            for column in cut(items):
                out.extend(_column_elements(column, page))
    for element in out:
        if isinstance(element, Block):
            element.aside = True
    return out


def _upright(glyph: Glyph) -> Glyph:
    x0, y0, x1, y1 = glyph.box
    box = {1: Box(-y1, x0, -y0, x1), 2: Box(-x1, -y1, -x0, -y0), 3: Box(y0, -x1, y1, -x0)}[glyph.turn]
    return Glyph(glyph.text, box, glyph.size, 0)


def _margins(runs: list[Run], page: Page) -> tuple[list[Margin], list[Run]]:
    """Lines near the edges of the page that white space parts from its body."""
    rows = group_rows(runs)
    usual = median(r.size for r in runs) if runs else 0.0
    found: list[Margin] = []
    taken: set[int] = set()
    for order, top in ((rows, True), (rows[::-1], False)):
        for index, row in enumerate(order[:2]):
            box = hull([r.box for r in row])
            edge = box.y1 < _MARGIN * page.height if top else box.y0 > (1 - _MARGIN) * page.height
            if not edge or id(row[0]) in taken or max(r.size for r in row) > 1.3 * usual:
                break
            if index + 1 < len(order):
                following = hull([r.box for r in order[index + 1]])
                gap = following.y0 - box.y1 if top else box.y0 - following.y1
                if gap < 0.9 * row[0].size:
                    break
            text = " ".join(r.text for r in row)
            found.append(Margin(Line(text, box, row[0].size), top))
            taken.update(id(r) for r in row)
    return found, [r for r in runs if id(r) not in taken]
