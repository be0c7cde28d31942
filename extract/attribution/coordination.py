"""Members of a coordination, and the words that they share: 新材料、生物医药增加值, 国家级和省级平台."""

from __future__ import annotations

import re

from extract.attribution.lexicon import Lexicon

_COORDINATED = re.compile(r"、|和|与|與|及|以及|，")
# 等12家国家高新区, 两市: how many a list has, behind it
COUNTED = re.compile(
    r"^(?:等)?(?:[一二三四五六七八九十两兩\d]+|几|各)?(?:家|个|個|大|地|市|区|區|座|省|县)?(?:国家|國家)?(?:级)?(?:高新区|高新區|经开区|开发区|园区|園區|科学城|城市|片区|科學園區|示范区)?"
)


def split_list(phrase: str) -> list[str]:
    """The members of a coordination: A、B和C."""
    return [part for part in _COORDINATED.split(phrase) if part]


# what may stand between a list member's modifier and the shared measure: 新材料|产业|产值, 农村|居民|人均可支配收入
_CATEGORIES = (
    "产业",
    "產業",
    "行业",
    "领域",
    "企业",
    "居民",
    "人均",
    "制造业",
    "服务业",
    "板块",
    "产品",
    "业务",
    "专利",
    "一级",
    "二级",
)
_ELLIPTICAL_MEMBER = re.compile(r"^.{1,5}[级類类型性]$")


def share_heads(items: list[str], lexicon: Lexicon) -> list[str]:
    """Give members the words that stand only at the first or the last one.

    新材料、生物医药增加值 → 新材料增加值, …; 国家级和省级平台 → 国家级平台, …; 人员中博士、硕士 → 人员中硕士.
    """
    if len(items) < 2:
        return items
    items = _share_start(items)
    last, others = items[-1], items[:-1]
    if whole := re.match(r"^(.{2,12}[中里])(?=.{2,})", items[0]):
        return [items[0], *(whole[1] + i for i in items[1:])]
    if all(_ELLIPTICAL_MEMBER.match(i) for i in others) and (kind := re.match(r"^.{1,5}?[级類类型性](?=.{2,})", last)):
        return [*(i + last[kind.end() :] for i in others), last]
    head = lexicon.heads.suffix(last)
    if not head and all(len(i) <= 2 for i in others) and len(last) >= 5:
        return [*(i + last[len(i) :] for i in others), last]  # B、C类人才补贴
    if not head or head == last or any(lexicon.heads.suffix(i) for i in others):
        return items
    tail = head
    while category := next((c for c in _CATEGORIES if last[: -len(tail)].endswith(c)), ""):
        if len(last) - len(tail) - len(category) < 2:
            break
        tail = category + tail
    return [*(i + tail for i in others), last]


def _share_start(items: list[str]) -> list[str]:
    """专利申请量和授权量: the second member takes the start of the first where both end alike."""
    first, *others = items
    out = [first]
    for item in others:
        start = first[: len(first) - len(item)]
        alike = len(item) in (3, 4) and item[-1] == first[-1] and item[-1] in "量额数率值"
        out.append(start + item if alike and 2 <= len(start) <= 6 else item)
    return out
