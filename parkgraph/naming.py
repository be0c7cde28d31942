"""What resolution needs of one document's record: the names in it, their places, and its indicator phrases.

Kept in the ledger beside the record, so that resolution over many documents does not read all of them again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from schemas.records import EntityType
from schemas.registry import registry

VERSION = 1  # of what `names_of` keeps
_CITY = frozenset({"prefecture", "municipality"})


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """An entity as one document gives it; `places` are the cities that the document states it to lie in."""

    type: EntityType
    name: str
    id: str
    canonical: str
    aliases: tuple[str, ...]
    reason: str
    candidates: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The names of a document: `files` are its names at its sources, `phrases` those of its indicators."""

    document: str
    files: tuple[str, ...]
    entities: tuple[LocalEntity, ...]
    phrases: tuple[str, ...]


def names_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """The names of an extraction record as JSON (see `named`)."""
    places: dict[str, set[str]] = {}
    for r in record["relations"]:
        if r["relation"] == "located_in" and registry().get(r["head_id"]) is None:
            city = _city(r["tail_id"], r["tail_type"], r["tail"])
            if city:
                places.setdefault(r["head_id"], set()).add(city)
    return {
        "entities": [
            [
                e["type"],
                e["name"],
                e["entity_id"],
                e.get("canonical") or e["name"],
                sorted(e["aliases"]),
                e.get("reason") or "full_name",
                list(e.get("candidates") or ()),
                sorted(places.get(e["entity_id"], ())),
            ]
            for e in record["entities"]
        ],
        "phrases": sorted({f["indicator"] for f in record["facts"]}),
    }


def named(document: str, files: tuple[str, ...], names: Mapping[str, Any]) -> Named:
    """What `names_of` gave, as a record."""
    entities = tuple(
        LocalEntity(kind, name, id_, canonical, tuple(aliases), reason, tuple(candidates), tuple(places))
        for kind, name, id_, canonical, aliases, reason, candidates, places in names["entities"]
    )
    return Named(document, files, entities, tuple(names["phrases"]))


@cache
def _city(entity: str, kind: str, name: str) -> str:
    """The city of a place; empty for what is wider, and for what nobody knows to be a city or in one.

    Places of other ranks would tell one thing apart from itself: in its district, in its city, in its province.
    """
    known = registry().get(entity)
    if known is None:
        return name if kind == "region" and name.endswith("市") else ""
    for place in (entity, *registry().within(entity)):
        entry = registry().get(place)
        if entry is not None and entry.type == "region" and _CITY & set(entry.kinds):
            return entry.name
    return ""
