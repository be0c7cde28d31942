"""What converters leave behind: bookmarks, image marks, HTML, invisible characters, pinyin glosses."""

from __future__ import annotations

import re

from corpus.characters import GONE, HAN
from corpus.repair.trace import Trace

_LINE_ENDS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"})
_ODD_LINE_END = re.compile("[\r\x0b\x0c\u2028\u2029\x85]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
_BOOKMARK = re.compile(r"\[(bookmark|image|object|footnote reference|endnote reference)(?::[^\[\]\n]{0,200})?\]")
_TAG = re.compile(
    r"<!--.*?-->|<(script|style)\b[^>]{0,500}>.*?</\1\s*>"
    r"|</?(?:p|br|div|span|strong|b|i|u|em|font|a|img|table|tbody|thead|tr|td|th|ul|ol|li|h[1-6]|section|sup|sub|o:p|center"
    r"|hr|input|wbr)\b(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE | re.DOTALL,
)
_TAG_BREAKS = re.compile(r"</?(?:p|br|div|tr|li|ul|ol|h[1-6]|section|table|hr)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#(\d{1,6})|#[xX]([0-9a-fA-F]{1,5})|([a-zA-Z]{2,8}));")
_NAMED = {
    "nbsp": " ", "ensp": " ", "emsp": "\u3000", "thinsp": " ", "amp": "&", "lt": "<", "gt": ">",
    "quot": '"', "apos": "'",
    "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "mdash": "—", "ndash": "–", "hellip": "…", "middot": "·",
    "times": "×", "permil": "‰", "deg": "°", "yen": "¥", "euro": "€", "bull": "•",
}  # fmt: skip
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
# a gloss stands in brackets after its character; the tone mark tells it from an English word
_PINYIN = re.compile(rf"[(（](?<=[{HAN}][(（])(?=[a-zɡ]*[{_TONES}])[a-zɡ{_TONES}]{{1,7}}[)）]")
_TONELESS = re.compile(rf"(?<=[{HAN}])[(（][a-zɡ]{{1,6}}[)）]")


def remove_residue(trace: Trace) -> None:
    """Unify line ends and take out what no reader should see; everything with letters in it is reported."""
    text = trace.text
    if _ODD_LINE_END.search(text):
        text = text.replace("\r\n", " \n").translate(_LINE_ENDS)
    marked = _INVISIBLE.sub(GONE, text) if _INVISIBLE.search(text) else text
    if "[" in marked:
        marked = _remove(trace, marked, _BOOKMARK, None)
    if "<" in marked and _TAG.search(marked):
        marked = _remove(trace, marked, _TAG, "html")
    if "&" in marked and ";" in marked:
        marked = _ENTITY.sub(lambda m: _entity(m), marked)
    if _PINYIN.search(marked):
        marked = _remove(trace, marked, _PINYIN, "pinyin")
        marked = _remove(trace, marked, _TONELESS, "pinyin")
    trace.advance(marked)


def _remove(trace: Trace, text: str, pattern: re.Pattern[str], reason: str | None) -> str:
    def drop(match: re.Match[str]) -> str:
        start, end = match.span()
        trace.skip(start, end, reason or match[1].split(" ")[0])
        gap = GONE * (end - start)
        # a tag that ends a block leaves its line end behind
        return "\n" + gap[1:] if reason == "html" and _TAG_BREAKS.match(match.group()) else gap

    return pattern.sub(drop, text)


def _entity(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        character = _NAMED.get(name)
    else:
        code = int(decimal) if decimal else int(hexadecimal, 16)
        character = chr(code) if 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else None
    if character is None:
        return match.group()
    return character + GONE * (len(match.group()) - 1)
