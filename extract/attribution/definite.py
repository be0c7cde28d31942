"""Bare nouns that go back to a thing named before: 平台入网仪器1.27万台, 试点开通航线16条, 这款机器人去年3月获批."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.annotations import EntityMention

_BACK = 260
_NOUNS = "|".join(
    (
        *(
            "数据中心",
            "学院",
            "中心",
            "试点",
            "飞地",
            "平台",
            "大赛",
            "赛事",
            "联盟",
            "基金",
            "母基金",
            "班列",
            "走廊",
            "工场",
        ),
        *(
            "装置",
            "星座",
            "系统",
            "孵化器",
            "加速器",
            "光源",
            "大厦",
            "大楼",
            "小镇",
            "论坛",
            "展会",
            "峰会",
            "学校",
            "医院",
        ),
        *("公寓", "码头", "港区", "机场", "产线", "卫星", "机器人", "疫苗", "大模型", "模型"),
    )
)
_PREDICATE = (
    r"(?=(?:也|还|又|便|就)?(?:现|已|累计|共(?!享|同|建|性)|总|目前|如今|去年|今年|当年|全年|上半年|每|年|月|日|由|在|自|占地|建筑|规划"
    r"|设(?!计|备|施)|拥有|有|吸引|受理|开通|引进|入网|覆盖|投入|投资|服务|孵化|注册|收到|完成|实现|办理|入驻|集聚|聚集|开行|发送|运行"
    r"|启用|投用|开放|规模|首期|成立|参投|采集|接入|上线|汇聚|支持|培训|招收|毕业|就业|首年|一期|产能|单|平均))"
)
_BARE = re.compile(rf"(?P<noun>{_NOUNS}){_PREDICATE}")
# 这款由某公司自主研发的骨科手术机器人，…
_THIS = re.compile(
    rf"这(?:款|台|只|支|套|枚|颗|座|所|个|项|条|趟|列)(?:[^，。；]{{2,30}}?的)?[^，。；的]{{0,8}}?(?P<noun>{_NOUNS})(?:，|{_PREDICATE})"
)
_GOODS = frozenset("款台套枚颗支种")  # classifiers of things that are made
# the words right before the noun, where no rule knows them as a name
_PHRASE = re.compile(
    r"(?:(?![的在将把了为于向对座个家项条所处是和与及、，。：；“”（）这该本各某其有])[一-鿿A-Za-z0-9\-·]){2,14}$"
)
_QUOTED_PHRASE = re.compile(r"“[^“”，。；]{2,10}”[一-鿿]{0,4}$")
_BEGINS = re.compile(
    "^(?:启动|成立|设立|建设|建成|打造|上线|推出|开通|举办|实施|组建|创办|合办|搭建|启用|运营|全国|全省|全市|国家级|省级|市级|首批|多个|一批|公共|服务)+"
)


def noun_of(head: str) -> str:
    """The bare or pointing noun that a sentence opens with before what is said of it; empty where there is none."""
    found = _BARE.match(head) or _THIS.match(head)
    return found["noun"] if found else ""


def pointed_at(head: str) -> str:
    """The thing that 这款…骨科手术机器人 names itself; empty where it points with its noun alone."""
    found = _THIS.match(head) if head[1:2] in _GOODS else None
    phrase = _PHRASE.search(head, 0, found.start("noun")) if found else None
    return phrase.group().removeprefix("款") + found["noun"] if found and phrase else ""


def antecedent(
    noun: str, text: str, start: int, mentions: Sequence[EntityMention]
) -> EntityMention | tuple[int, int] | None:
    """What a noun at `start` of `text` goes back to.

    The last mention before it whose name ends so, else the stretch `[begin, end)` of words that do; None for neither.
    """
    if re.search(rf"{noun}(?:达|有|共|数量|总数)?\d+[家个座所]|\d+[家个座所][一-鿿]{{0,6}}{noun}", text):
        return None  # 孵化器187家: the sort of thing that the text counts
    low = max(0, start - _BACK)
    for mention in reversed(mentions):
        if mention.end <= start and mention.start >= low:
            name = mention.text.rstrip("”」》")
            if name.endswith(noun) and len(name) > len(noun) + 1:
                return mention
    at = text.rfind(noun, low, start)
    while at >= 0:
        found = _QUOTED_PHRASE.search(text, max(low, at - 18), at) or _PHRASE.search(text, max(low, at - 14), at)
        if found:
            begin = found.start()
            if lead := _BEGINS.match(text[begin:at]):
                begin += lead.end()
            if at - begin >= 2:
                return begin, at + len(noun)
        at = text.rfind(noun, low, at)
    return None
