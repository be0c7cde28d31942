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
_LEADS_TO_NUMBER = frozenset("第、，和与至到—-~～")
_HYPHENS = frozenset("\u2043\u2010\u2011")
_DIGITS = frozenset("0123456789")
_YEAR_START = re.compile(r"(?:19|20)\d\d年")
_NUMBER_END = re.compile(r"\d[.,]?$")
_OPENED = re.compile("[（《“「『(]")
_CLOSED = re.compile("[）》”」』)]")
_PAUSE = re.compile("[，,、]")
_SLACK = 6  # half columns that a full line may lack: a stripped indent of two characters and a hanging mark
_SLACK_SHARE = 6  # in wide columns a sixth of the width: their spaces stretch
_ALIKE = 8  # half columns by which lines of one column differ
_NEAR = 6  # lines on either side that show how wide the column is
_INDENTED = 32  # half columns: an indented line that wide is no heading
_LONG = 54  # half columns: no headline is wider, so a line that wide with a comma is running text


def join_lines(lines: Lines, rows: Sequence[int]) -> list[bool]:
    """For each line but the last: whether the next one carries on its paragraph.

    `rows` tells the lines of tables, which are left apart.
    """
    n = len(lines)
    if n < 2:
        return []
    gaps = lines.gaps
    full_lines, wrapped_lines = _columns(lines)
    filled = (full_lines & wrapped_lines).tolist()
    widths = lines.widths.tolist()
    blank_breaks, wraps = _style(lines, wrapped_lines)
    uses_indents = _uses_indents(lines)
    carries_on = _carries_on(lines) if not uses_indents else None
    joins: list[bool] = []
    running = False  # the paragraph so far holds marks that only running text has
    likely = False  # it has a comma and goes on
    tentative: list[int] = []  # joins of this paragraph that rest on the width alone
    proven = False  # the paragraph so far is no heap of headlines
    for i in range(n - 1):
        a = lines.texts[i]
        opens = not joins or not joins[-1]
        if not running:
            running = "。" in a or "；" in a or ";" in a or (opens and marks.is_running(a))
        verdict = 0
        if lines.blocks and (lines.blocks[i] >= 0 or lines.blocks[i + 1] >= 0):
            verdict = 2 if lines.blocks[i] == lines.blocks[i + 1] else 0
        elif not (rows[i] or rows[i + 1] or lines.alone[i] or lines.alone[i + 1] or _is_start(lines, i + 1)):
            indented = uses_indents and lines.indents[i + 1] >= 2
            # the first line of a paragraph lacks the indent at most; a label over running text lacks more
            is_wrapped = filled[i] and not (opens and widths[i + 1] > _widest_after(widths[i], lines.texts[i + 1]))
            if lines.finished[i]:
                same = is_wrapped and wraps and not indented and (uses_indents or (blank_breaks and gaps[i] == 1))
                same = same or (is_wrapped and carries_on is not None and bool(carries_on[i]))
                verdict = 2 if same and lines.texts[i + 1][0] not in "“‘" else 0
            elif not indented or lines.indents[i] >= 2:
                first = i == 0 and _PAUSE.search(a) is None  # a document begins with its title
                verdict = _unfinished(a, lines.texts[i + 1], running, likely, is_wrapped and not first, widths[i])
                if not verdict and uses_indents and lines.indents[i] >= 2 and widths[i] >= _INDENTED:
                    verdict = 2  # an indented line goes on in one without indent
                if verdict and blank_breaks and gaps[i] > 1 and not (running and is_wrapped):
                    verdict = 0
        joins.append(verdict > 0)
        if verdict == 1:
            tentative.append(i)
            proven = proven or running
            likely = likely or ("，" in a or "," in a)
            continue
        if verdict == 2:
            proven = True
            running = running or ("，" in a or "," in a)
            continue
        _settle(joins, tentative, proven or running or lines.finished[i] or a[-1] in _SOFT_END)
        running = proven = likely = False
        tentative = []
    last = lines.texts[n - 1]
    _settle(joins, tentative, proven or running or lines.finished[n - 1] or marks.is_running(last))
    return joins


def _widest_after(width: int, text: str) -> int:
    """How wide the second line of a paragraph may be, `text`, when the first has `width` half columns."""
    return width + _token_width(text) + max(_ALIKE, width // 4)


def _is_start(lines: Lines, at: int) -> bool:
    """Whether a line begins a block; a number that the line before leads up to (第 | 2、第4) is no item's."""
    if not lines.begins[at]:
        return False
    return not (lines.texts[at][0] in _DIGITS and lines.texts[at - 1][-1] in _LEADS_TO_NUMBER)


def _unfinished(a: str, b: str, running: bool, likely: bool, is_wrapped: bool, a_width: int) -> int:
    """0: break; 1: join if the paragraph turns out to be running text; 2: join."""
    last, first = a[-1], b[0]
    if first in _CLOSING_START or last in _HYPHENS:
        return 2
    if last in _OPEN_END:
        return 2
    text = running or likely or is_wrapped
    commas = "，" in a or "," in a
    if last in _SOFT_END:
        return 2 if is_wrapped and not marks.MAY_BEGIN.match(b) else 0
    if not text and a_width >= _LONG and commas:
        text = True
    if running:
        return 2
    if text and len(_OPENED.findall(a)) > len(_CLOSED.findall(a)):
        return 2
    if text and _NUMBER_END.search(a) and (first in _DIGITS or marks.UNIT_START.match(b)):
        return 2
    if likely or (text and commas):
        return 1  # a headline may hold a comma too: what follows decides
    if marks.BROKEN_QUANTITY.search(a) and marks.UNIT_THEN_MARK.match(b):
        return 2
    if commas and marks.COUNT_THEN_MARK.match(b):
        return 1
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
    w = lines.widths
    unfinished = ~np.asarray(lines.finished, dtype=bool)
    n = len(w)
    padded = np.concatenate((np.zeros(_NEAR, np.int32), w, np.zeros(_NEAR, np.int32)))
    open_padded = np.concatenate((np.zeros(_NEAR, bool), unfinished, np.zeros(_NEAR, bool)))

    def at(shift: int) -> npt.NDArray[np.int32]:
        return padded[_NEAR + shift : _NEAR + shift + n]

    # a number or Latin word that did not fit into the rest of a line went over to the next one whole
    tokens = np.asarray([*map(_token_width, lines.texts[1:]), 0], dtype=np.int32)
    # the lines before speak of this one's column only when it goes on from them
    mid = np.append(False, unfinished[:-1]) & ~np.asarray(lines.begins, dtype=bool)
    full = np.zeros(n, dtype=bool)
    for side in ((-1, -2, -3), (1, 2, 3)):
        ordered = np.sort(np.stack([at(s) for s in side]), axis=0)
        # before: the widest; after: the second widest (or the only one), as lines with hanging marks stand out
        column = ordered[2] if side[0] < 0 else np.where(ordered[1] > 0, ordered[1], ordered[2])
        if side[0] < 0:
            column = np.where(mid, column, 0)
        full |= (column > 0) & (w + tokens >= column - np.maximum(_SLACK, column // _SLACK_SHARE))
    alike = np.zeros(n, dtype=np.int32)
    for s in range(-_NEAR, _NEAR + 1):
        if s:
            alike += (np.abs(at(s) - w) <= _ALIKE) & open_padded[_NEAR + s : _NEAR + s + n]
    return full, alike >= 2


_TOKEN = re.compile(r"[A-Za-z0-9.,%&-]*")


def _token_width(text: str) -> int:
    """Half columns of the number or Latin word that a line begins with, less the one that always fits."""
    if not text[0].isascii():
        return 0
    match = _TOKEN.match(text)
    return min(12, match.end() - 1) if match and match.end() else 0


def _carries_on(lines: Lines) -> npt.NDArray[np.bool_] | None:
    """For pages whose first-line indents were stripped: after which finished lines the paragraph goes on.

    There a paragraph's first line is shorter than the column by the lost indent, so a line of full width after a full
    line that happens to end a sentence is no first line. None where the page does not show the habit.
    """
    if len(lines) < 6:
        return None
    w = lines.widths
    finished = np.asarray(lines.finished, dtype=bool)
    known = np.asarray(lines.alone, dtype=bool) | np.asarray(lines.begins, dtype=bool)
    after = np.stack([np.append(w[k:], np.zeros(k, np.int32)) for k in (2, 3)])
    column = np.max(after, axis=0)  # of the lines after the next
    following = np.append(w[1:], 0)
    plain = ~known & ~np.append(known[1:], True) & ~np.append(finished[1:], True)
    starts = finished & plain & (w < column - 2 * _SLACK) & (column > 0)
    if starts.sum() < 3:
        return None
    lost = column - following
    if (starts & (lost >= 2) & (lost <= _SLACK + 2)).sum() < 0.6 * starts.sum():
        return None
    before = np.append(np.zeros(1, np.int32), w[:-1])
    level = (np.abs(w - before) <= 3) & (np.abs(following - w) <= 2) & (following >= column - 1)
    result: npt.NDArray[np.bool_] = finished & plain & level
    return result


def _style(lines: Lines, wrapped: npt.NDArray[np.bool_]) -> tuple[bool, bool]:
    """Whether blank lines part paragraphs, and whether single line feeds are mostly inside paragraphs."""
    gaps = lines.gaps
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
