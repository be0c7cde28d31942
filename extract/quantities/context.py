"""What the surroundings of a figure say: where the text was written, where its clause and sentence begin."""

from __future__ import annotations

import re

from extract.periods.rules import rules
from extract.quantities.patterns import CLAUSE_END, SENTENCE_END
from schemas.units import Place

_RULES = rules("quantities")
_TRADITIONAL = _RULES["traditional"]
_TAIWAN = _RULES["taiwan"]
_HONG_KONG = _RULES["hong_kong"]
_MACAU = _RULES["macau"]
_CUMULATIVE = _RULES["cumulative"]


def place_of(text: str) -> Place:
    """Where a text was written, as far as its script and money tell; what a bare 元 then is."""
    if len(_TRADITIONAL.findall(text[:4000])) * 40 < len(text[:4000]) and not (
        len(text) < 60 and _TRADITIONAL.search(text)
    ):
        return "CN"
    counts = [(len(p.findall(text)), -i, place) for i, (p, place) in enumerate(_PLACES)]
    best = max(counts)
    return best[2] if best[0] else "TW"


_PLACES: tuple[tuple[re.Pattern[str], Place], ...] = ((_TAIWAN, "TW"), (_HONG_KONG, "HK"), (_MACAU, "MO"))


def clause_start(text: str, at: int, limit: int = 60) -> int:
    """Where the clause that holds `at` begins, looking back at most `limit` characters."""
    low = max(0, at - limit)
    i = at
    while i > low and text[i - 1] not in CLAUSE_END:
        i -= 1
    return i


def sentence_start(text: str, at: int, limit: int = 160) -> int:
    """Where the sentence that holds `at` begins, looking back at most `limit` characters."""
    low = max(0, at - limit)
    i = at
    while i > low and text[i - 1] not in SENTENCE_END:
        i -= 1
    return i


def cumulative(text: str, at: int) -> bool:
    """Whether 累计 stands before the figure in its clause."""
    if text.rfind("累", max(0, at - 60), at) < 0:
        return False
    return _CUMULATIVE.search(text, clause_start(text, at), at) is not None
