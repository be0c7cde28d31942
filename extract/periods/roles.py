"""What a period mention does in its sentence: dates the figures, or only says what they are compared with."""

from __future__ import annotations

import re
from typing import Literal

from extract.annotations import PeriodMention

Role = Literal["main", "base", "origin", "event", "name", "target"]

_BASE_BEFORE = re.compile(
    "(?:较|較|比|与|與|同|和|跟|按|以|超|超过|高于|低于|高於|低於|为|為|是|占|佔|約為|约为|仅为|相当于|超出|达到?|不及|超越|已超)"
    "(?:[^，。；、\\d]{0,4}?)$"
)
_BASE_STRICT = re.compile(
    "(?:较|較|比|与|與|高于|低于|高於|低於|超过|超|不及|相比|相较|相較)(?:于|於)?(?:[\\u4e00-\\u9fff]{0,3})$"
)
_BASE_AFTER = re.compile("(?:相比|持平|基本持平|为基期|為基期|为基准|為基|为100|价格|价计算|不变价|可比价|的?水平)")
_ALWAYS_BASE = re.compile("(?:计划|計劃|目标|目標|任务|任務|预算|預算|指标|限额|预期)")
_ORIGIN_BEFORE = re.compile("(?:由|从|從|自)[^，。；、\\d]{0,6}$")
_ORIGIN_AFTER = re.compile("[^，。；]{0,40}?(?:到|至|为|為|成|降|升|增|回落|扩|扩充)")
_TARGET_BEFORE = re.compile(
    "(?:^|[，。；：:“（(\\s])(?:力争|力爭|预计|預計|計劃|计划|规划|規劃|争取|展望|目标是|目标|确保)?(?:到|至|於|于)?$"
)
_TARGET = re.compile("(?:到|至|展望|力争|力爭|截至到)$")
_EVENT = re.compile(
    "成立于|创立于|創立於|创办于|創辦|创建于|始建于|建于|建成于|成立|创立|创办|创建|组建|获批|获国务院|批准|批复|挂牌|掛牌|揭牌|"
    "登陆|落户|落戶|升格|开园|開園|上市|起步|启用|啟用|发布|發布|發佈|公布|通报|举行|舉行|召开|開幕|开幕|出台|印发|施行|实施|入选|被认定|被评"
)


def role_of(text: str, mention: PeriodMention, sentence_end: int, published_year: int | None = None) -> Role:
    """The role of a mention, from the words around it."""
    start, end = mention.start, mention.end
    before = text[max(0, start - 12) : start]
    after = text[end : min(sentence_end, end + 60)]
    opened = max(text.rfind("《", max(0, start - 40), start), text.rfind("“", max(0, start - 40), start))
    closed = max(text.rfind("》", max(0, start - 40), start), text.rfind("”", max(0, start - 40), start))
    if opened > closed and not mention.text.startswith(("“", "《")):
        return "name"
    if (
        _ALWAYS_BASE.match(after)
        and mention.kind in ("year", "instant")
        and mention.relative in ("whole_year", "year_start")
    ):
        return "base"
    if _BASE_STRICT.search(before) or _BASE_AFTER.match(after):
        return "base"
    if after.startswith("的") and before.endswith(("是", "为", "為", "占", "佔", "达", "達", "约为")):
        return "base"
    if _ORIGIN_BEFORE.search(before) and (mention.kind != "cumulative") and _ORIGIN_AFTER.match(after):
        return "origin"
    if mention.relative in ("previous_year:same_period", "last_year:same_period") and not after.startswith(
        ("为", "為", "亏")
    ):
        return "base"
    clause = re.split("[，。；;\n]", after, maxsplit=1)[0]
    head = re.split("[，。；;\n]", before)[-1]
    if _EVENT.search(head) or _EVENT.search(clause[:24]):
        return "event"
    return "main"
