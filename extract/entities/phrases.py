"""Names that are noun phrases: events, rankings and reports, programmes; with year, edition, place and organiser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.reading import Reading
from extract.entities.words import Word
from schemas.records import EntityType

_YEAR = re.compile(r"(?:19|20)\d\d(?:年度|年|/\d\d年?)?|第[一二三四五六七八九十\d]+[届次批]")
_LONGEST = 26
_PLAN = re.compile(r"(?:“十[一二三四五]五”)(?:[一-鿿]{2,14}?)(?:规划纲要|规划|纲要|计划)")


@cache
def _generic() -> frozenset[str]:
    return frozenset(lexicon.words().generic)


def _joinable(words: list[Word], i: int) -> bool:
    """Whether 和 or 与 at `i` stands between two nouns of one name."""
    return words[i].text in "和与及" and i > 0 and words[i - 1].kind == "noun" and len(words[i - 1].text) > 1


def widen(reading: Reading, start: int, kind: EntityType, ending_at: Mapping[int, Candidate]) -> tuple[int, int, bool]:
    """Begin of the noun phrase whose suffix begins at `start`, the number of its words, whether it names something.

    Goes left over places, proper parts, nouns, years, editions, quotations and earlier names.
    """
    words = reading.before(start)
    plain = reading.plain
    i, begin, size, named = len(words) - 1, start, 0, False
    while i >= 0 and words[i].end == begin and start - words[i].start <= _LONGEST:
        word = words[i]
        earlier = ending_at.get(word.end)
        if earlier is not None and earlier.end == begin and earlier.type not in ("person", "event", "media"):
            begin, named, size = earlier.start, True, size + 1
            i = next((j for j in range(i, -1, -1) if words[j].start < begin), -1)
            if i >= 0 and words[i].end > begin:
                break
            continue
        if word.text == "”":
            opening = plain.rfind("“", max(0, word.start - 12), word.start)
            if opening < 0:
                break
            begin, named, size = opening, True, size + 1
            i = next((j for j in range(i, -1, -1) if words[j].end <= opening), -1)
            continue
        if word.kind in ("noun", "place", "proper") or (word.text in _generic() and word.kind != "stop"):
            if word.kind == "proper" and len(word.text) == 1 and word.text in "届次第":
                break
            named = named or word.kind in ("place", "proper")
            begin, i, size = word.start, i - 1, size + 1
            continue
        if _joinable(words, i) and begin < start:
            begin, i = word.start, i - 1
            continue
        break
    head = plain[max(0, begin - 12) : begin]
    edition = re.search(r"(?:(?:19|20)\d\d(?:年度|年|/\d\d)?|第[一二三四五六七八九十百\d]+[届次])(?:度)?$", head)
    if edition and begin < start:
        begin -= len(edition.group())
        named = True
    while begin < start and plain[begin] in "和与及、":
        begin += 1
    return begin, size, named


def find_phrases(
    reading: Reading, hits: list[tuple[int, int, EntityType]], ending_at: Mapping[int, Candidate]
) -> list[Candidate]:
    """Events and rankings whose suffixes are `hits`, and plans of a five-year period."""
    found: list[Candidate] = []
    for start, end, kind in hits:
        begin, size, named = widen(reading, start, kind, ending_at)
        if begin == start:
            continue
        length = end - begin
        if not named and (size < 2 or length < 6):
            continue
        found.append(Candidate(begin, end, kind, 0.8 if named else 0.5, "phrase_named" if named else "phrase"))
    for m in _PLAN.finditer(reading.plain):
        place = ending_at.get(m.start())
        found.append(Candidate(place.start if place else m.start(), m.end(), "policy", 0.8, "five_year_plan"))
    return found
