"""Votes for what an article is about: each name counts for where it stands, and what it stands for."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from extract.annotations import Annotations, EntityMention
from extract.attribution.carriers import Printed, Subject, subject_of
from extract.attribution.lexicon import Lexicon
from extract.entities.recognise import find_entities

# how readily a thing of the type is what an article's figures are about
WEIGHT: dict[str, float] = {
    "park": 1.0,
    "enterprise": 1.0,
    "lab_or_institute": 0.9,
    "university": 0.9,
    "region": 0.8,
    "product": 0.3,
    "policy": 0.3,
    "event": 0.6,
    "industry": 0.8,
    "association": 0.5,
    "ranking_or_report": 0.5,
}
_MEETING = re.compile(
    r"(?:会议|法说会|法說會|说明会|說明會|股东会|股東會|股东大会|董事会|记者会|記者會|會議|座谈会|签约仪式|发布会|启动仪式|揭牌仪式|推进会|联席会|活动)$"
)
_PART_OF_ZONE = re.compile(r"(.{2,}?(?:高新区|经开区|开发区|科学城|科技城|综保区))[东西南北中](?:片区|区|园)$")
_PHASE = re.compile(r"(.{3,}?)[一二三四五]期$")
LEAD = 200  # characters within which news says what it is about
OWN_PLACE = re.compile(r"我市|全市|本市|全省|我省|全县|我县|全州|本省")


@lru_cache(maxsize=1024)
def zones_in(titles: str) -> tuple[EntityMention, ...]:
    """The zones that a title names, inside the names of indices and reports too."""
    return tuple(m for m in find_entities(titles, nested=True) if m.type == "park") if titles else ()


class Voting:
    """The votes of one article; `known_text` is all that its document prints."""

    def __init__(
        self,
        notes: Annotations,
        lexicon: Lexicon,
        mentions: list[EntityMention],
        rankings: list[EntityMention],
        known_text: Printed,
    ) -> None:
        self.notes = notes
        self.lexicon = lexicon
        self.mentions = mentions
        self.rankings = rankings
        self.anaphors = {start: (end, entity) for start, end, entity in notes.anaphors}
        self.known_text = known_text
        self.known = {m.text: m for m in reversed(notes.entities)}
        self.titles = " ".join(dict.fromkeys(t for t in (notes.article.headline, notes.metadata.title) if t))
        self.in_titles: list[EntityMention] = []
        self.zones: dict[str, Subject] = {}  # zones of the title: who runs one and bears its name reports on it
        self.scores: defaultdict[tuple[str, str], float] = defaultdict(float)
        self.best: dict[tuple[str, str], Subject] = {}

    def of(self, mention: EntityMention, source: str) -> Subject:
        """The subject that a mention stands for."""
        return subject_of(mention, source, self.notes.text, self.known_text)

    def vote(self, subject: Subject, weight: float) -> None:
        """Counts a name with `weight`, which its type makes more or less of."""
        zones = self.zones
        if subject.type == "enterprise" and (zone := next((z for z in zones if subject.name.startswith(z)), "")):
            subject = zones[zone]
        if subject.type == "park" and (part := _PART_OF_ZONE.match(subject.name)) and part[1] in self.known_text:
            subject = Subject(part[1], "park", f"park:{part[1]}", part[1], subject.source)  # 某高新区西片区
        if subject.type == "park" and (phase := _PHASE.match(subject.name)):
            whole = phase[1]
            alone = self.notes.text.count(whole) > self.notes.text.count(subject.name)
            if alone or subject.name not in self.titles:
                subject = Subject(whole, "park", f"park:{whole}", whole, subject.source)  # 某小镇一期厂房
        key = (subject.name, subject.type)
        if subject.type == "event" and _MEETING.search(subject.name):
            weight *= 0.4  # a meeting is where figures are told, a fair is what they are about
        if subject.type == "event" and subject.name.endswith(("普查", "调查")):
            weight *= 0.2  # how figures are known, not whose they are
        if subject.type == "product" and subject.name.rstrip("”").endswith("基金"):
            weight *= 3.0  # a fund with a name of its own is what its report is about
        self.scores[key] += weight * WEIGHT.get(subject.type, 0.3)
        self.best.setdefault(key, subject)

    def elected(self) -> Subject | None:
        """Who has most votes; None where nobody has any."""
        scores = self.scores
        return self.best[max(scores, key=lambda k: (round(scores[k], 6), k))] if scores else None
