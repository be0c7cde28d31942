"""From mentions to entities: one for each name, its short forms and registered aliases with it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from extract.annotations import Annotations, EntityMention
from extract.entities.abbreviations import introduced
from extract.entities.folding import fold
from extract.linking.entities import Entity
from extract.linking.forms import first_sign, is_short_form, key, years
from extract.linking.known import entries
from schemas.records import EntityType

_AMBIGUOUS = 0.5  # belief in a short form that several full names of the document fit


def gather(annotations: Sequence[Annotations]) -> list[Entity]:
    """The entities that the mentions of a document's articles name, short forms and aliases merged."""
    entities = _merge_registered(_one_type(_gather(annotations)))
    return _merge_short_forms(entities, _definitions(annotations), _daughters(annotations))


def full_form(mention: EntityMention) -> str:
    """The name that a mention stands for by itself: elided suffixes are put back."""
    if mention.reason.startswith("elided:"):
        return mention.text + mention.reason.removeprefix("elided:")
    if mention.reason.startswith("alias:"):
        return mention.reason.removeprefix("alias:")
    return "".join(mention.text.split())


def _gather(annotations: Sequence[Annotations]) -> list[Entity]:
    """One entity for each type and key, in order of first mention."""
    groups: dict[tuple[EntityType, str], Entity] = {}
    for a in annotations:
        for m in sorted(a.entities, key=lambda m: (m.start, -m.end)):
            form = full_form(m)
            k = key(m.type, form)
            entity = groups.get((m.type, k))
            if entity is None:
                entity = groups[m.type, k] = Entity(m.type, form, {k})
            entity.mentions.append((a.article.index, m))
            entity.forms[form] = None
            if m.score > entity.score:
                entity.score = m.score
            if len(form) > len(entity.name):
                entity.name = form
    return list(groups.values())


def _one_type(entities: list[Entity]) -> list[Entity]:
    """A key that occurs under several types gets the type that is believed in most."""
    by_key: dict[str, list[Entity]] = {}
    for e in entities:
        by_key.setdefault(_signs(e.name), []).append(e)
    kept: list[Entity] = []
    for same in by_key.values():
        best = max(same, key=lambda e: (e.score, len(e.mentions)))
        for other in same:
            if other is not best:
                _absorb(best, other, best.reason)
        kept.append(best)
    return kept


@lru_cache(maxsize=65536)
def _signs(name: str) -> str:
    """The letters and figures of a name, folded."""
    return fold("".join(c for c in name if c.isalnum()))


def _absorb(full: Entity, short: Entity, reason: str) -> None:
    full.mentions += short.mentions
    full.forms.update(short.forms)
    full.keys |= short.keys
    full.score = max(full.score, short.score)
    full.reason = reason if full.reason == "full_name" else full.reason


def _definitions(annotations: Sequence[Annotations]) -> dict[str, set[str]]:
    """Folded short form → folded ends of the names that the document says it stands for."""
    table: dict[str, set[str]] = {}
    for a in annotations:
        plain = fold(a.text)
        ends = {m.end: m for m in a.entities}
        for item in introduced(plain):
            owner = ends.get(item.name_end)
            if owner is not None:
                table.setdefault(key(owner.type, item.alias), set()).add(key(owner.type, full_form(owner)))
    return table


class _Keys:
    """The entities of a type by the characters of their keys, so that a short form is tried on few of them."""

    def __init__(self, group: list[Entity]) -> None:
        self._group = group
        self._place = {id(e): i for i, e in enumerate(group)}
        self._by_sign: defaultdict[str, set[int]] = defaultdict(set)
        self._by_key: defaultdict[str, set[int]] = defaultdict(set)
        for e in group:
            self.add(e, e.keys)

    def add(self, entity: Entity, keys: set[str]) -> None:
        """Take note of keys that an entity has."""
        place = self._place[id(entity)]
        for k in keys:
            self._by_key[k].add(place)
            for sign in k:
                self._by_sign[sign].add(place)

    def holding(self, sign: str, keys: set[str]) -> list[Entity]:
        """The entities that have a key with that character in it, or one of `keys`, in their order."""
        places = set(self._by_sign.get(sign, ()))
        for k in keys:
            places |= self._by_key.get(k, set())
        return [self._group[i] for i in sorted(places)]


_DAUGHTER = re.compile(
    r"(?:子公司|孙公司|分公司|合资公司|合资企业|附属公司|联营公司|旗下(?:的)?|下属(?:的)?|出资设立|投资设立|设立了?|成立了?)[“]?$"
)


def _daughters(annotations: Sequence[Annotations]) -> frozenset[str]:
    """Keys of the companies that a text introduces as somebody's daughter: its short name is the mother's too."""
    return frozenset(
        key(m.type, full_form(m))
        for a in annotations
        for m in a.entities
        if m.type == "enterprise" and "公司" in m.text and _DAUGHTER.search(a.text, max(0, m.start - 8), m.start)
    )


def _merge_short_forms(
    entities: list[Entity], definitions: dict[str, set[str]], daughters: frozenset[str]
) -> list[Entity]:
    """Short forms join the one fuller name that they can stand for; with several they stay apart, with candidates."""
    by_type: dict[EntityType, list[Entity]] = {}
    for e in entities:
        by_type.setdefault(e.type, []).append(e)
    gone: set[int] = set()
    for kind, group in by_type.items():
        if len(group) < 2:
            continue
        known = _Keys(group)
        order = sorted(group, key=lambda e: (len(min(e.keys, key=len)), e.name))
        for short in order:
            if id(short) in gone:
                continue
            k = key(kind, short.name)
            meant = definitions.get(k, set())
            fuller = [
                e
                for e in known.holding(first_sign(kind, k), meant)
                if e is not short
                and id(e) not in gone
                and (not meant.isdisjoint(e.keys) or any(is_short_form(kind, k, f) for f in e.keys))
                and not (not daughters.isdisjoint(e.keys) and meant.isdisjoint(e.keys) and _before(short, e))
            ]
            if not fuller:
                continue
            defined = [e for e in fuller if not meant.isdisjoint(e.keys)]
            chosen = _choose(short, defined or fuller)
            if chosen is None:
                names = tuple(sorted(e.name for e in fuller))
                if kind != "enterprise":
                    short.candidates = names
                    continue
                chosen = _lean(short, fuller)
                for _, m in short.mentions:
                    m.score, m.candidates = min(m.score, _AMBIGUOUS), names
                _absorb(chosen, short, "ambiguous_short_form")
                known.add(chosen, short.keys)
                gone.add(id(short))
                continue
            _absorb(chosen, short, "definition" if defined else "short_form")
            known.add(chosen, short.keys)
            gone.add(id(short))
    return [e for e in entities if id(e) not in gone]


def _choose(short: Entity, fuller: list[Entity]) -> Entity | None:
    """The one fuller name, or of several that are forms of each other the longest; else None."""
    if len(fuller) == 1:
        return fuller[0]
    longest = max(fuller, key=lambda e: (len(e.name), e.name))
    top = key(longest.type, longest.name)
    if all(e is longest or is_short_form(e.type, key(e.type, e.name), top) for e in fuller):
        return longest
    if longest.type in ("ranking_or_report", "event") and len({y for e in fuller for y in years(e.name)}) <= 1:
        return longest
    first = [e for e in fuller if e.mentions and short.mentions and _before(e, short)]
    return first[0] if len(first) == 1 else None


def _lean(short: Entity, fuller: list[Entity]) -> Entity:
    """Where a company's short form fits several full names of a document, the one named first (the parent)."""
    return min(fuller, key=lambda e: min((i, m.start) for i, m in e.mentions))


def _before(full: Entity, short: Entity) -> bool:
    """Whether the fuller name is mentioned before the short one, in the same article."""
    place = min((i, m.start) for i, m in short.mentions)
    return any(i == place[0] and m.start < place[1] for i, m in full.mentions)


def _merge_registered(entities: list[Entity]) -> list[Entity]:
    """Names that the registry knows as names of one thing are one thing."""
    owners: dict[str, Entity] = {}
    kept: list[Entity] = []
    for e in entities:
        found = {x.id for f in [e.name, *e.forms] for x in entries(e.type, f)}
        known = next(iter(found)) if len(found) == 1 else None
        owner = owners.get(known) if known else None
        if owner is not None:
            if len(e.name) > len(owner.name):
                owner.name = e.name
            _absorb(owner, e, "registered_alias")
            continue
        if known:
            owners[known] = e
        kept.append(e)
    return kept
