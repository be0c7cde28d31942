"""The periods of one article, resolved in text order, and what the article as a whole is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extract.annotations import PeriodMention
from extract.periods import calendar
from extract.periods.bare_years import of_title
from extract.periods.layout import lines_of, sentences_of
from extract.periods.mentions import periods_of_line
from extract.periods.resolve import anchor, resolve
from extract.periods.roles import Role, role_of
from extract.periods.rules import rules
from extract.periods.speaking import guess_year
from schemas.documents import Block
from schemas.records import Quantity

_RULES = rules("periods")
_BASIS = _RULES["basis"]
_JUBILEE = _RULES["jubilee"]
_HEADING_LIKE = _RULES["heading_like"]
SPANS = frozenset(("recent_years", "years_between", "past_years", "within_years", "years_since", "next_years"))
_LOOKING_BACK = frozenset(("years_since", "recent_years", "past_years", "years_between", "since_then"))
_STATES = frozenset(("now", "year_end", "year_start", "month_end", "same_period", "since_then"))
_WILL_BE = re.compile(r"[，,][^，。；]{0,10}(?:将|將|力争|预计|預計|有望|争取|可望)")
_MEETING = re.compile(r"度?[^，。]{0,12}(?:会议|座谈会|推进会|部署会|动员会|全会)")
_COUNTED_ON = frozenset(("years_after", "years_later"))
_TERM = re.compile("报告期(?:内|各期)?(?:[（(]|(?:是|为|指|系)(?:指)?)")
_DONE = re.compile("[^，。；将要可拟力争能再]{1,7}了")
_UP_TO = ("截至", "截止", "截至到", "至")
_CALL = re.compile(r"[^\d，。；]{0,4}20\d\d年?[，,]?[^\d，。；]{2,14}[！!]")  # 2023，我们这样干！
_PARTS = frozenset(("half", "quarter", "months", "month_end"))
_AVERAGED = _RULES["averaged"]
_ANNOUNCED = _RULES["announced"]
_PLANNED = _RULES["planned"]
_PLAN_TITLE = _RULES["plan_title"]
CONTRAST = ("而", "但", "但在", "而在")
_LOOKS_BACK_TITLE = _RULES["looks_back_title"]
_PART_REPORT = _RULES["part_report"]
_REVIEW = _RULES["review"]
_REVIEW_BLOCKS = 5
_PLAN_LINES = 200
_QUESTION = ("？", "?")
_FIVE_YEARS = re.compile("[五]")
_OPENERS = frozenset(("", "。", "\n", "！", "？", " ", "\u3000", "：", "）"))
NOT_INHERITED = frozenset(("base", "origin", "event", "founding", "name"))


@dataclass(slots=True)
class Dated:
    """A period mention with its role, its ISO form and the numbers of its sentence and block."""

    mention: PeriodMention
    role: Role
    period: str | None
    sentence: int
    block: int


_TO_COME = re.compile("[，,]?[^，。；]{0,8}?(?:还将|将[^军来]|拟|计划|力争)")
_REACHES = re.compile("[升增降减提跌扩涨到][至到]$")


class ArticlePeriods:
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
        self.text = text
        self.quantities = sorted(quantities, key=lambda q: q.start)
        self.sentences = list(sentences) or sentences_of(text)
        self.blocks = list(blocks) or [Block("paragraph", a, b) for a, b in lines_of(text)]
        self.published = published
        self._quantity_starts = [q.start for q in self.quantities]
        self._sentence_starts = [a for a, _ in self.sentences]
        self._block_starts = [b.start for b in self.blocks]
        self.anchor_year = anchor(published) or guess_year(text, periods, title, headline, spoken)
        self.title_period = (
            self._of_line(title)
            or self._of_line(headline)
            or of_title(title or "", self.anchor_year)
            or of_title(headline or "", self.anchor_year)
        )
        self._looks_back = any(line and _LOOKS_BACK_TITLE.search(line) for line in (title, headline))
        self._dated: list[Dated] = []
        self._in_sentence: dict[int, list[Dated]] = {}
        self._in_block: dict[int, list[Dated]] = {}
        self._headings = self._heading_periods()
        self.topic: str | None = self._basis()
        self._topic_at = 0
        self._jubilee = self._founded()
        self._term = self._defined_term(periods)
        self._part_end = self._end_of_report(title, headline)
        self._clauses: list[int] | None = None  # where clauses begin, found when first asked for
        self._roles: dict[int, Role] = {}
        self._read(periods)
        if self.topic is None:
            self.topic = self._plan_years(title, headline)
            if self.topic is not None:
                self._read(periods)
        if self.topic is None:
            found = self._find_topic()
            if found is not None:
                self.topic, self._topic_at = found.period, found.mention.start
                self._read(periods)
        self._before = self._before_review(title, headline)

    def _plan_years(self, *titles: str | None) -> str | None:
        """The years of the plan that the text lays out: 《…行动方案（2024—2026年）》 in a title or its first lines."""
        for line in (*titles, self.text[:_PLAN_LINES]):
            m = _PLAN_TITLE.search(line or "")
            if m is None:
                continue
            first, last = int(m["first"]), int(m["last"])
            if self.anchor_year in (first, first - 1) and first < last:
                return f"{first}/{last}"
        return None

    def _end_of_report(self, *titles: str | None) -> str | None:
        """The last day of what a report on a part of this year covers: 半年报, 三季报."""
        m = next((m for line in (*titles, self.text[:_PLAN_LINES]) if line and (m := _PART_REPORT.search(line))), None)
        if m is None or self.anchor_year is None:
            return None
        month = {"half": 6, "first": 3, "third": 9}[m.lastgroup or "half"]
        year = int(m["year"]) if m["year"] else self.anchor_year
        return calendar.month_end(year, month) if year == self.anchor_year else None

    def _before_review(self, *titles: str | None) -> int | None:
        """The year from which a review of several years counts (数说…这五年): what 由A增至B started from."""
        if not any(line and _REVIEW.search(line) for line in titles):
            return None
        for d in self._dated:
            both = calendar.years(d.period)
            if d.block > _REVIEW_BLOCKS:
                break
            if d.mention.kind != "span" or both is None or both[1] - both[0] < 2 or self._future(str(both[1])):
                continue
            terms = both[0] % 5 == 1 and both[1] % 5 == 0
            return both[0] - 1 if terms else both[0]
        return None

    def _founded(self) -> int | None:
        """The year in which what the text is about began: from 五周年 and the year of publication."""
        m = _JUBILEE.search(self.text[:600])
        n = calendar.small_number(m["n"]) if m else None
        return self.anchor_year - n if n and self.anchor_year else None

    def _of_line(self, line: str | None, dating: bool = False) -> str | None:
        """The period that a title names; of a heading (`dating`) no period that figures are only compared with."""
        if not line:
            return None
        resolved = None
        for p in periods_of_line(line):
            if p.relative in _STATES:
                continue
            if dating and (p.relative in SPANS or role_of(line, p, len(line)) in ("base", "origin")):
                continue
            if not dating and _MEETING.match(line, p.end):
                continue  # 2024年经济工作会议上的讲话: when it met, not what it tells of
            period = resolve(p, self.anchor_year, self.published, None)
            if period and p.kind != "day":
                resolved = resolved or period
        return resolved

    def _heading_periods(self) -> list[str | None]:
        """For each block the period of the nearest heading above it that names one."""
        current: str | None = None
        level = 99
        out: list[str | None] = []
        for b in self.blocks:
            line = self.text[b.start : b.end]
            run_in = _HEADING_LIKE.match(line)
            heading = b.kind == "heading" or (len(line) < 40 and run_in and "。" not in line)
            heading = heading or (line.endswith(("：", ":")) and len(line) < 40) or bool(_CALL.fullmatch(line))
            if heading or run_in:
                head = line if heading else re.split("[。：]", line, maxsplit=1)[0][:40]
                period = self._of_line(head, dating=True)
                depth = b.level or (2 if line.startswith("（") else 1)
                if period is not None:
                    current, level = period, depth
                elif depth < level or (depth == level and heading and depth == 1):
                    current, level = None, 99
            out.append(current)
        return out

    def _basis(self) -> str | None:
        m = _BASIS.search(self.text)
        return (m["y"] or m["y2"]) if m else None

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
            if self._is_ahead(p, period):
                period = resolve(p, self.anchor_year, self.published, None)
            dated = Dated(p, role, period, sentence, block)
            self._dated.append(dated)
            if period is not None:
                self._in_sentence.setdefault(sentence, []).append(dated)
                self._in_block.setdefault(block, []).append(dated)

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

    def _defined_term(self, periods: Sequence[PeriodMention]) -> str | None:
        """The years that 报告期 stands for where the text says so."""
        m = _TERM.search(self.text)
        if m is None:
            return None
        inside = [y for p in periods if m.end() <= p.start < m.end() + 30 and (y := calendar.years(p.value))]
        if not inside:
            return None
        first, last = inside[0][0], max(y[1] for y in inside)
        return f"{first}/{last}" if first != last else None

    def _previous(self, p: PeriodMention, sentence: int, block: int) -> str | None:
        """The period that the text is about where `p` stands."""
        rule = p.relative or ""
        if rule in _COUNTED_ON:
            told = (d.period for d in reversed(self._dated) if d.period and d.role in ("main", "event", "founding"))
            return next(told, None)
        unnamed = rule.startswith("context:")
        up_to = p.text.startswith(_UP_TO) or self.text.endswith(_UP_TO[:3], 0, p.start)
        up_to_now = unnamed and up_to and self.published and self.title_period is None
        for d in reversed(self._dated):
            if d.block != block:
                break
            if d.period is None or d.role in ("base", "origin", "name") or self._aside(d):
                continue
            if self.text.endswith(("而", "但"), 0, d.mention.start) and "；" in self.text[d.mention.end : p.start]:
                continue
            happened = d.role == "event" and (not unnamed or p.text.startswith(_UP_TO))
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
        if not block or not self.text.endswith(_QUESTION, 0, self.blocks[block - 1].end):
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

    def _passing(self, d: Dated, s: int) -> bool:
        """Whether a period holds for no later sentence: 而2018年还只有三成。, 三年前…, a question and its answer."""
        for before in self._in_sentence.get(d.sentence, []):
            if before is not d and 0 <= d.mention.start - before.mention.end <= 1:
                return self._passing(before, s)  # 而2023年全年仅为1700万元
        if self.text.startswith("起", d.mention.end) and self.text[d.mention.start - 1 : d.mention.start] in (
            "自",
            "从",
            "從",
        ):
            return True  # 自2020年起按四成给予补贴。…在校生1860人
        if _REACHES.search(self.text, max(0, d.mention.start - 3), d.mention.start):
            return self.text.startswith("的", d.mention.end)  # 由2020年的2.3%升至去年的14.6%
        opens = d.mention.start - self.sentences[d.sentence][0] <= 1
        if (d.mention.relative == "years_ago" and not opens) or self.text.endswith(CONTRAST, 0, d.mention.start):
            return True
        closed = self.sentences[d.sentence][1]
        return s > d.sentence + 1 and self.text[:closed].rstrip().endswith(_QUESTION)

    def _bracketed_aside(self, d: Dated) -> bool:
        """Whether a period opens brackets: 上届（2021年）, 210家（2021年188家）."""
        return self.text[max(0, d.mention.start - 1) : d.mention.start] in ("（", "(")

    def _aside(self, d: Dated) -> bool:
        """Whether a period dates no more than its brackets or clause: 210家（2021年188家）, “十三五”期间年均下降5%."""
        m = d.mention
        if self._bracketed_aside(d):
            return True
        if m.kind == "span" and _AVERAGED.match(self.text, m.end):
            return True
        if m.kind != "span" or not _FIVE_YEARS.search(m.text):
            return False
        return self.text[max(0, m.start - 1) : m.start] not in _OPENERS

    def _future(self, period: str | None) -> bool:
        both = calendar.years(period)
        return bool(both and self.anchor_year and both[0] > self.anchor_year)

    def _find_topic(self) -> Dated | None:
        """What the article is about: the first period of its opening paragraph that dates figures."""
        first = next((i for i, b in enumerate(self.blocks) if b.kind not in ("title", "heading", "byline")), 0)
        opening = next((i for i in range(first, len(self.blocks)) if self._has_figures(self.blocks[i])), first)
        if opening + 1 < len(self.blocks) and self._announces(opening):
            opening += 1
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
            if both is None:
                continue
            if self.anchor_year:
                oldest = self.anchor_year - (2 if kind == "year" else 1)
                if not oldest <= both[0] <= self.anchor_year:
                    continue
            return d
        return None

    def _announces(self, opening: int) -> bool:
        """Whether the opening only says that a report came out, and the paragraph after it what the report shows."""
        if any(d.role == "main" and d.mention.kind != "day" for d in self._in_block.get(opening, [])):
            return False
        after = self.blocks[opening + 1]
        return _ANNOUNCED.match(self.text, after.start, after.end) is not None

    def _has_figures(self, block: Block) -> bool:
        i = bisect_left(self._quantity_starts, block.start)
        return i < len(self.quantities) and self.quantities[i].start < block.end

    @staticmethod
    def _index(starts: list[int], at: int) -> int:
        return max(0, bisect_right(starts, at) - 1)
