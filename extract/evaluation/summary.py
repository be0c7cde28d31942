"""The whole evaluation of records against gold: scores by level, kind, genre and confidence, and the errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from extract.evaluation.articles import ArticleAlignment, align_articles, right_headline
from extract.evaluation.entities import EntityAlignment, align_entities
from extract.evaluation.facts import LEVELS, WHOLE, Alignment, align
from extract.evaluation.gold import Gold, GoldFact
from extract.evaluation.relations import RelationAlignment, align_relations
from extract.evaluation.reliability import Band, calibration_error, reliability
from extract.evaluation.scores import Score
from schemas.records import ENTITY_TYPES, RELATION_TYPES

Record = dict[str, Any]
THRESHOLDS = (0.95, 0.9, 0.8, 0.7, 0.5, 0.0)
KINDS = ("level", "change", "growth", "share", "ratio", "rank", "rate", "target")


@dataclass(frozen=True, slots=True)
class Predictions:
    """Records of the contract, by kind."""

    facts: tuple[Record, ...] = ()
    entities: tuple[Record, ...] = ()
    relations: tuple[Record, ...] = ()
    articles: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A score of a part: `part` is "facts", "facts by kind" …, `name` the level, kind, genre …"""

    part: str
    name: str
    score: Score

    def to_record(self) -> Record:
        """A flat JSON object."""
        return {"part": self.part, "name": self.name, **self.score.to_record()}


@dataclass(frozen=True, slots=True)
class Reliability:
    """Whether confidence means what it says: bands of one part, which is right at `level`."""

    part: str
    level: str
    bands: tuple[Band, ...]
    error: float  # expected calibration error of the bands


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came out; parts without gold are empty."""

    lines: tuple[Line, ...]
    reliability: tuple[Reliability, ...]  # of facts, entities, relations
    errors: tuple[Record, ...]


def evaluate(gold: Gold, predictions: Predictions) -> Evaluation:
    """Score records against gold. Deterministic; records of documents without gold of their kind are left out."""
    lines: list[Line] = []
    errors: list[Record] = []
    tables: list[Reliability] = []

    def judge(part: str, level: str, judged: Iterable[tuple[Record, bool]], wanted: int) -> None:
        rows = [(float(record.get("confidence") or 0.0), right) for record, right in judged]
        bands = tuple(reliability(rows))
        tables.append(Reliability(part, level, bands, calibration_error(bands)))
        for least in THRESHOLDS:
            sure = [right for confidence, right in rows if confidence >= least]
            name = f"{part} by confidence, {level}"
            lines.append(Line(name, f">= {least:.2f}", Score(sum(sure), wanted, len(sure))))

    if gold.facts:
        found = align(gold.facts, predictions.facts)
        lines += _fact_lines(gold.facts, predictions.facts, found)
        judge("facts", LEVELS[WHOLE - 1], _judged(found), len(found.matched) + len(found.missed))
        errors += _fact_errors(found)
    if gold.entities:
        entities = align_entities(gold.entities, predictions.entities)
        lines += _entity_lines(entities)
        judge("entities", "name and type", entities.judged(), entities.score().gold)
        errors += _entity_errors(entities)
    if gold.relations:
        relations = align_relations(gold.relations, predictions.relations, gold.entities)
        lines += _relation_lines(relations)
        judge("relations", "relation and ends", relations.judged, relations.score().gold)
        errors += _relation_errors(relations)
    if gold.articles:
        articles = align_articles(gold.articles, predictions.articles)
        lines.append(Line("articles", "bodies", articles.bodies()))
        lines.append(Line("articles", "headlines", articles.headlines()))
        errors += _article_errors(articles)
    return Evaluation(tuple(lines), tuple(tables), tuple(errors))


def _judged(found: Alignment) -> Iterable[tuple[Record, bool]]:
    """Every scored record and whether it is right as a whole."""
    for m in found.matched:
        yield m.prediction, m.level >= WHOLE
    for p in found.spurious:
        yield p, False


def _fact_lines(gold: list[GoldFact], facts: tuple[Record, ...], found: Alignment) -> list[Line]:
    lines = [Line("facts", level, found.score(i)) for i, level in enumerate(LEVELS, 1)]
    genres = sorted({g.genre for g in gold})
    for level in ("quantity", "full", "full+kind", "strict"):
        for genre in genres:
            # a document annotated in two files is judged against each by itself
            part = align([g for g in gold if g.genre == genre], facts) if len(genres) > 1 else found
            lines.append(Line(f"facts by genre, {level}", genre, part.score(LEVELS.index(level) + 1)))
    for kind in KINDS:
        # what was found or missed counts under the first kind that gold accepts, what is spurious under its own
        matched = [m for m in found.matched if m.gold.kind[0] == kind]
        missed = [g for g in found.missed if g.kind[0] == kind]
        spurious = [p for p in found.spurious if p.get("kind") == kind]
        if matched or missed or spurious:
            score = Alignment(matched, missed, spurious).score(WHOLE)
            lines.append(Line("facts by kind, full+kind", kind, score))
    return lines


def _entity_lines(found: EntityAlignment) -> list[Line]:
    lines = [Line("entities", "by name", found.score(typed=False)), Line("entities", "name and type", found.score())]
    for type_ in ENTITY_TYPES:
        hit = sum(g.type == type_ == p.get("type") for p, g in found.matched)
        wanted = sum(g.type == type_ for _, g in found.matched) + sum(g.type == type_ for g in found.missed)
        records = [p for p, _ in found.matched] + found.spurious
        predicted = sum(p.get("type") == type_ for p in records)
        if wanted or predicted:
            lines.append(Line("entities by type", type_, Score(hit, wanted, predicted)))
    return lines


def _relation_lines(found: RelationAlignment) -> list[Line]:
    lines = [Line("relations", "all", found.score())]
    counts = [Counter(t.relation for t in part) for part in (found.matched, found.missed, found.spurious)]
    for relation in RELATION_TYPES:
        hit, missed, spurious = (c[relation] for c in counts)
        if hit or missed or spurious:
            lines.append(Line("relations by type", relation, Score(hit, hit + missed, hit + spurious)))
    return lines


def _tell(subject: str, indicator: str, value: object, unit: str, period: object, kind: str) -> str:
    return " | ".join((subject, indicator, f"{value} {unit}", str(period or ""), kind))


def _of_gold(g: GoldFact) -> str:
    return _tell(g.subject[0], g.indicator[0], g.value, g.unit[0], "/".join(g.period[:1]), "/".join(g.kind))


def _of_record(p: Record) -> str:
    return _tell(
        str(p.get("subject")),
        str(p.get("indicator")),
        p.get("value"),
        str(p.get("unit")),
        p.get("period"),
        str(p.get("kind")),
    )


def _error(part: str, doc: str, what: str, gold: str, found: str, confidence: object = None) -> Record:
    return {"part": part, "doc": doc, "error": what, "gold": gold, "found": found, "confidence": confidence}


def _fact_errors(found: Alignment) -> list[Record]:
    rows = [_error("facts", g.doc, "missed", _of_gold(g), "") for g in found.missed]
    rows += [
        _error("facts", str(p.get("doc")), "spurious", "", _of_record(p), p.get("confidence")) for p in found.spurious
    ]
    for m in sorted(found.matched, key=lambda m: m.level):
        if m.level < len(LEVELS):
            wrong = f"not {LEVELS[m.level]}"
            rows.append(
                _error(
                    "facts",
                    m.gold.doc,
                    wrong,
                    _of_gold(m.gold),
                    _of_record(m.prediction),
                    m.prediction.get("confidence"),
                )
            )
    return rows


def _entity_errors(found: EntityAlignment) -> list[Record]:
    rows = [_error("entities", g.doc, "missed", f"{g.name} | {g.type}", "") for g in found.missed]
    for p in found.spurious:
        told = f"{p['name']} | {p.get('type')}"
        rows.append(_error("entities", str(p.get("doc")), "spurious", "", told, p.get("confidence")))
    for p, g in found.matched:
        if p.get("type") != g.type:
            told = f"{p['name']} | {p.get('type')}"
            rows.append(_error("entities", g.doc, "wrong type", f"{g.name} | {g.type}", told, p.get("confidence")))
    return rows


def _relation_errors(found: RelationAlignment) -> list[Record]:
    rows = []
    for t in found.missed:
        rows.append(_error("relations", t.doc, "missed", f"{t.head} | {t.relation} | {t.tail}", ""))
    for t in found.spurious:
        rows.append(_error("relations", t.doc, "spurious", "", f"{t.head} | {t.relation} | {t.tail}"))
    return rows


def _article_errors(found: ArticleAlignment) -> list[Record]:
    rows = []
    for g, p in found.pairs:
        if p is None:
            rows.append(_error("articles", g.doc, "body not separated", g.headline or g.first_words, ""))
        elif not right_headline(g, p):
            rows.append(_error("articles", g.doc, "wrong headline", g.headline or "", str(p.get("headline") or "")))
    return rows
