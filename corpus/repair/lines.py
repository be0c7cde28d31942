"""The visible lines of a text and what the look of each says about it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from corpus.characters import GONE
from corpus.repair import line_marks as marks
from corpus.repair.doubled import is_certain, undouble
from corpus.repair.trace import Trace
from schemas.spans import Span

_FOLIO_END = frozenset("0123456789－—–-页頁")
_CREDIT_END = frozenset("摄攝）)")
_CLOSERS = frozenset('”’」』）)》"')
_FULL_STOPS = frozenset("。！？!?…")
_LONGEST_RUN = 40  # characters of one overprinted run
_LONGEST_HEAD = 40  # characters of a running head
_PAGES = 3  # on which a line must come back to be a running head
_NUMBERS = re.compile(r"[\d\s]+")
_LONGEST_ALONE = 64  # characters of a byline or another line of its own


@dataclass(slots=True)
class Lines:
    """The visible lines of a text, column by column: where they stand, what they hold, what each is known to be."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)  # line feeds between a line and the next
    finished: list[bool] = field(default_factory=list)  # closes with the end of a sentence
    alone: list[bool] = field(default_factory=list)  # joins neither the line before nor the one after
    begins: list[bool] = field(default_factory=list)  # never joins the line before
    blocks: list[int] = field(default_factory=list)  # number of the hinted block, -1 outside all; empty without hints
    widths: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))  # in half columns

    def __len__(self) -> int:
        return len(self.texts)

    def keep(self, kept: Sequence[int]) -> None:
        """Leave the other lines out (before gaps, blocks and widths are known)."""
        for name in ("starts", "ends", "texts", "indents", "finished", "alone", "begins"):
            column = getattr(self, name)
            setattr(self, name, [column[i] for i in kept])


def read_lines(trace: Trace, blocks: Sequence[Span]) -> Lines:
    """Take the text apart; undo overprint and leave out folios on the way (both reported)."""
    overprinted = _undo_overprint(trace)
    lines = Lines()
    text = trace.text
    raw_lines = text.split("\n")
    offsets = accumulate((len(x) + 1 for x in raw_lines), initial=0)
    may_stand_alone, alone, meta = marks.MAY_STAND_ALONE.search, marks.ALONE.match, marks.META.match
    numbers: list[int] = []
    page_ends: list[int] = []  # the line after each folio
    for number, (raw, offset) in enumerate(zip(raw_lines, offsets, strict=False)):
        line = raw.strip()
        if not line:
            continue
        indent = 0 if raw[0] == line[0] else len(raw) - len(raw.lstrip())
        start = offset + indent
        last = line[-1]
        size = len(line)
        if last in _FOLIO_END and size < 24 and marks.FOLIO.match(line):
            trace.skip(start, start + size, "folio")
            page_ends.append(len(numbers))
            continue
        begins = marks.begins_block(line)
        finished = (
            last in _FULL_STOPS
            or (last in _CLOSERS and marks.ends_sentence(line))
            or (("。" in line or "”" in line or "！" in line or "？" in line) and marks.has_byline_end(line))
        )
        numbers.append(number)
        lines.starts.append(start)
        lines.ends.append(start + size)
        lines.texts.append(line)
        lines.indents.append(indent)
        lines.finished.append(finished)
        lines.begins.append(begins)
        lines.alone.append(
            (begins and meta(line) is not None)
            or (
                not finished
                and size <= _LONGEST_ALONE
                and ("，" not in line or last in _CREDIT_END)
                and may_stand_alone(line) is not None
                and alone(line) is not None
            )
            or (bool(overprinted) and line in overprinted)
        )
    heads = _running_heads(lines, page_ends)
    if heads:
        for i in sorted(heads):
            trace.skip(lines.starts[i], lines.ends[i], "running_head")
        kept = [i for i in range(len(lines)) if i not in heads]
        numbers = [numbers[i] for i in kept]
        lines.keep(kept)
    lines.gaps = [b - a for a, b in pairwise(numbers)]
    lines.widths = _widths(text, lines.starts, lines.ends)
    if blocks:
        lines.blocks = _blocks(trace, lines.starts, blocks)
    return lines


def _running_heads(lines: Lines, page_ends: Sequence[int]) -> set[int]:
    """Short lines that stand beside the folio of at least three pages, the same but for their numbers."""
    places: dict[str, list[int]] = {}
    for at in page_ends:
        for i in (at - 1, at):
            if 0 <= i < len(lines) and not lines.finished[i] and len(lines.texts[i]) <= _LONGEST_HEAD:
                places.setdefault(_NUMBERS.sub("", lines.texts[i]), []).append(i)
    return {i for found in places.values() if len(set(found)) >= _PAGES for i in found}


def _widths(text: str, starts: Sequence[int], ends: Sequence[int]) -> npt.NDArray[np.int32]:
    """Printed widths in half columns: 2 for a Chinese character or mark, 1 for an ASCII one."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    upto = np.zeros(len(codes) + 1, dtype=np.int32)
    np.cumsum(np.where(codes < 0x100, 1, 2), out=upto[1:])
    widths: npt.NDArray[np.int32] = upto[np.asarray(ends, dtype=np.int64)] - upto[np.asarray(starts, dtype=np.int64)]
    return widths


def _blocks(trace: Trace, starts: Sequence[int], blocks: Sequence[Span]) -> list[int]:
    block_starts = [b.start for b in blocks]
    found: list[int] = []
    for start in starts:
        raw = trace.raw(start)
        i = bisect_right(block_starts, raw) - 1
        found.append(i if i >= 0 and raw < blocks[i].end else -1)
    return found


def _undo_overprint(trace: Trace) -> set[str]:
    """Take the second copies out of overprinted lines; the lines that it was done to, as they read now."""
    raw_lines = trace.text.split("\n")
    found = [
        (i, marked)
        for i, raw in enumerate(raw_lines)
        # in a line of doubled runs every character is there an even number of times
        if len(raw) > 3
        and (raw.count(raw[0]) % 2 == 0 or raw[0].isspace())
        and _may_be_doubled(raw)
        and (marked := undouble(raw))
    ]
    # a short line (要要闻闻) is overprint only on a page that has some beyond doubt
    if not any(is_certain(raw_lines[i]) for i, _ in found):
        return set()
    done: set[str] = set()
    offsets = list(accumulate((len(x) + 1 for x in raw_lines), initial=0))
    for i, marked in found:
        trace.skip(offsets[i], offsets[i] + len(raw_lines[i]), "doubled")
        raw_lines[i] = marked
        done.add(marked.replace(GONE, "").strip())
    trace.advance("\n".join(raw_lines))
    return done


def _may_be_doubled(raw: str) -> bool:
    """Whether a line begins with a run that is printed twice."""
    first = raw[0]
    if first.isspace():
        raw = raw.lstrip()
        if not raw:
            return False
        first = raw[0]
    at = raw.find(first, 1, _LONGEST_RUN + 1)
    while at > 0:
        if raw.startswith(raw[:at], at):
            return True
        at = raw.find(first, at + 1, _LONGEST_RUN + 1)
    return False
