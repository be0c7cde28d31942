"""Facts against gold: six nested readings of "right", each stricter than the one before.

quantity   value and unit (of a compound unit, the numerator is enough)
dated      and the period's years
about      and the subject
full       and the indicator: half of the bigrams shared with an acceptable phrase that it does not contradict
full+kind  and the kind
strict     and the period to the month, and every word of scope of the indicator in both or in neither
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from extract.evaluation import comparison
from extract.evaluation.gold import GoldFact
from extract.evaluation.scores import Score

LEVELS = ("quantity", "dated", "about", "full", "full+kind", "strict")
FULL = LEVELS.index("full") + 1
WHOLE = LEVELS.index("full+kind") + 1
"""From this level on a record counts as right as a whole; what `confidence` is the probability of."""
LEAST_LIKENESS = 0.5

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Match:
    """A prediction and its gold fact; `level` of the `LEVELS` hold, counted from the first."""

    level: int
    prediction: Record
    gold: GoldFact


@dataclass(slots=True)
class Alignment:
    """Which prediction answers which gold fact. Predictions that answer optional gold are in none of the lists."""

    matched: list[Match] = field(default_factory=list)
    missed: list[GoldFact] = field(default_factory=list)
    spurious: list[Record] = field(default_factory=list)

    def score(self, level: int) -> Score:
        """Counts at a level (1 = quantity … 6 = strict)."""
        hit = sum(m.level >= level for m in self.matched)
        return Score(hit, len(self.matched) + len(self.missed), len(self.matched) + len(self.spurious))


def agreement(prediction: Record, gold: GoldFact) -> tuple[int, float]:
    """How many nested levels hold (0 … 6), and a likeness that breaks ties."""
    if not comparison.same_value(prediction.get("value"), gold.value):
        return 0, 0.0
    if not comparison.same_unit(str(prediction.get("unit") or ""), gold.unit):
        return 0, 0.0
    period, phrase = prediction.get("period"), str(prediction.get("indicator") or "")
    got = comparison.years(period)
    dated = not gold.period or any(got == comparison.years(p) for p in gold.period)
    about = comparison.same_subject(str(prediction.get("subject") or ""), gold.subject)
    likeness = max(
        (comparison.likeness(phrase, i) for i in gold.indicator if not comparison.contradicts(phrase, i)), default=0.0
    )
    kind = prediction.get("kind") in gold.kind
    exact = (not gold.period or any(comparison.same_months(period, p) for p in gold.period)) and comparison.same_scope(
        phrase, gold.indicator
    )
    level = 1
    for held in (dated, about, likeness >= LEAST_LIKENESS, kind, exact):
        if not held:
            break
        level += 1
    return level, likeness + 0.3 * dated + 0.3 * about + 0.1 * kind


def distinct(predictions: Iterable[Record]) -> list[Record]:
    """Predictions without those that say what one before them said."""
    seen: set[tuple[Any, ...]] = set()
    kept = []
    for p in predictions:
        key = (
            *(str(p.get(k)) for k in ("doc", "value", "unit", "subject", "indicator", "kind")),
            comparison.years(p.get("period")),
        )
        if key not in seen:
            seen.add(key)
            kept.append(p)
    return kept


def align(gold: Sequence[GoldFact], predictions: Iterable[Record]) -> Alignment:
    """Pair every prediction with one gold fact of its document at most, best agreement first.

    Predictions for documents without gold are left out. Ties go to what stands first in the input.
    """
    gold_of: dict[str, list[GoldFact]] = defaultdict(list)
    for g in gold:
        gold_of[g.doc].append(g)
    found: dict[str, list[Record]] = defaultdict(list)
    for p in distinct(predictions):
        doc = PurePath(str(p.get("doc") or "")).name
        if doc in gold_of:
            found[doc].append(p)
    result = Alignment()
    for doc, golds in gold_of.items():
        _align_document(golds, found[doc], result)
    return result


def _align_document(golds: list[GoldFact], predictions: list[Record], result: Alignment) -> None:
    pairs = []
    for pi, p in enumerate(predictions):
        for gi, g in enumerate(golds):
            level, likeness = agreement(p, g)
            if level:
                pairs.append((-level, -likeness, pi, gi))
    free_p, free_g = dict(enumerate(predictions)), dict(enumerate(golds))
    for level, _, pi, gi in sorted(pairs):
        if pi in free_p and gi in free_g:
            p, g = free_p.pop(pi), free_g.pop(gi)
            if not g.optional:
                result.matched.append(Match(-level, p, g))
    result.missed += [g for g in free_g.values() if not g.optional]
    result.spurious += free_p.values()
