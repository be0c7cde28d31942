"""Trains the ranking by which an article's main subject is found, on the gold of tests/gold alone.

    .venv/bin/python bench/train_main_subject.py [--dry-run]

Writes extract/data/attribution/main_subject.json; the same gold and extraction give the same bytes. An article's best
candidates are those that most of its facts are about, as the scorer compares names. Softmax regression with a ridge
penalty, fitted by Newton's method on all features at once. Printed: the share of facts whose article's choice is a name
that gold accepts, in ten folds by document, by the scores of the rules alone and by the trained ranking, and the most
that any choice among the candidates could reach; then the same for ../shared/gold, which is never trained on.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.limits import Limits
from extract.attribution import subjects
from extract.attribution.electing import DIGITS, FILE, described
from extract.attribution.main_subject import MainSubject
from extract.confidence.fitting import fold_of
from extract.evaluation.comparison import same_subject
from extract.evaluation.gold import GoldFact, read_gold
from extract.pipeline import Extractor
from parkgraph.reading import read_all
from schemas.errors import ParkgraphError

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PARKGRAPH_SHARED", ROOT.parent / "shared"))
PENALTY = 3.0
LEAST_ARTICLES = 4  # a feature seen in fewer articles gets no weight
ENOUGH = 5  # facts that make an article count in full
STEPS, TOLERANCE = 60, 1e-9
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Article:
    """One article: its candidates' features, how many of its facts each is right for, and the rules' own choice."""

    doc: str
    facts: int
    found: list[dict[str, float]]
    right: Array
    scores: Array


def read_articles(folder: Path) -> list[Article]:
    """The articles of the gold in `folder` that have candidates to choose among."""
    gold: dict[str, list[GoldFact]] = defaultdict(list)
    for fact in read_gold(sorted(folder.glob("facts_*.jsonl"))).facts:
        if not fact.optional:
            gold[fact.doc].append(fact)
    places = [folder / "passages", folder.parent / "seeds"]
    paths = [p for place in places if place.exists() for p in sorted(place.glob("*.txt")) if p.name in gold]
    extractor, found = Extractor(), []
    for document in read_all(list(map(str, paths)), Limits()):
        if isinstance(document, ParkgraphError):
            raise document
        told = _Listener()
        notes, _ = extractor.annotate(document)
        texts = [re.sub(r"\s", "", n.text) for n in notes]
        shared: list[list[GoldFact]] = [[] for _ in notes]
        for fact in gold[document.name]:
            where = next((i for i, t in enumerate(texts) if re.sub(r"\s", "", fact.evidence) in t), None)
            if where is not None:
                shared[where].append(fact)
        for one, facts in zip(notes, shared, strict=True):
            finder = told.finders.get(id(one))
            if finder is None or not facts or not finder.cases:
                continue
            rows = described(finder.cases, one.text, finder.titles, one.metadata.publisher or "")
            right = [sum(same_subject(finder.cases[k].subject.name, f.subject) for f in facts) for k, _ in rows]
            scores = [finder.cases[k].score for k, _ in rows]
            found.append(
                Article(document.name, len(facts), [r for _, r in rows], np.array(right, float), np.array(scores))
            )
        told.close()
    return found


class _Listener:
    """Notes which finder chose for which article."""

    def __init__(self) -> None:
        self.finders: dict[int, MainSubject] = {}
        self._plain = subjects.MainSubject
        listener = self

        class Listened(MainSubject):
            def find(self):  # type: ignore[no-untyped-def]
                listener.finders[id(self.notes)] = self
                return super().find()

        subjects.MainSubject = Listened  # type: ignore[misc]

    def close(self) -> None:
        subjects.MainSubject = self._plain  # type: ignore[misc]


def matrices(articles: list[Article], names: dict[str, int]) -> list[Array]:
    """The features of each article's candidates as a matrix."""
    made = []
    for article in articles:
        matrix = np.zeros((len(article.found), len(names)))
        for i, row in enumerate(article.found):
            for name, value in row.items():
                if name in names:
                    matrix[i, names[name]] = value
        made.append(matrix)
    return made


def fit(articles: list[Article], rows: list[Array], penalty: float) -> Array:
    """Weights that give an article's best candidates the most of a softmax; Newton steps, ridge `penalty`."""
    size = rows[0].shape[1]
    w = np.zeros(size)
    for _ in range(STEPS):
        gradient, hessian = penalty * w, penalty * np.eye(size)
        for article, x in zip(articles, rows, strict=True):
            if article.right.max() <= 0:
                continue
            good = (article.right >= article.right.max()).astype(float)
            weight = min(1.0, article.right.max() / ENOUGH)
            s = x @ w
            p = np.exp(s - s.max())
            p /= p.sum()
            q = p * good / (p * good).sum()
            gradient += weight * (x.T @ (p - q))
            mean = x.T @ p
            hessian += weight * ((x.T * p) @ x - np.outer(mean, mean))
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < TOLERANCE:
            break
    return w


def reached(articles: list[Article], choices: list[int]) -> float:
    """Share of facts whose article's choice is right for them."""
    right = sum(a.right[c] for a, c in zip(articles, choices, strict=True))
    return float(right / sum(a.facts for a in articles))


def by_rules(articles: list[Article]) -> list[int]:
    """The candidate that the rules score highest."""
    return [int(np.argmax(a.scores)) for a in articles]


def by_weights(rows: list[Array], w: Array) -> list[int]:
    """The candidate that the trained ranking puts first."""
    return [int(np.argmax(x @ w)) for x in rows]


def show(name: str, articles: list[Article], choices: list[int]) -> None:
    """Prints a line of the table."""
    most = sum(a.right.max() for a in articles) / sum(a.facts for a in articles)
    print(
        f"{name:34s} {len(articles):4d} articles   rules {reached(articles, by_rules(articles)):.3f}   "
        f"trained {reached(articles, choices):.3f}   at most {most:.3f}"
    )


def main() -> None:
    """Trains, reports and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry-run", action="store_true", help="report only")
    args = parser.parse_args()
    articles = read_articles(ROOT / "tests" / "gold")
    seen: dict[str, set[int]] = defaultdict(set)
    for i, article in enumerate(articles):
        for row in article.found:
            for name in row:
                seen[name].add(i)
    names = {n: i for i, n in enumerate(sorted(n for n, where in seen.items() if len(where) >= LEAST_ARTICLES))}
    rows = matrices(articles, names)
    choices = [0] * len(articles)
    for fold in range(10):
        inside = [i for i, a in enumerate(articles) if fold_of(a.doc) == fold]
        outside = [i for i in range(len(articles)) if i not in set(inside)]
        w = fit([articles[i] for i in outside], [rows[i] for i in outside], PENALTY)
        for i in inside:
            choices[i] = by_weights([rows[i]], w)[0]
    show("tests/gold, ten folds", articles, choices)
    w = fit(articles, rows, PENALTY)
    if (SHARED / "gold").exists():
        held = read_articles(SHARED / "gold")
        show("../shared/gold, never trained on", held, by_weights(matrices(held, names), w))
    table = {n: round(float(w[i]), DIGITS) for n, i in names.items() if round(float(w[i]), DIGITS)}
    if not args.dry_run:
        made = {"articles": len(articles), "penalty": PENALTY, "weights": table}
        FILE.write_text(json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
