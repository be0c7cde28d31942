"""Line breaks: which of them end a paragraph, and which the page alone put there."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from corpus.repair import line_marks as marks
from corpus.repair.lines import Lines

_CLOSING_START = frozenset("，。、；：！？）》〉”’」』】〕…%,;:!?)]}．")
_OPEN_END = frozenset("，、,（(“‘《〈「『「／/～~·")
_SOFT_END = frozenset("；;：:—")
_DIGITS = frozenset("0123456789")
_YEAR_START = re.compile(r"(?:19|20)\d\d年")
_NUMBER_END = re.compile(r"\d[.,]?$")
_OPENED = re.compile("[（《“「『(]")
_CLOSED = re.compile("[）》”」』)]")
_COMMA = re.compile("[，,]")
_SLACK = 6  # half columns that a full line may lack: a stripped indent of two characters and a hanging mark
_SLACK_SHARE = 6  # in wide columns a sixth of the width: their spaces stretch
_ALIKE = 8  # half columns by which lines of one column differ
_NEAR = 6  # lines on either side that show how wide the column is
_INDENTED = 32  # half columns: an indented line that wide is no heading
_LONG = 54  # half columns: no headline is wider, so a line that wide with a comma is running text


def join_lines(lines: Lines, gaps: Sequence[int], rows: Sequence[bool]) -> list[bool]:
    """For each line but the last: whether the next one carries on its paragraph.

    `gaps[i]` is the number of line feeds after line i; `rows` tells the lines of tables, which are left apart.
    """
    n = len(lines)
    if n < 2:
        return []
    full, wrapped = _columns(lines)
    blank_breaks, wraps = _style(lines, gaps, wrapped)
    uses_indents = _uses_indents(lines)
    joins: list[bool] = []
    running = False  # the paragraph so far holds marks that only running text has
    tentative: list[int] = []  # joins of this paragraph that rest on the width alone
    proven = False  # the paragraph so far is no heap of headlines
    for i in range(n - 1):
        a = lines.texts[i]
        running = running or marks.INSIDE.search(a) is not None or marks.RUNNING_START.match(a) is not None
        verdict = 0
        if lines.blocks and (lines.blocks[i] >= 0 or lines.blocks[i + 1] >= 0):
            verdict = 2 if lines.blocks[i] == lines.blocks[i + 1] else 0
        elif not (rows[i] or rows[i + 1] or lines.alone[i] or lines.alone[i + 1] or lines.begins[i + 1]):
            indented = uses_indents and lines.indents[i + 1] >= 2
            is_wrapped = bool(full[i]) and bool(wrapped[i])
            if lines.finished[i]:
                same = is_wrapped and wraps and not indented and (uses_indents or (blank_breaks and gaps[i] == 1))
                verdict = 2 if same and lines.texts[i + 1][0] not in "“‘" else 0
            elif not indented or lines.indents[i] >= 2:
                first = i == 0 and not _COMMA.search(a)  # a document begins with its title
                verdict = _unfinished(a, lines.texts[i + 1], running, is_wrapped and not first, lines.widths[i])
                if not verdict and uses_indents and lines.indents[i] >= 2 and lines.widths[i] >= _INDENTED:
                    verdict = 2  # an indented line goes on in one without indent
                if verdict and blank_breaks and gaps[i] > 1 and not (running and is_wrapped):
                    verdict = 0
        joins.append(verdict > 0)
        if verdict == 1:
            tentative.append(i)
            proven = proven or running
            continue
        if verdict == 2:
            proven = True
            running = running or _COMMA.search(a) is not None
            continue
        _settle(joins, tentative, proven or running or lines.finished[i] or a[-1] in _SOFT_END)
        running = proven = False
        tentative = []
    last = lines.texts[n - 1]
    _settle(joins, tentative, proven or running or lines.finished[n - 1] or marks.INSIDE.search(last) is not None)
    return joins


def _unfinished(a: str, b: str, running: bool, is_wrapped: bool, a_width: int) -> int:
    """0: break; 1: join if the paragraph turns out to be running text; 2: join."""
    last, first = a[-1], b[0]
    if first in _CLOSING_START:
        return 2
    if last in _OPEN_END:
        return 2
    text = running or is_wrapped
    commas = _COMMA.search(a) is not None
    if last in _SOFT_END:
        return 2 if is_wrapped and not marks.MAY_BEGIN.match(b) else 0
    if not text and a_width >= _LONG and commas:
        text = True
    if text and len(_OPENED.findall(a)) > len(_CLOSED.findall(a)):
        return 2
    if text and _NUMBER_END.search(a) and (first in _DIGITS or marks.UNIT_START.match(b)):
        return 2
    if running or (text and commas):
        return 2
    if marks.BROKEN_QUANTITY.search(a) and marks.UNIT_THEN_MARK.match(b):
        return 2
    if marks.MAY_BEGIN.match(b):
        return 0
    return 1 if is_wrapped else (2 if text else 0)


def _settle(joins: list[bool], tentative: list[int], proven: bool) -> None:
    """Lines that only look alike and never come to the end of a sentence are headlines: part them again."""
    if not proven:
        for i in tentative:
            joins[i] = False


def _columns(lines: Lines) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """For each line: whether it fills its column, and whether lines like it go on unfinished around it."""
    w = np.asarray(lines.widths, dtype=np.int32)
    unfinished = ~np.asarray(lines.finished, dtype=bool)
    n = len(w)
    padded = np.concatenate((np.zeros(_NEAR, np.int32), w, np.zeros(_NEAR, np.int32)))
    open_padded = np.concatenate((np.zeros(_NEAR, bool), unfinished, np.zeros(_NEAR, bool)))

    def at(shift: int) -> npt.NDArray[np.int32]:
        return padded[_NEAR + shift : _NEAR + shift + n]

    full = np.zeros(n, dtype=bool)
    for side in ((-1, -2, -3), (1, 2, 3)):
        ordered = np.sort(np.stack([at(s) for s in side]), axis=0)
        # before: the widest; after: the second widest (or the only one), as lines with hanging marks stand out
        column = ordered[2] if side[0] < 0 else np.where(ordered[1] > 0, ordered[1], ordered[2])
        full |= (column > 0) & (w >= column - np.maximum(_SLACK, column // _SLACK_SHARE))
    alike = np.zeros(n, dtype=np.int32)
    for s in range(-_NEAR, _NEAR + 1):
        if s:
            alike += (np.abs(at(s) - w) <= _ALIKE) & open_padded[_NEAR + s : _NEAR + s + n]
    return full, alike >= 2


def _style(lines: Lines, gaps: Sequence[int], wrapped: npt.NDArray[np.bool_]) -> tuple[bool, bool]:
    """Whether blank lines part paragraphs, and whether single line feeds are mostly inside paragraphs."""
    single = [i for i, g in enumerate(gaps) if g == 1]
    double = [i for i, g in enumerate(gaps) if g > 1]
    finished_double = sum(lines.finished[i] or not wrapped[i] for i in double)
    blank_breaks = len(double) >= 2 and bool(single) and finished_double >= 0.7 * len(double)
    open_single = sum(not lines.finished[i] and bool(wrapped[i]) for i in single)
    return blank_breaks, len(single) >= 3 and open_single >= 0.5 * len(single)


def _uses_indents(lines: Lines) -> bool:
    """Whether paragraphs begin with an indent: some lines do, and most of the others follow an unfinished one."""
    indented = sum(k >= 2 for k in lines.indents)
    return indented >= 3 and indented < 0.9 * len(lines)
