"""Character classes that the repair rules share, as fragments for regular expressions (to be put inside [])."""

from __future__ import annotations

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\U00020000-\U0003ffff"
"""Chinese characters, with the zero 〇."""

GONE = "\x00"
"""Marks a character for removal: every step keeps the length, marked characters fall out after it."""

OPENING = "（《〈“‘「『【〔［([{"
CLOSING = "，。、；：！？）》〉”’」』】〕］…％%,;:!?)]}"
SENTENCE_END = "。！？!?…"
CLOSERS = '”’」』）》】〕)"'


def width(text: str) -> int:
    """Printed width in half columns: 2 for a Chinese character, 1 for an ASCII one."""
    return (len(text.encode("utf-8", "surrogatepass")) + len(text)) >> 1
