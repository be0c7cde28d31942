"""The indicator catalogue: what is measured, under which names, in which unit, stock or flow.

A phrase is looked up by its folded form (`lookup`, exact) or compared by character bigrams (`nearest`, a suggestion
only: similarity never decides what a figure measures). Scope words (规上, 国高新 …) are taken off by the extractor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.datafile import DATA, checked, read_yaml
from schemas.errors import ParkgraphError
from schemas.ids import fold_name
from schemas.units import unit_table

FOLDER = DATA / "indicators"
ANY = "any"

# dimensions in which any indicator may be stated: growth, shares, multiples, positions, scores
RELATIVE = frozenset({"percent", "percentage_point", "multiple", "rank", "score", "index"})
_BRACKETED = re.compile(r"[(\[〔【][^()\[\]〔〕【】]*[)\]〕】]")
# marks that the same name is written with or without; 与 and 和 are one word in names
_PLAIN = str.maketrans(dict.fromkeys("“”‘’\"'「」『』《》〈〉·•,、。;:-—–_/()[]〔〕【】的") | {"与": "和"})


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Origin(_Strict):
    """Where names and units were looked up; `confirmed` is false for what is general knowledge."""

    address: str
    what: str
    confirmed: bool


class Entry(_Strict):
    """An indicator as its data file gives it; `theme` and `origin` default to the file's."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str = Field(min_length=1)
    unit: str
    per: str = ""
    nature: Literal["stock", "flow", "none"]
    direction: Literal[-1, 0, 1] = 1
    origin: str = ""
    aliases: list[str] = []
    definition: str


class _File(_Strict):
    theme: str
    origin: str
    indicators: list[Entry]


class _Suffixes(_Strict):
    wants: Literal["count", "currency", "any"]
    words: list[str]


class _Affixes(_Strict):
    suffixes: list[_Suffixes]
    prefixes: list[str]
    contrasts: list[list[str]]


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured (≈ StatVar).

    `unit` is the usual code ("any" where it is the product's), `unit_full` with its denominator; `nature` is `stock`
    (at a moment), `flow` (over a time) or `none` (ratios and scores); `direction` 1 where more is better, -1 where less
    is, 0 where neither.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    unit: str
    unit_full: str
    dimension: str
    nature: Literal["stock", "flow", "none"]
    direction: Literal[-1, 0, 1]
    theme: str
    definition: str
    origin: str
    confirmed: bool


def fold_phrase(phrase: str) -> str:
    """The form under which two spellings of an indicator phrase are the same."""
    return fold_name(phrase).translate(_PLAIN)


def bigrams(text: str) -> frozenset[str]:
    """The character bigrams of a folded phrase; a single character is its own."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) if len(text) > 1 else frozenset((text,))


class Catalogue:
    """All indicators, by id, by phrase, by likeness."""

    def __init__(self, files: list[tuple[str, _File]], affixes: _Affixes, origins: dict[str, Origin]) -> None:
        self.origins = dict(origins)
        self._by_id: dict[str, Indicator] = {}
        self._exact: dict[str, tuple[Indicator, ...]] = {}
        self._suffixes = sorted(
            ((fold_phrase(w), s.wants) for s in affixes.suffixes for w in s.words), key=lambda p: (-len(p[0]), p[0])
        )
        self._prefixes = frozenset(map(fold_phrase, affixes.prefixes))
        self._prefix_sizes = sorted({len(p) for p in self._prefixes}, reverse=True)
        self._dimensions = dict(reversed(self._suffixes))
        self._suffix_sizes = sorted({len(s) for s in self._dimensions}, reverse=True)
        self._contrasts = [tuple(map(fold_phrase, group)) for group in affixes.contrasts]
        for source, file in files:
            for entry in file.indicators:
                self._add(entry, file, source)
        self._stripped = self._strip_aliases()
        self._keys = tuple(self._exact)
        self._grams = tuple(map(bigrams, self._keys))
        postings: dict[str, list[int]] = {}
        for i, grams in enumerate(self._grams):
            for gram in grams:
                postings.setdefault(gram, []).append(i)
        self._postings = {g: tuple(p) for g, p in postings.items()}

    def _add(self, entry: Entry, file: _File, source: str) -> None:
        origin = entry.origin or file.origin
        unit = unit_table().get(entry.unit)
        if unit is None and entry.unit != ANY:
            raise ParkgraphError("E201", source, f"{entry.id}: no unit {entry.unit}")
        if entry.id in self._by_id:
            raise ParkgraphError("E201", source, f"indicator {entry.id} stands twice")
        if origin not in self.origins:
            raise ParkgraphError("E201", source, f"{entry.id}: no origin {origin}")
        full = f"{entry.unit}/{entry.per}" if entry.per else entry.unit
        dimension = unit.dimension if unit else ANY
        item = Indicator(
            entry.id,
            entry.name,
            tuple(entry.aliases),
            entry.unit,
            full,
            dimension,
            entry.nature,
            entry.direction,
            file.theme,
            entry.definition,
            origin,
            self.origins[origin].confirmed,
        )
        self._by_id[item.id] = item
        for name in (item.name, *item.aliases):
            key = fold_phrase(name)
            held = self._exact.get(key, ())
            if any(same_measure(h, item) and h.id != item.id for h in held):
                raise ParkgraphError("E201", source, f"{name} names {held[0].id} and {item.id}, both in {dimension}")
            if item not in held:
                self._exact[key] = (*held, item)

    def _strip_aliases(self) -> dict[str, tuple[Indicator, ...]]:
        """Names without their counting suffix, where enough is left to mean something and nobody else has it."""
        found: dict[str, tuple[Indicator, ...]] = {}
        for key, items in self._exact.items():
            for suffix, wants in self._suffixes:
                rest = key.removesuffix(suffix)
                if rest != key and (len(rest) > 2 or rest.isascii()) and rest not in self._exact:
                    fit = tuple(i for i in items if wants in (ANY, i.dimension))
                    found[rest] = tuple(dict.fromkeys((*found.get(rest, ()), *fit)))
                    break
        # a remainder that two indicators share says neither
        return {k: v for k, v in found.items() if len({i.dimension for i in v}) == len(v) > 0}

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, indicator_id: str) -> Indicator | None:
        """The indicator of an id, None where there is none."""
        return self._by_id.get(indicator_id)

    def phrases(self) -> tuple[str, ...]:
        """Every name and alias as written, in catalogue order: what a matcher is built from."""
        return tuple(dict.fromkeys(n for i in self for n in (i.name, *i.aliases)))

    def lookup(self, phrase: str, unit: str | None = None) -> str | None:
        """The id of the indicator that the phrase names, None where no name fits.

        `unit` (a unit code) tells names apart that stand for a count and for a sum, and refuses an indicator that
        cannot be in that unit; percentages, multiples, ranks and points fit every indicator.
        """
        return _lookup(self, phrase, unit)

    def nearest(self, phrase: str, unit: str | None = None) -> tuple[str, float] | None:
        """The most alike indicator and its Dice score (0.5 … 1), None where nothing is alike or all contradict."""
        return _nearest(self, phrase, unit)

    def head(self, phrase: str, unit: str | None = None) -> tuple[str, str] | None:
        """What stands before the longest name that ends the phrase, and the id of that name.

        新一代信息技术产业营业收入 → (新一代信息技术产业, revenue): the rest is the scope. Names of
        fewer than three characters count only where they are the whole phrase.
        """
        for start in range(len(phrase)):
            end = phrase[start:]
            if start and len(end) < 3:
                break
            found = self.lookup(end, unit)
            if found is not None:
                return phrase[:start], found
        return None

    def _forms(self, phrase: str) -> Iterator[tuple[str, str]]:
        """The phrase and what is left of it without brackets, prefixes and suffixes, with the wanted dimension."""
        folded = fold_name(phrase)
        seen: set[tuple[str, str]] = set()
        for base in (folded, _BRACKETED.sub("", folded), *(b[1:-1] for b in _BRACKETED.findall(folded))):
            start = base.translate(_PLAIN)
            queue = [(start, ANY)]
            for form, wants in queue:  # grows while it is read
                if len(form) < 2 or (form, wants) in seen:
                    continue
                seen.add((form, wants))
                yield form, wants
                if len(queue) < 12:
                    queue.extend(self._shorter(form, wants))

    def _shorter(self, form: str, wants: str) -> list[tuple[str, str]]:
        found = []
        most = len(form) - 2  # so much of the form may be taken off
        for size in self._prefix_sizes:
            if size <= most and form[:size] in self._prefixes:
                found.append((form[size:], wants))
                break
        for size in self._suffix_sizes:
            if size <= most and (dimension := self._dimensions.get(form[-size:])) is not None:
                found.append((form[:-size], dimension if dimension != ANY else wants))
                break
        return found

    def _contradicts(self, phrase: str, name: str) -> bool:
        for group in self._contrasts:
            a = {w for w in group if w in phrase}
            b = {w for w in group if w in name}
            if a and b and not a & b:
                return True
        return False


def same_measure(a: Indicator, b: Indicator) -> bool:
    """Whether two indicators could not be told apart by a unit."""
    return a.dimension == b.dimension or ANY in (a.dimension, b.dimension)


def fits_unit(indicator: Indicator, unit: str | None) -> bool:
    """Whether a figure in `unit` can be of this indicator."""
    if unit is None or indicator.dimension == ANY:
        return True
    known = unit_table().classifier(unit.split("/")[0])
    return known.dimension in RELATIVE or known.dimension == indicator.dimension


@lru_cache(maxsize=16384)
def _lookup(catalogue: Catalogue, phrase: str, unit: str | None) -> str | None:
    forms = list(catalogue._forms(phrase))
    for table in (catalogue._exact, catalogue._stripped):
        for form, wants in forms:
            for item in table.get(form, ()):
                if wants in (ANY, item.dimension) and fits_unit(item, unit):
                    return item.id
    return None


@lru_cache(maxsize=16384)
def _nearest(catalogue: Catalogue, phrase: str, unit: str | None, least: float = 0.5) -> tuple[str, float] | None:
    folded = fold_phrase(phrase)
    if len(folded) < 3:  # one bigram is like half of everything
        return None
    grams = bigrams(folded)
    size = len(grams)
    postings = sorted((catalogue._postings.get(g, ()) for g in grams), key=len)
    # Dice >= least needs at least size*least/(2-least) shared bigrams, so a candidate has one of the rarest others
    rare = size - ceil(size * least / (2 - least)) + 1
    candidates = set().union(*postings[:rare])
    keys = catalogue._grams
    scored = []
    for i in candidates:
        score = 2 * len(grams & keys[i]) / (size + len(keys[i]))
        if score >= least:
            scored.append((score, -i))
    for score, i in sorted(scored, reverse=True):
        key = catalogue._keys[-i]
        if catalogue._contradicts(folded, key):
            continue
        for item in catalogue._exact[key]:
            if fits_unit(item, unit):
                return item.id, round(score, 4)
    return None


def load_catalogue(folder: Path = FOLDER) -> Catalogue:
    """Read and check a catalogue folder. Raises E201 where it is not valid."""
    files = []
    for path in sorted(folder.glob("*.yaml")):
        if not path.name.startswith("_"):
            files.append((path.name, checked(_File, read_yaml(path), path.name)))
    origins = read_yaml(folder / "_origins.yaml")
    if not isinstance(origins, dict):
        raise ParkgraphError("E201", "_origins.yaml", "not a mapping")
    known = {str(k): checked(Origin, v, f"_origins.yaml {k}") for k, v in origins.items()}
    return Catalogue(files, checked(_Affixes, read_yaml(folder / "_affixes.yaml"), "_affixes.yaml"), known)


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue that ships with parkgraph, read once."""
    return load_catalogue()


def lookup(phrase: str, unit: str | None = None) -> str | None:
    """`catalogue().lookup`."""
    return catalogue().lookup(phrase, unit)


def nearest(phrase: str, unit: str | None = None) -> tuple[str, float] | None:
    """`catalogue().nearest`."""
    return catalogue().nearest(phrase, unit)
