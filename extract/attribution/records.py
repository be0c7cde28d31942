"""Drafts to fact records: original offsets, ids, one record for each distinct fact of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from extract.annotations import Annotations
from extract.attribution.drafts import Draft
from extract.attribution.scope import take_apart
from schemas import ids
from schemas.documents import Document
from schemas.indicators import catalogue
from schemas.records import Fact, Mention, Scope, number


@lru_cache(maxsize=65536)
def _in_catalogue(phrase: str, unit: str) -> tuple[str | None, str | None, Scope, str, str]:
    """The catalogue's id of a phrase, or its nearest candidate, the phrase's scope, and what of both makes a series."""
    known = catalogue()
    found = known.lookup(phrase, unit)
    rest = None
    if found is None and (head := known.head(phrase, unit)):
        rest, found = head
    nearest = None if found else known.nearest(phrase, unit)
    scope = take_apart(phrase, rest)
    named = found or ids.fold_name(phrase)
    return found, nearest[0] if nearest else None, scope, named, ids.scope_key(scope.to_record())


def to_fact(document: Document, notes: Annotations, draft: Draft, confidence: float) -> Fact:
    """The record of one draft; `fact_id` is set."""
    quantity, article = draft.quantity, notes.article
    sentence = notes.sentences[draft.sentence]
    place = article.offsets.to_raw(quantity.start, quantity.end)
    indicator_id, nearest, scope, named, scope_key = _in_catalogue(draft.indicator, draft.unit)
    raw = document.original[place.start : place.end]
    kind = "target" if draft.modality != "actual" else draft.kind
    unit, edition = draft.unit_full or draft.unit, None
    observation = ids.observation_of(
        ids.series_of(draft.subject.entity_id, named, scope_key, draft.kind, unit, draft.base, edition, draft.modality),
        draft.period,
        number(draft.value),
        number(quantity.value_low),
        number(quantity.value_high),
        draft.qualifiers,
    )
    return Fact(
        doc=document.name,
        document_id=document.document_id,
        article=article.headline,
        article_index=article.index,
        sentence_index=draft.sentence,
        subject=draft.subject.name,
        subject_id=draft.subject.entity_id,
        subject_type=draft.subject.type,
        subject_name=draft.subject.canonical or draft.subject.name,
        indicator=draft.indicator,
        indicator_id=indicator_id,
        indicator_candidate=nearest,
        scope=scope,
        value=draft.value,
        value_low=quantity.value_low,
        value_high=quantity.value_high,
        unit=draft.unit,
        unit_full=draft.unit_full,
        raw=quantity.text,
        period=draft.period,
        period_kind=draft.period_kind,
        period_from=draft.period_from,
        kind=kind,
        measure_kind=draft.kind,
        base=draft.base,
        qualifier=draft.qualifiers,
        modality=draft.modality,
        ambiguous=draft.ambiguous,
        fact_id=ids.fact_of(document.document_id, article.index, observation),
        mentions=(Mention(place.start, place.end, raw),),
        evidence=notes.text[sentence.start : sentence.end],
        start=place.start,
        end=place.end,
        confidence=confidence,
        rule=draft.rule,
    )


def same_phrase(a: str, b: str) -> bool:
    """Whether two indicator phrases name the same thing: character bigrams overlap by half (Dice)."""
    if a == b:
        return True
    x, y = Counter(pairwise(a)), Counter(pairwise(b))
    total = sum(x.values()) + sum(y.values())
    return total > 0 and 2 * sum((x & y).values()) / total >= 0.5


def rounds_to(exact: Decimal, printed: Decimal) -> bool:
    """Whether `printed` is `exact` rounded or cut to fewer digits (and not the same number)."""
    if exact == printed or not exact or not printed:
        return exact == printed
    return abs(exact - printed) / abs(exact) <= Decimal("0.03") and len(printed.normalize().as_tuple().digits) < len(
        exact.normalize().as_tuple().digits
    )


def merge(facts: Sequence[tuple[Fact, bool]]) -> list[Fact]:
    """One record for each distinct fact of a document.

    `facts` are in text order with a flag for those that stand in a headline. Repetitions become mentions of the first
    record; a rounded headline becomes a mention of the exact figure of the body.
    """
    body = [f for f, in_title in facts if not in_title]
    titles = [f for f, in_title in facts if in_title]
    kept: list[Fact] = []
    repeated: dict[int, list[Mention]] = {}  # place in `kept` → where else the fact is stated
    by_value: dict[tuple[object, ...], list[int]] = {}
    for fact in body:
        key = (fact.article_index, fact.value, fact.unit, fact.measure_kind, fact.modality)
        for at in by_value.get(key, ()):
            other = kept[at]
            same_subject = other.subject_id == fact.subject_id
            if same_subject and other.period == fact.period and same_phrase(other.indicator, fact.indicator):
                repeated.setdefault(at, []).extend(fact.mentions)
                break
        else:
            by_value.setdefault(key, []).append(len(kept))
            kept.append(fact)
    by_unit: dict[tuple[int, str], list[int]] = {}
    for at, fact in enumerate(kept if titles else ()):
        by_unit.setdefault((fact.article_index, fact.unit), []).append(at)
    for fact in titles:
        alike = by_unit.setdefault((fact.article_index, fact.unit), [])
        for at in alike:
            if rounds_to(kept[at].value, fact.value):
                repeated.setdefault(at, []).extend(fact.mentions)
                break
        else:
            alike.append(len(kept))
            kept.append(fact)
    for at, more in repeated.items():
        mentions = sorted((*kept[at].mentions, *more), key=lambda m: (m.start, m.end))
        kept[at] = replace(kept[at], mentions=tuple(mentions))
    kept.sort(key=lambda f: (f.article_index, f.start, f.end, f.fact_id))
    return kept
