"""Industries: names from the classifications, where they are listed or marked as industries."""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.reading import Reading
from extract.entities.words import Word


class IndustryLexicon(lexicon.Strict):
    """`industries.yaml`."""

    names: tuple[str, ...]
    tails: tuple[str, ...]
    phrases: tuple[str, ...]
    classes: tuple[str, ...]


@cache
def _lexicon() -> IndustryLexicon:
    return lexicon.load(IndustryLexicon, "entities/industries.yaml")


@cache
def industry_names() -> frozenset[str]:
    """The names of industries, without tails."""
    return frozenset(_lexicon().names)


@cache
def _automaton() -> tuple[AhoCorasick, list[str]]:
    lists = _lexicon()
    joined = {name.replace("和", "与") for name in lists.names if "和" in name}
    words = sorted({*lists.names, *joined, *lists.phrases, *lists.classes})
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words


@cache
def _tail() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_lexicon().tails, key=lambda t: (-len(t), t))))


# A、B、C（等）三大(主导)产业 / N个千亿级产业集群 / 领域
_CLASS = re.compile(
    # begins with a set of characters, to which the engine skips
    r"[等\d一二两三四五六七八九十](?:(?<=等)(?:\d+|[一二两三四五六七八九十]+)|(?<=\d)\d*|(?<=[^等\d])[一二两三四五六七八九十]*)"
    r"(?:大|个)(?:[一-鿿]{0,6}?)"
    r"(?:产业集群|主导产业|产业板块|新兴产业|支柱产业|优势产业|重点产业|产业|领域)"
)
_LIST = re.compile(r"([一-鿿A-Za-z]{2,12}(?:[、和与][一-鿿A-Za-z]{2,12}){1,9})$")
_CLASS_SCORE = 0.4
_FIGURE = re.compile(r"(?:实现|完成|达到?|营业额|营收|产值|年?增长?|年减|下降|跌|占|则|分别|成长|衰退| ){0,2}\d")
_COUNTED = re.compile(r"\d[\d.,]*[家个项亿万元]+[、；，]")
_HEADING = re.compile(r"(?:^|\n)\s*(?:\d{1,2}[.、．]|[（(]?[一二三四五六七八九十]+[）)、])?$")
_NO_TAIL = ("业务", "业园", "业绩", "业主", "业基", "业企", "业带")
_NO_INDUSTRY = ("产量", "产品", "出口", "企业家", "技术", "设备", "系统", "研究", "人才", "专业", "公司", "园")


_DIVIDED = ("行业", "产业别", "业别", "产业区分", "赛道", "产业看", "领域看")
# 就产业别而言，…; 分行业看，…; 从赛道看，…: the paragraph goes through industries
_BY_INDUSTRY = re.compile(
    r"(?:[就按分从以依各论](?:主要|重点)?(?:产?业别|产业别|行业|产业|赛道|领域)(?:别)?(?:来?看|而言|划?分|区分|观察|方面|中)?|赛道(?:新|方面|上)|产业方面)[，。：][^\n]{6,260}"
)
_OPENING_INDUSTRY = re.compile(
    r"(?<=[，；。：])(?!第[一二三])([一-鿿]{2,7}(?<![企产行事就从创作失毕])业)(?=营业额|营业收入|产值|收入|[\d.]+|增加值|景气|只有|一马当先|仅)"
)
_BEGINS = frozenset("，；。：、")


def _cluster_start(before: list[Word], start: int) -> int:
    """A cluster takes the place before it into its name: 某某光电子信息集群."""
    begin = start
    for word in reversed(before):
        if word.end != begin or word.kind not in ("place", "proper") or start - word.start > 4:
            break
        begin = word.start
    return begin


def _noun_start(reading: Reading, low: int, end: int) -> int:
    """Where the nouns that end at `end` begin, not before `low`."""
    begin = end
    for word in reversed(reading.before(end)):
        if word.end != begin or word.start < low or word.kind not in ("noun", "proper", "soft") or word.text in _LEADS:
            break
        begin = word.start
    return begin


def _stands_alone(reading: Reading, start: int, end: int) -> bool:
    """Whether no noun of the same phrase touches the name."""
    if reading.plain.startswith(_NO_INDUSTRY, end):
        return False
    before = reading.before(start)
    return (
        not before or before[-1].end != start or before[-1].kind not in ("noun", "proper") or before[-1].text in _LEADS
    )


_LEADS = frozenset({"发展", "建设", "投资", "引进", "聚焦", "围绕", "培育", "形成", "重点", "包括"})


def find_industries(reading: Reading) -> list[Candidate]:
    """Candidates for industries; the score is high where a tail or a list of industries marks them."""
    plain = reading.plain
    machine, words = _automaton()
    phrases = frozenset(_lexicon().phrases)
    classes = frozenset(_lexicon().classes)
    tail = _tail()
    spans: list[tuple[int, int, float, str]] = []
    for index, start, end in machine.find_matches_as_indexes(plain):
        marked = tail.match(plain, end)
        if marked and plain.startswith(_NO_TAIL, marked.end() - 1):
            marked = None  # 软件|业务, 传感器|产业园
            if plain.startswith("产业园", end):
                continue
        if marked and marked.group() != "领域":
            stop = marked.end()
            whole = words[index] in classes or plain[start:stop] in classes
            if marked.group().endswith("集群"):
                before = reading.before(start)
                if before and before[-1].end == start and before[-1].kind in ("place", "proper"):
                    start = _cluster_start(before, start)
            spans.append((start, stop, 0.4 if whole else 0.6, "industry_tail"))
        elif words[index] in classes:
            spans.append((start, end, 0.4, "industry_class"))
        elif words[index] in phrases:
            spans.append((start, end, 0.6, "industry_phrase"))
        elif reading.is_boundary(end) and reading.is_boundary(start) and _stands_alone(reading, start, end):
            spans.append((start, end, 0.3, "industry"))
    listed: set[int] = set()
    ranges = [m.span() for m in _BY_INDUSTRY.finditer(plain)] if any(w in plain for w in _DIVIDED) else []
    for low, high in ranges:
        for opening in _OPENING_INDUSTRY.finditer(plain, low, high):
            spans.append((*opening.span(1), 0.65, "industry_row"))
    if ranges:
        spans.sort()
    for i, (start, end, _, _) in enumerate(spans):
        if any(low <= start < high for low, high in ranges) and plain[start - 1 : start] in _BEGINS:
            listed.add(i)
        follows = i + 1 < len(spans) and spans[i + 1][0] == end + 1 and plain[end] in "、和与及"
        if follows:
            listed |= {i, i + 1}
        counted = _COUNTED.match(plain, end)
        if counted and i + 1 < len(spans) and spans[i + 1][0] == counted.end():
            listed |= {i, i + 1}
        if _FIGURE.match(plain, end):
            listed.add(i)
        if plain[end : end + 1] in ("：", ":") and _HEADING.search(plain, max(0, start - 6), start):
            listed.add(i)
    found = [
        Candidate(s, e, "industry", 0.65 if i in listed and score != _CLASS_SCORE else score, reason)
        for i, (s, e, score, reason) in enumerate(spans)
    ]
    for counted in _CLASS.finditer(plain):
        m = _LIST.search(plain, max(0, counted.start() - 90), counted.start())
        if m is None:
            continue
        first = m.group(1).split("、")[0]
        at = _noun_start(reading, m.start(1), m.start(1) + len(first))
        for item in re.split(r"[、]", plain[at : m.end(1)]):
            if 2 <= len(item) <= 12:
                found.append(Candidate(at, at + len(item), "industry", 0.65, "industry_list"))
            at += len(item) + 1
    return found
