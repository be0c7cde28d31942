"""How a page was understood, as plain data that the front door renders: articles, headlines, what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schemas.documents import Document
from schemas.spans import Span

LineKind = Literal["article", "headline", "block", "table", "left_out"]


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of the view.

    `article` is the index of the article that it belongs to (None for what was left out); `label` is the kind of the
    article or block, or the reason; `[start, end)` is the place in the original (None where there is none).
    """

    kind: LineKind
    label: str
    text: str
    article: int | None = None
    start: int | None = None
    end: int | None = None
    level: int = 0


def describe(document: Document) -> list[PageLine]:
    """The lines of the view: the articles with headline, blocks and tables in reading order, then what was left out."""
    lines: list[PageLine] = []
    for article in document.articles:
        hull = article.span
        note = " · ".join(x for x in (article.byline, article.published) if x)
        lines.append(PageLine("article", article.kind, note, article.index, hull.start, hull.end))
        if article.headline:
            span = article.headline_span or Span(-1, -1)
            placed = article.headline_span is not None
            lines.append(
                PageLine(
                    "headline",
                    "headline" if placed else "headline from metadata",
                    article.headline,
                    article.index,
                    span.start if placed else None,
                    span.end if placed else None,
                )
            )
        for block in article.blocks:
            span = article.offsets.to_raw(block.start, block.end)
            text = article.text[block.start : block.end]
            lines.append(PageLine("block", block.kind, text, article.index, span.start, span.end, block.level))
        for table in article.tables:
            span = article.offsets.to_raw(table.start, table.end)
            text = f"{table.title or ''} ({len(table.cells)} cells{', ' + table.unit if table.unit else ''})".strip()
            lines.append(PageLine("table", "table", text, article.index, span.start, span.end))
    for item in document.skipped:
        start, end = item.span if item.span else (None, None)
        lines.append(PageLine("left_out", item.reason, " ".join(item.text.split()), None, start, end))
    return lines
