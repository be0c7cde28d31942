"""Which period a figure has: inheritance clause → sentence → paragraph → heading → article → title → publication."""

from __future__ import annotations

import re
from bisect import bisect_left

from extract.periods import calendar
from extract.periods.beside import Beside
from extract.periods.governing import DONE_BY_NOW, SUM, WILL, Governing
from extract.periods.layout import kind_of_iso
from extract.periods.pairs import BEGINNING, Side, side_of
from extract.periods.rules import rules
from extract.periods.speaking import latest_year, spoken_year
from extract.periods.timeline import NOT_INHERITED, SPANS, Assigned, Dated

_RULES = rules("periods")
_PAIRED = _RULES["paired"]
_NOW = _RULES["now"]
_THIS_TIME = _RULES["this_time"]
_ANSWER = _RULES["answer"]
_YEARLY = _RULES["yearly"]
_YEARS_SPENT = _RULES["years_spent"]
# 由现有的2.4万片, 达产后产量由600万套: what is so as yet
_AS_YET = re.compile("目前|现在|現在|现有|現有|眼下|当前|當前")
_PLANS_NOW = re.compile("(?:本次|此次|这次|本轮)(?:拟|计划|将|共)")
_ONCE_RUNNING = re.compile("(?:达产|達產|投产|投產|建成|完工|投用)(?:后|後)")
_FAR = frozenset(("paragraph", "heading", "article", "title", "published"))


def _is_past(period: str | None, year: int | None) -> bool:
    """Whether a period ends before the year in which the text speaks."""
    both = calendar.years(period)
    return bool(both and year and both[1] < year)


class PeriodContext(Beside, Governing):
    """The periods of one article, read once; `assign` gives that of a figure.

    `sentences` and `blocks` are `[start, end)` stretches of `text`; `quantities` are needed to share out lists
    (2019年、2020年分别为…). `title`, `headline` and `published` are what is known of the document; `spoken` is the year
    in which it speaks where no date of publication is known (`spoken_year` of all its articles).
    """

    def assign(
        self, start: int, end: int, sentence: tuple[int, int] | None = None, block: int | None = None
    ) -> Assigned:
        """Period, its kind and where it was taken, for the figure at `[start, end)`.

        `sentence` and `block` may be left out: they are found from the offset.
        """
        i = bisect_left(self._quantity_starts, start)
        known = i < len(self.quantities) and self.quantities[i].start == start
        s = self._index(self._sentence_starts, start if sentence is None else sentence[0])
        b = self._index(self._block_starts, start) if block is None else block
        own = self._in_sentence.get(s, [])
        found = self._shared(own, start) or self._directly(own, start, end)
        if found is not None:
            return found
        if known and i and self._joined(i):
            return self.assign(self.quantities[i - 1].start, self.quantities[i - 1].end, sentence, block)
        whole = self._governing(own, start, end) or self._inherited(own, start, s, b)
        clause = self._clause_start(start)
        if BEGINNING.search(self.text, clause, start) and not _PAIRED.search(self.text, clause, start):
            for d in own:
                if d.role in ("event", "founding") and d.mention.start < start:
                    return d.period, d.mention.kind, "sentence"
        if _YEARLY.search(self.text, clause, start):
            whole = self._annualised(whole, own, start)
        if known:
            side = side_of(self.text, self.quantities, i)
            if side is not None:
                return self._pair(side, whole, own, start)
        return whole

    def _two_years(self, heading: str) -> bool:
        """Whether a heading names the year told and the one it is compared with: …概况（2016—2017年）."""
        both = calendar.years(heading)
        return bool(both and both[1] - both[0] == 1 and self.topic == str(both[1]))

    def _annualised(self, whole: Assigned, own: list[Dated], start: int) -> Assigned:
        """年均增速 spans the years from the base that the sentence or paragraph names."""
        both = calendar.years(whole[0])
        if both is None or both[0] != both[1]:
            return whole
        for d in own:
            first = calendar.years(d.period)
            if d.mention.start > start:
                break
            if d.role in ("base", "origin") and first and both[1] - first[0] >= 2:
                return f"{first[0]}/{both[1]}", "span", whole[2]
        spent = list(_YEARS_SPENT.finditer(self.text, self._sentence_start(start), start))
        n = calendar.small_number(spent[-1]["n"]) if spent else None
        if n and n > 1:
            return f"{both[1] - n}/{both[1]}", "span", whole[2]
        return whole

    def _joined(self, i: int) -> bool:
        """Whether the figure continues the one before it: 0.1∶48.3∶51.6."""
        gap = self.text[self.quantities[i - 1].end : self.quantities[i].start].strip()
        return gap in ("∶", ":", "：")

    def _inherited(self, own: list[Dated], start: int, s: int, b: int) -> Assigned:
        """The period of a figure whose sentence has none before it: paragraph, heading, article, title, publication."""
        clause = self.text[self._clause_start(start) : start]
        opened = self.sentences[s][0] if self.sentences else start
        now = _NOW.search(clause) or (not own and _NOW.search(self.text, opened, start))  # 现有职工312人，其中…
        if now and self.anchor_year is not None and self.published:
            return str(self.anchor_year), "year", "published"
        for d in reversed(self._in_block.get(b, [])):
            if d.sentence >= s:
                continue
            if d.role in NOT_INHERITED or self._future(d.period) or self._aside(d):
                continue
            relative = d.mention.relative or ""
            if self._passing(d, s):
                continue
            if relative in SPANS - {"years_since"} or (
                (relative == "years_since" or d.mention.kind == "cumulative") and "累" not in clause
            ):
                continue
            spoken = self.published and _ANSWER.match(self.text, self.blocks[b].start if self.blocks else 0)
            if spoken and relative.startswith("last_year") and DONE_BY_NOW.search(clause):
                return str(self.anchor_year), "year", "published"  # 去年投入5870万元。…已获授权212件
            before_now = _is_past(d.period, self.anchor_year)
            if before_now and self.published and _THIS_TIME.search(self.text, opened, start):
                continue  # 去年实现产值126亿元。…本届签约23个
            going_on = self.text.startswith("其中", self.sentences[s][0])
            return self._elsewhere(d, "paragraph", d.mention.kind in ("day", "instant") and not going_on)
        heading = (self._headings[b] if self._headings else None) or self._asked(b)
        if heading is not None and not self._two_years(heading):
            return heading, kind_of_iso(heading), "heading"
        for d in own:
            if d.role == "name" and d.mention.start < start:
                return d.period, d.mention.kind, "sentence"
        gone = bool(self.published) and _is_past(self.topic, self.anchor_year)
        if gone and not own and _PLANS_NOW.search(self.text, opened, start):
            return str(self.anchor_year), "year", "published"  # 2022年…。本次计划招聘680人
        if self.topic is not None and start > self._topic_at:
            return self.topic, kind_of_iso(self.topic), "article"
        both = calendar.years(self.title_period) if self._looks_back else None
        if both and both[0] < both[1] and not SUM.search(clause):
            return str(both[1]), "year", "title"
        if self.title_period is not None and not self._future(self.title_period):
            return self.title_period, kind_of_iso(self.title_period), "title"
        if self.anchor_year is not None:
            return str(self.anchor_year), "year", "published" if self.published else "article"
        return None, None, None

    def _pair(self, side: tuple[Side, str], whole: Assigned, own: list[Dated], start: int) -> Assigned:
        """The two figures of 由A增至B: a span gives both its ends; else the first is of the base, or a year before."""
        period, kind, origin = whole
        both = calendar.years(period)
        if both is None or period is None:
            return whole
        if both[0] != both[1]:
            return str(both[0] if side[0] == "first" else both[1]), "year", origin
        happened = any(d.role == "event" and d.mention.start < start and calendar.years(d.period) == both for d in own)
        if side[0] == "second" and happened and BEGINNING.search(side[1]) and self.anchor_year:
            # 2011年获批，规划面积由最初的79.6平方公里拓展至224平方公里
            return str(self.anchor_year), "year", "published" if self.published else "article"
        if side[0] == "second" or happened:
            return whole
        if kind in ("day", "month") and not self._future(period):
            return whole
        if self._future(period) or (
            self.anchor_year == both[0] and WILL.search(self.text, self._sentence_start(start), start + 20)
        ):
            return (str(self.anchor_year), "year", origin) if self.anchor_year else whole
        if self.anchor_year and (
            _AS_YET.search(side[1]) or _ONCE_RUNNING.search(self.text, self._clause_start(start), start)
        ):
            return str(self.anchor_year), "year", "published" if self.published else "article"
        if BEGINNING.search(side[1]):
            began = self._jubilee or next(
                (y[0] for d in self._dated if d.role in ("event", "founding") and (y := calendar.years(d.period))), None
            )
            if began is not None:
                return str(began), "year", "article"
        for d in own:
            later = d.role == "origin" and d.mention.start > start  # it opens a pair of its own
            if d.role in ("origin", "base") and not later and not self._future(d.period):
                return d.period, d.mention.kind, "sentence"
        if self._before is not None and self._before < both[0] and origin in _FAR:
            return str(self._before), "year", "article"
        return calendar.shift(period, -1), kind, origin


__all__ = ["Assigned", "PeriodContext", "latest_year", "spoken_year"]
