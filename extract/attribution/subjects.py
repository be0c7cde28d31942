"""Who a figure is about: the entity in its clause, or the topic of sentence, paragraph, heading, article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from extract.annotations import Annotations, EntityMention
from extract.attribution.carriers import (
    GENERIC_TAIL,
    INDEX,
    PUBLISHES,
    SITE_TAIL,
    Printed,
    Subject,
    as_subject,
    is_country_name,
    outermost,
    owner_of,
    subject_of,
)
from extract.attribution.classes import classes
from extract.attribution.lexicon import Lexicon
from extract.attribution.main_subject import MainSubject
from extract.entities.introduced import is_told_of

_TEAM = re.compile(
    r"(?:教授|院士|博士|研究员)?(?:领衔的?|带领的?|牵头的?)?(?:科研|研究|研发|创业|创新|项目)?(?:团队|课题组|研究组|项目组)"
)
_BACK = 200
_BACK_FIRM = 120
# what 该… goes back to by its words: a thing, not a side of whom the text speaks (该业务, 该领域)
_THINGS = frozenset(
    [
        "基地",
        "工厂",
        "产线",
        "大楼",
        "楼宇",
        "工程",
        "项目",
        "項目",
        "车间",
        "电站",
        "码头",
        "机场",
        "大桥",
        "隧道",
        "线路",
        "机型",
        "车型",
        "设备",
        "系统",
        "药物",
        "芯片",
        "火箭",
        "卫星",
        "装置",
        "平台",
    ]
)
# from a mark, a number, 的 or a verb that brings something in
_NOUN_PHRASE = re.compile(r"(?:(?![的在将把了为于向对座个家项条所处])[\u4e00-\u9fffA-Za-z0-9\-·“”]){2,18}$")
_SHORT_TYPES = frozenset({"park", "region", "enterprise"})
_DAUGHTERS = ("子公司", "孙公司", "参股公司", "旗下", "旗下的", "下属", "联营企业", "合营企业", "合营公司")


def _bears(name: str, word: str) -> bool:
    """Whether a body's name has the general word for it in it: 某某实验室 for 实验室, 该院 only for institutes."""
    return word.lstrip("该該本我全") in name


def _teams(notes: Annotations) -> list[EntityMention]:
    """The teams that are called by who leads them: 教授某某团队."""
    found = []
    for person in notes.entities:
        if person.type == "person" and (team := _TEAM.match(notes.text, person.end)):
            name = notes.text[person.start : team.end()]
            found.append(EntityMention(person.start, team.end(), name, "person", score=0.7, reason="team"))
    return found


_ZONE_TAIL = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:高新区|经开区|开发区|新区|园区|產業園|产业园|科技园|孵化器|加速器|实验室|研究院|研究所|中心|基地|科学城|科技城)"
)
_SERIES = re.compile("”?系列")
# the sorts of zone that a city tells apart
_SORT = re.compile(r"高新区|经开区|综保区|保税区|自贸区|新区|高新區|經開區")


class Subjects:
    """Looks up subjects in one article."""

    def __init__(self, notes: Annotations, lexicon: Lexicon) -> None:
        self.notes = notes
        self.lexicon = lexicon
        self.known_text = Printed(
            f"{notes.text}\n{notes.article.headline}\n{notes.metadata.title}\n{notes.metadata.publisher}"
        )
        self._printed = f"{notes.text}\n{notes.article.headline}\n{notes.metadata.title}"
        outer = outermost([m for m in map(self._carrier, notes.entities) if m is not None])
        self.mentions = outermost([*_teams(notes), *outer, *classes(notes.text, notes.entities)])
        self._starts = [m.start for m in self.mentions]
        self.rankings = [m for m in notes.entities if m.type == "ranking_or_report"]
        self.anaphors = {start: (end, entity) for start, end, entity in notes.anaphors}
        self.daughters = {m.name or m.text for m in self.mentions if m.type == "enterprise" and self._is_daughter(m)}
        self.main = MainSubject(notes, lexicon, self.mentions, self.rankings, self.known_text).find()
        if "、" in self.main.name:
            self._add(self.main)
        self.short = self._short_names()
        self._lengths = sorted({len(n) for n in self.short}, reverse=True)

    def _carrier(self, mention: EntityMention) -> EntityMention | None:
        """The mention if figures can be about it: a product only where the text says again what became of it."""
        carrier = as_subject(mention)
        quoted = mention.type == "product" and mention.text[0] == "“"
        if carrier is None and quoted and is_told_of(mention.text.strip("“”"), self._printed):
            carrier = replace(mention, reason="brought_in")
        if (
            carrier is not None
            and carrier.reason == "brought_in"
            and (series := _SERIES.match(self.notes.text, carrier.end))
        ):
            name = self.notes.text[carrier.start : series.end()]  # “某某”系列: with the word that makes it a series
            return replace(carrier, end=series.end(), text=name, name=name)
        return carrier

    def zone_of(self, policy: Subject) -> Subject | None:
        """The zone that a measure's title names; None where it names none."""
        parks = [m for m in self.notes.entities if m.type == "park" and m.reason not in ("class", "counted", "group")]
        inside = next((m for m in sorted(parks, key=lambda m: -len(m.text)) if m.text in policy.name), None)
        return self.of(inside, "title") if inside else None

    def _add(self, group: Subject) -> None:
        """Makes several zones that the article is about a mention wherever they are named together."""
        found = [
            EntityMention(m.start(), m.end(), group.name, "park", score=0.8, reason="together")
            for m in re.finditer(re.escape(group.name), self.notes.text)
        ]
        self.mentions = outermost([*self.mentions, *found])
        self._starts = [m.start for m in self.mentions]

    def forget(self, start: int, end: int) -> None:
        """Leaves out the mentions that lie in `[start, end)`: no figure is about them."""
        self.mentions = [m for m in self.mentions if not (start <= m.start and m.end <= end)]
        self._starts = [m.start for m in self.mentions]

    def of(self, mention: EntityMention, source: str) -> Subject:
        """The subject that a mention stands for."""
        return subject_of(mention, source, self.notes.text, self.known_text)

    def _is_daughter(self, mention: EntityMention) -> bool:
        """Whether a company is told of as another one's: 公司 in the next sentence is the other one."""
        return self.notes.text[max(0, mention.start - 4) : mention.start].endswith(_DAUGHTERS)

    @staticmethod
    def is_country(mention: EntityMention) -> bool:
        """Whether a mention names a country or the world: mostly an attribute (中国市场, 美国专利)."""
        return mention.type == "region" and is_country_name(mention.text)

    def that(self, noun: str, position: int, current: Subject) -> Subject:
        """What 该… points back to: the last thing named whose name ends so, else whose it is: who is spoken of."""
        for mention in reversed(self.notes.entities):
            if mention.end <= position and mention.text.rstrip("”》」").endswith(noun):
                return self.of(mention, "paragraph")
        if noun in _THINGS and (named := self._phrase_before(noun, position)):
            return Subject(named, "product", f"product:{named}", named, "sentence")
        return replace(current, source="sentence")

    def _phrase_before(self, noun: str, position: int) -> str:
        """The words of the text that 该基地 goes back to though no rule knows them as a name: 某某总装测试基地."""
        at = self.notes.text.rfind(noun, max(0, position - _BACK), position)
        found = _NOUN_PHRASE.search(self.notes.text, max(0, at - 20), at) if at >= 0 else None
        return found.group() + noun if found else ""

    def only_tells(self, mention: EntityMention) -> bool:
        """Whether a mention only publishes what follows (某研究院发布《…》)."""
        return bool(PUBLISHES.match(self.notes.text[mention.end : mention.end + 30]))

    def place(self, name: str) -> Subject:
        """The subject of a short name: a known entity, else a place of that name."""
        mention = self.short.get(name)
        if mention is not None:
            return self.of(mention, "list")
        return Subject(name, "region", f"region:{name}", name, "list")

    def members(self, group: EntityMention) -> list[Subject]:
        """The members of 甲、乙、丙三大园区."""
        names = group.text.split("、")
        names[-1] = re.sub(r"(?:[二三四五六七八九十两兩]|\d+)(?:大|家|个|座|個)?(?:國家|国家)?[^、]*$", "", names[-1])
        return [self.place(n) for n in names if n]

    def index_before(self, position: int) -> Subject | None:
        """The index or ranking named last before `position`."""
        named = next((m for m in reversed(self.rankings) if m.end <= position and INDEX.search(m.text)), None)
        return self.of(named, "sentence") if named else None

    def within(self, start: int, end: int) -> list[EntityMention]:
        """Mentions that lie in `[start, end)`."""
        low, high = bisect_left(self._starts, start), bisect_right(self._starts, end)
        return [m for m in self.mentions[low:high] if m.end <= end]

    def before(self, position: int, types: frozenset[str]) -> EntityMention | None:
        """The nearest mention of one of the types that ends before `position`."""
        for i in range(bisect_left(self._starts, position) - 1, -1, -1):
            mention = self.mentions[i]
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
            for name in (mention.text, GENERIC_TAIL.sub("", mention.text)):
                if len(name) < 2:
                    continue
                other = short.get(name)
                # a park is what its short name means in a text about parks
                if other is None or (other.type == "region" and mention.type == "park"):
                    short[name] = mention
        for mention in self.mentions:
            # 某麓 of 某麓科技园, where no place and nobody else is called so
            if mention.type == "park" and len(name := SITE_TAIL.sub("", mention.text)) in (2, 3):
                short.setdefault(name, mention)
        for mention in self.mentions:
            # 創新坊 of 屯灣創新坊, where a clause opens with it
            tail = mention.text[2:]
            if (
                mention.type in ("park", "lab_or_institute")
                and 3 <= len(tail) <= 6
                and mention.reason == "suffix_proper"
            ):
                if tail not in self.lexicon.anaphors and not _ZONE_TAIL.fullmatch(tail) and self._opens_with(tail):
                    short.setdefault(tail, mention)
        return short

    def _opens_with(self, name: str) -> bool:
        """Whether a clause of the text opens with a name."""
        return any(f"{mark}{name}" in self.notes.text for mark in "。，；\n")

    def _class_called(self, word: str, position: int) -> Subject | None:
        """The class of parks that a bare 园区 goes on about (全省136个省级以上园区…。园区亩均税收…)."""
        for mention in reversed(self.mentions[: bisect_left(self._starts, position)]):
            if mention.type == "park" and mention.text.endswith(word):
                return self.of(mention, "article") if mention.reason in ("class", "counted") else None
        return None

    def last_of(self, kind: str, position: int) -> Subject | None:
        """The company (park, …) that the last sentence to name one before `position` names first."""
        low = position - _BACK_FIRM
        near = [m for m in self.notes.entities if m.type == kind and low <= m.start and m.end <= position]
        if not near:
            return None
        opened = self.notes.text.rfind("。", 0, near[-1].start)
        return self.of(next(m for m in near if m.start > opened), "sentence")

    def anaphor(self, word: str, position: int, current: Subject) -> Subject | None:
        """The entity that a generic word (全市, 公司, 园区) stands for at `position`; None when it says nothing."""
        kind = self.lexicon.anaphors.get(word)
        if kind is None:
            return None
        if kind == "park" and "、" in self.main.name and current.name == self.main.name:
            return self.main  # 园区 of a text on several zones: all of them
        if kind == "park" and (named := self._class_called(word, position)):
            return named
        if kind == "park" and current.name != word and _SORT.fullmatch(word) and _SORT.fullmatch(current.name):
            return Subject(word, "park", f"park:{word}", word, "clause")  # 高新区986家，经开区412家: the city's zones
        if kind == "lab_or_institute" and not _bears(current.name, word):
            current = self.main if _bears(self.main.name, word) else replace(current, type="product")
        if (
            kind == "enterprise"
            and word[0] == "该"
            and current.type != kind
            and (firm := self.last_of("enterprise", position))
        ):
            return firm
        if current.type == kind and (word in ("公司", "集团") or word[0] not in "该該本我全"):
            daughter = word == "公司" and current.name in self.daughters and self.main.type == "enterprise"
            if current.source in ("clause", "sentence", "list", "paragraph") and not daughter:
                return current  # 园区, 公司: whoever is spoken of
        if (
            word in ("公司", "集团", "集團", "本公司")
            and self.main.type == "enterprise"
            and (current.type != "enterprise" or current.name in self.daughters)
        ):
            return self.main  # a company's own news speaks of it
        for start in range(position, max(-1, position - 60), -1):
            resolved = self.anaphors.get(start)
            if resolved and self.notes.text.startswith(word, start):
                entity = resolved[1]
                if entity.name not in self.known_text:
                    # inferred, never printed: the text's own word is its name here
                    return Subject(word, entity.type, entity.entity_id, entity.canonical or entity.name, "clause")
                return Subject(entity.name, entity.type, entity.entity_id, entity.canonical or entity.name, "clause")
        if kind == "country":
            return Subject(word, "region", f"region:{word}", word, "clause")
        if current.type == kind:
            return current
        if self.main.type == kind:
            return self.main
        if word[-1] in "市省县州" and kind == "region":
            # 全市 needs a city: the nearest region of that rank, else the word itself
            for mention in reversed(self.mentions[: bisect_left(self._starts, position)]):
                owner = owner_of(mention)
                if owner and owner.type == "region" and (owner.text[-1] == word[-1] or len(owner.text) == 2):
                    return self.of(owner, "article")
            return Subject(word, "region", f"region:{word}", word, "clause")
        found = self.before(position, frozenset({kind}))
        if found is None and kind == "park" and word[0] not in "全我本该該咱" and not self._parks():
            # a text that names no park calls its own by the class (科學園): that is its name here
            return Subject(word, "park", f"park:{word}", word, "clause")
        return self.of(found, "article") if found else None

    def _parks(self) -> bool:
        """Whether the article names any park."""
        return any(m.type == "park" and m.reason not in ("class", "counted") for m in self.mentions)
