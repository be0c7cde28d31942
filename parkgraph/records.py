"""What the commands take from one document. These functions run in worker processes."""

from __future__ import annotations

from typing import Any

from parkgraph.extraction import extractor
from schemas.documents import Document
from schemas.records import number

Record = dict[str, Any]
UNATTRIBUTED = frozenset({"no_indicator", "no_subject"})
"""Reasons of quantities that found no place in a fact; all others are of numbers that are no quantities."""


def rows_of(document: Document, kind: str) -> list[Record]:
    """The records of one kind (facts, entities, relations, articles, quantities) of a document."""
    if kind == "quantities":
        return _quantities(document)
    extraction = extractor().extract(document)
    found: tuple[Any, ...] = getattr(extraction, kind)
    return [record.to_record() for record in found]


def _quantities(document: Document) -> list[Record]:
    from extract.quantities import find_quantities

    rows = []
    for article in document.articles:
        for quantity in find_quantities(article.text):
            span = article.offsets.to_raw(quantity.start, quantity.end)
            rows.append(
                {
                    "doc": document.name,
                    "document_id": document.document_id,
                    "article_index": article.index,
                    "start": span.start,
                    "end": span.end,
                    "text": quantity.text,
                    "value": number(quantity.value),
                    "value_low": number(quantity.value_low),
                    "value_high": number(quantity.value_high),
                    "unit": quantity.unit,
                    "unit_full": quantity.unit_full or quantity.unit,
                    "kind": quantity.kind,
                    "qualifiers": list(quantity.qualifiers),
                }
            )
    return rows


def report_of(document: Document) -> list[Record]:
    """What became of a document, in the order of its text: `{doc, start, end, raw, fate, reason, detail, confidence}`.

    `fate` is `attributed` (reason `mapped`, `unmapped` where the catalogue does not know the indicator, or `repeated`
    for a further place of a fact; detail: subject, indicator, period and kind), `unattributed` (a quantity that found
    no place in a fact), `rejected` (a number that is no quantity) or `skipped` (text that was left out before reading).
    """
    extraction = extractor().extract(document)
    rows = []
    for fact in extraction.facts:
        told = " · ".join(part for part in (fact.subject, fact.indicator, fact.period, fact.kind) if part)
        for mention in fact.mentions:
            own = (mention.start, mention.end) == (fact.start, fact.end)
            reason = "repeated" if not own else "mapped" if fact.indicator_id else "unmapped"
            row = _row(document, mention.start, mention.end, mention.raw, "attributed", reason, told)
            rows.append({**row, "confidence": fact.confidence})
    for rejection in extraction.rejected:
        fate = "unattributed" if rejection.reason in UNATTRIBUTED else "rejected"
        rows.append(_row(document, rejection.start, rejection.end, rejection.raw, fate, rejection.reason))
    for skipped in extraction.skipped:
        start, end = skipped.span or (None, None)
        rows.append(_row(document, start, end, skipped.text, "skipped", skipped.reason))
    return sorted(rows, key=lambda row: (row["start"] is None, row["start"] or 0, row["end"] or 0, row["fate"]))


def _row(
    document: Document, start: int | None, end: int | None, raw: str, fate: str, reason: str, detail: str = ""
) -> Record:
    return {
        "doc": document.name,
        "document_id": document.document_id,
        "start": start,
        "end": end,
        "raw": raw,
        "fate": fate,
        "reason": reason,
        "detail": detail,
        "confidence": None,
    }
