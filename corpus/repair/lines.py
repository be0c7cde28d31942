"""The visible lines of a text and what the look of each says about it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.characters import width
from corpus.repair import line_marks as marks
from corpus.repair.doubled import is_certain, undouble
from corpus.repair.trace import Trace
from schemas.spans import Span

_LINE = re.compile(r"[^\s\x00][^\n]*")
_FOLIO_END = frozenset("0123456789－—–-页頁")


@dataclass(slots=True)
class Lines:
    """The visible lines of a text, column by column: where they stand, what they hold, what each is known to be."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    finished: list[bool] = field(default_factory=list)  # closes with the end of a sentence
    alone: list[bool] = field(default_factory=list)  # joins neither the line before nor the one after
    begins: list[bool] = field(default_factory=list)  # never joins the line before
    blocks: list[int] = field(default_factory=list)  # number of the hinted block, -1 outside all

    def __len__(self) -> int:
        return len(self.texts)


def read_lines(trace: Trace, blocks: Sequence[Span]) -> Lines:
    """Take the text apart; undo overprint and leave out folios on the way (both reported)."""
    overprinted = _undo_overprint(trace)
    lines = Lines()
    text = trace.text
    begins, may_stand_alone, alone = marks.BEGINS.match, marks.MAY_STAND_ALONE.search, marks.ALONE.match
    meta = marks.META.match
    block_starts = [b.start for b in blocks]
    line_end = 0
    for match in _LINE.finditer(text):
        start = match.start()
        line = match.group().rstrip()
        last = line[-1]
        if last in _FOLIO_END and len(line) < 24 and marks.FOLIO.match(line):
            trace.skip(start, start + len(line), "folio")
            line_end = match.end()
            continue
        feed = text.rfind("\n", line_end, start)
        lines.starts.append(start)
        lines.ends.append(start + len(line))
        lines.texts.append(line)
        lines.indents.append(start - max(feed + 1, line_end))
        lines.widths.append(width(line))
        lines.finished.append(marks.ends_sentence(line) or marks.has_byline_end(line))
        lines.begins.append(begins(line) is not None)
        lines.alone.append(
            line in overprinted
            or (len(line) <= 64 and may_stand_alone(line) is not None and alone(line) is not None)
            or (lines.begins[-1] and meta(line) is not None)
        )
        if blocks:
            raw = trace.raw(start)
            i = bisect_right(block_starts, raw) - 1
            lines.blocks.append(i if i >= 0 and raw < blocks[i].end else -1)
        line_end = match.end()
    return lines


def _undo_overprint(trace: Trace) -> set[str]:
    """Take the second copies out of overprinted lines; the lines that it was done to, as they read now."""
    found: list[tuple[int, int, str]] = []
    for match in _LINE.finditer(trace.text):
        line = match.group()
        if line[:1] == line[1:2] or line.count(line[0]) > 1:
            marked = undouble(line)
            if marked is not None:
                found.append((match.start(), match.end(), marked))
    certain = [f for f in found if is_certain(trace.text[f[0] : f[1]])]
    # a short line (要要闻闻) is overprint only on a page that has some beyond doubt
    taken = found if certain else []
    pieces: list[str] = []
    at = 0
    done: set[str] = set()
    for start, end, marked in taken:
        trace.skip(start, end, "doubled")
        pieces += (trace.text[at:start], marked)
        done.add(marked.replace("\x00", "").rstrip())
        at = end
    if done:
        pieces.append(trace.text[at:])
        trace.advance("".join(pieces))
    return done
