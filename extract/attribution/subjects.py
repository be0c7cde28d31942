"""Who a figure is about: the entity in its clause, or the topic of sentence, paragraph, heading, article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from extract.annotations import Annotations, EntityMention
from extract.attribution.lexicon import Lexicon
from extract.entities.recognise import find_entities
from schemas.records import EntityType

# what can be measured; persons, media, industries and policies rarely are
SUBJECT_TYPES: frozenset[str] = frozenset(
    {"park", "region", "enterprise", "lab_or_institute", "university", "association", "event", "government"}
)
_SHORT_TYPES = frozenset({"park", "region", "enterprise"})
# how readily a thing of the type is what an article's figures are about
_WEIGHT: dict[str, float] = {
    "park": 1.0,
    "enterprise": 1.0,
    "lab_or_institute": 0.9,
    "university": 0.9,
    "region": 0.8,
    "event": 0.6,
    "association": 0.5,
    "ranking_or_report": 0.3,
}
_ZONES = (
    "高新技术产业开发区|高新技術產業開發區|高新技术产业园区|经济技术开发区|自主创新示范区|综合保税区|自由贸易试验区|高新区|高新區|经开区|开发区|開發區|"
    "科技园区|科学城|科技城|科學園區|科学园区|科學園|科学园|园区|園區|新区|示范区|片区"
)
_GENERIC_TAIL = re.compile(rf"(?:国家|國家)?(?:级)?(?:{_ZONES}|集团|股份有限公司|有限责任公司|有限公司|市|省|县|区)$")
_BODY_OF = re.compile(
    rf"^(?P<place>[\u4e00-\u9fff（）]{{2,16}}?(?:{_ZONES}|市|省|县|自治区|州))"
    r"(?:人民政府|政府|管理委员会|管委会|管理局|党工委|.{0,12}(?:局|委|委员会|厅|办公室|中心)$|.{0,6}人民代表大会.*)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A resolved subject: the document's fullest name, its id and where it was taken from."""

    name: str
    type: EntityType
    entity_id: str
    canonical: str
    source: str  # clause, list, sentence, paragraph, title, publisher, article


def _owner(mention: EntityMention) -> EntityMention | None:
    """The mention, or for a governing body the place or park that it governs; None where that has no name."""
    if mention.type != "government":
        return mention
    found = _BODY_OF.match(mention.text)
    if found is None:
        return None
    place = found["place"]
    kind: EntityType = "region" if place[-1] in "市省县州" or place.endswith("自治区") else "park"
    return EntityMention(mention.start, mention.start + len(place), place, kind, score=0.7, reason="owner")


def _named(text: str) -> list[EntityMention]:
    """What a title or a publisher's name speaks of."""
    if not text:
        return []
    mentions = find_entities(text)
    found = [_owner(m) for m in mentions if m.type in SUBJECT_TYPES or m.type == "ranking_or_report"]
    named = [m for m in found if m is not None]
    if not any(m.start == 0 for m in named) and (body := _owner(EntityMention(0, len(text), text, "government"))):
        named.insert(0, body)
    return named


class Subjects:
    """Looks up subjects in one article."""

    def __init__(self, notes: Annotations, lexicon: Lexicon) -> None:
        self.notes = notes
        self.lexicon = lexicon
        self.mentions = [m for m in notes.entities if m.type in SUBJECT_TYPES]
        self._starts = [m.start for m in self.mentions]
        self.rankings = [m for m in notes.entities if m.type == "ranking_or_report"]
        self.main = self._main()
        self.short = self._short_names()
        self._lengths = sorted({len(n) for n in self.short}, reverse=True)

    def of(self, mention: EntityMention, source: str) -> Subject:
        """The subject that a mention stands for."""
        name = mention.name or mention.text
        identity = mention.entity_id or f"{mention.type}:{name}"
        return Subject(name, mention.type, identity, mention.canonical or name, source)

    def within(self, start: int, end: int) -> list[EntityMention]:
        """Mentions that lie in `[start, end)`."""
        low, high = bisect_left(self._starts, start), bisect_right(self._starts, end)
        return [m for m in self.mentions[low:high] if m.end <= end]

    def before(self, position: int, types: frozenset[str]) -> EntityMention | None:
        """The nearest mention of one of the types that ends before `position`."""
        for mention in reversed(self.mentions[: bisect_left(self._starts, position)]):
            if mention.type in types and mention.end <= position:
                return mention
        return None

    def short_prefix(self, phrase: str) -> str:
        """The longest known name that the phrase starts with."""
        for length in self._lengths:
            if phrase[:length] in self.short:
                return phrase[:length]
        return ""

    def _short_names(self) -> dict[str, EntityMention]:
        """Place or trade names without their generic tails: 云川高新区 is called 云川 in lists."""
        short: dict[str, EntityMention] = {}
        for mention in self.mentions:
            if mention.type not in _SHORT_TYPES:
                continue
            for name in (mention.text, _GENERIC_TAIL.sub("", mention.text)):
                if len(name) < 2:
                    continue
                other = short.get(name)
                # a park is what its short name means in a text about parks
                if other is None or (other.type == "region" and mention.type == "park"):
                    short[name] = mention
        return short

    def _main(self) -> Subject:
        """What the article is about: the best of the entities in headline, title, publisher and text.

        A name counts for where it stands (headline most, openings of sentences next) and how often it is said; a body
        that speaks (统计局, 管委会) counts for the place or park whose body it is.
        """
        notes = self.notes
        scores: dict[tuple[str, str], float] = {}
        best: dict[tuple[str, str], tuple[EntityMention, str]] = {}

        def vote(mention: EntityMention, weight: float, source: str) -> None:
            weight *= _WEIGHT.get(mention.type, 0.3) * max(0.3, mention.score)
            name = mention.name or mention.text
            family = "place" if mention.type in ("park", "region") else mention.type
            key = (_GENERIC_TAIL.sub("", name) or name, family)
            scores[key] = scores.get(key, 0.0) + weight
            kept = best.get(key)
            if kept is None or (
                (mention.type, kept[0].type) != ("region", "park")
                and (mention.type != kept[0].type or len(name) > len(kept[0].name or kept[0].text))
            ):
                best[key] = (mention, source)

        titles = " ".join(dict.fromkeys(t for t in (notes.article.headline, notes.metadata.title) if t))
        for position, mention in enumerate(_named(titles)):
            vote(mention, 2.0 if position else 4.0, "title")
        for mention in _named(notes.metadata.publisher or ""):
            vote(mention, 1.5, "publisher")
        openings = {s.start for s in notes.sentences}
        first = next((b for b in notes.blocks if b.kind in ("paragraph", "list_item")), None)
        seen: Counter[str] = Counter()
        for mention in self.mentions:
            owner = _owner(mention)
            if owner is None:
                continue
            name = owner.name or owner.text
            seen[name] += 1
            weight = 1.0 / seen[name] ** 0.5
            if mention.start in openings:
                weight += 0.6
            if first is not None and first.start <= mention.start < first.end:
                weight += 0.6
            vote(owner, weight, "article")
        if scores:
            key = max(scores, key=lambda k: (round(scores[k], 6), -best[k][0].start, k))
            mention, source = best[key]
            return self.of(mention, source)
        if self.rankings:
            return self.of(self.rankings[0], "article")
        name = titles or notes.metadata.publisher or ""
        return Subject(name, "ranking_or_report", f"ranking_or_report:{name}", name, "title")

    def anaphor(self, word: str, position: int, current: Subject) -> Subject | None:
        """The entity that a generic word (全市, 公司, 园区) stands for at `position`; None when it says nothing."""
        kind = self.lexicon.anaphors.get(word)
        if kind is None:
            return None
        if kind == "country":
            return Subject(word, "region", f"region:{word}", word, "clause")
        if current.type == kind:
            return current
        if self.main.type == kind:
            return self.main
        if word[-1] in "市省县州" and kind == "region":
            # 全市 needs a city: the nearest region of that rank, else the word itself
            for mention in reversed(self.mentions[: bisect_left(self._starts, position)]):
                owner = _owner(mention)
                if owner and owner.type == "region" and (owner.text[-1] == word[-1] or len(owner.text) == 2):
                    return self.of(owner, "article")
            return Subject(word, "region", f"region:{word}", word, "clause")
        found = self.before(position, frozenset({kind}))
        return self.of(found, "article") if found else None
