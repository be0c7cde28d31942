"""Which period a figure has: inheritance clause → sentence → paragraph → heading → article → title → publication."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extract.annotations import PeriodMention
from extract.periods import calendar
from extract.periods.mentions import find_periods
from extract.periods.resolve import anchor, resolve
from extract.periods.roles import Role, role_of
from schemas.documents import Block
from schemas.records import PeriodFrom, PeriodKind, Quantity

Assigned = tuple[str | None, PeriodKind | None, PeriodFrom | None]

# what may stand between a period and the figure that it dates directly: 2014年的146家, 2023年日均337家, 現在的27%
_DIRECT = re.compile(
    r"[ ]?(?:时|時|末|底|的|为|為|是|约|約|近|超|逾|仅|仅为|僅|不足|不到|不超过|达|達|达到|有|就有|日均|月均|年均|平均|人均|每年|合计|累计|全年|占|佔|负|亏损|虧損|净亏损|盈利|突破|超过|超過|，|比|增长|增長|增|下降|提高|减少|減少|下滑|\(|（|：|:){0,3}$"
)
_CLAUSE = "，,。；;！？!?\n"
_TOGETHER = re.compile("[、和与與及至]|以及|[—－-]")
_RESPECTIVELY = re.compile("分别|分別|依次|各为")
_BASIS = re.compile(
    "以(?P<y>20\\d\\d)年(?:度)?(?:的)?(?:数据|數據|统计数据|年报数据)?(?:数据|數據)为|数据(?:截至|年份为|为)(?P<y2>20\\d\\d)年"
)
_HEADING_LIKE = re.compile(
    "^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]+[章节部])"
)


@dataclass(slots=True)
class _Dated:
    mention: PeriodMention
    role: Role
    period: str | None
    sentence: int
    block: int


class PeriodContext:
    """The periods of one article, read once; `assign` gives that of a figure.

    `sentences` and `blocks` are `[start, end)` stretches of `text`; `quantities` are needed to share out lists
    (2019年、2020年分别为…). `title`, `headline` and `published` are what is known of the document.
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
    ) -> None:
        self.text = text
        self.quantities = sorted(quantities, key=lambda q: q.start)
        self.sentences = list(sentences) or _split(text)
        self.blocks = list(blocks) or [Block("paragraph", a, b) for a, b in _lines(text)]
        self.published = published
        self._sentence_starts = [a for a, _ in self.sentences]
        self._block_starts = [b.start for b in self.blocks]
        self._starts = [p.start for p in periods]
        self.anchor_year = anchor(published) or self._guess_anchor(periods, title, headline)
        self.title_period = self._of_line(title) or self._of_line(headline)
        self._dated: list[_Dated] = []
        self._headings = self._heading_periods()
        self.topic: str | None = None
        self.topic = self._basis() or None
        self._read(periods)
        if self.topic is None:
            self.topic = self._find_topic()
            if self.topic is not None:
                self._dated.clear()
                self._read(periods)

    # --- building ---------------------------------------------------------------------------------------------------

    def _guess_anchor(self, periods: Sequence[PeriodMention], title: str | None, headline: str | None) -> int | None:
        """Without a date of publication: the latest past year that the text names, as a whole or with a day."""
        named = [calendar.years(p.value) for line in (title, headline) if line for p in find_periods(line)]
        years = [y[1] for y in named if y]
        if years:
            return max(years)
        for p in periods:
            both = calendar.years(p.value)
            if both and p.kind in ("day", "instant", "year", "span", "half", "quarter", "month"):
                years.append(both[1])
        past = sorted(y for y in years if y <= 2100)
        # plans name later years; the most frequent, then the latest one is what the text is about
        return max(past, key=lambda y: (past.count(y), y)) if past else None

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
        for p in periods:
            sentence = self._index(self._sentence_starts, p.start)
            block = self._index(self._block_starts, p.start)
            end = self.sentences[sentence][1] if self.sentences else len(self.text)
            role = role_of(self.text, p, end)
            previous = self._previous(p, sentence, block)
            period = resolve(p, self.anchor_year, self.published, previous)
            self._dated.append(_Dated(p, role, period, sentence, block))

    def _previous(self, p: PeriodMention, sentence: int, block: int) -> str | None:
        """The period that the text is about where `p` stands."""
        rule = p.relative or ""
        unnamed = rule.startswith("context:")
        for d in reversed(self._dated):
            if d.block != block:
                break
            if d.period is None or d.role in ("base", "origin", "name"):
                continue
            if d.sentence != sentence and d.role == "event":
                continue
            if unnamed and d.mention.kind in ("cumulative",):
                continue
            return d.period
        heading = self._headings[block] if self._headings else None
        if heading is not None:
            return heading
        if unnamed and (self.published and rule.startswith(("context:day", "context:days"))):
            return None
        if unnamed and self.published and self.topic is None:
            return None
        return self.topic or self.title_period

    def _find_topic(self) -> str | None:
        """What the article is about: the first period that dates figures and is no single day, else the title's."""
        for d in self._dated:
            if d.role in ("base", "origin", "event", "name") or d.period is None:
                continue
            if d.mention.kind in ("day", "cumulative") or d.mention.relative in ("now",):
                continue
            if calendar.is_span(d.period) or (d.mention.relative or "").startswith(("next", "recent", "years")):
                continue
            year = calendar.years(d.period)
            if self.anchor_year and year and year[0] > self.anchor_year:
                continue
            if self.anchor_year and year and year[0] < self.anchor_year - 2 and self.published:
                continue
            if d.block > 4 + (self.blocks[0].kind == "title"):
                break
            return d.period
        return self.title_period

    @staticmethod
    def _index(starts: list[int], at: int) -> int:
        return max(0, bisect_right(starts, at) - 1)

    # --- asking -----------------------------------------------------------------------------------------------------

    def assign(
        self, start: int, end: int, sentence: tuple[int, int] | None = None, block: int | None = None
    ) -> Assigned:
        """Period, its kind and where it was taken, for the figure at `[start, end)`."""
        s = self._index(self._sentence_starts, start)
        b = self._index(self._block_starts, start) if block is None else block
        own = [d for d in self._dated if d.sentence == s and d.period is not None]
        shared = self._shared(own, start)
        if shared is not None:
            return shared
        direct = self._directly(own, start, end)
        if direct is not None:
            return direct
        governing = self._governing(own, start)
        if governing is not None:
            return governing
        for d in reversed([d for d in self._dated if d.block == b and d.sentence < s and d.period is not None]):
            if d.role in ("base", "origin", "event", "name"):
                continue
            return d.period, d.mention.kind, "paragraph"
        heading = self._headings[b] if self._headings else None
        if heading is not None:
            return heading, _kind(heading), "heading"
        for d in own:
            if d.role == "name" and d.mention.start < start:
                return d.period, d.mention.kind, "sentence"
        if self.topic is not None:
            return self.topic, _kind(self.topic), "article" if self.topic != self.title_period else "title"
        if self.anchor_year is not None and self.published:
            return str(self.anchor_year), "year", "published"
        if self.anchor_year is not None:
            return str(self.anchor_year), "year", "article"
        return None, None, None

    def _directly(self, own: list[_Dated], start: int, end: int) -> Assigned | None:
        """A period that stands before the figure with nothing but 的, 为, 约 between, or behind it in brackets."""
        for d in reversed(own):
            m = d.mention
            if m.end > start:
                continue
            between = self.text[m.end : start]
            if len(between) > 8 or not _DIRECT.match(between):
                break
            if d.role == "base" and (
                between == ""
                or self._is_multiple(start)
                or "的" not in between
                and "时" not in between
                and "時" not in between
            ):
                break
            return d.period, m.kind, "clause"
        if self.text.startswith(("（", "("), end):
            for d in own:
                if d.mention.start in (end + 1, end + 2) and d.role != "base":
                    return d.period, d.mention.kind, "clause"
        return None

    def _is_multiple(self, start: int) -> bool:
        i = bisect_left([q.start for q in self.quantities], start)
        return i < len(self.quantities) and self.quantities[i].start == start and self.quantities[i].unit == "倍"

    def _governing(self, own: list[_Dated], start: int) -> Assigned | None:
        """The last period before the figure in its sentence that is neither a base nor an origin."""
        clause = self._clause_start(start)
        for d in reversed(own):
            m = d.mention
            if m.start >= start or d.role in ("base", "name"):
                continue
            if d.role == "origin":
                continue
            return d.period, m.kind, "clause" if m.start >= clause else "sentence"
        return None

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
        before = [d for d in own if d.mention.end <= after and d.role in ("main", "target", "event")]
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
