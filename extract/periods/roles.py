"""What a period mention does in its sentence: dates the figures, or only says what they are compared with.

Roles: `main` dates what follows; `base` is compared with (比2015年); `origin` is where a change began (由2014年的);
`event` says when something happened (2020年12月挂牌), which dates its sentence but no later one; `founding` (成立于2001年)
dates its clause only; `name` stands inside a name (《…2023年报告》).
"""

from __future__ import annotations

import re
from typing import Literal

from extract.annotations import PeriodMention

Role = Literal["main", "base", "origin", "event", "founding", "name"]

_BASE_BEFORE = re.compile(
    "(?:(?:较|較|(?<![占佔之同环環对對百])比|与|與)(?:于|於)?[\u4e00-\u9fff]{0,3}"
    "|(?:高于|低于|高於|低於|超过|超過|超|不及|相比|相较|相較|加上|扣除|剔除)(?:于|於)?)$"
)
_BASE_AFTER = re.compile("(?:相比|基本持平|持平|为基期|為基期|为基准|為基|为100|价格|价计算|不变价|可比价|的?水平)")
_PLAN_AFTER = re.compile("(?:计划|計劃|目标|目標|任务|任務|预算|預算|指标|限额|预期)")
_IS = ("是", "为", "為", "占", "佔", "达", "達", "约", "於", "于")
_ORIGIN_BEFORE = re.compile("(?:由|从|從|自)[^，。；、\\d]{0,6}$")
_ORIGIN_AFTER = re.compile("[^，。；]{0,40}?(?:到|至|为|為|成|降|升|增|回落|扩|扩充)")
_SINCE_AFTER = re.compile("[^，。；]{1,30}?以[来來]")
_FOUNDING = re.compile(
    "(?:成立|创立|創立|创办|創辦|创建|創建|始建|兴建|设立|設立|组建|诞生|落成|建成|起步|创始|成军|筹建|建)(?:于|於)$"
)
_FOUNDING_AFTER = re.compile("[年]?(?:正式)?(?:成立|创立|創立|创办|創辦|创建|創建|始建|设立|設立|组建)")
_EVENT = re.compile(
    "获批|获国务院|批准|批复|掛牌|挂牌|揭牌|登陆|登陸|落户|落戶|升格|开园|開園|上市(?!公司|企业|后备|企業)|启用|啟用|发布|發布|發佈|公布|通报|举行|舉行|"
    "召开|召開|開幕|开幕|出台|印发|施行|入选|被认定|被评|动工|开工建设|竣工|投产|投运|落成|签约仪式|披露|共建|启动|啟動|成立"
)
_ATTRIBUTE = re.compile("(?:年?度?(?:年报|年報|年度报告|半年报|季报|决算|综合评价|评价结果|考核))")
_STRONG = re.compile(
    "掛牌|挂牌|成立|获批|批准|升格|落户|开园|開園|揭牌|创立|发布|發布|公布|举行|开幕|启动|召开|印发|披露|召開|通报|启用"
)


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
    if _in_name(text, mention):
        return "name"
    if _ATTRIBUTE.match(after):
        return "main"
    if relative == "years_ago" and not after.startswith(("，", ",")):
        return "base"
    if relative in ("whole_year", "year_start") and _PLAN_AFTER.match(after):
        return "base"
    if _BASE_BEFORE.search(before) or _BASE_AFTER.match(after):
        return "base"
    if "same_period" in relative and relative != "same_period":
        return "base"
    if after.startswith("同期") and mention.value is not None:
        return "base"
    if after.startswith("的") and before.endswith(_IS):
        return "base"
    if (
        before.endswith(("自", "从", "從"))
        and _SINCE_AFTER.match(after)
        and not mention.text.endswith(("以来", "以來"))
    ):
        return "origin"
    if mention.kind != "cumulative" and _ORIGIN_BEFORE.search(before) and _ORIGIN_AFTER.match(after):
        return "origin"
    if _FOUNDING.search(before) or _FOUNDING_AFTER.match(after):
        return "founding"
    clause = re.split("[，。；;\n]", after, maxsplit=1)[0]
    if _EVENT.search(clause[:24]):
        return "event"
    opened = not before or before[-1] in "，。；\n　 ）】"
    if opened and after.startswith(("，", ",")) and mention.kind in ("day", "month", "year", "instant"):
        following = re.split("[，。；;\n]", after[1:], maxsplit=1)[0]
        if _STRONG.search(following if mention.kind != "year" else following[-8:]):
            return "event"
    return "main"
