"""Glyphs to runs, runs to lines: what stands side by side, with the spaces that are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.readers.layout.boxes import Box, Glyph, Line, Run, hull

_SPLIT = 0.95  # gap in ems that parts two runs; justified Chinese rarely opens wider, gutters are wider
_SOFT = 0.45  # the same between columns whose edge is known
_RECUR = 4
_WORD_GAP = 0.17  # gap in ems between Latin letters that is a space
_LINE_HYPHENS = "\u2010\u2043\u00ad"  # set only where a word is broken
_WORD = re.compile(r"[A-Za-z0-9%)\]&.,;:'\"]")


def wide(character: str) -> bool:
    """Whether the character fills an em (Chinese, full-width forms and punctuation)."""
    code = ord(character)
    return 0x2E80 <= code <= 0xA4CF or 0xF900 <= code <= 0xFAFF or 0xFE30 <= code <= 0xFE4F or 0xFF00 <= code <= 0xFFEF


def _word_space(left: str, right: str, gap: float, size: float) -> bool:
    """A space between letters that the page shows only as a gap."""
    return gap > _WORD_GAP * size and bool(_WORD.match(left)) and not wide(right) and right.isalnum()


def make_runs(glyphs: Sequence[Glyph]) -> list[Run]:
    """Upright glyphs to runs, each on one line without a wide gap; in reading order of the page."""
    pieces: list[Run] = []
    text = ""
    boxes: list[Box] = []
    sizes: list[float] = []
    space = False

    def close() -> None:
        if text.strip():
            pieces.append(Run(text, hull(boxes), median(sizes)))

    for glyph in glyphs:
        if glyph.text == " ":
            space = bool(text)
            continue
        if boxes:
            last = boxes[-1]
            size = max(sizes[-1], glyph.size)
            gap = glyph.box.x0 - last.x1
            level = _overlap(last.y0, last.y1, glyph.box.y0, glyph.box.y1) > 0.5
            near = -0.4 * size < gap < _SPLIT * size
            alike = 0.45 < sizes[-1] / glyph.size < 2.2
            if level and near and alike:
                text += " " if space or _word_space(text[-1], glyph.text, gap, size) else ""
                text += glyph.text
                boxes.append(glyph.box)
                sizes.append(glyph.size)
                space = False
                continue
            close()
        text, boxes, sizes, space = glyph.text, [glyph.box], [glyph.size], False
    close()
    return _merge(pieces)


def _overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """Common part of two intervals as a share of the shorter."""
    shorter = min(a1 - a0, b1 - b0)
    return (min(a1, b1) - max(a0, b0)) / shorter if shorter > 0 else 0.0


def group_rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs by the line they stand on, from the top; each row from left to right."""
    rows: list[list[Run]] = []
    bounds: list[tuple[float, float]] = []
    for run in sorted(runs, key=lambda r: ((r.box.y0 + r.box.y1) / 2, r.box.x0)):
        for index in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            if _overlap(*bounds[index], run.box.y0, run.box.y1) > 0.55:
                rows[index].append(run)
                # the tallest of a row stands for it, so that a raised note does not shift it
                if run.box.height > bounds[index][1] - bounds[index][0]:
                    bounds[index] = (run.box.y0, run.box.y1)
                break
        else:
            rows.append([run])
            bounds.append((run.box.y0, run.box.y1))
    return [sorted(row, key=lambda r: r.box.x0) for row in rows]


def _merge(pieces: list[Run]) -> list[Run]:
    """Join runs that were drawn apart but stand together, unless a gutter lies between them."""
    out: list[Run] = []
    rows = group_rows(pieces)
    gutters = _aligned_gaps(rows)
    for row in rows:
        current = row[0]
        for run in row[1:]:
            size = max(current.size, run.size)
            gap = run.box.x0 - current.box.x1
            near = -0.4 * size < gap < _SPLIT * min(current.size, run.size) and 0.45 < current.size / run.size < 2.2
            if near and not (gap >= _SOFT * size and any(_between(g, current, run) for g in gutters)):
                space = " " if _word_space(current.text[-1], run.text[0], gap, size) else ""
                weight = len(current.text) >= len(run.text)
                current = Run(
                    current.text + space + run.text,
                    hull([current.box, run.box]),
                    current.size if weight else run.size,
                )
            else:
                out.append(current)
                current = run
        out.append(current)
    return out


def _between(gutter: Box, left: Run, right: Run) -> bool:
    level = gutter.y0 - 1 <= (left.box.y0 + left.box.y1) / 2 <= gutter.y1 + 1
    return level and left.box.x1 - 1 <= gutter.x1 and right.box.x0 + 1 >= gutter.x0


def _aligned_gaps(rows: Sequence[Sequence[Run]]) -> list[Box]:
    """Narrow gutters: gaps that recur at one place in four rows or more, where hanging marks leave less than an em."""
    found: list[Box] = []
    gaps = sorted(
        (right.box.x0, left.box.x1, right.box.y0, right.box.y1, right.size)
        for row in rows
        for left, right in pairwise(row)
        if _SOFT * right.size <= right.box.x0 - left.box.x1 < 3 * right.size and len(left.text) > 3 < len(right.text)
    )
    groups: list[list[tuple[float, float, float, float, float]]] = []
    for gap in gaps:
        # columns begin at one place; what stands to the left ends where it may
        if groups and gap[0] - groups[-1][0][0] < 0.3 * gap[4]:
            groups[-1].append(gap)
        else:
            groups.append([gap])
    for group in groups:
        if len(group) >= _RECUR:
            left = max(g[1] for g in group)
            found.append(
                Box(min(left, group[0][0]), min(g[2] for g in group), group[0][0] + 1, max(g[3] for g in group))
            )
    return found


def make_lines(runs: Sequence[Run]) -> list[Line]:
    """The lines of one column, from the top."""
    lines: list[Line] = []
    for row in group_rows(runs):
        text = row[0].text
        # letter-spaced: single characters with wide gaps belong to one word
        spaced = len(row) > 2 and sum(len(r.text) == 1 and wide(r.text) for r in row) > 0.6 * len(row)
        for left, right in pairwise(row):
            gap = right.box.x0 - left.box.x1
            close = spaced and gap < 4 * max(left.size, right.size)
            raised = right.size < 0.75 * left.size or left.size < 0.75 * right.size
            touching = gap < _SPLIT * max(left.size, right.size) and (
                raised or wide(left.text[-1]) or wide(right.text[0])
            )
            text += ("" if close or touching else " ") + right.text
        biggest = max(row, key=lambda r: len(r.text) * r.size)
        lines.append(Line(text.strip(), hull([r.box for r in row]), biggest.size))
    return lines


def join_lines(texts: Sequence[str]) -> str:
    """Lines of a paragraph as one: no space next to a Chinese character, none inside a number, one between words."""
    out = ""
    for text in texts:
        text = text.strip()
        if not text:
            continue
        if out:
            left, right = out[-1], text[0]
            if left in _LINE_HYPHENS or (left == "-" and right.islower() and out[-2:-1].isalpha()):
                out = out[:-1]
            elif _needs_space(left, right):
                out += " "
        out += text
    return out


def _needs_space(left: str, right: str) -> bool:
    if wide(left) or wide(right) or not left.isascii() or not right.isascii():
        return False
    number = (left.isdigit() and (right.isdigit() or right in ".%,")) or (left in ".," and right.isdigit())
    return not number and left not in "-/(" and right not in ")%,.;:"
