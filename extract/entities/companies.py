"""Companies without a suffix: a proper part and an industry head, or a bare name in a frame that only companies fill."""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.reading import Reading
from extract.entities.words import Word


class CompanyLexicon(lexicon.Strict):
    """`companies.yaml`."""

    heads: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    titles: tuple[str, ...]
    rounds: str


@cache
def companies() -> CompanyLexicon:
    """The lexicon of company names."""
    return lexicon.load(CompanyLexicon, "entities/companies.yaml")


@cache
def _heads() -> tuple[AhoCorasick, list[str]]:
    words = sorted(companies().heads)
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words


@cache
def _after() -> re.Pattern[str]:
    lists = companies()
    words = "|".join(sorted((*lists.after, *lists.titles), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?:{words})|[^，。；]{{0,12}}?{lists.rounds}")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(companies().before)})[“]?$")


def _proper_run(words: list[Word], i: int) -> tuple[int, int]:
    """Start of the run of proper words that ends with word `i`, and its length in characters."""
    begin, j = words[i].end, i
    while j >= 0 and words[j].end == begin and words[j].kind == "proper" and words[i].end - words[j].start <= 4:
        begin, j = words[j].start, j - 1
    return begin, words[i].end - begin


def find_companies(reading: Reading) -> list[Candidate]:
    """Candidates for companies that carry no company suffix."""
    plain, words = reading.plain, reading.words
    found: list[Candidate] = []
    machine, forms = _heads()
    for _, start, end in machine.find_matches_as_indexes(plain):
        before = reading.before(start)
        if not before or before[-1].end != start:
            continue
        begin, size = _proper_run(before, len(before) - 1)
        left = before[: next((k for k, w in enumerate(before) if w.start >= begin), 0)]
        if not 2 <= size <= 4 or not _left_is_open(left, begin) or not reading.is_boundary(end):
            continue
        if plain[end : end + 1] and _continues(reading, end):
            continue
        found.append(Candidate(begin, end, "enterprise", 0.7, "company_head"))
    for i, word in enumerate(words):
        if word.kind != "proper" or (
            i + 1 < len(words) and words[i + 1].kind == "proper" and words[i + 1].start == word.end
        ):
            continue
        begin, size = _proper_run(words, i)
        if not 2 <= size <= 5 or not plain[begin : word.end].isalpha():
            continue
        framed = bool(_before().search(plain, max(0, begin - 7), begin)) + 2 * bool(_after().match(plain, word.end))
        opened = begin == 0 or not reading_is_noun(words, i, begin)
        if framed and opened:
            found.append(Candidate(begin, word.end, "enterprise", 0.6 if framed > 1 else 0.5, "company_frame"))
    return found


def reading_is_noun(words: list[Word], i: int, begin: int) -> bool:
    """Whether a noun or proper word touches the run from the left."""
    j = i
    while j >= 0 and words[j].start >= begin:
        j -= 1
    return j >= 0 and words[j].end == begin and words[j].kind in ("noun", "proper", "number", "place")


def _left_is_open(left: list[Word], begin: int) -> bool:
    if not left or left[-1].end != begin:
        return True
    return left[-1].kind in ("stop", "head", "soft", "place")


def _continues(reading: Reading, end: int) -> bool:
    """Whether the noun goes on behind the head (…科技大学, …生物技术), so that the head is no end."""
    i = next(
        (k for k in range(max(0, _index(reading, end) - 1), len(reading.words)) if reading.words[k].start >= end), -1
    )
    if i < 0:
        return False
    word = reading.words[i]
    return word.kind == "proper" and len(word.text) > 1


def _index(reading: Reading, at: int) -> int:
    from bisect import bisect_left

    return bisect_left(reading.starts, at)
