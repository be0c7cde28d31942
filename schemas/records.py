"""What is found: quantities, facts, entities, relations, and why something was not turned into one.

`to_record` gives the JSON objects of the contract; keys stand in the contract's order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from schemas.documents import Metadata, Skipped
from schemas.spans import Span

Record = dict[str, Any]

QuantityKind = Literal["number", "percent", "currency", "dimension", "ordinal", "range", "date"]
FactKind = Literal["level", "change", "growth", "share", "ratio", "rank", "rate", "target"]
Modality = Literal["actual", "target", "forecast"]
PeriodKind = Literal["year", "half", "quarter", "month", "day", "instant", "span", "cumulative"]
PeriodFrom = Literal["clause", "sentence", "paragraph", "heading", "article", "title", "published"]
Qualifier = Literal["approx", "over", "under", "nearly", "cumulative"]
EntityType = Literal[
    "park",
    "enterprise",
    "lab_or_institute",
    "university",
    "government",
    "region",
    "industry",
    "person",
    "event",
    "policy",
    "ranking_or_report",
    "product",
    "media",
    "association",
]
ENTITY_TYPES: tuple[EntityType, ...] = EntityType.__args__  # type: ignore[attr-defined]
LABELS: dict[EntityType, str] = {
    "park": "Park",
    "enterprise": "Enterprise",
    "lab_or_institute": "Lab",
    "university": "University",
    "government": "Government",
    "region": "Region",
    "industry": "Industry",
    "person": "Person",
    "event": "Event",
    "policy": "Policy",
    "ranking_or_report": "Ranking",
    "product": "Product",
    "media": "Media",
    "association": "Association",
}
RelationType = Literal[
    "located_in",
    "part_of",
    "subsidiary_of",
    "established",
    "signed_with",
    "operates",
    "issued_by",
    "published_by",
    "ranks",
    "member_of",
    "works_for",
    "certified_by",
    "invested",
    "hosts",
    "participated_in",
    "develops",
]
RELATION_TYPES: tuple[RelationType, ...] = RelationType.__args__  # type: ignore[attr-defined]


def number(value: Decimal | None) -> int | float | None:
    """A JSON number: int where the decimal is whole, else the nearest float."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed quantity. `start`/`end` count in the text that was read (clean text of an article).

    `value` is in base units (亿元 → CNY × 1e8); `unit` is the numerator's code, `unit_full` the whole ("CNY/人").
    `value_low`/`value_high` bound it where the text gives a range, a bound or an approximation.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    kind: QuantityKind
    unit_full: str = ""
    value_low: Decimal | None = None
    value_high: Decimal | None = None
    qualifiers: tuple[Qualifier, ...] = ()

    def to_record(self) -> Record:
        """The object of `parkgraph quantities`."""
        record: Record = {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "value": number(self.value),
            "unit": self.unit,
            "kind": self.kind,
        }
        if self.value_low is not None or self.value_high is not None:
            record["value_low"] = number(self.value_low)
            record["value_high"] = number(self.value_high)
        return record


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that states something: `[start, end)` in the document's original, and what is printed there."""

    start: int
    end: int
    raw: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article: `text` as read (repaired), `[start, end)` its hull in the original."""

    index: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Scope:
    """The restriction of an indicator taken apart."""

    population: str | None = None
    industry: str | None = None
    area: str | None = None
    counterpart: str | None = None

    def to_record(self) -> Record:
        """Only the parts that are given."""
        parts = (
            ("population", self.population),
            ("industry", self.industry),
            ("area", self.area),
            ("counterpart", self.counterpart),
        )
        return {k: v for k, v in parts if v is not None}


@dataclass(frozen=True, slots=True)
class Fact:
    """An Observation as stated in one document: the fact record of the contract."""

    doc: str
    document_id: str
    article: str | None
    article_index: int
    sentence_index: int
    subject: str
    subject_id: str
    subject_type: EntityType
    subject_name: str
    indicator: str
    indicator_id: str | None
    scope: Scope
    value: Decimal
    unit: str
    unit_full: str
    raw: str
    period: str | None
    period_kind: PeriodKind | None
    period_from: PeriodFrom | None
    kind: FactKind
    measure_kind: FactKind
    base: str | None
    qualifier: tuple[Qualifier, ...]
    modality: Modality
    fact_id: str
    mentions: tuple[Mention, ...]
    evidence: str
    start: int
    end: int
    confidence: float
    rule: str
    value_low: Decimal | None = None
    value_high: Decimal | None = None
    indicator_candidate: str | None = None  # nearest catalogue id of an unmapped phrase
    edition: str | None = None  # edition of the publication, where the text names one
    ambiguous: tuple[str, ...] = ()  # codes of readings left open, e.g. "multiple_or_growth"

    def to_record(self) -> Record:
        """The JSON object of the contract."""
        return {
            "doc": self.doc,
            "document_id": self.document_id,
            "article": self.article,
            "article_index": self.article_index,
            "sentence_index": self.sentence_index,
            "subject": self.subject,
            "subject_id": self.subject_id,
            "subject_type": self.subject_type,
            "subject_name": self.subject_name,
            "indicator": self.indicator,
            "indicator_id": self.indicator_id,
            "indicator_candidate": self.indicator_candidate,
            "scope": self.scope.to_record(),
            "value": number(self.value),
            "value_low": number(self.value_low),
            "value_high": number(self.value_high),
            "unit": self.unit,
            "unit_full": self.unit_full,
            "raw": self.raw,
            "period": self.period,
            "period_kind": self.period_kind,
            "period_from": self.period_from,
            "kind": self.kind,
            "measure_kind": self.measure_kind,
            "base": self.base,
            "qualifier": list(self.qualifier),
            "modality": self.modality,
            "edition": self.edition,
            "ambiguous": list(self.ambiguous),
            "fact_id": self.fact_id,
            "mentions": [{"start": m.start, "end": m.end, "raw": m.raw} for m in self.mentions],
            "evidence": self.evidence,
            "start": self.start,
            "end": self.end,
            "confidence": self.confidence,
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """A real-world thing that a document names."""

    doc: str
    document_id: str
    article_index: int
    name: str
    entity_id: str
    type: EntityType
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    confidence: float
    canonical: str = ""  # the registry's name; equals `name` for things outside the registry
    reason: str = ""  # why the mentions were linked: full_name, registered_alias, definition, abbreviation …
    candidates: tuple[str, ...] = ()  # ids that an ambiguous name may stand for

    def to_record(self) -> Record:
        """The JSON object of the contract."""
        return {
            "doc": self.doc,
            "document_id": self.document_id,
            "article_index": self.article_index,
            "name": self.name,
            "canonical": self.canonical or self.name,
            "entity_id": self.entity_id,
            "type": self.type,
            "aliases": list(self.aliases),
            "mentions": [{"start": m.start, "end": m.end, "text": m.raw} for m in self.mentions],
            "reason": self.reason,
            "candidates": list(self.candidates),
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """A relation that a document states between two entities."""

    doc: str
    document_id: str
    article_index: int
    sentence_index: int
    head: str
    head_id: str
    head_type: EntityType
    relation: RelationType
    tail: str
    tail_id: str
    tail_type: EntityType
    time: str | None
    role: str | None
    evidence: str
    start: int
    end: int
    confidence: float
    rule: str = ""

    def to_record(self) -> Record:
        """The JSON object of the contract."""
        return {
            "doc": self.doc,
            "document_id": self.document_id,
            "article_index": self.article_index,
            "sentence_index": self.sentence_index,
            "head": self.head,
            "head_id": self.head_id,
            "head_type": self.head_type,
            "relation": self.relation,
            "tail": self.tail,
            "tail_id": self.tail_id,
            "tail_type": self.tail_type,
            "time": self.time,
            "role": self.role,
            "evidence": self.evidence,
            "start": self.start,
            "end": self.end,
            "confidence": self.confidence,
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True)
class Rejection:
    """A number that became no fact, and why (`edition`, `model_name`, `document_number`, `no_indicator` …)."""

    reason: str
    article_index: int
    start: int
    end: int
    raw: str

    def to_record(self) -> Record:
        """A flat JSON object."""
        return {
            "reason": self.reason,
            "article_index": self.article_index,
            "start": self.start,
            "end": self.end,
            "raw": self.raw,
        }


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article as it goes out: the record of `--select articles`, with its sentences for the graph."""

    doc: str
    document_id: str
    article_index: int
    headline: str | None
    byline: str | None
    published: str | None
    text: str
    start: int
    end: int
    segments: tuple[Span, ...]
    kind: str
    sentences: tuple[Sentence, ...] = ()

    def to_record(self) -> Record:
        """The JSON object of the contract (without the sentences)."""
        return {
            "doc": self.doc,
            "document_id": self.document_id,
            "article_index": self.article_index,
            "headline": self.headline,
            "byline": self.byline,
            "published": self.published,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "segments": [{"start": s.start, "end": s.end} for s in self.segments],
            "kind": self.kind,
        }


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document yields. `to_record` is what the ledger keeps and the graph is built from."""

    doc: str
    document_id: str
    source: str
    media_type: str
    reader: str
    extractor: str  # name and version of the extractor
    metadata: Metadata
    articles: tuple[ArticleRecord, ...] = ()
    facts: tuple[Fact, ...] = ()
    entities: tuple[EntityRecord, ...] = ()
    relations: tuple[RelationRecord, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    skipped: tuple[Skipped, ...] = field(default=())

    def to_record(self) -> Record:
        """One JSON object: document, articles with sentences, facts, entities, relations, what was left out."""
        m = self.metadata
        return {
            "document": {
                "doc": self.doc,
                "document_id": self.document_id,
                "source": self.source,
                "media_type": self.media_type,
                "reader": self.reader,
                "extractor": self.extractor,
                "title": m.title,
                "published": m.published,
                "publisher": m.publisher,
                "url": m.url,
                "author": m.author,
                "edition": m.edition,
                "licence": m.licence,
                "metadata_origin": dict(sorted(m.origin.items())),
            },
            "articles": [
                {
                    **a.to_record(),
                    "sentences": [
                        {"index": s.index, "start": s.start, "end": s.end, "text": s.text} for s in a.sentences
                    ],
                }
                for a in self.articles
            ],
            "facts": [f.to_record() for f in self.facts],
            "entities": [e.to_record() for e in self.entities],
            "relations": [r.to_record() for r in self.relations],
            "rejected": [r.to_record() for r in self.rejected],
            "skipped": [
                {
                    "reason": s.reason,
                    "start": s.span.start if s.span else None,
                    "end": s.span.end if s.span else None,
                    "text": s.text,
                }
                for s in self.skipped
            ],
        }
