"""The probability that a whole record is right: a logistic model over how it was read, calibrated on gold."""

from __future__ import annotations

from functools import lru_cache
from math import exp

from extract.annotations import Annotations
from extract.confidence.features import GROUPS, Values, describe
from extract.confidence.weights import Weights, weights

DIGITS = 3
_STEEPEST = 30.0  # beyond it the probability is 0 or 1 to twelve digits


class Model:
    """Weights in the order of the features."""

    def __init__(self, weights: Weights) -> None:
        mapping = weights.mapping
        self._tables = tuple(
            {value: mapping.slope * weight for value, weight in weights.groups.get(group, {}).items()}
            for group in GROUPS
        )
        self._start = mapping.slope * weights.bias + mapping.intercept - mapping.margin

    def probability(self, values: Values) -> float:
        """Probability of a record with these features, rounded to three digits."""
        score = self._start
        for table, value in zip(self._tables, values, strict=True):
            score += table.get(value, 0.0)
        score = max(-_STEEPEST, min(_STEEPEST, score))
        return round(1.0 / (1.0 + exp(-score)), DIGITS)


@lru_cache(maxsize=1)
def _model() -> Model:
    return Model(weights())


def confidences(notes: Annotations) -> list[float]:
    """For each draft of an article the probability that subject, indicator, value, unit, year and kind are all right.

    Deterministic, three digits; depends on nothing but the article's annotations.
    """
    probability = _model().probability
    return [probability(values) for values in describe(notes)]
