"""What the rules of recognition share about one text: its folded form, its words and the places it names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from extract.entities.folding import fold
from extract.entities.words import Word, dictionary


class Reading:
    """A text being read. All offsets count in `text` and in `plain` alike."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = fold(text)
        self.words: list[Word] = dictionary().cut(self.plain)

    @cached_property
    def starts(self) -> list[int]:
        """Start of every word."""
        return [w.start for w in self.words]

    @cached_property
    def ends(self) -> list[int]:
        """End of every word."""
        return [w.end for w in self.words]

    def before(self, at: int) -> list[Word]:
        """The words that end at or before `at`, the last of them cut off at `at` where it crosses."""
        i = bisect_right(self.ends, at)
        if i < len(self.words) and self.words[i].start < at:
            word = self.words[i]
            form = word.text[: at - word.start]
            return [*self.words[max(0, i - 24) : i], Word(word.start, at, form, dictionary().classify(form))]
        return self.words[max(0, i - 24) : i]

    def crossing(self, at: int) -> Word | None:
        """The word that begins before `at` and ends behind it, or None."""
        i = bisect_right(self.ends, at)
        return self.words[i] if i < len(self.words) and self.words[i].start < at else None

    def is_boundary(self, at: int) -> bool:
        """Whether a word begins at `at`."""
        i = bisect_left(self.starts, at)
        return at >= len(self.plain) or (i < len(self.starts) and self.starts[i] == at)
