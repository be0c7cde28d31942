"""What a period mention does in its sentence: dates the figures, or only says what they are compared with.

Roles: `main` dates what follows; `base` is compared with (比2015年); `origin` is where a change began (由2014年的);
`event` says when something happened (2020年12月挂牌), which dates its sentence but no later one; `founding`
(成立于2001年) dates its clause only; `name` stands inside a name (《…2023年报告》).
"""

from __future__ import annotations

import re
from typing import Literal

from extract.annotations import PeriodMention
from extract.periods.rules import rules

Role = Literal["main", "base", "origin", "event", "founding", "name"]

_RULES = rules("periods")
_BASE_BEFORE = _RULES["base_before"]
_BASE_AFTER = _RULES["base_after"]
_PLAN_AFTER = _RULES["plan_after"]
_IS = ("是", "为", "為", "占", "佔", "达", "達", "约", "於", "于")
_BACK_TO = _RULES["back_to"]
_ORIGIN_BEFORE = _RULES["origin_before"]
_ORIGIN_AFTER = _RULES["origin_after"]
_SINCE_AFTER = _RULES["since_after"]
_FOUNDING = _RULES["founding"]
_FOUNDING_AFTER = _RULES["founding_after"]
_FROM_BEFORE = _RULES["from_before"]
_IN_FORCE = _RULES["in_force"]
_EVENT = _RULES["event"]
_ATTRIBUTE = _RULES["attribute"]
_STRONG = _RULES["strong"]
_WAY_OF = re.compile(
    r"(?:的)?[^，。；]{0,4}(?:下降|增长|下滑|负增长|回落|亏损)[^，。；]{0,10}的(?:局面|态势|趋势|势头|困境|状况)"
)
_SINCE_EVENT = re.compile(
    "(?:正式|首次|全面)?(?:对外开放|开放|投产|投运|建成|落户|获批|成立|启动|推出|实施|挂牌|开园|设立|运营|投用|封关|改革|组建)[^，。；]{0,24}?以[来來]"
)
_TIMES_OF = re.compile(r"[^，。；、]{1,8}的(?:\d[\d.]*|[一二两兩三四五六七八九十]+)(?:多|余)?(?:倍|成|[%％])")
# 完成“十四五”目标, “十四五”规划: the plan, not when the figures are of
_PLAN_NAMED = re.compile("(?:发展|目标|倍增|主要|既定|预期|翻番)*(?:规划|目标|任务|纲要|計畫|計劃|计划)(?!期)")
_CLAUSE_END = re.compile("[，。；;\n]")


def _in_name(text: str, mention: PeriodMention) -> bool:
    """Whether the mention stands inside a title in 《》 or a short quoted name."""
    low = max(0, mention.start - 40)
    for opening, closing, longest in (("《", "》", 60), ("“", "”", 26), ("「", "」", 26)):
        at = text.rfind(opening, low, mention.start)
        if at < 0 or text.find(closing, at, mention.start) >= 0:
            continue
        end = text.find(closing, mention.end, at + longest)
        if end > 0 and "，" not in text[at:end] and "。" not in text[at:end] and mention.end < end:
            return True
    return False


def role_of(text: str, mention: PeriodMention, sentence_end: int) -> Role:
    """The role of a mention, from the words around it."""
    start, end = mention.start, mention.end
    before = text[max(0, start - 12) : start]
    after = text[end : min(sentence_end, end + 60)]
    relative = mention.relative or ""
    if _in_name(text, mention) or (mention.kind == "span" and "五" in mention.text and _PLAN_NAMED.match(after)):
        return "name"
    if _ATTRIBUTE.match(after):
        return "main"
    if relative == "years_ago" and (after.startswith(("的", "相比", "水平", "同期")) or _FROM_BEFORE.search(before)):
        return "base"
    if relative in ("whole_year", "year_start") and _PLAN_AFTER.match(after):
        return "base"
    if _BASE_BEFORE.search(before) or _BASE_AFTER.match(after):
        return "base"
    if "same_period" in relative and relative != "same_period":
        return "base"
    if after.startswith("同期") and mention.value is not None:
        return "base"
    if _WAY_OF.match(after):
        return "base"  # 扭转了前年下降2.7%的局面
    if relative.startswith("previous_year") and after.startswith("的"):
        return "base"  # 未能延续前一年的双位数增长
    if after.startswith(("的", "全年的", "整年的", "一年的")) and (before.endswith(_IS) or _BACK_TO.search(before)):
        return "base"
    if before.endswith(_IS) and _TIMES_OF.match(after):
        return "base"  # 是2020年A轮时的14倍
    if before.endswith(("自", "从", "從")) and _IN_FORCE.match(after):
        return "founding"  # 自2021年10月1日起施行
    if (
        before.endswith(("自", "从", "從"))
        and _SINCE_AFTER.match(after)
        and not mention.text.endswith(("以来", "以來"))
    ):
        return "origin"
    if _SINCE_EVENT.match(after) and not mention.text.endswith(("以来", "以來")):
        return "origin"  # 2019年12月获批试验区以来
    if mention.kind != "cumulative" and _ORIGIN_BEFORE.search(before) and _ORIGIN_AFTER.match(after):
        return "origin"
    if _FOUNDING.search(before) or _FOUNDING_AFTER.match(after):
        return "founding"
    clause = _CLAUSE_END.split(after, maxsplit=1)[0]
    if _EVENT.search(clause[:24]):
        return "event"
    opened = not before or before[-1] in "，。；\n　 ）】"
    if opened and after.startswith(("，", ",")) and mention.kind in ("day", "month", "year", "instant"):
        following = _CLAUSE_END.split(after[1:], maxsplit=1)[0]
        if _STRONG.search(following if mention.kind != "year" else following[-8:]):
            return "event"
    return "main"
