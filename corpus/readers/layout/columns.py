"""The order in which a page is read: cut into columns and bands along its white space (XY-cut)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from corpus.readers.layout.boxes import Box, hull
from corpus.readers.layout.insets import find_insets, part_at
from corpus.readers.layout.islands import find_islands, loose_islands
from corpus.readers.layout.items import LARGE, Column, Item, body_size
from corpus.readers.layout.owners import Island
from corpus.readers.layout.stacks import find_stacks, side_by_side

T = TypeVar("T")

_GUTTER = 0.6  # ems of white space between columns, at least
_DEEPEST = 24
_WIDE_GAP = 3.5  # ems of white through all the width, which part what stands above from what stands below
_BAND_COST = 0.9  # what a further band must bring in rows read in columns


def cut(items: Sequence[Item[T]], depth: int = 0) -> list[Column[T]]:
    """Columns in reading order: bands from the top, the columns of a band from the left."""
    items = list(items)
    if not items:
        return []
    whole = [Column(hull([i.box for i in items]), items)]
    if len(items) < 3 or depth >= _DEEPEST:
        return whole
    size = body_size(items)
    islands = find_islands(items, size)
    if islands:
        return [c for island in islands for c in _columns_of(island, depth)]
    insets = find_insets(items, size)
    if insets:
        taken = {id(i) for i in insets}
        columns = cut([i for i in items if id(i) not in taken], depth + 1)
        for inset in insets:
            columns = [part for column in columns for part in part_at(inset.box, column)]
        return columns + [Column(i.box, [i]) for i in insets]
    gutters = _gutters(items, size)
    strips = _strips(items)
    if gutters:
        top, bottom = _spanning(strips, gutters, size)
        if top or bottom:
            parts = (strips[:top], strips[top : len(strips) - bottom], strips[len(strips) - bottom :])
            return [c for part in parts if part for c in cut([i for strip in part for i in strip], depth + 1)]
        return [c for part in _split(items, gutters) for c in cut(part, depth + 1)]
    bands = _bands(strips, size) if len(strips) > 1 else []
    torn = len(bands) > 1 and _through_stacks(bands, items, size)
    loose = loose_islands(items, size) if torn or len(bands) < 2 else []
    if loose:
        return [c for island in loose for c in _columns_of(island, depth)]
    return [c for band in bands for c in cut(band, depth + 1)] if len(bands) > 1 else whole


def _columns_of(island: Island[T], depth: int) -> list[Column[T]]:
    """The headline of an article, its columns, and the articles set into them."""
    head: list[Column[T]] = [Column(hull([i.box for i in island.head]), island.head)] if island.head else []
    if island.loose:
        return head + [Column(s.box, s.items, loose=True) for s in sorted(island.body, key=lambda s: s.box.x0)]
    if any(s.last.solid for s in island.body):
        columns = cut([i for s in island.body for i in s.items], depth + 1)
    else:
        columns = [c for part in side_by_side(island.body) for c in cut([i for s in part for i in s.items], depth + 1)]
    for inset in island.insets:
        columns = [part for column in columns for part in part_at(inset.box, column)]
    return head + columns + [c for inset in island.insets for c in _columns_of(inset, depth)]


def _gaps(spans: list[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    gaps: list[tuple[float, float]] = []
    end = float("-inf")
    for low, high in sorted(spans):
        if end > float("-inf") and low - end >= least:
            gaps.append((end, low))
        end = max(end, high)
    return gaps


def _gutters(items: Sequence[Item[T]], size: float) -> list[tuple[float, float]]:
    """White columns through all of the items with text of several lines on both sides."""
    gaps = _gaps([(i.box.x0, i.box.x1) for i in items], _GUTTER * size)
    if not gaps:
        return []
    parts = _split(items, gaps)
    kept: list[tuple[float, float]] = []
    starts = [hull([i.box for i in parts[0]]).x0]
    left = list(parts[0])
    for gap, right in zip(gaps, parts[1:], strict=True):
        start = hull([i.box for i in right]).x0
        sound = _stands_beside(left, right, size) and (gap[1] - gap[0] >= 1.6 * size or _is_column(left, right, size))
        lone = _tall(left, size) and not _tall(right, size)
        if sound or (lone and (_in_step(starts, start, size) or _ends_evenly(left, right, size))):
            kept.append(gap)
            starts.append(start)
            left = list(right)
        else:
            left += right
    return kept


def _in_step(starts: Sequence[float], start: float, size: float) -> bool:
    """Whether columns begin at equal distances, so that the last may hold a single line (which may be indented)."""
    if len(starts) < 2:
        return False
    pitch = starts[-1] - starts[-2]
    return any(abs(start - indent - starts[-1] - pitch) < 0.6 * size for indent in (0.0, 2 * size))


def _ends_evenly(left: Sequence[Item[T]], right: Sequence[Item[T]], size: float) -> bool:
    """Whether the left side is a justified column, at whose head the right side goes on with its last line."""
    a, b = hull([i.box for i in left]), hull([i.box for i in right])
    even = sum(a.x1 - i.box.x1 < 1.6 * size for i in left)
    return len(left) > 3 and even * 3 > 2 * len(left) and abs(a.y0 - b.y0) < size and b.width <= a.width + size


def _spanning(strips: list[list[Item[T]]], gutters: list[tuple[float, float]], size: float) -> tuple[int, int]:
    """How many strips at the top and at the bottom stand alone over several columns of the rest.

    A table or headline that bridges some of the columns but not all does not belong to the leftmost of these. At the
    bottom only where the rest is one text: with headlines among it, the strip may belong to the article above it.
    """
    top = 0
    while top < min(3, len(strips) - 2):
        rest = [i for strip in strips[top + 1 :] for i in strip]
        whole = hull([i.box for i in rest])
        if not (_bridges(strips[top], rest, gutters, size) or _is_banner(strips[top], whole, size)):
            break
        top += 1
    if top:
        gutters = _gutters([i for strip in strips[top:] for i in strip], size)
    bottom = 0
    one_text = not any(i.size > LARGE * size for strip in strips[top:] for i in strip)
    while one_text and bottom < min(3, len(strips) - top - 2):
        rest = [i for strip in strips[top : len(strips) - bottom - 1] for i in strip]
        if not _bridges(strips[len(strips) - bottom - 1], rest, gutters, size):
            break
        bottom += 1
    return top, bottom


def _bridges(
    strip: Sequence[Item[T]], rest: Sequence[Item[T]], gutters: list[tuple[float, float]], size: float
) -> bool:
    """Whether the strip closes gutters of the rest and has nothing beside it."""
    box = hull([i.box for i in strip])
    beside = any(low < box.x1 and high > box.x0 for low, high in gutters)
    return not beside and len(_gutters(rest, size)) > len(gutters)


def _is_banner(strip: Sequence[Item[T]], whole: Box, size: float) -> bool:
    """A headline in large type, centred over all columns, even where it is no wider than one of them."""
    if not all(i.size > LARGE * size for i in strip):
        return False
    box = hull([i.box for i in strip])
    if any(a.box.x1 + 2 * a.size < b.box.x0 for a, b in pairwise(sorted(strip, key=lambda i: i.box.x0))):
        return False
    return abs((box.x0 + box.x1) - (whole.x0 + whole.x1)) / 2 < 0.04 * whole.width


def _tall(items: Sequence[Item[T]], size: float) -> bool:
    box = hull([i.box for i in items])
    return box.height > 2.2 * size


def _stands_beside(left: Sequence[Item[T]], right: Sequence[Item[T]], size: float) -> bool:
    """Both sides are more than a line high and share a stretch of the page's height."""
    a, b = hull([i.box for i in left]), hull([i.box for i in right])
    if min(a.y1, b.y1) - max(a.y0, b.y0) <= 0.5 * size:
        return False
    return _tall(left, size) and _tall(right, size)


def _is_column(left: Sequence[Item[T]], right: Sequence[Item[T]], size: float) -> bool:
    """A narrow gutter counts only between real columns: many items that fill their width."""
    return all(len(side) >= 2 and hull([i.box for i in side]).width > 4 * size for side in (left, right))


def _split(items: Sequence[Item[T]], gutters: list[tuple[float, float]]) -> list[list[Item[T]]]:
    parts: list[list[Item[T]]] = [[] for _ in range(len(gutters) + 1)]
    for item in items:
        middle = (item.box.x0 + item.box.x1) / 2
        parts[sum(middle > high - (high - low) / 2 for low, high in gutters)].append(item)
    return parts


def _strips(items: Sequence[Item[T]]) -> list[list[Item[T]]]:
    """Items between white rows that go through all of the width."""
    strips: list[list[Item[T]]] = []
    end = float("-inf")
    for item in sorted(items, key=lambda i: (i.box.y0, i.box.x0)):
        # em boxes of neighbouring lines may touch, their ink does not
        slack = min(0.15 * item.size, 0.2 * item.box.height)
        if item.box.y0 >= end - slack:
            strips.append([])
        strips[-1].append(item)
        end = max(end, item.box.y1)
    return strips


def _bands(strips: list[list[Item[T]]], size: float) -> list[list[Item[T]]]:
    """Neighbouring strips in bands, so that as many as possible can be cut into columns.

    The best division by dynamic programming; a band counts the strips with text on both sides of its
    best gutter, and a little for those of its other gutters.
    """
    number = len(strips)
    whites = [_gaps([(i.box.x0, i.box.x1) for i in strip], _GUTTER * size) for strip in strips]
    if not any(whites):
        return [[i for strip in strips for i in strip]]
    hulls = [hull([i.box for i in strip]) for strip in strips]
    whole = hull(hulls)
    for index, strip in enumerate(strips):
        if _is_banner(strip, whole, size):
            whites[index], hulls[index] = [], Box(whole.x0, hulls[index].y0, whole.x1, hulls[index].y1)
    best = [0.0] * (number + 1)
    start = [0] * (number + 1)
    for end in range(1, number + 1):
        best[end] = float("-inf")
        gutters: list[tuple[float, float]] | None = None
        for begin in range(end - 1, max(-1, end - 400), -1):
            gutters = _common(gutters, whites[begin], hulls[begin], _GUTTER * size)
            value = _band_value(gutters, strips, hulls, begin, end, size)
            apart = begin > 0 and hulls[begin].y0 - hulls[begin - 1].y1 > _WIDE_GAP * size
            total = best[begin] + value - (0.0 if apart else _BAND_COST)
            if total > best[end] + 1e-9:
                best[end], start[end] = total, begin
    bands: list[list[Item[T]]] = []
    end = number
    while end > 0:
        bands.append([i for strip in strips[start[end] : end] for i in strip])
        end = start[end]
    return bands[::-1]


def _through_stacks(bands: list[list[Item[T]]], items: Sequence[Item[T]], size: float) -> bool:
    """Whether the bands tear columns of text apart: then there is no white row between them, only between lines."""
    band_of = {id(item): k for k, band in enumerate(bands) for item in band}
    torn = sum(len({band_of[id(i)] for i in stack.items}) > 1 for stack in find_stacks(items, size) if not stack.head)
    return torn > 1


def _common(
    known: list[tuple[float, float]] | None, white: list[tuple[float, float]], box: Box, least: float
) -> list[tuple[float, float]]:
    """What of the gutters stays white through one more strip; the page beside the strip is white too."""
    free = [(float("-inf"), box.x0), *white, (box.x1, float("inf"))]
    if known is None:
        return free
    out: list[tuple[float, float]] = []
    for low, high in known:
        for other_low, other_high in free:
            a, b = max(low, other_low), min(high, other_high)
            if b - a >= least:
                out.append((a, b))
    return out


def _band_value(
    gutters: list[tuple[float, float]],
    strips: list[list[Item[T]]],
    hulls: list[Box],
    begin: int,
    end: int,
    size: float,
) -> float:
    inner = [g for g in gutters if g[0] > float("-inf") and g[1] < float("inf")]
    if not inner:
        return 0.0
    # one row with a wide gap is a line with a gap, not columns
    if hulls[end - 1].y1 - hulls[begin].y0 < 2.2 * size:
        return 0.0
    values: list[float] = []
    for low, high in inner:
        middle = (low + high) / 2
        beside = [h for h in hulls[begin:end] if h.x0 < middle < h.x1]
        rows = max(float(len(beside)), sum((h.y1 - h.y0) / (1.6 * size) for h in beside))
        values.append(rows if rows >= 2 else 0.0)
    # one gutter through all beats several through some: headlines beside each other part articles, not lines
    return max(values) + 0.05 * (sum(values) - max(values))
