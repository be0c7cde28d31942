"""Gives each draft its period, and the facts whose period lies ahead their modality."""

from __future__ import annotations

from extract.annotations import Annotations
from extract.attribution.drafts import Draft
from extract.attribution.modality import lies_ahead, lies_behind
from extract.periods.assign import PeriodContext


def periods_of(notes: Annotations) -> PeriodContext:
    """The periods of an article, read once."""
    article, metadata = notes.article, notes.metadata
    return PeriodContext(
        notes.text,
        notes.periods,
        notes.quantities,
        [(s.start, s.end) for s in notes.sentences],
        notes.blocks,
        article.headline,
        metadata.title,
        article.published or metadata.published,
        spoken=notes.spoken_year,
    )


def give_periods(notes: Annotations, context: PeriodContext) -> None:
    """Assign periods to all drafts that have none yet, and settle which of them lie ahead."""
    published = notes.article.published or notes.metadata.published
    for draft in notes.drafts:
        if draft.period is None:
            _date(draft, notes, context)
        if draft.kind in ("growth", "change") and not draft.base:
            draft.base = year_before(draft.period)
        # what lies ahead cannot be a fact yet; an estimate of a year gone by is one
        if draft.modality == "actual" and lies_ahead(draft.period, published, context.anchor_year):
            draft.modality = "target"
        elif draft.modality == "forecast" and lies_behind(draft.period, published):
            draft.modality = "actual"


def year_before(period: str | None) -> str | None:
    """The same stretch a year earlier, which 同比 and a bare 增长 compare with; None for spans of several years."""
    if not period:
        return None
    years = {part[:4] for part in period.split("/")}
    if len(years) != 1 or not (year := years.pop()).isdigit():
        return None
    return period.replace(year, str(int(year) - 1))


def _date(draft: Draft, notes: Annotations, context: PeriodContext) -> None:
    sentence = notes.sentences[draft.sentence]
    quantity = draft.quantity
    draft.period, draft.period_kind, draft.period_from = context.assign(
        quantity.start, quantity.end, (sentence.start, sentence.end), sentence.block
    )
