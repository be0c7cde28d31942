"""The period that stands with a figure: in its list, right before it, in brackets behind it."""

from __future__ import annotations

import re
from bisect import bisect_left

from extract.periods import calendar
from extract.periods.reading import ArticlePeriods
from extract.periods.rules import rules
from extract.periods.timeline import CLAUSE, LONGEST_CLAUSE, Assigned, Dated

_RULES = rules("periods")
_DIRECT = _RULES["direct"]
_TOGETHER = _RULES["together"]
_BASE_VALUE = _RULES["base_value"]
_SAME_PERIOD = _RULES["same_period"]
_WAS = _RULES["was"]
_OF_BASE = _RULES["of_base"]
_RESPECTIVELY = _RULES["respectively"]
_EACH_TERM = re.compile("各[期年]|报告期")
_IS = ("是", "为", "為", "达", "達", "相当于", "仅为", "仅相当于", "相當於", "恢复到", "恢復到", "回升到", "回升至")

_THAT_MONTH = ("当月", "单月", "當月", "單月", "当季", "单季")


class Beside(ArticlePeriods):
    """Finds periods that leave no choice."""

    def _directly(self, own: list[Dated], start: int, end: int) -> Assigned | None:
        """A period that stands before the figure with nothing but 的, 为, 约 between, or behind it in brackets."""
        for d in reversed(own):
            m = d.mention
            if m.end > start:
                continue
            between = self.text[m.end : start]
            if d.role in ("base", "origin"):
                if self._compares(d, between, start):
                    return d.period, m.kind, "clause"
                break
            if len(between) > 8 or not _DIRECT.match(between):
                break
            return d.period, m.kind, "clause"
        if self.text.startswith(("（", "("), end):
            for d in own:
                closed = self.text.startswith(("）", ")"), d.mention.end)
                if closed and d.mention.start in (end + 1, end + 2) and d.role != "base":
                    return d.period, d.mention.kind, "clause"
        return None

    def _compares(self, d: Dated, between: str, start: int) -> bool:
        """Whether the figure is the base itself: 较2018年的72%, 与2010年普查的31万人相比, 上年同期为1140万元."""
        if any(x in CLAUSE for x in between) or self._figure_between(d.mention.end, start):
            return False
        if d.mention.relative in ("whole_year", "year_start"):
            return False
        unit = self._unit(start)
        if d.role == "origin":
            return len(between) <= 10
        same = "同期" in self.text[d.mention.start : d.mention.end]  # 恢复至去年同期的85%
        is_of = (*_IS, "到", "至") if same else _IS
        if unit in ("倍", "pp", "基点") or (unit == "%" and self.text.endswith(is_of, 0, d.mention.start)):
            return False  # 为2015年的七成 is a share of that year's figure
        if _BASE_VALUE.match(between):
            return True
        if _SAME_PERIOD.match(between) or (d.mention.text.endswith("同期") and _WAS.match(between)):
            return True
        return bool(_OF_BASE.search(between)) and len(between) <= 18

    def _figure_between(self, start: int, end: int) -> bool:
        i = bisect_left(self._quantity_starts, start)
        return i < len(self.quantities) and self.quantities[i].start < end

    def _unit(self, start: int) -> str:
        i = bisect_left(self._quantity_starts, start)
        return self.quantities[i].unit if i < len(self.quantities) and self.quantities[i].start == start else ""

    def _shared(self, own: list[Dated], start: int) -> Assigned | None:
        """2019年、2020年分别为A、B: the n-th figure behind 分别 has the n-th period."""
        clause = self._clause_start(start)
        words = list(_RESPECTIVELY.finditer(self.text, clause, start))
        if not words:
            return None
        after = words[-1].end()
        stop, limit = start, min(len(self.text), start + LONGEST_CLAUSE)
        while stop < limit and self.text[stop] not in CLAUSE:
            stop += 1
        starts = self._quantity_starts
        group = starts[bisect_left(starts, after) : bisect_left(starts, stop)]
        if start not in group or len(group) < 2:
            return None
        before = [d for d in own if d.mention.end <= after and d.role in ("main", "event")]
        if (
            len(before) > 1
            and before[-1].mention.text in _THAT_MONTH
            and before[-1].mention.start == before[-2].mention.end
        ):
            before.pop()  # 4月、5月、6月当月分别为…
        run: list[Dated] = []
        for d in reversed(before):
            if run and not _TOGETHER.fullmatch(self.text[d.mention.end : run[0].mention.start].strip()):
                break
            run.insert(0, d)
        place = group.index(start)
        if len(run) == len(group):
            return run[place].period, run[place].mention.kind, "clause"
        both = calendar.years(before[-1].period) if before else None
        span = before[-1].mention if before else None
        spans = span and (
            span.kind == "span"
            or span.relative == "same_period"
            or _EACH_TERM.search(self.text, max(0, span.start - 3), after)
        )
        if both and both[1] - both[0] + 1 == len(group) and spans:
            return str(both[0] + place), "year", "clause"
        return None
