"""A candidate for a mention, before overlaps are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.records import EntityType


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible mention `[start, end)` of a type; `reason` names the rule, `score` is its belief in itself."""

    start: int
    end: int
    type: EntityType
    score: float
    reason: str


def outermost(candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """The candidates that no other one covers or overlaps better, by start, and those nested inside them.

    Of two that overlap without nesting the longer wins, then the surer, then the earlier.
    """
    order = sorted(set(candidates), key=lambda c: (c.start - c.end, -c.score, c.start, c.type, c.reason))
    taken: list[Candidate] = []
    nested: list[Candidate] = []
    owner: dict[int, Candidate] = {}
    for c in order:
        inside = {owner[i] for i in (c.start, c.end - 1) if i in owner}
        if not inside:
            taken.append(c)
            owner.update((i, c) for i in range(c.start, c.end))
        elif len(inside) == 1:
            outer = next(iter(inside))
            if outer.start <= c.start and c.end <= outer.end and (outer.start, outer.end) != (c.start, c.end):
                nested.append(c)
    taken.sort(key=lambda c: c.start)
    nested.sort(key=lambda c: (c.start, c.end, c.type))
    return taken, nested
