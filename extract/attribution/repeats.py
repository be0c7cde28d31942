"""Figures that only head what tells them: a line 18.7亿元, a label 【第17位】 before the text with the same figure."""

from __future__ import annotations

import re

from extract.annotations import Annotations

_AHEAD = 240  # characters within which a heading's figure comes again
_LABEL = re.compile(r"(?:(?<=\n)|^)[ \u3000]*(?:【([^【】\n]{1,16})】|([^\n。，；]{1,16})(?=\n))")
MARKS = " \u3000第超逾约近每仅“”·■●◆▲★▶•"  # what may stand beside a figure that is alone in its line


def repeated(notes: Annotations) -> frozenset[int]:
    """Offsets of the figures that stand alone in a line or in 【】 and are told again right behind."""
    found: set[int] = set()
    figures = notes.quantities
    at = 0
    for label in _LABEL.finditer(notes.text) if figures else ():
        start, end = label.span(1 if label[1] else 2)
        while at < len(figures) and figures[at].start < start:
            at += 1
        if at == len(figures):
            break
        head = figures[at]
        if head.end > end or (notes.text[start : head.start] + notes.text[head.end : end]).strip(MARKS):
            continue
        again = (f for f in figures[at + 1 :] if f.start < end + _AHEAD)
        if any(f.value == head.value and f.unit == head.unit for f in again):
            found.add(head.start)
    return frozenset(found)
