"""Classes and groups of parks that a text speaks of as one: 全省9家国家高新区, 甲、乙、丙三大园区."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from extract.annotations import EntityMention
from extract.attribution.carriers import CONTINENTS
from extract.entities.folding import fold
from extract.entities.words import dictionary
from schemas.records import EntityType

# a class of parks in the place of a subject: 全省9家国家高新区, 国家级经开区
_CLASS = re.compile(
    # the engine skips to the signs that it may begin with
    r"(?=[全我的国省國\d一二三四五六七八九十百两兩])(?<!第)(?:"
    r"(?:全国|全省|全市|我国|全國)?(?:[\d一二三四五六七八九十百]+(?:家|个|所|座))?(?:的)?"
    r"(?:国家级?|省级以上|省级|國家級?)(?:高新区|经开区|经济技术开发区|大学科技园|自贸试验区|综保区|开发区|园区|自创区|农高区|农业科技园区)"
    r"|(?:\d+|[二三四五六七八九十两兩])(?:處|处|个|個|大|家)?(?:科技產業園區|科技产业园区|加工出口區)"
    r"|(?:[二三四五六七八九十两兩])(?:大|家)?(?:科學園區|科学园区|高新区|片区|園區|园区)"
    r"|(?<![\u4e00-\u9fff、])(?:[二三四五六七八九十两兩])(?:个|個)(?:高新区|創新園區?|创新园区?|科技园区?|產業園區?|产业园区?|工業區|工业园区?|工業邨)"
    r")"
)
# 欧洲园区, 海外科技园: the zones of a part of the world
_OF_REGION = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:{'|'.join(sorted(CONTINENTS))}|中国|国内|海外|发达国家)(?:样本|科技|产业|高科技)?(?:园区|科技园|高新区)"
    r"(?=[^的，。；、]{1,14}\d)"
)
# 某某联络处报送…, 某某食堂一天…: a unit with a proper name that opens a clause
_UNIT = re.compile(
    r"(?<![\u4e00-\u9fff])(?:其中|仅|而|但)?(?P<name>(?P<own>[\u4e00-\u9fff]{2,6}?)(?:"
    r"(?P<body>联络处|办事处|专班|工作站|服务站|监管所|派出所|税务所)|(?P<site>街道|社区)"
    r"|食堂|餐厅|酒店|饭店|宾馆|书店|超市|商场|药店|驿站|农场|林场|牧场|渔场|码头|电站|再生水厂|水厂|电厂|工厂|车间|大厦|大楼|书院|幼儿园|小学|中学))"
    r"(?=[^的，。；、\u4e00-\u9fff]|[\u4e00-\u9fff]{1,6}\d|一天|一年|每[天日月年]|日均|年均|月均|已|累计|共|现|报送|收到|接待|拥有|提供)"
)
_COUNT = re.compile(r"(?:[\d一二三四五六七八九十百]+(?:家|个|所|座))(?:的)?(?=国家|國家|省级)")
_CONTAINS = re.compile(
    r"(?:涵盖|覆盖|包括|包含|下辖|辖|含|拥有|建有|建成|布局|串联|整合|联合)(?:了|着)?(?:全省|全市)?$|来自[^，。；]{0,16}的$"
)
# several parks together: 甲、乙、丙三大科学园区, 三园区
# a body named by bracketed place: 中国（某地）知识产权保护中心
_BRACKETED = re.compile(
    r"中国（[\u4e00-\u9fff]{2,8}）(?:(?!博览会|交易会|大会|论坛|[在于昨今])[\u4e00-\u9fff]){4,16}?(?:中心|研究院|基地)"
)
_CORRIDOR_ENDS = re.compile("城市群|都市圈|科创走廊|创新走廊|经济带|经济圈")
_CORRIDOR = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,4}}[—－-])?(?:(?!的)[\u4e00-\u9fff]){{2,4}}?(?:{_CORRIDOR_ENDS.pattern})"
)
# a cluster called by its place, and places that a ranking takes as one (深圳—香港—广州)
_CLUSTER = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}集群(?=由|的|是|为|有|，|较|位|居|排|升|跃|其)")
# 苍埭汽车塑料件产业集群去年实现产值217亿元: a cluster with a proper name that opens a clause
_NAMED_CLUSTER = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<name>(?P<own>[\u4e00-\u9fff]{2,12}?)(?:产业|制造业)?集群)(?=去年|今年|实现|现有|已|共|拥有|集聚|年产|产值|规模|规上|\d|，)"
)
_CHAIN = re.compile(
    r"(?:(?<=其中)|(?<![\u4e00-\u9fff]))[\u4e00-\u9fff]{2,3}(?:—[\u4e00-\u9fff]{2,3})+(?=集群|、|位|较|居|列|排|分)"
)
_TOGETHER = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}、)+[\u4e00-\u9fff]{2,4}(?:[二三四五六七八九十两兩]|\d+)(?:大|家|个|座|個)?(?:國家|国家)?(?:科学园区|科學園區|高新区|园区|園區|科学城|片区)"
)
# words without which a pattern need not be tried
_NEEDED = {
    "group": ("、",),
    "cluster": ("集群",),
    "chain": ("—",),
}


def _corridors(text: str) -> Iterator[re.Match[str]]:
    """The matches of `_CORRIDOR`, each looked for right before the word that it ends with."""
    last = 0
    for ending in _CORRIDOR_ENDS.finditer(text):
        if m := _CORRIDOR.search(text, max(last, ending.start() - 9), ending.end()):
            yield m
            last = m.end()


def classes(text: str, known: list[EntityMention]) -> list[EntityMention]:
    """Classes and groups of parks that a text speaks of as one."""
    found = []
    taken = sorted((m.start, m.end) for m in known)
    starts = [start for start, _ in taken]
    reach = list(accumulate((end for _, end in taken), max))  # how far the names reach that begin so far
    owners = {m.end for m in known if m.type in ("park", "region")}
    for pattern, kind, reason in (
        (_TOGETHER, "park", "group"),
        (_CLASS, "park", "class"),
        (_BRACKETED, "lab_or_institute", "bracketed"),
        (_CORRIDOR, "region", "corridor"),
        (_CLUSTER, "park", "cluster"),
        (_CHAIN, "region", "chain"),
        (_OF_REGION, "park", "class"),
    ):
        if needed := _NEEDED.get(reason):
            if not any(word in text for word in needed):
                continue
        for m in _corridors(text) if pattern is _CORRIDOR else pattern.finditer(text):
            if reason == "class" and (i := bisect_right(starts, m.start())) and m.end() <= reach[i - 1]:
                continue
            if reason == "class" and (m.start() in owners or _CONTAINS.search(text, max(0, m.start() - 24), m.start())):
                continue  # 自创区涵盖6个国家高新区: what is told next is of the whole
            start, how = m.start(), reason
            if reason == "class" and (count := _COUNT.match(m.group())):
                start, how = start + count.end(), "counted"  # 177家国家高新区: the class goes by its name
            elif reason == "class" and text[start] == "的":
                start += 1  # 参评的国家级经开区
            found.append(EntityMention(start, m.end(), text[start : m.end()], kind, score=0.5, reason=how))  # type: ignore[arg-type]
    return [*found, *_units(text), *_named_clusters(text)]


def _named_clusters(text: str) -> list[EntityMention]:
    """Clusters of a place that opens a clause, known or not (not 先进制造业集群)."""
    if "集群" not in text:
        return []
    return [
        EntityMention(*m.span("name"), m["name"], "industry", score=0.5, reason="cluster")
        for m in _NAMED_CLUSTER.finditer(text)
        if dictionary().cut(fold(m["own"]))[0].kind in ("proper", "place")
    ]


def _units(text: str) -> list[EntityMention]:
    """Offices, shops, schools and the like that open a clause under a proper name (北山食堂, not 社区食堂)."""
    found = []
    for m in _UNIT.finditer(fold(text)):
        first = dictionary().cut(m["own"])[0]
        if first.kind in ("proper", "place"):
            kind: EntityType = "government" if m["body"] else "region" if m["site"] else "enterprise"
            start, end = m.span("name")
            found.append(EntityMention(start, end, text[start:end], kind, score=0.5, reason="unit"))
    return found
