"""Folding of characters one to one, so that lexica in simplified half-width forms match every printed form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

import opencc

_KEEP = "，。：；！？（）、"  # full-width marks stay; their half-width twins are folded onto them where they are marks
_WORDS = (("计画", "计划"), ("规画", "规划"), ("企画", "企划"), ("策画", "策划"))
_MARKS = {
    "(": "（",
    ")": "）",
    "﹙": "（",
    "﹚": "）",
    "[": "［",
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "•": "·",
    "・": "·",
    "‧": "·",
    "〔": "（",
    "〕": "）",
}


@cache
def table() -> dict[int, str]:
    """Code point → folded character. Traditional to simplified, full width to half width, quotes to one form."""
    simplify = opencc.OpenCC("t2s")
    folded: dict[int, str] = {}
    for code in range(0x4E00, 0xA000):
        plain = simplify.convert(chr(code))
        if len(plain) == 1 and plain != chr(code):
            folded[code] = plain
    for code in range(0xFF01, 0xFF5F):
        if chr(code) not in _KEEP:
            folded[code] = unicodedata.normalize("NFKC", chr(code))
    folded.update({ord(a): b for a, b in _MARKS.items()})
    folded[ord("臺")] = "台"
    return folded


@cache
def _folding() -> tuple[re.Pattern[str], Callable[[re.Match[str]], str]]:
    """What is folded, and its folded form: skipping to it is many times faster than `str.translate` of every sign."""
    forms = {chr(code): form for code, form in table().items()}
    return re.compile("[" + "".join(map(re.escape, sorted(forms))) + "]"), lambda m: forms[m[0]]


def _fold(text: str) -> str:
    pattern, form = _folding()
    plain = pattern.sub(form, text)
    if "画" in plain:
        for old, new in _WORDS:  # 計畫 is 计划, not 计画
            plain = plain.replace(old, new)
    return plain


@lru_cache(maxsize=65536)
def _short(text: str) -> str:
    return _fold(text)


@lru_cache(maxsize=64)
def _long(text: str) -> str:
    return _fold(text)


def fold(text: str) -> str:
    """The folded text; it has the length of `text`, so that offsets count in both."""
    return _short(text) if len(text) < 40 else _long(text)
