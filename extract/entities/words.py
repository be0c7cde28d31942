"""Words of a stretch of text: the dictionary of jieba, cut along the most probable path, with a class for each word.

Only the neighbourhood of a suffix is ever cut, so that recognition costs a fraction of cutting the whole text.
"""

from __future__ import annotations

import re
import warnings
from functools import cache
from itertools import compress, pairwise, repeat
from math import log
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

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
_BANKS = frozenset(["东岸", "西岸", "南岸", "北岸"])  # quarters are called so, and companies after them
# 上半, 刚才, 往年: characters of times
_TIME = re.compile(
    "[年月日天时前后今昨明去周季旬春夏秋冬初末底晨晚早午夜期间刻近现当代昔古世纪节上下来次段半在内刚会往叶朝更]"
)
_SELDOM = 500
_UNUSUAL = 30  # a name that is printed so seldom is not known for a thing
_RARE = 5  # dictionary words rarer than this are left out: most are names of people and errors
_LONGEST = 8
_NUMBER = re.compile(r"[0-9.,:%～~\-–—+/]+(?:年[初末底度]?|[月日]末?)?|第?[零〇一二三四五六七八九十百千万亿两]+")
# what is one word without being Chinese: names in letters, figures with their date sign or percent sign, white space
_PIECES = re.compile(r"[A-Za-z][A-Za-z0-9.&+\-]*|[0-9]+(?:[.,:][0-9]+)*(?:%|(年[初末底度]?|[月日]末?))?|\s+")
_CHINESE = re.compile(r"[\u4e00-\u9fff〇]+")
_CACHE_SIZE = 200_000
_NEVER = float("-inf")


def _cut_off(word: str) -> bool:
    """Whether a word of two characters is as a rule the end of a longer name of a place."""
    return word[1] in "市县省" or (word[1] == "区" and word[0] in "湖海陵台沙水白坝岸镇江河山州")


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
        for word in [w for w in counts if len(w) == 2 and w not in common and _cut_off(w)]:
            del counts[word]  # 州市, 山县, 湖区: the end of a place's name cut off its beginning
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
        self.stops = frozenset(lists.stop_words)
        ours = [
            *lists.stop_words,
            *lists.inside,
            *lists.heads,
            *lists.generic,
            *lists.place_descriptors,
            *lists.dictionary,
        ]
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
        scores = {w: log(c or 1) - total for w, c in counts.items()}
        self._singles = {c: scores.get(c, -total) for c in ("〇", *map(chr, range(0x4E00, 0xA000)))}
        # mirrored, so that the matches in a mirrored text come in the order in which the best path is found
        longer = [w for w in scores if len(w) > 1 and _CHINESE.fullmatch(w)]
        # a word that is less probable than its characters one by one is on no best path
        longer = [w for w in longer if scores[w] > sum(self._singles[c] for c in w)]
        self._machine = AhoCorasick([w[::-1] for w in longer], matchkind=MatchKind.Standard)
        self._scores = [scores[w] for w in longer]
        self._knots: dict[str, bytes] = {}  # mirrored knot → where its words end
        self.tags = tags
        self.counts = counts
        self._classes: dict[str, WordClass] = {}

    def classify(self, word: str) -> WordClass:
        """The class of a word that `cut` gave."""
        found = self._classes.get(word)
        if found is None:
            if len(self._classes) >= _CACHE_SIZE:
                self._classes.clear()
            found = self._classes[word] = self._classify(word)
        return found

    def _classify(self, word: str) -> WordClass:
        tag = self.tags.get(word)
        result: WordClass
        if word in self.places:
            result = "place"
        elif word in self.stops:
            result = "stop"
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
        elif tag in ("f", "s") and len(word) == 2 and (self.counts.get(word, 0) < _SELDOM or word in _BANKS):
            result = "proper"  # 南麓, 江畔: seldom a direction, often a name
        elif tag == "t" and len(word) == 2 and self.counts.get(word, 0) < _SELDOM and not _TIME.search(word):
            result = "proper"  # 西秦, 南唐: an age that things are called by, no time
        elif tag == "nz" and len(word) == 2 and self.counts.get(word, 0) < _UNUSUAL:
            result = "proper"  # 汉源, 云梦, 万华: a name of its own
        elif tag in _STOP_TAGS:
            result = "stop"
        else:
            result = "noun"
        return result

    def cut(self, text: str) -> list[Word]:
        """The words of `text` on its most probable path."""
        return self.columns(text)[0]

    def columns(self, text: str) -> tuple[list[Word], list[int], list[WordClass]]:
        """The words of `text`, where they start (and the length of the text), and their classes."""
        starts = list(compress(range(len(text)), self._begins(text)))
        starts.append(len(text))
        forms = [text[a:b] for a, b in pairwise(starts)]
        try:
            kinds = list(map(self._classes.__getitem__, forms))
        except KeyError:
            kinds = list(map(self.classify, forms))
        # the constructor itself, without Word.__new__ in between
        words = list(map(tuple.__new__, repeat(Word), zip(starts, starts[1:], forms, kinds)))  # noqa: B905
        return words, starts, kinds

    def _begins(self, text: str) -> bytearray:
        """1 for every place where one of the most probable words begins, else 0.

        Only knots of words that overlap have to be weighed; a word that overlaps no other one stands.
        """
        mirrored, size = text[::-1], len(text)
        begins = bytearray(b"\1") * (size + 1)  # of the mirrored text: where a word ends, and the next one begins
        matches = self._machine.find_matches_as_indexes(mirrored, overlapping=True)
        closed: set[int] = set()  # the 年 of 2023年 begins no word
        for m in _PIECES.finditer(text):
            start, end = m.span()
            begins[size - end + 1 : size - start] = bytes(end - start - 1)
            if m.lastindex:
                closed.update(size - i for i in range(m.start(1), end))
        if closed:
            matches = [m for m in matches if m[2] not in closed]
        low = size
        knot: list[tuple[int, int, int]] = []
        for match in reversed(matches):
            _, start, end = match
            if end > low:
                knot.append(match)
                if start < low:
                    low = start
                continue
            if len(knot) > 1:
                high = knot[0][2]
                begins[low:high] = self._tied(mirrored[low:high], knot, low)
            knot, low = [match], start
            if end - start == 2:
                begins[start + 1] = 0
            else:
                begins[start + 1 : end] = bytes(end - start - 1)
        if len(knot) > 1:
            high = knot[0][2]
            begins[low:high] = self._tied(mirrored[low:high], knot, low)
        begins.reverse()
        return begins

    def _tied(self, form: str, knot: list[tuple[int, int, int]], low: int) -> bytes:
        """1 for every place of a mirrored knot where a word ends; its words are given by their end, the last first."""
        found = self._knots.get(form)
        if found is None:
            if len(self._knots) >= _CACHE_SIZE:
                self._knots.clear()
            found = self._knots[form] = self._untie(form, [(w, a - low, b - low) for w, a, b in reversed(knot)])
        return found

    def _untie(self, mirrored: str, matches: list[tuple[int, int, int]]) -> bytes:
        """Where the words of the best path through a knot end; all of its words are `matches`, by their end."""
        singles, scores = self._singles, self._scores
        best, back = [0.0], [0]
        k, count = 0, len(matches)
        for at in range(1, len(mirrored) + 1):
            top, before = best[-1] + singles[mirrored[at - 1]], at - 1
            chosen = _NEVER
            while k < count and matches[k][2] == at:
                word, start, _ = matches[k]
                k += 1
                value = scores[word] + best[start]
                if value > top and (value > chosen or (value == chosen and start > before)):
                    chosen, before = value, start
            if chosen > top:
                top = chosen
            best.append(top)
            back.append(before)
        marks, at = bytearray(len(mirrored)), len(mirrored)
        while at:
            at = back[at]
            marks[at] = 1
        return bytes(marks)


@cache
def dictionary() -> Dictionary:
    """The one dictionary of a process."""
    return Dictionary()
