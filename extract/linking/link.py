"""Linking inside a document: its mentions become entities with a fullest name, aliases, an id and a reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extract.annotations import Annotations, EntityMention
from extract.entities.abbreviations import introduced
from extract.entities.folding import fold
from extract.entities.recognise import find_organisation_mentions
from extract.linking.anaphors import Anaphor, find_anaphors, resolve
from extract.linking.forms import bare, is_short_form, key, years
from extract.linking.known import entries, lookup
from schemas.documents import Metadata
from schemas.ids import entity_id
from schemas.records import EntityRecord, EntityType, Mention

_LEAST = 0.5  # mentions that no rule believes in more than this make no record
_AMBIGUOUS = 0.5  # belief in a short form that several full names of the document fit
_NESTED: frozenset[EntityType] = frozenset(
    {"park", "university", "enterprise", "lab_or_institute", "government", "region"}
)


_SURE = 0.7
_LONG = 12  # a zone's name longer than this is shortened in the names of its organs
_NEVER = 10**9
_OF_LEVEL = {"市": ("全市", "我市", "该市", "本市"), "省": ("全省", "我省", "该省", "本省")}
_PUBLISHER = re.compile(r"([一-鿿]{2,3}?)(?:市|省)?(?:日报|晚报|商报|早报|时报|晨报|都市报|发布|高新区|经开区)")
_CITY_ZONE = re.compile(r"([一-鿿]{2,3})(?:国家)?(?:高新区|经开区|高新技术产业开发区|经济技术开发区)$")


@dataclass(slots=True, eq=False)
class Entity:
    """A thing of the document while its mentions are being gathered."""

    type: EntityType
    name: str
    keys: set[str] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)
    mentions: list[tuple[int, EntityMention]] = field(default_factory=list)
    reason: str = "full_name"
    score: float = 0.0
    canonical: str = ""
    entity_id: str = ""
    candidates: tuple[str, ...] = ()
    anaphors: list[tuple[int, Anaphor]] = field(default_factory=list)
    articles: set[int] = field(default_factory=set)  # articles that name it outside their text


@dataclass(slots=True)
class Linked:
    """The entities of a document and, for each article, the resolved anaphors `(start, end, entity)`."""

    entities: list[Entity]
    records: list[EntityRecord]
    main: dict[int, list[Entity]] = field(default_factory=dict)  # article → what it is about, see `main_entities`
    anaphors: dict[int, list[tuple[int, int, Entity]]] = field(default_factory=dict)

    def at(self, article: int, position: int) -> Entity | None:
        """The entity that the anaphor at a place of an article's clean text stands for."""
        for start, end, entity in self.anaphors.get(article, ()):
            if start <= position < end:
                return entity
        return None


def _full_form(mention: EntityMention) -> str:
    """The name that a mention stands for by itself: elided suffixes are put back."""
    if mention.reason.startswith("elided:"):
        return mention.text + mention.reason.removeprefix("elided:")
    return "".join(mention.text.split())


def _gather(annotations: Sequence[Annotations]) -> list[Entity]:
    """One entity for each type and key, in order of first mention."""
    groups: dict[tuple[EntityType, str], Entity] = {}
    for a in annotations:
        for m in sorted(a.entities, key=lambda m: (m.start, -m.end)):
            form = _full_form(m)
            k = key(m.type, form)
            entity = groups.get((m.type, k))
            if entity is None:
                entity = groups[m.type, k] = Entity(m.type, form, {k})
            entity.mentions.append((a.article.index, m))
            entity.forms[form] += 1
            entity.score = max(entity.score, m.score)
            if len(form) > len(entity.name):
                entity.name = form
    return list(groups.values())


def _one_type(entities: list[Entity]) -> list[Entity]:
    """A key that occurs under several types gets the type that is believed in most."""
    by_key: dict[str, list[Entity]] = {}
    for e in entities:
        by_key.setdefault(fold("".join(c for c in e.name if c.isalnum())), []).append(e)
    kept: list[Entity] = []
    for same in by_key.values():
        best = max(same, key=lambda e: (e.score, len(e.mentions)))
        for other in same:
            if other is not best:
                _absorb(best, other, best.reason)
        kept.append(best)
    return kept


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
                table.setdefault(key(owner.type, item.alias), set()).add(key(owner.type, _full_form(owner)))
    return table


def _merge_short_forms(entities: list[Entity], definitions: dict[str, set[str]]) -> list[Entity]:
    """Short forms join the one fuller name that they can stand for; with several they stay apart, with candidates."""
    by_type: dict[EntityType, list[Entity]] = {}
    for e in entities:
        by_type.setdefault(e.type, []).append(e)
    gone: set[int] = set()
    for kind, group in by_type.items():
        order = sorted(group, key=lambda e: (len(min(e.keys, key=len)), e.name))
        for short in order:
            if id(short) in gone:
                continue
            k = key(kind, short.name)
            fuller = [
                e
                for e in group
                if e is not short
                and id(e) not in gone
                and (any(f in e.keys for f in definitions.get(k, ())) or any(is_short_form(kind, k, f) for f in e.keys))
            ]
            if not fuller:
                continue
            defined = [e for e in fuller if any(f in e.keys for f in definitions.get(k, ()))]
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
                gone.add(id(short))
                continue
            _absorb(chosen, short, "definition" if defined else "short_form")
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


def _virtual(metadata: Metadata, headlines: Iterable[str] = ()) -> list[EntityMention]:
    """What title and publisher name: it lengthens names and answers anaphors, but is no mention itself."""
    texts = [t for t in (*headlines, metadata.title, metadata.publisher) if t]
    return [m for t in texts for m in find_organisation_mentions(t) if m.type in _NESTED and m.score >= _LEAST]


def _lengthen(entities: list[Entity], virtual: Sequence[EntityMention]) -> None:
    """A short name (区大数据局) takes the fuller one that the metadata give."""
    for e in entities:
        if e.type not in ("government", "lab_or_institute"):
            continue
        k = key(e.type, e.name)
        fuller = {m.text for m in virtual if m.type == e.type and is_short_form(e.type, k, key(e.type, m.text))}
        if len(fuller) == 1:
            e.name = next(iter(fuller))
            e.keys.add(key(e.type, e.name))
            e.reason = "metadata"


def _complete_organs(entities: list[Entity]) -> None:
    """省科技厅 gets the one province of the document before it, 市科技局 the one city."""
    for level in ("省", "市"):
        owners = sorted({e.name for e in entities if e.type == "region" and e.name.endswith(level) and len(e.name) > 2})
        if len(owners) != 1:
            continue
        for e in entities:
            if e.type == "government" and e.name.startswith(level) and not e.name.startswith("市场"):
                e.name = owners[0] + e.name[1:]
                e.keys.add(key(e.type, e.name))


def main_entities(annotations: Annotations, entities: Sequence[Entity], metadata: Metadata) -> list[Entity]:
    """What an article is about, by type: named in its headline first, then the most mentioned, then the earliest."""
    head = f"{annotations.article.headline or ''} {metadata.title or ''}"
    publisher = metadata.publisher or ""
    index = annotations.article.index

    weighed: list[tuple[bool, bool, int, int, int, Entity]] = []
    for order, e in enumerate(entities):
        here = [m.start for i, m in e.mentions if i == index]
        in_head = any(f in head for f in e.forms)
        in_publisher = bool(publisher) and any(f in publisher for f in e.forms)
        if here or in_head or in_publisher:
            weighed.append((not in_head, not in_publisher, -len(here), min(here, default=_NEVER), order, e))
    weighed.sort(key=lambda row: row[:5])
    return [row[5] for row in weighed]


def _resolve_anaphors(
    linked: Linked,
    annotations: Sequence[Annotations],
    metadata: Metadata,
    virtual: Sequence[EntityMention],
    anaphors: Mapping[int, list[Anaphor]],
) -> None:
    by_name = {(e.type, e.name): e for e in linked.entities}
    extra: dict[tuple[EntityType, str], Entity] = {}
    for m in virtual:
        if (m.type, m.text) not in by_name and m.type == "park":
            known = next((e for e in linked.entities if e.type == m.type and key(m.type, m.text) in e.keys), None)
            extra[m.type, m.text] = known or Entity(m.type, m.text, {key(m.type, m.text)}, reason="metadata", score=0.7)
    for a in annotations:
        central = linked.main[a.article.index] = main_entities(a, linked.entities, metadata)
        rows: list[tuple[int, int, Entity]] = []
        ordered = sorted(a.entities, key=lambda m: m.end)
        fallback = [*extra.values(), *linked.entities]
        for anaphor in anaphors[a.article.index]:
            answer = resolve(a.text, anaphor, ordered, central, fallback)
            if answer is None:
                continue
            entity = by_name.get(answer) or extra.get(answer)
            if entity is None:
                continue
            if entity not in linked.entities:
                linked.entities.append(entity)
                by_name[entity.type, entity.name] = entity
            entity.anaphors.append((a.article.index, anaphor))
            rows.append((anaphor.start, anaphor.end, entity))
        linked.anaphors[a.article.index] = rows


def _short_zone(park: Entity) -> str:
    """The name under which a zone's committee goes: of a long name its short form in the text, where it has one."""
    short = [f for f in park.forms if len(f) >= 4 and f.endswith(("区", "城", "园"))]
    return min(short, key=lambda f: (len(f), f)) if short and len(park.name) > _LONG else park.name


def _committees(
    linked: Linked, annotations: Sequence[Annotations], metadata: Metadata, anaphors: Mapping[int, list[Anaphor]]
) -> None:
    """A bare 管委会 is the committee of the article's park, even where no full form stands in the text."""
    for a in annotations:
        resolved = {start for start, _, _ in linked.anaphors.get(a.article.index, ())}
        parks = [e for e in linked.main[a.article.index] if e.type == "park"]
        for anaphor in anaphors[a.article.index]:
            if (
                anaphor.text != "管委会"
                or "各" in a.text[max(0, anaphor.start - 4) : anaphor.start]
                or anaphor.start in resolved
                or not parks
            ):
                continue
            name = _short_zone(parks[0]) + "管委会"
            entity = next((e for e in linked.entities if e.type == "government" and e.name == name), None)
            if entity is None:
                entity = Entity("government", name, {key("government", name)}, reason="anaphor", score=0.7)
                linked.entities.append(entity)
            entity.anaphors.append((a.article.index, anaphor))
            linked.anaphors[a.article.index].append((anaphor.start, anaphor.end, entity))


def _subject_of_title(linked: Linked, virtual: Sequence[EntityMention]) -> None:
    """A document that names no park is about the one that its title or publisher names."""
    if any(e.type == "park" and e.score >= _LEAST for e in linked.entities):
        return
    park = next((m for m in virtual if m.type == "park"), None)
    if park is not None:
        name = _full_form(park)
        linked.entities.append(Entity("park", name, {key("park", name)}, reason="metadata", score=0.7))


def _from_headlines(linked: Linked, annotations: Sequence[Annotations]) -> None:
    """Parks that only the headline of an article names, where it stands apart from the text."""
    for a in annotations:
        for m in find_organisation_mentions(a.article.headline or ""):
            if m.type != "park" or m.score < _SURE:
                continue
            k = key("park", m.text)
            parks = [e for e in linked.entities if e.type == "park"]
            if any(k in e.keys or any(is_short_form("park", k, f) for f in e.keys) for e in parks):
                continue
            entity = Entity("park", m.text, {k}, reason="headline", score=m.score)
            entity.articles.add(a.article.index)
            linked.entities.append(entity)


def _infer_regions(
    linked: Linked, annotations: Sequence[Annotations], metadata: Metadata, anaphors: Mapping[int, list[Anaphor]]
) -> None:
    """我市, 全省: where no region of the document answers, the one that its parks or its publisher are named after."""
    for a in annotations:
        resolved = {start for start, _, _ in linked.anaphors[a.article.index]}
        for level in ("市", "省"):
            open_ones = [x for x in anaphors[a.article.index] if x.text in _OF_LEVEL[level] and x.start not in resolved]
            core = _place_core(linked, metadata, level) if open_ones else None
            if core is None:
                continue
            name = core + level
            entity = next((e for e in linked.entities if e.type == "region" and e.name in (name, core)), None)
            if entity is None:
                entity = Entity("region", name, {key("region", name)}, reason="inferred", score=0.6)
                linked.entities.append(entity)
            for x in open_ones:
                entity.anaphors.append((a.article.index, x))
                linked.anaphors[a.article.index].append((x.start, x.end, entity))


def _place_core(linked: Linked, metadata: Metadata, level: str) -> str | None:
    """The place that everything is named after: that of the publisher, else of the only park."""
    publisher = _PUBLISHER.match(metadata.publisher or "")
    cores = {m.group(1) for e in linked.entities if e.type == "park" and (m := _CITY_ZONE.match(e.name))}
    if publisher:
        core = publisher.group(1)
        if (level == "市" and (core in cores or not cores)) or (level == "省" and core not in cores):
            return core
    return next(iter(cores)) if level == "市" and len(cores) == 1 else None


def link(annotations: Sequence[Annotations], metadata: Metadata, doc: str = "", document_id: str = "") -> Linked:
    """The entities of a document from the mentions of its articles.

    The mentions (in `annotations[i].entities`, nested ones included) get `name`, `entity_id`, `canonical`, `score`
    and `candidates`; the records count their mentions in the document's original.
    """
    loose = [a for a in annotations if a.article.headline and a.article.headline not in a.text]
    virtual = _virtual(metadata, [a.article.headline or "" for a in loose])
    entities = _merge_registered(_one_type(_gather(annotations)))
    entities = _merge_short_forms(entities, _definitions(annotations))
    _lengthen(entities, virtual)
    _complete_organs(entities)
    linked = Linked(entities, [])
    for e in entities:
        for _, m in e.mentions:
            m.name = e.name
    anaphors = {a.article.index: find_anaphors(a.text, a.entities) for a in annotations}
    _resolve_anaphors(linked, annotations, metadata, virtual, anaphors)
    _committees(linked, annotations, metadata, anaphors)
    _subject_of_title(linked, virtual)
    _from_headlines(linked, loose)
    _infer_regions(linked, annotations, metadata, anaphors)
    for a in annotations:
        linked.main[a.article.index] = main_entities(a, linked.entities, metadata)
    _identify(linked.entities)
    linked.records = list(_records(linked.entities, annotations, doc, document_id))
    return linked


def _identify(entities: Sequence[Entity]) -> None:
    places = tuple(sorted({f for e in entities if e.type == "region" for f in (e.name, e.name + "市", e.name + "省")}))
    for e in entities:
        entry, several = lookup(e.type, [e.name, *sorted(e.forms, key=lambda f: (-len(f), f))], places)
        e.canonical = entry.name if entry else e.name
        e.entity_id = entry.id if entry else _unregistered(e.type, e.name)
        e.candidates = (*several, *(_unregistered(e.type, c) for c in e.candidates))
        if entry and e.reason == "full_name":
            e.reason = "registered_name" if entry.name == e.name else "registered_alias"
        for _, m in e.mentions:
            m.name, m.entity_id, m.canonical, m.type = e.name, e.entity_id, e.canonical, e.type
            m.candidates = e.candidates or tuple(_unregistered(e.type, c) for c in m.candidates)


def _unregistered(kind: EntityType, name: str) -> str:
    """The id of a thing that no registry knows: 某某高新区 is 某某高新技术产业开发区 in every document."""
    return entity_id(kind, key(kind, name) if kind in ("park", "government") else _plain(name))


def _plain(name: str) -> str:
    """The name that makes an id: without title marks, in simplified half-width characters."""
    return fold(name).strip("《》“”")


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


def _records(
    entities: Iterable[Entity], annotations: Sequence[Annotations], doc: str, document_id: str
) -> Iterable[EntityRecord]:
    by_index = {a.article.index: a for a in annotations}
    for e in entities:
        if e.score < _LEAST:
            continue
        places = [(i, m.start, m.end) for i, m in e.mentions] + [(i, x.start, x.end) for i, x in e.anaphors]
        mentions: list[Mention] = []
        for i, start, end in sorted(set(places)):
            a = by_index[i]
            raw = a.article.offsets.to_raw(start, end)
            mentions.append(Mention(raw.start, raw.end, a.text[start:end]))
        aliases = {
            e.canonical,
            *e.forms,
            *("".join(m.text.split()) for _, m in e.mentions),
        }  # general words (全区, 公司) are mentions, but no names
        if e.type in ("ranking_or_report", "event"):
            aliases |= {b for b in (bare(f) for f in [e.name, *e.forms]) if len(b) > 5}
        yield EntityRecord(
            doc=doc,
            document_id=document_id,
            article_index=min({*e.articles, *(i for i, _, _ in places)}, default=0),
            name=e.name,
            entity_id=e.entity_id,
            type=e.type,
            aliases=tuple(sorted(aliases - {e.name})),
            mentions=tuple(mentions),
            confidence=round(e.score, 3),
            canonical=e.canonical,
            reason=e.reason,
            candidates=e.candidates,
        )
