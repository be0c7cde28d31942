"""Sentences of an article: ends at 。！？ and at block ends; quotation marks after the stop stay with it."""

from __future__ import annotations

import re

from extract.annotations import SentenceSpan
from schemas.documents import Block

_END = re.compile(r"[。！？!?；;]+[”’」』）)\"]*|\n+")
_HARD = frozenset("。！？!?\n")


def split_sentences(text: str, blocks: tuple[Block, ...]) -> list[SentenceSpan]:
    """Sentence spans in text order; white space around them is left out. A semicolon does not end a sentence."""
    out: list[SentenceSpan] = []
    for number, block in enumerate(blocks):
        at = block.start
        for found in _END.finditer(text, block.start, block.end):
            if found.group()[0] not in _HARD:
                continue
            _add(out, text, at, found.end(), number)
            at = found.end()
        _add(out, text, at, block.end, number)
    return out


def _add(out: list[SentenceSpan], text: str, start: int, end: int, block: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        out.append(SentenceSpan(start, end, block))
