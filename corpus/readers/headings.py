"""Headings that only their number and their shortness show."""

from __future__ import annotations

import re

_CHAPTER = re.compile(r"^(?:第[一二三四五六七八九十百]+[章编篇部]|[一二三四五六七八九十]{1,3}、)")
_SECTION = re.compile(r"^(?:第[一二三四五六七八九十百]+节|[（(][一二三四五六七八九十]{1,3}[)）])")


def guess_level(text: str) -> int:
    """The level of a numbered heading (1 for `一、`, 2 for `（一）`); 0 where the text is none."""
    text = text.strip()
    if len(text) > 40 or any(sign in text for sign in "。；！") or text.endswith(("，", "：", "、")):
        return 0
    return 1 if _CHAPTER.match(text) else 2 if _SECTION.match(text) else 0
