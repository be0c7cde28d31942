"""From a printed period to its ISO form: rules by the `relative` id of a mention.

A rule is `word` or `year-rule:shape`; `since/…` opens a span that ends when the text speaks. Year rules count from the
year of publication (去年, 今年) or from the period that the text is about (上年, 同年, 当年).
"""

from __future__ import annotations

from extract.annotations import PeriodMention
from extract.periods import calendar
from extract.periods.dates import iso

_DEICTIC = {
    "this_year": 0,
    "last_year": -1,
    "year_before_last": -2,
    "next_year": 1,
    "year_after_next": 2,
    "current_year": 0,
}
_ANAPHORIC = {"previous_year": -1, "following_year": 1, "same_year": 0}


def anchor(published: str | None) -> int | None:
    """The year of a publication date."""
    both = calendar.years(published)
    return both[0] if both else None


def resolve(mention: PeriodMention, anchor_year: int | None, published: str | None, previous: str | None) -> str | None:
    """The ISO form of a mention, None where nothing says which year it is.

    `anchor_year`: the year in which the text speaks; `published`: its date as far as known; `previous`: the period
    that the text was about before the mention.
    """
    if mention.value is not None:
        return mention.value
    rule = mention.relative or ""
    arguments = mention.arguments
    if rule.startswith("since:"):
        start = rule.removeprefix("since:")
        end = anchor_year or _data_year(None, previous)
        first = calendar.years(start)
        return f"{start}/{end}" if end and first and end > first[0] else start
    if rule.startswith("since/"):  # 今年以来: what the year held so far
        inner = PeriodMention(
            mention.start, mention.end, mention.text, mention.kind, None, rule.removeprefix("since/"), arguments
        )
        start = resolve(inner, anchor_year, published, previous) or ""
        first = calendar.years(start)
        if first is None:
            return None
        end = anchor_year
        return f"{start}/{end}" if end and end > first[0] else str(first[0])
    if rule == "year_end" and "期末" in mention.text and (ended := _end_of_part(previous)):
        return ended  # 报告期末 of a half-year report
    year_rule, colon, shape = rule.partition(":")
    if colon:
        return _dated(year_rule, shape, arguments, anchor_year, published, previous)
    return _word(rule, arguments, anchor_year, published, previous)


def _end_of_part(period: str | None) -> str | None:
    """The last day of a period of months within a year."""
    last = (period or "").split("/")[-1]
    if len(last) == 10:
        return last
    if len(last) == 7 and last[5:].isdigit():
        return calendar.month_end(int(last[:4]), int(last[5:]))
    return None


def _data_year(anchor_year: int | None, previous: str | None) -> int | None:
    both = calendar.years(previous)
    return both[1] if both else anchor_year


def _dated(
    rule: str,
    shape: str,
    arguments: tuple[int, ...],
    anchor_year: int | None,
    published: str | None,
    previous: str | None,
) -> str | None:
    context_year = _data_year(None, previous)
    year: int | None
    if rule in _DEICTIC:
        if anchor_year is None:
            # without a date of publication, the year that the text is about is the best reading of 今年
            year = context_year + _DEICTIC[rule] if context_year else None
        else:
            year = anchor_year + _DEICTIC[rule]
    elif rule in _ANAPHORIC:
        base = context_year or anchor_year
        year = base + _ANAPHORIC[rule] if base else None
    elif rule == "given":
        year = arguments[0]
    else:
        year = _unnamed(shape, arguments, anchor_year, published, context_year)
    if year is None:
        return None
    if shape == "same_period" and rule == "given":
        both = calendar.years(previous)
        return calendar.shift(previous, arguments[0] - both[1]) if previous and both else str(arguments[0])
    if shape == "same_period":
        if previous and calendar.years(previous):
            by = year - (calendar.years(previous) or (year, year))[1] if rule in _DEICTIC else _ANAPHORIC.get(rule, 0)
            return calendar.shift(previous, by) if by else calendar.shift(previous, -1)
        return str(year)
    if shape == "same_month":
        return calendar.shift(previous, _ANAPHORIC.get(rule, -1)) if previous else str(year)
    if shape == "day_of_month":
        month = _month(published) or _month(previous)
        return calendar.day(year, month, arguments[0]) if month else str(year)
    return iso(year, shape, arguments)


def _month(period: str | None) -> int | None:
    return int(period[5:7]) if period and len(period) >= 7 and period[4] == "-" and period[5:7].isdigit() else None


def _unnamed(
    shape: str, arguments: tuple[int, ...], anchor_year: int | None, published: str | None, context_year: int | None
) -> int | None:
    """The year of a part that names none (9月底, 上半年): the context's, else the last one before publication."""
    if context_year is not None:
        return context_year
    month = _month(published)
    if anchor_year is None or month is None:
        return anchor_year
    first, ahead = 1, 0
    if shape == "half" and arguments:
        first = (arguments[0] - 1) * 6 + 1
    elif shape == "quarter" and arguments:
        first = arguments[0] * 3 - 2
    elif arguments and shape in ("months", "month_end", "day", "days"):
        # days are announced ahead (8月1日起施行), months of figures are not
        first, ahead = arguments[0], 2 if shape.startswith("day") else 1
    return anchor_year - 1 if first > month + ahead else anchor_year


def _word(
    rule: str, arguments: tuple[int, ...], anchor_year: int | None, published: str | None, previous: str | None
) -> str | None:
    year = _data_year(anchor_year, previous)
    if rule in ("whole_year", "year_end") and previous is None and year and (_month(published) or 12) <= 3:
        year -= 1  # in the first months of a year 全年 and 年末 are those of the year before
    if rule == "now":
        year = anchor_year or year
        return str(year) if year else None
    if rule == "same_period":
        return previous
    if year is None:
        return None
    n = arguments[0] if arguments else 0
    if rule == "next_term":  # the five years of the plan to come
        start = anchor_year or year
        start += -start % 5 + 1 if start % 5 > 1 else 1 - start % 5
        return f"{start}/{start + 4}"
    if rule in ("years_since", "years_between", "past_years"):
        return f"{year - n}/{year}" if n > (rule == "years_since") else str(year)  # 一年来: in the year told of
    if rule in ("years_after", "years_later"):  # 此后十年, 八年后: counted from the year told before
        told = calendar.years(previous)
        if told is None or not n or (published and anchor_year and told[1] + n > anchor_year):
            return None
        return str(told[1] + n) if rule == "years_later" else f"{told[1]}/{told[1] + n}"
    if rule == "years_ago":
        return str((anchor_year or year) - n)
    if rule == "since_then":
        return str(anchor_year or year)
    if rule == "recent_years":
        if previous is None:
            year -= 1  # the last full year when a text of this year looks back
        return f"{year - n + 1}/{year}" if n > 1 else str(year)
    if rule in ("next_years", "within_years"):
        start = anchor_year or year
        return f"{start}/{start + n}" if n else str(start)
    if rule == "year_end":
        return f"{year}-12-31"
    if rule == "year_start":
        return f"{year}-01"
    if rule in ("month_end", "this_month", "last_month"):
        month = _month(previous)
        if month is None and rule == "last_month" and anchor_year and (month := _month(published)):
            year = anchor_year  # 上月 of a text that speaks of no month: the one before its publication
        if month is None:
            return str(year)
        if rule == "last_month":
            return calendar.months(
                year - (month == 1), 12 if month == 1 else month - 1, 12 if month == 1 else month - 1
            )
        last = int(previous[-5:-3]) if previous and previous.count("-") == 2 and "/" not in previous else month
        return calendar.month_end(year, last) if rule == "month_end" else calendar.months(year, month, month)
    if rule == "last_quarter" and (month := _month((previous or "").split("/")[-1])):
        first = (month - 1) // 3 * 3 - 2  # the quarter before the one that the text speaks of
        year, first = (year, first) if first > 0 else (year - 1, 10)
        return calendar.months(year, first, first + 2)
    return str(year)  # whole_year, since_then
