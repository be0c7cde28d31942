"""Figures that are words: 第四位, 首位, 榜首, 次席, 前三, 数十, 近半, 翻两番."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from extract.periods.rules import rules
from extract.quantities import context, spoken
from extract.quantities.candidates import Candidate
from extract.quantities.numerals import Numeral, parse_number
from extract.quantities.patterns import CN

if TYPE_CHECKING:
    from extract.quantities.finder import Finder

ONE = Decimal(1)
_A_FEW = 20
_RULES = rules("quantities")
_RANK_VERB_TOP = _RULES["rank_verb_top"]
_MEASURED_AGAINST = _RULES["rank_measured"]
_AFTER_RANK = _RULES["after_rank"]
_HALF_BEFORE = frozenset("近过過超逾占佔约約达達足")
# 赛程过半, “十四五”过半: time has passed, nothing is a half
_TIME_PASSES = (
    "时间",
    "赛程",
    "任期",
    "学期",
    "假期",
    "工期",
    "征程",
    "行程",
    "招聘季",
    "春招",
    "秋招",
    "全年",
    "一年",
    "五”",
    "五’",
    "五」",
)
_BLANK = frozenset(" \u3000")


def _rank(start: int, end: int, value: Decimal) -> Candidate:
    return Candidate(start, end, value, "rank", kind="ordinal", dimension="rank")


def read(finder: Finder, group: str, start: int, end: int) -> Candidate | None:
    """The candidate of a token that is not a plain numeral, None where it is no figure."""
    plain = finder.plain
    if group == "ordinal":
        return _ordinal(finder, start, end)
    before = plain[start - 1] if start else ""
    if group == "first":
        if end - start == 2:
            return _rank(start, end, ONE) if not plain.startswith("首位度", start) else None
        return _rank(start, end, ONE) if before in "居列位之" and before else None
    if group == "crown":
        return _rank(start, end, ONE)
    if group == "won":
        won = before and (before in _WINS[plain[start]] or _CROWNS.search(plain, max(0, start - 14), start))
        return _rank(start, end, ONE) if won else None
    if group == "second":
        return _second(plain, before, start, end)
    if group == "top":
        return _top(finder, start, end)
    if group == "vague":
        return _vague(finder, start, end)
    if group == "half":
        if (most := spoken.most(plain, start, end)) is not None:
            return most
        if before not in _HALF_BEFORE or not before or plain[max(0, start - 4) : start - 1].endswith(_TIME_PASSES):
            return None
        return Candidate(start, end, Decimal(50), "%", kind="percent", dimension="percent", chinese=True)
    if group == "doubled":
        return _doubled(plain, start, end)
    return _double(plain, start, end)


def _ordinal(finder: Finder, start: int, end: int) -> Candidate | None:
    plain = finder.plain
    if plain.startswith(("季", " 季", "个季", "個季"), end) and finder.read_date(start, end):
        return None
    value = parse_number(plain[start + 1 : end].strip())
    if value is None or value > 5000:
        return None
    c = _rank(start, end, value)
    if _MEASURED_AGAINST.search(plain, max(0, start - 6), start):
        c.reason = "ordinal"
        return c
    at = end + 1 if plain[end : end + 1] in _BLANK and end < len(plain) else end
    m = _AFTER_RANK.match(plain, at)
    if m is not None:
        if m[0] != "大":
            c.end = m.end()
        elif not finder.lex.rank_before.search(plain, max(0, start - 4), start):
            c.reason = "" if plain.startswith(("成为", "成為"), max(0, start - 2)) else "ordinal"
        return c
    if plain[at : at + 1] in ("是", "，", ",", "、") and _list_label(plain, start):
        c.reason = "list_label"
        return c
    if _SECTORS.match(plain, at):
        c.reason = "edition"
        return c
    noun = finder.lex.ordinal_noun.match(plain, at)
    if noun is not None:
        c.reason = "edition"
        c.end = noun.end()
        return c
    if (
        finder.lex.rank_before.search(plain, max(0, start - 4), start)
        or at >= len(plain)
        or plain[at] in "，。；、！）,;!)\n和及与 ”»"
    ):
        return c
    c.reason = "ordinal"
    return c


def _list_label(plain: str, start: int) -> bool:
    """第一是…。第二是…: the ordinal opens the clause."""
    before = plain[start - 1] if start else "\n"
    return before in "。；;：:，,\n？！” "


def _second(plain: str, before: str, start: int, end: int) -> Candidate | None:
    printed = plain[start:end]
    if printed == "次":
        return _rank(start, end, Decimal(2)) if before in "居之列" and before else None
    if printed in ("次于", "次於"):
        if before != "仅" and before != "僅":
            return None
        stop = end
        while stop < len(plain) and plain[stop] not in "，。；,;！!\n）)":
            stop += 1
        ahead = plain[end:stop]
        behind = plain[stop : stop + 12]
        if re.search("第[一二三四五六七八九十\\d]", ahead + behind):
            return None
        better = 1 + len(re.findall("[、和与及]", ahead))
        return _rank(start - 1, end, Decimal(better + 1))
    return _rank(start, end, Decimal(2))


def _top(finder: Finder, start: int, end: int) -> Candidate | None:
    plain = finder.plain
    printed = plain[start + 1 : end].rstrip("位名强")
    value = parse_number(printed)
    if value is None:
        return None
    if plain[end : end + 1] in (
        "年",
        "月",
        "个",
        "個",
        "季",
        "期",
        "批",
        "次",
        "后",
        "天",
        "轮",
        "届",
        "任",
        "者",
        "大",
        "日",
    ):
        return None
    c = Candidate(start, end, value, "rank", kind="ordinal", dimension="rank", low=ONE, high=value)
    if _LISTED.match(plain, end):
        return c  # 得分前三名依次为甲、乙、丙
    if not _RANK_VERB_TOP.search(plain, max(0, start - 16), start) or (
        plain[end : end + 1] not in "，。；、！）,;!)\n的 " and end < len(plain)
    ):
        c.reason = "threshold"
    return c


def _vague(finder: Finder, start: int, end: int) -> Candidate | None:
    """数十, 几百, 数万: at least two of the scale, fewer than ten."""
    scale = parse_number(finder.plain[start + 1 : end].lstrip("个個多"))
    if scale is None:
        return None
    c = Candidate(start, end, scale, chinese=True, scaled=True, factor=scale)
    finder.read_unit(c, Numeral(scale, scale, True, False))
    if not c.code and finder.plain[start + 1] in "个個":  # 好几个亿
        c.code, c.kind, c.dimension = finder.money(), "currency", "currency"
    if not c.code:
        return None
    c.low, c.high = 2 * c.value, 10 * c.value
    c.qualifiers.append("approx")
    return c


_SECTORS = re.compile("[、和]第?[二三](?:次?产业|產業)")  # 第二、三产业
_LISTED = re.compile(r"的?(?:园区|企业|城市|单位|地区|开发区|高新区)?(?:依次|分别|依序)[为是為]")
# 夺冠, 夺魁, 折桂: the first place, won
_WINS = {"冠": "居夺奪桂", "魁": "夺奪占得", "桂": "折"}
_CROWNS = re.compile(r"(?:居|列|为|為|占)[^，。；]{1,10}之$")  # 居全國工業區之冠
_TIMES = {"一": 1, "两": 2, "兩": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def _double(plain: str, start: int, end: int) -> Candidate:
    """翻一番 is growth of 1 倍, 翻两番 of 3; 翻一倍 is 1."""
    printed = plain[start:end]
    n = next((_TIMES[c] for c in printed if c in _TIMES), 1)
    value = Decimal(n) if "倍" in printed else Decimal(2**n - 1)
    if printed.endswith("半"):
        value += Decimal("0.5") * 2 ** (n - 1)
    c = Candidate(start, end, value, "倍", kind="number", dimension="multiple", chinese=True)
    if "近" in printed:
        c.qualifiers.append("nearly")
    if "超" in printed or "逾" in printed:
        c.qualifiers.append("over")
    if plain.startswith("多", end):
        c.end, c.more = end + 1, ONE
    return c


_DOUBLED_AFTER = _RULES["doubled_after"]


def _doubled(plain: str, start: int, end: int) -> Candidate | None:
    if not _DOUBLED_AFTER.search(plain, max(0, start - 4), start) or plain[max(0, start - 1) : start] == "双":
        return None
    return Candidate(start, end, ONE, "倍", kind="number", dimension="multiple", chinese=True)


def one_in(finder: Finder, start: int) -> Candidate | None:
    """每四家就有一家: a share, 25 %. `start` is the offset of the number behind 每."""
    from extract.quantities.patterns import ONE_IN

    m = ONE_IN.match(finder.plain, start - 1) if start else None
    if m is None:
        return None
    whole, part = parse_number(m["n"]), parse_number(m["m"])
    if not whole or part is None or part >= whole or whole > _A_FEW:
        return None  # 每10万人中有5.14万人 is a rate, told by its count
    value = part * 100 / whole
    if value != value.quantize(Decimal("0.0001")):
        value = value.quantize(Decimal("0.01"))
    return Candidate(start - 1, m.end(), value, "%", kind="percent", dimension="percent", chinese=True)


__all__ = ["CN", "context", "one_in", "read"]
