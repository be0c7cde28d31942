"""Industries: names from the classifications, where they are listed or marked as industries."""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.reading import Reading


class IndustryLexicon(lexicon.Strict):
    """`industries.yaml`."""

    names: tuple[str, ...]
    tails: tuple[str, ...]
    phrases: tuple[str, ...]


@cache
def _lexicon() -> IndustryLexicon:
    return lexicon.load(IndustryLexicon, "entities/industries.yaml")


@cache
def _automaton() -> tuple[AhoCorasick, list[str]]:
    lists = _lexicon()
    words = sorted({*lists.names, *lists.phrases})
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words


@cache
def _tail() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_lexicon().tails, key=lambda t: (-len(t), t))))


# A、B、C（等）三大(主导)产业 / N个千亿级产业集群 / 领域
_LIST = re.compile(
    r"([一-鿿A-Za-z]{2,12}(?:[、和与][一-鿿A-Za-z]{2,12}){1,9})(?:等)?(?:\d+|[一二两三四五六七八九十]+)(?:大|个)?"
    r"(?:[一-鿿]{0,6}?)(?:产业集群|主导产业|产业板块|新兴产业|支柱产业|优势产业|重点产业|产业|领域)"
)
_LEAD = re.compile(
    r"^.*?(?:形成了?|构建|聚焦|围绕|发展|包括|涵盖|覆盖|布局|培育|以|壮大|实现了?|引入|打造|在|的|对|锚定|做强|重点)"
)


def find_industries(reading: Reading) -> list[Candidate]:
    """Candidates for industries; the score is high where a tail or a list of industries marks them."""
    plain = reading.plain
    machine, words = _automaton()
    phrases = frozenset(_lexicon().phrases)
    tail = _tail()
    spans: list[tuple[int, int, float, str]] = []
    for index, start, end in machine.find_matches_as_indexes(plain):
        marked = tail.match(plain, end)
        if marked and marked.group() != "领域":
            stop = marked.end()
            spans.append((start, stop, 0.6, "industry_tail"))
        elif words[index] in phrases:
            spans.append((start, end, 0.6, "industry_phrase"))
        elif reading.is_boundary(end) and reading.is_boundary(start):
            spans.append((start, end, 0.3, "industry"))
    listed: set[int] = set()
    for i, (start, end, _, _) in enumerate(spans):
        follows = i + 1 < len(spans) and spans[i + 1][0] == end + 1 and plain[end] in "、和与及"
        if follows:
            listed |= {i, i + 1}
    found = [
        Candidate(s, e, "industry", 0.65 if i in listed else score, reason)
        for i, (s, e, score, reason) in enumerate(spans)
    ]
    for m in _LIST.finditer(plain):
        lead = _LEAD.match(m.group(1))
        at = m.start(1) + (lead.end() if lead and "、" not in lead.group() else 0)
        for item in re.split(r"[、]", plain[at : m.end(1)]):
            if 2 <= len(item) <= 12:
                found.append(Candidate(at, at + len(item), "industry", 0.65, "industry_list"))
            at += len(item) + 1
    return found
