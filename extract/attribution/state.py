"""What reading an article and one of its sentences carries along."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.annotations import Annotations
from extract.attribution import phrases
from extract.attribution.carriers import Subject
from extract.attribution.clauses import mask
from extract.attribution.drafts import Draft
from extract.attribution.lexicon import Lexicon
from extract.attribution.subjects import Subjects
from schemas.records import Modality, Quantity, Rejection

MONEY = frozenset(["CNY", "USD", "EUR", "HKD", "TWD", "JPY", "GBP"])
POINTS = frozenset({"pp", "基点"})
"""Points of a percentage and their hundredths."""
UNCOUNTED = MONEY | POINTS | {"%", "倍", "rank", "index_point", "m2"}
"""Units that count no things."""
MEASURES = frozenset(
    [
        *("分", "岁", "歲", "天", "年", "小时", "分钟", "公里", "千米", "米", "吨", "千瓦时", "兆瓦", "英寸", "度"),
        *("毫米", "微米", "月", "个月", "日", "秒", "立方米", "亩", "坪"),
    ]
)
"""Units that measure one thing rather than count several."""


def unit_counts(quantity: Quantity) -> bool:
    """Whether the unit is a classifier that counts things."""
    return quantity.unit not in UNCOUNTED and quantity.unit not in MEASURES


@dataclass(slots=True)
class State:
    """What a sentence carries from clause to clause."""

    subject: Subject
    modality: Modality = "actual"
    looks_back: bool = False
    real_from: int = 0  # where the sentence turns from plans to what is
    indicator: str = ""
    head: str = ""
    head_unit: str = ""
    share: str = ""  # indicator of the last share
    whole: str = ""  # the whole of the last share whose part stood behind the figure
    rank: str = ""  # indicator of the last rank
    names: list[Subject] = field(default_factory=list)  # the last list of names in the sentence
    bracketed: list[Subject] = field(default_factory=list)  # names whose figures stood in parentheses, in this sentence
    row_name: str = ""  # a name of a list whose place was told, before the figures about it
    among: bool = False  # the figure counts those among whom the next one ranks
    topic_after: str = ""  # topic for the figure after a field of comparison
    sorted: bool = False  # the figures of the sentence are sorted by something (从赛道看)
    by_place: bool = False  # the figures of the sentence are sorted by place
    whole_told: str = ""  # what the sentence told before 其中: the next sentence goes on about the whole
    line: str = ""  # a line of business that the sentence is about (跨境电商业务快速放量)
    topic_is_whole: bool = False  # the topic is what the next shares are parts of (企业中，…)
    topic: str = ""  # noun phrase of a clause without figures just before
    recent: list[Draft] = field(default_factory=list)
    started: dict[str, str] = field(default_factory=dict)  # indicator of a starting point, by its unit
    last: Draft | None = None


_GAP = re.compile(r"(?<=[\u4e00-\u9fff》”])[ \u3000](?=[ \u3000]*[\u4e00-\u9fff《“\d])")


def _parted(masked: str, notes: Annotations) -> str:
    """The masked text with the gaps of the headline read as commas: …发布 312家企业上榜."""
    headline = notes.article.headline or ""
    at = notes.text.find(headline) if " " in headline or "\u3000" in headline else -1
    if at < 0:
        return masked
    return masked[:at] + _GAP.sub("，", masked[at : at + len(headline)]) + masked[at + len(headline) :]


class Reading:
    """One article while it is read: what is known of it and what was found so far."""

    def __init__(self, notes: Annotations, words: Lexicon) -> None:
        self.notes = notes
        self.words = words
        self.subjects = Subjects(notes, words)
        self.masked = _parted(mask(notes.text, notes.periods), notes)
        self.drafts: list[Draft] = []
        self.rejected: list[Rejection] = []
        self.sentence_start = 0
        self._issued_one: Subject | None = None  # the list that the article brings out, once all of it is told of
        self._top: Subject | None = None  # who holds the first place of the article's list or table
        self._standing = self.subjects.main  # whom the paragraph speaks for (我区, 我市)
        self._paragraph = 0  # where the paragraph begins
        self._about_main = True  # the paragraph comes back to what the article is about
        self._last_composition = ""
        self._cards: dict[int, tuple[int, int]] = {}  # figures alone in a line → their labels in the line below
        self._rank = ""  # indicator of the article's last rank
        self._lead = ""  # measure of the last sum of the whole, which its parts take (营业额, 进出口)
        self._topic_told = self.subjects.main  # whom the sentence began about
        self._voices: dict[str, Subject] = {}  # speakers of a dialogue → whom they speak for
        self._things: dict[str, str] = {}  # unit → the first things that the article counts in it
        self._block_things: dict[str, str] = {}  # the same of the paragraph
        self._headline_things: dict[str, str] = {}  # what the headline counts
        self._headline_end = self._end_of_headline()
        self._lead_phrase = ""  # the whole phrase of that sum
        self._lead_of = -1  # its sentence
        self._carried = ""  # indicator of the sentence before, in the same block
        self._head: tuple[str, str] = ("", "")  # counted thing of the sentence before and its unit

    def _end_of_headline(self) -> int:
        """Where the headline ends, if the text begins with it."""
        headline = self.notes.article.headline or ""
        at = self.notes.text.find(headline, 0, len(headline) + 8) if headline else -1
        return at + len(headline) if at >= 0 else 0

    def _thing(self, unit: str, otherwise: str = "") -> str:
        """The first things that the article counts in a unit, those of its headline last."""
        told, headed = self._things.get(unit, ""), self._headline_things.get(unit, "")
        if told and headed and phrases.needs_head(told, self.words) and not phrases.needs_head(headed, self.words):
            return headed  # 34家上市公司年报出齐: the text only says what they did
        return told or headed or otherwise

    def _year_of_text(self) -> int | None:
        """The later of the year of publication and the last year that a text without one speaks of."""
        published = self.notes.metadata.published or ""
        years = [int(published[:4])] if published[:4].isdigit() else []
        return max([*years, *([self.notes.spoken_year] if self.notes.spoken_year else [])], default=None)
