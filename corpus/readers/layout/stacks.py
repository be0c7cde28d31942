"""Lines that stand below each other at one edge, and headlines: what a page of several articles is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from corpus.readers.layout.boxes import Box, hull, shared_height, shared_width
from corpus.readers.layout.items import LARGE, Item

T = TypeVar("T")

_EDGE = 0.8  # ems by which the edges of lines of one column differ
_INDENT = (1.2, 2.8)  # ems by which the first line of a paragraph may be indented
_HANGING = 1.7  # ems that a mark, or a word that was not broken, may stand out at the right
_STEP = 2.4  # ems from one line to the next at most, while the usual step is not known
_WIDER_STEP = 1.45  # of the usual step; more of it parts
_MOST = 400  # stacks, or pieces of headlines, of a page of text
_MOST_BESIDE = 100  # stacks that go through a few lines
_TALL = 3  # lines of a stack that shows the width of its column


@dataclass(slots=True, eq=False)
class Stack(Generic[T]):
    """Items below each other. `head`: a headline, of one or several lines."""

    box: Box
    items: list[Item[T]]
    head: bool = False
    step: float = 0.0  # from one line to the next

    @property
    def last(self) -> Item[T]:
        """The item added last."""
        return self.items[-1]

    def add(self, item: Item[T]) -> None:
        """Put an item below the others, or beside them."""
        step = item.box.y0 - self.last.box.y0
        if step > 0.5 * item.size:
            self.step = min(self.step, step) if self.step else step
        self.items.append(item)
        self.box = hull([self.box, item.box])

    def beside(self, other: Stack[T]) -> float:
        """Points of height that both share."""
        return shared_height(self.box, other.box)

    def over(self, other: Stack[T]) -> float:
        """Points of width that both share."""
        return shared_width(self.box, other.box)

    def ends_open(self, size: float) -> bool:
        """Whether the last line reaches the right edge, so that its paragraph may go on elsewhere."""
        bottom = max(i.box.y1 for i in self.items)
        return self.box.x1 - max(i.box.x1 for i in self.items if i.box.y1 > bottom - 0.5 * size) < _HANGING * size

    def begins_open(self, size: float) -> bool:
        """Whether the first line has no indent, so that its paragraph may have begun elsewhere."""
        top = self.box.y0 + 0.5 * size
        return min(i.box.x0 for i in self.items if i.box.y0 < top) - self.box.x0 < _EDGE * size


def side_by_side(stacks: Sequence[Stack[T]]) -> list[list[Stack[T]]]:
    """Stacks below each other, from the left; one over two columns makes these one."""
    columns: list[list[Stack[T]]] = []
    right = float("-inf")
    for stack in sorted(stacks, key=lambda s: s.box.x0):
        if stack.box.x0 >= right:
            columns.append([])
        columns[-1].append(stack)
        right = max(right, stack.box.x1)
    return columns


def find_stacks(items: Sequence[Item[T]], size: float) -> list[Stack[T]]:
    """Headlines and stacks of lines, from the top; none of a page that is strewn with pieces, as a drawing is."""
    ordered = sorted(items, key=lambda i: (i.box.y0, i.box.x0))
    large = [i for i in ordered if i.size > LARGE * size and not i.solid]
    if len(large) > _MOST:
        return []
    heads = _headlines(large)
    stacks: list[Stack[T]] = []
    near: list[Stack[T]] = []  # those whose last line is not far above
    for item in ordered:
        if item.solid:
            stacks.append(Stack(item.box, [item]))
        elif item.size <= LARGE * size:
            fitting = [s for s in near if _goes_on(s, item)]
            if fitting:
                min(fitting, key=lambda s: item.box.y0 - s.last.box.y0).add(item)
                continue
            stacks.append(Stack(item.box, [item]))
            near = [s for s in near if item.box.y0 - s.last.box.y0 < _STEP * _WIDER_STEP * LARGE * size]
            near.append(stacks[-1])
            if len(near) > _MOST_BESIDE or len(stacks) > _MOST:
                return []
    return sorted((*heads, *_swallowed(stacks, size)), key=lambda s: (s.box.y0, s.box.x0))


def _goes_on(stack: Stack[T], item: Item[T]) -> bool:
    """Whether the item is the next line of the stack."""
    last = stack.last
    if last.solid or not 0.87 < item.size / last.size < 1.15:
        return False
    em = item.size
    step = item.box.y0 - last.box.y0
    if not 0.5 * em < step <= (_WIDER_STEP * stack.step if stack.step else _STEP * em):
        return False
    if len(stack.items) >= _TALL and item.box.x1 > stack.box.x1 + _HANGING * em:
        return False
    shift = (item.box.x0 - stack.box.x0) / em
    indented = _INDENT[0] < shift < _INDENT[1] or (len(stack.items) == 1 and _INDENT[0] < -shift < _INDENT[1])
    return abs(shift) < _EDGE or indented


def _swallowed(stacks: list[Stack[T]], size: float) -> list[Stack[T]]:
    """Small stacks inside a taller one are pieces of its lines, or lines set in from its edge."""
    tall = [s for s in stacks if len(s.items) >= _TALL]
    kept: list[Stack[T]] = []
    for stack in stacks:
        box = stack.box
        for other in tall if len(stack.items) < _TALL and not stack.last.solid else ():
            inside = other.box.x0 - _EDGE * size < box.x0 and box.x1 < other.box.x1 + _HANGING * size
            if inside and other.box.y0 - 0.5 * size < box.y0 and box.y1 < other.box.y1 + 0.5 * size:
                other.items += stack.items
                other.box = hull([other.box, box])
                break
        else:
            kept.append(stack)
    return kept


def _headlines(items: Sequence[Item[T]]) -> list[Stack[T]]:
    """Large lines, those of one headline together: letter-spaced characters, and lines right below each other."""
    rows: list[Stack[T]] = []
    for item in sorted(items, key=lambda i: i.box.x0):
        for row in rows:
            gap = item.box.x0 - row.last.box.x1
            level = min(item.box.y1, row.box.y1) - max(item.box.y0, row.box.y0) > 0.6 * item.size
            spaced = max(item.box.width, row.last.box.width) < 1.3 * item.size and gap < 3 * item.size
            if level and (gap < 0.4 * item.size or spaced):
                row.add(item)
                break
        else:
            rows.append(Stack(item.box, [item], head=True))
    found: list[Stack[T]] = []
    for row in sorted(rows, key=lambda s: s.box.y0):
        size = row.last.size
        for head in found:
            if head.over(row) > 0 and 0 <= row.box.y0 - head.box.y1 + 0.3 * size < 1.1 * size:
                for item in row.items:
                    head.add(item)
                break
        else:
            found.append(row)
    return found
