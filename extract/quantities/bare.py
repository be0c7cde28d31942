"""Numbers without a unit: index values and sums where the sentence says so, else labels, years, names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.periods.rules import rules
from extract.quantities import context
from extract.quantities.candidates import Candidate
from schemas.units import unit_table

if TYPE_CHECKING:
    from extract.quantities.finder import Finder

_RULES = rules("quantities")
_INDEX = _RULES["index"]
_LIST_MARK = _RULES["list_mark"]
_HEADED = _RULES["headed"]
_CHART = _RULES["chart"]
_MONEY_VERB = _RULES["money_verb"]
_SUM_STOPS = _RULES["sum_stops"]
_ELLIPTIC = 6  # a clause this short names nothing but the time
_SPOKEN_SUM = re.compile("[个個][^，。]?[亿億]")
_AIMED = _RULES["aimed_rate"]
_QUOTIENT = _RULES["quotient"]
_NEUTRAL = _RULES["neutral"]
_NEUTRAL_VALUES = frozenset((100, 50))
_PARAGRAPH = 300
_INDEX_AFTER = _RULES["index_after"]


def read_bare(finder: Finder, c: Candidate, before: str, after: str) -> None:
    """A number without a unit: an index value in a sentence about an index, else a label or nothing known."""
    plain = finder.plain
    printed = plain[c.start : c.end]
    if c.chinese or c.scaled:
        _scaled(finder, c, before, after)
        return
    whole = printed.isdigit()
    if whole and len(printed) == 4 and printed.startswith(("19", "20")):
        c.reason = "year_label"
    elif after == "." and c.end + 1 < finder.size and plain[c.end + 1].isdigit():
        c.reason = "label"
    elif whole and (before in "\n（([〔【" or c.start == 0) and _LIST_MARK.match(plain, c.end):
        c.reason = "list_label"
    elif before in "+×*" or after in "+×*" or (before in '“"‘「『' and after in '”"’」』'):
        c.reason = "nickname"
    elif finder.lex.label.search(plain, max(0, c.start - 7), c.start):
        c.reason = "label"
    elif after in finder.lex.group_words:
        c.reason = "group"
    elif before in "〔[【" or after in "〕】号號":
        c.reason = "document_number"
    elif after.isascii() and after.isalpha():
        c.reason = "name"
    elif after in "/-" or before == "/":
        c.reason = "label"
    elif _headed(finder, c):
        pass
    elif (whole or len(printed) < 6) and _AIMED.search(plain, context.clause_start(plain, c.start), c.start):
        c.code, c.kind, c.dimension = "%", "percent", "percent"  # 工业增速保11争13
    elif (
        not whole
        and _INDEX_AFTER.match(plain, c.end)
        and _QUOTIENT.search(plain, context.sentence_start(plain, c.start), c.start)
    ):
        c.code, c.kind, c.dimension = "倍", "number", "multiple"  # 求人倍率1.34
    elif (not whole or len(printed) > 1) and _INDEX.search(plain, _index_from(plain, c, whole), c.start):
        if _NEUTRAL.search(plain, max(0, c.start - 6), c.start) and c.value in _NEUTRAL_VALUES:
            c.reason = "threshold"  # 指数跌破100
        elif _INDEX_AFTER.match(plain, c.end):
            c.code, c.kind, c.dimension = "index_point", "number", "index"
        else:
            c.reason = "no_unit"
    else:
        c.reason = "no_unit"


def _index_from(plain: str, c: Candidate, whole: bool) -> int:
    """From where an index may be spoken of: the sentence, for a decimal (大型企业114.9) the line."""
    if whole:
        return context.sentence_start(plain, c.start)
    return max(plain.rfind("\n", 0, c.start) + 1, c.start - _PARAGRAPH)


def _headed(finder: Finder, c: Candidate) -> bool:
    """A chart written out: 总收入（亿元）：2019年 310 2020年 355. The unit stands at its head."""
    plain = finder.plain
    if not _CHART.search(plain, max(0, c.start - 4), c.start):
        return False
    m = _HEADED.search(plain, max(0, c.start - 140), c.start)
    reading = unit_table().read(m["unit"], finder.place) if m else None
    if reading is None:
        return False
    c.value *= reading.factor
    c.code, c.full, c.kind = reading.unit.code, reading.full, reading.unit.quantity_kind
    c.dimension = reading.unit.dimension
    return True


def _scaled(finder: Finder, c: Candidate, before: str, after: str) -> None:
    """常住人口520万, 突破百亿、50亿大关: what is counted stands before, or the sum is money. Else a class (百亿级)."""
    plain = finder.plain
    c.reason = "magnitude_class" if c.scaled else "no_unit"
    if _SPOKEN_SUM.search(plain, c.start, c.end):  # 两个亿
        c.code = finder.money()
    elif c.scaled and (after in "，。；、！,;!\n”）)" or _SUM_STOPS.match(plain, c.end)):
        verb = _MONEY_VERB.search(plain, max(0, c.start - 4), c.start) is not None
        hundred_million = any(x in "亿億" for x in plain[c.start : c.end])
        clause = context.clause_start(plain, c.start)
        words = list(finder.lex.implied.finditer(plain, clause, c.start))
        if not words and c.start - clause <= _ELLIPTIC:  # 月薪去年是五千八，前年五千三
            words = list(finder.lex.implied.finditer(plain, context.sentence_start(plain, clause), clause))
        if c.end - c.start < 2 and not (verb and hundred_million):
            return
        if words and (verb or not c.bare):
            c.code = finder.lex.implied_unit[words[-1][0]]
        elif hundred_million and (verb or before in "、和" or not c.bare):
            c.code = finder.money()  # nothing but money is told in hundreds of millions without a word for it
    if c.code == "CNY":
        c.code = finder.money()
    if c.code:
        c.reason = ""
        c.kind, c.dimension = ("number", "count") if c.code in finder.lex.chinese_counts else ("currency", "currency")
