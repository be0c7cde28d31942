"""Lists that tell the first of a ranking, a line each: 1 某某动力 某某高新区 商业航天 估值98亿元.

No line ends a sentence and no line is a row of figures, so that only their numbers show where each begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.layout import RANKED_LINE

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class RankedLines:
    """Lines `[start, end)` that hold the places 1, 2, 3 … of a ranking."""

    start: int
    end: int


def ranked_lines(lines: Sequence[str], is_free: Sequence[bool]) -> list[RankedLines]:
    """All runs of two lines and more, in order."""
    found: list[RankedLines] = []
    i, n = 0, len(lines)
    while i < n:
        end = i
        while end < n and is_free[end] and _place(lines[end]) == end - i + 1:
            end += 1
        if end - i >= 2:
            found.append(RankedLines(i, end))
        i = max(end, i + 1)
    return found


def _place(line: str) -> int:
    m = RANKED_LINE.match(line) if len(line) <= _LONGEST and line.lstrip(" \u3000")[:1] in "123456789第TN" else None
    return int(m["rank"]) if m else 0
