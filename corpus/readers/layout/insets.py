"""Framed text and tables in the middle of columns: the text goes on around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from corpus.readers.layout.boxes import Box, hull, shared_width
from corpus.readers.layout.items import Column, Item
from corpus.readers.layout.stacks import Stack, find_stacks, side_by_side

T = TypeVar("T")

_LINES = 3  # of a column, at least
_OVER = 1.0  # ems of a column that an inset covers, at least


def find_insets(items: Sequence[Item[T]], size: float) -> list[Item[T]]:
    """What is read after the columns in whose middle it stands, from the top.

    It covers some of the columns, which go on below it, and leaves others whole; those show that it is no border
    between what stands above and below. A headline below it begins something new.
    """
    solids = [i for i in items if i.kind in ("table", "frame")]
    if not solids:
        return []
    stacks = find_stacks([i for i in items if not i.solid], size)
    columns = side_by_side([s for s in stacks if not s.head and len(s.items) >= _LINES])
    for stack in stacks:
        if not stack.head and len(stack.items) < _LINES:
            for column in columns:
                if column[0].box.x0 - size < stack.box.x0 and stack.box.x1 < max(s.box.x1 for s in column) + size:
                    column.append(stack)
    heads = [s for s in stacks if s.head]
    found = [s for s in solids if len(columns) > 1 and _is_inset(s, columns, heads, size)]
    return sorted(found, key=lambda i: i.box.y0)


def part_at(inset: Box, column: Column[T]) -> list[Column[T]]:
    """The parts of a column above and below the inset: a paragraph may go on from the one in the other."""
    box = column.box
    if shared_width(box, inset) <= 0:
        return [column]
    middle = (inset.y0 + inset.y1) / 2
    above = [i for i in column.items if i.box.y0 < middle]
    below = [i for i in column.items if i.box.y0 >= middle]
    if not above or not below:
        return [column]
    return [
        replace(column, box=box._replace(y1=middle), items=above),
        replace(column, box=box._replace(y0=middle), items=below),
    ]


def _is_inset(item: Item[T], columns: Sequence[Sequence[Stack[T]]], heads: Sequence[Stack[T]], size: float) -> bool:
    box = item.box
    covered, beside = 0, 0
    goes_on = False
    for column in columns:
        across = hull([s.box for s in column])
        if shared_width(across, box) <= _OVER * size:
            beside += any(s.box.y0 < box.y0 and s.box.y1 > box.y1 for s in column)
            continue
        covered += 1
        above = any(s.box.y1 < box.y0 + size for s in column)
        below = [s for s in column if s.box.y0 > box.y1 - size]
        goes_on |= above and bool(below) and not _begins(min(below, key=lambda s: s.box.y0), box, heads)
    return goes_on and beside > 0 and (covered > 1 or item.kind == "frame")


def _begins(stack: Stack[T], box: Box, heads: Sequence[Stack[T]]) -> bool:
    """Whether a headline stands between the box and the stack below it."""
    return any(h.over(stack) > 0 and box.y1 - 1 < h.box.y1 <= stack.box.y0 + 1 for h in heads)
