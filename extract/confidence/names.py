"""What an entity or a relation looks like to the confidence model: one value for each group of features.

As with facts the groups describe how it was read, not what it says: by which rule, how often and where it stands, how
its name is built; for a relation by which frame, and how far from the frame its ends are named.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extract.annotations import Annotations, EntityMention
from extract.confidence.features import Values, step
from extract.linking.entities import Linked
from extract.linking.topics import LEAST
from schemas.records import EntityRecord, EntityType, Mention, RelationRecord

ENTITY_GROUPS = ("type", "rule", "linked", "mentions", "forms", "ends", "block", "left")
RELATION_GROUPS = ("relation", "rule", "belief", "ends", "ends_belief", "reach")
"""Names of the groups, in the order of the values."""

_TIMES = (1, 2, 3, 5)
_FEW = (2, 3)
_BELIEF = (0.6, 0.7, 0.8, 0.9)
_MARKS = "》”」』"  # that close a name
_NEAR = 60  # characters between a frame and an end that stands outside it
_NOWHERE = 1 << 30


def _left(text: str, start: int) -> str:
    """What stands before a mention: a mark as it is, the beginning of a line, a figure, or any other character."""
    before = text[start - 1] if start else "\n"
    if "一" <= before <= "鿿":
        return "han"
    return "line" if before.isspace() else "figure" if before.isdigit() else before


def _belief(mention: tuple[int, EntityMention]) -> float:
    return mention[1].score


def describe_entities(linked: Linked, annotations: Sequence[Annotations]) -> list[Values]:
    """The values of every entity record of a document, in the order of `ENTITY_GROUPS`."""
    articles = {a.article.index: (a, [b.start for b in a.blocks]) for a in annotations}
    found: list[Values] = []
    recorded = (e for e in linked.entities if e.score >= LEAST)
    for e, record in zip(recorded, linked.records, strict=True):
        rule = block = left = "none"
        if e.mentions:
            article, surest = e.mentions[0] if len(e.mentions) == 1 else max(e.mentions, key=_belief)
            rule = surest.reason.partition(":")[0]
            notes, starts = articles[article]
            at = bisect_left(starts, surest.start + 1) - 1
            block = notes.blocks[at].kind if at >= 0 else "none"
            left = _left(notes.text, surest.start)
        found.append(
            (
                e.type,
                f"{e.type} {rule}",
                "candidates" if e.candidates else e.reason,
                step(_TIMES, len(record.mentions)),
                step(_FEW, len(e.forms)),
                e.name.rstrip(_MARKS)[-2:],
                block,
                left,
            )
        )
    return found


def _reach(mentions: Sequence[Mention], start: int, end: int) -> int:
    """How far from the frame `[start, end)` the nearest mention of an end stands; 0 inside it."""
    after = bisect_left(mentions, start, key=lambda m: m.start)
    return max(
        0,
        min(
            start - mentions[after - 1].end if after else _NOWHERE,
            mentions[after].start - end if after < len(mentions) else _NOWHERE,
        ),
    )


def describe_relations(relations: Sequence[RelationRecord], entities: Sequence[EntityRecord]) -> list[Values]:
    """The values of every relation, in the order of `RELATION_GROUPS`.

    The confidence of `relations` and `entities` is here the belief of the rules, before it is calibrated.
    """
    known: dict[tuple[EntityType, str], EntityRecord] = {(e.type, e.name): e for e in entities}
    found: list[Values] = []
    for r in relations:
        ends = known.get((r.head_type, r.head)), known.get((r.tail_type, r.tail))
        far = max(_reach(e.mentions if e else (), r.start, r.end) for e in ends)
        found.append(
            (
                r.relation,
                r.rule,
                step(_BELIEF, r.confidence),
                f"{r.relation} {r.head_type} {r.tail_type}",
                step(_BELIEF, min(e.confidence if e else 0.0 for e in ends)),
                "inside" if not far else "near" if far < _NEAR else "far" if far < _NOWHERE else "nowhere",
            )
        )
    return found
