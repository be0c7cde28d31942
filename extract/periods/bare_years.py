"""Years printed without 年: at the head of the lines of a chronicle, in a title (数说某某科学城2023)."""

from __future__ import annotations

import re

# 2000家 is a count
_NO_COUNT = (
    "(?![万亿千百余多家个個户戶名位件亩畝台臺套座条條篇次辆架吨噸米元只款种间場支批起宗张幢栋所点倍]"
    "|人(?![才工大民])|项(?!目)|平[方米]|公[里顷斤])"
)
# 2003　租用厂房起步 / 2008　年销售额首次过亿; 2024小目标：
_HEAD = re.compile(
    rf"^[ \u3000]*(?P<year>(?:19|20)\d\d){_NO_COUNT}"
    r"(?=[ \u3000|｜：:·]{0,3}(?![年度月日版级届届至强])[\u4e00-\u9fff“《])",
    re.MULTILINE,
)
# 展望2025：
_LOOKS_AHEAD = re.compile(r"(?:展望|奋斗|决胜|迎接|预告|计划|目标)(?P<year>20\d\d)(?=[ \u3000]?[：:，,])")
# 2023，我们这样干！: a heading
_RESOLVES = re.compile(
    r"^[^\u4e00-\u9fff\d\n]{0,4}(?P<year>20\d\d)[，,](?=(?:我们|我|咱们|这样|怎么|继续|再|新|加油|一起)[^，。\n：:]{1,16}(?:$|[：:])|[^，。\n：:]{2,14}(?:目标|愿望|打算|计划)[：:])",
    re.MULTILINE,
)
_LABELLED = re.compile(r"(?:19|20)\d\d[\u4e00-\u9fff]{1,10}[：:]")
# an edition's year is not that of its data: 指数2023, 2023榜单
_IN_TITLE = re.compile(
    r"(?<![\d.,，A-Za-z〔\[（(破超达逾近约余过增-])(?<!指数)(?<!榜)(?<!百强)(?<!报告)(?<!皮书)(?P<year>(?:19|20)\d\d)"
    rf"{_NO_COUNT}"
    r"(?![\d.%％‰年度〕\]—–~～-])(?![\u4e00-\u9fff“”]{0,16}(?:榜|指数|强|皮书|报告|版|展|会|赛|论坛))"
)
_LINES = 2


def looks_ahead(text: str, at: int) -> bool:
    """Whether the year at `at` is what a text looks ahead to: 展望2025：."""
    return _LOOKS_AHEAD.match(text, max(0, at - 2)) is not None or _RESOLVES.match(text, at) is not None


def begins_line(text: str, at: int) -> bool:
    """Whether nothing but blanks stands before `at` in its line."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip(" \u3000")


def heads_of_lines(text: str) -> frozenset[int]:
    """Where bare years head lines that they date: two lines at least, or one that goes on as a label."""
    found = [m.start("year") for m in _HEAD.finditer(text)]
    ahead = {m.start("year") for p in (_LOOKS_AHEAD, _RESOLVES) for m in p.finditer(text)}
    if len(found) >= _LINES:
        return frozenset({*found, *ahead})
    return frozenset({*(at for at in found if _LABELLED.match(text, at)), *ahead})


def of_title(line: str, latest: int | None) -> str | None:
    """The bare year that a title names, if it is not to come."""
    for m in _IN_TITLE.finditer(line):
        if latest is None or int(m["year"]) <= latest:
            return m["year"]
    return None
