"""People: a surname and a given name, or a transliterated name, beside a title, a speech verb or an honorific."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.reading import Reading, occurrences
from extract.entities.words import dictionary

_FUNCTION = frozenset("以在为对从将和与及向于也则就分曾已称说等")
_BEFORE_NOUNS = frozenset("和与及从为对将向")  # no verb of speech follows these
_PREPOSITIONS = frozenset("于和向从由同连至")
_SELDOM_SAID = 20  # a verb that it counts more often than this begins behind a name: 某平|翻出
_VERY_COMMON = 1500
_COMMON = 400  # a word that the dictionary counts more often than this is one
_SPEAKER = re.compile(r"(?:^|\n)\s*([一-鿿]{2,4})[：:]")
# 44岁的某某, 博士毕业的某某: a person whom a story tells of
_DESCRIBED = (
    *("岁的", "回来的", "毕业的", "出身的", "辞职的", "归国的", "回国的"),
    *("自然人", "见到"),
    *("留学的", "退伍的", "转业的", "下海的", "创业的", "返乡的"),
)
# 某某某，1984年生; 某某，今年46岁: how a profile presents somebody
_BORN = re.compile(r"，(?:(?:男|女)，|(?:今年)?[2-9]\d岁|(?:19|20)\d\d年(?:\d+月)?(?:出?生|生人))")
# 某某某（某区管委会主任）：
_ROLE_BEHIND = re.compile(
    r"（[^（）]{2,20}(?:主任|局长|院长|书记|总经理|董事长|教授|创始人|厅长|部长|会长|秘书长|所长|总裁|处长|校长|研究员)）"
)
_AGES = ("岁", "年生", "月生", "出生", "，男，", "，女，")
_NAME_END = re.compile(r"(?<![一-鿿])(?P<name>[一-鿿]{2,4})$")
_LONGEST_PART = 7
_FOREIGN = re.compile(rf"[一-鿿]{{1,{_LONGEST_PART}}}(?:·[一-鿿]{{1,9}})+")


class PersonLexicon(lexicon.Strict):
    """`persons.yaml`."""

    surnames: str
    compound_surnames: tuple[str, ...]
    titles: tuple[str, ...]
    credits: tuple[str, ...]
    speech: tuple[str, ...]
    follows: tuple[str, ...]
    honorifics: tuple[str, ...]
    transliteration: str


class _Patterns(NamedTuple):
    titles: re.Pattern[str]
    credit: re.Pattern[str]
    after: re.Pattern[str]
    speech: re.Pattern[str]
    speech_after: re.Pattern[str]
    honorific: re.Pattern[str]


@cache
def people() -> PersonLexicon:
    """The lexicon of people."""
    return lexicon.load(PersonLexicon, "entities/persons.yaml")


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _patterns() -> _Patterns:
    lists = people()
    speech = _any(lists.speech)
    return _Patterns(
        titles=re.compile(rf"(?:{_any(lists.titles)})(?=[：:]? ?[一-鿿])"),
        credit=re.compile(rf"(?:{_any(lists.credits)})[：:\s、]*$"),
        after=re.compile(rf"$|[^一-鿿]|{_any(lists.follows)}|{speech}|{_any(lists.honorifics)}"),
        speech=re.compile(speech),
        speech_after=re.compile(
            rf"(?:{_any(lists.honorifics)})?(?:今|昨|日前|近日|昨日|在|也|还|则|曾|如是|接受)?(?:天)?(?:{speech})"
        ),
        honorific=re.compile(_any(lists.honorifics)),
    )


@cache
def surnames() -> frozenset[str]:
    """The surnames of one character."""
    return frozenset(people().surnames)


@cache
def _sounds() -> frozenset[str]:
    return frozenset(people().transliteration + "·")


def is_transliterated(name: str) -> bool:
    """Whether all characters of a name are used to write foreign sounds."""
    return all(c in _sounds() for c in name)


def _name_at(plain: str, at: int, strict: bool) -> int | None:
    """End of the Chinese name that begins at `at`, or None.

    `strict`: what follows must be one of the words that follow names; else a name of unusual words is taken too.
    """
    lists = people()
    size = 2 if plain[at : at + 2] in lists.compound_surnames else 1 if plain[at : at + 1] in surnames() else 0
    if not size:
        return None
    after = _patterns().after
    words = dictionary()
    fits: list[int] = []
    for given in (2, 1):
        end = at + size + given
        name = plain[at:end]
        if len(name) < size + given or not all("一" <= c <= "鿿" for c in name):
            continue
        if after.match(plain, end):
            fits.append(end)
    if fits and fits[0] == at + size + 2 and size == 1 and _is_noun(plain[at : at + 2]):
        fits.pop(0)  # 项目|名称, 程序|员说
    for stop in fits:
        name = plain[at:stop]
        if (
            stop != fits[-1]
            and name[-1] in _FUNCTION
            and not (name[-1] in _BEFORE_NOUNS and _patterns().speech.match(plain, stop))
        ):
            continue  # 张峥|和…, but 韦清和|介绍
        if words.tags.get(name, "nr").startswith("nr") and words.classify(name) not in ("place", "head", "stop"):
            rest = name[size:]
            tag = words.tags.get(rest, "nr")[:2]
            if len(rest) == 2 and words.counts.get(rest, 0) > _COMMON and tag != "nr":
                if tag == "ns" and name[0] not in _PREPOSITIONS and _patterns().speech.match(plain, stop):
                    return stop  # 主任邵启东|介绍: a place's name, but somebody speaks
                continue  # 位海外, 于今年: two words
            if len(rest) == 1 and (rest in words.hard or words.classify(plain[stop - 1 : stop + 1]) == "head"):
                continue
            return stop
    if strict or fits:
        return None
    rest = plain[at + size + 1 : at + size + 3]
    if words.counts.get(rest, 0) > (_SELDOM_SAID if words.tags.get(rest) == "v" else _COMMON):
        pair = plain[at : at + size + 1]
        if words.classify(pair) in ("head", "stop") or _is_noun(pair):
            return None  # 法人|单位, 职工|文化中心
        return at + size + 1  # 张峥|分享
    end = at + size + 2
    name = plain[at:end]
    if len(name) == size + 2 and name not in words.tags and name[size:] not in words.tags and name.isalpha():
        return end
    return None


def _is_noun(pair: str) -> bool:
    """Whether a surname and the character behind it are a common noun."""
    words = dictionary()
    return words.tags.get(pair) in ("n", "vn") and words.counts.get(pair, 0) > _VERY_COMMON


def _foreign_at(plain: str, at: int, match_end: int) -> int:
    """End of the transliterated name that begins at `at`: where its characters stop being sounds of foreign names."""
    sounds = _sounds()
    dot = plain.rfind("·", at, match_end)
    end = dot + 1
    while end < match_end and plain[end] in sounds:
        end += 1
    after = _patterns().after
    for stop in range(end, dot + 2, -1):
        if after.match(plain, stop):
            return stop
    return end


def find_persons(reading: Reading) -> list[Candidate]:
    """Candidates for people, every mention of a name that is certain at one place."""
    plain = reading.plain
    patterns = _patterns()
    found: dict[tuple[int, int], float] = {}
    credited: set[str] = set()
    for m in patterns.titles.finditer(plain):
        at = m.end() + len(plain[m.end() : m.end() + 2]) - len(plain[m.end() : m.end() + 2].lstrip("：: "))
        if plain.startswith("单位", at):
            continue  # 法人|单位
        end = _name_at(plain, at, strict=at != m.end()) or _speaking(plain, at)
        if end is not None:
            found[at, end] = 0.85
    profiles = _BORN.finditer(plain) if any(word in plain for word in _AGES) else ()
    for m in (*profiles, *_ROLE_BEHIND.finditer(plain)):
        before = _NAME_END.search(plain, max(0, m.start() - 5), m.start())
        if before and _name_at(plain, before.start(), strict=False) == before.end():
            found[before.span()] = 0.8
    for at in (at + len(word) for word in _DESCRIBED for at in occurrences(plain, word)):
        end = _name_at(plain, at, strict=False)
        if end is not None and plain.count(plain[at:end]) > 1:
            found[at, end] = 0.75
    for m in patterns.speech.finditer(plain):
        _before_speech(plain, m.start(), found)
    for m in _SPEAKER.finditer(plain):
        end = _name_at(plain, m.start(1), strict=False)
        if end == m.end(1):
            found[m.start(1), m.end(1)] = 0.8
    for m in patterns.honorific.finditer(plain):
        _before_honorific(plain, m.start(), found)
    for m in _dotted(plain):
        span = _foreign(reading, m.start(), m.end())
        if span:
            found[span] = 0.8
    for start, end in list(found):
        if patterns.credit.search(plain, max(0, start - 6), start):
            credited.add(plain[start:end])
            del found[start, end]
    names = {plain[s:e]: score for (s, e), score in found.items()}
    for name, score in sorted(names.items()):
        if name in credited:
            continue
        at = plain.find(name)
        while at >= 0:
            found.setdefault((at, at + len(name)), score)
            at = plain.find(name, at + 1)
    return [Candidate(s, e, "person", score, "person") for (s, e), score in sorted(found.items())]


def _speaking(plain: str, at: int) -> int | None:
    """End of a name behind a title that is a word too, but speaks: 总经理祝福说."""
    size = 2 if plain[at : at + 2] in people().compound_surnames else 1 if plain[at : at + 1] in surnames() else 0
    if not size or plain[at] in _FUNCTION:
        return None
    words = dictionary()
    for end in (at + size + 2, at + size + 1):
        rest = plain[at + size : end]
        known = words.tags.get(rest, "x")[0] if len(rest) > 1 else "x"
        if "一" <= rest[-1:] <= "鿿" and known not in "nr" and words.classify(plain[at:end]) != "head":
            if _patterns().speech.match(plain, end) and not _patterns().speech.match(plain, end - 1):
                return end
    return None


def _dotted(plain: str) -> Iterator[re.Match[str]]:
    """The matches of `_FOREIGN`, which can only begin a few characters before a dot."""
    at, dot = 0, plain.find("·")
    while dot >= 0:
        starts = range(max(at, dot - _LONGEST_PART), dot)
        m = next((m for start in starts if (m := _FOREIGN.match(plain, start))), None)
        if m:
            yield m
        at = m.end() if m else dot + 1
        dot = plain.find("·", at)


def _before_speech(plain: str, at: int, found: dict[tuple[int, int], float]) -> None:
    """A name between a mark and a speech verb: “…”某某说."""
    for size in (4, 3, 2):
        start = at - size
        if start < 0 or (start > 0 and plain[start - 1] not in "，。”；！？\n、 "):
            continue
        if plain[start:at] in lexicon.suffixes():
            continue  # 白皮书提出
        if _name_at(plain, start, strict=True) == at and dictionary().tags.get(plain[start:at], "nr") == "nr":
            found.setdefault((start, at), 0.75)
            return


def _before_honorific(plain: str, at: int, found: dict[tuple[int, int], float]) -> None:
    for size in (3, 2):
        start = at - size
        if start >= 0 and (start == 0 or not plain[start - 1].isalpha() or plain[start - 1] in "由请邀和与及是的为"):
            name = plain[start:at]
            if name not in dictionary().tags and _name_at(plain, start, strict=True) == at:
                found.setdefault((start, at), 0.7)
                return


def _foreign(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    plain = reading.plain
    dot = plain.index("·", start)
    sounds = _sounds()
    begin = dot
    title = _patterns().titles
    while begin > start and plain[begin - 1] in sounds:
        begin -= 1
        if any(m.end() == begin for m in title.finditer(plain, max(0, begin - 6), begin + 1)):
            break
    if begin == dot:
        return None
    stop = _foreign_at(plain, begin, end)
    if stop <= dot + 1 or plain[stop : stop + 2] in ("集团", "公司", "大学", "银行", "实验"):
        return None
    return begin, stop
