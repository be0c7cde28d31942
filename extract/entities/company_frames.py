"""Companies that a construction gives away: a ticker, 子公司, quotation marks, a list, a round of investment."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from extract.entities.candidates import Candidate
from extract.entities.company_words import can_end, companies, is_rare
from extract.entities.reading import Reading
from extract.entities.words import dictionary

_ACRONYM = 4
# …推动甲、乙、丙等多家企业…, …包括甲、乙等公司
# 等?(?:\d+|多|十余|数十|一批|[二三四五六七八九十]+)?(?:余|多)?家…企业|等企业|等公司, by its first character: the engine
# skips to a set of characters, while it tries optional parts everywhere
_CLASS_TAIL = "(?:[一-鿿]{0,4}?)(?:企业|公司|机构|银行|独角兽)"
_CLASS = re.compile(
    "[等\\d多十数一二两三四五六七八九余家](?:"
    f"(?<=等)(?:(?:\\d+|多|十余|数十|一批|[二三四五六七八九十]+)?(?:余|多)?家{_CLASS_TAIL}|企业|公司)"
    f"|(?<=\\d)\\d*[余多]?家{_CLASS_TAIL}"
    f"|(?<=十)余[余多]?家{_CLASS_TAIL}"
    f"|(?<=[二两三四五六七八九十])[二三四五六七八九十]*[余多]?家{_CLASS_TAIL}"
    f"|(?<=多)[余多]?家{_CLASS_TAIL}"
    f"|(?<=余)家{_CLASS_TAIL}"
    f"|(?<=家){_CLASS_TAIL}"
    f"|(?<=数)十[余多]?家{_CLASS_TAIL}"
    f"|(?<=一)批[余多]?家{_CLASS_TAIL})"
)
_LISTED = re.compile(
    r"(?:推动|引进|引入|吸引|包括|培育出|培育了|涌现出|聚集了|集聚了|集聚|有|以|拥有|如|为|由|与)([^，。；：、等“”（）\n\d]{2,8}(?:、[^，。；：、等“”（）\n\d]{2,8}){0,9})$"
)
# 甲（…）发布的《…》: a publisher whose name says nothing of what it is
_PUBLISHER = re.compile(r"(?:^|[\n。，；])([一-鿿]{3,6})(?:（[^（）]{2,30}）)?发布的")


def listed(reading: Reading) -> list[Candidate]:
    """The members of lists that a count of companies, or 等公司, sums up."""
    found: list[Candidate] = []
    for counted in _CLASS.finditer(reading.plain):
        m = _LISTED.search(reading.plain, max(0, counted.start() - 60), counted.start())
        if m:
            found += _items(reading, m)
    return found


def _items(reading: Reading, m: re.Match[str]) -> list[Candidate]:
    """The items of a list of companies whose words the dictionary does not know."""
    found: list[Candidate] = []
    at = m.start(1)
    for item in m.group(1).split("、"):
        inside = [w for w in reading.before(at + len(item)) if w.start >= at]
        proper = bool(inside) and inside[0].start == at and all(w.kind == "proper" for w in inside)
        if len(item) >= 3 and proper and is_rare(inside, at, at + len(item)):
            found.append(Candidate(at, at + len(item), "enterprise", 0.6, "company_list"))
        at += len(item) + 1
    return found


# 某某（纳斯达克：ABCD）, 某某（02998.HK）: a name with its ticker
_TICKER = re.compile(
    r"（(?:纳斯达克|纽交所|港交所|上交所|深交所|北交所|NASDAQ|NYSE|(?:股票|证券|公司)?代[码号]|股号|[034689]\d{5}）|0\d{4}）|\d{4,6}[.\-](?:HK|SZ|SH|BJ|TW|TWO|KY)"
    r"|(?!19|20)[1-9]\d{3}）)"
)
_NAME_BEFORE = re.compile(r"[一-鿿]{2,12}$")
# 元件厂某某（1234）, 芯片设计商某某（688001）: what it is, then its name
_KIND = re.compile(
    r".*(?:大厂|厂商|业者|龙头|概念股|新股|次新股|指标股|[一-鿿]{2}股(?!份)|上市公司|子公司|公司|企业|巨头|厂(?!商)|(?:制造|供应|服务|运营|开发|经销|代理|集成|设计|设备|芯片|材料|零售|电)商)"
)
# 动力电池企业“某某能源”, 孵化器“某某空间”: a name that quotation marks and the noun before them give away
_CALLED = re.compile(
    r"(?=[企公厂独民药车国店孵众加产科园创综])(?P<noun>企业|公司|厂商|独角兽|民企|药企|车企|国企|店|厂家|(?P<park>孵化器|众创空间|加速器|产业园|科技园|园区|创业园|综合体))“(?P<name>[一-鿿A-Za-z0-9·]{2,10})”"
)
_LATIN = re.compile(r"(?:企业|公司|集团|厂商|巨头)([A-Z][A-Za-z]{2,20}(?: [A-Z][A-Za-z.]{1,14}){0,3})(?![A-Za-z0-9\-])")


# 某某动力以62亿元估值登上榜首, 融资最多的是某某火箭，: who is valued is a company
_VALUED = re.compile(
    r"(?:(?<=[，。；、\n是的为则])|^)(?:其中)?(?P<name>[一-鿿A-Za-z]{3,8}?)(?=以(?:累计融资|最新估值|估值)?(?:约|近|超)?[\d.]+亿(?:美|港)?元的?(?:最新)?估值"
    r"|以累计融资|(?:分别)?估值(?:约|达|为|近|超)?[\d.]+亿)"
    r"|(?:估值|融资[一-鿿]{0,2}|成长)最[高大多快]的(?:则|仍)?(?:是|为|当属)(?P<best>[一-鿿A-Za-z]{3,8}?)(?=[，。；（])"
)


def framed(reading: Reading) -> list[Candidate]:
    """Names with a ticker, names behind 全资子公司, Latin names behind 公司."""
    plain, found = reading.plain, []
    last = 0
    for ticker in _TICKER.finditer(plain):
        end = ticker.start()
        name = _NAME_BEFORE.search(plain, max(last, end - 12), end)
        last = ticker.end()
        if name is None:
            continue
        kind = _KIND.match(plain, name.start(), end - 1)
        start = kind.end() if kind else _trailing(reading, name.start(), end)
        if end - start >= 2:
            found.append(Candidate(start, end, "enterprise", 0.75, "ticker"))
    for m in _CALLED.finditer(plain):
        start, end = m.span("name")
        inside = [w for w in reading.before(end) if w.start >= start]
        if dictionary().counts.get(plain[start:end]):
            continue  # 孵化器“国家队”: a word, no name
        if sum(len(w.text) for w in inside if w.kind == "proper") >= 2 and all(w.kind != "stop" for w in inside):
            found.append(Candidate(start, end, "park" if m["park"] else "enterprise", 0.75, "called"))
    for m in _VALUED.finditer(plain) if "估值" in plain or "融资" in plain else ():
        start, end = m.span("name" if m["name"] else "best")
        inside = [w for w in reading.before(end) if w.start >= start]
        while inside and (inside[0].kind == "place" or inside[0].text == "其中"):
            inside.pop(0)  # 合肥某某航电
        if inside and sum(len(w.text) for w in inside if w.kind == "proper") >= 2 and end - inside[0].start >= 3:
            if all(w.kind in ("proper", "noun", "head") for w in inside):
                found.append(Candidate(inside[0].start, end, "enterprise", 0.65, "valued"))
    for m in _LATIN.finditer(plain):
        if m[1].isupper() and len(m[1]) <= _ACRONYM:
            continue  # 企业PMI, 公司IPO
        found.append(Candidate(m.start(1), m.end(1), "enterprise", 0.65, "latin"))
    for m in _daughters().finditer(plain):
        i = bisect_left(reading.starts, m.end())
        end = m.end()
        while i < len(reading.words) and reading.words[i].start == end and reading.words[i].kind in ("proper", "place"):
            end, i = reading.words[i].end, i + 1
        if 3 <= end - m.end() <= 8 and can_end(reading, end):
            found.append(Candidate(m.end(), end, "enterprise", 0.65, "daughter"))
    return found


_INVESTS = re.compile(
    r"基金(?:[一二三四]期)?(?=领投|跟投|独家投资|战略投资|参投|联合领投|[和与、][^，。；]{2,16}(?:领投|跟投|参投))"
)


def investing_funds(reading: Reading) -> list[Candidate]:
    """A fund that leads or joins a round is an investor, whatever words its name holds."""
    found = []
    for m in _INVESTS.finditer(reading.plain):
        begin = m.start()
        for word in reversed(reading.before(m.start())):
            if word.end != begin or word.kind not in ("noun", "proper", "place") or m.end() - word.start > 20:
                break
            begin = word.start
        if m.start() - begin >= 2:
            found.append(Candidate(begin, m.end(), "enterprise", 0.75, "investing_fund"))
    return found


def _trailing(reading: Reading, low: int, end: int) -> int:
    """Where the proper words and nouns that end at `end` begin, not before `low`."""
    begin = end
    for word in reversed(reading.before(end)):
        if word.end != begin or word.start < low or word.kind not in ("proper", "noun"):
            break
        begin = word.start
    return begin


@cache
def _daughters() -> re.Pattern[str]:
    return re.compile("|".join(sorted(companies().daughters, key=lambda w: (-len(w), w))))


def publishers(reading: Reading) -> list[Candidate]:
    """Who publishes something under a name that says nothing of what it is."""
    found = []
    for m in _PUBLISHER.finditer(reading.plain):
        before = reading.before(m.end(1))
        if is_rare(before, m.start(1), m.end(1)) and all(w.kind == "proper" for w in before if w.start >= m.start(1)):
            found.append(Candidate(m.start(1), m.end(1), "enterprise", 0.6, "publisher"))
    return found
