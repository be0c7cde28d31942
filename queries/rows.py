"""Figures as flat rows: one row a fact, that is an observation as one document states it, with its evidence.

Names are those of the contract's fact record; `ROW_TYPES` gives their order and types for every export format.
"""

from __future__ import annotations

from collections.abc import Iterable

from queries.figures import Figure, Statement
from queries.tabular import Row

# "number" is int or float as printed; "list" a list of strings; "json" a list or an object
ROW_TYPES: dict[str, str] = {
    "doc": "string",
    "document_id": "string",
    "article": "string",
    "article_index": "integer",
    "subject": "string",
    "subject_id": "string",
    "subject_type": "string",
    "indicator": "string",
    "indicator_id": "string",
    "indicator_name": "string",
    "scope_population": "string",
    "scope_industry": "string",
    "scope_area": "string",
    "scope_counterpart": "string",
    "value": "number",
    "value_low": "number",
    "value_high": "number",
    "unit": "string",
    "unit_full": "string",
    "raw": "string",
    "period": "string",
    "period_kind": "string",
    "period_from": "string",
    "year": "integer",
    "kind": "string",
    "measure_kind": "string",
    "base": "string",
    "qualifier": "list",
    "modality": "string",
    "edition": "string",
    "fact_id": "string",
    "observation_id": "string",
    "series": "string",
    "mentions": "json",
    "evidence": "string",
    "sentence_id": "string",
    "start": "integer",
    "end": "integer",
    "confidence": "number",
    "rule": "string",
}


def figure_rows(figure: Figure) -> list[Row]:
    """A row for each fact id that states the figure, ordered by document and place; `mentions` holds every place."""
    by_fact: dict[str, list[Statement]] = {}
    for statement in figure.statements:
        by_fact.setdefault(statement.fact_id, []).append(statement)
    return [_row(figure, statements) for statements in by_fact.values()]


def all_rows(figures: Iterable[Figure]) -> list[Row]:
    """The rows of many figures, in their order."""
    return [row for figure in figures for row in figure_rows(figure)]


def _row(figure: Figure, statements: list[Statement]) -> Row:
    """The place that the fact was read from leads (a rounded headline before it is only a mention)."""
    first = min(statements, key=lambda s: (not s.main, s.start, s.end))
    row: Row = {
        "doc": first.document,
        "document_id": first.document_id,
        "article": first.article,
        "article_index": first.article_index,
        "subject": figure.subject,
        "subject_id": figure.subject_id,
        "subject_type": figure.subject_type,
        "indicator": first.indicator_text or figure.indicator_text or figure.indicator,
        "indicator_id": figure.catalogue_id,
        "indicator_name": figure.indicator,
        "scope_population": figure.scope_population,
        "scope_industry": figure.scope_industry,
        "scope_area": figure.scope_area,
        "scope_counterpart": figure.scope_counterpart,
        "value": figure.value,
        "value_low": figure.value_low,
        "value_high": figure.value_high,
        "unit": figure.unit,
        "unit_full": figure.unit_full,
        "raw": first.raw,
        "period": figure.period,
        "period_kind": figure.period_kind,
        "period_from": first.period_from,
        "year": figure.year,
        "kind": figure.kind,
        "measure_kind": figure.measure_kind,
        "base": figure.base,
        "qualifier": list(figure.qualifiers),
        "modality": figure.modality,
        "edition": figure.edition,
        "fact_id": first.fact_id,
        "observation_id": figure.observation_id,
        "series": figure.series,
        "mentions": [{"start": s.start, "end": s.end, "raw": s.raw} for s in statements],
        "evidence": first.sentence,
        "sentence_id": first.sentence_id,
        "start": first.start,
        "end": first.end,
        "confidence": figure.confidence if first.confidence is None else first.confidence,
        "rule": first.rule,
    }
    assert row.keys() == ROW_TYPES.keys()
    return row
