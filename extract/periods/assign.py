"""Which period a figure has: inheritance clause → sentence → paragraph → heading → article → title → publication."""

from __future__ import annotations

import re
from bisect import bisect_left

from extract.periods import calendar
from extract.periods.lasting import CONTRAST
from extract.periods.layout import kind_of_iso
from extract.periods.pairs import BEGINNING, Side, side_of
from extract.periods.reading import ArticlePeriods
from extract.periods.rules import rules
from extract.periods.speaking import latest_year, spoken_year
from extract.periods.timeline import CLAUSE, LONGEST_CLAUSE, NOT_INHERITED, SPANS, Assigned, Dated
from schemas.records import PeriodFrom

_RULES = rules("periods")
_DIRECT = _RULES["direct"]
_TOGETHER = _RULES["together"]
_BASE_VALUE = _RULES["base_value"]
_SAME_PERIOD = _RULES["same_period"]
_WAS = _RULES["was"]
_OF_BASE = _RULES["of_base"]
_RESPECTIVELY = _RULES["respectively"]
_PAIRED = _RULES["paired"]
_SUM = _RULES["sum"]
_NOW = _RULES["now"]
_THIS_TIME = _RULES["this_time"]
_ARRIVES = _RULES["arrives"]
_ALREADY = _RULES["already"]
_ANSWER = _RULES["answer"]
_OUTCOME = _RULES["outcome"]
_DONE_BY_NOW = _RULES["done_by_now"]
_GOES_ON = _RULES["goes_on"]
_YEARLY = _RULES["yearly"]
_YEARS_SPENT = _RULES["years_spent"]
_WILL = _RULES["will"]
_STILL_AIMED = re.compile("不少于|不低于|要达|要超|要突破|力争|争取|达到|突破|不高于|不超过")
_LEAST = re.compile("不少于|不低于|不高于|不超过|力争|争取")
# 由现有的2.4万片, 达产后产量由600万套: what is so as yet
_AS_YET = re.compile("目前|现在|現在|现有|現有|眼下|当前|當前")
_ONCE_RUNNING = re.compile("(?:达产|達產|投产|投產|建成|完工|投用)(?:后|後)")
_DATA_OF = re.compile("错月|数据|數據")
_FAR = frozenset(("paragraph", "heading", "article", "title", "published"))
_EACH_TERM = re.compile("各[期年]|报告期")
_IS = ("是", "为", "為", "达", "達", "相当于", "仅为", "仅相当于", "相當於", "恢复到", "恢復到", "回升到", "回升至")
_BEFORE_THEN = ("以前", "之前", "前，", "前,")
_BRACKET = re.compile("[）)（(]")
_OWN_CLAUSE = frozenset(("recent_years", "years_between", "past_years", "within_years"))


def _is_past(period: str | None, year: int | None) -> bool:
    """Whether a period ends before the year in which the text speaks."""
    both = calendar.years(period)
    return bool(both and year and both[1] < year)


class PeriodContext(ArticlePeriods):
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
            if spoken and relative.startswith("last_year") and _DONE_BY_NOW.search(clause):
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
        if self.topic is not None and start > self._topic_at:
            return self.topic, kind_of_iso(self.topic), "article"
        both = calendar.years(self.title_period) if self._looks_back else None
        if both and both[0] < both[1] and not _SUM.search(clause):
            return str(both[1]), "year", "title"
        if self.title_period is not None and not self._future(self.title_period):
            return self.title_period, kind_of_iso(self.title_period), "title"
        if self.anchor_year is not None:
            return str(self.anchor_year), "year", "published" if self.published else "article"
        return None, None, None

    def _planned_aside(self, d: Dated, clause: int, start: int) -> bool:
        """Whether a time to come ends before the figure: …，2027年递交申请；四分之一投向…, 明年投产，已有17家…"""
        if _DONE_BY_NOW.search(self.text, clause, start):
            return True
        if _LEAST.search(self.text, clause, start):
            return False  # …；后备企业不少于120家: still of the plan
        opened = self.sentences[d.sentence][0]
        cut = self.text.rfind("；", d.mention.end, start)
        if cut < 0 or _OUTCOME.search(self.text, cut, start):
            return False  # 计划明年投产；全部达产后…
        return any(x in "，；" for x in self.text[opened : d.mention.start])

    def _pair(self, side: tuple[Side, str], whole: Assigned, own: list[Dated], start: int) -> Assigned:
        """The two figures of 由A增至B: a span gives both its ends; else the first is of the base, or a year before."""
        period, kind, origin = whole
        both = calendar.years(period)
        if both is None or period is None:
            return whole
        if both[0] != both[1]:
            return str(both[0] if side[0] == "first" else both[1]), "year", origin
        happened = any(d.role == "event" and d.mention.start < start and calendar.years(d.period) == both for d in own)
        if side[0] == "second" or happened:
            return whole
        if kind in ("day", "month") and not self._future(period):
            return whole
        if self._future(period) or (
            self.anchor_year == both[0] and _WILL.search(self.text, self._sentence_start(start), start + 20)
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
                if both and not _SUM.search(self.text, clause, start):
                    return str(both[1]), "year", "sentence"
            if m.start >= clause:
                return d.period, m.kind, "clause"
            return self._elsewhere(d, "sentence", d.role in ("event", "founding") or m.kind == "day")
        opened = self.sentences[self._index(self._sentence_starts, start)][0]
        if _WILL.search(self.text, opened, start):
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
        spans = span and (span.kind == "span" or _EACH_TERM.search(self.text, max(0, span.start - 3), after))
        if both and both[1] - both[0] + 1 == len(group) and spans:
            return str(both[0] + place), "year", "clause"
        return None


__all__ = ["Assigned", "PeriodContext", "latest_year", "spoken_year"]
