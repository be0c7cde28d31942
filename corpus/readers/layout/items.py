"""What a page is cut into columns of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Generic, Literal, TypeVar

from corpus.readers.layout.boxes import Box

T = TypeVar("T")

LARGE = 1.35
"""Size of a headline against that of the body, at least."""


@dataclass(frozen=True, slots=True)
class Item(Generic[T]):
    """Something on the page that is not cut apart: a piece of a line, or what stands on the page as a whole."""

    box: Box
    size: float
    thing: T
    kind: Literal["line", "table", "frame", "vertical"] = "line"

    @property
    def solid(self) -> bool:
        """Whether it is no piece of a line."""
        return self.kind != "line"


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """Items of one column, not in order; `box` is the column's own. `loose`: the page does not show its place."""

    box: Box
    items: list[Item[T]]
    loose: bool = False


def body_size(items: Sequence[Item[T]]) -> float:
    """The size of the body: the median over the width that it takes."""
    weighted = sorted((i.size, i.box.width) for i in items)
    half = sum(w for _, w in weighted) / 2
    for size, width in weighted:
        half -= width
        if half <= 0:
            return size
    return median(i.size for i in items)
