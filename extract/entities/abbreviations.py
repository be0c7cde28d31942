"""Short names: introduced by the text (以下简称, a bracket behind the name), or made from a full name that it has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.folding import fold
from extract.entities.reading import Reading
from extract.entities.words import dictionary
from schemas.records import EntityType
from schemas.registry import registry

_INTRODUCED = re.compile(
    r"（(?:[^（）]{0,8}?)(?:以下统?简称|下称|简称为?|股票简称|证券简称|原名|又称|亦称|英文名?称?)[：:]?\s*[“《]?([^“”《》（）、，]{2,20})[”》]?[^（）]{0,12}）"
)
_SAID = re.compile(r"(?:证券简称|股票简称|简称)[：:]?(?:为)?“([^“”]{2,12})”")
_BRACKET = re.compile(r"（([一-鿿]{2,10}|[A-Z][A-Za-z&.\- ]{1,40})）")
_SUFFIX = re.compile(
    r"(?:集团)?(?:股份|控股)?(?:集团)?(?:有限责任公司|股份有限公司|有限公司|总公司|分公司|公司|集团)$|(?:（[^）]{1,8}）)"
)
_TAIL = r"(?:集团|股份|公司)?"


class Introduced(NamedTuple):
    """A short form and the place where the name that it stands for ends."""

    alias: str
    start: int
    end: int
    name_end: int


def is_subsequence(short: str, full: str) -> bool:
    """Whether the characters of `short` stand in `full` in their order."""
    rest = iter(full)
    return all(c in rest for c in short)


@lru_cache(maxsize=64)
def introduced(plain: str) -> tuple[Introduced, ...]:
    """Short forms that the text defines, with offsets of the short form; `name_end` is None-free."""
    found = [Introduced(m.group(1), m.start(1), m.end(1), m.start()) for m in _INTRODUCED.finditer(plain)]
    known = {f.start for f in found}
    for m in _BRACKET.finditer(plain):
        if m.start(1) in known:
            continue
        alias = m.group(1)
        before = plain[max(0, m.start() - 30) : m.start()]
        if alias.isascii():
            if before and "一" <= before[-1] <= "鿿":
                found.append(Introduced(alias, m.start(1), m.end(1), m.start()))
        elif (
            len(alias) >= 3
            and before.endswith(alias[-1])
            and is_subsequence(alias, before)
            and alias[-2:] == before[-2:]
        ):
            found.append(Introduced(alias, m.start(1), m.end(1), m.start()))
    return tuple(sorted(found, key=lambda f: f.start))


@lru_cache(maxsize=16384)
def stem(name: str) -> tuple[str, str]:
    """The proper part of a company's full name and the rest of its stem: 三花, 汽车零部件."""
    core = _SUFFIX.sub("", name)
    words = dictionary().cut(core)
    while len(words) > 1 and words[0].kind == "place" and len(core) - len(words[0].text) >= 2:
        core = core[len(words[0].text) :]
        words = words[1:]
        if core[:1] == "市":
            core, words = core[1:], words[1:]
    proper = ""
    for word in words:
        if word.kind not in ("proper", "soft") or len(proper) + len(word.text) > 5:
            break
        proper += word.text
    if len(proper) < 2:
        proper = core[:2]
    return proper, core[len(proper) :]


_HOUSES = frozenset("里谷港坊仓湾园汇城")
_COMPANY_ON = re.compile(r"[一-鿿]{2,16}?(?:公司|集团)")


@lru_cache(maxsize=16384)
def company_pattern(name: str) -> re.Pattern[str] | None:
    """What short forms of a company's full name look like, or None where the name gives no safe one."""
    proper, rest = stem(name)
    if len(proper) < 2 or len(proper + rest) < 3:
        return None
    optional = "".join(f"{re.escape(c)}?" for c in rest[:10])
    return re.compile(re.escape(proper) + optional + _TAIL)


def _type_of(alias: str) -> EntityType:
    """The type that the longest ending of a short form gives; a company where none does."""
    endings = lexicon.suffixes()
    return next((endings[alias[i:]] for i in range(1, len(alias) - 1) if alias[i:] in endings), "enterprise")


def _house_sign(plain: str, proper: str) -> str:
    """The sign that makes a company's proper part the name of its house: 橙果里 everywhere but in its own name."""
    alone = [m.end() for m in re.finditer(re.escape(proper), plain) if not _COMPANY_ON.match(plain, m.end())]
    signs = {plain[end : end + 1] for end in alone}
    sign = signs.pop() if len(signs) == 1 and len(alone) > 1 else ""
    return sign if sign in _HOUSES else ""


def find_short_forms(reading: Reading, names: Iterable[Candidate], places: frozenset[str]) -> list[Candidate]:
    """Later (and earlier) uses of introduced short forms and of shortened company names."""
    plain = reading.plain
    chosen = list(names)
    by_end = {c.end: c for c in chosen}
    found: list[Candidate] = []
    defined: set[str] = set()
    for item in introduced(plain):
        owner = by_end.get(item.name_end)
        if owner is None:
            continue
        defined.add(item.alias)
        at = plain.find(item.alias)
        while at >= 0:
            found.append(Candidate(at, at + len(item.alias), owner.type, 0.9, "introduced"))
            at = plain.find(item.alias, at + 1)
    if len(chosen) and any(c.type == "enterprise" for c in chosen):
        for m in _SAID.finditer(plain):
            if m.group(1) in defined:
                continue  # 某某孵化器（以下简称“某某湾”）: of what stands before the bracket
            at = plain.find(m.group(1))
            kind = _type_of(m.group(1))
            while at >= 0:
                found.append(Candidate(at, at + len(m.group(1)), kind, 0.9, "introduced"))
                at = plain.find(m.group(1), at + 1)
    full = {plain[c.start : c.end] for c in chosen if c.type == "enterprise" and c.end - c.start >= 4}
    for name in sorted(full):
        pattern = company_pattern(name)
        if pattern is None:
            continue
        proper, rest = stem(name)
        words = dictionary()
        # 海曲高新区 beside 海曲发展集团: the bare proper part is the place
        shared = any(c.type in ("park", "government", "region") and plain.startswith(proper, c.start) for c in chosen)
        common = (
            shared
            or proper in places
            or words.tags.get(proper, "x")[0] in "vadmn"
            or words.classify(proper) != "proper"
        )
        for m in pattern.finditer(plain):
            form = m.group()
            if form == name or (form == proper and (common or len(proper) < 2)):
                continue
            if form == proper and (sign := _house_sign(plain, proper)):
                found.append(Candidate(m.start(), m.end() + len(sign), "park", 0.6, "house"))  # 橙果里 of 橙果企业管理
                continue
            if form != proper and not (set(form[len(proper) :]) & set(rest + "集团股份公司")):
                continue
            found.append(Candidate(m.start(), m.end(), "enterprise", 0.8 if form != proper else 0.6, "short_form"))
    return found


def find_weak_forms(reading: Reading, named: Iterable[Candidate]) -> list[Candidate]:
    """Short forms that stand for a registered park only where its name stands too: 中科 beside 中部科學園區."""
    found: list[Candidate] = []
    printed = {reading.plain[c.start : c.end]: reading.text[c.start : c.end] for c in named if c.type == "park"}
    for name in sorted(printed):
        for short in _weak().get(name, ()):
            for m in re.finditer(re.escape(short) + _WHOLE_WORD, reading.plain):
                found.append(Candidate(m.start(), m.end(), "park", 0.75, f"alias:{printed[name]}"))
    for short, name in _run_by_bureau().items():
        if f"{short}管理局" in reading.plain:  # 中科管理局: that the park has its bureau shows which 中科 is meant
            for m in re.finditer(re.escape(short) + _WHOLE_WORD, reading.plain):
                found.append(Candidate(m.start(), m.end(), "park", 0.75, f"alias:{name}"))
    return found


# 中科 is no part of 中科院, 中科大, 中科曙光
_WHOLE_WORD = r"(?![院大])(?=[^一-鿿]|[\d去今上前本全首第各園园二三四五六七八九十有共新营厂产累現现將将也已的與与和及])"


@cache
def _weak() -> dict[str, tuple[str, ...]]:
    """Folded names of parks → folded short forms that their context must show."""
    return {
        fold(name): tuple(w for w in map(fold, entry.weak) if w not in lexicon.suffixes())  # 科學園 is any
        for entry in registry().of_type("park")
        if entry.weak
        for name in entry.names
    }


@cache
def _run_by_bureau() -> dict[str, str]:
    """Folded short forms of parks that other bodies share → the park's name."""
    parks = registry().of_type("park")
    return {fold(w): e.name for e in parks for w in e.weak if fold(w) not in lexicon.suffixes()}


def find_tiny_names(reading: Reading, names: Iterable[Candidate]) -> list[Candidate]:
    """Registered short names of two characters (南科) in a text that has the full name, alone or inside another."""
    plain, tiny = reading.plain, lexicon.tiny_names()
    registered = {(alias, c.type) for c in names for alias in tiny.get(plain[c.start : c.end], ())}
    return [
        Candidate(m.start(), m.end(), kind, 0.85, "alias")
        for alias, kind in sorted(registered)
        for m in re.finditer(alias, plain)
        if reading.is_boundary(m.start()) and reading.is_boundary(m.end())
    ]
