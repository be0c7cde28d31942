"""What the commands take from one document. These functions run in worker processes."""

from __future__ import annotations

from typing import Any

from parkgraph.extraction import extractor
from schemas.documents import Document
from schemas.records import number

Record = dict[str, Any]


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
    """Every figure of a document in order: `{doc, start, end, raw, fate, detail}`.

    `fate` is `attributed` (detail: subject, indicator and period), `unattributed` or `rejected` (detail: the reason).
    """
    extraction = extractor().extract(document)
    rows = [
        {
            "doc": document.name,
            "start": fact.start,
            "end": fact.end,
            "raw": fact.raw,
            "fate": "attributed",
            "detail": " · ".join(part for part in (fact.subject, fact.indicator, fact.period, fact.kind) if part),
            "reason": "",
        }
        for fact in extraction.facts
    ]
    for rejection in extraction.rejected:
        rows.append(
            {
                "doc": document.name,
                "start": rejection.start,
                "end": rejection.end,
                "raw": rejection.raw,
                # a quantity that found no place in a fact, as against a number that is none
                "fate": "unattributed" if rejection.reason.startswith("no_") else "rejected",
                "detail": rejection.reason,
                "reason": rejection.reason,
            }
        )
    return sorted(rows, key=lambda row: (row["start"], row["end"], row["fate"]))
