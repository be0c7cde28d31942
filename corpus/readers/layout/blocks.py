"""Lines of a column to paragraphs: by indents, gaps, sizes and lines that end short."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.readers.layout.boxes import Block, Box, Line, hull
from corpus.readers.layout.runs import join_lines

_SENTENCE_END = re.compile(r"[。！？；：…!?;][”’」』）)》]*$|[”’」』）)]$")
_OPENER = re.compile(
    r"^(?:第[一二三四五六七八九十百]+[章节编条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|[■●◆▲▶○□◇★•·]|\d{1,2}[、.．](?!\d))"
)


def make_blocks(lines: Sequence[Line], page: int, column: Box) -> list[Block]:
    """Paragraphs and headings of one column of lines, from the top."""
    if not lines:
        return []
    pitch = _pitch(lines)
    left, right = _edges(lines)
    blocks: list[Block] = []
    current: list[Line] = []
    for line in lines:
        if current and _parts(current, line, left, right, pitch):
            blocks.append(_block(current, page, column, left, right))
            current = []
        current.append(line)
    blocks.append(_block(current, page, column, left, right))
    return blocks


def _pitch(lines: Sequence[Line]) -> float:
    steps = [b.box.y0 - a.box.y0 for a, b in pairwise(lines) if 0.9 < a.size / b.size < 1.1]
    return median(steps) if steps else 1.6 * lines[0].size


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    """The left and right edge of the text: what most lines reach, an indent or a short last line aside."""
    size = median(line.size for line in lines)
    usual = [line for line in lines if line.size < 1.3 * size] or list(lines)
    return min(line.box.x0 for line in usual), max(line.box.x1 for line in usual)


def _parts(current: list[Line], line: Line, left: float, right: float, pitch: float) -> bool:
    """Whether a new block begins with the line."""
    last = current[-1]
    size = last.size
    if not 0.87 < line.size / size < 1.15:
        return True
    step = line.box.y0 - last.box.y0
    if step > 1.45 * max(pitch, 1.1 * size) and step > pitch + 0.45 * size:
        return True
    if _centred(last, left, right) and _centred(line, left, right):
        return False  # a headline of two lines
    indent = line.box.x0 - left
    short = right - last.box.x1 > 1.6 * size
    before = last.box.x0 - left if len(current) > 1 else 0.0
    if indent > 1.2 * size and before < 0.7 * size and (len(current) > 1 or last.box.x0 - left < indent + 0.5 * size):
        return True
    if short and (_SENTENCE_END.search(last.text) or _OPENER.match(line.text)):
        return True
    if _word_width(line.text, size) > right - last.box.x1 - 1.2 * size:
        return False  # the line is short because the next word did not fit
    # a short line that ends no sentence is a heading or an item; what follows at the edge is new
    return short and right - last.box.x1 > 0.25 * (right - left) and not _SENTENCE_END.search(last.text)


def _word_width(text: str, size: float) -> float:
    """Width of the Latin word or number that a line begins with (about half an em a letter)."""
    word = re.match(r"[!-~]+", text)
    return 0.5 * size * len(word.group()) if word else 0.0


def _centred(line: Line, left: float, right: float) -> bool:
    before, after = line.box.x0 - left, right - line.box.x1
    return before > 1.5 * line.size and after > 1.5 * line.size and abs(before - after) < 1.5 * line.size


def _block(lines: list[Line], page: int, column: Box, left: float, right: float) -> Block:
    size = max((line.size for line in lines), key=lambda s: sum(len(x.text) for x in lines if x.size == s))
    return Block(
        list(lines),
        hull([line.box for line in lines]),
        size,
        page,
        column,
        indented=lines[0].box.x0 - left > 1.2 * size,
        slack=right - lines[-1].box.x1,
        text=join_lines([line.text for line in lines]),
    )


def continues(before: Block, after: Block, *, indents: bool) -> bool:
    """Whether a paragraph that a column or page broke goes on in the next one.

    Where paragraphs begin with an indent (`indents`), a line without one goes on even after a full stop.
    """
    if after.indented or before.vertical != after.vertical or before.aside or after.aside:
        return False
    if before.apart or after.apart:
        return False
    # a line is full too when the word that follows did not fit on it
    if before.slack - _word_width(after.text, after.size) > 1.6 * before.size:
        return False
    if before.page == after.page and before.column == after.column:
        return False  # the lines of one column have been judged already
    if not 0.93 < before.size / after.size < 1.07 or _OPENER.match(after.text):
        return False
    return indents or not ends(before.text)


def ends(text: str) -> bool:
    """Whether the text ends a sentence."""
    return bool(re.search(r"[。！？!?][”’」』）)]*$", text))
