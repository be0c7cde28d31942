"""The registry of known things: parks, regions, bodies, rankings, media, universities, with their names and places.

An entry was looked up somewhere (`origin`) or is marked unconfirmed. A name may fit several entries (鼓楼区 stands in
several cities): `by_name` gives all of them and never chooses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from schemas.datafile import DATA, checked, read_yaml
from schemas.errors import ParkgraphError
from schemas.ids import entity_id, fold_name
from schemas.records import EntityType

FOLDER = DATA / "registry"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Origin(_Strict):
    """Where entries were looked up; `confirmed` is false for what is general knowledge."""

    address: str
    what: str
    confirmed: bool


class _Row(_Strict):
    """An entry as its data file gives it. Names in `city`, `district`, `province`, `parent` are resolved on loading."""

    name: str = Field(min_length=2)
    aliases: list[str] = []
    weak: list[str] = []
    kinds: list[str] = []
    qualifier: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    code: str = ""
    parent: str = ""
    parent_origin: str = ""
    publishers: list[str] = []
    since: int | None = None
    origin: str = ""
    confirmed: bool | None = None


class _File(_Strict):
    type: EntityType
    origin: str
    entries: list[_Row]


class _Form(_Strict):
    pattern: str
    forms: list[str]


class _Forms(_Strict):
    forms: dict[EntityType, list[_Form]]
    ambiguous: dict[EntityType, list[str]] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """A known thing.

    `aliases` name it wherever they stand; `weak` names only in a context that shows it (ordinary words, one
    character). `parent` is the id of the whole that it is part of (sub-park → park, county → prefecture), known from
    `parent_origin`; `located` is the id of the smallest region known to hold it. `publishers` are names of the bodies
    that publish a ranking or report.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    weak: tuple[str, ...]
    kinds: tuple[str, ...]
    province: str
    city: str
    district: str
    code: str
    parent: str
    parent_origin: str
    located: str
    publishers: tuple[str, ...]
    since: int | None
    origin: str
    confirmed: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


def folded(name: str) -> str:
    """`fold_name`, quick for names that are plain Chinese already."""
    if not name.isascii() and name.isalpha() and unicodedata.is_normalized("NFKC", name):
        return name.lower()
    return fold_name(name)


class Registry:
    """All entries, by id, by name, by type; and what is part of what."""

    def __init__(self, entries: Iterable[Entry], origins: dict[str, Origin]) -> None:
        self.origins = dict(origins)
        self._by_id: dict[str, Entry] = {}
        self._names: dict[str, list[Entry]] = {}
        self._weak: dict[str, list[Entry]] = {}
        self._children: dict[str, list[str]] = {}
        for entry in entries:
            if entry.id in self._by_id:
                raise ParkgraphError("E201", entry.id, "stands twice in the registry")
            self._by_id[entry.id] = entry
            for table, names in ((self._names, entry.names), (self._weak, entry.weak)):
                for name in names:
                    held = table.setdefault(folded(name), [])
                    if not held or held[-1] is not entry:
                        held.append(entry)
        for entry in self._by_id.values():
            for whole in dict.fromkeys((entry.parent, entry.located)):
                if not whole:
                    continue
                if whole not in self._by_id:
                    raise ParkgraphError("E201", entry.id, f"part of {whole}, which is not in the registry")
                self._children.setdefault(whole, []).append(entry.id)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, entry_id: str) -> Entry | None:
        """The entry of an id, None where there is none."""
        return self._by_id.get(entry_id)

    def by_name(self, name: str, *, weak: bool = False, type: EntityType | None = None) -> tuple[Entry, ...]:
        """All entries that the name fits, in registry order (wider regions first); () where none does.

        With `weak`, short names that are ordinary words too (光明, 大兴) fit as well.
        """
        key = folded(name)
        found = list(self._names.get(key, ()))
        if weak:
            found += [e for e in self._weak.get(key, ()) if e not in found]
        return tuple(e for e in found if type is None or e.type == type)

    def of_type(self, type: EntityType, kind: str | None = None) -> tuple[Entry, ...]:
        """Entries of a type, with a kind (`national_high_tech_zone`) where given."""
        return tuple(e for e in self if e.type == type and (kind is None or kind in e.kinds))

    def within(self, entry_id: str) -> tuple[str, ...]:
        """Ids of all that the entry is part of or lies in, the nearest first: park, district, city, province."""
        found: dict[str, None] = {}
        queue = [entry_id]
        for current in queue:  # grows while it is read
            entry = self._by_id.get(current)
            for whole in (entry.parent, entry.located) if entry else ():
                if whole and whole not in found:
                    found[whole] = None
                    queue.append(whole)
        return tuple(found)

    def parts(self, entry_id: str) -> tuple[str, ...]:
        """Ids of the entries directly part of the entry or located in it."""
        return tuple(self._children.get(entry_id, ()))


class _Builder:
    """Turns the rows of the data files into entries: forms of names, places, ids."""

    def __init__(self, forms: _Forms, origins: dict[str, Origin], regions: list[Entry]) -> None:
        self._forms = {t: [(re.compile(f.pattern), f.forms) for f in fs] for t, fs in forms.forms.items()}
        self._ambiguous = {(t, folded(n)) for t, names in forms.ambiguous.items() for n in names}
        self._origins = origins
        self.entries = list(regions)
        self._places: dict[tuple[str, str, str], Entry] = {}
        for region in regions:
            self._places.setdefault((region.province, region.city, region.district), region)
            if "province" in region.kinds:
                self._places[region.province, "", ""] = region
        self._owner: dict[tuple[str, str], str] = {}

    def add(self, file: _File, source: str) -> None:
        for row in file.entries:
            origin = row.origin or file.origin
            if origin not in self._origins:
                raise ParkgraphError("E201", source, f"{row.name}: no origin {origin}")
            if row.parent_origin and row.parent_origin not in self._origins:
                raise ParkgraphError("E201", source, f"{row.name}: no origin {row.parent_origin}")
            confirmed = self._origins[origin].confirmed if row.confirmed is None else row.confirmed
            entry = Entry(
                id=entity_id(file.type, row.name, row.qualifier or None),
                type=file.type,
                name=row.name,
                aliases=self._aliases(file.type, row),
                weak=tuple(row.weak),
                kinds=tuple(row.kinds),
                province=row.province,
                city=row.city,
                district=row.district,
                code=row.code,
                parent=entity_id(file.type, row.parent) if row.parent else "",
                parent_origin=(row.parent_origin or origin) if row.parent else "",
                located=self._place(row, source),
                publishers=tuple(row.publishers),
                since=row.since,
                origin=origin,
                confirmed=confirmed,
            )
            self._claim(entry, source)
            self.entries.append(entry)

    def _aliases(self, entity_type: EntityType, row: _Row) -> tuple[str, ...]:
        """The given aliases, then the usual forms of the name and of the given long forms."""
        found = dict.fromkeys(row.aliases)
        for name in (row.name, *row.aliases):
            for pattern, forms in self._forms.get(entity_type, ()):
                if pattern.search(name):
                    found.update(dict.fromkeys(pattern.sub(form, name, count=1) for form in forms))
        found.pop(row.name, None)
        return tuple(found)

    def _place(self, row: _Row, source: str) -> str:
        if not row.province:
            return ""
        key = (row.province, row.city, row.district)
        place = self._places.get(key)
        if place is None:
            raise ParkgraphError("E201", source, f"{row.name}: no such place {' '.join(filter(None, key))}")
        return place.id

    def _claim(self, entry: Entry, source: str) -> None:
        """Two things of one type share a name only where the data file says so."""
        for name in entry.names:
            key = (entry.type, folded(name))
            owner = self._owner.setdefault(key, entry.id)
            if owner != entry.id and key not in self._ambiguous:
                raise ParkgraphError("E201", source, f"{name} names both {owner} and {entry.id}")


def load_registry(folder: Path = FOLDER) -> Registry:
    """Read and check a registry folder. Raises E201 where it is not valid."""
    from schemas.regions import load_regions  # regions are entries too: imported here to break the circle

    origins = {str(k): checked(Origin, v, f"_origins.yaml {k}") for k, v in read_yaml(folder / "_origins.yaml").items()}
    forms = checked(_Forms, read_yaml(folder / "_forms.yaml"), "_forms.yaml")
    builder = _Builder(forms, origins, load_regions(folder))
    for path in sorted(folder.glob("*.yaml")):
        if not path.name.startswith("_"):
            builder.add(checked(_File, read_yaml(path), path.name), path.name)
    return Registry(builder.entries, origins)


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The registry that ships with parkgraph, read once."""
    return load_registry()
