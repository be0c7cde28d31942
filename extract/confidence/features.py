"""What a draft looks like to the confidence model: one value for each group of features.

Every group describes how a fact was read (by which rule, from how far away, how the phrase stands in the sentence), not
what it says. Values are short strings; numbers are put into steps, so that each value has one weight in a table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from extract.annotations import Annotations
from extract.attribution.drafts import Draft
from schemas.indicators import catalogue

GROUPS = (
    "rule",
    "unit",
    "kind",
    "modality",
    "quantity",
    "qualifiers",
    "base",
    "ambiguous",
    "carried",
    "clause",
    "subject_source",
    "subject_type",
    "subject_share",
    "subject_length",
    "subject_registered",
    "subject_printed",
    "subject_before",
    "subjects",
    "period_from",
    "period_kind",
    "period_year",
    "phrase_length",
    "phrase_mapped",
    "phrase_place",
    "phrase_marks",
    "phrase_opens",
    "phrase_ends",
    "phrase_shared",
    "sentence_length",
    "sentence_figures",
    "place_in_sentence",
    "block",
    "inside",
    "left",
    "right",
    "figures",
)
"""Names of the groups, in the order of the values."""

Values = tuple[str, ...]

_MONEY = frozenset(["CNY", "USD", "EUR", "HKD", "TWD", "JPY", "GBP"])
_RELATIVE = frozenset(["%", "pp", "倍", "rank", "index_point", "m2"])
_STEPS = tuple(str(i) for i in range(16))
_PHRASE = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 26)
_NAME = (2, 3, 5, 8, 12, 18)
_SENTENCE = (15, 25, 40, 60, 80, 110, 150, 220)
_FEW = (1, 2, 3, 4, 6, 9, 13)
_MANY = (5, 10, 20, 30, 45, 70)
_AWAY = (1, 3, 6, 12, 25)
_SHARES = (0.1, 0.25, 0.5, 0.75, 0.999)


def _step(steps: tuple[float, ...], value: float) -> str:
    return _STEPS[bisect_right(steps, value)]


def _unit(unit: str) -> str:
    return unit if unit in _RELATIVE else "money" if unit in _MONEY else "count"


def _marks(phrase: str) -> str:
    """What a good noun phrase rarely holds, the most telling first."""
    if any(c in phrase for c in "，。；：、（）() “”\"'《》"):
        return "punctuation"
    if any("0" <= c <= "9" for c in phrase):
        return "digit"
    if "的" in phrase:
        return "的"
    return "latin" if any("A" <= c <= "Z" or "a" <= c <= "z" for c in phrase) else ""


def _place(phrase: str, sentence: str, before: int, behind: int) -> str:
    """Where the phrase is printed: left or right of the figure and how far away, or nowhere in the sentence."""
    at = sentence.rfind(phrase, 0, before)
    if at >= 0:
        return "left" + _step(_AWAY, before - at - len(phrase))
    at = sentence.find(phrase, behind)
    return "right" + _step(_AWAY, at - behind) if at >= 0 else "composed"


def _mapped(phrase: str) -> str:
    if catalogue().lookup(phrase):
        return "mapped"
    return "near" if catalogue().nearest(phrase) else "open"


def _inside(before: str) -> str:
    """The bracket or quotation mark that is open before the figure."""
    if before.count("（") + before.count("(") > before.count("）") + before.count(")"):
        return "parentheses"
    return "quotation" if before.count("“") > before.count("”") else ""


def _year(period: str | None, published: str | None) -> str:
    """The last year of a period as seen from the year of publication."""
    if not period:
        return "none"
    last = period.rpartition("/")[2][:4]
    if not published or not last.isdigit() or not published[:4].isdigit():
        return "unknown"
    return str(max(-3, min(2, int(last) - int(published[:4]))))


def describe(notes: Annotations) -> list[Values]:
    """The values of every draft of an article, in the order of `GROUPS`."""
    drafts, text = notes.drafts, notes.text
    published = notes.article.published or notes.metadata.published
    by_subject = Counter(d.subject.entity_id for d in drafts)
    in_sentence = Counter(d.sentence for d in drafts)
    by_phrase = Counter((d.sentence, d.indicator) for d in drafts)
    printed: dict[str, bool] = {}
    sentences: dict[int, str] = {}
    seen: Counter[int] = Counter()
    subjects = _step(_FEW, len(by_subject))
    figures = _step(_MANY, len(drafts))
    last: Draft | None = None
    found: list[Values] = []
    for draft in drafts:
        subject, quantity, phrase = draft.subject, draft.quantity, draft.indicator
        span = notes.sentences[draft.sentence]
        sentence = sentences.get(draft.sentence)
        if sentence is None:
            sentence = sentences[draft.sentence] = text[span.start : span.end]
        before, behind = max(0, quantity.start - span.start), max(0, quantity.end - span.start)
        stands = printed.get(subject.name)
        if stands is None:
            stands = printed[subject.name] = subject.name in text
        place = seen[draft.sentence]
        seen[draft.sentence] = place + 1
        found.append(
            (
                draft.rule,
                _unit(draft.unit),
                draft.kind,
                draft.modality,
                quantity.kind,
                "+".join(draft.qualifiers),
                "given" if draft.base else "",
                "yes" if draft.ambiguous else "",
                _STEPS[min(draft.carried, 4)],
                _STEPS[min(draft.clause, 8)],
                subject.source,
                subject.type,
                _step(_SHARES, by_subject[subject.entity_id] / len(drafts)),
                _step(_NAME, len(subject.name)),
                "other" if subject.canonical and subject.canonical != subject.name else "",
                "sentence" if subject.name in sentence else "article" if stands else "nowhere",
                "first" if last is None else "same" if last.subject.entity_id == subject.entity_id else "other",
                subjects,
                draft.period_from or "none",
                draft.period_kind or "none",
                _year(draft.period, published),
                _step(_PHRASE, len(phrase)),
                _mapped(phrase),
                _place(phrase, sentence, before, behind),
                _marks(phrase),
                phrase[:1],
                phrase[-1:],
                _step(_FEW, by_phrase[draft.sentence, phrase]),
                _step(_SENTENCE, len(sentence)),
                _step(_FEW, in_sentence[draft.sentence]),
                _STEPS[min(place, 6)],
                notes.blocks[span.block].kind if span.block < len(notes.blocks) else "none",
                _inside(sentence[:before]),
                text[quantity.start - 1] if quantity.start else "",
                text[quantity.end : quantity.end + 1],
                figures,
            )
        )
        last = draft
    return found
