"""When two names of one type are forms of one name: normal forms, and short forms of a fuller name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from pydantic import RootModel

from extract.entities.abbreviations import company_pattern, is_subsequence
from extract.entities.folding import fold
from extract.entities.lexicon import load, regions, suffixes
from schemas.records import EntityType


class Forms(RootModel[dict[EntityType, dict[str, str]]]):
    """`forms.yaml`."""


_MARKS = re.compile(r"[《》“”‘’\s·]|（[A-Za-z].*?）$")
_YEAR = re.compile(r"^(?:第[一二三四五六七八九十百\d]+[届次批]|首届)|(?:19|20)\d\d(?:[/—-]\d{2,4})?年?度?")
_BRACKET = re.compile(r"（([^（）]{1,8})）")
_FAIRS = ("博览会", "展览会", "交易会", "洽谈会", "贸易会", "大会", "大赛")
_ADMINISTRATIVE = ("市", "省", "县", "区", "州")


@cache
def _replacements() -> dict[EntityType, list[tuple[str, str]]]:
    table = load(Forms, "entities/forms.yaml").root
    return {t: sorted(pairs.items(), key=lambda p: (-len(p[0]), p[0])) for t, pairs in table.items()}


@lru_cache(maxsize=65536)
def key(kind: EntityType, name: str) -> str:
    """The normal form of a name: two names of a type with one key are one name."""
    plain = unicodedata.normalize("NFKC", _MARKS.sub("", fold(name))).replace("(", "（").replace(")", "）")
    for old, new in _replacements().get(kind, ()):
        if old in plain and plain != old:
            plain = plain.replace(old, new)
    if kind == "region" and len(plain) > 2 and plain.endswith(_ADMINISTRATIVE) and not plain.endswith("新区"):
        plain = plain[:-1]
    if kind == "ranking_or_report":
        plain = re.sub(r"(?<=.{4})(?:报告|榜单)(?=（?\d{4}）?$|$)", "", plain) or plain
    return plain.lower()


@lru_cache(maxsize=16384)
def _suffix(kind: EntityType, plain: str) -> str:
    """The longest known suffix of the type that the name ends in."""
    for size in range(min(10, len(plain) - 1), 0, -1):
        if suffixes().get(plain[-size:]) == kind:
            return plain[-size:]
    return ""


def _without_place(plain: str) -> str:
    lists = regions()
    for size in range(5, 1, -1):
        head = plain[:size]
        bare = head[:-1] if head[-1:] in _ADMINISTRATIVE else head
        if bare in lists.provinces or bare in lists.cities or bare in lists.countries or head in lists.areas:
            return plain[size:]
        if size >= 3 and head.endswith(("市", "省")):
            return plain[size:]
    return plain


def bare(name: str) -> str:
    """A ranking's or event's name without year and edition."""
    return _YEAR.sub("", _BRACKET.sub("", name))


def years(name: str) -> frozenset[str]:
    """The years and editions that a name holds: names with different ones are different things."""
    return frozenset(re.findall(r"(?:19|20)\d\d|第[一二三四五六七八九十百\d]+[届次批]", name))


def first_sign(kind: EntityType, short: str) -> str:
    """A character that every key holds of which `short` can be a short form; empty where there is no such key."""
    return (bare(short) if kind in ("ranking_or_report", "event", "policy") else short)[:1]


def _same_but_for_owner(short: str, full: str) -> bool:
    """Whether only the zone or body before a common rest is shortened: 某地|创新指数 of 某地…示范区|创新指数."""
    rest = 0
    while rest < min(len(short), len(full)) and short[-1 - rest] == full[-1 - rest]:
        rest += 1
    owner, whole = short[: len(short) - rest], full[: len(full) - rest]
    if rest < 4 or not 2 <= len(owner) <= 5 or not whole.startswith(owner):
        return False
    return whole.endswith(("区", "城", "园", "市", "省", "群", "圈", "会", "院", "公司"))


@lru_cache(maxsize=65536)
def is_short_form(kind: EntityType, short: str, full: str) -> bool:
    """Whether `short` (a key) can be a short form of `full` (a key of the same type)."""
    if short == full or len(short) >= len(full) or len(short) < 2:
        return False
    if kind == "person":
        return "·" in full and full.startswith(short)
    if kind == "enterprise":
        pattern = company_pattern(full)
        if pattern is not None and pattern.fullmatch(short):
            return True
        return full.endswith(short) and _without_place(full) == short
    if kind in ("ranking_or_report", "event", "policy"):
        if years(short) and years(short) != years(full):
            return False
        a, b = bare(short), bare(full)
        if len(a) < 2:
            return False
        if b.endswith(a) and len(a) >= 4:
            return True
        if kind == "event" and len(a) >= 3 and b.endswith(_FAIRS) and a[-1] == b[-1] and a[:2] in full:
            return is_subsequence(a, full)  # 某地光博会 of 中国（某地）国际光电子博览会
        return _same_but_for_owner(a, b)
    if kind == "region":
        return full.endswith(short) and len(short) >= 2 and len(full) - len(short) >= 2
    if kind == "product":
        return (short.isascii() and len(short) >= 4 and short in full) or (len(short) >= 4 and full.endswith(short))
    if kind == "industry":
        return full in (short + "业", short + "制造业")
    suffix = _suffix(kind, short)
    own = short[: len(short) - len(suffix)]
    if full.endswith(short):
        if kind == "government":
            return short[0] in "省市区县国" or len(own) >= 2 or len(short) >= 4
        return len(own) >= 2 and (
            _without_place(full) == short or kind != "park" or full[: -len(short)][-1:] in "）区市省园学"
        )
    if kind == "park":
        if (
            len(own) >= 2
            and full.startswith(own)
            and full.endswith(suffix)
            and re.search("区$", full[len(own) : -len(suffix)])
        ):
            return True  # 某某创业中心 of 某某高新区创业中心
        inner = _BRACKET.search(full)
        part = inner is not None and full.endswith(
            "）"
        )  # 江宁高新区 of 南京高新区（江宁园）, not 重庆高新区 of 西部（重庆）科学城
        if inner and part and short == inner.group(1).removesuffix("园").removesuffix("区") + (suffix or "x"):
            return True
        return bool(inner) and short == _BRACKET.sub("", full)
    return len(own) >= 2 and full.endswith(suffix) and full[:2] == short[:2] and is_subsequence(short, full)
