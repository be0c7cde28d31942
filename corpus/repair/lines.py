"""The visible lines of a text and what the look of each says about it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from corpus.characters import GONE
from corpus.repair import line_marks as marks
from corpus.repair.doubled import is_certain, undouble
from corpus.repair.looks import Looks, look_at
from corpus.repair.trace import Trace
from schemas.spans import Span

_FOLIO_END = frozenset("0123456789－—–-页頁")
_CREDIT_END = frozenset("摄攝）)")
_CLOSERS = frozenset('”’」』）)》"')
_FULL_STOPS = frozenset("。！？!?…")
_LONGEST_FOLIO = 23  # characters
_LONGEST_RUN = 40  # characters of one overprinted run
_LONGEST_HEAD = 40  # characters of a running head
_PAGES = 3  # on which a line must come back to be a running head
_NUMBERS = re.compile(r"[\d\s]+")
_LONGEST_ALONE = 64  # characters of a byline or another line of its own


@dataclass(slots=True)
class Lines:
    """The visible lines of a text, column by column: where they stand, what they hold, what each is known to be."""

    looks: Looks
    texts: list[str]
    finished: npt.NDArray[np.bool_]  # closes with the end of a sentence
    alone: npt.NDArray[np.bool_]  # joins neither the line before nor the one after
    begins: npt.NDArray[np.bool_]  # never joins the line before
    blocks: list[int] = field(default_factory=list)  # number of the hinted block, -1 outside all; empty without hints

    def __len__(self) -> int:
        return len(self.texts)

    def without(self, left_out: Sequence[int]) -> Lines:
        """The other lines (before blocks are known)."""
        kept = np.delete(np.arange(len(self)), left_out)
        texts = [self.texts[i] for i in kept.tolist()]
        return Lines(self.looks.only(kept), texts, self.finished[kept], self.alone[kept], self.begins[kept])


def read_lines(trace: Trace, blocks: Sequence[Span]) -> Lines:
    """Take the text apart; undo overprint and leave out folios on the way (both reported)."""
    looks, texts = _visible(trace.text)
    overprinted = _undo_overprint(trace, looks, texts)
    if overprinted:
        looks, texts = _visible(trace.text)
    finished, alone, begins = np.zeros((3, len(texts)), dtype=bool)
    lines = Lines(looks, texts, finished, alone, begins)
    folios = _mark(lines)
    for i, text in enumerate(texts if overprinted else ()):
        lines.alone[i] |= text in overprinted
    if folios:
        lines = _leave_out(trace, lines, folios, "folio")
        heads = _running_heads(lines, [i - k for k, i in enumerate(folios)])
        if heads:
            lines = _leave_out(trace, lines, heads, "running_head")
    if blocks:
        lines.blocks = _blocks(trace, lines.looks.starts.tolist(), blocks)
    return lines


def _visible(text: str) -> tuple[Looks, list[str]]:
    looks = look_at(text)
    return looks, [text[a:b] for a, b in zip(looks.starts.tolist(), looks.ends.tolist(), strict=True)]


def _leave_out(trace: Trace, lines: Lines, left_out: Sequence[int], reason: str) -> Lines:
    for i in left_out:
        trace.skip(int(lines.looks.starts[i]), int(lines.looks.ends[i]), reason)
    return lines.without(left_out)


def _mark(lines: Lines) -> list[int]:
    """Tell what each line is from how it looks; returns the folios."""
    folios: list[int] = []
    for i in lines.looks.telling():
        line = lines.texts[i]
        last = line[-1]
        size = len(line)
        if last in _FOLIO_END and size <= _LONGEST_FOLIO and marks.FOLIO.match(line):
            folios.append(i)
            continue
        begins = marks.begins_block(line)
        finished = (
            last in _FULL_STOPS
            or (last in _CLOSERS and marks.ends_sentence(line))
            or (("。" in line or "”" in line or "！" in line or "？" in line) and marks.has_byline_end(line))
        )
        if finished:
            lines.finished[i] = True
        if begins:
            lines.begins[i] = True
        lines.alone[i] = (begins and marks.META.match(line) is not None) or (
            not finished
            and size <= _LONGEST_ALONE
            and ("，" not in line or last in _CREDIT_END)
            and marks.MAY_STAND_ALONE.search(line) is not None
            and marks.ALONE.match(line) is not None
        )
    return folios


def _running_heads(lines: Lines, page_ends: Sequence[int]) -> list[int]:
    """Short lines that stand beside the folio of at least three pages, the same but for their numbers."""
    places: dict[str, set[int]] = {}
    for at in page_ends:
        for i in (at - 1, at):
            if 0 <= i < len(lines) and not lines.finished[i] and len(lines.texts[i]) <= _LONGEST_HEAD:
                places.setdefault(_NUMBERS.sub("", lines.texts[i]), set()).add(i)
    return sorted(i for found in places.values() if len(found) >= _PAGES for i in found)


def _blocks(trace: Trace, starts: Sequence[int], blocks: Sequence[Span]) -> list[int]:
    block_starts = [b.start for b in blocks]
    found: list[int] = []
    for start in starts:
        raw = trace.raw(start)
        i = bisect_right(block_starts, raw) - 1
        found.append(i if i >= 0 and raw < blocks[i].end else -1)
    return found


def _undo_overprint(trace: Trace, looks: Looks, texts: Sequence[str]) -> set[str]:
    """Take the second copies out of overprinted lines; the lines that it was done to, as they read now."""
    # in a line of doubled runs the first character comes back soon, and every one an even number of times
    maybe = [
        i
        for i, text in enumerate(texts)
        if text.find(text[0], 1, _LONGEST_RUN + 1) > 0 and len(text) > 3 and text.count(text[0]) % 2 == 0
    ]
    if not maybe:
        return set()
    raw_lines = trace.text.split("\n")
    places = [int(looks.numbers[i]) for i in maybe]
    found = [(i, marked) for i in places if _may_be_doubled(raw_lines[i]) and (marked := undouble(raw_lines[i]))]
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
