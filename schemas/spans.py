"""Spans and the reversible map between repaired (clean) text and the original."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open `[start, end)` in code points."""

    start: int
    end: int


class Run(NamedTuple):
    """A stretch of clean text and the stretch of raw text it stands for.

    Equal lengths mean character by character; otherwise the whole of the one stands for the whole of the other.
    """

    clean: int
    clean_len: int
    raw: int
    raw_len: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Clean offsets to raw offsets and back. Runs are in clean order and cover the clean text without gaps.

    Raw stretches that no run covers were removed by repair. In an article whose columns were put back in reading
    order the raw offsets need not rise from run to run.
    """

    runs: tuple[Run, ...]
    _starts: list[int] = field(init=False, repr=False, compare=False)
    # for each run its end and how far its raw text lies from it; -1 for one that was repaired
    _shifts: list[tuple[int, int]] = field(init=False, repr=False, compare=False)
    _rising: bool = field(init=False, repr=False, compare=False)  # whether the raw text stands in the same order

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [r.clean for r in self.runs])
        shifts = [(r.clean + r.clean_len if r.clean_len == r.raw_len else -1, r.raw - r.clean) for r in self.runs]
        object.__setattr__(self, "_shifts", shifts or [(-1, 0)])
        object.__setattr__(self, "_rising", all(a.raw + a.raw_len <= b.raw for a, b in pairwise(self.runs)))

    @classmethod
    def identity(cls, length: int, raw_start: int = 0) -> OffsetMap:
        """The map of text that needed no repair."""
        return cls((Run(0, length, raw_start, length),) if length else ())

    @classmethod
    def from_pieces(cls, pieces: Iterable[tuple[int, int, int]]) -> OffsetMap:
        """Build from `(clean_len, raw_start, raw_len)` in clean order; adjoining one-to-one pieces are merged."""
        runs: list[Run] = []
        at = 0
        for clean_len, raw, raw_len in pieces:
            if not clean_len:
                continue
            last = runs[-1] if runs else None
            one_to_one = clean_len == raw_len
            if last and one_to_one and last.clean_len == last.raw_len and last.raw + last.raw_len == raw:
                runs[-1] = Run(last.clean, last.clean_len + clean_len, last.raw, last.raw_len + raw_len)
            else:
                runs.append(Run(at, clean_len, raw, raw_len))
            at += clean_len
        return cls(tuple(runs))

    @property
    def length(self) -> int:
        """Length of the clean text in code points."""
        return self.runs[-1].clean + self.runs[-1].clean_len if self.runs else 0

    def to_raw(self, start: int, end: int) -> Span:
        """Raw hull of the clean span `[start, end)`; an empty span maps to an empty one.

        Raises IndexError when the span is outside the clean text.
        """
        if 0 <= start < end:  # nearly every span lies in one stretch that was not repaired
            limit, shift = self._shifts[bisect_right(self._starts, start) - 1]
            if end <= limit:
                return Span(start + shift, end + shift)
        if not 0 <= start <= end <= self.length:
            raise IndexError(f"clean span {start}:{end} outside 0:{self.length}")
        if start == end:
            point = self._raw_point(start)
            return Span(point, point)
        i = bisect_right(self._starts, start) - 1
        if self._rising:
            first, last = self.runs[i], self.runs[bisect_left(self._starts, end) - 1]
            low = first.raw + (start - first.clean if first.clean_len == first.raw_len else 0)
            return Span(low, last.raw + (end - last.clean if last.clean_len == last.raw_len else last.raw_len))
        low = high = -1
        while i < len(self.runs) and self.runs[i].clean < end:
            run = self.runs[i]
            if run.clean_len == run.raw_len:
                a = run.raw + max(0, start - run.clean)
                b = run.raw + min(run.clean_len, end - run.clean)
            else:
                a, b = run.raw, run.raw + run.raw_len
            low = a if low < 0 else min(low, a)
            high = max(high, b)
            i += 1
        return Span(low, high)

    def _raw_point(self, at: int) -> int:
        if not self.runs:
            return 0
        run = self.runs[max(0, bisect_right(self._starts, at) - 1)]
        if run.clean_len == run.raw_len:
            return run.raw + (at - run.clean)
        return run.raw if at == run.clean else run.raw + run.raw_len

    def to_clean(self, raw: int) -> int | None:
        """Clean offset of the raw code point, or None where repair removed it."""
        for run in self.runs:
            if run.raw <= raw < run.raw + run.raw_len:
                return run.clean + (raw - run.raw) if run.clean_len == run.raw_len else run.clean
        return None

    def slice(self, start: int, end: int) -> OffsetMap:
        """The map of `clean[start:end]`."""
        return OffsetMap.from_pieces(self._pieces(start, end))

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        i = max(0, bisect_right(self._starts, start) - 1)
        while i < len(self.runs) and self.runs[i].clean < end:
            run = self.runs[i]
            a, b = max(start, run.clean), min(end, run.clean + run.clean_len)
            if run.clean_len == run.raw_len:
                yield b - a, run.raw + (a - run.clean), b - a
            elif b > a:
                yield b - a, run.raw, run.raw_len
            i += 1

    def compose(self, inner: OffsetMap) -> OffsetMap:
        """`self` maps text C to B, `inner` maps B to A: the result maps C to A."""
        pieces: list[tuple[int, int, int]] = []
        for run in self.runs:
            if run.clean_len == run.raw_len:
                pieces.extend(inner._pieces(run.raw, run.raw + run.raw_len))
            else:
                span = inner.to_raw(run.raw, run.raw + run.raw_len)
                pieces.append((run.clean_len, span.start, span.end - span.start))
        return OffsetMap.from_pieces(pieces)
