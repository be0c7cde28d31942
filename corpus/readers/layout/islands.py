"""Articles of a page by their headlines, where no cut through the whole page parts them.

Only where the articles found so do not overlap, the page shows its order; elsewhere their stacks are loose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import TypeVar

from corpus.readers.layout.boxes import Box, inside, overlap, shared_height, shared_width
from corpus.readers.layout.items import Item
from corpus.readers.layout.owners import Island, Owners
from corpus.readers.layout.sequence import in_order
from corpus.readers.layout.stacks import Stack, find_stacks

T = TypeVar("T")

_SIDE_BY_SIDE = 3  # lines that two columns share in height


def find_islands(items: Sequence[Item[T]], size: float) -> list[Island[T]]:
    """The articles in reading order; empty where the page has no two columns and headlines, or does not show them."""
    stacks = find_stacks(items, size)
    if sum(s.head for s in stacks) < 2 or not _has_columns(stacks, size):
        return []
    found = Owners(stacks, size).islands()
    found = _nested(found, size)
    if any(overlap(a.box, b.box, size) for a, b in combinations(found, 2)):
        return []
    return in_order(found) if len(found) > 1 or any(a.insets for a in found) else []


def _nested(islands: Sequence[Island[T]], size: float) -> list[Island[T]]:
    """Put an article that stands in the middle of the columns of another one into that, and what may go on there."""
    found = [a for a in islands if not a.loose]
    adrift = [s for a in islands if a.loose for s in a.body]
    for inner in islands:
        if inner.loose:
            area = [max(0.0, shared_width(inner.box, a.box)) * max(0.0, shared_height(inner.box, a.box)) for a in found]
            host = area.index(max(area))
            found[host] = replace(found[host], insets=(*found[host].insets, inner))
            continue
        hosts = [
            k
            for k, a in enumerate(found)
            if a is not inner and inside(inner.box, a.box, size) and _goes_around(a, adrift, inner.box, size)
        ]
        if len(hosts) == 1 and inner in found and not inner.insets:
            found[hosts[0]] = replace(found[hosts[0]], insets=(*found[hosts[0]].insets, inner))
            found.remove(inner)
    return found


def _goes_around(island: Island[T], adrift: Sequence[Stack[T]], box: Box, size: float) -> bool:
    """Whether columns of the article stand above the box, they or others below it, and none across it."""
    own = [s.box for s in island.body if shared_width(s.box, box) > size]
    if any(overlap(b, box, size) for b in own) or not any(b.y1 < box.y0 + size for b in own):
        return False
    return any(b.y0 > box.y1 - size for b in (*own, *(s.box for s in adrift if shared_width(s.box, box) > size)))


def loose_islands(items: Sequence[Item[T]], size: float) -> list[Island[T]]:
    """What can be told of a page that no cut parts though columns stand side by side on it; empty where none do."""
    stacks = find_stacks(items, size)
    if not _has_columns([s for s in stacks if _is_text(s, size)], size):
        return []
    found = Owners(stacks, size).islands()
    if len(found) < 2:
        return []
    return in_order(
        [
            replace(a, loose=a.loose or not a.head or any(overlap(a.box, b.box, size) for b in found if b is not a))
            for a in found
        ]
    )


def _has_columns(stacks: Sequence[Stack[T]], size: float) -> bool:
    """Whether two stacks of several lines stand side by side."""
    tall = [s for s in stacks if not s.head and len(s.items) >= _SIDE_BY_SIDE]
    return any(a.beside(b) > 1.3 * _SIDE_BY_SIDE * size and a.over(b) < 0 for a, b in combinations(tall, 2))


def _is_text(stack: Stack[T], size: float) -> bool:
    """Whether the lines are broken at the width of a column, as those of a list or a table are not."""
    full = sum(stack.box.x1 - i.box.x1 < 2 * size for i in stack.items)
    return len(stack.items) > _SIDE_BY_SIDE and stack.box.width > 6 * size and 2 * full > len(stack.items)
