"""Full and half width, character for character: numbers and Latin letters narrow, punctuation of Chinese wide."""

from __future__ import annotations

import re

import numpy as np

from corpus.characters import HAN
from corpus.repair.looks import code_points, from_code_points

_NARROW = {0xFF10 + i: 0x30 + i for i in range(10)}  # ０-９
_NARROW |= {0xFF21 + i: 0x41 + i for i in range(26)}  # Ａ-Ｚ
_NARROW |= {0xFF41 + i: 0x61 + i for i in range(26)}  # ａ-ｚ
_NARROW |= {ord("％"): ord("%"), ord("＋"): ord("+"), ord("＆"): ord("&"), ord("＃"): ord("#"), ord("＝"): ord("=")}
_ANY_NARROW = re.compile("[" + "".join(map(chr, _NARROW)) + "]")
_BLOCK = 0xFF00  # all of them stand in the 256 code points from here
_NARROW_BLOCK = np.asarray([_NARROW.get(_BLOCK + i, _BLOCK + i) for i in range(0x100)], dtype=np.uint32)
# a mark between digits, with a space on either side at most; the mark itself comes first, as it is quick to find
_POINT = re.compile(r"．(?=[ \u3000]?\d)(?:(?<=\d．)|(?<=\d[ \u3000]．))")
_SLASH = re.compile(r"／(?=[ \u3000]?\d)(?:(?<=\d／)|(?<=\d[ \u3000]／))")
_THOUSANDS = re.compile(r"(?<![\d.])(?<!\d[,，])\d{1,3}(?:，\d{3})+(?!\d|，\d)")
_MAYBE_THOUSANDS = re.compile(r"，(?<=\d，)(?=\d{3})")
_MINUS = re.compile(r"－(?=\d)(?<![\d一-龥〇]－)")
_WIDE_ZERO = re.compile(r"○(?<=[一二三四五六七八九〇○]○)|○(?=[一二三四五六七八九])")

_LEFT = f"[{HAN}\\d%a-zA-Z）)》”’」』】°]"
_RIGHT = f"[{HAN}“‘《（(「『【]"
# a half-width mark is Chinese punctuation when Chinese follows and it does not stand inside a number or a Latin word
_WIDEN = {
    ",": re.compile(rf",(?<={_LEFT},)(?=\s*{_RIGHT})|,(?<=[{HAN}）)》”%],)"),
    ";": re.compile(rf";(?<={_LEFT};)(?=\s*(?:{_RIGHT}|\d|$))|;(?<=[{HAN}%）)》”];)"),
    ":": re.compile(rf":(?<=[{HAN}）)》”]:)|:(?<={_LEFT}:)(?=\s*{_RIGHT})"),
    "?": re.compile(rf"\?(?<=[{HAN}）)》”]\?)"),
    "!": re.compile(rf"!(?<=[{HAN}）)》”]!)"),
    ".": re.compile(rf"\.(?<=[{HAN}%％）)》”]\.)(?=\s*(?:[{HAN}“《（(]|(?:19|20)\d\d年|$|\n))"),
}
_BRACKETS = re.compile(r"\(([^()\n]*)\)")
_CHINESE = re.compile(f"[{HAN}]")
_BESIDE_CHINESE = re.compile(f"[{HAN}，。；：、”）》%\\d]")


def normalise_widths(text: str) -> str:
    """`text` with digits, letters and marks inside numbers half width, Chinese marks full width; the same length."""
    if _ANY_NARROW.search(text):
        text = _narrow(text)
    if _MAYBE_THOUSANDS.search(text):
        text = _THOUSANDS.sub(lambda m: m.group().replace("，", ","), text)
    if "．" in text:
        text = _POINT.sub(".", text)
    if "／" in text:
        text = _SLASH.sub("/", text)
    if "－" in text:
        text = _MINUS.sub("-", text)
    if "○" in text:
        text = _WIDE_ZERO.sub("〇", text)
    for mark, pattern in _WIDEN.items():
        if mark in text:
            text = pattern.sub(_FULL[mark], text)
    if "(" in text:
        text = _BRACKETS.sub(lambda m: _bracket(m, text), text)
    return text


def _narrow(text: str) -> str:
    # str.translate looks every character up in the dict, which takes ten times as long
    codes = code_points(text).copy()
    wide = (codes >= _BLOCK) & (codes < _BLOCK + len(_NARROW_BLOCK))
    codes[wide] = _NARROW_BLOCK[codes[wide] - _BLOCK]
    return from_code_points(codes)


_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}


def _bracket(match: re.Match[str], text: str) -> str:
    start, end = match.span()
    chinese = _CHINESE.search(match[1]) is not None
    if chinese or (start and _CHINESE.match(text[start - 1])) or (end < len(text) and _CHINESE.match(text[end])):
        return f"（{match[1]}）"
    return match.group()
