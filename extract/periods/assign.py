"""Which period a figure has: inheritance clause → sentence → paragraph → heading → article → title → publication."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.annotations import PeriodMention
from extract.periods import calendar
from extract.periods.mentions import find_periods
from extract.periods.pairs import BEGINNING, Side, side_of
from extract.periods.resolve import anchor, resolve
from extract.periods.roles import Role, role_of
from extract.periods.rules import rules
from schemas.documents import Block
from schemas.records import PeriodFrom, PeriodKind, Quantity

Assigned = tuple[str | None, PeriodKind | None, PeriodFrom | None]

# what may stand between a period and the figure that it dates directly: 2014年的146家, 2023年日均337家, 現在的27%
_RULES = rules("periods")
_DIRECT = _RULES["direct"]
_CLAUSE = "，,。；;！？!?\n"
_TOGETHER = _RULES["together"]
_BASE_VALUE = _RULES["base_value"]
_SAME_PERIOD = _RULES["same_period"]
_WAS = _RULES["was"]
_RESPECTIVELY = _RULES["respectively"]
_BASIS = _RULES["basis"]
_PAIRED = _RULES["paired"]
_JUBILEE = _RULES["jubilee"]
_SUM = _RULES["sum"]
_NOW = _RULES["now"]
_ALREADY = _RULES["already"]
_GOES_ON = _RULES["goes_on"]
_YEARLY = _RULES["yearly"]
_WILL = _RULES["will"]
_SPANS = frozenset(("recent_years", "years_between", "past_years", "within_years", "years_since", "next_years"))
_OWN_CLAUSE = frozenset(("recent_years", "years_between", "past_years", "within_years"))
_HEADING_LIKE = _RULES["heading_like"]


@dataclass(slots=True)
class _Dated:
    mention: PeriodMention
    role: Role
    period: str | None
    sentence: int
    block: int


_AHEAD = _RULES["ahead"]


_MEETING = _RULES["meeting"]


def _planned(text: str, p: PeriodMention) -> bool:
    """Whether the mention may name a time to come: its sentence so far speaks of plans, or it is part of a title."""
    low = max(0, p.start - 60)
    opened = max(text.rfind(x, low, p.start) for x in "。！？\n")
    before = text[max(low, opened + 1) : p.start]
    if before.endswith(("到", "至")) and not before.endswith("截至"):
        return True
    titled = before.rfind("《") > before.rfind("》")
    if _MEETING.match(text, p.end):
        return True
    return titled or bool(_AHEAD.search(before)) or text.startswith(("再", "目标", "力争", "规划"), p.end)


def spoken_year(texts: Iterable[str]) -> int | None:
    """The year in which an undated document speaks: the latest that its texts name as past."""
    years: list[int] = []
    for text in texts:
        for p in find_periods(text):
            both = calendar.years(p.value)
            if both and both[0] == both[1] and p.kind != "cumulative" and not _planned(text, p):
                years.append(both[1])
    return max(years, default=None)


class PeriodContext:
    """The periods of one article, read once; `assign` gives that of a figure.

    `sentences` and `blocks` are `[start, end)` stretches of `text`; `quantities` are needed to share out lists
    (2019年、2020年分别为…). `title`, `headline` and `published` are what is known of the document; `spoken` is the year
    in which it speaks where no date of publication is known (`spoken_year` of all its articles).
    """

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
        self.sentences = list(sentences) or _split(text)
        self.blocks = list(blocks) or [Block("paragraph", a, b) for a, b in _lines(text)]
        self.published = published
        self._quantity_starts = [q.start for q in self.quantities]
        self._sentence_starts = [a for a, _ in self.sentences]
        self._block_starts = [b.start for b in self.blocks]
        self._starts = [p.start for p in periods]
        self.anchor_year = anchor(published) or self._guess_anchor(periods, title, headline, spoken)
        self.title_period = self._of_line(title) or self._of_line(headline)
        self._dated: list[_Dated] = []
        self._in_sentence: dict[int, list[_Dated]] = {}
        self._in_block: dict[int, list[_Dated]] = {}
        self._headings = self._heading_periods()
        self.topic: str | None = self._basis()
        self._topic_at = 0
        self._jubilee = self._founded()
        self._read(periods)
        if self.topic is None:
            found = self._find_topic()
            if found is not None:
                self.topic, self._topic_at = found.period, found.mention.start
                self._read(periods)

    # --- building ---------------------------------------------------------------------------------------------------

    def _guess_anchor(
        self, periods: Sequence[PeriodMention], title: str | None, headline: str | None, spoken: int | None
    ) -> int | None:
        """Without a date of publication: that of the text's head or foot, its title's year, or the one it names most."""
        for p in periods:
            head = p.start < 200 or p.start > len(self.text) - 60
            line = self.text[self.text.rfind("\n", 0, p.start) + 1 : p.start]
            rest = self.text[p.end : p.end + 40].partition("\n")[0]
            both = calendar.years(p.value)
            if (
                both
                and head
                and ((p.kind == "day" and len(line) + len(rest) < 24) or re.match("(?:发布)?(?:时间|日期)[:：]", line))
            ):
                return both[1]
        named = [calendar.years(p.value) for line in (title, headline) if line for p in find_periods(line)]
        years = [y[1] for y in named if y]
        past = spoken_year((self.text,))
        return max([*years, *(y for y in (past, spoken) if y)], default=None)

    def _founded(self) -> int | None:
        """The year in which what the text is about began: from 五周年 and the year of publication."""
        m = _JUBILEE.search(self.text[:600])
        n = calendar.small_number(m["n"]) if m else None
        return self.anchor_year - n if n and self.anchor_year else None

    def _of_line(self, line: str | None) -> str | None:
        if not line:
            return None
        resolved = None
        for p in find_periods(line):
            if p.relative in ("now", "year_end", "year_start", "month_end", "same_period", "since_then"):
                continue
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
            heading = b.kind == "heading" or (len(line) < 40 and _HEADING_LIKE.match(line) and "。" not in line)
            heading = heading or (line.endswith(("：", ":")) and len(line) < 40)
            run_in = _HEADING_LIKE.match(line)
            if heading or run_in:
                head = line if heading else re.split("[。：]", line, maxsplit=1)[0][:40]
                period = self._of_line(head)
                depth = b.level or (2 if line.startswith("（") else 1)
                if period is not None:
                    current, level = period, depth
                elif depth < level or (depth == level and heading and depth == 1):
                    current, level = None, 99
            out.append(current)
        return out

    def _basis(self) -> str | None:
        m = _BASIS.search(self.text[:1500])
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
            role = role_of(self.text, p, end)
            last = self._dated[-1] if self._dated else None
            if last is not None and p.start - last.mention.end <= 1 and last.role in ("base", "origin"):
                role = last.role  # 与2010年第六次普查的…
            previous = self._previous(p, sentence, block)
            period = resolve(p, self.anchor_year, self.published, previous)
            dated = _Dated(p, role, period, sentence, block)
            self._dated.append(dated)
            if period is not None:
                self._in_sentence.setdefault(sentence, []).append(dated)
                self._in_block.setdefault(block, []).append(dated)

    def _previous(self, p: PeriodMention, sentence: int, block: int) -> str | None:
        """The period that the text is about where `p` stands."""
        rule = p.relative or ""
        unnamed = rule.startswith("context:")
        for d in reversed(self._dated):
            if d.block != block:
                break
            if d.period is None or d.role in ("base", "origin", "name"):
                continue
            if d.sentence != sentence and (d.role == "founding" or (d.role == "event" and not unnamed)):
                continue
            if d.mention.kind == "cumulative" or (d.mention.relative or "") in _SPANS:
                continue
            if self._future(d.period) and d.sentence != sentence:
                continue
            return d.period
        heading = self._headings[block] if self._headings else None
        if heading is not None:
            return heading
        if unnamed and (self.published and rule.startswith(("context:day", "context:days"))):
            return None
        if rule in ("years_since", "recent_years", "past_years", "years_between", "since_then") and self.published:
            return self.title_period if self.topic in (None, self.title_period) else None
        if unnamed and self.published and self.topic is None:
            return None
        return self.topic or self.title_period

    def _future(self, period: str | None) -> bool:
        both = calendar.years(period)
        return bool(both and self.anchor_year and both[0] > self.anchor_year)

    def _find_topic(self) -> _Dated | None:
        """What the article is about: the first period of its opening paragraph that dates figures."""
        first = next((i for i, b in enumerate(self.blocks) if b.kind not in ("title", "heading", "byline")), 0)
        opening = next((i for i in range(first, len(self.blocks)) if self._has_figures(self.blocks[i])), first)
        for d in self._dated:
            if d.block > opening:
                break
            if d.block < opening and self.blocks[d.block].kind not in ("title", "heading"):
                continue
            if d.role in ("base", "origin", "event", "founding", "name") or d.period is None or d.block < first:
                continue
            kind, relative = d.mention.kind, d.mention.relative or ""
            if kind in ("day", "cumulative") or relative == "now" or (calendar.is_span(d.period) and kind == "span"):
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

    def _has_figures(self, block: Block) -> bool:
        i = bisect_left(self._quantity_starts, block.start)
        return i < len(self.quantities) and self.quantities[i].start < block.end

    @staticmethod
    def _index(starts: list[int], at: int) -> int:
        return max(0, bisect_right(starts, at) - 1)

    # --- asking -----------------------------------------------------------------------------------------------------

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

    def _annualised(self, whole: Assigned, own: list[_Dated], start: int) -> Assigned:
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
        return whole

    def _joined(self, i: int) -> bool:
        """Whether the figure continues the one before it: 0.1∶48.3∶51.6."""
        gap = self.text[self.quantities[i - 1].end : self.quantities[i].start].strip()
        return gap in ("∶", ":", "：")

    def _inherited(self, own: list[_Dated], start: int, s: int, b: int) -> Assigned:
        """The period of a figure whose sentence has none before it: paragraph, heading, article, title, publication."""
        clause = self.text[self._clause_start(start) : start]
        if _NOW.search(clause) and self.anchor_year is not None and self.published:
            return str(self.anchor_year), "year", "published"
        for d in reversed(self._in_block.get(b, [])):
            if d.sentence >= s:
                continue
            if d.role in ("base", "origin", "event", "founding", "name") or self._future(d.period):
                continue
            relative = d.mention.relative or ""
            if relative in _SPANS - {"years_since"} or (
                (relative == "years_since" or d.mention.kind == "cumulative") and "累" not in clause
            ):
                continue
            return d.period, d.mention.kind, "paragraph"
        heading = self._headings[b] if self._headings else None
        if heading is not None:
            return heading, _kind(heading), "heading"
        for d in own:
            if d.role == "name" and d.mention.start < start:
                return d.period, d.mention.kind, "sentence"
        if self.topic is not None and start > self._topic_at:
            return self.topic, _kind(self.topic), "article"
        if self.title_period is not None and not self._future(self.title_period):
            return self.title_period, _kind(self.title_period), "title"
        if self.anchor_year is not None:
            return str(self.anchor_year), "year", "published" if self.published else "article"
        return None, None, None

    def _pair(self, side: tuple[Side, str], whole: Assigned, own: list[_Dated], start: int) -> Assigned:
        """The two figures of 由A增至B: a span gives both its ends; else the first is of the base, or a year before."""
        period, kind, origin = whole
        both = calendar.years(period)
        if both is None or period is None:
            return whole
        if both[0] != both[1]:
            return str(both[0] if side[0] == "first" else both[1]), "year", origin
        if side[0] == "second" or kind in ("day", "month"):
            return whole
        if self._future(period) or (
            self.anchor_year == both[0] and _WILL.search(self.text, self._clause_start(start), start + 20)
        ):
            return (str(self.anchor_year), "year", origin) if self.anchor_year else whole
        if BEGINNING.search(side[1]):
            began = self._jubilee or next(
                (y[0] for d in self._dated if d.role in ("event", "founding") and (y := calendar.years(d.period))), None
            )
            if began is not None:
                return str(began), "year", "article"
        for d in own:
            if d.role in ("origin", "base") and not self._future(d.period):
                return d.period, d.mention.kind, "sentence"
        return calendar.shift(period, -1), kind, origin

    def _directly(self, own: list[_Dated], start: int, end: int) -> Assigned | None:
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

    def _compares(self, d: _Dated, between: str, start: int) -> bool:
        """Whether the figure is the base itself: 较2018年的72%, 与2010年普查的31万人相比, 上年同期为1140万元."""
        if any(x in _CLAUSE for x in between) or any(d.mention.end <= q.start < start for q in self.quantities):
            return False
        unit = self._unit(start)
        if d.role == "origin":
            return len(between) <= 10
        if unit in ("倍", "pp"):
            return False
        if _BASE_VALUE.match(between):
            return True
        if _SAME_PERIOD.match(between) or (d.mention.text.endswith("同期") and _WAS.match(between)):
            return True
        return bool(re.search("[的时時][^，。]{0,3}$", between)) and len(between) <= 18

    def _unit(self, start: int) -> str:
        i = bisect_left(self._quantity_starts, start)
        return self.quantities[i].unit if i < len(self.quantities) and self.quantities[i].start == start else ""

    def _governing(self, own: list[_Dated], start: int, end: int) -> Assigned | None:
        """The last period before the figure in its sentence that is neither a base nor an origin."""
        clause = self._clause_start(start)
        for d in reversed(own):
            m = d.mention
            if m.start >= start or d.role in ("base", "name", "origin") or self._bracketed(m.end, start):
                continue
            if d.role in ("event", "founding") and m.start < clause and _ALREADY.search(self.text, clause, start):
                continue
            if d.role == "founding" and m.start < clause:
                continue
            relative = m.relative or ""
            if relative in _OWN_CLAUSE and m.start < clause:
                if not self._opens(d, clause) and not _GOES_ON.match(self.text, clause):
                    continue
            if (relative in _SPANS or m.kind == "cumulative") and any(x in "；;" for x in self.text[m.end : start]):
                both = calendar.years(d.period)
                if both and not _SUM.search(self.text, clause, start):
                    return str(both[1]), "year", "sentence"
            return d.period, m.kind, "clause" if m.start >= clause else "sentence"
        opened = self.sentences[self._index(self._sentence_starts, start)][0]
        if _WILL.search(self.text, opened, start):
            for d in own:
                near = 0 < d.mention.start - end < 30 and "；" not in self.text[end : d.mention.start]
                if near and self._future(d.period):
                    return d.period, d.mention.kind, "sentence"
        return self._ahead(own, end)

    def _ahead(self, own: list[_Dated], end: int) -> Assigned | None:
        """增长4倍多，从2014年的A提高到2023年的B: the change has the period of the pair behind it."""
        if not any(not d.mention.start - end > 3 and d.mention.start >= end and d.role == "origin" for d in own):
            return None
        for d in own:
            if d.mention.start > end and d.role == "main":
                return d.period, d.mention.kind, "sentence"
        return None

    def _bracketed(self, end: int, start: int) -> bool:
        """Whether what ends at `end` stands in brackets that close before `start`."""
        between = self.text[end:start]
        close = next((i for i, x in enumerate(between) if x in "）)（("), -1)
        return close >= 0 and between[close] in "）)"

    def _opens(self, d: _Dated, clause: int) -> bool:
        """过去五年，累计…: a span with a comma behind it governs the clause after that."""
        return self.text[d.mention.end : d.mention.end + 1] in "，," and clause == d.mention.end + 1

    def _clause_start(self, at: int) -> int:
        low = at
        while low > 0 and self.text[low - 1] not in _CLAUSE:
            low -= 1
        return low

    def _shared(self, own: list[_Dated], start: int) -> Assigned | None:
        """2019年、2020年分别为A、B: the n-th figure behind 分别 has the n-th period."""
        clause = self._clause_start(start)
        words = [m.end() + clause for m in _RESPECTIVELY.finditer(self.text[clause:start])]
        if not words:
            return None
        after = words[-1]
        stop = start
        while stop < len(self.text) and self.text[stop] not in _CLAUSE:
            stop += 1
        group = [q.start for q in self.quantities if after <= q.start < stop]
        if start not in group or len(group) < 2:
            return None
        before = [d for d in own if d.mention.end <= after and d.role in ("main", "event")]
        run: list[_Dated] = []
        for d in reversed(before):
            if run and not _TOGETHER.fullmatch(self.text[d.mention.end : run[0].mention.start].strip()):
                break
            run.insert(0, d)
        place = group.index(start)
        if len(run) == len(group):
            return run[place].period, run[place].mention.kind, "clause"
        both = calendar.years(before[-1].period) if before else None
        if both and both[1] - both[0] + 1 == len(group) and before[-1].mention.kind == "span":
            return str(both[0] + place), "year", "clause"
        return None


def _kind(period: str) -> PeriodKind:
    """The kind of an ISO period on its own."""
    if "/" in period:
        first, last = period.split("/")
        if len(first) == 7 and first[:4] == last[:4]:
            size = int(last[5:7]) - int(first[5:7]) + 1
            if size == 6:
                return "half"
            if size == 3:
                return "quarter"
        return "span"
    return {4: "year", 7: "month"}.get(len(period), "instant")  # type: ignore[return-value]


def _lines(text: str) -> list[tuple[int, int]]:
    out, at = [], 0
    for line in text.split("\n"):
        if line:
            out.append((at, at + len(line)))
        at += len(line) + 1
    return out


def _split(text: str) -> list[tuple[int, int]]:
    out, at = [], 0
    for m in re.finditer("[。！？!?\n]+[”」』）)]?", text):
        if m.end() > at:
            out.append((at, m.end()))
            at = m.end()
    if at < len(text):
        out.append((at, len(text)))
    return out
