"""Words that make or mark the names of companies: the lexicon, runs of proper words, where a name can end."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from extract.entities import lexicon
from extract.entities.persons import people
from extract.entities.reading import Reading
from extract.entities.words import Word, dictionary

_BRAND_TAGS = ("nr", "nrt", "nrfg", "ns")


class CompanyLexicon(lexicon.Strict):
    """`companies.yaml`."""

    heads: tuple[str, ...]
    attributes: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    titles: tuple[str, ...]
    rounds: str
    place_heads: tuple[str, ...]
    finance: tuple[str, ...]
    daughters: tuple[str, ...]
    makes: tuple[str, ...]
    deeds: tuple[str, ...]
    goods: tuple[str, ...]


@cache
def companies() -> CompanyLexicon:
    """The lexicon of company names."""
    return lexicon.load(CompanyLexicon, "entities/companies.yaml")


def is_rare(words: list[Word], begin: int, end: int) -> bool:
    """Whether the words of `[begin, end)` are unknown to the dictionary (single characters) or brands and surnames."""
    inside: list[Word] = []
    for word in reversed(words):
        if word.start < begin:
            break
        if word.start < end:
            inside.append(word)
    tags = dictionary().tags
    return all(len(w.text) == 1 or (len(w.text) < 4 and tags.get(w.text, "x") in _BRAND_TAGS) for w in inside)


def run_start(words: list[Word], i: int, longest: int) -> int:
    """Start of the run of proper words that ends with word `i`."""
    begin, j = words[i].end, i
    while j >= 0 and words[j].end == begin and words[i].end - words[j].start <= longest:
        word, before = words[j], words[j - 1] if j else None
        touching = before is not None and before.end == word.start
        if word.kind == "number":
            if begin == words[i].end or len(word.text) > 1 or word.text.isascii():
                break
        elif word.kind == "soft":
            if not (
                words[i].end - begin == 1
                or (begin == words[i].end and before is not None and touching and before.kind == "proper")
            ):
                break
        elif word.kind != "proper":
            break
        if touching and before is not None and before.kind == "number" and word.text in lexicon.words().classifiers:
            break
        begin, j = word.start, j - 1
    return begin


def touches_noun(words: list[Word], i: int, begin: int) -> bool:
    """Whether a noun or proper word touches the run from the left."""
    j = i
    while j >= 0 and words[j].start >= begin:
        j -= 1
    return j >= 0 and words[j].end == begin and words[j].kind in ("noun", "proper", "number", "place")


def can_end(reading: Reading, end: int) -> bool:
    """Whether a name can end at `end`: a word begins there that is no noun of the same phrase."""
    if end >= len(reading.plain):
        return True
    i = bisect_left(reading.starts, end)
    if i >= len(reading.words) or reading.words[i].start != end:
        return False
    word = reading.words[i]
    modifier = len(word.text) > 1 and dictionary().tags.get(word.text, "n")[0] in "adz"
    if modifier or word.text in companies().makes or word.text in companies().attributes:
        return True
    if word.kind in ("stop", "head", "soft", "number", "place") or not word.text[0].isalpha() or word.text.isascii():
        return True
    return bool(_in_charge().match(reading.plain, end))


@cache
def _in_charge() -> re.Pattern[str]:
    """某某供应链|仓储主管罗…: what somebody is in charge of there."""
    titles = "|".join(sorted(people().titles, key=lambda w: (-len(w), w)))
    return re.compile(rf"[一-鿿]{{2,4}}(?:{titles})(?=[{people().surnames}])")
