"""What is read: documents, their articles, blocks and tables. All produced by `corpus`, consumed by `extract`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from schemas.spans import OffsetMap, Span

ArticleKind = Literal["article", "photo_caption", "sidebar", "fragment", "table"]
BlockKind = Literal["title", "heading", "paragraph", "list_item", "caption", "note", "table_row", "byline", "toc"]
MetadataOrigin = Literal[
    "sidecar", "row", "html_meta", "docx_properties", "pdf_info", "feed", "masthead", "text", "file_name"
]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document as a whole. `origin` tells for each known field where it came from."""

    title: str | None = None
    published: str | None = None  # ISO date: YYYY-MM-DD, YYYY-MM or YYYY
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    edition: str | None = None  # issue or page of a newspaper, edition of a report
    licence: str | None = None
    origin: dict[str, MetadataOrigin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A stretch of the original (or a part of a batch) that was left out, and why.

    `span` counts in the original; None where the thing has no place in the text. `reason` is a short code such as
    `running_head`, `folio`, `doubled_credit`, `bookmark`, `duplicate_headline`.
    """

    reason: str
    span: Span | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like unit of an article: `[start, end)` in the article's clean text.

    `level` is the depth of a heading (1 = chapter); 0 for everything else.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One data cell of a table.

    `start`/`end` are its place in the article's clean text; `row` and `column` hold the header texts that apply,
    outermost first; `unit` is the unit that the table or its header states for it, as printed ("亿元"), or None.
    """

    start: int
    end: int
    text: str
    row: tuple[str, ...]
    column: tuple[str, ...]
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table inside an article; `start`/`end` in the article's clean text cover all of its rows."""

    start: int
    end: int
    title: str | None
    cells: tuple[Cell, ...]
    unit: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One news text of a document.

    `text` is repaired; `offsets` maps it to the document's original. `segments` are the stretches of the original
    that it was put together from, in reading order. Headline and byline are repaired text; `headline_span` counts
    in the original. The headline is also part of `text` (as a `title` block) when it stands before the body.
    """

    index: int
    text: str
    offsets: OffsetMap
    blocks: tuple[Block, ...]
    headline: str | None = None
    headline_span: Span | None = None
    byline: str | None = None
    published: str | None = None
    kind: ArticleKind = "article"
    segments: tuple[Span, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def span(self) -> Span:
        """Hull of the segments, in the original."""
        if not self.segments:
            return Span(0, 0)
        return Span(min(s.start for s in self.segments), max(s.end for s in self.segments))


@dataclass(frozen=True, slots=True)
class Document:
    """Received bytes after reading. `document_id` is `sha256:` and the hash of the bytes (of the row for tables
    of articles); `original` is what the reader gave before any repair, and every offset counts in it.
    """

    document_id: str
    name: str  # file name, as in the contract's `doc`
    source: str  # path or address it was read from; `archive.zip!member` inside an archive
    media_type: str
    original: str
    reader: str  # name and version of the reader, e.g. "docx/1"
    metadata: Metadata
    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()
