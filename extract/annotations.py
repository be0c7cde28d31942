"""What the components of the pipeline leave on a spaCy Doc: stand-off annotation over the article's clean text.

The Doc's tokens are single characters, so token offsets, code points and spans are the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from schemas.documents import Article, Block, Metadata
from schemas.records import EntityType, PeriodKind, Quantity, Rejection

if TYPE_CHECKING:
    from extract.attribution.drafts import Draft
    from extract.linking.link import Entity


@dataclass(slots=True)
class SentenceSpan:
    """A sentence: `[start, end)` in the clean text and the index of its block in the article."""

    start: int
    end: int
    block: int


@dataclass(slots=True)
class NotQuantity:
    """A number that is no quantity, with a reason code (`model_name`, `document_number`, `edition` …)."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(slots=True)
class PeriodMention:
    """A printed period, before it is resolved against an anchor.

    `value` is the ISO form of the contract where the text alone gives it (`2023`, `2023-12-31`, `2014/2018`,
    `2024-01/2024-09`), else None; `relative` is then a rule id that `periods.resolve` understands (`last_year`).
    """

    start: int
    end: int
    text: str
    kind: PeriodKind
    value: str | None = None
    relative: str | None = None
    arguments: tuple[int, ...] = ()


@dataclass(slots=True)
class EntityMention:
    """A named thing in the text. `name` and `entity_id` are set by linking (the document's fullest name)."""

    start: int
    end: int
    text: str
    type: EntityType
    name: str = ""
    entity_id: str = ""
    canonical: str = ""
    score: float = 1.0
    reason: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class Annotations:
    """Everything found so far in one article; lives in `doc.user_data["parkgraph"]`."""

    text: str
    article: Article
    metadata: Metadata
    blocks: tuple[Block, ...]
    sentences: list[SentenceSpan] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    not_quantities: list[NotQuantity] = field(default_factory=list)
    periods: list[PeriodMention] = field(default_factory=list)
    entities: list[EntityMention] = field(default_factory=list)
    spoken_year: int | None = None  # the year that an undated document speaks from
    anaphors: list[tuple[int, int, Entity]] = field(default_factory=list)  # 全市, 公司 … and what they stand for
    drafts: list[Draft] = field(default_factory=list)
    relations: list[Any] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
