"""Figures as they are spoken: 三块八, 六毛二, 两年半, 一个半小时, 百分百, 一多半."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from extract.periods.rules import rules
from extract.quantities import context
from extract.quantities.candidates import Candidate
from extract.quantities.numerals import parse_number

if TYPE_CHECKING:
    from extract.quantities.finder import Finder

_RULES = rules("quantities")
_SMALL_MONEY = _RULES["small_money"]
_PRICE = _RULES["price"]
_HALF_BEHIND = _RULES["half_behind"]
_HALF_UNIT = _RULES["half_unit"]
_MOST = _RULES["most"]
_HUNDRED_PERCENT = re.compile("百分(?:之)?百(?![年万])")
TENTH, HALF = Decimal("0.1"), Decimal("0.5")
_HALVED = frozenset(("time", "age", "multiple", "currency"))


def small_money(finder: Finder, c: Candidate, number_end: int) -> bool:
    """三块八 is 3.8 元, 六毛二 0.62; 块 alone is money where a price is told (成本9块多), else it counts."""
    m = _SMALL_MONEY.match(finder.plain, number_end)
    if m is None:
        return False
    priced = _PRICE.search(finder.plain, context.clause_start(finder.plain, c.start, 16), c.start) is not None
    if not (m["tenths"] or m["money"] or priced):
        return False
    unit = TENTH if m["unit"] in "毛角" else Decimal(1)
    c.value *= unit
    if m["tenths"]:
        c.value += (parse_number(m["tenths"]) or 0) * unit * TENTH
    if m["more"]:
        c.more = unit
    c.code, c.kind, c.dimension, c.end = finder.money(), "currency", "currency", m.end()
    return True


def half_more(finder: Finder, c: Candidate) -> None:
    """两年半, 三十四岁半, 三倍半: half a unit more behind the unit."""
    if c.dimension in _HALVED and c.value == c.value.to_integral_value():
        m = _HALF_BEHIND.match(finder.plain, c.end)
        if m is not None and c.form != "元":
            c.value += HALF * c.unit_factor
            c.end = m.end()


def half_inside(finder: Finder, c: Candidate) -> bool:
    """一个半小时, 两个半月: the half stands between classifier and unit."""
    m = _HALF_UNIT.match(finder.plain, c.end)
    if m is None or c.scaled:
        return False
    code = {"月": "个月", "小": "小时", "钟": "小时", "鐘": "小时", "百": "pp"}[m["unit"][0]]
    c.value += HALF
    c.code, c.end, c.form = code, m.end(), m["unit"]
    c.kind, c.dimension = ("percent", "percentage_point") if code == "pp" else ("dimension", "time")
    return True


def whole(plain: str, start: int) -> Candidate | None:
    """百分百, 百分之百."""
    m = _HUNDRED_PERCENT.match(plain, start)
    if m is None:
        return None
    return Candidate(start, m.end(), Decimal(100), "%", kind="percent", chinese=True, dimension="percent")


def most(plain: str, start: int, end: int) -> Candidate | None:
    """一多半, 占了大半: more than half; 一小半 less. `start` is the offset of 半."""
    m = _MOST.search(plain, max(0, start - 4), end)
    if m is None or m.end() != end:
        return None
    c = Candidate(m.start("word"), end, Decimal(50), "%", kind="percent", chinese=True, dimension="percent")
    c.qualifiers.append("under" if m["size"] in "小少" else "over")
    return c
