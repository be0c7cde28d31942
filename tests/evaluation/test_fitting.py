"""The fit behind the weights: finds what is in the data, never looks at the fold it is judged on."""

from __future__ import annotations

import numpy as np
import pytest

from extract.confidence import fitting
from extract.confidence.fitting import Example


def example(doc: str, value: str, right: bool) -> Example:
    return Example(doc, (("rule", value), ("kind", "")), right)


def corpus(good: float, bad: float, documents: int = 30, each: int = 40) -> list[Example]:
    """Every document has records of two values, right `good` and `bad` of the time."""
    rows = []
    for d in range(documents):
        for value, share in (("good", good), ("bad", bad)):
            rows += [example(f"d{d}", value, i < share * each) for i in range(each)]
    return rows


def test_a_fit_gives_back_the_frequencies():
    fit = fitting.fit(corpus(0.9, 0.4), penalty=0.01)
    scores = fit.scores([example("x", "good", True), example("x", "bad", True)])
    assert 1 / (1 + np.exp(-scores)) == pytest.approx([0.9, 0.4], abs=0.005)


def test_values_of_few_documents_get_no_weight():
    rows = corpus(0.9, 0.4) + [example("d0", "rare", False)] * 50
    assert ("rule", "rare") not in fitting.fit(rows, penalty=1.0).table
    assert ("rule", "good") in fitting.fit(rows, penalty=1.0).table


def test_a_fold_is_judged_by_weights_that_never_saw_it():
    rows = corpus(0.9, 0.4, documents=8)
    folds = [int(e.doc[1:]) % 2 for e in rows]
    scores = fitting.out_of_fold(rows, 1.0, folds)
    turned = [Example(e.doc, e.keys, not e.right) if f == 0 else e for e, f in zip(rows, folds, strict=True)]
    again = fitting.out_of_fold(turned, 1.0, folds)
    mine = np.array(folds) == 0
    assert again[mine] == pytest.approx(scores[mine])
    assert again[~mine] != pytest.approx(scores[~mine])
    nested = fitting.nested(rows, 1.0, 0.0, [int(e.doc[1:]) % 4 for e in rows])
    assert ((nested > 0) & (nested < 1)).all()


def test_calibration_undoes_a_scale():
    rng = np.random.default_rng(7)
    honest = rng.normal(0.5, 1.5, 4000)
    right = (rng.random(4000) < 1 / (1 + np.exp(-honest))).astype(float)
    slope, intercept = fitting.platt(3 * honest + 1, right)
    assert (slope, slope + intercept) == pytest.approx((1 / 3, 0.0), abs=0.12)


def test_scores_that_tell_nothing_give_the_share_that_is_right():
    scores = np.linspace(-2, 2, 400)
    right = (np.arange(400) % 4 > 0) & (scores < 1.8)  # the highest are wrong: a slope would turn them around
    slope, intercept = fitting.platt(scores, right.astype(float))
    assert slope == fitting.LEAST_SLOPE
    assert (1 / (1 + np.exp(-(slope * scores + intercept)))).mean() == pytest.approx(right.mean(), abs=0.001)


def test_equal_scores_count_half():
    right = np.array([1.0, 0.0, 1.0, 0.0])
    assert fitting.auc(np.array([0.5, 0.5, 0.5, 0.5]), right) == 0.5
    assert fitting.auc(np.array([0.9, 0.5, 0.5, 0.1]), right) == 0.875


def test_folds_depend_on_the_name_alone():
    folds = [fitting.fold_of(f"document{i}.txt") for i in range(500)]
    assert set(folds) == set(range(10))
    assert fitting.fold_of("document7.txt") == folds[7]
