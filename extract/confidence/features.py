"""What a draft looks like to the confidence model: one value for each group of features.

Every group describes how a fact was read (by which rule, from how far away, how the phrase stands in the sentence), not
what it says. Values are short strings; numbers are put into steps, so that each value has one weight in a table.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache

from extract.annotations import Annotations
from schemas.indicators import catalogue, fits_unit

GROUPS = (
    "rule",
    "kind",
    "modality",
    "qualifiers",
    "base",
    "subject",
    "subject_share",
    "subject_before",
    "subjects",
    "period_from",
    "period_year",
    "phrase_length",
    "phrase_mapped",
    "phrase_place",
    "phrase_marks",
    "phrase_ends",
    "sentence_length",
    "block",
    "right",
    "figures",
)
"""Names of the groups, in the order of the values."""

Values = tuple[str, ...]

_STEPS = tuple(str(i) for i in range(16))
_PHRASE = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 26)
_SENTENCE = (15, 25, 40, 60, 80, 110, 150, 220)
_FEW = (1, 2, 3, 4, 6, 9, 13)
_MANY = (5, 10, 20, 30, 45, 70)
_AWAY = (1, 3, 6, 12, 25)
_SHARES = (0.1, 0.25, 0.5, 0.75, 0.999)


_PUNCTUATION = re.compile(r"[，。；：、（）() “”\"'《》]")
_DIGIT = re.compile(r"[0-9]")
_UNUSUAL = re.compile(r"[，。；：、（）() “”\"'《》0-9A-Za-z的]")


def step(steps: tuple[float, ...], value: float) -> str:
    """The step that a number stands on, as a value of a feature."""
    return _STEPS[bisect_right(steps, value)]


def _marks(phrase: str) -> str:
    """What a good noun phrase rarely holds, the most telling first."""
    if not _UNUSUAL.search(phrase):
        return ""
    if _PUNCTUATION.search(phrase):
        return "punctuation"
    return "digit" if _DIGIT.search(phrase) else "的" if "的" in phrase else "latin"


def _place(phrase: str, sentence: str, before: int, behind: int) -> str:
    """Where the phrase is printed: left or right of the figure and how far away, or nowhere in the sentence."""
    at = sentence.rfind(phrase, 0, before)
    if at >= 0:
        return "left" + step(_AWAY, before - at - len(phrase))
    at = sentence.find(phrase, behind)
    return "right" + step(_AWAY, at - behind) if at >= 0 else "composed"


def _mapped(phrase: str, unit: str) -> str:
    """How the catalogue knows the phrase; `misfit` where its indicator cannot be in the unit."""
    known = catalogue()
    if (found := known.lookup(phrase)) is None:
        return "near" if known.nearest(phrase) else "open"
    indicator = known.get(found)
    return "mapped" if indicator is None or fits_unit(indicator, unit) else "misfit"


@lru_cache(maxsize=16384)
def _phrase(phrase: str, unit: str) -> tuple[str, str, str, str]:
    """What the phrase alone tells: length, catalogue, marks, last character."""
    return step(_PHRASE, len(phrase)), _mapped(phrase, unit), _marks(phrase), phrase[-1:]


@lru_cache(maxsize=4096)
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
    subjects = step(_FEW, len(by_subject))
    figures = step(_MANY, len(drafts))
    stands: dict[str, str] = {}  # names that the text prints, and those that it does not
    sentences: dict[int, str] = {}
    last: str | None = None
    found: list[Values] = []
    for draft in drafts:
        subject, quantity, phrase = draft.subject, draft.quantity, draft.indicator
        span = notes.sentences[draft.sentence]
        sentence = sentences.get(draft.sentence)
        if sentence is None:
            sentence = sentences[draft.sentence] = text[span.start : span.end]
        printed = "sentence" if subject.name in sentence else stands.get(subject.name)
        if printed is None:
            printed = stands[subject.name] = "article" if subject.name in text else "nowhere"
        length, mapped, marks, ends = _phrase(phrase, draft.unit)
        before, behind = max(0, quantity.start - span.start), max(0, quantity.end - span.start)
        found.append(
            (
                draft.rule,
                draft.kind,
                draft.modality,
                "+".join(draft.qualifiers),
                "given" if draft.base else "",
                f"{subject.type} {printed}",
                step(_SHARES, by_subject[subject.entity_id] / len(drafts)),
                "first" if last is None else "same" if last == subject.entity_id else "other",
                subjects,
                draft.period_from or "none",
                _year(draft.period, published),
                length,
                mapped,
                _place(phrase, sentence, before, behind),
                marks,
                ends,
                step(_SENTENCE, len(sentence)),
                notes.blocks[span.block].kind if span.block < len(notes.blocks) else "none",
                text[quantity.end : quantity.end + 1],
                figures,
            )
        )
        last = subject.entity_id
    return found
