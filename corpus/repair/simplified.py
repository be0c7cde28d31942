"""Traditional to simplified characters, one for one, for matching alone: the text itself is never converted."""

from __future__ import annotations

from functools import cache

import opencc

_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))


@cache
def _table() -> dict[int, int]:
    characters = [chr(c) for low, high in _BLOCKS for c in range(low, high)]
    converter = opencc.OpenCC("t2s")
    # parted by line feeds, so that no phrase rule sees two characters together
    converted = converter.convert("\n".join(characters)).split("\n")
    return {ord(a): ord(b) for a, b in zip(characters, converted, strict=True) if a != b and len(b) == 1}


def to_simplified(text: str) -> str:
    """`text` in simplified characters; the same length, so that offsets hold."""
    return text.translate(_table())
