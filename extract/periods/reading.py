"""The periods of one article, resolved in text order, and what the article as a whole is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.annotations import PeriodMention
from extract.periods import calendar
from extract.periods.bare_years import of_title
from extract.periods.resolve import anchor, resolve
from extract.periods.roles import Role, role_of
from extract.periods.rules import rules
from extract.periods.speaking import guess_year
from extract.periods.timeline import QUESTION, SPANS, Dated
from extract.periods.titles import Titles
from extract.periods.topic import Topic
from schemas.documents import Block
from schemas.records import Quantity

_RULES = rules("periods")
_LOOKING_BACK = frozenset(("years_since", "recent_years", "past_years", "years_between", "since_then"))
_WILL_BE = re.compile(r"[，,][^，。；]{0,10}(?:将|將|力争|预计|預計|有望|争取|可望)")
_COUNTED_ON = frozenset(("years_after", "years_later"))
_DONE = re.compile("[^，。；将要可拟力争能再]{1,7}了")
UP_TO = ("截至", "截止", "截至到", "至")
# 一图读懂《某某若干措施》: what it grants is of the time when it came out, not of the year that its reasons tell
_MEASURE = re.compile("《[^《》]{4,60}(?:措施|办法|政策|细则|规定|条例|意见|条)(?:（[^（）]{1,12}）)?》")
_PARTS = frozenset(("half", "quarter", "months", "month_end"))
_PLANNED = _RULES["planned"]
_LOOKS_BACK_TITLE = _RULES["looks_back_title"]
_TO_COME = re.compile("[，,]?[^，。；]{0,8}?(?:还将|将[^军来]|拟|计划|力争)")


class ArticlePeriods(Titles, Topic):
    """The resolved periods of one article: `anchor_year` in which it speaks, `title_period`, `topic`."""

    def __init__(
        self,
        text: str,
        periods: Sequence[PeriodMention],
        quantities: Sequence[Quantity] = (),
        sentences: Sequence[tuple[int, int]] = (),
        blocks: Sequence[Block] = (),
        headline: str | None = None,
        title: str | None = None,
        published: str | None = None,
        spoken: int | None = None,
    ) -> None:
        year = anchor(published) or guess_year(text, periods, title, headline, spoken)
        super().__init__(text, quantities, sentences, blocks, published, year)
        self.title_period = (
            self._of_line(title)
            or self._of_line(headline)
            or of_title(title or "", self.anchor_year)
            or of_title(headline or "", self.anchor_year)
        )
        self._looks_back = any(line and _LOOKS_BACK_TITLE.search(line) for line in (title, headline))
        self._headings = self._heading_periods()
        self.topic: str | None = self._basis()
        self._topic_at = 0
        self._jubilee = self._founded()
        self._term = self._defined_term(periods)
        self._part_end = self._end_of_report(title, headline)
        self._roles: dict[int, Role] = {}
        self._read(periods)
        if self.topic is None:
            self.topic = self._plan_years(title, headline)
            if self.topic is not None:
                self._read(periods)
        if self.topic is None and not (published and any(line and _MEASURE.search(line) for line in (title, headline))):
            found = self._find_topic()
            if found is not None:
                self.topic, self._topic_at = found.period, found.mention.start
                self._read(periods)
        self._before = self._before_review(title, headline)

    def _read(self, periods: Sequence[PeriodMention]) -> None:
        """Resolve the mentions in text order, each against what the text was about before it."""
        self._dated.clear()
        self._in_sentence.clear()
        self._in_block.clear()
        for p in periods:
            sentence = self._index(self._sentence_starts, p.start)
            block = self._index(self._block_starts, p.start)
            end = self.sentences[sentence][1] if self.sentences else len(self.text)
            role = self._roles.get(p.start)
            if role is None:
                role = self._roles[p.start] = role_of(self.text, p, end)
            last = self._dated[-1] if self._dated else None
            if last is not None and p.start - last.mention.end <= 1 and last.role in ("base", "origin"):
                role = last.role  # 与2010年第六次普查的…
            previous = self._previous(p, sentence, block)
            period = self._as_defined(p) or resolve(p, self.anchor_year, self.published, previous)
            if last is not None and last.role == "base" and last.sentence == sentence and p.arguments:
                first = calendar.years(last.period)
                span = f"{first[0]}/{first[0] + p.arguments[0]}" if first else None
                if p.relative == "years_between" and self.anchor_year and not self._future(span[5:] if span else None):
                    period = span or period  # 比2019年增长…，两年平均
            if p.relative in ("years_between", "years_since") and p.arguments and self._since_begun(p.arguments[0]):
                period = f"{(self.anchor_year or 0) - p.arguments[0]}/{self.anchor_year}"
            if self._is_ahead(p, period):
                period = resolve(p, self.anchor_year, self.published, None)
            dated = Dated(p, role, period, sentence, block)
            self._dated.append(dated)
            if period is not None:
                self._in_sentence.setdefault(sentence, []).append(dated)
                self._in_block.setdefault(block, []).append(dated)

    def _since_begun(self, n: int) -> bool:
        """Whether the last year that was told is `n` years ago: 2019年创办…。五年间，员工增至340人."""
        if self.anchor_year is None or n < 3 or not self._dated or self._dated[-1].role not in ("founding", "event"):
            return False
        year = self.anchor_year - n
        return calendar.years(self._dated[-1].period) == (year, year)

    def _as_defined(self, p: PeriodMention) -> str | None:
        """What the text itself says a word stands for: 报告期（2020年至2022年）; 一年内 of something done is past."""
        if p.relative == "years_later" and p.arguments and self.anchor_year and _WILL_BE.match(self.text, p.end):
            return str(self.anchor_year + p.arguments[0])  # 三年后，产值将突破10亿元
        if p.relative == "within_years" and p.arguments and self.anchor_year and _DONE.match(self.text, p.end):
            return f"{self.anchor_year - p.arguments[0]}/{self.anchor_year}"
        if p.text in ("年内", "年內") and self.anchor_year and _PLANNED.search(self.text, max(0, p.start - 6), p.start):
            return str(self.anchor_year)  # 计划年内开工
        if "期末" in p.text and self._part_end and self._term is None:
            return self._part_end
        if p.text.startswith("报告期") or (p.text == "期末" and self.text.endswith("各", 0, p.start)):
            return self._term
        return None

    def _is_ahead(self, p: PeriodMention, period: str | None) -> bool:
        """四季度，该区还将…: what is still to come is of no year before the one that the text speaks in."""
        if not (p.relative or "").startswith("context:") or not self.published or self.anchor_year is None:
            return False
        both = calendar.years(period)
        return bool(both and both[1] < self.anchor_year and _TO_COME.match(self.text, p.end))

    def _previous(self, p: PeriodMention, sentence: int, block: int) -> str | None:
        """The period that the text is about where `p` stands."""
        rule = p.relative or ""
        if rule in _COUNTED_ON:
            told = (d.period for d in reversed(self._dated) if d.period and d.role in ("main", "event", "founding"))
            return next(told, None)
        unnamed = rule.startswith("context:")
        up_to = p.text.startswith(UP_TO) or self.text.endswith(UP_TO[:3], 0, p.start)
        up_to_now = unnamed and up_to and self.published and self.title_period is None
        for d in reversed(self._dated):
            if d.block != block:
                break
            if d.period is None or d.role in ("base", "origin", "name") or self._aside(d):
                continue
            if self.text.endswith(("而", "但"), 0, d.mention.start) and "；" in self.text[d.mention.end : p.start]:
                continue
            happened = d.role == "event" and (not unnamed or up_to)
            if d.sentence != sentence and (d.role == "founding" or happened):
                continue  # 2019年设立资金池。…截至9月末: the last September, not that year's
            if d.mention.kind == "cumulative" or (d.mention.relative or "") in SPANS:
                continue
            if up_to_now and d.sentence != sentence:
                of_report = d.mention.text.endswith("年度") or self.text.startswith("度", d.mention.end)
                if of_report or (d.mention.relative or "").startswith("last_year"):
                    continue  # 去年投入1.9亿元。…截至一季度末: of this year; 2023年度拟派…。截至4月20日
            if rule == "whole_year" and d.mention.relative == "now" and d.sentence != sentence:
                continue  # 目前有…。全年接待…: of the year that the report is on
            if d.sentence != sentence and (self._future(d.period) or self._passing(d, sentence)):
                continue
            if unnamed and d.sentence != sentence and (again := self._named_before(p)) and again > d.period:
                return again  # 2023年前三季度…。2022年…。前三季度…
            return d.period
        heading = (self._headings[block] if self._headings else None) or self._asked(block)
        if heading is not None:
            return heading
        if unnamed and (again := self._named_before(p)) is not None:
            return again
        if unnamed and (self.published and rule.startswith(("context:day", "context:days"))):
            return None
        if rule in _LOOKING_BACK and self.published:
            return self.title_period if self.topic in (None, self.title_period) else None
        if unnamed and self.published and (self.topic is None or up_to_now):
            return None
        if rule == "year_start" and self.published and self.title_period is None:
            return None
        return self.topic or self.title_period

    def _asked(self, block: int) -> str | None:
        """The period that the question before an answer names: 去年招商情况怎么样？"""
        if not block or not self.text.endswith(QUESTION, 0, self.blocks[block - 1].end):
            return None
        for d in reversed(self._in_block.get(block - 1, [])):
            if d.mention.relative == "now" and self.published and self.anchor_year:
                return str(self.anchor_year)  # 目前的产能如何？
            if (
                d.role == "main"
                and d.mention.kind in ("year", "half", "quarter", "span")
                and not self._future(d.period)
            ):
                return d.period
        return None

    def _named_before(self, p: PeriodMention) -> str | None:
        """The period of the same part of a year where the text last named its year: 今年一季度 … 一季度."""
        part = (p.relative or "").partition(":")[2]
        if part not in _PARTS:
            return None
        for d in reversed(self._dated):
            m = d.mention
            if d.period and m.kind == p.kind and m.arguments == p.arguments and m.text.endswith(p.text):
                return d.period if len(m.text) > len(p.text) else None
        return None
