"""The things that a page is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom, in points, y downwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.y1 - self.y0

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in it."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


def hull(boxes: list[Box]) -> Box:
    """The smallest box around all of them."""
    return Box(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))


def shared_width(a: Box, b: Box) -> float:
    """Points of width that both share; negative: what lies between."""
    return min(a.x1, b.x1) - max(a.x0, b.x0)


def shared_height(a: Box, b: Box) -> float:
    """Points of height that both share; negative: what lies between."""
    return min(a.y1, b.y1) - max(a.y0, b.y0)


def overlap(a: Box, b: Box, size: float) -> bool:
    """Whether they share more than their edges do by chance, at a body of `size`."""
    return shared_width(a, b) > 0.5 * size and shared_height(a, b) > 0.5 * size


def inside(a: Box, b: Box, size: float) -> bool:
    """Whether `a` lies in `b`, its edges aside."""
    return a.x0 > b.x0 - size and a.x1 < b.x1 + size and a.y0 > b.y0 - size and a.y1 < b.y1 + size


class Glyph(NamedTuple):
    """A character on the page: its em box (not its ink), its size, its turn in quarters counter-clockwise."""

    text: str
    box: Box
    size: float
    turn: int


class Rule(NamedTuple):
    """A straight line: at `at`, from `low` to `high` on the other axis."""

    at: float
    low: float
    high: float


@dataclass(slots=True)
class Page:
    """What stands on one page, before any understanding of it. `horizontal` and `vertical` are its ruled lines."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    unmapped: int = 0
    doubled: int = 0
    slanted: str = ""


@dataclass(slots=True)
class Run:
    """Characters side by side on one line."""

    text: str
    box: Box
    size: float


@dataclass(slots=True)
class Line:
    """One printed line of a column."""

    text: str
    box: Box
    size: float


@dataclass(slots=True)
class Block:
    """Lines that belong together. `indented`: its first line is; `slack`: the room after its last line."""

    lines: list[Line]
    box: Box
    size: float
    page: int
    column: Box
    indented: bool = False
    slack: float = 0.0
    text: str = ""
    columns: int = 1  # columns of text on its page
    vertical: bool = False
    aside: bool = False  # turned: no part of the text in columns
    apart: int = 0  # number of the column on its page, where the page does not show which article that belongs to
