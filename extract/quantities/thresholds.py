"""Figures that restrict what is counted: 亿元以上企业, 35岁以下青年, 有8家公司年研发费过亿元."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.periods.rules import rules
from extract.quantities.candidates import Candidate

if TYPE_CHECKING:
    from extract.quantities.finder import Finder

_RULES = rules("quantities")
_AFTER = _RULES["threshold_after"]
_TELLS_APART = _RULES["tells_apart"]
_ABOVE_TELLS_APART = _RULES["above_tells_apart"]
_BEFORE = _RULES["threshold_before"]
_FUNDS = _RULES["funds"]
_PROJECT = _RULES["project"]
_COUNTED = _RULES["counted_directly"]
_PER_BASE_NOUN = _RULES["per_base_noun"]
_PREDICATE = _RULES["predicate"]
_OF_RATE = _RULES["of_rate"]
_GOT = _RULES["got"]
_ABOVE_NOUN = _RULES["above_noun"]
_CONDITION_BEFORE = _RULES["condition_before"]
_CONDITION_AFTER = _RULES["condition_after"]
_TOTAL = _RULES["total"]
_SHARE_BOUND = _RULES["share_bound"]


def counts_same_clause(plain: str, previous: Candidate, c: Candidate) -> bool:
    """Whether a count stands before `c` in its clause: 7家企业…超过10亿元."""
    if previous.reason or previous.dimension != "count" or c.start - previous.end > 24:
        return False
    return not any(x in "，。；,;、\n" for x in plain[previous.end : c.start])


def predicate(plain: str, previous: Candidate | None, c: Candidate) -> None:
    """有8家公司年研发费过亿元: what is counted is told apart by the figure, which is then no fact of its own."""
    if previous is not None and _share_of_bodies(plain, previous, c):
        c.reason = "threshold"  # 近四成开发区研发投入强度不足2%
        return
    if previous is None or not counts_same_clause(plain, previous, c):
        return
    between = plain[previous.end : c.start]
    if c.dimension == "currency" and _GOT.search(between) and _ABOVE_NOUN.match(plain, c.end):
        c.reason = "threshold"  # 有34家获得过1亿元以上单轮融资
        return
    if _PREDICATE.search(between) and not _TOTAL.search(between):
        c.reason = "threshold"


def _share_of_bodies(plain: str, previous: Candidate, c: Candidate) -> bool:
    """Whether a bound says of which bodies a share was told: 三成企业利润率不足2%."""
    if previous.reason or previous.dimension != "percent" or c.dimension != "percent" or c.start - previous.end > 24:
        return False
    return _SHARE_BOUND.fullmatch(plain, previous.end, c.start) is not None


def bare_scale(plain: str, c: Candidate) -> str:
    """万人 and 亿元 without a figure: a base (万元产值), a class (亿元级) or a threshold (亿元以上企业)."""
    if _AFTER.match(plain, c.end):
        return "threshold"
    return "magnitude_class" if c.dimension != "count" or not _PER_BASE_NOUN.match(plain, c.end) else "per_base"


def of_rate(finder: Finder, c: Candidate) -> bool:
    """增速20%以上的企业, （降幅50%以上）的19家: a rate tells the counted apart. 80%以上的企业 is a share of them."""
    m = _AFTER.match(finder.plain, c.end)
    if m is None or not _OF_RATE.search(finder.plain, max(0, c.start - 6), c.start):
        return False
    at = m.end() + (finder.plain[m.end() : m.end() + 1] in ("）", ")"))
    return bool(finder.lex.counted.match(finder.plain, at))


def tells_apart(plain: str, c: Candidate) -> bool:
    """估值10亿元及以上的企业15家, 拥有3家以上独角兽的园区有12个: a bound inside the noun phrase of a count."""
    return bool(_TELLS_APART.match(plain, c.end))


def restricts(finder: Finder, c: Candidate) -> bool:
    """Whether the figure restricts what is counted: 亿元以上企业, 35岁以下青年, 过亿元的64家."""
    plain, end = finder.plain, c.end
    if c.dimension == "percent":  # 研发强度超过15%的有52家; 超过三成的企业 is a share of them
        told = _BEFORE.search(plain, max(0, c.start - 3), c.start)
        return bool(told and _ABOVE_TELLS_APART.match(plain, end))
    m = _AFTER.match(plain, end)
    if m is not None:
        return bool(finder.lex.counted.match(plain, m.end())) or tells_apart(plain, c)
    if c.dimension not in ("currency", "age", "time"):
        return False
    if c.dimension == "currency" and _CONDITION_BEFORE.search(plain, max(0, c.start - 30), c.start):
        if _CONDITION_AFTER.match(plain, end):
            return True  # 对年产值首次突破1亿元、5亿元的企业，分别奖励…: on what an award depends
    of = plain.startswith("的", end)
    if _BEFORE.search(plain, max(0, c.start - 3), c.start):
        if _ABOVE_TELLS_APART.match(plain, end):
            return True
        if of:
            return bool(finder.lex.counted.match(plain, end)) and not _FUNDS.search(plain, end, end + 14)
        return bool(_COUNTED.match(plain, end)) or plain[end : end + 1].isdigit()
    if c.dimension == "currency" and _PROJECT.match(plain, end):
        return True
    if c.kind != "range":
        return False
    if c.dimension == "age":
        return bool(finder.lex.counted.match(plain, end))
    return of and plain[end + 1 : end + 2].isdigit()
