"""What kinds of characters each line of a text begins with, ends with and holds, found for all lines in one pass.

The kinds are no more than cheap tests before a pattern: a line without the kind cannot match, one with it may.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from corpus.characters import GONE
from corpus.repair.line_marks import INITIALS

SPACE: Final = 1 << 0
NOTHING: Final = 1 << 1  # stands for a character that was taken out
COMMA: Final = 1 << 2
RUNNING: Final = 1 << 3  # only running text has these
EXCLAIM: Final = 1 << 4
QUOTE_END: Final = 1 << 5
DIGIT: Final = 1 << 6  # of any script: also what is neither ASCII nor a usual Chinese character or mark
CREDIT: Final = 1 << 7  # one of these is in every byline and credit of a line of its own
CREDIT_START: Final = 1 << 8  # or it begins like this
INITIAL: Final = 1 << 9  # a line that begins a block begins with one
NEWS: Final = 1 << 10  # or holds one of these
PIPE: Final = 1 << 11
FULL_STOP: Final = 1 << 12
CLOSER: Final = 1 << 13
FOLIO: Final = 1 << 14  # a folio begins with one, or with a digit
HYPHEN: Final = 1 << 15  # of print, at the end of a line

LINE_END_HYPHENS: Final = "\u2043\u2010\u2011\u00ad"
_BEYOND = 0x10000  # all characters of the higher planes are looked up here: a small table stays in the cache
_KINDS: Final = {
    SPACE: "".join(c for c in map(chr, range(0x3001)) if c.isspace()),
    NOTHING: GONE,
    COMMA: "，",
    RUNNING: "。；;",
    EXCLAIM: "！？",
    QUOTE_END: "”",
    DIGIT: "0123456789",
    CREDIT: "者员員摄攝影撰图采/",
    CREDIT_START: "#（(—-12",
    INITIAL: "".join(INITIALS),
    NEWS: "讯訊",
    PIPE: "|",
    FULL_STOP: "。！？!?…",
    CLOSER: '”’」』）)》"',
    FOLIO: "－—–-第Pp",
    HYPHEN: LINE_END_HYPHENS,
}
_NO_DIGITS = ((0, 0x80), (0x2000, 0x2070), (0x3000, 0x3040), (0x3400, 0xA000), (0xFF00, 0xFF10), (0xFF1A, 0xFF61))

_FIRST = FOLIO | DIGIT | INITIAL | CREDIT_START
_LAST = FULL_STOP | CLOSER
_INSIDE = NEWS | CREDIT | RUNNING | EXCLAIM | QUOTE_END
_NO_PROSE = DIGIT | COMMA | RUNNING | EXCLAIM

Kinds = npt.NDArray[np.uint16]


def _table() -> Kinds:
    table = np.full(_BEYOND + 1, DIGIT, dtype=np.uint16)
    for low, high in _NO_DIGITS:
        table[low:high] = 0
    for kind, characters in _KINDS.items():
        for character in characters:
            table[min(ord(character), _BEYOND)] |= kind
    return table


_TABLE = _table()


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """The code points of `text`."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def from_code_points(codes: npt.NDArray[np.uint32]) -> str:
    """The text of code points."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def kinds_of(codes: npt.NDArray[np.uint32]) -> Kinds:
    """The kinds of each character."""
    return _TABLE[np.minimum(codes, _BEYOND)]


@dataclass(frozen=True, slots=True)
class Looks:
    """The lines of a text that hold anything visible, column by column."""

    starts: npt.NDArray[np.int64]  # of the visible part
    ends: npt.NDArray[np.int64]
    numbers: npt.NDArray[np.int64]  # of the line, empty ones counted
    indents: npt.NDArray[np.int64]
    widths: npt.NDArray[np.int32]  # printed, in half columns: 2 for a Chinese character or mark, 1 for an ASCII one
    first: Kinds
    last: Kinds
    holds: Kinds  # but for SPACE
    gapped: npt.NDArray[np.bool_]  # white space stands inside
    narrow: npt.NDArray[np.bool_]  # begins with an ASCII character
    narrow_end: npt.NDArray[np.bool_]  # ends with one

    def telling(self) -> list[int]:
        """Lines that may be more than the middle of a paragraph, from what they begin with, end with and hold."""
        told = (self.first & _FIRST) | (self.last & _LAST) | (self.holds & _INSIDE)
        found: list[int] = told.nonzero()[0].tolist()
        return found

    def tabular(self) -> list[int]:
        """Lines that may be rows of a table: with a digit and a gap, and without a mark of prose."""
        parted = self.gapped | ((self.holds & PIPE) != 0)
        found: list[int] = (parted & ((self.holds & _NO_PROSE) == DIGIT)).nonzero()[0].tolist()
        return found

    def only(self, kept: npt.NDArray[np.int64]) -> Looks:
        """The lines at `kept`."""
        return Looks(*(getattr(self, name)[kept] for name in self.__slots__))


def look_at(text: str) -> Looks:
    """The visible lines of `text`."""
    codes = code_points(text)
    kinds = kinds_of(codes)
    seen = ((kinds & SPACE) == 0).nonzero()[0]
    line_starts = np.concatenate((np.zeros(1, np.int64), (codes == 0x0A).nonzero()[0] + 1))
    upto = np.searchsorted(seen, np.append(line_starts, len(codes)))  # visible characters before each line
    numbers = (upto[1:] > upto[:-1]).nonzero()[0]
    begin, end = upto[numbers], upto[numbers + 1]
    starts, ends = seen[begin], seen[end - 1] + 1
    wide = np.zeros(len(codes) + 1, dtype=np.int32)
    np.cumsum(codes >= 0x100, out=wide[1:])
    return Looks(
        starts,
        ends,
        numbers,
        starts - line_starts[numbers],
        (ends - starts + wide[ends] - wide[starts]).astype(np.int32),
        kinds[starts],
        kinds[ends - 1],
        # up to the start of the next line, which adds white space at most
        np.bitwise_or.reduceat(kinds, starts) if len(starts) else kinds[:0],
        end - begin < ends - starts,
        codes[starts] < 0x80,
        codes[ends - 1] < 0x80,
    )
