"""Gives each draft its period, and the facts whose period lies ahead their modality."""

from __future__ import annotations

import re
from bisect import bisect_right

from extract.annotations import Annotations
from extract.attribution.drafts import Draft
from extract.attribution.modality import lies_ahead, lies_behind
from extract.periods.assign import PeriodContext
from extract.periods.resolve import resolve


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
        measures = draft.subject.type == "policy" or _OF_MEASURES.search(
            notes.metadata.title or notes.article.headline or ""
        )
        if draft.period_from == "article" and published and measures:
            if "/" not in (draft.period or "") and _GIVES.search(_clause(draft, notes)):
                # what a measure in force gives: now, whatever year its preamble told of
                draft.period, draft.period_kind, draft.period_from = published[:4], "year", "published"
        if draft.kind in ("growth", "change", "ratio"):
            _compare(draft, notes, context, published)
        if draft.kind in ("growth", "change") and not draft.base:
            draft.base = year_before(draft.period)
        # what lies ahead cannot be a fact yet; an estimate of a year gone by is one
        if draft.modality == "actual" and lies_ahead(draft.period, published, context.anchor_year):
            if not _granted(draft, notes):
                draft.modality = "target"
        elif draft.modality == "forecast" and lies_behind(draft.period, published):
            draft.modality = "actual"


_GRANTS = re.compile(r"给予|给与|奖励|奖补|补贴|补助|资助|贴息|补(?=[约近]?$)|不超过$|最高$|依托|按照?每")


_OF_MEASURES = re.compile(r"措施|政策|办法|细则|条例|新政|[十百\d]条|解读|问答")
_GIVES = re.compile(r"给予|给与|奖励|奖补|补贴|补助|资助|贴息|不超过|最高|规模|共$|首期")


def _clause(draft: Draft, notes: Annotations) -> str:
    """The words of a figure's clause before it, and a few behind."""
    start = draft.quantity.start
    opened = max(notes.text.rfind(x, 0, start) for x in "，。；：\n") + 1
    return notes.text[opened:start] + notes.text[draft.quantity.end : draft.quantity.end + 6]


def _granted(draft: Draft, notes: Annotations) -> bool:
    """Whether a clause says what a policy in force gives: 每架次补30元. Its years lie ahead, the rule holds now."""
    if draft.period_from != "article" or "/" not in (draft.period or ""):
        return False
    start = draft.quantity.start
    opened = max(notes.text.rfind(x, 0, start) for x in "，。；：\n") + 1
    return _GRANTS.search(notes.text, opened, start) is not None


# a period between one of these and the figure is what the figure is compared with: 较2020年增长, 是2018年的2.6倍
_COMPARED = re.compile(r"(?:比|较|較|是|为|為|相当于|達到|达到|扩大至|扩大到|增长到|增至)$")


def _compare(draft: Draft, notes: Annotations, context: PeriodContext, published: str | None) -> None:
    """Sets the base of a comparison to the year that the clause names, and does not take that year for the period."""
    start = draft.quantity.start
    i = bisect_right(notes.periods, start, key=lambda p: p.end) - 1
    if i < 0 or start - notes.periods[i].end > 16:
        return
    mention = notes.periods[i]
    between = notes.text[mention.end : start]
    if re.search(r"[，。；、]", between):
        return
    if draft.kind == "ratio" and not between.startswith(("的", "同期的", "底的", "末的")):
        return
    if not _COMPARED.search(notes.text[max(0, mention.start - 6) : mention.start]):
        return
    unnamed = (mention.relative or "").startswith("context:")  # 降幅较上半年收窄: of the year that the figure is of
    previous = draft.period if unnamed and draft.period else context.topic
    base = mention.value or resolve(mention, context.anchor_year, published, previous)
    if base is None:
        return
    draft.base = draft.base or base
    if draft.period == base and draft.period_from == "clause":
        opening = notes.sentences[draft.sentence]
        draft.period, draft.period_kind, draft.period_from = context.assign(
            opening.start, opening.start + 1, (opening.start, opening.end), opening.block
        )
        if draft.period == base:
            draft.period, draft.period_kind, draft.period_from = context.assign(0, 1)


def year_before(period: str | None) -> str | None:
    """The same stretch a year earlier, which 同比 and a bare 增长 compare with; None for spans of several years."""
    if not period:
        return None
    years = {part[:4] for part in period.split("/")}
    if len(years) != 1 or not (year := years.pop()).isdigit():
        return None
    return period.replace(year, str(int(year) - 1))


def _date(draft: Draft, notes: Annotations, context: PeriodContext) -> None:
    quantity = draft.quantity
    if draft.position >= 0:
        draft.period, draft.period_kind, draft.period_from = context.assign(draft.position, draft.position + 1)
        return
    sentence = notes.sentences[draft.sentence]
    draft.period, draft.period_kind, draft.period_from = context.assign(
        quantity.start, quantity.end, (sentence.start, sentence.end), sentence.block
    )
