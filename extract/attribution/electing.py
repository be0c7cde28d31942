"""Which of the things that an article names it is about: a trained ranking of what speaks for each.

A linear model over features of each candidate, fitted by `bench/train_main_subject.py` on the gold of tests/gold so
that the candidates which most of an article's facts are about get the most of a softmax.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import log, log1p
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extract.attribution.carriers import Subject
from extract.entities.lexicon import Strict, load
from schemas.errors import ParkgraphError

FILE = Path(__file__).resolve().parent.parent / "data" / "attribution" / "main_subject.json"
_UNSEEN = 9999
_FAR = 2000
_LEADS = 80
DIGITS = 4


@dataclass(slots=True)
class Case:
    """What speaks for one candidate.

    `evidence` is the weight by kind of evidence (title, publisher, mention …), `score` their sum by the type's own
    weight, `first` where the text first names it, `times` how often.
    """

    subject: Subject
    score: float = 0.0
    evidence: dict[str, float] = field(default_factory=dict)
    first: int = _UNSEEN
    times: int = 0


class Cues(Strict):
    """`main_subject.yaml`: patterns of words by which a text, or its title, goes on about a thing of a type."""

    text: dict[str, str]
    title: dict[str, str]


class Model(BaseModel):
    """The fitted weights."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    articles: int = Field(gt=0)
    penalty: float = Field(gt=0)
    weights: dict[str, float] = Field(min_length=1)


@cache
def model() -> Model:
    """The weights of the data file; E201 where it is none."""
    try:
        return Model.model_validate_json(FILE.read_bytes())
    except (OSError, ValidationError) as error:
        raise ParkgraphError("E201", str(FILE), str(error)) from error


@cache
def _cues() -> tuple[dict[str, re.Pattern[str]], dict[str, re.Pattern[str]]]:
    cues = load(Cues, "attribution/main_subject.yaml")
    return {k: re.compile(v) for k, v in cues.text.items()}, {k: re.compile(v) for k, v in cues.title.items()}


@lru_cache(maxsize=256)
def _spoken_of(text: str, kind: str) -> float:
    """How often in 1,000 characters a text uses a type's own words."""
    pattern = _cues()[0].get(kind)
    return log1p(len(pattern.findall(text)) * 1000 / max(200, len(text))) if pattern else 0.0


def features(case: Case, total: float, first: int, text: str, titles: str, publisher: str) -> dict[str, float]:
    """The features of a candidate; `total` is the weight of all mentions, `first` where the first candidate stands."""
    name, kind = case.subject.name, case.subject.type
    at = case.first if case.first < _UNSEEN else text.find(name)
    at = _UNSEEN if at < 0 else at
    told = case.evidence.get("mention", 0.0)
    found = {
        "score": log(case.score + 0.05),
        "share": told / total,
        "times": log1p(case.times),
        "position": -log1p(min(at, _FAR)) / 7,
        f"type_{kind}": 1.0,
    }
    for how, weight in case.evidence.items():
        found[f"by_{how}"], found[f"much_{how}"] = 1.0, log1p(weight)
    if at == first:
        found["first"] = 1.0
    if at < _LEADS:
        found["leads"] = 1.0
    if spoken := _spoken_of(text, kind):
        found["own_words"] = found[f"own_words_{kind}"] = spoken
    title = _cues()[1].get(kind)
    if title is not None and title.search(titles):
        found["title_words"] = found[f"title_words_{kind}"] = 1.0
    if name.strip("《》“”") in titles:
        found["in_title"] = 1.0
    if publisher and name[:4] in publisher:
        found["in_publisher"] = 1.0
    return found


def described(
    cases: Mapping[tuple[str, str], Case], text: str, titles: str, publisher: str
) -> list[tuple[tuple[str, str], dict[str, float]]]:
    """Each candidate's key and features, by key."""
    total = sum(c.evidence.get("mention", 0.0) for c in cases.values()) or 1.0
    first = min(c.first for c in cases.values())
    return [(k, features(cases[k], total, first, text, titles, publisher)) for k in sorted(cases)]


def elect(cases: Mapping[tuple[str, str], Case], text: str, titles: str, publisher: str) -> Subject:
    """The candidate with the highest score; of equals the last by name."""
    if len(cases) == 1:
        return next(iter(cases.values())).subject
    weights = model().weights
    best = max(
        (round(sum(weights.get(n, 0.0) * v for n, v in found.items()), 6), key)
        for key, found in described(cases, text, titles, publisher)
    )
    return cases[best[1]].subject
