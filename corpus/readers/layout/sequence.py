"""The order in which the articles of a page are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from corpus.readers.layout.boxes import Box, hull, shared_height, shared_width
from corpus.readers.layout.owners import Island

T = TypeVar("T")


def in_order(islands: Sequence[Island[T]]) -> list[Island[T]]:
    """Side by side from the left, else below each other, else none before one that stands above it or at its left."""
    groups = [[i for i in islands if i.banner], [i for i in islands if not i.banner]]
    if not groups[0]:
        groups = _parted(islands, 0)
    if len(groups) < 2:
        groups = _parted(islands, 1)
        width = hull([i.box for i in islands]).width
        # white rows may go through columns by chance: what lies over all of them is taken off first
        if len(groups) > 2 and len(groups[0]) == 1 and 2 * groups[0][0].box.width > width:
            groups = [groups[0], [i for group in groups[1:] for i in group]]
        elif len(groups) > 2 and len(groups[-1]) == 1 and 2 * groups[-1][0].box.width > width:
            groups = [[i for group in groups[:-1] for i in group], groups[-1]]
    if len(groups) > 1:
        return [i for group in groups for i in (in_order(group) if len(group) > 1 else group)]
    rest = sorted(islands, key=lambda i: (i.box.y0, i.box.x0))
    ordered: list[Island[T]] = []
    while rest:
        ready = (a for a in rest if not any(_before(b.box, a.box) for b in rest if b is not a))
        chosen = next(ready, rest[0])
        ordered.append(chosen)
        rest.remove(chosen)
    return ordered


def _parted(islands: Sequence[Island[T]], axis: int) -> list[list[Island[T]]]:
    """Between white columns (axis 0) or rows (1) that go through all of them."""
    groups: list[list[Island[T]]] = []
    end = float("-inf")
    for island in sorted(islands, key=lambda i: i.box[axis]):
        if island.box[axis] >= end:
            groups.append([])
        groups[-1].append(island)
        end = max(end, island.box[axis + 2])
    return groups


def _before(a: Box, b: Box) -> bool:
    """Whether `a` stands above `b` or at its left, with a share of its width or height."""
    wide, tall = shared_width(a, b), shared_height(a, b)
    if wide <= 0 and tall <= 0:
        return False
    return a.y0 < b.y0 if wide > tall else a.x0 < b.x0
