"""The text under repair and where each of its characters stands in the original."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

import numpy as np
import numpy.typing as npt

from corpus.characters import GONE
from schemas.documents import Skipped
from schemas.spans import OffsetMap, Run, Span

_RUN = partial(tuple.__new__, Run)  # Run._make without a Python frame for each of a million runs
_NO_FEED = re.compile(r"[^\n\r\x0b\x0c\u2028\u2029\x85]")
_VISIBLE = re.compile(r"[^\s\x00]")


class Trace:
    """Text that only ever changes by replacing a character with another one or by removing it.

    So the map back to the original is one position for each character, and composing two steps is indexing.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self.text = original
        self.skipped: list[Skipped] = []
        self._positions: npt.NDArray[np.int32] | None = None  # None: nothing removed yet

    def advance(self, marked: str) -> None:
        """Take over `marked`: as long as `text`, with `GONE` at each character that is to fall out."""
        if len(marked) != len(self.text):
            raise AssertionError("a repair step changed the length of the text")
        if GONE not in marked:
            self.text = marked
            return
        codes = np.frombuffer(marked.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        kept = codes != 0
        if self._positions is None:
            self._positions = np.flatnonzero(kept).astype(np.int32)
        else:
            self._positions = self._positions[kept]
        self.text = marked.replace(GONE, "")

    def exclude(self, spans: Iterable[Span]) -> None:
        """Take out spans of the original, but for their line feeds; they are reported elsewhere."""
        pieces: list[str] = []
        at = 0
        for span in sorted(spans):
            start, end = max(at, span.start), min(span.end, len(self.text))
            if start < end:
                pieces += (self.text[at:start], _NO_FEED.sub(GONE, self.text[start:end]))
                at = end
        if pieces:
            pieces.append(self.text[at:])
            self.advance("".join(pieces))

    def raw(self, at: int) -> int:
        """Offset in the original of the character at `at`; one past its last character at the end of the text."""
        if self._positions is None:
            return at
        if at < len(self._positions):
            return int(self._positions[at])
        return int(self._positions[-1]) + 1 if len(self._positions) else 0

    def skip(self, start: int, end: int, reason: str) -> None:
        """Report that `text[start:end]` is being removed."""
        if start < end:
            span = Span(self.raw(start), self.raw(end - 1) + 1)
            self.skipped.append(Skipped(reason, span, self.original[span.start : span.end]))

    def offsets(self) -> OffsetMap:
        """The map of the text as it stands now."""
        positions = self._positions
        if positions is None:
            return OffsetMap.identity(len(self.text))
        if not len(positions):
            return OffsetMap(())
        breaks = np.flatnonzero(np.diff(positions) != 1) + 1
        starts = np.concatenate(([0], breaks))
        lengths = np.diff(np.concatenate((starts, [len(positions)])))
        raws = positions[starts]
        columns = zip(starts.tolist(), lengths.tolist(), raws.tolist(), lengths.tolist(), strict=True)
        return OffsetMap(tuple(map(_RUN, columns)))

    def report_rest(self, reason: str, excluded: Iterable[Span]) -> None:
        """Add what was removed and is visible but in no report yet, so that no character is lost silently."""
        if self._positions is None:
            return
        gone = np.ones(len(self.original), dtype=bool)
        gone[self._positions] = False
        for span in [*excluded, *(s.span for s in self.skipped if s.span)]:
            gone[span.start : span.end] = False
        edges = np.flatnonzero(np.diff(np.concatenate(([0], gone.view(np.int8), [0]))))
        for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            text = self.original[start:end]
            if _VISIBLE.search(text):
                self.skipped.append(Skipped(reason, Span(start, end), text))
