"""The front of recognition: a text in, its entity mentions out."""

from __future__ import annotations

from extract.annotations import EntityMention
from extract.entities.candidates import Candidate, outermost
from extract.entities.organisations import find_organisations
from extract.entities.reading import Reading
from extract.entities.regions import find_regions


def find_candidates(reading: Reading) -> list[Candidate]:
    """All candidates of all rules, overlapping as they may."""
    regions = find_regions(reading)
    return [*regions, *find_organisations(reading, regions)]


def find_entities(text: str, nested: bool = False) -> list[EntityMention]:
    """The mentions of entities in the clean text of an article, sorted by start.

    Offsets are code points of `text`. Without `nested` the mentions do not overlap; with it the names inside names
    (the park in 某高新区管委会) follow their outer mention. `score` is the rule's belief, `reason` its name.
    """
    reading = Reading(text)
    outer, inner = outermost(find_candidates(reading))
    chosen = sorted([*outer, *inner], key=lambda c: (c.start, -c.end)) if nested else outer
    return [
        EntityMention(c.start, c.end, text[c.start : c.end], c.type, score=c.score, reason=c.reason) for c in chosen
    ]
