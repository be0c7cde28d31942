"""Relations of a document from verb frames, appositions and lists."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.annotations import Annotations
from extract.entities.folding import fold
from extract.linking.link import Entity, Linked
from extract.relations.context import LEAST, Surroundings
from extract.relations.encoding import Encoded, encode
from extract.relations.frames import Compiled, bits, frames
from extract.relations.settled import published, settled
from extract.relations.times import time_of
from schemas.documents import Metadata
from schemas.ids import entity_id
from schemas.records import RelationRecord, RelationType

_ISSUED = frozenset({"policy"})


def find_relations(
    annotations: Sequence[Annotations], linked: Linked, metadata: Metadata, doc: str = "", document_id: str = ""
) -> list[RelationRecord]:
    """The relations that the articles of a document state, each once, by article and place.

    `start` and `end` count in the document's original and cover the frame; `evidence` is the sentence as read.
    """
    best: dict[tuple[RelationType, str, str], RelationRecord] = {}
    for a in annotations:
        for record in _of_article(a, linked, metadata, doc, document_id):
            if record.head_id == record.tail_id or record.head == record.tail:
                continue
            k = (record.relation, record.head_id, record.tail_id)
            if k not in best or record.confidence > best[k].confidence:
                best[k] = record
    return sorted(best.values(), key=lambda r: (r.article_index, r.start, r.relation, r.head, r.tail))


def _of_article(
    a: Annotations, linked: Linked, metadata: Metadata, doc: str, document_id: str
) -> Iterator[RelationRecord]:
    encoded = encode(a, linked)
    sentences = encoded.sentences()
    main = linked.main.get(a.article.index, [])
    around = Surroundings(encoded, sentences, main, linked.entities)

    def record(
        head: Entity,
        relation: RelationType,
        tail: Entity,
        role: str | None,
        where: tuple[int, int, int],
        rule: str,
        confidence: float,
    ) -> RelationRecord:
        index, start, end = where
        low, high = encoded.starts[sentences[index][0]], encoded.ends[sentences[index][1] - 1]
        raw = a.article.offsets.to_raw(encoded.starts[start], encoded.ends[end - 1])
        return RelationRecord(
            doc=doc,
            document_id=document_id,
            article_index=a.article.index,
            sentence_index=_sentence_index(a, encoded.starts[start], index),
            head=head.name,
            head_id=head.entity_id or entity_id(head.type, head.name),
            head_type=head.type,
            relation=relation,
            tail=tail.name,
            tail_id=tail.entity_id or entity_id(tail.type, tail.name),
            tail_type=tail.type,
            time=time_of(a.text[low:high], a.text[encoded.starts[start] : encoded.ends[end - 1]], metadata.published),
            role=role,
            evidence=a.text[low:high].strip(),
            start=raw.start,
            end=raw.end,
            confidence=confidence,
            rule=rule,
        )

    claimed: set[int] = set()
    located: set[int] = set()  # what a frame says to lie somewhere
    for index, (low, high) in enumerate(sentences):
        symbols = encoded.symbols(low, high)
        if not symbols:
            continue
        held = bits(encoded.text[place] for place in symbols)
        for compiled in _candidates(encoded.text, low, high, held):
            for head, tail, role, start, end, relation in _matches(
                compiled, encoded, around, index, low, high, claimed
            ):
                if relation == "located_in":
                    located.add(id(head))
                yield record(
                    head, relation, tail, role, (index, start, end), compiled.frame.id, compiled.frame.confidence
                )
    for head, tail, place, relation in _internal(encoded, sentences, around.main_park):
        index = bisect_right(sentences, place, key=lambda s: s[0]) - 1
        yield record(head, relation, tail, None, (index, place, place + 1), "name_internal", 0.75)
    headline = f"{a.article.headline or ''} {metadata.title or ''}"
    for head, tail, place in settled(encoded, around.main_park, headline, [e for e in main if e.type == "park"]):
        index = bisect_right(sentences, place, key=lambda s: s[0]) - 1
        if min(head.score or 1, tail.score or 1) >= LEAST and id(head) not in located:
            yield record(head, "located_in", tail, None, (index, place, place + 1), "company_of_article", 0.55)
    for head, tail, place in published(encoded, headline, metadata.publisher or "", linked.entities):
        index = bisect_right(sentences, place, key=lambda s: s[0]) - 1
        yield record(head, "published_by", tail, None, (index, place, place + 1), "report_of_publisher", 0.6)


@cache
def _triggers() -> tuple[AhoCorasick, list[frozenset[int]]]:
    table: dict[str, set[int]] = {}
    for i, compiled in enumerate(frames()):
        for trigger in compiled.frame.triggers:
            table.setdefault(trigger, set()).add(i)
    words = sorted(table)
    return AhoCorasick(words, matchkind=MatchKind.Standard), [frozenset(table[w]) for w in words]


@cache
def _always() -> frozenset[int]:
    return frozenset(i for i, compiled in enumerate(frames()) if not compiled.frame.triggers)


def _candidates(text: str, low: int, high: int, held: int) -> list[Compiled]:
    """The frames that have a trigger in a sentence and types there (`held`) for their ends, in their order."""
    machine, owners = _triggers()
    chosen = set(_always())
    for index, _, _ in machine.find_matches_as_indexes(text[low:high], overlapping=True):
        chosen |= owners[index]
    every = frames()
    return [c for i in sorted(chosen) if (c := every[i]).head & held and c.tail & held]


def _sentence_index(a: Annotations, at: int, fallback: int) -> int:
    i = bisect_right(a.sentences, at, key=lambda s: s.start) - 1
    return i if i >= 0 and at < a.sentences[i].end else fallback


def _matches(
    compiled: Compiled, encoded: Encoded, around: Surroundings, index: int, low: int, high: int, claimed: set[int]
) -> Iterator[tuple[Entity, Entity, str | None, int, int, RelationType]]:
    frame, pattern = compiled.frame, compiled.pattern
    text = encoded.text
    stretch = text[low:high] if not frame.across_lines else text[low : high + 80]
    if frame.requires and not any(t in stretch for t in frame.requires):
        return
    at = 0
    while m := pattern.search(stretch, at):
        at = max(m.start() + 1, m.end() - 1) if m.end() > m.start() + 1 else m.end() or 1
        spans = {g: m.span(g) for g in ("head", "tail", "role") if g in pattern.groupindex and m.group(g) is not None}
        heads = _group(encoded, spans.get("head"), low)
        tails = _group(encoded, spans.get("tail"), low)
        used = frozenset(encoded.symbols(low + m.start(), low + m.end()))
        if frame.head_from:
            if frame.head_from == "maker_before" and used & claimed:
                continue
            filler = around.find(frame.head_from, low + m.start(), index, used)
            heads = [filler] if filler else []
        if frame.tail_from:
            filler = around.find(frame.tail_from, low + m.start(), index, used)
            tails = [filler] if filler else []
        if frame.not_inside and any(w in m.group() for w in frame.not_inside):
            continue
        role = _printed(encoded, spans["role"], low) if "role" in spans else None
        for head in heads:
            for tail in tails:
                if head is tail or not _agrees(frame.tail_ends, frame.tail_not_ends, tail):
                    continue
                if min(head.score or 1, tail.score or 1) < LEAST:
                    continue
                relation = frame.relation
                if relation in ("published_by", "issued_by"):
                    relation = "issued_by" if head.type in _ISSUED else "published_by"
                if frame.relation == "develops":
                    claimed.update(used)
                if tail.type == "event" and frame.relation == "issued_by":
                    tail = around.body_of(tail)
                if frame.tail_form == "government":
                    tail = Entity("government", tail.name + "人民政府", score=tail.score)
                yield head, tail, role, low + m.start(), low + m.end(), relation


def _printed(encoded: Encoded, span: tuple[int, int], low: int) -> str:
    """What the text prints where a group matched."""
    return encoded.original[encoded.starts[low + span[0]] : encoded.ends[low + span[1] - 1]]


def _group(encoded: Encoded, span: tuple[int, int] | None, low: int) -> list[Entity]:
    if span is None:
        return []
    first = encoded.symbols(low + span[0], low + span[1])
    if not first:
        return []
    kind = encoded.entities[first[0]].type
    entities = [encoded.entities[i] for i in first]
    if _FAR_APART.search(encoded.text, low + span[0], low + span[1]):
        return [e for e in entities if e.type == kind]  # no list, but all of a kind in a stretch
    # 芜湖甲机器人、蚌埠乙新材: the places of the members are none
    return [e for e in entities if e.type == kind or (kind != "person" and (kind, e.type) != ("enterprise", "region"))]


def _agrees(ends: tuple[str, ...], not_ends: tuple[str, ...], tail: Entity) -> bool:
    name = tail.name.rstrip("》")
    return (not ends or name.endswith(ends)) and not (not_ends and name.endswith(not_ends))


_FAR_APART = re.compile("，|以|的")
_GROUND = re.compile(".{2,3}(?<!科学)(?<!产业)园区")
_SHORT_GROUND = 5
_GROUNDS = ("分园", "本园")


def _is_ground(e: Entity, owner: Entity) -> bool:
    """Whether a park is a ground of the zone whose name it bears: 某某科学园区|后山基地."""
    return fold(owner.name).endswith("园区") and fold(e.name).endswith(("基地", "园区", "分园"))


_ZONE = ("自由贸易试验区", "自贸试验区", "自贸区")


def _internal(
    encoded: Encoded, sentences: Sequence[tuple[int, int]], main: Entity | None
) -> Iterator[tuple[Entity, Entity, int, RelationType]]:
    """What a name says for certain: a 片区 is part of its zone, a fund of the park whose name it bears, a park inside a
    zone's name lies there. A 片区 without its zone's name is part of the zone named in the same sentence, or last
    before it.
    """
    parks = sorted({e.name: e for e in encoded.entities.values() if e.type == "park"}.items())
    seen: set[str] = set()
    science = next((e for _, e in parks if fold(e.name).endswith("科学园区") and len(e.name) > _SHORT_GROUND), None)
    for place, e in sorted(encoded.entities.items()):
        if e.name in seen or e.type not in ("park", "product"):
            continue
        seen.add(e.name)
        forms = sorted({e.name, *e.forms}, key=len, reverse=True)
        owner = next(
            (p for name, p in parks for f in forms if p is not e and f.startswith(name) and len(f) > len(name) + 1),
            None,
        )
        if e.type == "product":
            if owner is not None and e.name.endswith("基金"):
                yield e, owner, place, "part_of"
        elif e.name.endswith("片区"):
            m = re.match(r"(.+?(?:自由贸易试验区|自贸试验区|自贸区))(?=.+片区)", e.name)
            zone = (
                dict(parks).get(m.group(1)) or Entity("park", m.group(1))
                if m
                else owner or _zone_beside(encoded, sentences, place) or main
            )
            if zone is not None and zone is not e:
                yield e, zone, place, "part_of"
        elif owner is None and main is not None and e is not main and fold(e.name).endswith(_GROUNDS):
            yield e, main, place, "part_of"  # 北崎分园 of the zone that reports
        elif owner is not None and owner.name.endswith("区"):
            yield e, owner, place, "part_of" if _is_ground(e, owner) else "located_in"
        elif science is not None and e is not science and _GROUND.fullmatch(fold(e.name)):
            yield e, science, place, "part_of"  # 某某园区 of the science park whose bureau reports


def _zone_beside(encoded: Encoded, sentences: Sequence[tuple[int, int]], place: int) -> Entity | None:
    low, high = next((s for s in sentences if s[0] <= place < s[1]), (0, 0))
    named = [(i, e) for i, e in sorted(encoded.entities.items()) if e.type == "park" and e.name.endswith(_ZONE)]
    beside = [e for i, e in named if low <= i < high]
    before = [e for i, e in named if i < low]
    return beside[0] if beside else before[-1] if before else None
