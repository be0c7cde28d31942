"""Linking inside a document: its mentions become entities with a fullest name, aliases, an id and a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.annotations import Annotations, EntityMention
from extract.entities.folding import fold
from extract.entities.recognise import find_entities, find_organisation_mentions, spelled_channel
from extract.linking.entities import Entity, Linked
from extract.linking.forms import bare, is_short_form, key
from extract.linking.grouping import gather
from extract.linking.known import lookup
from extract.linking.topics import LEAST, resolve_topics
from schemas.documents import Metadata
from schemas.ids import entity_id
from schemas.records import EntityRecord, EntityType, Mention

__all__ = ["Entity", "Linked", "link"]

_NESTED: frozenset[EntityType] = frozenset(
    {"park", "university", "enterprise", "lab_or_institute", "government", "region"}
)
_PUBLISHING: frozenset[EntityType] = frozenset({"government", "lab_or_institute", "association", "enterprise"})
_SURE = 0.7


def link(
    annotations: Sequence[Annotations], metadata: Metadata, doc: str = "", document_id: str = "", original: str = ""
) -> Linked:
    """The entities of a document from the mentions of its articles.

    The mentions (in `annotations[i].entities`, nested ones included) get `name`, `entity_id`, `canonical`, `score`
    and `candidates`; the records count their mentions in the document's original.
    """
    loose = [a.article.headline or "" for a in annotations if (a.article.headline or "") not in a.text]
    virtual = _virtual(metadata, loose)
    entities = gather(annotations)
    _lengthen(entities, virtual)
    _complete_organs(entities)
    if metadata.publisher and metadata.publisher in original:
        _publisher(entities, metadata.publisher)
    linked = Linked(entities, [])
    for e in entities:
        for _, m in e.mentions:
            m.name = e.name
    resolve_topics(linked, annotations, metadata, virtual)
    _identify(linked.entities)
    linked.records = list(_records(linked.entities, annotations, doc, document_id))
    return linked


def _virtual(metadata: Metadata, headlines: Iterable[str] = ()) -> list[EntityMention]:
    """What title and publisher name: it lengthens names and answers anaphors, but is no mention itself."""
    texts = [t for t in (*headlines, metadata.title, spelled_channel(metadata.publisher or "")) if t]
    named = [m for t in texts for m in find_organisation_mentions(t) if m.type in _NESTED and m.score >= LEAST]
    # the company whose report it is, where the title alone names it
    return [
        *named,
        *(m for m in find_entities(metadata.title or "", nested=True) if m.reason == "company_head" and m.start == 0),
    ]


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


def _publisher(entities: list[Entity], name: str) -> None:
    """The body that a document prints as its publisher is one of its entities: 来源：某局 is no text of an article."""
    whole = next((m for m in find_organisation_mentions(name) if m.text == name and m.score >= _SURE), None)
    if whole is None or whole.type not in _PUBLISHING:
        return
    k = key(whole.type, name)
    if not any(
        k in e.keys or any(is_short_form(e.type, k, f) for f in e.keys) for e in entities if e.type == whole.type
    ):
        entities.append(Entity(whole.type, name, {k}, {name: None}, reason="metadata", score=0.75, articles={0}))


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
            if e.candidates or m.candidates:
                m.candidates = e.candidates or tuple(_unregistered(e.type, c) for c in m.candidates)


def _unregistered(kind: EntityType, name: str) -> str:
    """The id of a thing that no registry knows: 某某高新区 is 某某高新技术产业开发区 in every document."""
    return entity_id(kind, key(kind, name) if kind in ("park", "government") else _plain(name))


def _plain(name: str) -> str:
    """The name that makes an id: without title marks, in simplified half-width characters."""
    return fold(name).strip("《》“”")


def _records(
    entities: Iterable[Entity], annotations: Sequence[Annotations], doc: str, document_id: str
) -> Iterable[EntityRecord]:
    by_index = {a.article.index: a for a in annotations}
    for e in entities:
        if e.score < LEAST:
            continue
        places = [(i, m.start, m.end) for i, m in e.mentions] + [(i, x.start, x.end) for i, x in e.anaphors]
        mentions: list[Mention] = []
        for i, start, end in sorted(set(places)):
            a = by_index[i]
            raw = a.article.offsets.to_raw(start, end)
            mentions.append(Mention(raw.start, raw.end, a.text[start:end]))
        # general words (全区, 公司) are mentions, but no names
        aliases = {e.canonical, *e.forms, *["".join(m.text.split()) for _, m in e.mentions]}
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
