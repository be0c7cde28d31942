"""First version: one paragraph a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.documents import Skipped
from schemas.spans import OffsetMap, Span

_LINE = re.compile(r"[^\s\x00](?:[^\n]*[^\s\x00])?")


@dataclass(frozen=True, slots=True)
class Repaired:
    """Clean text (paragraphs parted by one line feed), its map to the original, and what was removed and why."""

    text: str
    offsets: OffsetMap
    skipped: tuple[Skipped, ...] = ()


def repair(original: str, blocks: Sequence[Span] | None = None) -> Repaired:
    """Repair `original`; inside a span of `blocks` a line break never ends a paragraph."""
    pieces: list[tuple[int, int, int]] = []
    texts: list[str] = []
    for match in _LINE.finditer(original):
        if texts:
            pieces.append((1, match.start() - 1, 1))
        texts.append(match.group())
        pieces.append((match.end() - match.start(), match.start(), match.end() - match.start()))
    return Repaired("\n".join(texts), OffsetMap.from_pieces(pieces))
