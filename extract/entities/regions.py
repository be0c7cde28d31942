"""Regions: known names, and names that their suffix shows (X市, X省, X县, X区); names that the text uses without it."""

from __future__ import annotations

from functools import cache

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.reading import Reading
from extract.entities.words import Word

_SUFFIXES = ("市", "省", "县", "区", "自治州", "自治区", "镇", "城市群", "经济圈", "都市圈", "新区")


@cache
def _not_districts() -> tuple[str, ...]:
    lists = lexicon.regions()
    return (*lists.not_districts, *lists.not_places)


def find_regions(reading: Reading) -> list[Candidate]:
    """Regions by gazetteer and by suffix; adjoining ones (省, 市, 区) make one mention and stay as nested ones."""
    parts: list[Candidate] = []
    words = reading.words
    for i, word in enumerate(words):
        if word.kind == "place":
            parts.append(Candidate(word.start, word.end, "region", 0.9, "gazetteer"))
        else:
            suffixed = _suffixed(reading, words, i)
            if suffixed:
                parts.append(suffixed)
    joined: list[Candidate] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last and last.end == part.start and last.end - last.start < 9 and reading.plain[part.end - 1] != "国":
            joined[-1] = Candidate(last.start, part.end, "region", 0.9, "chain")
        else:
            joined.append(part)
    return [*parts, *(c for c in joined if c not in parts)]


def _suffixed(reading: Reading, words: list[Word], i: int) -> Candidate | None:
    word = words[i]
    plain = reading.plain
    suffix = next((s for s in _SUFFIXES if word.text == s), None)
    if suffix is None:
        if len(word.text) > 2 and word.kind == "proper" and word.text[-1] in "市省县区" and word.text.isalpha():
            if word.text.endswith(_not_districts()):
                return None
            return Candidate(word.start, word.end, "region", 0.85, "suffix")
        return None
    begin, j = word.start, i - 1
    limit = 4 if len(suffix) > 1 else 3
    while (
        j >= 0
        and words[j].kind in ("proper", "soft")
        and words[j].end == begin
        and word.start - words[j].start <= limit
    ):
        if words[j].kind == "soft" and (j == 0 or words[j - 1].kind != "proper"):
            break
        begin, j = words[j].start, j - 1
        if word.start - begin >= 2 and len(words[j + 1].text) > 1:
            break
    if word.start - begin < 2 and not (
        j >= 0 and words[j].kind == "place" and words[j].end == begin and begin < word.start
    ):
        return None
    form = plain[begin : word.end]
    if form.endswith(_not_districts()) or not form.isalpha():
        return None
    return Candidate(begin, word.end, "region", 0.8, "suffix")
