"""Names by grammar: from a suffix to the left over descriptors, a proper part and places to where the name begins.

place* proper? descriptor* suffix, with an earlier name, a bracket or a quotation where a place or proper part may be.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.reading import Reading
from extract.entities.words import Word
from schemas.records import EntityType

_PROPER_LIMIT = 5  # characters of single-character words in a row that may be one proper part
_ORGANS: frozenset[EntityType] = frozenset({"government", "lab_or_institute", "association", "event", "media"})
# what may carry what: type of the later suffix → types of the names that it may be built on
_BUILDS_ON: Mapping[EntityType, frozenset[EntityType]] = {
    "government": frozenset({"park", "region", "government"}),
    "lab_or_institute": frozenset(
        {"university", "lab_or_institute", "region", "government", "enterprise", "association"}
    ),
    "park": frozenset({"university", "region", "park", "lab_or_institute"}),
    "enterprise": frozenset({"region", "enterprise", "lab_or_institute", "university"}),
    "association": frozenset({"region", "university", "association"}),
    "event": frozenset({"park", "region", "enterprise", "university", "association", "event", "government"}),
    "media": frozenset({"park", "region"}),
    "university": frozenset({"region", "university"}),
    "ranking_or_report": frozenset({"park", "region", "enterprise", "government", "industry", "university"}),
}


@cache
def _automaton() -> tuple[AhoCorasick, list[str]]:
    words = sorted(lexicon.suffixes())
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words


@cache
def _generic() -> frozenset[str]:
    return frozenset(lexicon.words().generic)


@cache
def _descriptors() -> frozenset[str]:
    return frozenset(lexicon.words().place_descriptors)


def suffix_hits(plain: str) -> list[tuple[int, int, EntityType]]:
    """Every suffix of the text, longest first at a place, by start."""
    machine, words = _automaton()
    types = lexicon.suffixes()
    return [(s, e, types[words[i]]) for i, s, e in machine.find_matches_as_indexes(plain)]


def _opening(words: list[Word], i: int, mark: str, limit: int) -> int | None:
    """Index of the opening mark that belongs to the closing one at `i`, within `limit` characters."""
    for j in range(i - 1, max(-1, i - 12), -1):
        if words[i].start - words[j].start > limit + 1:
            return None
        if words[j].text == mark:
            return j
        if words[j].text in "）”，。；":
            return None
    return None


def expand(
    reading: Reading, start: int, kind: EntityType, ending_at: Mapping[int, Candidate]
) -> tuple[int, str] | None:
    """Where the name whose suffix begins at `start` begins, and what carries it; None where it has no proper part.

    The second value is `built` (on an earlier name), `quoted`, `place`, `proper`, `noun` or `generic`.
    """
    words = reading.before(start)
    i = len(words) - 1
    begin = start
    core = ""
    run = 0
    nouns: list[str] = []
    if i >= 0 and words[i].end != start:
        return None
    while i >= 0:
        word = words[i]
        if start - word.start > 26:
            break
        earlier = ending_at.get(word.end)
        if earlier is not None and (begin == start or earlier.end == begin):
            joins = earlier.type in _BUILDS_ON.get(kind, frozenset())
            if joins and core in ("proper", "noun") and earlier.type == "park":
                joins = False
            if joins and kind == "enterprise" and earlier.type != "region" and core == "proper":
                joins = False
            if joins:
                return earlier.start, "built"
            break
        if word.text == "）" and kind in ("enterprise", "park"):
            j = _opening(words, i, "（", 8)
            if j is None or (nouns and kind == "enterprise"):
                break
            inner = reading.plain[words[j].end : word.start]
            if kind == "park" and not inner.isalpha():
                break
            begin, i, core = words[j].start, j - 1, core or "bracket"
            continue
        if word.text == "”":
            j = _opening(words, i, "“", 14)
            if j is None or core in ("proper", "place"):
                break
            return words[j].start, "quoted"
        if word.kind == "place":
            begin, core, i = word.start, "place", i - 1
            continue
        if core == "place":
            break
        if word.kind == "proper" or (word.kind == "soft" and not core and i and words[i - 1].kind == "proper"):
            run += len(word.text)
            if run > _PROPER_LIMIT or (core == "noun" and len(word.text) > 1):
                break
            if core not in ("", "bracket", "proper") and core != "noun":
                break
            begin, core, i = word.start, "proper", i - 1
            continue
        if word.kind == "noun" or (word.kind == "head" and not core and word.text in _generic()):
            if core in ("proper", "noun") and word.text not in ("国家",):
                break
            begin, i = word.start, i - 1
            nouns.append(word.text)
            if word.text in _descriptors() or word.text not in _generic():
                core = core or ("noun" if core != "bracket" else "bracket")
            continue
        break
    if begin == start:
        return None
    return begin, core or "generic"
