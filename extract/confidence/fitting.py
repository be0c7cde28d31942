"""Fitting the confidence model: logistic regression with a ridge penalty (Newton), Platt calibration, fixed folds."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Indices = NDArray[np.intp]
Key = tuple[str, str]
LEAST_DOCUMENTS = 3  # a value seen in fewer documents gets no weight: it would remember them
FOLDS = 10
LEAST_SLOPE = 0.05  # a calibration never turns scores around


@dataclass(frozen=True, slots=True)
class Example:
    """A record as the scorer sees it: its document, its features by group, whether it is right as a whole."""

    doc: str
    keys: tuple[Key, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights by (group, value)."""

    bias: float
    table: dict[Key, float]

    def scores(self, examples: Sequence[Example]) -> Array:
        """Log-odds of examples."""
        get = self.table.get
        return np.array([self.bias + sum(get(k, 0.0) for k in e.keys) for e in examples])


def fold_of(doc: str, folds: int = FOLDS) -> int:
    """The fold of a document, by the hash of its name: the same on every machine and for every set of documents."""
    return int.from_bytes(hashlib.sha256(doc.encode()).digest()[:4], "big") % folds


def newton(index: Indices, columns: int, y: Array, penalty: float) -> Array:
    """Coefficients of a logistic regression on 0/1 features with a ridge penalty; the first is the bias.

    Row i has a 1 in the columns `index[i]` and 0 in all others; column 0 stands in every row and bears no penalty, and
    the last column takes what has no weight. Newton steps, each solved by conjugate gradients: no matrix is built.
    """
    ridge = np.full(columns, penalty)
    ridge[0] = 0.0
    flat, width = index.ravel(), index.shape[1]

    def gather(row_values: Array) -> Array:
        summed = np.bincount(flat, weights=np.repeat(row_values, width), minlength=columns).astype(np.float64)
        summed[-1] = 0.0
        return summed

    w = np.zeros(columns)
    for _ in range(30):
        p = 1.0 / (1.0 + np.exp(-np.clip(w[index].sum(axis=1), -30, 30)))
        gradient = gather(p - y) + ridge * w
        if float(np.abs(gradient).max()) < 1e-8:
            break
        curvature = p * (1 - p)
        scale = gather(curvature) + ridge + 1e-9  # diagonal of the Hessian
        step, rest = np.zeros(columns), gradient
        conditioned = rest / scale
        direction, size = conditioned, float(rest @ conditioned)
        for _ in range(200):
            image = gather(curvature * direction[index].sum(axis=1)) + ridge * direction
            length = size / float(direction @ image)
            step, rest = step + length * direction, rest - length * image
            conditioned = rest / scale
            size, before = float(rest @ conditioned), size
            if size < 1e-20:
                break
            direction = conditioned + (size / before) * direction
        w = w - step
        w[-1] = 0.0
    return w


def fit(examples: Sequence[Example], penalty: float) -> Fit:
    """Fit weights to examples."""
    documents: dict[Key, set[str]] = defaultdict(set)
    for e in examples:
        for key in e.keys:
            documents[key].add(e.doc)
    keys = sorted(k for k, docs in documents.items() if len(docs) >= LEAST_DOCUMENTS)
    column = {k: i + 1 for i, k in enumerate(keys)}
    none = len(keys) + 1
    index = np.array([[0, *(column.get(k, none) for k in e.keys)] for e in examples], dtype=np.intp)
    w = newton(index, none + 1, np.array([float(e.right) for e in examples]), penalty)
    return Fit(float(w[0]), {k: float(w[i]) for k, i in column.items()})


def platt(scores: Array, right: Array) -> tuple[float, float]:
    """Slope and intercept that turn scores of unseen documents into log-odds (Newton, damped)."""
    x = np.column_stack([scores, np.ones_like(scores)])
    w = np.zeros(2)
    for _ in range(100):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30, 30)))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + 1e-9 * np.eye(2), x.T @ (p - right))
        loss = log_loss(x @ w, right)
        while float(np.abs(step).max()) > 1e-10 and log_loss(x @ (w - step), right) > loss:
            step = step / 2
        w = w - step
        if float(np.abs(step).max()) < 1e-10:
            break
    if w[0] >= LEAST_SLOPE:
        return float(w[0]), float(w[1])
    intercept = 0.0  # scores that tell nothing: the share that is right, nearly alone
    for _ in range(100):
        p = 1.0 / (1.0 + np.exp(-np.clip(LEAST_SLOPE * scores + intercept, -30, 30)))
        intercept -= float((p - right).sum() / ((p * (1 - p)).sum() + 1e-9))
    return LEAST_SLOPE, intercept


def out_of_fold(examples: Sequence[Example], penalty: float, folds: Iterable[int]) -> Array:
    """The score of each example from weights fitted without its fold; `folds` is one number an example."""
    number = np.array(list(folds))
    scores = np.zeros(len(examples))
    for fold in sorted(set(number.tolist())):
        rest = [e for e, f in zip(examples, number, strict=True) if f != fold]
        mine = np.flatnonzero(number == fold).tolist()
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
        mine = np.flatnonzero(number == fold).tolist()
        known = [examples[i] for i in rest]
        inner = out_of_fold(known, penalty, [folds[i] for i in rest])
        slope, intercept = platt(inner, np.array([float(e.right) for e in known]))
        scores = fit(known, penalty).scores([examples[i] for i in mine])
        found[mine] = 1.0 / (1.0 + np.exp(-(slope * scores + intercept - margin)))
    return found


def auc(scores: Array, right: Array) -> float:
    """Probability that a right record has the higher score than a wrong one; a tie counts half."""
    _, place, equal = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(equal) - (equal - 1) / 2)[place]  # equal scores share the middle of their ranks
    positive = int(right.sum())
    negative = len(right) - positive
    return float((ranks[right > 0].sum() - positive * (positive + 1) / 2) / max(1, positive * negative))
