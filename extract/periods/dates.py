"""Dates that are printed with numerals: anchored patterns, and what their parts mean.

All work on text with half-width figures (`HALF_WIDTH` keeps offsets). `match_date(text, at)` reads the longest date
that begins at `at`: a year with or without a part, or a part alone (9月底, 前三季度, 1—9月, 4月18日).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extract.periods import calendar
from schemas.records import PeriodKind

Shape = Literal[
    "year", "span", "fiscal", "year_end", "year_start", "half", "quarter", "months", "month_end", "day", "days",
    "day_of_month",
]  # fmt: skip

_C = "零〇○一二三四五六七八九"
_YEAR = rf"(?:(?:19|20)\d\d|[一二][九〇零○][{_C}]{{2}})"
_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D = rf"(?:3[01]|[12]\d|0?[1-9]|二十[{_C}]?|三十一?|十[{_C}]?|[一二三四五六七八九])"
_DASH = r"(?:[-—–－~～至到─﹣−]|--|——)"
_S = r"[ \u3000]?"
_YWORD = r"(?:学年度?|學年度?|财政年度|財政年度|会计年度|财年|財年|年度|年)"
_SHORT_YWORD = r"(?:学年度?|學年度?|财政年度|財政年度|年度|年(?![来來以內内多余餘]))"

_WITH_YEAR = re.compile(
    rf"""
      (?P<iso>(?:19|20)\d\d)(?P<sep>[-/.．])(?P<iso_m>1[0-2]|0?[1-9])(?P=sep)(?P<iso_d>3[01]|[12]\d|0?[1-9])(?!\d)
    | (?P<y>{_YEAR}){_S}(?:年度?)?{_S}{_DASH}{_S}(?P<y2>{_YEAR}){_S}(?:财政年度|財政年度|[财財]年|[学學]年度?|年度?)
    | (?P<fy>(?:19|20)\d\d)[/／](?P<fy2>(?:20)?\d\d)(?!\d|[/／])
      (?:{_S}(?:[财財]政年度|[学學]年度?|[会會][计計]年度|[财財]年|年度|年(?=[報报])))?
    | (?P<roc>(?:[中][華华])?民[國国]{_S}(?:\d{{2,3}}|[{_C}十百]{{1,5}})){_S}{_YWORD}
    | (?P<year>{_YEAR}){_S}{_YWORD}
    | (?P<short>(?:8\d|9\d|1[0-2]\d)){_S}(?=[学學]年|年)(?P<short_word>{_SHORT_YWORD})
    | FY{_S}(?P<latin_fy>(?:20)?\d\d)(?!\d)
    | (?P<quoted>[’'‘](?:0\d|1\d|2\d|3[0-5]))(?!\d)(?=年|[ ,，。])年?
    """,
    re.VERBOSE,
)
_PART = re.compile(
    rf"""
      (?P<half>[上下])半年(?P<half_end>末|底)?
    | [前首头頭](?P<nq>[一二三四两兩1-4])[个個]?季度?(?!度?报)
    | (?:第{_S})?(?P<q>[一二三四1-4]){_S}(?:{_DASH}{_S}(?P<q2>[二三四2-4]){_S})?
      季(?:度|(?=[报報末])|(?<=第[一二三四]季)(?![节節赛賽]))(?P<q_end>末)?
    | [前头頭首](?P<nm>1[0-2]|[2-9]|十[一二]?|[两兩二三四五六七八九]){_S}[个個]月
    | (?P<d1m>{_M}){_S}月{_S}(?P<d1>{_D}){_S}(?:[日号號]{_S})?(?:{_DASH}|、){_S}
      (?:(?P<d2m>{_M}){_S}月{_S})?(?P<d2>{_D}){_S}[日号號](?![线線])
    | (?P<dm>{_M}){_S}月(?:份)?{_S}(?P<dd>{_D}){_S}[日号號](?![线線])
    | (?P<m1>{_M}){_S}(?:月(?:份)?{_S})?{_DASH}{_S}(?P<m2>{_M}){_S}月(?:份)?(?P<m2_end>底止?|末)?
    | (?P<only>{_D})日(?![均元本圆圓报報])
    | (?P<m>{_M}){_S}月(?:份)?(?P<m_end>底止?|末)?(?:初|[上中下]旬)?
    """,
    re.VERBOSE,
)
_YEAR_TAIL = re.compile(r"(?P<end>年末|年底|末期|底止|末|底)|(?P<start>年初|初)|年中|中期")
MARKS = frozenset("年月季日号號/／-.．—–－~～至到 \u3000个個学學财財")  # what may follow the first numeral of a date


@dataclass(slots=True)
class Printed:
    """A date as printed. `year` is None where the text leaves it to the context.

    `arguments`: months (first, last), days (month, day, month, day), a half, a quarter, the last year of a span.
    """

    end: int
    year: int | None
    shape: Shape
    arguments: tuple[int, ...] = ()
    roc: bool = False  # a year of the Republic of China printed without 民國: right only in a text from Taiwan


_YEAR_DIGIT = {
    c: str(i) for i, group in enumerate(["零〇○", "一", "二", "三", "四", "五", "六", "七", "八", "九"]) for c in group
}


def _western(printed: str) -> int:
    if printed.isascii():
        return int(printed)
    return int("".join(_YEAR_DIGIT.get(c, c) for c in printed))


def _roc(printed: str) -> int | None:
    number = re.sub(r"[中華华民國国 \u3000]", "", printed)
    if number.isdigit():
        return int(number) + calendar.ROC
    if number.startswith("一百"):
        rest = calendar.small_number(number[2:].lstrip("零〇○") or "0")
        return None if rest is None else 100 + rest + calendar.ROC
    value = calendar.small_number(number)
    return None if value is None else value + calendar.ROC


def _number(text: str | None) -> int:
    return (calendar.small_number(text) or 0) if text else 0


def match_part(text: str, at: int, year: int | None = None, roc: bool = False) -> Printed | None:
    """The part of a year at `at` (上半年, 三季度, 1—9月, 12月31日), None where there is none."""
    m = _PART.match(text, at)
    if m is None:
        return None
    which = m.lastgroup or ""  # the group that closed last tells the alternative
    shape: Shape
    args: tuple[int, ...]
    if which == "dd":
        shape, args = "day", (_number(m["dm"]), _number(m["dd"]))
    elif which == "m":
        month = _number(m["m"])
        shape, args = "months", (month, month)
    elif which == "m_end":
        shape, args = "month_end", (_number(m["m"]),)
    elif which == "m2":
        shape, args = "months", (_number(m["m1"]), _number(m["m2"]))
    elif which == "m2_end":
        shape, args = "month_end", (_number(m["m2"]),)
    elif which == "nm":
        shape, args = "months", (1, _number(m["nm"]))
    elif which == "nq":
        n = _number(m["nq"])
        shape, args = ("quarter", (1,)) if n == 1 else ("months", (1, 3 * n))
    elif which in ("half", "half_end"):
        n = 1 if m["half"] == "上" else 2
        shape, args = ("month_end", (6 * n,)) if which == "half_end" else ("half", (n,))
    elif which == "only":
        shape, args = "day_of_month", (_number(m["only"]),)
    elif which == "d2":
        month = _number(m["d1m"])
        shape, args = "days", (month, _number(m["d1"]), _number(m["d2m"]) or month, _number(m["d2"]))
    else:  # q, q2, q_end
        n = _number(m["q"])
        last = _number(m["q2"]) or n
        if which == "q_end":
            shape, args = "month_end", (3 * last,)
        else:
            shape, args = ("quarter", (n,)) if n == last else ("months", (3 * n - 2, 3 * last))
    return Printed(m.end(), year, shape, args, roc)


def match_date(text: str, at: int) -> Printed | None:
    """The longest date that begins at `at`, None where there is none."""
    m = _WITH_YEAR.match(text, at)
    if m is None:
        return match_part(text, at)
    if m.lastgroup == "year":
        year: int | None = _western(m["year"])
        if "学年" in m[0] or "學年" in m[0]:
            return Printed(m.end(), year, "fiscal", (_western(m["year"]) + 1,))
        return with_tail(text, m.end(), year)
    roc = False
    if m["iso"]:
        return Printed(m.end(), int(m["iso"]), "day", (int(m["iso_m"]), int(m["iso_d"])))
    if m["y"]:
        return Printed(m.end(), _western(m["y"]), "span", (_western(m["y2"]),))
    if m["fy"]:
        first, last = int(m["fy"]), m["fy2"]
        second = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        return Printed(m.end(), first, "fiscal", (second,)) if second in (first + 1, first) else None
    if m["latin_fy"]:
        year = int(m["latin_fy"])
        return Printed(m.end(), year if year > 99 else 2000 + year, "year")
    if m["quoted"]:
        return Printed(m.end(), 2000 + int(m["quoted"][1:]), "year")
    if m["roc"]:
        year = _roc(m["roc"])
        if year is None:
            return None
        word = m[0]
    else:
        year, roc, word = int(m["short"]) + calendar.ROC, True, m["short_word"]
    if "学年" in word or "學年" in word:
        return Printed(m.end(), year, "fiscal", (year + 1,), roc)
    return with_tail(text, m.end(), year, roc)


def with_tail(text: str, at: int, year: int | None, roc: bool = False) -> Printed:
    """A year that ends at `at`, with what follows it: 底, 末, 初, a part of the year."""
    tail = _YEAR_TAIL.match(text, at)
    if tail is not None and not text.startswith(("初步", "初创", "底层", "底座", "中期评"), at):
        shape: Shape = "year_end" if tail["end"] else "year_start" if tail["start"] else "year"
        return Printed(tail.end(), year, shape, (), roc)
    part = match_part(text, at + 1 if text.startswith((" ", "\u3000"), at) else at, year, roc)
    return part or Printed(at, year, "year", (), roc)


def iso(year: int, shape: str, arguments: tuple[int, ...]) -> str:
    """The contract's form of a part of `year`."""
    if shape == "year":
        return str(year)
    if shape in ("span", "fiscal"):
        return f"{year}/{arguments[0]}" if arguments[0] != year else str(year)
    if shape == "year_end":
        return f"{year}-12-31"
    if shape == "year_start":
        return f"{year}-01"
    if shape == "half":
        return calendar.months(year, 1, 6) if arguments[0] == 1 else calendar.months(year, 7, 12)
    if shape == "quarter":
        return calendar.months(year, 3 * arguments[0] - 2, 3 * arguments[0])
    if shape == "months":
        first, last = arguments
        return calendar.months(year, first, last, year + 1 if last < first else None)
    if shape == "month_end":
        return calendar.month_end(year, arguments[0])
    if shape == "day":
        return calendar.day(year, *arguments)
    m1, d1, m2, d2 = arguments
    return f"{calendar.day(year, m1, d1)}/{calendar.day(year + (m2 < m1), m2, d2)}"


def kind_of(shape: str, arguments: tuple[int, ...] = ()) -> PeriodKind:
    """The contract's `period_kind` of a shape."""
    if shape == "months":
        return "month" if arguments[0] == arguments[1] else "span"
    kinds: dict[str, PeriodKind] = {
        "year": "year", "span": "span", "fiscal": "span", "year_end": "instant", "year_start": "month", "half": "half",
        "quarter": "quarter", "month_end": "instant", "day": "day", "days": "span", "day_of_month": "day",
    }  # fmt: skip
    return kinds[shape]
