"""Qualifiers and bounds: 约, 近, 超, 不到 before a figure, 以上, 左右, 余 behind it, 累计 in its clause."""

from __future__ import annotations

from decimal import Decimal

from extract.quantities import context
from extract.quantities.candidates import Candidate
from extract.quantities.lexicon import Lexicon
from schemas.records import Qualifier

TENTH = Decimal("0.1")
_NO_BEFORE = {
    "过": ("通过", "经过", "不过"),
    "過": ("通過", "經過", "不過"),
    "上": ("以上", "市上", "网上", "线上"),
    "近": ("附近", "最近"),
    "破": ("打破",),
}
_NO_AFTER = {
    "多": ("多个", "多種", "多种", "多元", "多次", "多项"),
    "强": ("强度", "强企", "强国", "强市"),
    "余": ("余下", "余额"),
    "弱": ("弱势", "弱项"),
}


def qualify(text: str, c: Candidate, lex: Lexicon) -> None:
    """Set the qualifiers of `c` and the bounds that follow from them."""
    found: list[Qualifier] = c.qualifiers
    at, end = c.start, c.end
    if at and text[at - 1] == " ":
        at -= 1
    words = lex.before.get(text[at - 1]) if at else None
    if words is not None:
        for word, name in words:
            if text.startswith(word, at - len(word)) and at >= len(word):
                if not _inside_word(text, at, word) and (word != "上" or c.bare):
                    _add(found, name)
                break
    words = lex.after.get(text[end]) if end < len(text) else None
    if words is not None:
        for word, name in words:
            if text.startswith(word, end) and not text.startswith(_NO_AFTER.get(word, ("\0",)), end):
                _add(found, name)
                break
    if c.more is not None:
        _add(found, "over")
    if context.cumulative(text, c.start):
        _add(found, "cumulative")
    if found and c.kind != "range" and c.low is None:
        _bounds(c)


def _inside_word(text: str, at: int, word: str) -> bool:
    """Whether the qualifier is only the end of another word: 通过, 附近."""
    return any(text.endswith(longer, 0, at) for longer in _NO_BEFORE.get(word, ()))


def _add(found: list[Qualifier], name: Qualifier) -> None:
    if name not in found:
        found.append(name)


def _bounds(c: Candidate) -> None:
    if c.code == "rank":
        return
    value, size, names = c.value, abs(c.value), c.qualifiers
    if c.more is not None:
        c.low, c.high = value, value + c.more
    elif "over" in names:
        c.low = value
    elif "under" in names:
        c.high = value
    elif "nearly" in names:
        c.low, c.high = value - size * TENTH, value
    elif "approx" in names:
        c.low, c.high = value - size * TENTH, value + size * TENTH
