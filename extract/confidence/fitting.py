"""Fitting the confidence model: logistic regression with a ridge penalty (Newton), Platt calibration, fixed folds."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.confidence.features import GROUPS, Values

Array = NDArray[np.float64]
LEAST_DOCUMENTS = 3  # a value seen in fewer documents gets no weight: it would remember them
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """A record as the scorer sees it: its document, its features, whether it is right as a whole."""

    doc: str
    values: Values
    right: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights by (group, value)."""

    bias: float
    table: dict[tuple[str, str], float]

    def scores(self, examples: Sequence[Example]) -> Array:
        """Log-odds of examples."""
        get = self.table.get
        return np.array([self.bias + sum(get(k, 0.0) for k in zip(GROUPS, e.values, strict=True)) for e in examples])


def fold_of(doc: str, folds: int = FOLDS) -> int:
    """The fold of a document, by the hash of its name: the same on every machine and for every set of documents."""
    return int.from_bytes(hashlib.sha256(doc.encode()).digest()[:4], "big") % folds


def newton(x: Array, y: Array, ridge: Array, rounds: int = 40) -> Array:
    """Coefficients of a logistic regression with a ridge penalty for each column."""
    w = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + ridge * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge + 1e-9)
        step = np.linalg.solve(hessian, gradient)
        w = w - step
        if float(np.abs(step).max()) < 1e-9:
            break
    return w


def fit(examples: Sequence[Example], penalty: float) -> Fit:
    """Fit weights to examples."""
    documents: dict[tuple[str, str], set[str]] = defaultdict(set)
    for e in examples:
        for key in zip(GROUPS, e.values, strict=True):
            documents[key].add(e.doc)
    keys = sorted(k for k, docs in documents.items() if len(docs) >= LEAST_DOCUMENTS)
    column = {k: i + 1 for i, k in enumerate(keys)}
    x = np.zeros((len(examples), len(keys) + 1))
    x[:, 0] = 1.0
    for row, e in enumerate(examples):
        for key in zip(GROUPS, e.values, strict=True):
            if (at := column.get(key)) is not None:
                x[row, at] = 1.0
    y = np.array([float(e.right) for e in examples])
    ridge = np.full(x.shape[1], penalty)
    ridge[0] = 0.0
    w = newton(x, y, ridge)
    return Fit(float(w[0]), {k: float(w[i]) for k, i in column.items()})


def platt(scores: Array, right: Array) -> tuple[float, float]:
    """Slope and intercept that turn scores of unseen documents into log-odds."""
    x = np.column_stack([scores, np.ones_like(scores)])
    slope, intercept = newton(x, right, np.array([0.0, 0.0]))
    return float(max(slope, 0.05)), float(intercept)


def out_of_fold(examples: Sequence[Example], penalty: float, folds: Iterable[int]) -> Array:
    """The score of each example from weights fitted without its fold; `folds` is one number an example."""
    number = np.array(list(folds))
    scores = np.zeros(len(examples))
    for fold in sorted(set(number.tolist())):
        rest = [e for e, f in zip(examples, number, strict=True) if f != fold]
        mine = np.flatnonzero(number == fold)
        scores[mine] = fit(rest, penalty).scores([examples[i] for i in mine])
    return scores


def log_loss(scores: Array, right: Array) -> float:
    """Mean negative log-likelihood of log-odds."""
    return float(np.mean(np.logaddexp(0.0, -scores * (2 * right - 1))))


def nested(examples: Sequence[Example], penalty: float, margin: float, folds: Sequence[int]) -> Array:
    """Probability of each example when neither weights nor calibration have seen its fold."""
    number = np.array(folds)
    found = np.zeros(len(examples))
    for fold in sorted(set(folds)):
        rest = [i for i, f in enumerate(folds) if f != fold]
        mine = np.flatnonzero(number == fold)
        known = [examples[i] for i in rest]
        inner = out_of_fold(known, penalty, [folds[i] for i in rest])
        slope, intercept = platt(inner, np.array([float(e.right) for e in known]))
        scores = fit(known, penalty).scores([examples[i] for i in mine])
        found[mine] = 1.0 / (1.0 + np.exp(-(slope * scores + intercept - margin)))
    return found


def auc(scores: Array, right: Array) -> float:
    """Probability that a right record has the higher score than a wrong one."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    positive = int(right.sum())
    negative = len(right) - positive
    return float((ranks[right > 0].sum() - positive * (positive + 1) / 2) / max(1, positive * negative))


def seen_values(examples: Sequence[Example]) -> dict[str, Counter[str]]:
    """How often each value of each group occurs."""
    counts: dict[str, Counter[str]] = {g: Counter() for g in GROUPS}
    for e in examples:
        for group, value in zip(GROUPS, e.values, strict=True):
            counts[group][value] += 1
    return counts
