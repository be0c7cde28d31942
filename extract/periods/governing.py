"""The period of its sentence that a figure has."""

from __future__ import annotations

import re

from extract.periods import calendar
from extract.periods.lasting import CONTRAST
from extract.periods.reading import UP_TO, ArticlePeriods
from extract.periods.rules import rules
from extract.periods.timeline import SPANS, Assigned, Dated
from schemas.records import PeriodFrom

_RULES = rules("periods")
SUM = _RULES["sum"]
_ARRIVES = _RULES["arrives"]
_ALREADY = _RULES["already"]
_OUTCOME = _RULES["outcome"]
DONE_BY_NOW = _RULES["done_by_now"]
_GOES_ON = _RULES["goes_on"]
WILL = _RULES["will"]
_STILL_AIMED = re.compile("不少于|不低于|要达|要超|要突破|力争|争取|达到|突破|不高于|不超过")
_LEAST = re.compile("不少于|不低于|不高于|不超过|力争|争取")
_DATA_OF = re.compile("错月|数据|數據")
_BEFORE_THEN = ("以前", "之前", "前，", "前,")
_BRACKET = re.compile("[）)（(]")
_NOW_SINCE = re.compile("(?:[，；]|的[一-鿿]{2,6})现(?=代管|[管辖下设拥占聚集入驻注有])")
_OWN_CLAUSE = frozenset(("recent_years", "years_between", "past_years", "within_years"))


class Governing(ArticlePeriods):
    """Finds the period that governs a figure in its sentence."""

    def _planned_aside(self, d: Dated, clause: int, start: int) -> bool:
        """Whether a time to come ends before the figure: …，2027年递交申请；四分之一投向…, 明年投产，已有17家…"""
        if DONE_BY_NOW.search(self.text, clause, start):
            return True
        if _LEAST.search(self.text, clause, start):
            return False  # …；后备企业不少于120家: still of the plan
        opened = self.sentences[d.sentence][0]
        cut = self.text.rfind("；", d.mention.end, start)
        if cut < 0 or _OUTCOME.search(self.text, cut, start):
            return False  # 计划明年投产；全部达产后…
        return any(x in "，；" for x in self.text[opened : d.mention.start])

    def _governing(self, own: list[Dated], start: int, end: int) -> Assigned | None:
        """The last period before the figure in its sentence that is neither a base nor an origin."""
        clause = self._clause_start(start)
        for d in reversed(own):
            m = d.mention
            if m.start >= start or d.role in ("base", "name", "origin") or self._bracketed(m.end, start):
                continue
            if d.role in ("event", "founding") and m.start < clause:
                if _ALREADY.search(self.text, max(m.end, self.text.find("，", m.end, start)), start):
                    continue  # 2018年获评国家级，累计孵化742个，毕业204家
            if d.role == "founding" and m.start < clause:
                continue
            if d.role == "event" and "；" in self.text[m.end : start] and not self._future(d.period):
                continue  # 一期2021年投产，年产能3万架；二期占地150亩
            if _NOW_SINCE.search(self.text, m.end, start) and not self._future(d.period):
                continue  # 2018年与某经开区整合，现管辖面积186平方公里
            if self._side_remark(d, start):
                continue
            if m.relative == "now" and m.start < clause and _STILL_AIMED.search(self.text, clause, start):
                if any(o.mention.end < m.start and self._future(o.period) for o in own):
                    continue  # 到2025年末，上市企业要达到30家，目前为19家；后备企业不少于120家
            if m.start < clause and self._future(d.period) and self._planned_aside(d, clause, start):
                continue
            relative = m.relative or ""
            if relative in _OWN_CLAUSE and m.start < clause:
                if not self._opens(d, clause) and not _GOES_ON.match(self.text, clause):
                    continue
            if (relative in SPANS or m.kind == "cumulative") and any(x in "；;" for x in self.text[m.end : start]):
                both = calendar.years(d.period)
                if both and not SUM.search(self.text, clause, start):
                    return str(both[1]), "year", "sentence"
            if m.start >= clause:
                return d.period, m.kind, "clause"
            of_a_day = m.kind == "day" and not self.text.endswith(UP_TO, 0, m.start)
            return self._elsewhere(d, "sentence", d.role in ("event", "founding") or of_a_day)
        opened = self.sentences[self._index(self._sentence_starts, start)][0]
        if WILL.search(self.text, opened, start):
            for d in own:
                near = 0 < d.mention.start - end < 30 and "；" not in self.text[end : d.mention.start]
                if near and self._future(d.period):
                    return d.period, d.mention.kind, "sentence"
        return self._ahead(own, end) or self._closes(own, opened, end)

    def _elsewhere(self, d: Dated, origin: PeriodFrom, coarse: bool) -> Assigned:
        """A period that dates a figure of another clause: of a day or a happening only the year holds there."""
        both = calendar.years(d.period)
        days = d.period is not None and "/" in d.period and len(d.period) > 15
        if both and both[0] == both[1] and (coarse or days):
            return str(both[0]), "year", origin
        return d.period, d.mention.kind, origin

    def _closes(self, own: list[Dated], opened: int, end: int) -> Assigned | None:
        """募集资金总额8亿元，扣除…后净额为7亿元，于2021年11月9日到账: the date at the end is that of all before it."""
        if len(own) != 1 or own[0].mention.start < end or own[0].role not in ("main", "event"):
            return None
        d = own[0]
        if not self.text.endswith(("于", "於"), 0, d.mention.start) or not _ARRIVES.match(self.text, d.mention.end):
            return None
        if any(x in "；。" for x in self.text[end : d.mention.start]) or self._future(d.period):
            return None
        return self._elsewhere(d, "sentence", True)

    def _ahead(self, own: list[Dated], end: int) -> Assigned | None:
        """增长3倍多，从2015年的A提高到2023年的B: the change has the period of the pair behind it."""
        if not any(not d.mention.start - end > 3 and d.mention.start >= end and d.role == "origin" for d in own):
            return None
        for d in own:
            if d.mention.start > end and d.role == "main":
                return d.period, d.mention.kind, "sentence"
        return None

    def _side_remark(self, d: Dated, start: int) -> bool:
        """Whether a part of a year stands in the middle of a sentence and a semicolon ends what it dates."""
        m = d.mention
        if "；" not in self.text[m.end : start]:
            return False
        if self.text.startswith(_BEFORE_THEN, m.end):
            return True  # 2020年以前，年均收入不足600万元；改革后，新办企业64家
        if self.text.endswith(CONTRAST, 0, m.start):
            return True  # …18.9%，而2012年仅为9.3%；营业收入…
        if not (m.relative or "").startswith("context:"):
            return False
        opened = self.sentences[d.sentence][0]
        return any(x in "，；" for x in self.text[opened : m.start])

    def _bracketed(self, end: int, start: int) -> bool:
        """Whether what ends at `end` stands in brackets that close before `start`."""
        found = _BRACKET.search(self.text, end, start)
        if found is None or found[0] not in "）)":
            return False
        opened = max(self.text.rfind("（", 0, end), self.text.rfind("(", 0, end))
        return not _DATA_OF.search(self.text, opened, end)  # 规上服务业（错月数据，为2023年1—12月）营业收入…

    def _opens(self, d: Dated, clause: int) -> bool:
        """过去五年，累计…: a span with a comma behind it governs the clause after that."""
        return self.text[d.mention.end : d.mention.end + 1] in "，," and clause == d.mention.end + 1
