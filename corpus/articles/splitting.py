"""A repaired text to its articles."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.articles.build import build_article
from corpus.articles.drafts import Draft, cut_page, finish_kinds
from corpus.articles.fragments import rejoin
from corpus.articles.headlines import bind_headlines, join_headline
from corpus.articles.paragraphs import Paragraph, read_paragraphs
from corpus.articles.placing import place_tables
from corpus.hints import Hint, TableHint
from corpus.repair.pipeline import Repaired
from schemas.documents import Article, Metadata, Skipped


def split(
    original: str,
    repaired: Repaired,
    metadata: Metadata,
    blocks_hint: Sequence[Hint] = (),
    tables_hint: Sequence[TableHint] = (),
) -> tuple[tuple[Article, ...], tuple[Skipped, ...]]:
    """The articles of a document, and the stretches that belong to none (with the reason).

    `blocks_hint` and `tables_hint` are the blocks and tables that the format itself marks, offsets in `original`.
    A text that shows one article gives one; its headline is the title of `metadata` where the text prints that, or
    prints none.
    """
    paragraphs = read_paragraphs(repaired, blocks_hint)
    page = cut_page(paragraphs)
    bind_headlines(page)
    rejoin(page)
    finish_kinds(page)
    drafts = [d for d in page.drafts if d.paragraphs or d.heads]
    tables = place_tables(tables_hint, repaired)
    articles = []
    for index, draft in enumerate(drafts):
        title = _outside_title(draft, metadata, alone=len(drafts) == 1)
        articles.append(build_article(index, draft, repaired, title, tables))
    skipped = [_skip(repaired, original, reason, p) for reason, p in page.dropped]
    return tuple(articles), tuple(skipped)


def _skip(repaired: Repaired, original: str, reason: str, p: Paragraph) -> Skipped:
    span = repaired.offsets.to_raw(p.start, p.end)
    return Skipped(reason, span, original[span.start : span.end])


def _outside_title(draft: Draft, metadata: Metadata, *, alone: bool) -> str | None:
    """The metadata's title where it is this article's headline."""
    title = metadata.title
    if not title or metadata.origin.get("title") == "text":
        return None
    printed = _plain(join_headline([p.text for p in draft.heads]))
    wanted = _plain(title)
    if printed and wanted and (wanted in printed or printed in wanted):
        return title
    return title if alone and not draft.heads else None


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
