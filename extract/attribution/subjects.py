"""Who a figure is about: the entity in its clause, or the topic of sentence, paragraph, heading, article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from extract.annotations import Annotations, EntityMention
from extract.attribution.lexicon import Lexicon
from schemas.records import EntityType

# what can be measured; persons, media, industries and policies rarely are
SUBJECT_TYPES: frozenset[str] = frozenset(
    {"park", "region", "enterprise", "lab_or_institute", "university", "association", "event", "government"}
)
_SHORT_TYPES = frozenset({"park", "region", "enterprise"})
_GENERIC_TAIL = re.compile(
    r"(?:国家|國家)?(?:高新技术产业开发区|高新技術產業開發區|高新技术产业园区|经济技术开发区|自主创新示范区|综合保税区|自由贸易试验区|"
    r"高新区|高新區|经开区|开发区|开发區|科技园区|科学城|科技城|科學園區|科学园区|科學園|科学园|园区|園區|新区|示范区|片区|集团|股份有限公司|有限责任公司|有限公司|市|省|县|区)$"
)
_TOPIC_ORDER: dict[str, int] = {
    "park": 0,
    "enterprise": 0,
    "lab_or_institute": 0,
    "university": 0,
    "event": 1,
    "ranking_or_report": 2,
    "association": 2,
    "region": 3,
    "government": 4,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """A resolved subject: the document's fullest name, its id and where it was taken from."""

    name: str
    type: EntityType
    entity_id: str
    canonical: str
    source: str  # clause, sentence, paragraph, heading, headline, title, publisher, list


class Subjects:
    """Looks up subjects in one article."""

    def __init__(self, notes: Annotations, lexicon: Lexicon) -> None:
        self.notes = notes
        self.lexicon = lexicon
        self.mentions = [m for m in notes.entities if m.type in SUBJECT_TYPES]
        self._starts = [m.start for m in self.mentions]
        self.rankings = [m for m in notes.entities if m.type == "ranking_or_report"]
        self.short = self._short_names()
        self._lengths = sorted({len(n) for n in self.short}, reverse=True)
        self.main = self._main()

    def _short_names(self) -> dict[str, EntityMention]:
        """Place or trade names without their generic tails: 云川高新区 is called 云川 in lists."""
        short: dict[str, EntityMention] = {}
        for mention in self.mentions:
            if mention.type not in _SHORT_TYPES:
                continue
            stem = _GENERIC_TAIL.sub("", mention.text)
            for name in {mention.text, stem}:
                if len(name) >= 2:
                    other = short.get(name)
                    # a park is what its short name means in a text about parks
                    if other is None or (other.type == "region" and mention.type == "park"):
                        short[name] = mention
        return short

    def short_prefix(self, phrase: str) -> str:
        """The longest known name that the phrase starts with."""
        for length in self._lengths:
            if phrase[:length] in self.short:
                return phrase[:length]
        return ""

    def of(self, mention: EntityMention, source: str) -> Subject:
        """The subject that a mention stands for."""
        name = mention.name or mention.text
        return Subject(name, mention.type, mention.entity_id or f"{mention.type}:{name}", mention.canonical or name, source)

    def within(self, start: int, end: int) -> list[EntityMention]:
        """Mentions that lie in `[start, end)`."""
        return [m for m in self.mentions[bisect_left(self._starts, start) : bisect_right(self._starts, end)] if m.end <= end]

    def before(self, position: int, types: frozenset[str]) -> EntityMention | None:
        """The nearest mention of one of the types that ends before `position`."""
        for mention in reversed(self.mentions[: bisect_left(self._starts, position)]):
            if mention.type in types and mention.end <= position:
                return mention
        return None

    def _main(self) -> Subject:
        notes = self.notes
        title_blocks = [b for b in notes.blocks if b.kind == "title"]
        for block in title_blocks:
            if found := self._best(self.within(block.start, block.end)):
                return self.of(found, "headline")
        title = notes.article.headline or notes.metadata.title or ""
        named = [m for m in self.mentions if m.text in title]
        if named and (found := self._best(named)):
            return self.of(found, "title")
        publisher = notes.metadata.publisher or ""
        issuer = [m for m in self.mentions if m.type in ("park", "enterprise", "lab_or_institute") and m.text in publisher]
        if issuer:
            return self.of(issuer[0], "publisher")
        body = [b for b in notes.blocks if b.kind in ("paragraph", "list_item")]
        if body:
            lead = self.within(body[0].start, body[0].end)
            if found := self._best(lead):
                return self.of(found, "paragraph")
        if self.mentions:
            counts = Counter(m.name or m.text for m in self.mentions)
            best = max(self.mentions, key=lambda m: (counts[m.name or m.text], -m.start))
            return self.of(best, "article")
        name = title or (notes.metadata.publisher or "")
        return Subject(name, "ranking_or_report", f"ranking_or_report:{name}", name, "title")

    def _best(self, mentions: list[EntityMention]) -> EntityMention | None:
        if not mentions:
            return None
        return min(mentions, key=lambda m: (_TOPIC_ORDER.get(m.type, 9), m.start))

    def anaphor(self, word: str, position: int, current: Subject) -> Subject | None:
        """The entity that a generic word (全市, 公司, 园区) stands for at `position`; None when it says nothing."""
        kind = self.lexicon.anaphors.get(word)
        if kind is None or kind == "country":
            return Subject(word, "region", f"region:{word}", word, "clause") if kind else None
        if current.type == kind:
            return current
        if self.main.type == kind:
            return self.main
        if word[-1] in "市省县州" and kind == "region":
            # 全市 needs a city: the nearest region of that rank, else the word itself
            for mention in reversed(self.mentions[: bisect_left(self._starts, position)]):
                if mention.type == "region" and (mention.text.endswith(word[-1]) or len(mention.text) == 2):
                    return self.of(mention, "article")
            return Subject(word, "region", f"region:{word}", word, "clause")
        found = self.before(position, frozenset({kind}))
        return self.of(found, "article") if found else None
