"""Tables that a reader knows, from offsets of the original to offsets of the repaired text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from corpus.hints import TableHint
from corpus.repair.pipeline import Repaired
from schemas.documents import Table
from schemas.spans import Run


class RawIndex:
    """Offsets of the original to offsets of a repaired text whose runs rise in both."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._starts = [r.raw for r in runs]

    def at_or_after(self, raw: int) -> int:
        """Clean offset of the first kept character at `raw` or after it."""
        i = bisect_right(self._starts, raw) - 1
        if i >= 0 and raw < self._runs[i].raw + self._runs[i].raw_len:
            return self._runs[i].clean + raw - self._runs[i].raw
        i += 1
        if i < len(self._runs):
            return self._runs[i].clean
        return self._runs[-1].clean + self._runs[-1].clean_len if self._runs else 0

    def before(self, raw: int) -> int:
        """One past the clean offset of the last kept character before `raw`."""
        i = bisect_left(self._starts, raw) - 1
        if i < 0:
            return 0
        run = self._runs[i]
        return run.clean + min(run.clean_len, raw - run.raw)


def place_tables(hints: Sequence[TableHint], repaired: Repaired) -> list[Table]:
    """The hinted tables with the offsets of the repaired text; cells that repair left nothing of fall out."""
    if not hints:
        return []
    index = RawIndex(repaired.offsets.runs)
    tables: list[Table] = []
    for hint in hints:
        cells = []
        for cell in hint.cells:
            start, end = index.at_or_after(cell.start), index.before(cell.end)
            if start < end:
                cells.append(replace(cell, start=start, end=end, text=repaired.text[start:end]))
        start, end = index.at_or_after(hint.start), index.before(hint.end)
        if cells and start < end:
            tables.append(Table(start, end, hint.title, tuple(cells), hint.unit, hint.notes))
    return tables
