"""Numbers that are no quantities, each with a reason code.

Codes: `name` (EH216, PM2.5), `edition` (第八批), `ordinal` (第二家), `list_label` (1. …), `label` (图3, 电话), `document_number`,
`year_label` (指数2023), `per_base` (每万人), `magnitude_class` (百亿级), `threshold` (亿元以上企业, 35岁以下), `group` (五大, 500强),
`nickname` (“1+3”), `time`, `ratio`, `date`, `period`, `no_unit`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.periods.rules import rules
from extract.quantities import context
from extract.quantities.candidates import Candidate
from schemas.records import QuantityKind
from schemas.units import unit_table

if TYPE_CHECKING:
    from extract.quantities.finder import Finder

_RULES = rules("quantities")
_INDEX = _RULES["index"]
_INDEX_AFTER = frozenset("，。；、）),;（(\n 和与與及至升回降提增跌滑上下")
_MOVE = _RULES["move"]
_PAUSE = frozenset("，。；、！？）,;!?)\n至到和及并 ”】")
_PER = _RULES["per"]
_THRESHOLD_AFTER = _RULES["threshold_after"]
_THRESHOLD_BEFORE = _RULES["threshold_before"]
_CLASS = re.compile(
    "[元]?[级級]|产业集群|產業集群|(?:元)?集群|园区俱乐部|俱乐部|产业|園區|园区|企业|工程|工业|重点|规模|市值|能级|赛道|蓝海|航母"
)
_FUNDS = _RULES["funds"]
_PROJECT = _RULES["project"]
_NUMBERED = re.compile("(?:号|號|字第|发|發|函|令)〔?[\\[【]?$")
_LIST_MARK = _RULES["list_mark"]
_PER_BASE_NOUN = _RULES["per_base_noun"]


def judge(finder: Finder, c: Candidate, previous: Candidate | None) -> None:
    """Set `c.reason` where the number is no quantity, or correct its unit. `previous` is the candidate before it."""
    plain = finder.plain
    before = plain[c.start - 1] if c.start else "\n"
    after = plain[c.end] if c.end < finder.size else "\n"
    if (
        "每" in plain[max(0, c.start - 4) : c.start]
        and c.code not in ("rank", "%")
        and (before == "每" or _PER.search(plain, max(0, c.start - 4), c.start))
    ):
        c.reason = "per_base"
        return
    if not c.code:
        _bare(finder, c, before, after)
        if c.code:
            _predicate(plain, previous, c)
        return
    if c.dimension == "count" and c.form in finder.lex.group_words:
        c.reason = "group"
    elif before == "+" or (after == "+" and c.dimension == "count"):
        c.reason = "nickname"
    elif before in "（(〔[" and after in "）)〕]" and c.dimension == "count" and c.end - c.start < 3:
        c.reason = "list_label"
    elif after in "级級" and c.dimension != "rank":
        c.reason = "magnitude_class" if c.dimension == "currency" else "group"
    elif c.form in ("位", "名") and after in _PAUSE and _MOVE.search(plain, max(0, c.start - 6), c.start):
        c.code, c.full, c.kind, c.dimension = "rank", "", _ORDINAL, "rank"
    elif c.form in ("点", "點", "分") and re.search(
        "(?:[上下]午|[时時点點晚早晨]|日)[ ]?$", plain[max(0, c.start - 3) : c.start]
    ):
        c.reason = "time"
    elif c.dimension == "count" and _named_before(finder, c, before):
        c.reason = "apposition"
    elif c.dimension == "time" and c.code == "年":
        _duration(finder, c)
    elif c.low is not None and c.code == "rank":
        if previous is not None and _counts_same_clause(plain, previous, c):
            c.reason = "threshold"
    elif c.form == "页" or c.form == "頁":
        c.reason = "label"
    elif c.bare and before not in finder.lex.bare_scale_after and c.more is None:
        c.reason = _bare_scale(plain, c)
    else:
        if c.dimension in ("currency", "age", "area", "power", "mass", "length"):
            _threshold(finder, c, before)
        if not c.reason and c.dimension in ("currency", "percent"):
            _predicate(plain, previous, c)
        if c.code == "%" and c.value == 50 and _RESTATED.match(plain, c.end):
            c.reason = "restated"


_PREDICATE = _RULES["predicate"]
_TOTAL = _RULES["total"]
_RESTATED = _RULES["restated"]
_OTHERS = _RULES["others"]
_LISTED = _RULES["listed"]
_OBJECT = _RULES["object"]
_ANAPHORA = _RULES["anaphora"]


def _named_before(finder: Finder, c: Candidate, before: str) -> bool:
    """两家 after the two names that it sums up, 其余四项, 两家企业依次: nothing is counted here."""
    plain = finder.plain
    if c.value > 9 or not c.value:
        return False
    if _OTHERS.search(plain, max(0, c.start - 3), c.start):
        return True
    if not c.chinese:
        return False
    if before in "，。；\n" and c.end - c.start <= 3 and _ANAPHORA.match(plain, c.end - len(c.form)):
        return True
    m = _LISTED.search(plain, max(0, c.start - 50), c.start)
    if m is None or _OBJECT.search(m["list"]):
        return False
    return len(re.findall("[、和与及]", m["list"])) + 1 == int(c.value)


def _counts_same_clause(plain: str, previous: Candidate, c: Candidate) -> bool:
    """Whether a count stands before `c` in its clause: 7家企业…超过10亿元."""
    if previous.reason or previous.dimension != "count" or c.start - previous.end > 24:
        return False
    return not any(x in "，。；,;、\n" for x in plain[previous.end : c.start])


def _predicate(plain: str, previous: Candidate | None, c: Candidate) -> None:
    """有7家企业研发投入过亿元: what is counted is told apart by the figure, which is then no fact of its own."""
    if previous is None or not _counts_same_clause(plain, previous, c):
        return
    between = plain[previous.end : c.start]
    if _PREDICATE.search(between) and not _TOTAL.search(between):
        c.reason = "threshold"


def _duration(finder: Finder, c: Candidate) -> None:
    """N年 says when, unless the clause is about a length of time (工期三年)."""
    plain = finder.plain
    low = context.clause_start(plain, c.start, 16)
    if plain[c.end : c.end + 1] in "级級":
        c.reason = "group"
    elif not finder.lex.duration.search(plain, low, c.start):
        c.reason = "duration"


_ORDINAL: QuantityKind = "ordinal"


def _bare_scale(plain: str, c: Candidate) -> str:
    """万人 and 亿元 without a figure: a base (万元产值), a class (亿元级) or a threshold (亿元以上企业)."""
    if _THRESHOLD_AFTER.match(plain, c.end):
        return "threshold"
    return "magnitude_class" if c.dimension != "count" or not _PER_BASE_NOUN.match(plain, c.end) else "per_base"


def _threshold(finder: Finder, c: Candidate, before: str) -> None:
    """亿元以上企业, 35岁以下青年, 过亿元的64家: the figure restricts what is counted."""
    plain = finder.plain
    m = _THRESHOLD_AFTER.match(plain, c.end)
    if m is not None:
        if finder.lex.counted.match(plain, m.end()) or (m.end() < finder.size and plain[m.end()].isdigit()):
            c.reason = "threshold"
        return
    if c.dimension not in ("currency", "age"):
        return
    if _THRESHOLD_BEFORE.search(plain, max(0, c.start - 3), c.start):
        if plain.startswith("的", c.end):
            if finder.lex.counted.match(plain, c.end) and not _FUNDS.search(plain, c.end, c.end + 14):
                c.reason = "threshold"
        elif re.match("(?:企业|企業|项目|項目|公司|园区|产品|集群|大户)", plain[c.end : c.end + 2]):
            c.reason = "threshold"
    elif (
        (c.dimension == "currency" and _PROJECT.match(plain, c.end))
        or (c.dimension == "age" and c.kind == "range" and finder.lex.counted.match(plain, c.end))
        or (c.kind == "range" and plain.startswith("的", c.end) and plain[c.end + 1 : c.end + 2].isdigit())
    ):
        c.reason = "threshold"


def _bare(finder: Finder, c: Candidate, before: str, after: str) -> None:
    """A number without a unit: an index value in a sentence about an index, else a label or nothing known."""
    plain = finder.plain
    printed = plain[c.start : c.end]
    if c.chinese or c.scaled:
        _bare_money(finder, c, before, after)
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
    elif (not whole or len(printed) > 1) and _INDEX.search(plain, context.sentence_start(plain, c.start), c.start):
        if after in _INDEX_AFTER or c.end == finder.size:
            c.code, c.kind, c.dimension = "index_point", "number", "index"
        else:
            c.reason = "no_unit"
    else:
        c.reason = "no_unit"


_HEADED = _RULES["headed"]
_CHART = _RULES["chart"]


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


_MONEY_VERB = _RULES["money_verb"]


def _bare_money(finder: Finder, c: Candidate, before: str, after: str) -> None:
    """突破百亿、50亿大关: hundreds of millions without a unit are money where a sum is named."""
    plain = finder.plain
    if (
        plain[c.end - 1] in "亿億"
        and c.end - c.start > 1
        and (after in "，。；、！,;!\n”" or plain.startswith(("大关", "大關", "元", "营收", "產值", "产值"), c.end))
    ):
        if _MONEY_VERB.search(plain, max(0, c.start - 3), c.start) or before in "、和":
            c.code, c.kind, c.dimension = finder.money(), "currency", "currency"
            return
    c.reason = "magnitude_class" if c.scaled else "no_unit"
