"""Regions: known names, and names that their suffix shows (X市, X省, X县, X区); names that the text uses without it."""

from __future__ import annotations

import re
from functools import cache

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.reading import Reading
from extract.entities.words import Word

_SUFFIXES = ("市", "省", "县", "区", "自治州", "自治区", "镇", "城市群", "经济圈", "都市圈", "新区")


_TOWNS = ("镇", "街道")
_LAST = re.compile("[市省县区州镇群圈村乡道]")
_VILLAGES = ("村", "乡", "街道")
_VILLAGE_SCORE = 0.45
"""Too little for a record of its own: villages are named for whom figures are about."""
_NO_VILLAGE = re.compile(
    "[农乡城各该本全我新古旧山老渔空中][村乡]$|同乡|[村乡]村$|家乡|故乡|[一二三四五六七八九十两几个多数]+[村乡]$|^[这那每本全该各]"
)


@cache
def _not_districts() -> tuple[str, ...]:
    lists = lexicon.regions()
    return (*lists.not_districts, *lists.not_places)


def find_regions(reading: Reading) -> list[Candidate]:
    """Regions by gazetteer and by suffix; adjoining ones (省, 市, 区) make one mention and stay as nested ones."""
    parts: list[Candidate] = []
    words = reading.words
    suffixes = {i for m in _LAST.finditer(reading.plain) if (i := reading.ending(m.end())) is not None}
    for i in sorted(suffixes.union(i for i, kind in enumerate(reading.kinds) if kind == "place")):
        word = words[i]
        before = words[i - 1] if i else None
        if word.text in _LIKENED and before and before.end == word.start and before.kind in ("noun", "proper"):
            continue  # 农业硅谷, 光电硅谷: a likeness, not the place
        if word.kind == "place" and _WATERSIDE.match(reading.plain, word.end):
            continue  # 磐石湾, 安宁渡: a name of its own
        if word.kind == "place":
            parts.append(Candidate(word.start, word.end, "region", 0.9, "gazetteer"))
            if reading.plain.startswith(_TOWNS, word.end):  # a town that bears the name of a city
                end = word.end + (2 if reading.plain[word.end] == "街" else 1)
                parts.append(Candidate(word.start, end, "region", 0.85, "town"))
        else:
            suffixed = _suffixed(reading, words, i)
            if suffixed:
                parts.append(suffixed)
    parts += _listed(reading)
    parts += [Candidate(*m.span(1), "region", 0.85, "head") for m in _TITLED.finditer(reading.plain)]
    parts += _bare(reading, parts)
    parts.sort(key=lambda c: c.start)
    joined: list[Candidate] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last and last.end == part.start and last.end - last.start < 9 and reading.plain[part.end - 1] != "国":
            joined[-1] = Candidate(last.start, part.end, "region", 0.9, "chain")
        else:
            joined.append(part)
    return [*parts, *sorted(set(joined) - set(parts), key=lambda c: c.start)]


_WATERSIDE = re.compile("湾(?!区|里|仔)|渡(?!过)|坡|岭(?![南东])|沟(?!通)|滩|洲(?!际)|溪(?!流)")
_LIKENED = frozenset(("硅谷", "矽谷"))
# 甲县2023年政府工作报告, 乙区国民经济和社会发展统计公报: the place that a report is headed with
_TITLED = re.compile(
    r"(?:^|(?<=\n))(?:\d{4}年)?([一-鿿]{1,4}(?<!高新)(?<!经开)(?<!开发)(?<!示范)(?<!保税)(?<!园)(?<!新)[市县区州旗])(?=(?:\d{4}|[二〇一三四五六七八九]{4})年(?:度)?(?:国民经济|政府工作|经济社会|经济运行|统计|财政|科技|工业|全社会|招商)"
    r"|国民经济和社会发展|统计公报|政府工作报告)"
)
_LEVEL = re.compile(r"(?:两|[三四五六七八九十]|\d)个?(?:省|市|县|地)(?!级)")
_LEVELS = re.compile(r"([一-鿿]{2,8}(?:[、和与][一-鿿]{2,3})+)$")
_OPENERS = frozenset("、，。；：（\n 　和与及省")
_VALUES = re.compile(r"(?:[、为：，])([一-鿿]{2,3})（\d[\d.]*[%％]?）")


def _bare(reading: Reading, parts: list[Candidate]) -> list[Candidate]:
    """Places that the text names with 市, 省 or 县 somewhere, where it leaves that away."""
    plain = reading.plain
    taken = {i for c in parts for i in range(c.start, c.end)}
    cores = {
        plain[c.start : c.end - 1]
        for c in parts
        if c.reason == "suffix" and plain[c.end - 1] in "市省县" and 3 <= c.end - c.start <= 4
    }
    found = []
    for core in sorted(cores):
        for m in re.finditer(re.escape(core), plain):
            if m.start() not in taken and plain[m.end() : m.end() + 1] not in ("市", "省", "县"):
                found.append(Candidate(m.start(), m.end(), "region", 0.6, "bare"))
    return found


def _listed(reading: Reading) -> list[Candidate]:
    """Bare places that a list shows to be places: 甲、乙两省; 甲（1.2）、乙（3.4）."""
    plain = reading.plain
    spans: list[tuple[int, int]] = []
    for counted in _LEVEL.finditer(plain):
        m = _LEVELS.search(plain, max(0, counted.start() - 24), counted.start())
        if m is None:
            continue
        at = m.start(1)
        for item in re.split("[、和与]", m.group(1)):
            spans.append((at, at + len(item)))
            at += len(item) + 1
    spans += [m.span(1) for m in _VALUES.finditer(plain)]
    found = []
    for start, end in spans:
        begin = end
        for word in reversed(reading.before(end)):
            whole = word.kind == "noun" and len(word.text) == 2 and begin == end
            if word.end != begin or word.start < start or not (word.kind == "proper" or whole):
                break
            begin = word.start
            if whole:
                break
        if 2 <= end - begin <= 3:
            found.append(Candidate(begin, end, "region", 0.6, "listed"))
    return found


def _is_word_for_place(words: list[Word], i: int, plain: str) -> bool:
    """Whether the word before 市 or 县 is its name though the dictionary knows it as a noun (盐泽市, 柳林县)."""
    before, word = words[i - 1], words[i]
    if before.kind != "noun" or len(before.text) != 2 or before.end != word.start or before.text[-1] in "级区辖":
        return False
    left = plain[before.start - 1] if before.start else "\n"
    return left in _OPENERS and plain[word.end : word.end + 1] not in tuple("场民值价面政委级区况容")


def _village(reading: Reading, i: int) -> Candidate | None:
    """北岙村, 双桥街道: a proper name, or one noun of two characters before 街道."""
    words, end = reading.words, reading.words[i].end
    begin, j = words[i].start, i - 1
    while j >= 0 and words[j].kind == "proper" and words[j].end == begin and words[i].start - words[j].start <= 3:
        begin, j = words[j].start, j - 1
    if begin == words[i].start and i and words[i].text == "街道" and words[i - 1].kind == "noun":
        begin = words[i - 1].start if len(words[i - 1].text) == 2 and words[i - 1].end == begin else begin
    form = reading.plain[begin:end]
    if words[i].start - begin < 2 or _NO_VILLAGE.search(form) or reading.plain.startswith("的", end):
        return None
    return Candidate(begin, end, "region", _VILLAGE_SCORE, "village")


def _suffixed(reading: Reading, words: list[Word], i: int) -> Candidate | None:
    word = words[i]
    plain = reading.plain
    if word.text in _VILLAGES:
        return _village(reading, i)
    suffix = next((s for s in _SUFFIXES if word.text == s), None)
    if word.text == "城市" and i and words[i - 1].kind == "proper" and len(words[i - 1].text) == 1:
        left = words[i - 2] if i > 1 else None
        if words[i - 1].end == word.start and (
            left is None or left.end < words[i - 1].start or left.kind in ("stop", "head")
        ):
            return Candidate(words[i - 1].start, word.end, "region", 0.7, "suffix")  # 宜|城市 is 宜城市
    if suffix is None:
        if len(word.text) > 2 and word.kind == "proper" and word.text[-1] in "市省县区" and word.text.isalpha():
            if word.text.endswith(_not_districts()):
                return None
            return Candidate(word.start, word.end, "region", 0.85, "suffix")
        return None
    if suffix in ("市", "县") and i and _is_word_for_place(words, i, plain):
        return Candidate(words[i - 1].start, word.end, "region", 0.7, "suffix")
    begin, j = word.start, i - 1
    limit = 4 if len(suffix) > 1 else 3
    while (
        j >= 0
        and words[j].kind in ("proper", "soft")
        and words[j].end == begin
        and word.start - words[j].start <= limit
    ):
        if words[j].kind == "soft" and (j == 0 or words[j - 1].kind != "proper"):
            break
        if words[j].text == "市" and j and words[j - 1].end == words[j].start and words[j - 1].kind == "proper":
            break  # 海垣市|琅河区
        begin, j = words[j].start, j - 1
        if word.start - begin >= 2 and len(words[j + 1].text) > 1:
            break
    if word.start - begin < 2 and not (
        j >= 0 and words[j].kind == "place" and words[j].end == begin and begin < word.start
    ):
        return None
    form = plain[begin : word.end]
    if form.endswith(_not_districts()) or not form.isalpha():
        return None
    return Candidate(begin, word.end, "region", 0.8, "suffix")
