"""What one article lays out for its periods: text, figures, sentences, paragraphs, and the periods in text order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extract.annotations import PeriodMention
from extract.periods import calendar
from extract.periods.layout import lines_of, sentences_of
from extract.periods.roles import Role
from schemas.documents import Block
from schemas.records import PeriodFrom, PeriodKind, Quantity

Assigned = tuple[str | None, PeriodKind | None, PeriodFrom | None]
"""A period, its kind and where it was taken."""
CLAUSE = "，,。；;！？!?\n"
LONGEST_CLAUSE = 200
_CLAUSE_MARK = re.compile(f"[{CLAUSE}]")
SPANS = frozenset(("recent_years", "years_between", "past_years", "within_years", "years_since", "next_years"))
"""Rules of periods of several years."""
NOT_INHERITED = frozenset(("base", "origin", "event", "founding", "name"))
"""Roles of periods that date no figure of another sentence."""
QUESTION = ("？", "?")


@dataclass(slots=True)
class Dated:
    """A period mention with its role, its ISO form and the numbers of its sentence and block."""

    mention: PeriodMention
    role: Role
    period: str | None
    sentence: int
    block: int


class Timeline:
    """One article with the periods found in it so far."""

    def __init__(
        self,
        text: str,
        quantities: Sequence[Quantity],
        sentences: Sequence[tuple[int, int]],
        blocks: Sequence[Block],
        published: str | None,
        anchor_year: int | None,
    ) -> None:
        self.text = text
        self.quantities = sorted(quantities, key=lambda q: q.start)
        self.sentences = list(sentences) or sentences_of(text)
        self.blocks = list(blocks) or [Block("paragraph", a, b) for a, b in lines_of(text)]
        self.published = published
        self.anchor_year = anchor_year
        self._quantity_starts = [q.start for q in self.quantities]
        self._sentence_starts = [a for a, _ in self.sentences]
        self._block_starts = [b.start for b in self.blocks]
        self._dated: list[Dated] = []
        self._in_sentence: dict[int, list[Dated]] = {}
        self._in_block: dict[int, list[Dated]] = {}
        self._clauses: list[int] | None = None  # where clauses begin, found when first asked for

    def _future(self, period: str | None) -> bool:
        both = calendar.years(period)
        return bool(both and self.anchor_year and both[0] > self.anchor_year)

    @staticmethod
    def _index(starts: list[int], at: int) -> int:
        return max(0, bisect_right(starts, at) - 1)

    def _sentence_start(self, at: int) -> int:
        return self.sentences[self._index(self._sentence_starts, at)][0] if self.sentences else 0

    def _clause_start(self, at: int) -> int:
        marks = self._clauses
        if marks is None:
            marks = self._clauses = [0, *(m.end() for m in _CLAUSE_MARK.finditer(self.text))]
        return max(marks[bisect_right(marks, at) - 1], at - LONGEST_CLAUSE)
