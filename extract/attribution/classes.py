"""Classes and groups of parks that a text speaks of as one: 全省9家国家高新区, 甲、乙、丙三大园区."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from extract.annotations import EntityMention

# a class of parks in the place of a subject: 全省9家国家高新区, 国家级经开区
_CLASS = re.compile(
    # the engine skips to the signs that it may begin with
    r"(?=[全我的国省國\d一二三四五六七八九十百两兩])(?:"
    r"(?:全国|全省|全市|我国|全國)?(?:[\d一二三四五六七八九十百]+(?:家|个|所|座))?(?:的)?"
    r"(?:国家级?|省级以上|省级|國家級?)(?:高新区|经开区|经济技术开发区|大学科技园|自贸试验区|综保区|开发区|园区|自创区|农高区|农业科技园区)"
    r"|(?:[二三四五六七八九十两兩])(?:大|家)?(?:科學園區|科学园区|高新区|片区|園區|园区)"
    r")"
)
_COUNT = re.compile(r"(?:[\d一二三四五六七八九十百]+(?:家|个|所|座))(?:的)?(?=国家|國家|省级)")
_CONTAINS = re.compile(
    r"(?:涵盖|覆盖|包括|包含|下辖|辖|含|拥有|建有|建成|布局|串联|整合|联合)(?:了|着)?(?:全省|全市)?$|来自[^，。；]{0,16}的$"
)
# several parks together: 甲、乙、丙三大科学园区, 三园区
# a body named by bracketed place: 中国（某地）知识产权保护中心
_BRACKETED = re.compile(r"中国（[\u4e00-\u9fff]{2,8}）[\u4e00-\u9fff]{4,16}?(?:中心|研究院|基地)")
_CORRIDOR_ENDS = re.compile("城市群|都市圈|科创走廊|创新走廊|经济带|经济圈")
_CORRIDOR = re.compile(rf"(?:[\u4e00-\u9fff]{{2,4}}[—－-])?[\u4e00-\u9fff]{{2,4}}?(?:{_CORRIDOR_ENDS.pattern})")
# a cluster called by its place, and places that a ranking takes as one (深圳—香港—广州)
_CLUSTER = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}集群(?=由|的|是|为|有|，|较|位|居|排|升|跃|其)")
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
    return found
