"""The lexica of entity recognition: YAML files, validated when loaded, kept as plain sets and tuples."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from extract.entities.folding import fold
from schemas.datafile import ablated
from schemas.errors import ParkgraphError
from schemas.records import ENTITY_TYPES, EntityType
from schemas.registry import registry

_SHORTEST = 3  # registered names shorter than this are too often words
DATA = Path(__file__).resolve().parent.parent / "data"
Model = TypeVar("Model", bound=BaseModel)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Strict(BaseModel):
    """A record of a lexicon file: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def load(model: type[Model], name: str) -> Model:
    """The lexicon file `extract/data/{name}` as a `model`. Raises E201 when it does not fit."""
    path = DATA / name
    try:
        content = ablated(path, yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER))
        return model.model_validate(content)
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise ParkgraphError("E201", name, str(error)) from error


class WordLists(Strict):
    """Word classes for the walk to the left from a suffix (`words.yaml`)."""

    hard_stops: str
    soft_stops: str
    stop_words: tuple[str, ...]  # of several characters, which no dictionary marks as verbs
    inside: tuple[str, ...]
    heads: tuple[str, ...]
    generic: tuple[str, ...]
    place_descriptors: tuple[str, ...]
    dictionary: tuple[str, ...]
    phrase_words: tuple[str, ...]
    event_words: tuple[str, ...]
    classifiers: str
    before_laboratories: tuple[str, ...]


class Suffixes(Strict):
    """Suffixes of one group of a type."""

    words: tuple[str, ...]


class Organs(Strict):
    """Government organs (`organs.yaml`)."""

    domains: tuple[str, ...]
    heads: tuple[str, ...]
    prefixes: tuple[str, ...]
    closed: dict[EntityType, tuple[str, ...]]
    not_before: tuple[str, ...]

    def all_closed(self) -> dict[str, EntityType]:
        """Closed name → type."""
        return {name: kind for kind, names in self.closed.items() for name in names}


class Regions(Strict):
    """Region names that need no registry (`regions.yaml`)."""

    provinces: tuple[str, ...]
    countries: tuple[str, ...]
    areas: tuple[str, ...]
    cities: tuple[str, ...]
    not_districts: tuple[str, ...]
    not_places: tuple[str, ...]


@cache
def words() -> WordLists:
    """`words.yaml`."""
    return load(WordLists, "entities/words.yaml")


@cache
def organs() -> Organs:
    """`organs.yaml`."""
    return load(Organs, "entities/organs.yaml")


@cache
def regions() -> Regions:
    """`regions.yaml`."""
    return load(Regions, "entities/regions.yaml")


@cache
def closed_names() -> Mapping[str, EntityType]:
    """Names that stand for themselves: those of `organs.yaml` and of the registry, folded; never a place."""
    found: dict[str, EntityType] = {}
    for entry in registry():
        if entry.type == "region":
            continue
        for name in entry.names:
            plain = fold(name)
            if len(plain) >= _SHORTEST:
                found.setdefault(plain, entry.type)
    found.update(organs().all_closed())
    return found


@cache
def tiny_names() -> Mapping[str, tuple[str, ...]]:
    """Registered name → its aliases too short to be looked for by themselves (南部科学园区 → 南科), folded."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in registry():
        if entry.type != "region" and (tiny := tuple(fold(n) for n in entry.names if len(n) == _SHORTEST - 1)):
            found.update(dict.fromkeys(map(fold, entry.names), tiny))
    return found


@cache
def known_regions() -> tuple[frozenset[str], frozenset[str]]:
    """Names of regions in the registry, folded: those of provinces and cities (short ones too), those of counties."""
    wide: set[str] = set()
    narrow: set[str] = set()
    for entry in registry().of_type("region"):
        county = "county" in entry.kinds
        names = entry.names if not county or entry.name.endswith("市") else (entry.name,)
        (narrow if county else wide).update(fold(n) for n in names if len(n) > 1)
    return frozenset(wide), frozenset(n for n in narrow if len(n) > 2 or n + "市" in narrow)


@cache
def suffixes() -> Mapping[str, EntityType]:
    """Suffix → entity type (`suffixes.yaml`). Raises E201 for unknown types and for a suffix of two types."""
    name = "entities/suffixes.yaml"
    try:
        groups = ablated(DATA / name, yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=_LOADER))
        parsed = {kind: [Suffixes.model_validate(g) for g in items] for kind, items in groups.items()}
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise ParkgraphError("E201", name, str(error)) from error
    found: dict[str, EntityType] = {}
    for kind, items in parsed.items():
        if kind not in ENTITY_TYPES:
            raise ParkgraphError("E201", name, f"no entity type {kind}")
        for word in (w for group in items for w in group.words):
            if found.setdefault(word, kind) != kind:
                raise ParkgraphError("E201", name, f"{word} has two types")
    return found
