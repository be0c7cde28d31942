"""The text under repair and where each of its characters stands in the original."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

import numpy as np
import numpy.typing as npt

from corpus.characters import GONE
from corpus.repair.looks import NOTHING, SPACE, code_points, from_code_points, kinds_of
from schemas.documents import Skipped
from schemas.spans import OffsetMap, Run, Span

_RUN = partial(tuple.__new__, Run)  # Run._make without a Python frame for each of a million runs
_NO_FEED = re.compile(r"[^\n\r\x0b\x0c\u2028\u2029\x85]")


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
        self._drop(code_points(marked) != 0)
        self.text = marked.replace(GONE, "")

    def keep(self, codes: npt.NDArray[np.uint32], kept: npt.NDArray[np.bool_]) -> None:
        """Take over the code points of which `kept` is true: `codes` are as many as `text` has."""
        if not len(self.text) == len(codes) == len(kept):
            raise AssertionError("a repair step changed the length of the text")
        if not kept.all():
            self._drop(kept)
        self.text = from_code_points(codes[kept])

    def _drop(self, kept: npt.NDArray[np.bool_]) -> None:
        if self._positions is None:
            self._positions = kept.nonzero()[0].astype(np.int32)
        else:
            self._positions = self._positions[kept]

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
        # nearly all of it is white space between lines: look only where something else is gone
        odd = gone.nonzero()[0]
        odd = odd[(kinds_of(code_points(self.original)[odd]) & (SPACE | NOTHING)) == 0]
        if not len(odd):
            return
        edges = np.flatnonzero(np.diff(np.concatenate(([0], gone.view(np.int8), [0]))))
        starts, ends = edges[::2], edges[1::2]
        for i in np.unique(np.searchsorted(starts, odd, side="right") - 1).tolist():
            span = Span(int(starts[i]), int(ends[i]))
            self.skipped.append(Skipped(reason, span, self.original[span.start : span.end]))
