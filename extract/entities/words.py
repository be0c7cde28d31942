"""Words of a stretch of text: the dictionary of jieba, cut along the most probable path, with a class for each word.

Only the neighbourhood of a suffix is ever cut, so that recognition costs a fraction of cutting the whole text.
"""

from __future__ import annotations

import re
import warnings
from functools import cache
from math import log
from typing import Literal, NamedTuple

from extract.entities import lexicon

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # compiling jieba's source warns of its escapes: noise for users, errors in tests
    import jieba

# stop: ends a name; head: a noun that stands before a name; place; proper: looks like part of a proper name;
# noun: a noun or modifier that may be part of a name; number
WordClass = Literal["stop", "head", "place", "proper", "noun", "number", "soft"]

_STOP_TAGS = frozenset(
    {
        "v", "vd", "vq", "d", "p", "c", "r", "t", "m", "q", "f", "y", "e", "o", "k", "x", "z", "ad", "df",
        "mq", "rr", "rz", "vi", "u", "uj", "ul", "ud", "ug", "uv", "uz", "h", "i", "zg",
    }
)  # fmt: skip
_SELDOM = 500
_RARE = 5  # dictionary words rarer than this are left out: most are names of people and errors
_LONGEST = 8
_NUMBER = re.compile(r"[0-9.,:%～~\-–—+/]+(?:年[初末底]?|[月日]末?)?|第?[零〇一二三四五六七八九十百千万亿两]+")
_PIECES = re.compile(
    r"([\u4e00-\u9fff〇]+)|[A-Za-z][A-Za-z0-9.&+\-]*|[0-9]+(?:[.,:][0-9]+)*(?:%|年[初末底]?|[月日]末?)?|\s+|.",
    re.DOTALL,
)
_CACHED = 8  # runs up to this length are kept: they recur (同比增长, 其中)
_CACHE_SIZE = 50_000


class Word(NamedTuple):
    """A word of the text: `[start, end)`, its form and class."""

    start: int
    end: int
    text: str
    kind: WordClass


class Dictionary:
    """jieba's words with log probabilities and classes, and ours."""

    def __init__(self) -> None:
        counts: dict[str, int] = {}
        tags: dict[str, str] = {}
        with jieba.get_module_res("dict.txt") as stream:
            for line in stream.read().decode("utf-8").split("\n"):
                parts = line.split(" ")
                if len(parts) < 3:
                    continue
                word, count = parts[0], int(parts[1])
                if len(word) <= _LONGEST and (count > _RARE or len(word) == 1):
                    counts[word] = count
                    tags[word] = parts[2]
        lists, regions = lexicon.words(), lexicon.regions()
        common = {*regions.not_districts, *regions.not_places}
        for word in [w for w in counts if len(w) == 2 and w[1] in "市县省" and w not in common]:
            del counts[word]  # 州市, 山县: the end of a place's name cut off its beginning
        self.places = frozenset(
            [*regions.provinces, *regions.countries, *regions.areas, *regions.cities]
            + [p + "省" for p in regions.provinces]
            + [p + "市" for p in (*regions.cities, *regions.provinces[:4])]
        )
        wide, narrow = lexicon.known_regions()
        self.places |= wide | narrow
        self.heads = frozenset(lists.heads) - frozenset(lists.inside)
        self.inside = frozenset(lists.inside)
        self.nouns = frozenset(
            [
                *lists.dictionary,
                *(w for w in lists.generic if len(w) > 1),
                *(w for w in lexicon.suffixes() if len(w) > 2),
            ]
        )
        self.hard = frozenset(lists.hard_stops)
        self.soft = frozenset(lists.soft_stops)
        ours = [*lists.inside, *lists.heads, *lists.generic, *lists.place_descriptors, *lists.dictionary]
        organs = lexicon.organs()
        ours += [
            *self.places,
            *organs.all_closed(),
            *wide,
            *lexicon.suffixes(),
            *lists.event_words,
            *lists.phrase_words,
        ]
        for word in ours:
            counts[word] = max(counts.get(word, 0), 3000 if len(word) > 1 else 10)
        for word in narrow:
            counts[word] = max(counts.get(word, 0), 300)
        for word in lists.heads:
            counts[word] = max(counts[word], 20000)
        total = log(sum(counts.values()))
        self.scores: dict[str, float] = {w: log(c or 1) - total for w, c in counts.items()}
        self.unknown = -total
        for word in list(counts):
            for i in range(2, len(word)):
                self.scores.setdefault(word[:i], 1.0)  # 1.0: only the beginning of words
        self.tags = tags
        self.counts = counts
        self._classes: dict[str, WordClass] = {}
        self._runs: dict[str, list[tuple[int, int, str, WordClass]]] = {}

    def classify(self, word: str) -> WordClass:
        """The class of a word that `cut` gave."""
        found = self._classes.get(word)
        if found is None:
            found = self._classes[word] = self._classify(word)
        return found

    def _classify(self, word: str) -> WordClass:
        tag = self.tags.get(word)
        result: WordClass
        if word in self.places:
            result = "place"
        elif word in self.inside:
            result = "noun"
        elif word in self.heads:
            result = "head"
        elif word in self.nouns or (len(word) == 3 and word[-1] in "化型级"):
            result = "noun"
        elif len(word) == 1 and word in self.hard:
            result = "stop"
        elif len(word) == 1 and word in self.soft:
            result = "soft"
        elif _NUMBER.fullmatch(word):
            result = "number"
        elif word == "·":
            result = "proper"
        elif len(word) == 1 or tag is None or tag in ("ns", "nr", "nrt", "nrfg", "j", "nt"):
            result = "proper" if word.isalnum() else "stop"
        elif tag in ("f", "s") and len(word) == 2 and self.counts.get(word, 0) < _SELDOM:
            result = "proper"  # 南麓, 江畔: seldom a direction, often a name
        elif tag in _STOP_TAGS:
            result = "stop"
        else:
            result = "noun"
        return result

    def cut(self, text: str, offset: int = 0) -> list[Word]:
        """The words of `text` on its most probable path; `offset` is added to their places."""
        result: list[Word] = []
        add, cached, classify, new = result.append, self._runs, self.classify, tuple.__new__
        for m in _PIECES.finditer(text):
            piece, at = m.group(), m.start() + offset
            if m.lastindex == 1:
                run = cached.get(piece)
                if run is None:
                    run = self._path(piece)
                    if len(piece) <= _CACHED and len(cached) < _CACHE_SIZE:
                        cached[piece] = run
                for start, end, form, kind in run:
                    add(new(Word, (at + start, at + end, form, kind)))
            else:
                add(new(Word, (at, at + len(piece), piece, classify(piece))))
        return result

    def _path(self, text: str) -> list[tuple[int, int, str, WordClass]]:
        """The most probable words of a run of Chinese characters."""
        scores, unknown, size = self.scores, self.unknown, len(text)
        best = [0.0] * (size + 1)
        ends = [0] * size
        get = scores.get
        for i in range(size - 1, -1, -1):
            top = get(text[i], unknown)
            if top > 0:
                top = unknown
            top += best[i + 1]
            end, j = i + 1, i + 2
            while j <= size:
                score = get(text[i:j])
                if score is None:
                    break
                if score <= 0 and score + best[j] > top:
                    top, end = score + best[j], j
                j += 1
            best[i], ends[i] = top, end
        result: list[tuple[int, int, str, WordClass]] = []
        i = 0
        while i < size:
            end = ends[i]
            form = text[i:end]
            result.append((i, end, form, self.classify(form)))
            i = end
        return result


@cache
def dictionary() -> Dictionary:
    """The one dictionary of a process."""
    return Dictionary()
