"""Reader's text to Document: repair, article splitting, metadata."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.hints import Hint, TableHint
from corpus.repair import repair
from schemas.documents import Article, Block, Document, Metadata, Skipped


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

    `skipped` is what the reader left out; `metadata` is what sidecar and format state (what they leave open is
    derived from the text).
    """
    clean = repair(original)
    blocks: list[Block] = []
    at = 0
    for line in clean.text.split("\n"):
        if line:
            blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    article = Article(
        index=0,
        text=clean.text,
        offsets=clean.offsets,
        blocks=tuple(blocks),
        headline=metadata.title,
        segments=(clean.offsets.to_raw(0, len(clean.text)),) if clean.text else (),
    )
    return Document(
        document_id=data_id,
        name=name,
        source=source,
        media_type=media_type,
        original=original,
        reader=reader,
        metadata=metadata,
        articles=(article,) if clean.text else (),
        skipped=(*skipped, *clean.skipped),
    )
