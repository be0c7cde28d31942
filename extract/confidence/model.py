"""The probability that a record is right: a logistic model over how it was read, calibrated on gold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import exp

from extract.annotations import Annotations
from extract.confidence.features import Values, describe
from extract.confidence.names import describe_entities, describe_relations
from extract.confidence.weights import GROUPS_OF, Kind, Weights, weights
from extract.linking.entities import Linked
from schemas.records import EntityRecord, RelationRecord

DIGITS = 3
_STEEPEST = 30.0  # beyond it the probability is 0 or 1 to twelve digits


class Model:
    """Weights in the order of the features of a kind of record."""

    def __init__(self, kind: Kind, weights: Weights) -> None:
        mapping = weights.mapping
        self._weight = tuple(
            {value: mapping.slope * weight for value, weight in weights.groups.get(group, {}).items()}.get
            for group in GROUPS_OF[kind]
        )
        self._start = mapping.slope * weights.bias + mapping.intercept - mapping.margin

    def probability(self, values: Values) -> float:
        """Probability of a record with these features, rounded to three digits."""
        score = self._start
        for weight, value in zip(self._weight, values, strict=True):
            score += weight(value, 0.0)
        score = max(-_STEEPEST, min(_STEEPEST, score))
        return round(1.0 / (1.0 + exp(-score)), DIGITS)


@cache
def _model(kind: Kind) -> Model:
    return Model(kind, weights(kind))


def confidences(notes: Annotations) -> list[float]:
    """For each draft of an article the probability that subject, indicator, value, unit, year and kind are all right.

    Deterministic, three digits; depends on nothing but the article's annotations.
    """
    probability = _model("facts").probability
    return [probability(values) for values in describe(notes)]


def entity_confidences(linked: Linked, annotations: Sequence[Annotations]) -> list[float]:
    """For each entity record of a document the probability that its name and type are right."""
    probability = _model("entities").probability
    return [probability(values) for values in describe_entities(linked, annotations)]


def relation_confidences(relations: Sequence[RelationRecord], entities: Sequence[EntityRecord]) -> list[float]:
    """For each relation the probability that it and both of its ends are right.

    The records have the belief of the rules for a confidence, as linking and the frames leave them.
    """
    probability = _model("relations").probability
    return [probability(values) for values in describe_relations(relations, entities)]
