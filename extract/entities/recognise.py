"""The front of recognition: a text in, its entity mentions out."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.annotations import EntityMention
from extract.entities.abbreviations import find_short_forms, find_tiny_names, find_weak_forms
from extract.entities.bodies import find_founded, find_key_laboratories, find_owned
from extract.entities.brands import find_brands
from extract.entities.candidates import Candidate, outermost
from extract.entities.coined import find_coined
from extract.entities.companies import find_companies
from extract.entities.elisions import find_elided
from extract.entities.funds import find_funds
from extract.entities.gatherings import find_gatherings
from extract.entities.industries import find_industries
from extract.entities.introduced import find_introduced
from extract.entities.offers import find_offers
from extract.entities.organisations import find_organisations
from extract.entities.persons import find_persons
from extract.entities.products import find_products
from extract.entities.reading import Reading
from extract.entities.recurring import find_recurring
from extract.entities.regions import find_regions
from extract.entities.reports import find_reports
from extract.entities.sites import find_sites
from extract.entities.titled import find_titled
from schemas.registry import registry

_EARLIER = ("上一年度", "上年度", "上一届", "上届", "上期", "往年", "往届", "历年")  # 上一年度榜单: which, no name

_BODIES = frozenset({"park", "lab_or_institute", "enterprise", "university", "association"})
_DOING = ("正在", "开始", "持续", "陆续", "同步", "已经", "進行", "进行")
_TOOK_OFFICE = ("起", "现", "曾", "后", "改", "转", "调", "，", "月", "年")
_CALLED = re.compile("（(?:以下简称|下称|简称|以下簡稱|下稱|簡稱)[：:]?[“「]?([一-鿿A-Za-z]{2,8})[”」，；）]")
_FURTHER = 8
_TO_DO = re.compile("拟|已|将(?!军|台|星|来)|[里内][做搞有是]")
_ONE_OF_SORT = re.compile("首[批个家座所]|第[一二三四五]批")


def _is_class(text: str, candidate: Candidate) -> bool:
    """Whether what looks like a name tells one of many: 云州市首批省实验室, 全省重点实验室之一."""
    name = text[candidate.start : candidate.end]
    if name.endswith("公司") and candidate.reason == "suffix_place" and registry().by_name(name[:-2], type="region"):
        return True  # 一家美国公司, 上海公司: which of them, no name
    doing = _TO_DO.match(name) is not None or text.endswith(_DOING, 0, candidate.start)
    if doing and candidate.reason in ("company_head", "company_frame", "said_again"):
        return True  # 14家整车厂正在送样测试, 拟募资不超过…: what is done
    return text.startswith("之一", candidate.end) or bool(_ONE_OF_SORT.search(name))


def _whole(text: str, candidate: Candidate) -> Candidate:
    """A body's name from where it begins: as the short form behind it says, and without the verb of an office."""
    if candidate.type not in _BODIES:
        return candidate
    if text[candidate.start] in "丨｜|":
        candidate = candidate._replace(start=candidate.start + 1)  # 数读丨某某药谷
    name = text[candidate.start : candidate.end]
    if name[0] == "任" and text[candidate.start - 1 : candidate.start] in _TOOK_OFFICE:
        return candidate._replace(start=candidate.start + 1)  # 2021年6月起任某某实验室主任
    called = _CALLED.match(text, candidate.end)
    if called and called[1][0] not in name:
        # 西秦|钛锆股份有限公司（以下简称“西秦钛锆”）
        at = text.rfind(called[1][0], max(0, candidate.start - _FURTHER), candidate.start)
        rest = iter(text[at : candidate.end])
        if at >= 0 and text[at : candidate.end].isalpha() and all(c in rest for c in called[1]):
            return candidate._replace(start=at)
    return candidate


def find_candidates(reading: Reading) -> list[Candidate]:
    """All candidates of all rules, overlapping as they may."""
    regions = find_regions(reading)
    titled = find_titled(reading)
    named = [
        *find_organisations(reading, regions),
        *titled,
        *find_reports(reading, titled),
        *find_gatherings(reading),
        *find_persons(reading),
        *find_companies(reading),
        *find_coined(reading),
        *find_brands(reading),
        *find_products(reading),
        *find_offers(reading),
        *find_elided(reading),
        *find_sites(reading),
        *find_funds(reading),
        *find_founded(reading),
        *find_key_laboratories(reading),
    ]
    named = [c for c in named if c.type != "ranking_or_report" or not reading.plain.startswith(_EARLIER, c.start)]
    named = [_whole(reading.plain, c) for c in named if c.type not in _BODIES or not _is_class(reading.plain, c)]
    places = frozenset(reading.plain[r.start : r.end].rstrip("市省县区") for r in regions)
    firm, _ = outermost([*regions, *named], reading.plain)
    short = [
        *find_short_forms(reading, firm, places),
        *find_weak_forms(reading, named),
        *find_tiny_names(reading, named),
        *find_owned(reading, [*regions, *named]),
    ]
    found = [*regions, *named, *short, *find_industries(reading), *find_introduced(reading)]
    return [*found, *find_recurring(reading, found)]


@lru_cache(maxsize=4096)
def find_organisation_mentions(text: str) -> tuple[EntityMention, ...]:
    """Parks, organisations and regions of a short text (a title, a publisher), nested ones too."""
    reading = Reading(text)
    regions = find_regions(reading)
    outer, inner = outermost([*regions, *find_organisations(reading, regions)], reading.plain)
    return tuple(
        EntityMention(c.start, c.end, text[c.start : c.end], c.type, score=c.score, reason=c.reason)
        for c in sorted([*outer, *inner], key=lambda c: (c.start, -c.end))
    )


def find_entities(text: str, nested: bool = False) -> list[EntityMention]:
    """The mentions of entities in the clean text of an article, sorted by start.

    Offsets are code points of `text`. Without `nested` the mentions do not overlap; with it the names inside names
    (the park in 某高新区管委会) follow their outer mention. `score` is the rule's belief, `reason` its name.
    """
    chosen = _short(text, nested) if len(text) <= _SHORT else _chosen(text, nested)
    return [
        EntityMention(c.start, c.end, text[c.start : c.end], c.type, score=c.score, reason=c.reason) for c in chosen
    ]


_CHANNEL = re.compile(r"(?P<zone>[一-鿿]{2,8}?(?:高新|经开))发布$")


def spelled_channel(publisher: str) -> str:
    """A zone's channel with the zone's name written out: 芦洲高新发布 is 芦洲高新区发布."""
    return _CHANNEL.sub(r"\g<zone>区发布", publisher)


_SHORT = 120  # titles and publishers are read again and again


def _chosen(text: str, nested: bool) -> list[Candidate]:
    reading = Reading(text)
    outer, inner = outermost(find_candidates(reading), reading.plain)
    return sorted([*outer, *inner], key=lambda c: (c.start, -c.end)) if nested else outer


@lru_cache(maxsize=4096)
def _short(text: str, nested: bool) -> tuple[Candidate, ...]:
    return tuple(_chosen(text, nested))
