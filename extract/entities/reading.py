"""What the rules of recognition share about one text: its folded form, its words and the places it names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from extract.entities.folding import fold
from extract.entities.words import Word, dictionary


class Reading:
    """A text being read. All offsets count in `text` and in `plain` alike."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = fold(text)
        # the words cover the text; `starts` ends with the end of the last one
        self.words, self.starts, self.kinds = dictionary().columns(self.plain)

    def before(self, at: int) -> list[Word]:
        """The words that end at or before `at`, the last of them cut off at `at` where it crosses."""
        i = self._holding(at)
        if i < len(self.words) and self.starts[i] < at:
            word = self.words[i]
            form = word.text[: at - word.start]
            return [*self.words[max(0, i - 24) : i], Word(word.start, at, form, dictionary().classify(form))]
        return self.words[max(0, i - 24) : i]

    def crossing(self, at: int) -> Word | None:
        """The word that begins before `at` and ends behind it, or None."""
        i = self._holding(at)
        return self.words[i] if i < len(self.words) and self.starts[i] < at else None

    def is_boundary(self, at: int) -> bool:
        """Whether a word begins at `at`."""
        return at >= len(self.plain) or self.starts[bisect_left(self.starts, at)] == at

    def beginning(self, at: int) -> int | None:
        """The number of the word that begins at `at`, or None."""
        i = bisect_left(self.starts, at)
        return i if i < len(self.words) and self.starts[i] == at else None

    def ending(self, at: int) -> int | None:
        """The number of the word that ends at `at`, or None."""
        i = bisect_left(self.starts, at)
        return i - 1 if 0 < i < len(self.starts) and self.starts[i] == at else None

    def _holding(self, at: int) -> int:
        """The number of the word that holds the character at `at`."""
        return bisect_right(self.starts, at) - 1


def occurrences(plain: str, word: str) -> Iterator[int]:
    """Where a word begins in a text; much faster than a pattern for words that are rare."""
    at = plain.find(word)
    while at >= 0:
        yield at
        at = plain.find(word, at + len(word))
