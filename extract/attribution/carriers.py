"""What can carry a figure: which mentions can be its subject, and which thing a mention stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.annotations import EntityMention
from schemas.records import EntityType
from schemas.registry import registry

# what can be measured; persons, media, industries and policies rarely are
SUBJECT_TYPES: frozenset[str] = frozenset(
    {"park", "region", "enterprise", "lab_or_institute", "university", "association", "event", "government"}
)
ZONES = (
    "高新技术产业开发区|高新技術產業開發區|高新技术产业园区|经济技术开发区|自主创新示范区|综合保税区|自由贸易试验区|高新区|高新區|经开区|开发区|開發區|综保区|保税区|自贸区|农高区|"
    "科技园区|科学城|科技城|科學園區|科学园区|科學園|科学园|园区|園區|新区|示范区|片区"
)
ZONE_NOUN = re.compile(ZONES)
GENERIC_TAIL = re.compile(rf"(?:国家|國家)?(?:级)?(?:{ZONES}|集团|股份有限公司|有限责任公司|有限公司|市|省|县|区)$")
CONTINENTS = frozenset(
    [
        "欧洲",
        "北美",
        "亚洲",
        "非洲",
        "美洲",
        "南美",
        "拉美",
        "大洋洲",
        "东南亚",
        "亚太",
        "中东",
        "歐洲",
        "亞洲",
        "東南亞",
        "亞太",
        "欧美",
        "日韩",
    ]
)
WORLD = CONTINENTS | frozenset(
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
        "中國大陸",
        "中国大陆",
        "美国",
        "香港",
        "澳门",
        "澳門",
        "台湾",
        "台灣",
        "臺灣",
    ]
)
_SITES = "科技园|产业园|产业园区|工业园|工业园区|软件园|科创园|创业园|创新园|创新港|科创城|产业城|新城|经济区"
SITE_TAIL = re.compile(rf"(?:{_SITES})$")
_COMMITTEE_OF = re.compile(r"^(?P<place>[\u4e00-\u9fff（）]{3,18}?)(?:管理委员会|管委会|党工委)")
_BODY_OF = re.compile(
    rf"^(?P<place>[\u4e00-\u9fff（）]{{2,16}}?(?:{ZONES}|{_SITES}|市|省|县|自治区|州|街道|[\u4e00-\u9fff]镇|区(?=人民|政府|委|第)))"
    r"(?:人民政府|政府|管理委员会|管委会|管理局|党工委|.{0,12}(?:局|委|委员会|厅|办公室|中心)$|.{0,8}人民代表大会.*)"
)
_OFFICE_OF = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{4,}?(?:中心|实验室|研究院|研究所|科学院))(?:综合|党政|行政|科研|运行|业务)?(?:办公室|管理处|管理部|宣传部|科研处)$"
)
_GENERAL_ZONE = re.compile("(?:产业|產業|工业|工業|科技|高新)(?:园区|園區)|(?:经济|經濟|高新)(?:开发区|開發區)")
INDEX = re.compile(r"(?:指数|指數|百强榜|排行榜|榜单|榜)(?:报告)?(?:[（(]?\d{4}(?:年度?)?[）)]?)?[》”]?$")
EDITION = re.compile(r"^[《“]?(?:\d{4}(?:年度?)?)?|(?:[（(]\d{4}(?:年度?)?[）)]|\d{4})?[》”]?$")
PUBLISHES = re.compile(
    r"^(?:日前|近日|今日|昨日|联合|聯合|正式|对外|今天|昨天|会同|等|[、和与][^，。]{2,24}?|\d{1,2}日|在[^，。；]{2,16}?){0,3}(?:发布|發布|公布|编制|測算|测算|印发|发表|撰写)"
)
# 江西全国重点实验室: a place and a class of laboratories, not one of them
PLACE_AND_CLASS = re.compile(
    r"^(?P<place>[\u4e00-\u9fff]{2,3}省?)(?:全国重点实验室|国家重点实验室|省级?重点实验室|国家级?制造业创新中心|新型研发机构|国家工程研究中心)$"
)
_LETTERED = re.compile(r"[A-Za-z]\d?(?:[类级](?:开发区|园区|高新区|经开区|孵化器)|片区|区|地块|园区|园|座|栋|楼)")
_UNSURE = 0.5  # belief in a title whose ending says nothing: 《某某面对面》 may be a broadcast
_NAMED_PRODUCT = re.compile(r"(?:基金|贷|計劃|计划|项目|工程|装置)[”」]?$")
_MARKET = frozenset(["华东", "华南", "华北", "华中", "西南", "西北", "东北", "华西", "华东区", "海外", "境外"])
_ZONE_MEDIUM = re.compile(rf"^(?P<place>.{{2,12}}?(?:{ZONES}))发布$")


@dataclass(frozen=True, slots=True)
class Subject:
    """A resolved subject: the document's fullest name, its id and where it was taken from."""

    name: str
    type: EntityType
    entity_id: str
    canonical: str
    source: str  # clause, list, sentence, paragraph, title, publisher, article


_PHASE = re.compile(r"[一二三四五六七八]期(?!间|末|初|货|刊|权)")


# a company's site is called by its place and its work, and told of by its measures
_SITE_THERE = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:生产|制造|智造|研发|总装|产业化|总部|测试|仓储|储能)(?:基地|工厂|厂区)"
    r"(?=占地|用地|总?建筑面积|总投资|厂房|规划面积|可?年产|产能|设计年产)"
)


class Printed:
    """All that a document prints: `name in printed` is looked up once for each name."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, bool] = {}

    def __contains__(self, name: str) -> bool:
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = name in self._text
        return found


def subject_of(mention: EntityMention, source: str, text: str, known_text: Printed) -> Subject:
    """The subject that a mention in `text` stands for; `known_text` is all that its document prints."""
    name = mention.name or mention.text
    if name not in known_text and mention.text in text:
        name = mention.text  # linking writes names out in the script of its registry
    if mention.type == "ranking_or_report":
        # the series of a ranking, not one edition of it; a report is one book
        name = EDITION.sub("", name) or name if INDEX.search(name) or name[0] not in "《“" else name.strip("《》“”")
    name = name.strip("—－-·、，：") or name
    if (
        mention.type == "park"
        and (phase := _PHASE.match(text, mention.end))
        and text.startswith(mention.text, mention.start)
    ):
        name += phase[0]  # 某某芯谷二期 is told of, not all of it
        return Subject(name, mention.type, f"park:{name}", name, source)
    if mention.type == "region" and (site := _SITE_THERE.match(text, mention.end)):
        name += site[0]  # 绵阳智能制造基地占地260亩: the site, not the city
        return Subject(name, "park", f"park:{name}", name, source)
    identity = mention.entity_id or f"{mention.type}:{name}"
    return Subject(name, mention.type, identity, mention.canonical or name, source)


def owner_of(mention: EntityMention) -> EntityMention | None:
    """The mention, or for a governing body the place or park that it governs; None where that has no name.

    The office of a centre or a laboratory speaks for it.
    """
    if mention.type == "lab_or_institute" and (office := _OFFICE_OF.match(mention.text)):
        return replace(mention, end=mention.start + office.end("body"), text=office["body"], name="", reason="owner")
    if mention.type not in ("government", "event") or mention.reason == "unit":
        return mention
    found = _COMMITTEE_OF.match(mention.text) or _BODY_OF.match(mention.text)
    if found is None:
        return None if mention.type == "government" else mention
    place = found["place"]
    if _GENERAL_ZONE.fullmatch(place):
        return None if mention.type == "government" else mention  # 產業園區管理局: of a class without a name
    district = place[-1] == "区" and len(place) <= 5 and not ZONE_NOUN.search(place) and not place.endswith("经济区")
    kind: EntityType = "region" if place[-1] in "市省县州道镇" or place.endswith("自治区") or district else "park"
    return EntityMention(mention.start, mention.start + len(place), place, kind, score=0.7, reason="owner")


def is_market(mention: EntityMention) -> bool:
    """Whether a mention names a part of the world or of the country that a company's report calls a market."""
    return mention.type == "region" and (mention.text in _MARKET or is_country_name(mention.text))


@lru_cache(maxsize=4096)
def is_country_name(name: str) -> bool:
    """Whether a name is that of a country or of the world."""
    return name in WORLD or any("country" in e.kinds for e in registry().by_name(name, type="region"))


def holds(outer: EntityMention, inner: EntityMention) -> bool:
    """Whether a report, meeting, law or body names the place that it is of."""
    if outer is inner or outer.type not in ("ranking_or_report", "event", "policy"):
        return False
    return outer.start <= inner.start and inner.end <= outer.end and not INDEX.search(outer.text)


def is_national(mention: EntityMention) -> bool:
    """Whether a mention is a ministry or another body of the whole country."""
    return mention.type == "government" and any(
        not e.province and not e.city for e in registry().by_name(mention.text, type="government")
    )


def as_subject(mention: EntityMention) -> EntityMention | None:
    """The mention if figures can be about it; a zone's channel (某高新区发布) is read as the zone."""
    if mention.type == "lab_or_institute" and (found := PLACE_AND_CLASS.match(mention.text)):
        return EntityMention(mention.start, mention.start + found.end("place"), found["place"], "region", score=0.7)
    if mention.type == "park" and _LETTERED.fullmatch(mention.text):
        return None  # D片区: a part of the zone that the text is about, without a name of its own
    if mention.type in SUBJECT_TYPES:
        return mention
    if mention.type == "policy" and mention.text.startswith("《") and mention.score > _UNSURE:
        return mention
    if mention.type == "industry" and mention.text.endswith("集群"):
        return mention
    if mention.type == "product" and (_NAMED_PRODUCT.search(mention.text) or mention.reason == "medicine"):
        return mention
    if mention.type == "media" and (found := _ZONE_MEDIUM.match(mention.text)):
        place = found["place"]
        return EntityMention(mention.start, mention.start + len(place), place, "park", score=0.8, reason="channel")
    return None


def outermost(mentions: list[EntityMention]) -> list[EntityMention]:
    """Mentions without those inside another, by start."""
    out: list[EntityMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return out
