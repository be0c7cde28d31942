"""A text as relations see it: every mention is one symbol of its type, so that frames are regular expressions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from extract.annotations import Annotations, EntityMention
from extract.entities.folding import fold
from extract.linking.link import Entity, Linked
from extract.relations.frames import SYMBOLS

_END = re.compile("[。！？；\n]")


@dataclass(slots=True)
class Encoded:
    """The encoded text, and for each of its characters the clean offset; symbols lead to entities."""

    original: str  # the clean text that the offsets count in
    text: str
    starts: list[int]  # clean offset of each character of `text`
    ends: list[int]
    entities: dict[int, Entity]  # place of a symbol in `text` → the entity
    mentions: dict[int, EntityMention] = field(default_factory=dict)
    places: list[int] = field(init=False)  # of the symbols, in text order

    def __post_init__(self) -> None:
        self.places = sorted(self.entities)

    def symbols(self, start: int, end: int) -> list[int]:
        """Places of the symbols in `[start, end)`."""
        places = self.places
        return places[bisect_left(places, start) : bisect_left(places, end)]

    def sentences(self) -> list[tuple[int, int]]:
        """Half-open stretches of `text` between the marks that end sentences."""
        found, start = [], 0
        for mark in _END.finditer(self.text):
            i = mark.start()
            if i > start:
                found.append((start, i + 1))
            start = i + 1
        if start < len(self.text):
            found.append((start, len(self.text)))
        return found


def encode(annotations: Annotations, linked: Linked) -> Encoded:
    """Encode an article: outermost mentions and resolved anaphors become symbols."""
    by_id = {(e.type, e.name): e for e in linked.entities}
    index = annotations.article.index
    spans: list[tuple[int, int, Entity, EntityMention | None]] = []
    last_end = -1
    for m in sorted(annotations.entities, key=lambda m: (m.start, -m.end)):
        entity = by_id.get((m.type, m.name))
        if entity is not None and m.start >= last_end:
            spans.append((m.start, m.end, entity, m))
            last_end = m.end
    taken = [s[0] for s in spans]
    for start, end, entity in linked.anaphors.get(index, ()):
        i = bisect_right(taken, start) - 1
        if i < 0 or spans[i][1] <= start:
            spans.append((start, end, entity, None))
    spans.sort(key=lambda s: s[0])
    plain = fold(annotations.text)
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    entities: dict[int, Entity] = {}
    mentions: dict[int, EntityMention] = {}
    at = 0
    for i, (start, end, entity, mention) in enumerate(spans):
        if start < at:
            continue
        if i + 1 < len(spans) and spans[i + 1][2] is entity and plain[end : end + 1] == "（":
            closing = plain.find("）", spans[i + 1][1], spans[i + 1][1] + 14)
            if closing >= 0 and spans[i + 1][0] - end < 14:
                end = closing + 1  # 某某公司（以下简称某某）: one symbol
        text.append(plain[at:start])
        starts += range(at, start)
        ends += range(at + 1, start + 1)
        place = len(starts)
        entities[place] = entity
        if mention is not None:
            mentions[place] = mention
        text.append(SYMBOLS[entity.type])
        starts.append(start)
        ends.append(end)
        at = end
    text.append(plain[at:])
    starts += range(at, len(plain))
    ends += range(at + 1, len(plain) + 1)
    return Encoded(annotations.text, "".join(text), starts, ends, entities, mentions)
