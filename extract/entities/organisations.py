"""Organisations, parks, events and rankings by their suffix."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import repeat

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.coined import coined_name
from extract.entities.grammar import CONTAINERS, expand, suffix_hits
from extract.entities.industries import industry_names
from extract.entities.organs import is_class_of_organs, long_body, organ_at, organ_hits
from extract.entities.phrases import find_phrases
from extract.entities.rarity import may_be_name, seldom_said
from extract.entities.reading import Reading
from extract.entities.words import dictionary
from schemas.records import EntityType

_WEAK_CARRIERS = ("suffix_noun", "suffix_bracket", "suffix_proper", "suffix_generic")
_SIDES = ("南园区", "北园区", "东园区", "西园区")  # 台南|园区, not 台|南园
_PHRASES: frozenset[EntityType] = frozenset({"event", "ranking_or_report"})
_SCORES = {"built": 0.9, "place": 0.9, "proper": 0.88, "quoted": 0.8, "noun": 0.55, "bracket": 0.7, "generic": 0.3}
_COMMON = 3000  # between marks a noun counted less often can be one too
_SELDOM = 500  # a noun that the dictionary counts less often than this can be a proper name
_COMMITTEE = re.compile(r"管理委员会|管委会|管理局")
_ABBREVIATED = re.compile(r"（(?:英文)?(?:简称|缩写)?[：:]?[A-Z]{3,8}[）；，]")
_STREET = re.compile("[东南西北中]?[一二三四五六七八九十]{0,2}(?:路|街|大道)(?![径演线])")
_OF_PROVINCE = re.compile(
    ".{1,4}(?:省|自治区)(?:国家级?|省级|科技企业|大学)?(?:高新区|经开区|经济开发区|开发区|园区|产业园区|孵化器|众创空间|科技园|加速器)"
    "|.{1,4}市(?:国家级?|省级|市级)?(?:科技企业孵化器|众创空间|孵化载体)"
)
_CLASSES_OF_ZONES = ("园区", "孵化器", "高新区", "开发区", "众创空间", "经开区")
_CARRIERS = frozenset(("孵化器", "加速器", "众创空间", "科技企业孵化器"))
_AFTER_BASES = frozenset("）)，。、；和与及的有为在\n")
_TRAILING = re.compile(r"（([一-鿿]{1,5}(?:园|区|片区|分园))）")


@cache
def _closed() -> tuple[AhoCorasick, list[tuple[str, EntityType]]]:
    names = sorted(lexicon.closed_names().items())
    return AhoCorasick([n for n, _ in names], matchkind=MatchKind.LeftmostLongest), names


_OF_WHOM = ("旗下", "下属", "所属", "下辖", "属下")


def find_organisations(reading: Reading, regions: list[Candidate]) -> list[Candidate]:
    """Candidates of all suffix types, nested ones too."""
    ending_at: dict[int, Candidate] = {}
    for region in regions:
        if region.end not in ending_at or region.start < ending_at[region.end].start:
            ending_at[region.end] = region
    found: list[Candidate] = []
    hits: list[tuple[int, int, EntityType, bool]] = [(s, e, t, False) for s, e, t in suffix_hits(reading.plain)]
    machine, names = _closed()
    for index, start, end in machine.find_matches_as_indexes(reading.plain):
        if not reading.plain.startswith(lexicon.organs().not_before, end):
            hits.append((start, end, names[index][1], True))
    hits += [(start, end, "government", False) for start, end in organ_hits(reading.plain)]
    plain = reading.plain
    hits += [(s + 1, e + 1, t, c) for s, e, t, c in hits if e - s == 2 and plain[s : e + 1] in _SIDES]
    phrases = [(s, e, t) for s, e, t, closed in hits if t in _PHRASES and not closed]
    hits += [hit for hit in map(_governed, repeat(reading.plain), hits) if hit is not None]
    for start, end, kind, closed in sorted(hits, key=lambda h: (h[1], h[0])):
        if kind in _PHRASES and not closed:
            continue
        if kind in ("policy",) or (
            kind == "media" and reading.plain[start:end] == "发布" and not _is_outlet(reading, end)
        ):
            if closed:
                found.append(Candidate(start, end, kind, 0.8, "closed"))
            continue
        candidate = _name(reading, start, end, kind, closed, ending_at)
        if not closed and (candidate is None or candidate.reason in _WEAK_CARRIERS):
            whole = coined_name(reading, start, end, kind)
            if whole is not None and (candidate is None or whole.start < candidate.start):
                candidate = whole
        if candidate is None or (not closed and plain.startswith(_OF_WHOM, candidate.start)):
            continue  # 旗下科學園: whose it is, no name
        if candidate.type == "park" and "海关" in plain[candidate.start : candidate.end]:
            continue  # 某海关|驻综保区…
        if joined := _JOINED_BODIES.match(plain, candidate.start, candidate.end):
            candidate = candidate._replace(start=joined.end())  # 某某咨询|联合|某某研究院
        if candidate.type == "government":
            candidate = _whole_body(plain, candidate)
        found.append(candidate)
        known = ending_at.get(candidate.end)
        if known is None or candidate.start <= known.start:
            ending_at[candidate.end] = candidate
    return [*found, *find_phrases(reading, phrases, ending_at)]


_JOINED_BODIES = re.compile(
    r"[一-鿿]{2,10}?(?:咨询|资本|科技|集团|公司|大学|学院|研究院|研究所|协会|学会|创投|智库|传媒|周刊|日报|厅|局|委)(?:联合|携手|会同)"
    r"(?!实验|研究|创新|研发|工程|体|会|培养|中心|学院)(?=[一-鿿]{4})"
)
# 由|怀州市政府: no city's own name is of one character; 苍梧|省科技厅 at the beginning of a phrase
_CITY_OF_ONE = re.compile(r"(?![本该我全各省])[一-鿿]市(?:人民政府|政府|委)")
_OPENED = re.compile(
    r"(?:^|[^一-鿿]|[由与和据经受向])(?P<place>(?:(?![从由与和据经受向在对将被者该本全我各])[一-鿿]){2})$"
)
# 某海关|驻综保区办事处, 某海关|综保区监管科
_OFFICE = re.compile(r"驻[一-鿿]{2,8}?办事处|(?:综合保税区|综保区)?[监综统稽企查][一-鿿]{1,5}?科(?!技|学|研)")


def _whole_body(plain: str, body: Candidate) -> Candidate:
    """A government body with the whole of its place, and a customs house's office with its name."""
    start, end = body.start, body.end
    if _CITY_OF_ONE.fullmatch(plain, start, end) and "一" <= plain[max(0, start - 1)] <= "鿿":
        start -= 1
    elif plain.startswith("省", start) and (opened := _OPENED.search(plain, max(0, start - 4), start)):
        start = opened.start("place")
    if plain.endswith("海关", start, end) and (office := _OFFICE.match(plain, end)):
        end = office.end()
    return body._replace(start=start, end=end) if (start, end) != (body.start, body.end) else body


def _governed(plain: str, hit: tuple[int, int, EntityType, bool]) -> tuple[int, int, EntityType, bool] | None:
    """The registered zone inside the registered name of its committee."""
    start, end, kind, closed = hit
    if not closed or kind != "government" or (body := _COMMITTEE.search(plain, start, end)) is None:
        return None
    return (
        (start, body.start(), "park", True)
        if lexicon.closed_names().get(plain[start : body.start()]) == "park"
        else None
    )


def _name(
    reading: Reading, start: int, end: int, kind: EntityType, closed: bool, ending_at: dict[int, Candidate]
) -> Candidate | None:
    plain = reading.plain
    if closed:
        return Candidate(start, end, kind, 0.95, "closed")
    if end - start == 1 and plain.startswith(("长", "部"), end):
        return None  # 厅长, 局部
    if kind == "government":
        organ = organ_at(plain, start, end, ending_at)
        if organ is not None:
            return organ
        if is_class_of_organs(plain, start, end):
            return None
    if not _whole(reading, start, end):
        return None
    if plain.startswith("”", end):
        opening = plain.rfind("“", max(0, start - 18), start)
        if (
            opening >= 0
            and end - start > 1
            and start - opening > 2
            and plain[opening + 1 : end].isalnum()
            and "有" not in plain[opening:end]
            and plain[opening + 2] != "亿"
        ):
            return Candidate(opening + 1, end, kind, 0.8, "quoted_whole")
    expanded = expand(reading, start, kind, ending_at)
    if (expanded is None or expanded[1] in ("noun", "generic")) and (
        marked := _between_marks(reading, start, end, kind)
    ):
        return marked
    if kind == "association" and (expanded is None or expanded[1] in ("noun", "generic")):
        whole = long_body(reading, start, end, kind)
        if whole is not None:
            return whole
    if expanded is None:
        return None
    begin, carrier, nouns = expanded
    if kind == "enterprise" and plain[start:end] in ("公司", "集团") and plain[begin:start] in industry_names():
        return None  # 机器人公司: a class
    if kind == "lab_or_institute" and carrier == "noun" and plain.startswith("建设", begin):
        return None  # 对建设某某中心的给予补助: what is done, and a class
    if kind == "lab_or_institute" and carrier == "built" and not nouns and plain[start - 1] in "部委":
        return None  # 教育部重点实验室: a class
    if kind == "region" and carrier not in ("place", "built"):
        return None
    if plain[start:end] in ("局", "厅") and carrier not in ("place", "built"):
        return None
    if plain[start:end] in ("基地", "空间") and (carrier != "proper" or nouns):
        field = carrier == "place" and nouns == 1 and reading.before(start)[-1].text in industry_names()
        if not field or plain[start:end] == "空间" or plain[end : end + 1] not in _AFTER_BASES:
            return None  # 西京航天基地, but no 西京研发基地
    if (
        carrier == "generic"
        and kind in ("association", "lab_or_institute")
        and nouns
        and _ABBREVIATED.match(plain, end)
    ):
        return Candidate(begin, end, kind, 0.75, "abbreviated")  # that it has an abbreviation shows that it is a name
    if carrier == "generic" or (
        carrier == "noun" and not _nouns_suffice(reading, kind, begin, start, nouns, plain[start:end])
    ):
        return None
    if kind == "park":
        if begin + 2 == start and plain[begin].isascii() and plain[begin + 1] in "类级":
            return None  # A类开发区: a class
        if carrier == "quoted" and plain[start:end] in _CLASSES_OF_ZONES:
            return None  # “国字号”孵化器: a class
        if _STREET.match(plain, end) or (carrier in ("place", "built") and _OF_PROVINCE.fullmatch(plain, begin, end)):
            return None  # 某区光谷三路; 某某省高新区: all of a province
        if plain[begin:start] in lexicon.regions().provinces and plain[start:end] in _CARRIERS:
            return None  # 江苏孵化器数量: all of them
        if plain[begin] == "新" and start - begin == 2 and plain[end : end + 1].isdigit():
            return None  # 新拓园区2至3个: a verb
        if plain[end - 1] == "园" and plain[end : end + 1] == "区" and plain[end + 1 : end + 2] not in ("域", "别"):
            end += 1  # 科技产业园|区
        trailing = _TRAILING.match(plain, end)
        if trailing:
            end = trailing.end()
    while begin < start and not plain[begin].isalnum() and plain[begin] in "—－-·~":
        begin += 1
    governed = kind == "park" and _COMMITTEE.match(plain, end)  # that it has a committee shows that it is one
    return Candidate(begin, end, kind, _SCORES["place" if governed else carrier], f"suffix_{carrier}")


def _is_outlet(reading: Reading, end: int) -> bool:
    """Whether a name with 发布 is an account of that name (来源：某高新区发布), not a verb."""
    return reading.plain[end : end + 1] in ("", "\n", "）", "”", "，", " ")


def _whole(reading: Reading, start: int, end: int) -> bool:
    """Whether the suffix is not cut out of other words: 全资子|公司, 创|新城|市."""
    if not reading.is_boundary(end):
        crossing = reading.crossing(end)
        if crossing is None or crossing.kind in ("noun", "head") or crossing.start >= start:
            return False
    crossing = reading.crossing(start)
    return (
        crossing is None
        or crossing.end > end
        or crossing.kind not in ("noun", "head", "stop")
        or (crossing.end == end and crossing.kind == "noun")
    )


_CLASSES = ("示范区", "试验区", "先导区", "合作区", "集聚区", "经济区", "工业区", "开发区", "基地", "走廊", "中心")
_NO_SIGN = frozenset(
    "有无需能会可应得签为以到至按据经随给比入获赴称达超约近共仅只均个家项位名元年月日省我本全并又再所跟同自去来叫受派请邀携率赢讯届局区"
)
_OPENS = frozenset("，。、；：“（(【　 \n\t的—|｜")


def _between_marks(reading: Reading, start: int, end: int, kind: EntityType) -> Candidate | None:
    """A name that a mark or 的 cuts off on the left, though it holds a sign that could end one: 、时里园区."""
    if kind not in ("park", "lab_or_institute") or end - start < 2:
        return None
    if reading.plain[start - 1] == "里" and reading.plain[start - 2 : start - 1] in CONTAINERS:
        return None  # 楼宇里孵化器5家: where
    begin = next((i for i in range(start - 1, start - 5, -1) if i < 0 or reading.plain[i] in _OPENS), -1) + 1
    inside = [w for w in reading.before(start) if w.start >= begin]
    if start - begin not in (2, 3) or not inside or inside[0].start != begin:
        return None
    odd = any(w.kind == "proper" for w in inside) or all(w.kind == "soft" for w in inside)
    if not odd or any(w.kind not in ("proper", "soft") or w.text in _NO_SIGN for w in inside):
        return None
    return Candidate(begin, end, kind, 0.75, "suffix_marked")


def _bounded(reading: Reading, begin: int, start: int, nouns: int, suffix: str) -> bool:
    """Whether one short noun between a mark and a suffix of sites is its name: 、朝阳科创园, but not 、食品产业园."""
    noun = reading.plain[begin:start]
    if nouns != 1 or len(noun) != 2 or len(suffix) < 3 or suffix.endswith(_CLASSES) or noun in industry_names():
        return False
    if begin and reading.plain[begin - 1] not in _OPENS:
        return False
    return (
        may_be_name(noun)
        and dictionary().tags.get(noun, "n") in ("n", "nz", "s", "ns", "nr")
        and (dictionary().counts.get(noun, 0) < _COMMON)
    )


def _nouns_suffice(reading: Reading, kind: EntityType, begin: int, start: int, nouns: int, suffix: str) -> bool:
    """Whether common nouns alone make a name of the type."""
    if kind == "association":
        return nouns >= 2
    if kind == "lab_or_institute":
        facility = len(suffix) >= 4 or suffix in ("光源", "装置", "中子源")
        if nouns == 1 and start - begin == 2 and seldom_said(reading.plain[begin:start]):
            return True  # a word that is said so seldom is a name, not a field: 紫金实验室
        return (nouns >= 2 and start - begin >= 4) or (facility and start - begin >= 3)
    if kind == "university":
        return nouns == 1 and start - begin == 2
    if kind == "park":
        first = reading.words[bisect_left(reading.starts, begin)]
        if nouns == 1 and may_be_name(first.text) and dictionary().counts.get(first.text, 0) < _SELDOM:
            return True
        if any(reading.plain.startswith(d, begin) for d in lexicon.words().place_descriptors):
            return True
        return _bounded(reading, begin, start, nouns, suffix)
    return False
