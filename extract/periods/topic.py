"""The period that an article is about."""

from __future__ import annotations

from bisect import bisect_left

from extract.periods import calendar
from extract.periods.lasting import Lasting
from extract.periods.rules import rules
from extract.periods.timeline import NOT_INHERITED, Dated
from schemas.documents import Block

_RULES = rules("periods")
_ANNOUNCED = _RULES["announced"]
_SERIES = 3  # years in one sentence
_LATER = 4  # blocks behind the opening


class Topic(Lasting):
    """Finds the first period that dates figures."""

    def _find_topic(self) -> Dated | None:
        """What the article is about: the first period of its opening paragraph that dates figures."""
        first = next((i for i, b in enumerate(self.blocks) if b.kind not in ("title", "heading", "byline")), 0)
        opening = next((i for i in range(first, len(self.blocks)) if self._has_figures(self.blocks[i])), first)
        if opening + 1 < len(self.blocks) and self._announces(opening):
            opening += 1
        first_told = self._dating(first, opening)
        roles = {d.role for d in self._in_block.get(opening, [])}
        if first_told is None and roles and roles <= {"base", "origin"}:
            # an index says first how it is made; what it tells begins in the block that opens with its year
            for i in range(opening + 1, min(opening + _LATER, len(self.blocks))):
                told = next((d for d in self._in_block.get(i, []) if d.mention.start == self.blocks[i].start), None)
                if told is not None and told.mention.kind == "year" and self._has_figures(self.blocks[i]):
                    return self._dating(i, i)
        return first_told

    def _dating(self, first: int, opening: int) -> Dated | None:
        """The first period of the blocks up to `opening` that can date an article."""
        for d in self._dated:
            if d.block > opening:
                break
            if d.block < opening and self.blocks[d.block].kind not in ("title", "heading"):
                continue
            if d.role in NOT_INHERITED or d.period is None or d.block < first or self._bracketed_aside(d):
                continue
            kind, relative = d.mention.kind, d.mention.relative or ""
            if (
                kind in ("day", "cumulative")
                or relative in ("now", "last_month")
                or (calendar.is_span(d.period) and kind == "span")
            ):
                continue
            both = calendar.years(d.period)
            if both is None or self._of_series(d):
                continue
            if self.anchor_year:
                oldest = self.anchor_year - (2 if kind == "year" else 1)
                if not oldest <= both[0] <= self.anchor_year:
                    continue
            return d
        return None

    def _of_series(self, d: Dated) -> bool:
        """Whether the sentence tells of one year after another: 2014年是91%，2016年降到34%，去年…."""
        own = self._in_sentence.get(d.sentence, [])
        told = {calendar.years(o.period) for o in own if o.role == "main" and o.mention.kind == "year"}
        return self.published is not None and len(told) >= _SERIES

    def _announces(self, opening: int) -> bool:
        """Whether the opening only says that a report came out, and the paragraph after it what the report shows."""
        if any(d.role == "main" and d.mention.kind != "day" for d in self._in_block.get(opening, [])):
            return False
        after = self.blocks[opening + 1]
        return _ANNOUNCED.match(self.text, after.start, after.end) is not None

    def _has_figures(self, block: Block) -> bool:
        i = bisect_left(self._quantity_starts, block.start)
        return i < len(self.quantities) and self.quantities[i].start < block.end
