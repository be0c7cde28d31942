"""General words that stand for an entity of the document: 全区, 我市, 公司, 园区, 管委会."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from pydantic import RootModel

from extract.annotations import EntityMention
from extract.entities.folding import fold
from extract.entities.lexicon import load
from schemas.records import EntityType


class Anaphors(RootModel[dict[EntityType, dict[str, tuple[str, ...]]]]):
    """`anaphors.yaml`."""


Reading = tuple[EntityType, tuple[str, ...]]  # type and the endings that its name must have
Answer = tuple[EntityType, str]  # type and name


class Named(Protocol):
    """What an anaphor can stand for."""

    @property
    def type(self) -> EntityType: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A general word in the text `[start, end)` with the readings that it allows: type and required endings."""

    start: int
    end: int
    text: str
    readings: tuple[tuple[EntityType, tuple[str, ...]], ...]


@cache
def _table() -> dict[str, tuple[tuple[EntityType, tuple[str, ...]], ...]]:
    table: dict[str, list[tuple[EntityType, tuple[str, ...]]]] = {}
    for kind, words in load(Anaphors, "entities/anaphors.yaml").root.items():
        for word, endings in words.items():
            table.setdefault(word, []).append((kind, endings))
    return {word: tuple(readings) for word, readings in table.items()}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _table()), key=lambda w: (-len(w), w))))


def find_anaphors(text: str, mentions: Sequence[EntityMention]) -> list[Anaphor]:
    """The anaphors of a text that are no part of a mention, by start."""
    taken = bytearray(len(text) + 1)
    for m in mentions:
        taken[m.start : m.end] = b"\1" * (m.end - m.start)
    found = []
    plain = fold(text)
    counted = {m["behind"] or m["before"] for m in _COUNTED.finditer(plain)}
    for match in _pattern().finditer(plain):
        if match.group() in counted:
            continue  # 孵化器68家 … 孵化器在孵企业: the sort of thing that the text counts, none of them
        if not taken[match.start()] and not taken[match.end() - 1] and _stands_alone(plain, match, taken):
            found.append(Anaphor(match.start(), match.end(), match.group(), _table()[match.group()]))
    return found


_COUNTED = re.compile(
    r"(?:科技企业)?(?P<behind>孵化器|加速器|众创空间|产业园|科技园|创业园|工业园)(?:达|有|共|增至|总数)?\d+[家个]|\d+[家个](?:科技企业|国家级|省级|市级)?(?P<before>孵化器|加速器|众创空间|产业园|科技园|创业园|工业园)"
)
_BARE = frozenset("公集园研实中学大论峰展博指榜报年白条办意新联协高经开示科综自孵片管保农产工创留双软智知生加众")
_ZONES = ("高新区", "经开区", "自创区", "综保区", "片区")
_CLASS = frozenset(
    "级家各个类座多些他其国省市沿新大两三四五六七八九十"
)  # 国家级高新区, 各高新区: the class, not the zone
_OPEN = frozenset("的是由与和及对向在为前后年月日，。；：、“”（）！？的被把让使则即并还也均已将当从到据")


def _stands_alone(plain: str, match: re.Match[str], taken: bytearray) -> bool:
    """Whether a word without 全, 我, 该 … is a word of its own: not 上市公司, not 公司 before its name."""
    if match.group()[0] not in _BARE:
        return True
    before = plain[match.start() - 1 : match.start()]
    after = plain[match.end() : match.end() + 1]
    if match.group() in _ZONES and before not in _CLASS and not taken[match.start() - 1] and not taken[match.end()]:
        return True
    if match.group() == "管委会" and before == "区" and not taken[match.start() - 1]:
        return True  # 片区管委会
    if taken[match.start() - 1] or taken[match.end()] or (before and before not in _OPEN and "一" <= before <= "鿿"):
        return False
    return not (
        match.group() in ("公司", "集团", "中心", "研究院", "报告", "指数", "新区")
        and after in ("债", "化", "治", "体", "城", "制", "法")
    )


def fits(reading: tuple[EntityType, tuple[str, ...]], kind: EntityType, name: str) -> bool:
    """Whether an entity of that type and name satisfies a reading of an anaphor.

    Endings with a minus are those that the name must not have.
    """
    wanted, endings = reading
    if kind != wanted:
        return False
    if not endings:
        return True
    plain = fold(name).rstrip("》”")
    if kind == "university":
        return not _FACULTY.fullmatch(plain) and plain.endswith(endings)
    if endings[0].startswith("-"):
        return not plain.endswith(tuple(e[1:] for e in endings))
    if plain.endswith("高新区") and "新区" in endings:
        return False  # 新区 and 高新区 are two kinds of zones
    return plain.endswith(endings) or (plain.endswith("）") and plain.split("（")[0].endswith(endings))


_FACULTY = re.compile(r"[一-鿿]{2}学院|.*大学.{2,8}学院")  # 材料学院: a part of the school that 学校 means
_OF_ARTICLE = ("公司", "本公司")
# 在某园区的支持下, 来自某高新区, 与某经开区共建: a zone named in passing
_TOLD = re.compile("(?:[说說称稱指]|表示|指出|介绍|透露)[，：]$")  # 局长某某说，园区…: who speaks means his own
_ASIDE = re.compile(r"(?:[由被与和及跟同向给从对于赴比较]|联合|来自|毗邻|对标|借鉴|学习|走进|落户|位于|地处)$")
# 仅为某园区的三分之一: what it is measured by
_MEASURE_OF = re.compile(r"的(?:[\d一二两三四五六七八九十百]|平均|水平|零头|均值|一半|同期)")
_SUPPORTS = re.compile(r"的?(?:大力|关心|全力)?(?:支持|指导|帮助|关心|领导|部署|要求|推动)(?:和[^，。]{2,4})?下")
_OBLIQUE = re.compile(r"(?:[由被与向给从对和及、]|联合|引入|来自|收购)$")
# 甲领投，乙、丙跟投: who puts money in is not who is talked of
_BACKS = re.compile(
    r"(?:[、和与及][^，。；]{2,24})?(?:联合|共同|独家|战略)?(?:领投|跟投|投资|参投|注资|入股|增持|减持|收购|认购|承销|保荐|担任)"
)
_WAS = re.compile(r"(?:前身(?:是|为|系)?|原名|曾用名|原为|更名前)[^，。；]{0,16}$")
_SENTENCE_END = "。！？；\n"
_CLAUSE_OPENS = frozenset(["", *"，。；：！？\n（“"])


def _any_zone(reading: Reading) -> bool:
    """Whether a reading asks for no ending in particular (园区, 该区; not 科学城)."""
    return not reading[1] or reading[1][0].startswith("-")


class Answers:
    """What the anaphors of an article can stand for.

    `text` and `mentions` are those of the article; `central` are the entities that answer where no mention does, the
    best first: what the article is mainly about, then the rest of the document.
    """

    def __init__(self, text: str, mentions: Sequence[EntityMention], central: Sequence[Named]) -> None:
        self.text = text
        self.mentions = sorted((m for m in mentions if not self._was(m)), key=lambda m: m.end)
        self.central = central
        self._central: dict[Reading, Answer | None] = {}
        self._fitting: dict[Reading, tuple[list[int], list[Answer]]] = {}
        self._starts: dict[Reading, list[int]] = {}

    def to(self, anaphor: Anaphor) -> Answer | None:
        """Type and name of what an anaphor stands for, or None.

        The first reading that something satisfies decides; candidates in order: what the article is mainly about for
        words that mean the whole of it (全, 我, 本), else the nearest mention before, then `central`.
        """
        whole = anaphor.text[0] in "全我本区市省"
        if whole and (several := [r for r in anaphor.readings if self._first(r)]):
            # 全区 of a district's own paper is the district, of a zone's the zone
            return self._first(min(several, key=self._rank)) if len(several) > 1 else self._first(several[0])
        for reading in anaphor.readings:
            central = self._first(reading)
            nearest = self._nearest(reading, anaphor.start)
            away = nearest and central and anaphor.text in _OF_ARTICLE
            if away and nearest and not self._same_sentence(nearest, anaphor):
                return central
            loose = reading[0] == "park" and _any_zone(reading)
            if nearest and central and loose and anaphor.text == "园区":
                told = _TOLD.search(self.text, max(0, anaphor.start - 4), anaphor.start)
                if told or self._paragraph_before(reading, anaphor.start):
                    return central
            if nearest and central and loose and self._aside(reading, anaphor.start):
                return central
            if nearest or central:
                return nearest or central
        return None

    def _paragraph_before(self, reading: Reading, at: int) -> bool:
        """Whether the mention that `_nearest` answers with stands in an earlier paragraph."""
        ends = self._fitting[reading][0]
        return "\n" in self.text[ends[bisect_right(ends, at) - 1] : at]

    def _was(self, mention: EntityMention) -> bool:
        """Whether a mention only tells what something was before (前身为2006年获批的某某实验室)."""
        return bool(_WAS.search(self.text, max(0, mention.start - 24), mention.start))

    def _first(self, reading: Reading) -> Answer | None:
        if reading not in self._central:
            self._central[reading] = next(
                ((e.type, e.name) for e in self.central if fits(reading, e.type, e.name)), None
            )
        return self._central[reading]

    def _rank(self, reading: Reading) -> int:
        """How far back among the central things the first one stands that satisfies a reading."""
        return next((i for i, e in enumerate(self.central) if fits(reading, e.type, e.name)), len(self.central))

    def _nearest(self, reading: Reading, at: int) -> Answer | None:
        """The last mention that ends at or before `at` and satisfies a reading."""
        if reading not in self._fitting:
            fitting = [m for m in self.mentions if m.name and fits(reading, m.type, m.name)]
            self._fitting[reading] = [m.end for m in fitting], [(m.type, m.name) for m in fitting]
            self._starts[reading] = [m.start for m in fitting]
        ends, answers = self._fitting[reading]
        i = bisect_right(ends, at)
        if not i:
            return None
        starts = self._starts[reading]
        aside = _OBLIQUE.search(self.text, max(0, starts[i - 1] - 4), starts[i - 1])
        if reading[0] == "enterprise" and (aside or _BACKS.match(self.text, ends[i - 1])):
            # who a clause opens with is what is talked of, not who it was bought from or led by
            for k in range(i - 2, -1, -1):
                if any(c in _SENTENCE_END for c in self.text[ends[k] : starts[i - 1]]):
                    break
                if self.text[starts[k] - 1 : starts[k]] in _CLAUSE_OPENS or self.text.endswith("其中", 0, starts[k]):
                    return answers[k]
        return answers[i - 1]

    def _aside(self, reading: Reading, at: int) -> bool:
        """Whether the mention that `_nearest` answers with only stands in passing."""
        ends, starts = self._fitting[reading][0], self._starts[reading]
        i = bisect_right(ends, at) - 1
        aside = _ASIDE.search(self.text, max(0, starts[i] - 4), starts[i])
        return bool(aside or _SUPPORTS.match(self.text, ends[i]) or _MEASURE_OF.match(self.text, ends[i]))

    def _same_sentence(self, name: Answer, anaphor: Anaphor) -> bool:
        last = max((m.end for m in self.mentions if (m.type, m.name) == name and m.end <= anaphor.start), default=-1)
        return last >= 0 and not any(c in _SENTENCE_END for c in self.text[last : anaphor.start])
