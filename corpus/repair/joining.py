"""Line breaks: which of them end a paragraph, and which the page alone put there."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from corpus.repair import line_marks as marks
from corpus.repair.lines import Lines
from corpus.repair.looks import RUNNING

_CLOSING_START = frozenset("，。、；：！？）》〉”’」』】〕…%,;:!?)]}．")
_OPEN_END = frozenset("，、,（(“‘《〈「『「／/～~·")
_SOFT_END = frozenset("；;：:—")
_LEADS_TO_NUMBER = frozenset("第、，和与至到—-~～")
_HYPHENS = frozenset("\u2043\u2010\u2011")
_DIGITS = frozenset("0123456789")
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
    indents = lines.looks.indents.tolist()
    gaps = np.diff(lines.looks.numbers).tolist()
    widths = lines.looks.widths.tolist()
    finished = lines.finished.tolist()
    full_lines, wrapped_lines = _columns(lines)
    filled = (full_lines & wrapped_lines).tolist()
    blank_breaks, wraps = _style(lines, wrapped_lines)
    uses_indents = _uses_indents(lines)
    carries_on = _carries_on(lines) if not uses_indents else None
    parted = _parted(lines, rows)
    has_marks = ((lines.looks.holds & RUNNING) != 0).tolist()
    joins: list[bool] = []
    running = False  # the paragraph so far holds marks that only running text has
    likely = False  # it has a comma and goes on
    tentative: list[int] = []  # joins of this paragraph that rest on the width alone
    proven = False  # the paragraph so far is no heap of headlines
    for i in range(n - 1):
        opens = not joins or not joins[-1]
        if opens and parted[i] and not lines.blocks:
            joins.append(False)
            continue
        a = lines.texts[i]
        if not running:
            running = has_marks[i] or (opens and marks.RUNNING_START.match(a) is not None)
        verdict = 0
        if lines.blocks and (lines.blocks[i] >= 0 or lines.blocks[i + 1] >= 0):
            verdict = 2 if lines.blocks[i] == lines.blocks[i + 1] else 0
        elif not parted[i]:
            indented = uses_indents and indents[i + 1] >= 2
            # the first line of a paragraph lacks the indent at most; a label over running text lacks more
            is_wrapped = filled[i] and not (opens and widths[i + 1] > _widest_after(widths[i], lines.texts[i + 1]))
            if finished[i]:
                same = is_wrapped and wraps and not indented and (uses_indents or (blank_breaks and gaps[i] == 1))
                same = same or (is_wrapped and carries_on is not None and bool(carries_on[i]))
                verdict = 2 if same and lines.texts[i + 1][0] not in "“‘" else 0
            elif not indented or indents[i] >= 2:
                first = i == 0 and _PAUSE.search(a) is None  # a document begins with its title
                if running and a[-1] not in _SOFT_END:
                    verdict = 2
                else:
                    verdict = _unfinished(a, lines.texts[i + 1], running, likely, is_wrapped and not first, widths[i])
                if not verdict and uses_indents and indents[i] >= 2 and widths[i] >= _INDENTED:
                    verdict = 2  # an indented line goes on in one without indent
                if verdict and blank_breaks and gaps[i] > 1 and not (running and is_wrapped):
                    verdict = 0
        joins.append(verdict > 0)
        if verdict == 1:
            tentative.append(i)
            proven = proven or running
            likely = likely or ("，" in a or _COMMA.search(a) is not None)
            continue
        if verdict == 2:
            proven = True
            running = running or ("，" in a or _COMMA.search(a) is not None)
            continue
        _settle(joins, tentative, proven or running or finished[i] or a[-1] in _SOFT_END)
        running = proven = likely = False
        tentative = []
    last = lines.texts[n - 1]
    _settle(joins, tentative, proven or running or finished[n - 1] or marks.is_running(last))
    return joins


def _widest_after(width: int, text: str) -> int:
    """How wide the second line of a paragraph may be, `text`, when the first has `width` half columns."""
    return width + _token_width(text) + max(_ALIKE, width // 4)


_COMMA = re.compile(r",(?!\d{3})")  # 阅读 2,184: no comma of a sentence
_DATE_BEGINS = re.compile(r"\d{1,2}月\d{1,2}日")
_OF_DATE = re.compile(r"年\d?$")


def _parted(lines: Lines, rows: Sequence[int]) -> list[bool]:
    """For each line but the last: whether it or the next is known to be something that no paragraph goes over."""
    own = lines.alone | (np.asarray(rows, dtype=np.int32) > 0)
    parted: list[bool] = (own[:-1] | own[1:]).tolist()
    for i in lines.begins[1:].nonzero()[0].tolist():
        # a number that the line before leads up to (第 | 2、第4) is no item's
        parted[i] |= not (lines.texts[i + 1][0] in _DIGITS and lines.texts[i][-1] in _LEADS_TO_NUMBER)
    texts = lines.texts
    for i, text in enumerate(texts[:-1]):
        if text[-1] in "%％" and texts[i + 1][0] in _DIGITS:
            parted[i] = True  # no number goes on behind its per cent
        if text[-1] in _DIGITS and _DATE_BEGINS.match(texts[i + 1]) and not _OF_DATE.search(text):
            parted[i] = True  # 阅读 2,184 | 11月7日: nor does it go on in a date
    return parted


def _unfinished(a: str, b: str, running: bool, likely: bool, is_wrapped: bool, a_width: int) -> int:
    """0: break; 1: join if the paragraph turns out to be running text; 2: join."""
    last, first = a[-1], b[0]
    if first in _CLOSING_START or last in _HYPHENS:
        return 2
    if last in _OPEN_END:
        return 2
    if last in _SOFT_END:
        return 2 if is_wrapped and not marks.MAY_BEGIN.match(b) else 0
    if running:
        return 2
    commas = "，" in a or _COMMA.search(a) is not None
    text = likely or is_wrapped or (a_width >= _LONG and commas)
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
    w = lines.looks.widths
    unfinished = ~lines.finished
    n = len(w)
    # each line with its neighbours, which stand at _NEAR - 1 … 0 and _NEAR + 1 … 2 * _NEAR
    around = np.arange(n)[:, None] + np.arange(2 * _NEAR + 1)
    widths = np.concatenate((np.zeros(_NEAR, np.int32), w, np.zeros(_NEAR, np.int32)))[around]
    open_lines = np.concatenate((np.zeros(_NEAR, bool), unfinished, np.zeros(_NEAR, bool)))[around]
    alike = ((np.abs(widths - w[:, None]) <= _ALIKE) & open_lines).sum(axis=1) - unfinished
    # a number or Latin word that did not fit into the rest of a line went over to the next one whole
    tokens = np.zeros(n, dtype=np.int32)
    for i in lines.looks.narrow[1:].nonzero()[0].tolist():
        tokens[i] = _token_width(lines.texts[i + 1])
    # the lines before speak of this one's column only when it goes on from them
    goes_on = ~lines.begins
    goes_on[0] = False
    goes_on[1:] &= unfinished[:-1]
    before = np.where(goes_on, widths[:, _NEAR - 3 : _NEAR].max(axis=1), 0)
    # after: the second widest (or the only one), as lines with hanging marks stand out
    ordered = np.sort(widths[:, _NEAR + 1 : _NEAR + 4], axis=1)
    after = np.where(ordered[:, 1] > 0, ordered[:, 1], ordered[:, 2])
    full = np.zeros(n, dtype=bool)
    for column in (before, after):
        full |= (column > 0) & (w + tokens >= column - np.maximum(_SLACK, column // _SLACK_SHARE))
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
    if len(lines) < 6 or int(lines.finished.sum()) < 3:
        return None
    w = lines.looks.widths
    finished = lines.finished
    known = lines.alone | lines.begins
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
    gaps = np.diff(lines.looks.numbers)
    single, double = gaps == 1, gaps > 1
    ended = (lines.finished | ~wrapped)[:-1]
    doubles, singles = int(double.sum()), int(single.sum())
    blank_breaks = doubles >= 2 and singles > 0 and int((double & ended).sum()) >= 0.7 * doubles
    return blank_breaks, singles >= 3 and int((single & ~ended).sum()) >= 0.5 * singles


def _uses_indents(lines: Lines) -> bool:
    """Whether paragraphs begin with an indent: some lines do, and most of the others follow an unfinished one."""
    return 3 <= int((lines.looks.indents >= 2).sum()) < 0.9 * len(lines)
