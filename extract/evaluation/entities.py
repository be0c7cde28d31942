"""Entities against gold: one record stands for one thing, so splitting and lumping both cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from extract.evaluation.comparison import plain
from extract.evaluation.gold import GoldEntity
from extract.evaluation.scores import Score

UNCOUNTED = frozenset({"region", "media"})
"""Types of which gold lists those that matter: further ones are neither right nor wrong."""

Record = dict[str, Any]


@dataclass(slots=True)
class EntityAlignment:
    """Pairs of prediction and gold that share a name; answers to optional gold are in none of the lists."""

    matched: list[tuple[Record, GoldEntity]] = field(default_factory=list)
    missed: list[GoldEntity] = field(default_factory=list)
    spurious: list[Record] = field(default_factory=list)

    def score(self, typed: bool = True) -> Score:
        """Counts of entities right by name, or by name and type."""
        hit = sum(not typed or p.get("type") == g.type for p, g in self.matched)
        return Score(hit, len(self.matched) + len(self.missed), len(self.matched) + len(self.spurious))

    def judged(self) -> list[tuple[Record, bool]]:
        """Every scored record, and whether its name and type are right; what `confidence` is the probability of."""
        return [(p, p.get("type") == g.type) for p, g in self.matched] + [(p, False) for p in self.spurious]


def _forms(name: Any, aliases: Iterable[Any]) -> set[str]:
    return {plain(str(n)) for n in (name, *aliases)} - {""}


def align_entities(gold: Sequence[GoldEntity], predictions: Iterable[Record]) -> EntityAlignment:
    """Pair each prediction with one gold entity of its document at most: same name and type before shared aliases."""
    gold_of: dict[str, list[GoldEntity]] = defaultdict(list)
    for g in gold:
        gold_of[g.doc].append(g)
    found: dict[str, dict[tuple[str, str], Record]] = defaultdict(dict)
    for p in predictions:
        doc = PurePath(str(p.get("doc") or "")).name
        if doc in gold_of:
            found[doc][plain(str(p["name"])), str(p.get("type"))] = p
    result = EntityAlignment()
    for doc, golds in gold_of.items():
        _align_document(golds, list(found[doc].values()), result)
    return result


def _align_document(golds: list[GoldEntity], predictions: list[Record], result: EntityAlignment) -> None:
    gold_forms = [_forms(g.name, g.aliases) for g in golds]
    forms = [_forms(p["name"], p.get("aliases") or ()) for p in predictions]
    pairs = []
    for pi, p in enumerate(predictions):
        for gi, g in enumerate(golds):
            if shared := len(forms[pi] & gold_forms[gi]):
                same_name = plain(str(p["name"])) == plain(g.name)
                pairs.append((not same_name, p.get("type") != g.type, -shared, pi, gi))
    free_p, free_g = dict(enumerate(predictions)), dict(enumerate(golds))
    for _, _, _, pi, gi in sorted(pairs):
        if pi in free_p and gi in free_g:
            p, g = free_p.pop(pi), free_g.pop(gi)
            if not g.optional:
                result.matched.append((p, g))
    result.missed += [g for g in free_g.values() if not g.optional]
    known = set().union(*gold_forms)
    result.spurious += [p for pi, p in free_p.items() if forms[pi] & known or p.get("type") not in UNCOUNTED]
