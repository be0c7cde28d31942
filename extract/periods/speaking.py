"""The year in which a text speaks, where nothing tells when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.annotations import PeriodMention
from extract.periods import calendar
from extract.periods.mentions import find_periods, periods_of_line
from extract.periods.rules import rules

_RULES = rules("periods")
_AHEAD = _RULES["ahead"]
_MEETING = _RULES["meeting"]
_TITLE = re.compile("《[^《》]*》")
_DATE_LINE = re.compile("(?:发布)?(?:时间|日期)[:：]")


# 由2018年的320亿元增加到2023年的497亿元
_GREW = re.compile(
    r"[由从自](?:19|20)\d\d年[^，。；]{2,20}?(?:增加?|增长|提高|提升|扩大|上升|攀升|升|下降|降低?|减少?|缩小|发展)[到至]$"
)


def _planned(text: str, p: PeriodMention) -> bool:
    """Whether the mention may name a time to come: its sentence so far speaks of plans, or it is part of a title."""
    low = max(0, p.start - 60)
    opened = max(text.rfind(x, low, p.start) for x in "。！？\n")
    before = text[max(low, opened + 1) : p.start]
    if before.endswith(("到", "至")) and not before.endswith("截至") and not _GREW.search(before):
        return True
    titled = before.rfind("《") > before.rfind("》")
    before = _TITLE.sub("", before)
    if _MEETING.match(text, p.end):
        return True
    return titled or bool(_AHEAD.search(before)) or text.startswith(("再", "目标", "力争", "规划"), p.end)


def spoken_year(texts: Iterable[str]) -> int | None:
    """The year in which an undated document speaks: the latest that its texts name as past."""
    return latest_year((text, find_periods(text)) for text in texts)


def latest_year(read: Iterable[tuple[str, Sequence[PeriodMention]]]) -> int | None:
    """`spoken_year` of texts whose periods are known."""
    return max((y for text, periods in read if (y := _latest(text, periods))), default=None)


# 是2018年的3.4倍, 比2018年翻了一番: what a figure is compared with tells no year to speak from
_BASE_BEFORE = re.compile(r"(?:是|为|為|相当于|比|较|較|高于|低于|超过)$")
_BASE_AFTER = re.compile(r"(?:同期|末|底)?的|同期")


def _compared(text: str, p: PeriodMention) -> bool:
    before = text[max(0, p.start - 3) : p.start]
    if not _BASE_BEFORE.search(before):
        return False
    return before.endswith(("比", "较", "較")) or _BASE_AFTER.match(text, p.end) is not None


def _latest(text: str, periods: Sequence[PeriodMention]) -> int | None:
    years = [
        both[1]
        for p in periods
        if (both := calendar.years(p.value))
        and both[0] == both[1]
        and p.kind != "cumulative"
        and not (_planned(text, p) or _compared(text, p))
    ]
    return max(years, default=None)


# 2023年度募集资金使用情况的专项报告: what it is on, whatever dates to come it names
_ANNUAL = re.compile(r"(?P<year>20\d\d)年度[^，。\n]{0,30}?(?:报告|公报|总结|年报|自评|决算|簡報|简报|報告)")


def guess_year(
    text: str, periods: Sequence[PeriodMention], title: str | None, headline: str | None, spoken: int | None
) -> int | None:
    """The year of the date line of a text, else the latest that its title or the text itself names as past."""
    for p in periods:
        both = calendar.years(p.value)
        if both is None or 200 <= p.start <= len(text) - 60:
            continue
        line = text[text.rfind("\n", 0, p.start) + 1 : p.start]
        rest = text[p.end : p.end + 40].partition("\n")[0]
        if (p.kind == "day" and len(line) + len(rest) < 24) or _DATE_LINE.match(line):
            return both[1]
    if annual := _ANNUAL.search(f"{title or ''}\n{headline or ''}"):
        return int(annual["year"])
    named = [calendar.years(p.value) for line in (title, headline) if line for p in periods_of_line(line)]
    years = [y[1] for y in named if y]
    return max([*years, *(y for y in (_latest(text, periods), spoken) if y)], default=None)
