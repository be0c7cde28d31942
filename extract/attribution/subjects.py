"""Who a figure is about: the entity in its clause, or the topic of sentence, paragraph, heading, article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from extract.annotations import Annotations, EntityMention
from extract.attribution.lexicon import Lexicon
from extract.entities.recognise import find_entities
from schemas.records import EntityType
from schemas.registry import registry

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
    "product": 0.3,
    "policy": 0.3,
    "event": 0.6,
    "industry": 0.8,
    "association": 0.5,
    "ranking_or_report": 0.5,
}
_ZONES = (
    "高新技术产业开发区|高新技術產業開發區|高新技术产业园区|经济技术开发区|自主创新示范区|综合保税区|自由贸易试验区|高新区|高新區|经开区|开发区|開發區|"
    "科技园区|科学城|科技城|科學園區|科学园区|科學園|科学园|园区|園區|新区|示范区|片区"
)
_ZONE_NOUN = re.compile(_ZONES)
_GENERIC_TAIL = re.compile(rf"(?:国家|國家)?(?:级)?(?:{_ZONES}|集团|股份有限公司|有限责任公司|有限公司|市|省|县|区)$")
_WORLD = frozenset(
    [
        "中国",
        "我国",
        "全国",
        "全球",
        "世界",
        "中國",
        "全國",
        "国内",
        "海外",
        "欧盟",
        "美国",
        "香港",
        "澳门",
        "澳門",
        "台湾",
        "臺灣",
    ]
)
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
    if mention.type not in ("government", "event"):
        return mention
    found = _BODY_OF.match(mention.text)
    if found is None:
        return None if mention.type == "government" else mention
    place = found["place"]
    kind: EntityType = "region" if place[-1] in "市省县州" or place.endswith("自治区") else "park"
    return EntityMention(mention.start, mention.start + len(place), place, kind, score=0.7, reason="owner")


@lru_cache(maxsize=4096)
def _country(name: str) -> bool:
    return name in _WORLD or any("country" in e.kinds for e in registry().by_name(name, type="region"))


def _holds(outer: EntityMention, inner: EntityMention) -> bool:
    """Whether a report, meeting or body names the place that it is of."""
    if outer is inner or outer.type not in ("ranking_or_report", "event"):
        return False
    return outer.start <= inner.start and inner.end <= outer.end and not _INDEX.search(outer.text)


def _is_national(mention: EntityMention) -> bool:
    """Whether a mention is a ministry or another body of the whole country."""
    return mention.type == "government" and any(
        not e.province and not e.city for e in registry().by_name(mention.text, type="government")
    )


def _named(text: str) -> list[EntityMention]:
    """What a title or a publisher's name speaks of."""
    if not text:
        return []
    every = find_entities(text, nested=True)
    # 2024年某市政府工作报告: the place inside the name of a report or body
    inner = [m for m in every if m.type in ("region", "park") and any(_holds(o, m) for o in every)]
    mentions = [*_outermost(every), *inner]
    found = [_owner(m) for m in mentions if m.type in SUBJECT_TYPES or m.type == "ranking_or_report"]
    named = [m for m in found if m is not None]
    named += [m for m in _classes(text, []) if not any(n.type == "park" and n.start <= m.start < n.end for n in named)]
    named.sort(key=lambda m: m.start)
    if not any(m.start == 0 for m in named) and (body := _owner(EntityMention(0, len(text), text, "government"))):
        named.insert(0, body)
    return named


# a class of parks in the place of a subject: 全省9家国家高新区, 国家级经开区
_CLASS = re.compile(
    r"(?:全国|全省|全市|我国|全國)?(?:[\d一二三四五六七八九十百]+(?:家|个))?(?:的)?"
    r"(?:国家级?|省级以上|省级|國家級?)(?:高新区|经开区|经济技术开发区|大学科技园|自贸试验区|综保区|开发区|园区|自创区)"
    r"|(?:[二三四五六七八九十两兩])(?:大|家)?(?:科學園區|科学园区|高新区|片区|園區|园区)"
)
_COUNT = re.compile(r"(?:[\d一二三四五六七八九十百]+(?:家|个))(?:的)?(?=国家|國家|省级)")
_CONTAINS = re.compile(
    r"(?:涵盖|覆盖|包括|包含|下辖|辖|含|拥有|建有|建成|布局|串联|整合|联合)(?:了|着)?(?:全省|全市)?$|来自[^，。；]{0,16}的$"
)
# several parks together: 甲、乙、丙三大科学园区, 三园区
# a body named by bracketed place: 中国（某地）知识产权保护中心
_BRACKETED = re.compile(r"中国（[\u4e00-\u9fff]{2,8}）[\u4e00-\u9fff]{4,16}?(?:中心|研究院|基地)")
_CORRIDOR = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}[—－-])?[\u4e00-\u9fff]{2,4}?(?:城市群|都市圈|科创走廊|创新走廊|经济带|经济圈)"
)
# a cluster called by its place, and places that a ranking takes as one (深圳—香港—广州)
_CLUSTER = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}集群(?=由|的|是|为|有|，|较|位|居|排|升|跃|其)")
_CHAIN = re.compile(
    r"(?:(?<=其中)|(?<![\u4e00-\u9fff]))[\u4e00-\u9fff]{2,3}(?:—[\u4e00-\u9fff]{2,3})+(?=集群|、|位|较|居|列|排|分)"
)
# who a headline speaks of, though no rule knows the name: 某某：…, 某某公布…
_HEADED = re.compile(
    r"^(?:[\d“”]{0,6})(?P<name>[\u4e00-\u9fffA-Za-z·（）]{2,10}?)(?:：|公布|发布|完成|宣布|披露|获(?!批准)|拟|签约|上市|挂牌|携手|中标|亮相|首发|登陆|斩获)"
)
_MEETING = re.compile(r"(?:会议|座谈会|签约仪式|发布会|启动仪式|揭牌仪式|推进会|联席会|活动)$")
_OWN_PLACE = re.compile(r"我市|全市|本市|全省|我省|全县|我县|全州|本省")
_TOGETHER = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}、)+[\u4e00-\u9fff]{2,4}(?:[二三四五六七八九十两兩]|\d+)(?:大|家|个|座|個)?(?:國家|国家)?(?:科学园区|科學園區|高新区|园区|園區|科学城|片区)"
)
_INDEX = re.compile(r"(?:指数|指數|百强榜|排行榜|榜单|榜)(?:报告)?(?:[（(]?\d{4}(?:年度?)?[）)]?)?[》”]?$")
_EDITION = re.compile(r"^[《“]?(?:\d{4}(?:年度?)?)?|(?:[（(]\d{4}(?:年度?)?[）)]|\d{4})?[》”]?$")
_PUBLISHES = re.compile(
    r"^(?:日前|近日|今日|昨日|联合|聯合|正式|对外|今天|昨天|会同|等|[、和与][^，。]{2,24}?){0,3}(?:发布|發布|公布|编制|測算|测算|印发|发表|撰写)"
)


# 江西全国重点实验室: a place and a class of laboratories, not one of them
_PLACE_AND_CLASS = re.compile(
    r"^(?P<place>[\u4e00-\u9fff]{2,3}省?)(?:全国重点实验室|国家重点实验室|省级?重点实验室|国家级?制造业创新中心|新型研发机构|国家工程研究中心)$"
)
_NAMED_PRODUCT = re.compile(r"(?:基金|贷|計劃|计划|项目|工程|装置)[”」]?$")
_ZONE_MEDIUM = re.compile(rf"^(?P<place>.{{2,12}}?(?:{_ZONES}))发布$")


def _as_subject(mention: EntityMention) -> EntityMention | None:
    """The mention if figures can be about it; a zone's channel (某高新区发布) is read as the zone."""
    if mention.type == "lab_or_institute" and (found := _PLACE_AND_CLASS.match(mention.text)):
        return EntityMention(mention.start, mention.start + found.end("place"), found["place"], "region", score=0.7)
    if mention.type in SUBJECT_TYPES:
        return mention
    if mention.type == "policy" and mention.text.startswith("《"):
        return mention
    if mention.type == "industry" and mention.text.endswith("集群"):
        return mention
    if mention.type == "product" and _NAMED_PRODUCT.search(mention.text):
        return mention
    if mention.type == "media" and (found := _ZONE_MEDIUM.match(mention.text)):
        place = found["place"]
        return EntityMention(mention.start, mention.start + len(place), place, "park", score=0.8, reason="channel")
    return None


# words without which a pattern need not be tried
_NEEDED = {"group": ("、",), "corridor": ("城市群", "都市圈", "走廊", "经济带", "经济圈"), "chain": ("—",)}


def _classes(text: str, known: list[EntityMention]) -> list[EntityMention]:
    """Classes and groups of parks that a text speaks of as one."""
    found = []
    taken = sorted((m.start, m.end) for m in known)
    starts = [start for start, _ in taken]
    reach = list(accumulate((end for _, end in taken), max))  # how far the names reach that begin so far
    owners = {m.end for m in known if m.type in ("park", "region")}
    for pattern, kind, reason in (
        (_TOGETHER, "park", "group"),
        (_CLASS, "park", "class"),
        (_BRACKETED, "lab_or_institute", "bracketed"),
        (_CORRIDOR, "region", "corridor"),
        (_CLUSTER, "park", "cluster"),
        (_CHAIN, "region", "chain"),
    ):
        if needed := _NEEDED.get(reason):
            if not any(word in text for word in needed):
                continue
        for m in pattern.finditer(text):
            if reason == "class" and (i := bisect_right(starts, m.start())) and m.end() <= reach[i - 1]:
                continue
            if reason == "class" and (m.start() in owners or _CONTAINS.search(text, max(0, m.start() - 24), m.start())):
                continue  # 自创区涵盖6个国家高新区: what is told next is of the whole
            start, how = m.start(), reason
            if reason == "class" and (count := _COUNT.match(m.group())):
                start, how = start + count.end(), "counted"  # 177家国家高新区: the class goes by its name
            found.append(EntityMention(start, m.end(), text[start : m.end()], kind, score=0.5, reason=how))  # type: ignore[arg-type]
    return found


def _outermost(mentions: list[EntityMention]) -> list[EntityMention]:
    """Mentions without those inside another, by start."""
    out: list[EntityMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return out


class Subjects:
    """Looks up subjects in one article."""

    def __init__(self, notes: Annotations, lexicon: Lexicon) -> None:
        self.notes = notes
        self.lexicon = lexicon
        self.known_text = f"{notes.text}\n{notes.article.headline}\n{notes.metadata.title}\n{notes.metadata.publisher}"
        outer = _outermost([m for m in map(_as_subject, notes.entities) if m is not None])
        self.mentions = _outermost([*outer, *_classes(notes.text, notes.entities)])
        self._starts = [m.start for m in self.mentions]
        self.rankings = [m for m in notes.entities if m.type == "ranking_or_report"]
        self.anaphors = {start: (end, entity) for start, end, entity in notes.anaphors}
        self.main = self._main()
        self.short = self._short_names()
        self._lengths = sorted({len(n) for n in self.short}, reverse=True)

    def of(self, mention: EntityMention, source: str) -> Subject:
        """The subject that a mention stands for."""
        name = mention.name or mention.text
        if name not in self.known_text and mention.text in self.notes.text:
            name = mention.text  # linking writes names out in the script of its registry
        if mention.type == "ranking_or_report":
            name = _EDITION.sub("", name) or name  # the series, not one edition of it
        name = name.strip("—－-·、，：") or name
        identity = mention.entity_id or f"{mention.type}:{name}"
        return Subject(name, mention.type, identity, mention.canonical or name, source)

    @staticmethod
    def is_country(mention: EntityMention) -> bool:
        """Whether a mention names a country or the world: mostly an attribute (中国市场, 美国专利)."""
        return mention.type == "region" and _country(mention.text)

    def that(self, noun: str, position: int) -> Subject:
        """What 该… points back to: the last thing named whose name ends so, else the words themselves."""
        for mention in reversed(self.notes.entities):
            if mention.end <= position and mention.text.rstrip("”》」").endswith(noun):
                return self.of(mention, "paragraph")
        return Subject(f"该{noun}", "product", f"product:该{noun}", f"该{noun}", "sentence")

    def only_tells(self, mention: EntityMention) -> bool:
        """Whether a mention only publishes what follows (某研究院发布《…》)."""
        return bool(_PUBLISHES.match(self.notes.text[mention.end : mention.end + 30]))

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
        named = next((m for m in reversed(self.rankings) if m.end <= position and _INDEX.search(m.text)), None)
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

        A name counts for where it stands (headline most, opening of sentences next) and how often it is said; a body
        that speaks (统计局, 管委会) counts for the place or park whose body it is; who only publishes counts little.
        """
        notes = self.notes
        scores: Counter[tuple[str, str]] = Counter()
        best: dict[tuple[str, str], Subject] = {}
        known = {m.text: m for m in reversed(notes.entities)}

        def vote(subject: Subject, weight: float) -> None:
            key = (subject.name, subject.type)
            if subject.type == "event" and _MEETING.search(subject.name):
                weight *= 0.4  # a meeting is where figures are told, a fair is what they are about
            scores[key] += weight * _WEIGHT.get(subject.type, 0.3)  # type: ignore[assignment]
            best.setdefault(key, subject)

        titles = " ".join(dict.fromkeys(t for t in (notes.article.headline, notes.metadata.title) if t))
        in_titles = self._said_again(titles, _named(titles))
        for position, mention in enumerate(in_titles):
            if mention.type == "ranking_or_report" and not _INDEX.search(mention.text):
                continue
            if titles[max(0, mention.start - 2) : mention.start].endswith(("在", "于", "赴", "走进", "来自", "向")):
                continue
            vote(self.of(known.get(mention.text, mention), "title"), 2.0 if position else 4.0)
        self._headed(titles, in_titles, vote)
        for mention in _named(notes.metadata.publisher or ""):
            if mention.type == "enterprise" and mention.text not in notes.text:
                continue  # a medium that looks like a company
            vote(self.of(known.get(mention.text, mention), "publisher"), 1.5)
        openings = {s.start for s in notes.sentences}
        first = next((b for b in notes.blocks if b.kind in ("paragraph", "list_item")), None)
        seen: Counter[str] = Counter()
        for mention in [*self.mentions, *self.rankings]:
            owner = _owner(mention)
            if owner is None or owner.text in _WORLD or mention.reason == "counted":
                continue
            name = owner.name or owner.text
            seen[name] += 1
            weight = max(0.3, owner.score) / seen[name] ** 0.5
            if (
                notes.text[mention.start - 1 : mention.start] in ("于", "在")
                and notes.text[mention.end : mention.end + 1] == "的"
            ):
                weight *= 0.3  # 位于某区的公司: only where it is
            opens = mention.start in openings
            leads = first is not None and first.start <= mention.start < first.end
            if _PUBLISHES.match(notes.text[mention.end : mention.end + 30]):
                weight *= 0.2
            elif mention.type == "ranking_or_report":
                if not _INDEX.search(mention.text):
                    continue
                weight += 3.0 * (leads and seen[name] == 1)
            else:
                weight += 0.6 * opens + 0.6 * leads
            vote(self.of(known.get(owner.text, owner), "article"), weight)
        for start, (end, entity) in self.anaphors.items():
            word = notes.text[start:end]
            if word[0] not in "全我本该該" and word not in ("公司", "集团", "集團"):
                continue
            # 全市, 我区, 公司: the text speaks from its point of view
            one = Subject(entity.name, entity.type, entity.entity_id, entity.canonical or entity.name, "article")
            vote(one, 1.2 if start in openings else 0.5)
        for found in _OWN_PLACE.finditer(notes.text + "\n" + titles):
            if found.start() in self.anaphors:
                continue
            # no name for the place: its word for itself is all that the text gives
            word = found.group()
            weight = 3.0 if found.start() > len(notes.text) else 1.2 if found.start() in openings else 0.6
            if word in ("全省", "全县") and weight < 3.0:
                weight *= 0.15  # as often the field of comparison as the speaker's own
            vote(Subject("全" + word[-1], "region", f"region:全{word[-1]}", "全" + word[-1], "article"), weight)
        if scores:
            key = max(scores, key=lambda k: (round(scores[k], 6), k))
            return best[key]
        for word, kind in self.lexicon.anaphors.items():
            # nothing is named: the text's own word for its place is all there is
            if kind in ("region", "park") and word in notes.text and word[0] in "全我本":
                return Subject(word, kind, f"{kind}:{word}", word, "article")  # type: ignore[arg-type]
        if any(_is_national(m) for m in notes.entities):
            # only the country's own bodies speak: what they count is the country's
            return Subject("全国", "region", "region:全国", "全国", "article")
        name = titles or notes.metadata.publisher or ""
        return Subject(name, "ranking_or_report", f"ranking_or_report:{name}", name, "title")

    def _said_again(self, titles: str, in_titles: list[EntityMention]) -> list[EntityMention]:
        """What titles name: names of the text that titles say too, though nothing there gives them away, and the rest."""
        said: list[EntityMention] = []
        for mention in [*self.mentions, *self.rankings]:
            name = mention.text.strip("《》“”")
            at = titles.find(name)
            if at < 0 or mention.type == "region" or mention.reason in ("class", "counted", "group"):
                continue
            end = at + len(name)
            if not any(m.start <= at and end <= m.end for m in (*in_titles, *said)):
                said.append(replace(mention, start=at, end=end))
        outer = [m for m in in_titles if not any(s.start <= m.start and m.end <= s.end for s in said)]
        return sorted([*outer, *said], key=lambda m: (m.start, -m.end))

    def _headed(self, titles: str, in_titles: list[EntityMention], vote: Callable[[Subject, float], None]) -> None:
        """Votes for the name that a headline opens with, known or not, and for the zone of a place it names."""
        if in_titles and in_titles[0].type in ("association", "government", "media"):
            # 某组织：某集群升至…: who tells, then who it is about
            told = re.match(
                r"[^：]{2,16}：(?P<name>[\u4e00-\u9fff]{2,8}?)(?=升至|跃居|跃升|进入|入选|获|新增|突破|实现|达|位列|居|成为)",
                titles,
            )
            if told and told["name"] in self.notes.text and not any(m.text == told["name"] for m in in_titles):
                vote(Subject(told["name"], "park", f"park:{told['name']}", told["name"], "title"), 4.0)
        found = _HEADED.match(titles)
        if found and len(name := found["name"]) >= 2 and name in self.notes.text:
            if not any(m.text == name for m in self.mentions) and not self.lexicon.content.prefix(name):
                kind: EntityType = "region" if titles[found.end("name")] == "：" else "enterprise"
                vote(Subject(name, kind, f"{kind}:{name}", name, "title"), 3.0)
        for mention in in_titles:
            rest = titles[mention.end : mention.end + 8]
            if mention.type == "region" and re.match(
                r"(?:国家)?(?:自创区|自贸区|自贸试验区|高新区|经开区|开发区)", rest
            ):
                stem = _GENERIC_TAIL.sub("", mention.text)
                park = next((m for m in self.mentions if m.type == "park" and m.text.startswith(stem)), None)
                if park is not None:
                    vote(self.of(park, "title"), 4.0)

    def _class_called(self, word: str, position: int) -> Subject | None:
        """The class of parks that a bare 园区 goes on about (全省136个省级以上园区…。园区亩均税收…)."""
        for mention in reversed(self.mentions[: bisect_left(self._starts, position)]):
            if mention.type == "park" and mention.text.endswith(word):
                return self.of(mention, "article") if mention.reason in ("class", "counted") else None
        return None

    def anaphor(self, word: str, position: int, current: Subject) -> Subject | None:
        """The entity that a generic word (全市, 公司, 园区) stands for at `position`; None when it says nothing."""
        kind = self.lexicon.anaphors.get(word)
        if kind is None:
            return None
        if kind == "park" and (named := self._class_called(word, position)):
            return named
        if current.type == kind and (word in ("公司", "集团") or word[0] not in "该該本我全"):
            if current.source in ("clause", "sentence", "list", "paragraph"):
                return current  # 园区, 公司: whoever is spoken of
        if (
            word in ("公司", "集团", "集團", "本公司")
            and self.main.type == "enterprise"
            and current.type != "enterprise"
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
                owner = _owner(mention)
                if owner and owner.type == "region" and (owner.text[-1] == word[-1] or len(owner.text) == 2):
                    return self.of(owner, "article")
            return Subject(word, "region", f"region:{word}", word, "clause")
        found = self.before(position, frozenset({kind}))
        if found is None and kind == "park" and _ZONE_NOUN.fullmatch(word) and not self._parks():
            # a text that names no park calls its own by the class (科學園): that is its name here
            return Subject(word, "park", f"park:{word}", word, "clause")
        return self.of(found, "article") if found else None

    def _parks(self) -> bool:
        """Whether the article names any park."""
        return any(m.type == "park" and m.reason not in ("class", "counted") for m in self.mentions)
