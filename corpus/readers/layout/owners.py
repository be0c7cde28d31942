"""Which headline every stack of lines belongs to: the one above it, or that of the stack beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Generic, TypeVar

from corpus.readers.layout.boxes import Box, hull, inside, overlap
from corpus.readers.layout.items import Item
from corpus.readers.layout.stacks import Stack

T = TypeVar("T")

_LEVEL = 0.75  # ems by which the heads of the columns of one article differ
_NEXT = 4.0  # ems from one column to the next at most
_MOST_OF = 0.85  # of the width of a page: so wide is an article under a headline of the whole page
_MIDDLE = 0.04  # of the width of a page, by which its title may stand beside the middle
_MANY_HEADS = 6  # headlines over one row of columns
_HEADLESS = 12.0  # ems of misfit that weigh as much as columns without a headline at the left of those with one


@dataclass(frozen=True, slots=True, eq=False)
class Island(Generic[T]):
    """An article: its headline (empty where it has none) and the stacks of its body.

    `loose`: the page does not show which article the stacks belong to, or in which order they are read.
    """

    box: Box
    head: list[Item[T]]
    body: list[Stack[T]]
    loose: bool = False
    insets: tuple[Island[T], ...] = ()  # articles in the middle of its columns
    banner: bool = False  # the title of the whole page


class Owners(Generic[T]):
    """Which headline every stack belongs to."""

    def __init__(self, stacks: Sequence[Stack[T]], size: float) -> None:
        self.heads = [s for s in stacks if s.head]
        self.body = [s for s in stacks if not s.head and not s.last.solid]
        self.solids = [s for s in stacks if s.last.solid]
        self.size = size
        self.above = [self._above(s) for s in self.body]
        self.left = [self._left(s) for s in self.body]
        self.owner: list[Stack[T] | None] = [None] * len(self.body)
        self.hidden: set[int] = set()  # stacks whose article the page does not show

    def islands(self) -> list[Island[T]]:
        """The articles, in no order; what belongs to no headline is one by itself."""
        for row in self._rows():
            self._share_out(row)
        groups: dict[int, list[Stack[T]]] = {}
        for stack, owner in zip(self.body, self.owner, strict=True):
            groups.setdefault(id(owner or stack), []).append(stack)
        found: list[Island[T]] = []
        for head in self.heads:
            body = groups.pop(id(head), [])
            if self._is_banner(head, body):
                found += (Island(s.box, [], [s]) for s in body)
                found.append(Island(head.box, head.items, [], banner=True))
                continue
            found.append(Island(hull([head.box, *(s.box for s in body)]), head.items, body))
        for body in groups.values():
            found.append(Island(hull([s.box for s in body]), [], body, loose=id(body[0]) in self.hidden))
        for solid in self.solids:
            self._place(solid, found)
        return found

    def _is_banner(self, head: Stack[T], body: Sequence[Stack[T]]) -> bool:
        """Whether it is the title of the page, alone at its top over the middle of all columns, not of some of them."""
        rest = [s.box for s in (*self.heads, *self.body, *self.solids) if s is not head]
        whole = hull(rest)
        if whole.y0 < head.box.y1 - 0.4 * self.size or any(h.last.size > head.last.size for h in self.heads):
            return False
        own = hull([s.box for s in body]).width if body else 0.0
        middle = abs(head.box.x0 + head.box.x1 - whole.x0 - whole.x1) / 2
        return own < _MOST_OF * whole.width and middle < _MIDDLE * whole.width

    def _place(self, solid: Stack[T], found: list[Island[T]]) -> None:
        """A table or frame belongs to the article around it, a table else to the one above; else it is one itself."""
        em = self.size
        home = next((k for k, a in enumerate(found) if inside(solid.box, a.box, em)), None)
        up = self._above(solid)
        if home is None and up is not None and solid.last.kind == "table":
            owner = next(k for k, a in enumerate(found) if up in a.body or up.items is a.head)
            box = hull([found[owner].box, solid.box])
            if not any(overlap(box, a.box, em) for k, a in enumerate(found) if k != owner):
                home = owner
        if home is None:
            found.append(Island(solid.box, [], [solid]))
        else:
            island = found[home]
            found[home] = replace(island, box=hull([island.box, solid.box]), body=[*island.body, solid])

    def _above(self, stack: Stack[T]) -> Stack[T] | None:
        """What stands right above it."""
        em = self.size
        over = [
            s
            for s in (*self.heads, *self.body)
            if s is not stack and s.box.y1 < stack.box.y0 + 0.4 * em and s.over(stack) > 0.8 * em
        ]
        return max(over, key=lambda s: s.box.y1, default=None)

    def _left(self, stack: Stack[T]) -> int | None:
        """The column beside it that begins at the same height."""
        em = self.size
        found = [
            i
            for i, s in enumerate(self.body)
            if abs(s.box.y0 - stack.box.y0) < _LEVEL * em and -0.5 * em < stack.box.x0 - s.box.x1 < _NEXT * em
        ]
        return max(found, key=lambda i: self.body[i].box.x1, default=None)

    def _rows(self) -> list[list[int]]:
        """Stacks that begin at the same height side by side, from the left; the rows from the top."""
        rows: dict[int, list[int]] = {}
        first: dict[int, int] = {}
        for i in sorted(range(len(self.body)), key=lambda i: self.body[i].box.x0):
            before = self.left[i]
            # a stack that another one stands right on goes on from that
            up = self.above[i]
            on = up is not None and not up.head and self.body[i].box.y0 - up.box.y1 < 0.9 * self.size
            start = i if before is None or on or before not in first else first[before]
            first[i] = start
            rows.setdefault(start, []).append(i)
        return sorted(rows.values(), key=lambda row: min(self.body[i].box.y0 for i in row))

    def _share_out(self, row: list[int]) -> None:
        """Give each stack of a row to one of the headlines that stand over it."""
        headed = [(k, self.above[i]) for k, i in enumerate(row) if (a := self.above[i]) is not None and a.head]
        starts: dict[int, int] = {}  # of each headline: the first stack below it
        order: list[Stack[T]] = []
        for k, head in headed:
            if head is not None and id(head) not in starts:
                starts[id(head)] = k
                order.append(head)
        if not order:
            self._inherit(row)
            return
        ends = {id(head): k for k, head in headed}
        cuts = self._best_cuts(row, order, starts, ends)
        for head, (begin, end) in zip(order, pairwise(cuts), strict=True):
            for i in row[begin:end]:
                self.owner[i] = head
        if cuts[0] > 0:
            self._inherit(row[: cuts[0]])

    def _best_cuts(
        self, row: list[int], order: list[Stack[T]], starts: dict[int, int], ends: dict[int, int]
    ) -> list[int]:
        """Where the share of each headline begins: each stands at the left of its columns or over their middle."""
        low = [starts[id(h)] for h in order]
        high = [ends[id(h)] for h in order]
        if len(order) > _MANY_HEADS:
            return [0, *low[1:], len(row)]
        first = range(low[0] + 1)
        between = [range(high[k] + 1, low[k + 1] + 1) for k in range(len(order) - 1)]
        best: tuple[float, list[int]] | None = None
        choices: list[list[int]] = [[c] for c in first]
        for options in between:
            choices = [[*c, o] for c in choices for o in options]
        for choice in choices:
            cuts = [*choice, len(row)]
            misfit = 0.0 if cuts[0] == 0 else _HEADLESS
            for head, (begin, end) in zip(order, pairwise(cuts), strict=True):
                misfit += self._misfit(head, [self.body[i] for i in row[begin:end]])
            if best is None or misfit < best[0] - 1e-6:
                best = (misfit, cuts)
        return best[1] if best else [0, *low[1:], len(row)]

    def _misfit(self, head: Stack[T], columns: Sequence[Stack[T]]) -> float:
        """Ems by which a headline stands neither at the left of its columns nor over their middle."""
        start = columns[0].box.x0
        # the last column may hold no more than the end of a line
        end = max(c.box.x0 for c in columns) + max(c.box.width for c in columns)
        left = abs(head.box.x0 - start)
        middle = abs(head.box.x0 + head.box.x1 - start - end) / 2
        out = max(0.0, head.box.x1 - end - head.last.size)
        uneven = sum(abs(c.box.y0 - columns[0].box.y0) for c in columns)
        # text runs on into the next column only where one is full
        early = sum(b.box.y1 > a.box.y1 + 2 * self.size for a, b in pairwise(columns))
        return (min(left, middle) + out + uneven) / self.size + early

    def _inherit(self, row: list[int]) -> None:
        """A row without a headline belongs to what stands above its first stack, or to a headline at its left."""
        first = self.body[row[0]]
        owner = self._level_headline(first)
        over = [o for i in row if (o := self._interrupted(i)) is not None]
        proofs = [proof for proof in over if proof.goes_on is not None]
        for i in row:
            up = self.above[i]
            if proofs:
                up = proofs[0].stack if proofs[0].goes_on else up
            elif over:
                self.hidden.add(id(self.body[i]))
                continue
            if owner is None and up is not None and not up.head:
                self.owner[i] = next(o for s, o in zip(self.body, self.owner, strict=True) if s is up)
            else:
                self.owner[i] = owner

    def _level_headline(self, stack: Stack[T]) -> Stack[T] | None:
        """A headline at the left whose article goes on in the stack, which begins as high as the headline itself.

        That column could as well go on from the foot of the one at its left: the broken paragraph tells.
        """
        em = self.size
        level = [
            h
            for h in self.heads
            if abs(h.box.y0 - stack.box.y0) < 1.5 * em and 0 < stack.box.x0 - h.box.x1 < 2 * _NEXT * em
        ]
        head = max(level, key=lambda h: h.box.x1, default=None)
        if head is None or not stack.begins_open(em):
            return None
        below = [s for s in self.body if head.over(s) > em and s.box.y0 > head.box.y0]
        if not below or not min(below, key=lambda s: s.box.y0).ends_open(em):
            return None
        foot = max(below, key=lambda s: s.box.y1)
        return head if len(below) == 1 or not foot.ends_open(em) else None

    def _interrupted(self, i: int) -> _Interrupted[T] | None:
        """The column that the stack `i` may go on from, below something of another width that stands in its way."""
        stack, up, em = self.body[i], self.above[i], self.size
        if up is None or up.head or _aligned(up, stack, em):
            return None
        over = [s for s in self.body if s.box.y1 < up.box.y0 and _aligned(s, stack, em)]
        before = max(over, key=lambda s: s.box.y1, default=None)
        # a column beside it that is not interrupted shows that the text may go on
        if before is None or not any(s.box.y0 < before.box.y1 and s.box.y1 > stack.box.y0 for s in self.body):
            return None
        here = stack.begins_open(em) and before.ends_open(em)
        there = stack.begins_open(em) and up.ends_open(em)
        return _Interrupted(before, None if here == there else here)


@dataclass(frozen=True, slots=True)
class _Interrupted(Generic[T]):
    """A column above an interruption, and whether its broken paragraph goes on below (None: not to be told)."""

    stack: Stack[T]
    goes_on: bool | None


def _aligned(a: Stack[T], b: Stack[T], size: float) -> bool:
    """Whether both are of one column."""
    return abs(a.box.x0 - b.box.x0) < 0.5 * size and abs(a.box.width - b.box.width) < 2 * size
