"""What a document is about, and what its general words stand for: 全区, 公司, 管委会, 我市."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.annotations import Annotations, EntityMention
from extract.entities.recognise import find_organisation_mentions
from extract.linking.anaphors import Anaphor, Answers, find_anaphors
from extract.linking.entities import Entity, Linked
from extract.linking.forms import is_short_form, key
from extract.linking.grouping import full_form
from schemas.documents import Metadata
from schemas.records import EntityType

LEAST = 0.5  # mentions that no rule believes in more than this make no record
RIVALS = ("对标", "学习", "借鉴", "赶超", "追赶", "看齐", "比肩", "考察")
"""Words of a headline behind which a name is not what it is about."""
_SURE = 0.7
_LONG = 12  # a zone's name longer than this is shortened in the names of its organs
_NEVER = 10**9
_OF_LEVEL = {"市": ("全市", "我市", "该市", "本市"), "省": ("全省", "我省", "该省", "本省")}
_PUBLISHER = re.compile(r"([一-鿿]{2,3}?)(?:市|省)?(?:日报|晚报|商报|早报|时报|晨报|都市报|发布|高新区|经开区)")
_CITY_ZONE = re.compile(r"([一-鿿]{2,3})(?:国家)?(?:高新区|经开区|高新技术产业开发区|经济技术开发区)$")


def resolve_topics(
    linked: Linked, annotations: Sequence[Annotations], metadata: Metadata, virtual: Sequence[EntityMention]
) -> None:
    """Resolve the general words of all articles and add the entities that only they, title or headlines name.

    `virtual` is what title, publisher and headlines that stand apart from the text name.
    """
    anaphors = {a.article.index: find_anaphors(a.text, a.entities) for a in annotations}
    _resolve_anaphors(linked, annotations, metadata, virtual, anaphors)
    _committees(linked, annotations, metadata, anaphors)
    _subject_of_title(linked, virtual)
    _from_headlines(linked, [a for a in annotations if a.article.headline and a.article.headline not in a.text])
    _infer_regions(linked, annotations, metadata, anaphors)


def _main_entities(
    annotations: Sequence[Annotations], entities: Sequence[Entity], metadata: Metadata
) -> dict[int, list[Entity]]:
    """What each article is about: named in its headline first, then the most mentioned, then the earliest."""
    here: dict[int, dict[int, tuple[int, int]]] = {}  # article → place of an entity → mentions, start of the first
    for order, e in enumerate(entities):
        for index, m in e.mentions:
            counted = here.setdefault(index, {})
            number, first = counted.get(order, (0, _NEVER))
            counted[order] = (number + 1, m.start if m.start < first else first)
    published = _named_in(metadata.publisher or "", entities)
    found: dict[int, list[Entity]] = {}
    heads: dict[str, set[int]] = {}
    for a in annotations:
        head = f"{a.article.headline or ''} {metadata.title or ''}"
        headed = heads.get(head)
        if headed is None:
            headed = heads[head] = _named_in(head, entities)
        counted = here.get(a.article.index, {})
        weighed = []
        for order in {*counted, *headed, *published}:
            number, first = counted.get(order, (0, _NEVER))
            weighed.append((order not in headed, order not in published, -number, first, order))
        found[a.article.index] = [entities[row[4]] for row in sorted(weighed)]
    return found


def _named_in(line: str, entities: Sequence[Entity]) -> set[int]:
    """Places of the entities one of whose forms stands in a line."""
    signs = set(line) if line.strip() else set()

    def stands(form: str) -> bool:
        at = line.find(form) if form[:1] in signs else -1
        return at >= 0 and not line.endswith(RIVALS, 0, at)

    return {i for i, e in enumerate(entities) if any(map(stands, e.forms))}


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
        place = m.type == "region" and m.text[-1] in "县旗"  # cities and provinces: `_infer_regions`
        if (m.type, m.text) not in by_name and (m.type in ("park", "enterprise") or place):
            known = next((e for e in linked.entities if e.type == m.type and _named_by(e, key(m.type, m.text))), None)
            extra[m.type, m.text] = known or Entity(m.type, m.text, {key(m.type, m.text)}, reason="metadata", score=0.7)
    linked.main = _main_entities(annotations, linked.entities, metadata)
    for a in annotations:
        rows: list[tuple[int, int, Entity]] = []
        main = linked.main[a.article.index]
        named = _named_in(f"{a.article.headline} {metadata.title} {metadata.publisher}", main)
        first, rest = main[: len(named)], main[len(named) :]
        # title and publisher come before what the text alone names: 全区 in a speech is the speaker's own
        answers = Answers(a.text, a.entities, [*first, *extra.values(), *rest, *linked.entities])
        for anaphor in anaphors[a.article.index]:
            answer = answers.to(anaphor)
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


def _named_by(entity: Entity, form: str) -> bool:
    """Whether a form is one of an entity's, or of a company short for one."""
    if form in entity.keys:
        return True
    return entity.type == "enterprise" and any(is_short_form(entity.type, form, k) for k in entity.keys)


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
    if any(e.type == "park" and e.score >= LEAST for e in linked.entities):
        return
    park = next((m for m in virtual if m.type == "park"), None)
    if park is not None:
        name = full_form(park)
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
