"""Organisations, parks, events and rankings by their suffix."""

from __future__ import annotations

import re
from functools import cache

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.grammar import expand, suffix_hits
from extract.entities.phrases import find_phrases
from extract.entities.reading import Reading
from schemas.records import EntityType

# types whose name may have nothing proper in it, only nouns (一季度重大项目集中签约仪式)
_NOUNS_SUFFICE: dict[EntityType, float] = {"association": 0.5}
_PHRASES: frozenset[EntityType] = frozenset({"event", "ranking_or_report"})
_SCORES = {"built": 0.9, "place": 0.9, "proper": 0.88, "quoted": 0.8, "noun": 0.6, "bracket": 0.7, "generic": 0.3}
_TRAILING = re.compile(r"（([一-鿿]{1,5}(?:园|区|片区|分园))）")


@cache
def _organ_pattern() -> re.Pattern[str]:
    lists = lexicon.organs()
    domains = "|".join(sorted(lists.domains, key=lambda d: (-len(d), d)))
    heads = "|".join(sorted(lists.heads, key=lambda d: (-len(d), d)))
    return re.compile(rf"(?:(?:{domains})(?:和|与)?){{1,4}}(?:{heads})(?![一-鿿]?长期)")


@cache
def _closed_pattern() -> re.Pattern[str]:
    lists = lexicon.organs()
    names = sorted((*lists.closed, *lists.academies), key=lambda d: (-len(d), d))
    return re.compile("|".join(names))


def find_organisations(reading: Reading, regions: list[Candidate]) -> list[Candidate]:
    """Candidates of all suffix types, nested ones too."""
    ending_at: dict[int, Candidate] = {}
    for region in regions:
        if region.end not in ending_at or region.start < ending_at[region.end].start:
            ending_at[region.end] = region
    found: list[Candidate] = []
    hits: list[tuple[int, int, EntityType, bool]] = [(s, e, t, False) for s, e, t in suffix_hits(reading.plain)]
    academies = lexicon.organs().academies
    for m in _closed_pattern().finditer(reading.plain):
        kind: EntityType = "lab_or_institute" if m.group() in academies else "government"
        hits.append((m.start(), m.end(), kind, True))
    hits += [(m.start(), m.end(), "government", False) for m in _organ_pattern().finditer(reading.plain)]
    phrases = [(s, e, t) for s, e, t, _ in hits if t in _PHRASES]
    for start, end, kind, closed in sorted(hits, key=lambda h: (h[1], h[0])):
        if kind in _PHRASES:
            continue
        candidate = _name(reading, start, end, kind, closed, ending_at)
        if candidate is None:
            continue
        found.append(candidate)
        known = ending_at.get(candidate.end)
        if known is None or candidate.start <= known.start:
            ending_at[candidate.end] = candidate
    return [*found, *find_phrases(reading, phrases, ending_at)]


def _name(
    reading: Reading, start: int, end: int, kind: EntityType, closed: bool, ending_at: dict[int, Candidate]
) -> Candidate | None:
    plain = reading.plain
    if closed:
        return Candidate(start, end, kind, 0.95, "closed")
    if kind == "government" and start and plain[start - 1] in "省市区县州" and plain[end - 1] in "局厅委会室府":
        # 市科技局, or the place in full before it
        begin = start - 1
        region = ending_at.get(start)
        if region is not None and region.type == "region":
            begin = region.start
        return Candidate(begin, end, kind, 0.85, "organ")
    expanded = expand(reading, start, kind, ending_at)
    if expanded is None:
        return None
    begin, carrier = expanded
    if carrier == "generic" or (carrier == "noun" and kind in ("government", "enterprise", "media")):
        if kind not in _NOUNS_SUFFICE:
            return None
        return Candidate(begin, end, kind, _NOUNS_SUFFICE[kind], "nouns")
    if kind == "park":
        trailing = _TRAILING.match(plain, end)
        if trailing:
            end = trailing.end()
    return Candidate(begin, end, kind, _SCORES[carrier], f"suffix_{carrier}")
