"""Overprinted headlines: a bold line that was printed twice comes out with every run of it twice."""

from __future__ import annotations

import re

from corpus.characters import GONE, HAN

_LONGEST_LINE = 400  # characters; a headline is never longer, and the parse is quadratic
_REDUPLICATION = re.compile(f"[{HAN}]+")
# cheap test before the parse: somewhere two equal neighbours, or a run of up to 30 characters followed by itself
_SIGN = re.compile(r"^\s*(.{1,40}?)\1")


def undouble(line: str) -> str | None:
    """`line` with the second copy of each run marked as gone, or None unless the whole line is made of doubled runs.

    White space between the characters is left alone. Ambiguity (2020 doubled is 20202020 or 22002200) is settled by
    taking single characters if all of the line reads so, else the longest runs.
    """
    if len(line) > _LONGEST_LINE or not _SIGN.match(line):
        return None
    places = [i for i, c in enumerate(line) if not c.isspace()]
    text = "".join(line[i] for i in places)
    n = len(text)
    if n < 4 or n % 2:
        return None
    if all(text[i] == text[i + 1] for i in range(0, n, 2)):
        copies = [range(i + 1, i + 2) for i in range(0, n, 2)]
    else:
        runs = _parse(text)
        if runs is None:
            return None
        copies = [range(at + length, at + 2 * length) for at, length in runs]
    marked = list(line)
    for copy in copies:
        for i in copy:
            marked[places[i]] = GONE
    return "".join(marked)


def is_certain(line: str) -> bool:
    """Whether a line that parses is long enough to be overprint on its own, and no reduplicated phrase (高高兴兴)."""
    text = "".join(line.split())
    return len(text) >= 10 or (len(text) >= 6 and _REDUPLICATION.fullmatch(text) is None)


def _parse(text: str) -> list[tuple[int, int]] | None:
    """Tile `text` with squares ww, longest first: (start, length of w) of each; None if it cannot be tiled."""
    n = len(text)
    dead: set[int] = set()
    path: list[tuple[int, int]] = []
    choices: list[int] = [n // 2]
    at = 0
    while at < n:
        length = min(choices[-1], (n - at) // 2)
        while length and (at + 2 * length in dead or text[at : at + length] != text[at + length : at + 2 * length]):
            length -= 1
        if length:
            choices[-1] = length - 1
            path.append((at, length))
            at += 2 * length
            choices.append(n)
            continue
        dead.add(at)
        if not path:
            return None
        choices.pop()
        at = path.pop()[0]
    return path
