"""Places known by nothing but where they stand: a list behind words that sort figures by place."""

from __future__ import annotations

import re

from extract.attribution import phrases
from extract.attribution.carriers import Subject
from extract.attribution.lexicon import Lexicon

MEASURED = (
    "股价",
    "股價",
    "收盘价",
    "幅度",
    "水平",
    "比例",
    "增速",
    "增幅",
    "均价",
    "价格",
    "规模",
    "总量",
    "平均",
    "其中",
    "主要",
    "多数",
    "大多",
    "普遍",
    "一般",
)
_NO_NAME = re.compile(r"[占的了比较增降达为是在和已将共均总全各每其该本这那]")


def listed_places(text: str, words: Lexicon) -> list[Subject]:
    """云溪、柳泉、平望分别有 behind 从设区市看: a place for each name; empty where a noun or a verb is among them."""
    names = re.split("[、和及与]", text.removesuffix("各"))
    for name in names:
        if not 2 <= len(name) <= 4 or _NO_NAME.search(name):
            return []
        nominal = name.endswith((*words.countable, *MEASURED)) or words.measures.suffix(name)
        if nominal or name in words.anaphors or name in words.generic or phrases.is_predicate(name, words):
            return []
    return [Subject(n, "region", f"region:{n}", n, "list") for n in names]
