"""A candidate for a mention, before overlaps are settled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from schemas.records import EntityType

_SURE = 0.7  # nested names less sure than this are left out


class Candidate(NamedTuple):
    """A possible mention `[start, end)` of a type; `reason` names the rule, `score` is its belief in itself."""

    start: int
    end: int
    type: EntityType
    score: float
    reason: str


# names that stand inside names and are named by them too: a committee names its park, a company's name no park
_INSIDE: dict[EntityType, frozenset[EntityType]] = {
    "government": frozenset({"park", "region"}),
    "lab_or_institute": frozenset({"university", "region", "enterprise"}),
    "park": frozenset({"university", "region", "park"}),
    "event": frozenset({"park", "region", "product", "government"}),
    "ranking_or_report": frozenset({"park", "region", "enterprise", "lab_or_institute", "university", "product"}),
    "policy": frozenset({"region", "park"}),
    "enterprise": frozenset({"region", "university"}),
    "association": frozenset({"region"}),
    "media": frozenset({"park", "region"}),
    "product": frozenset({"product"}),
    "region": frozenset({"region"}),
}


def outermost(candidates: Iterable[Candidate], plain: str) -> tuple[list[Candidate], list[Candidate]]:
    """The candidates that no other one covers or overlaps better, by start, and those nested inside them.

    `plain` is the text that they count in. Of two that overlap without nesting the longer wins, then the surer, then
    the earlier.
    """
    order = sorted(candidates, key=lambda c: (c.start - c.end, -c.score, c.start, c.type, c.reason))
    taken: list[Candidate] = []
    nested: list[Candidate] = []
    owner: list[Candidate | None] = [None] * (len(plain) + 1)
    last: Candidate | None = None
    for c in order:
        if c == last:
            continue
        last = c
        outer, other = owner[c.start], owner[c.end - 1]
        if outer is None and other is None:
            taken.append(c)
            owner[c.start : c.end] = [c] * (c.end - c.start)
        elif outer is other or outer is None or other is None:
            outer = outer or other
            assert outer is not None
            if outer.start <= c.start and c.end <= outer.end and (outer.start, outer.end) != (c.start, c.end):
                if outer.type == c.type == "park" and plain[c.end - 1] != "区":
                    continue
                if c.type not in _INSIDE.get(outer.type, frozenset()) or c.score < _SURE:
                    continue
                nested.append(c)
    taken.sort(key=lambda c: c.start)
    nested.sort(key=lambda c: (c.start, c.end, c.type))
    return taken, nested
