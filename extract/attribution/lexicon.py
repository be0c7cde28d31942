"""Word classes of attribution, loaded from `data/attribution/*.yaml` for simplified or traditional script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import opencc
from pydantic import BaseModel, ConfigDict

from schemas.datafile import checked, read_yaml

DATA = Path(__file__).resolve().parent.parent / "data" / "attribution"
Script = Literal["simplified", "traditional"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    origin: str


class VerbFile(_Strict):
    """verbs.yaml"""

    up: list[str]
    down: list[str]
    to: list[str]
    light: list[str]
    content: list[str]


class WordFile(_Strict):
    """words.yaml"""

    openers: list[str]
    anaphors: dict[str, list[str]]
    compare: list[str]
    generic: list[str]
    dependent: list[str]
    countable: list[str]
    compositions: dict[str, list[str]]
    distributive: list[str]
    elliptical_tail: list[str]
    heads: list[str]
    measures: list[str]


class FrameFile(_Strict):
    """frames.yaml"""

    target: list[str]
    target_headings: list[str]
    actual: list[str]
    rank_verbs: list[str]
    fields: list[str]


class AbbreviationFile(_Strict):
    """abbreviations.yaml"""

    abbreviations: dict[str, str]


class GuardFile(_Strict):
    """guards.yaml"""

    starts: list[str]
    ends: list[str]


def _lengths(words: Iterable[str], at: int) -> dict[str, tuple[int, ...]]:
    """First (`at` 0) or last (-1) character → lengths of the words that have it there, longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[at], set()).add(len(word))
    return {sign: tuple(sorted(lengths, reverse=True)) for sign, lengths in found.items()}


class WordSet:
    """A set of words that can be taken off the start or the end of a string, longest first; guards stop it."""

    def __init__(self, words: Iterable[str], guards: Iterable[str] = ()) -> None:
        self.words = frozenset(words)
        self.guards = frozenset(guards)
        table = {w: w for w in self.words} | dict.fromkeys(self.guards, "")  # a guard stands for: nothing
        table.pop("", None)
        self._table = table
        self._by_first = _lengths(table, 0)
        self._by_last = _lengths(table, -1)

    def prefix(self, text: str) -> str:
        """The longest word that `text` starts with; empty when there is none or a guard is longer or equal."""
        for length in self._by_first.get(text[:1], ()):
            found = self._table.get(text[:length])
            if found is not None:
                return found
        return ""

    def suffix(self, text: str) -> str:
        """The longest word that `text` ends with, under the same rule."""
        for length in self._by_last.get(text[-1:], ()):
            found = self._table.get(text[-length:])
            if found is not None:
                return found
        return ""

    def strip_start(self, text: str) -> str:
        """Without all such words at the start."""
        while text and (word := self.prefix(text)):
            text = text[len(word) :]
        return text

    def strip_end(self, text: str) -> str:
        """Without all such words at the end."""
        while text and (word := self.suffix(text)):
            text = text[: len(text) - len(word)]
        return text


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


class Lexicon:
    """All word classes in one script."""

    def __init__(self, script: Script) -> None:
        # the three standards differ in single characters (為/爲, 佔/占): a text may follow any of them
        converters = [opencc.OpenCC(c).convert for c in ("s2t", "s2tw", "s2hk")] if script == "traditional" else []

        def variants(words: Iterable[str]) -> list[str]:
            out = list(words)
            return sorted({*out, *(convert(w) for w in out for convert in converters)}) if converters else out

        verbs, words = _load("verbs", VerbFile), _load("words", WordFile)
        frames, guards = _load("frames", FrameFile), _load("guards", GuardFile)
        starts, ends = variants(guards.starts), variants(guards.ends)
        self.script = script
        self.up = WordSet(variants(verbs.up))
        self.down = WordSet(variants(verbs.down))
        self.change_verbs = frozenset(self.up.words | self.down.words)
        self.light = WordSet(variants(verbs.light), ends)
        self.content = WordSet(variants(verbs.content))
        self.to = tuple(variants(verbs.to))
        self.openers = WordSet([*variants(words.openers), *'，、；：:（(）)“”"「」 　·—-–'], starts)
        self.anaphors: dict[str, str] = {
            form: kind for kind, forms in words.anaphors.items() for form in variants(forms)
        }
        self.anaphor = WordSet(self.anaphors)
        self.generic = frozenset(variants(words.generic))
        self.dependent = frozenset(variants(words.dependent))
        self.dependent_longest = tuple(sorted(self.dependent, key=lambda w: (-len(w), w)))
        self.elliptical = tuple(variants(words.elliptical_tail))
        self.distributive = frozenset(variants(words.distributive))
        self.compositions = words.compositions
        self.countable = tuple(variants(words.countable))
        self.heads = WordSet(variants(words.heads))
        self.measures = WordSet(variants(words.measures))
        self.rank_verbs = WordSet([*variants(frames.rank_verbs), "的", "，", "“", "”", "了"], [])
        self.fields = variants(frames.fields)
        self._short = _load("abbreviations", AbbreviationFile).abbreviations
        self._short_pattern = re.compile(f"(?<!主)(?:{alternation(self._short)})(?!入)")  # 主营收入 holds no 营收
        # 稳定在, 虚拟现实, 年产能达到, 重要突破, 从规模上看, 拟上市企业 and 建成后的园区 look at no plan
        self.target = re.compile(
            r"(?<![稳穩固特虚虛模草比主重首摘概产產性功动動效节節智势勢])(?![拟擬]上市|建成[后後]的|上看(?![约約近]?[\d一二三四五六七八九两百千]))"
            f"(?:{alternation(variants(frames.target))})"
        )
        self.actual = re.compile(alternation(variants(frames.actual)))
        self.target_heading = re.compile(alternation(variants(frames.target_headings)))

    def expand(self, phrase: str) -> str:
        """The phrase with short forms of indicator names written out."""
        return self._short_pattern.sub(lambda m: self._short[m.group()], phrase)


def _load(name: str, model: type[BaseModel]) -> Any:
    path = DATA / f"{name}.yaml"
    return checked(model, read_yaml(path), path.name)


@lru_cache(maxsize=2)
def lexicon(script: Script = "simplified") -> Lexicon:
    """The word classes in the script of the text; built once a process."""
    return Lexicon(script)
