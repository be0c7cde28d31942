"""The ISO forms of periods: building, splitting and shifting them. Years are Western."""

from __future__ import annotations

import re
from calendar import monthrange

_DIGIT = {
    c: str(i)
    for i, group in enumerate(("零〇○０", "一１", "二２", "三３", "四４", "五５", "六６", "七７", "八８", "九９"))
    for c in group
}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ROC = 1911  # 民國1年 is 1912
FIVE_YEAR_PLANS = {
    "十": 2001,
    "十一": 2006,
    "十二": 2011,
    "十三": 2016,
    "十四": 2021,
    "十五": 2026,
    "八": 1991,
    "九": 1996,
    "七": 1986,
    "六": 1981,
}


def small_number(text: str) -> int | None:
    """A small whole number in figures or Chinese (11, 十一, 两, 首), None where it is none."""
    if text.isdigit() and text.isascii():
        return int(text)
    text = "".join(_DIGIT.get(c, c) for c in text.replace("两", "二").replace("兩", "二").replace("首", "一"))
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten or (tens and not tens.isdigit()) or (ones and not ones.isdigit()):
        return None
    return 10 * int(tens or 1) + int(ones or 0)


def months(year: int, first: int, last: int, year_last: int | None = None) -> str:
    """`2024-03`, `2024-01/2024-09`; a span over two years where `year_last` is given."""
    start, end = f"{year}-{first:02d}", f"{year_last or year}-{last:02d}"
    return start if start == end else f"{start}/{end}"


def month_end(year: int, month: int) -> str:
    """The last day of a month."""
    return f"{year}-{month:02d}-{monthrange(year, month)[1]:02d}"


def day(year: int, month: int, of_month: int) -> str:
    """A day; one that the calendar lacks becomes the last of its month."""
    return f"{year}-{month:02d}-{min(of_month, monthrange(year, month)[1]):02d}"


def years(period: str | None) -> tuple[int, int] | None:
    """First and last year of an ISO period, None where there is none."""
    found = _YEAR.findall(period or "")
    return (int(found[0]), int(found[-1])) if found else None


def shift(period: str, by: int) -> str:
    """The same period `by` years later (29 February becomes the 28th)."""
    moved = _YEAR.sub(lambda m: str(int(m[0]) + by), period)
    return re.sub(r"(\d{4})-02-29", lambda m: day(int(m[1]), 2, 29), moved)


def is_span(period: str) -> bool:
    """Whether it covers more than one calendar year."""
    both = years(period)
    return both is not None and both[0] != both[1]
