"""From–to pairs: 由2家增至9家, 从第41位跃升至第33位. The first figure is of an earlier time than the second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extract.periods.rules import rules
from schemas.records import Quantity

Side = Literal["first", "second"]

_RULES = rules("periods")
_FROM = _RULES["pairs_from"]
_ARROW = _RULES["pairs_arrow"]
_TO = _RULES["pairs_to"]
BEGINNING = _RULES["beginning"]


def side_of(text: str, quantities: Sequence[Quantity], i: int) -> tuple[Side, str] | None:
    """Which side of a from–to pair the i-th figure is, and the words between 由 and the first figure."""
    q = quantities[i]
    if i + 1 < len(quantities) and _ARROW.fullmatch(text, q.end, quantities[i + 1].start):
        return "first", ""
    if i and _ARROW.fullmatch(text, quantities[i - 1].end, q.start):
        return "second", ""
    opened = _FROM.search(text, max(0, q.start - 16), q.start)
    if opened is not None:
        if i + 1 < len(quantities) and _TO.fullmatch(text, q.end, quantities[i + 1].start):
            return "first", opened["when"]
        return None
    if i:
        p = quantities[i - 1]
        opened = _FROM.search(text, max(0, p.start - 16), p.start)
        if opened is not None and _TO.fullmatch(text, p.end, q.start):
            return "second", opened["when"]
    return None
