"""Reader's text to Document: repair, article splitting, metadata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.articles import split
from corpus.hints import Hint, TableHint
from corpus.metadata import derive
from corpus.repair import repair
from schemas.documents import Article, Document, Metadata, Skipped
from schemas.spans import Span


def build_document(
    *,
    data_id: str,
    name: str,
    source: str,
    media_type: str,
    original: str,
    reader: str,
    metadata: Metadata,
    blocks_hint: Sequence[Hint] = (),
    tables_hint: Sequence[TableHint] = (),
    skipped: Sequence[Skipped] = (),
) -> Document:
    """Put the Document together from what a reader gave; `data_id` is `sha256:` and the hash of the bytes.

    `skipped` is what the reader left out (its spans are in no article); `metadata` is what sidecar and format state;
    what they leave open is derived from the text and the name.
    """
    excluded = [s.span for s in skipped if s.span is not None]
    repaired = repair(original, [Span(h.start, h.end) for h in blocks_hint], excluded)
    known = derive(original, name, metadata)
    articles, dropped = split(original, repaired, known, blocks_hint, tables_hint)
    known = _settle(known, articles)
    left_out = sorted([*skipped, *repaired.skipped, *dropped], key=lambda s: (s.span or Span(-1, -1), s.reason))
    return Document(
        document_id=data_id,
        name=name,
        source=source,
        media_type=media_type,
        original=original,
        reader=reader,
        metadata=known,
        articles=articles,
        skipped=tuple(left_out),
    )


def _settle(metadata: Metadata, articles: Sequence[Article]) -> Metadata:
    """What the only article of a text says of it: its headline as title, its byline as author.

    A page of several articles has neither of its own, so a title guessed from its first lines is withdrawn.
    """
    mains = [a for a in articles if a.kind in ("article", "table")]
    only = mains[0] if len(mains) == 1 else None
    origin = dict(metadata.origin)
    title, author = metadata.title, metadata.author
    if title is None or origin.get("title") == "text":
        origin.pop("title", None)
        title = only.headline if only else None
        if title:
            origin["title"] = "text"
    if author is None and only is not None and only.byline:
        author = only.byline
        origin["author"] = "text"
    return replace(metadata, title=title, author=author, origin=dict(sorted(origin.items())))
