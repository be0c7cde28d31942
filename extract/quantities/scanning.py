"""The public functions of the package: a text in, quantities, periods and reasons out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from extract.annotations import NotQuantity, PeriodMention
from extract.periods.dates import Printed
from extract.periods.mentions import find_periods
from extract.periods.rules import rules
from extract.quantities import joins, words
from extract.quantities.candidates import Candidate
from extract.quantities.finder import Finder
from extract.quantities.qualify import qualify
from extract.quantities.rejects import judge
from schemas.records import Quantity
from schemas.units import Place

_NEAR = Decimal("1.2")
_NEXT_SCALE = 10
_EXACT_FOLLOWS = rules("quantities")["exact_follows"]
_BREAKS_AGAIN = rules("quantities")["breaks_again"]
_BREAKS = re.compile("[破超过過逾]")
_KEPT_IN_LINES = frozenset(
    ("threshold", "duration", "restated")
)  # what `find_quantities` reports although it is no fact


@dataclass(slots=True)
class Scan:
    """All numbers of one text. Offsets count in the text; each list is in text order, and quantities do not overlap."""

    quantities: list[Quantity] = field(default_factory=list)
    not_quantities: list[NotQuantity] = field(default_factory=list)
    periods: list[PeriodMention] = field(default_factory=list)


def _candidates(finder: Finder) -> list[Candidate]:
    finder.run()
    plain = finder.plain
    found = finder.found
    kept: list[Candidate] = []
    end = 0
    bare = False
    for c in found:
        if c.start and plain[c.start - 1] == "每" and c.code:
            c = words.one_in(finder, c.start) or c
        if c.start >= end:
            kept.append(c)
            end = c.end
            bare = bare or not c.code
    if bare:
        joins.share_units(plain, kept)
        joins.parts_of_total(plain, kept)
        kept = joins.ratios(plain, kept)
    kept = joins.places(plain, joins.merge_ranges(plain, kept))
    previous: Candidate | None = None
    stated: Candidate | None = None  # the same, lengths of time left out (连续三年破亿)
    for c in kept:
        if not c.reason:
            judge(finder, c, previous)
            if stated is not None and not c.reason and stated.code == c.code:
                _restated(plain, stated, c)
        previous = c
        if c.dimension != "time":
            stated = c
    return kept


def _restated(plain: str, a: Candidate, c: Candidate) -> None:
    """突破千亿元，达1038亿元: of a round figure and its exact value the exact one stands."""
    if not a.reason and a.value <= c.value <= a.value * _NEAR and c.start - a.end <= 8:
        if _EXACT_FOLLOWS.fullmatch(plain, a.end, c.start) and _BREAKS.search(plain, max(0, a.start - 2), a.start):
            a.reason = "restated"
    elif c.bare and not c.reason and c.value <= a.value < c.value * _NEXT_SCALE:
        near = a.value <= c.value * _NEAR and c.start - a.end <= 12
        near = near or _BREAKS_AGAIN.fullmatch(plain, a.end, c.start) is not None  # 1.3亿元，连续三年破亿
        if near and _BREAKS.search(plain, max(0, c.start - 2), c.start):
            c.reason = "restated"


def find_quantities(text: str, place: Place | None = None) -> list[Quantity]:
    """Quantities and dates of a text, in order, not overlapping: what `parkgraph quantities` prints.

    A date is a record of its own (`kind` date, `unit` date, `value` its digits: 20231231, 202312, 2023 or 1231).
    `place` decides what a bare 元 is; None takes it from the text.
    """
    finder = Finder(text, place)
    out: list[Quantity] = []
    for c in _candidates(finder):
        if c.reason and not (c.reason in _KEPT_IN_LINES and c.code):
            continue
        qualify(finder.plain, c, finder.lex)
        out.append(c.quantity(text))
    for start, printed in finder.dates:
        value = Decimal(_digits(printed))
        out.append(Quantity(start, printed.end, text[start : printed.end], value, "date", "date", "date"))
    out.sort(key=lambda q: q.start)
    return out


def _digits(printed: Printed) -> int:
    """A date as one number: 20231231, 202312, 2023, without a year 1231 or 12."""
    value = printed.year or 0
    shape, arguments = printed.shape, printed.arguments
    if shape in ("day", "days"):
        return value * 10000 + arguments[0] * 100 + arguments[1]
    if shape in ("months", "month_end", "day_of_month"):
        return value * 100 + arguments[0]
    return value


def scan(text: str, place: Place | None = None) -> Scan:
    """Quantities (without dates), numbers that are none with a reason, and periods of a text."""
    finder = Finder(text, place)
    candidates = _candidates(finder)
    result = Scan(periods=find_periods(text))
    periods = result.periods
    at = 0
    for c in candidates:
        while at < len(periods) and periods[at].end <= c.start:
            at += 1
        if at < len(periods) and periods[at].start < c.end and not c.reason:
            c.reason = "period"
        if c.reason:
            result.not_quantities.append(NotQuantity(c.start, c.end, text[c.start : c.end], c.reason))
            continue
        qualify(finder.plain, c, finder.lex)
        result.quantities.append(c.quantity(text))
    at = 0
    for start, printed in finder.dates:
        while at < len(periods) and periods[at].end <= start:
            at += 1
        if at == len(periods) or periods[at].start >= printed.end:
            result.not_quantities.append(NotQuantity(start, printed.end, text[start : printed.end], "date"))
    result.not_quantities.sort(key=lambda n: n.start)
    return result
