"""From–to pairs: 由2家增至9家, 从第41位跃升至第33位. The first figure is of an earlier time than the second."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from schemas.records import Quantity

Side = Literal["first", "second"]

_FROM = re.compile("(?:由|从|從)(?P<when>[^，。；、\\d]{0,12})$")
_TO = re.compile("[^，。；、\\d]{0,12}?(?:到|至|为|為|成)[^，。；、\\d]{0,4}$")
BEGINNING = re.compile("挂牌前|掛牌前|最初|之初|原来|原來|第一年|首版|首年|初期|起步|建区时|成立时|初创|创办时|建园时")


def side_of(text: str, quantities: Sequence[Quantity], i: int) -> tuple[Side, str] | None:
    """Which side of a from–to pair the i-th figure is, and the words between 由 and the first figure."""
    q = quantities[i]
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
