"""Cards: a figure alone in its line and what it measures in the line below (2180家, then 入驻企业数，其中…)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.annotations import Annotations
from extract.attribution.repeats import MARKS
from schemas.records import Quantity

_MARKS = MARKS + "→➔➜⟶+＋："
# 02 企业, 【企业】, 二、企业: what the card is headed by, no label of its figure
_HEADED = re.compile(
    r"[ \u3000]*(?:0\d(?=[ \u3000]?[^\d.])|\d{1,2}[ \u3000.、．]|[一二三四五六七八九十]{1,2}、|[【■●◆▲★▶•#]|PART|Part)"
)
_LABEL = re.compile(r"[^，。；：、,;:（(!！?？\n]{2,24}")
_DASHED = re.compile(
    r"[ \u3000]*(?:——|—|--)[ \u3000]*"
    r"(?P<label>[^，。；：、,;:（(\n\d]{0,2}(?:\d{4}年)?[^，。；：、,;:（(\n\d]{2,24})(?=[，。；（(]|$)"
)
_LONG = 24  # characters from which a line is prose, no label


def labels(notes: Annotations) -> dict[int, tuple[int, int]]:
    """Offset of each figure that stands alone in its line to `[start, end)` of its label in the line below.

    Where labels stand above their figures (入驻企业数, then 2180家) there are none.
    """
    found: dict[int, tuple[int, int]] = {}
    figures = notes.quantities
    if not figures or not ("\n" in notes.text or "—" in notes.text):
        return found
    lines = [m.span() for m in re.finditer(r"[^\n]+", notes.text)]
    at = 0
    used = -1  # the line that was the label of the card before
    for number, (start, end) in enumerate(lines):
        while at < len(figures) and figures[at].start < start:
            at += 1
        last = at
        while last < len(figures) and figures[last].end <= end:
            last += 1
        own = figures[at:last]
        if not own:
            continue
        if (told := _DASHED.match(notes.text, own[0].end, end)) and not notes.text[start : own[0].start].strip(_MARKS):
            found[own[0].start] = told.span("label")
            continue
        if number + 1 == len(lines) or end - start > _LONG or _rest(notes.text, start, end, own):
            continue
        below, after = lines[number + 1]
        label = _LABEL.match(notes.text, below, after)
        following = figures[last].start if last < len(figures) else after
        if label is None or following - below < 2 or not _headed(notes.text, lines, number, used):
            continue
        used = number + 1
        for figure in own:
            found[figure.start] = (below, min(label.end(), following))
    return found


def _rest(text: str, start: int, end: int, own: Sequence[Quantity]) -> str:
    """What the line holds beside its figures and their marks."""
    rest, at = "", start
    for figure in own:
        rest += text[at : figure.start]
        at = figure.end
    return (rest + text[at:end]).strip(_MARKS)


def _headed(text: str, lines: list[tuple[int, int]], number: int, used: int) -> bool:
    """Whether what stands above a figure's line is no label of it."""
    start, end = lines[number - 1] if number else (0, 0)
    if not number or used == number - 1 or end - start > _LONG or text[end - 1] in "。！？：":
        return True
    return lines[number][0] - end > 1 or _HEADED.match(text, start) is not None
