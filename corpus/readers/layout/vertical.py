"""Text set in columns from top to bottom, right to left."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from corpus.readers.layout.boxes import Box, Glyph, Line, hull
from corpus.readers.layout.runs import wide

_SHORTEST = 3


def take_vertical(glyphs: Sequence[Glyph]) -> tuple[list[list[Line]], list[Glyph]]:
    """Groups of vertical lines (each group one block, lines from right to left), and the glyphs that are not.

    A chain of characters that are drawn one below the other is vertical when it has no neighbours beside it that
    are nearer than those above and below.
    """
    chains = _chains(glyphs)
    if not chains:
        return [], list(glyphs)
    taken = {id(g) for chain in chains for g in chain}
    rest = [g for g in glyphs if id(g) not in taken]
    beside = _Rows(rest)
    vertical: list[list[Glyph]] = []
    for chain in chains:
        near = sum(beside.neighbour(g) for g in chain)
        if near * 3 <= len(chain):
            vertical.append(chain)
    kept = {id(g) for chain in vertical for g in chain}
    lines = [_line(chain) for chain in vertical]
    return _groups(lines), [g for g in glyphs if id(g) not in kept]


def _chains(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    chains: list[list[Glyph]] = []
    chain: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text == " ":
            continue
        if chain and _follows(chain[-1], glyph):
            chain.append(glyph)
            continue
        if len(chain) >= _SHORTEST:
            chains.append(chain)
        chain = [glyph]
    if len(chain) >= _SHORTEST:
        chains.append(chain)
    # figures below each other are a column of a table, not a word
    return [c for c in chains if sum(wide(g.text) for g in c) * 2 > len(c)]


def _follows(above: Glyph, below: Glyph) -> bool:
    size = max(above.size, below.size)
    middle = abs((above.box.x0 + above.box.x1) - (below.box.x0 + below.box.x1)) / 2
    step = below.box.y0 - above.box.y0
    return middle < 0.3 * size and 0.75 * size < step < 1.9 * size and 0.8 < above.size / below.size < 1.25


class _Rows:
    """Finds glyphs beside a glyph."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}
        for glyph in glyphs:
            if glyph.text != " ":
                key = (int(glyph.box.x0 // 40), int(glyph.box.y0 // 40))
                self._cells.setdefault(key, []).append(glyph.box)

    def neighbour(self, glyph: Glyph) -> bool:
        """Whether something stands to the left or right within half an em."""
        reach = 0.5 * glyph.size
        x0, y0, x1, y1 = glyph.box
        for column in range(int((x0 - reach - 40) // 40), int((x1 + reach) // 40) + 1):
            for row in range(int((y0 - 40) // 40), int(y1 // 40) + 1):
                for other in self._cells.get((column, row), ()):
                    level = min(y1, other.y1) - max(y0, other.y0) > 0.5 * min(y1 - y0, other.height)
                    gap = max(other.x0 - x1, x0 - other.x1)
                    if level and gap < reach:
                        return True
        return False


def _line(chain: list[Glyph]) -> Line:
    return Line("".join(g.text for g in chain), hull([g.box for g in chain]), median(g.size for g in chain))


def _groups(lines: list[Line]) -> list[list[Line]]:
    """Lines of one size that stand side by side, from the right."""
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.box.x1, line.box.y0)):
        for group in groups:
            last = group[-1]
            near = last.box.x0 - line.box.x1 < 2 * line.size
            level = min(last.box.y1, line.box.y1) - max(last.box.y0, line.box.y0) > 0
            if near and level and 0.9 < last.size / line.size < 1.1:
                group.append(line)
                break
        else:
            groups.append([line])
    return groups
