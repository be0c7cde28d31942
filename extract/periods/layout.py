"""Sentences and lines of a text, for callers that have none; the kind of an ISO period."""

from __future__ import annotations

import re

from schemas.records import PeriodKind

_SENTENCE = re.compile("[。！？!?\n]+[”」』）)]?")


def kind_of_iso(period: str) -> PeriodKind:
    """The kind of an ISO period on its own."""
    if "/" in period:
        first, last = period.split("/")
        if len(first) == 7 and first[:4] == last[:4]:
            size = int(last[5:7]) - int(first[5:7]) + 1
            if size == 6:
                return "half"
            if size == 3:
                return "quarter"
        return "span"
    return {4: "year", 7: "month"}.get(len(period), "instant")  # type: ignore[return-value]


def lines_of(text: str) -> list[tuple[int, int]]:
    """`[start, end)` of the lines of a text that hold anything."""
    out, at = [], 0
    for line in text.split("\n"):
        if line:
            out.append((at, at + len(line)))
        at += len(line) + 1
    return out


def sentences_of(text: str) -> list[tuple[int, int]]:
    """`[start, end)` of the sentences of a text."""
    out, at = [], 0
    for m in _SENTENCE.finditer(text):
        if m.end() > at:
            out.append((at, m.end()))
            at = m.end()
    if at < len(text):
        out.append((at, len(text)))
    return out
