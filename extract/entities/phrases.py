"""Names that are noun phrases: events, rankings and reports, programmes; with year, edition, place and organiser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.reading import Reading
from extract.entities.words import Word
from schemas.records import EntityType

_EDITION = re.compile(r"(?:(?:19|20)\d\d(?:年度|年|/\d\d)?|第[一二三四五六七八九十百\d]+[届次批]|首届)(?:度)?$")
_CONGRESS = re.compile(
    r"(?=[党中第一二三四五六七八九十百])(?:党的|中共)?(?:第?[一二三四五六七八九十百]+届)(?:全国)?(?:人民代表大会|人大|政协|中央委员会|委员会)?(常务委员会|常委会)?"
    r"((?:第?[一二三四五六七八九十百]+次(?:全体)?|[一二三四五六七八]中全)会议?)?"
)
_DISCLOSURE = re.compile(
    r"(?:(?:19|20)\d\d年度?)?(?:环境、社会[及和与](?:公司)?(?:管治|治理)(?:（ESG）)?|企业社会责任|社会责任|可持续发展|ESG)报告"
)
_DISCLOSED = ("环境、社会", "社会责任", "可持续发展", "ESG")  # each match has one
_MEETING = re.compile(r"第[一二三四五六七八九十百]+次(?:全体|理事会|工作|联席|协调)?会议")
_OCCASIONS = ("仪式", "典礼", "大赛")  # these are named by what they are about
_ABOUT = re.compile(
    r".[博交洽]会|(?:创[新业]|创新创业|挑战|技能)大?赛|(?:高峰|产业|科技|人才)论坛|(?:博览|展览|交易|洽谈|招聘|推介)会|(?:人才|科技|双创)周|(?:文化|科技|艺术)节"
)
_GREAT = ("全球", "全国", "中国", "世界", "国际", "国家", "全省", "全市")
_ANNUAL = ("年度报告", "年报", "半年报")
_LONGEST = 26
_ROOMS = ("中心", "室", "厅", "馆", "展中心", "展馆")
_MAKES = ("作", "做")  # 作年度工作报告: the verb
_PLAN = re.compile(r"(?:“十[一二三四五]五”)(?:[一-鿿]{2,14}?)(?:规划纲要|规划|纲要|计划)")


@cache
def _generic() -> frozenset[str]:
    return frozenset(lexicon.words().generic)


@cache
def _phrase_words(kind: EntityType) -> frozenset[str]:
    lists = lexicon.words()
    return frozenset([*lists.phrase_words, *(lists.event_words if kind == "event" else ())])


@cache
def _classifiers() -> frozenset[str]:
    return frozenset(lexicon.words().classifiers)


def _joinable(words: list[Word], i: int) -> bool:
    """Whether 和 or 与 at `i` stands between two nouns of one name."""
    return words[i].text in "和与及" and i > 0 and words[i - 1].kind == "noun" and len(words[i - 1].text) > 1


def widen(reading: Reading, start: int, kind: EntityType, ending_at: Mapping[int, Candidate]) -> tuple[int, int, bool]:
    """Begin of the noun phrase whose suffix begins at `start`, the number of its words, whether it names something.

    Goes left over places, proper parts, nouns, years, editions, quotations and earlier names.
    """
    words = reading.before(start)
    plain = reading.plain
    i, begin, size, named = len(words) - 1, start, 0, False
    while i >= 0 and words[i].end == begin and start - words[i].start <= _LONGEST:
        word = words[i]
        if word.text in _MAKES:
            break
        earlier = ending_at.get(word.end)
        if earlier is not None and earlier.end == begin and earlier.type not in ("person", "event", "media"):
            begin, named, size = earlier.start, True, size + 1
            i = next((j for j in range(i, -1, -1) if words[j].start < begin), -1)
            if i >= 0 and words[i].end > begin:
                break
            continue
        if (
            word.text == "）"
            and begin < start
            and (opening := plain.rfind("（", max(0, word.start - 8), word.start)) >= 0
        ):
            # 中国（某地）国际…博览会
            begin, named, size = opening, True, size + 1
            i = next((j for j in range(i, -1, -1) if words[j].end <= opening), -1)
            continue
        if word.text == "”":
            opening = plain.rfind("“", max(0, word.start - 12), word.start)
            if opening < 0:
                break
            begin, named, size = opening, True, size + 1
            i = next((j for j in range(i, -1, -1) if words[j].end <= opening), -1)
            continue
        allowed = word.kind in ("noun", "place", "proper") or word.text in _phrase_words(kind)
        if allowed or (word.text in _generic() and word.kind != "stop"):
            if word.text in _classifiers() and i and words[i - 1].kind == "number":
                break
            named = named or word.kind in ("place", "proper")
            begin, i, size = word.start, i - 1, size + 1
            continue
        if _joinable(words, i) and begin < start:
            begin, i = word.start, i - 1
            continue
        break
    edition = _EDITION.search(plain, max(0, begin - 9), begin)
    index = plain.startswith("指数", start) or plain.startswith(("创新指数", "发展指数", "竞争力指数"), start)
    # 海州市第三届创业大赛: what it is about stands in the ending itself
    fair = edition and edition.group().endswith("届") and _ABOUT.match(plain, start)
    if edition and (begin < start or fair or plain.startswith(_ANNUAL, start)):
        if not (index and edition.group().endswith("年")):  # 2020年某指数: the year of a figure, not of the edition
            begin = edition.start()
        named = named or not index
        if kind == "event" and plain[begin - 1 : begin] == "”" and begin > 1:
            opening = plain.rfind("“", max(0, begin - 12), begin)
            begin = opening if opening >= 0 else begin  # “某某杯”2023全国创业大赛
        owner = ending_at.get(begin)
        if owner is not None and owner.type in ("park", "region", "enterprise", "government"):
            begin = owner.start  # 某某高新区2023年统计公报
    while begin < start and plain[begin] in "和与及、":
        begin += 1
    return begin, size, named


_NO_PROPER = frozenset(("新", "该", "本", "这", "首", "老", "旧", "两", "各", "此"))


def find_phrases(
    reading: Reading, hits: list[tuple[int, int, EntityType]], ending_at: Mapping[int, Candidate]
) -> list[Candidate]:
    """Events and rankings whose suffixes are `hits`, and plans of a five-year period."""
    found: list[Candidate] = []
    plain = reading.plain
    for start, end, kind in hits:
        if plain.startswith(_ROOMS, end):
            continue  # 国际会议|中心, 发布|厅
        begin, size, named = widen(reading, start, kind, ending_at)
        if begin == start:
            continue
        length = end - begin
        if plain[begin:start] in _NO_PROPER and kind == "ranking_or_report":
            continue  # 有了新榜单
        if plain.startswith("指数", end - 2) and kind == "ranking_or_report":
            if plain[start - 1] in "总分子":
                continue
            named = named and plain[begin] != "“" and _has_place(begin, start, ending_at)
            size = 1
        named = named or (size > 1 and plain.startswith(_GREAT, begin))
        if not named and (size < 2 or length < 8 or not plain.startswith(_OCCASIONS, end - 2)):
            continue
        found.append(Candidate(begin, end, kind, 0.8 if named else 0.5, "phrase_named" if named else "phrase"))
    for m in _DISCLOSURE.finditer(plain) if any(word in plain for word in _DISCLOSED) else ():
        found.append(Candidate(m.start(), m.end(), "ranking_or_report", 0.75, "disclosure"))
    for m in _MEETING.finditer(plain):
        begin, _, _ = widen(reading, m.start(), "event", ending_at)
        if begin < m.start() and _named_inside(begin, m.start(), ending_at):
            found.append(Candidate(begin, m.end(), "event", 0.75, "meeting"))
    for m in _PLAN.finditer(plain):
        place = ending_at.get(m.start())
        found.append(Candidate(place.start if place else m.start(), m.end(), "policy", 0.8, "five_year_plan"))
    for m in _CONGRESS.finditer(plain) if "届" in plain else ():
        if len(m.group()) < 5:
            continue
        place = ending_at.get(m.start())
        begin = place.start if place and place.type in ("region", "park") else m.start()
        body_end = m.start(2) if m.group(2) else m.end()
        if m.group(2):
            found.append(Candidate(begin, m.end(), "event", 0.75, "congress"))
        if place and (m.group(1) or m.group().endswith(("人大", "人民代表大会", "政协"))):
            found.append(Candidate(begin, body_end, "government", 0.85, "congress"))
    return found


def _has_place(begin: int, start: int, ending_at: Mapping[int, Candidate]) -> bool:
    """Whether a place or an organisation stands at the beginning of `[begin, start)`."""
    return any(c.start - begin <= 5 for c in _named_inside(begin, start, ending_at))


def _named_inside(begin: int, end: int, ending_at: Mapping[int, Candidate]) -> list[Candidate]:
    """The names inside `[begin, end)`, by their end."""
    return [c for i in range(begin + 1, end + 1) if (c := ending_at.get(i)) is not None and c.start >= begin]
