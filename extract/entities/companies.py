"""Companies without a suffix: a proper part and an industry head, or a bare name in a frame of companies."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.persons import people
from extract.entities.reading import Reading
from extract.entities.words import Word, dictionary

_BRAND_TAGS = ("nr", "nrt", "nrfg", "ns")
_VERY_RARE = 30
_MEASURE_ENDS = frozenset("度率额量值数比")  # 满意度, 开工率: measures, not names
_SITES = ("区", "园", "城", "港")
_GRADES = frozenset("级规型式")
_DRUGS = ("抗凝", "抗癌", "抗菌", "降糖", "降压")  # 抗凝新药: a class of goods
_ACRONYM = 4
_SELDOM = 300  # a noun less frequent than this is a brand behind 公司
_RARE = 60  # and less frequent than this wherever a clause begins


class CompanyLexicon(lexicon.Strict):
    """`companies.yaml`."""

    heads: tuple[str, ...]
    attributes: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    titles: tuple[str, ...]
    rounds: str
    place_heads: tuple[str, ...]
    finance: tuple[str, ...]
    daughters: tuple[str, ...]
    makes: tuple[str, ...]
    deeds: tuple[str, ...]


@cache
def companies() -> CompanyLexicon:
    """The lexicon of company names."""
    return lexicon.load(CompanyLexicon, "entities/companies.yaml")


@cache
def _heads() -> tuple[AhoCorasick, list[str]]:
    words = sorted(companies().heads)
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words


@cache
def _after() -> re.Pattern[str]:
    lists = companies()
    words = "|".join(sorted((*lists.after, *lists.titles), key=lambda w: (-len(w), w)))
    firsts = "".join(sorted({word[0] for word in (*lists.after, *lists.titles)}))  # looked for first, much faster
    return re.compile(rf"(?=[{firsts}])(?:{words})|完成[^，。；]{{0,12}}?{lists.rounds}|{lists.rounds}")


_STATE = re.compile(r"[可在待未已自新现应拟][租售建管持开投用营运产]")
_MODAL = frozenset("尚拟须需待将仍再另应欲已未曾均皆共仅只也都可能")


def _is_deed(reading: Reading, before: Word) -> bool:
    """Whether 建设, 投资 … behind a word is what is done, no name's end: 在某地建设, 尚需投资."""
    start = reading.before(before.start)[-1:]
    if any(c in _MODAL for c in before.text) or (start and start[0].end == before.start and start[0].text in _MODAL):
        return True
    return bool(start) and start[0].end == before.start and start[0].text in ("在", "于", "到", "赴", "来")


# 某某精机投资8.5亿元: what is done, and how much
_AMOUNT = re.compile(
    r"(?!一家)了?(?:约|近|超过?|逾)?(?:\d(?!\d?月)|[一二三四五六七八九十两数][一二三四五六七八九十百千万亿余多]*[亿万个项座条家台套])"
)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(companies().before)})“?")


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
# 甲（…）发布《…》: a publisher whose name says nothing of what it is
_PUBLISHER = re.compile(r"(?:^|[\n。，；])([一-鿿]{3,6})(?:（[^（）]{2,30}）)?发布(?:的)")


def _rare(words: list[Word], begin: int, end: int) -> bool:
    """Whether the words of `[begin, end)` are unknown to the dictionary (single characters) or brands and surnames."""
    inside: list[Word] = []
    for word in reversed(words):
        if word.start < begin:
            break
        if word.start < end:
            inside.append(word)
    tags = dictionary().tags
    return all(len(w.text) == 1 or (len(w.text) < 4 and tags.get(w.text, "x") in _BRAND_TAGS) for w in inside)


def _run(words: list[Word], i: int, longest: int) -> int:
    """Start of the run of proper words that ends with word `i`."""
    begin, j = words[i].end, i
    while j >= 0 and words[j].end == begin and words[i].end - words[j].start <= longest:
        word, before = words[j], words[j - 1] if j else None
        touching = before is not None and before.end == word.start
        if word.kind == "number":
            if begin == words[i].end or len(word.text) > 1 or word.text.isascii():
                break
        elif word.kind == "soft":
            if not (
                words[i].end - begin == 1
                or (begin == words[i].end and before is not None and touching and before.kind == "proper")
            ):
                break
        elif word.kind != "proper":
            break
        if touching and before is not None and before.kind == "number" and word.text in lexicon.words().classifiers:
            break
        begin, j = word.start, j - 1
    return begin


def find_companies(reading: Reading) -> list[Candidate]:
    """Candidates for companies that carry no company suffix."""
    plain, words = reading.plain, reading.words
    found: list[Candidate] = []
    machine, _ = _heads()
    for _, start, end in machine.find_matches_as_indexes(plain):
        i = reading.ending(start)
        if i is not None and reading.kinds[i] in ("stop", "head", "number"):
            continue  # no name ends so, whichever rule is asked
        before = reading.before(start)
        if not before or before[-1].end != start or (plain[end - 2 : end] == "显示" and plain[end : end + 1] in "，："):
            continue  # 某某显示，: there it is a verb
        if before[-1].kind == "place" and plain[start:end] in companies().place_heads and _ends(reading, end):
            found.append(Candidate(before[-1].start, end, "enterprise", 0.65, "place_head"))
            continue
        if _STATE.match(plain, max(0, start - 2), start):
            continue  # 可租物业, 在建工程: what state it is in
        if plain[start:end] in companies().deeds and (_is_deed(reading, before[-1]) or _AMOUNT.match(plain, end)):
            continue
        if plain[start - 1] in _GRADES or plain[start - 2 : start] in _DRUGS:
            continue  # 车规芯片, 工业级机器人: a class of goods
        brand = _brand(before[-1], before[-2] if len(before) > 1 else None, plain[start:end] in companies().finance)
        brand = brand or _coined(before[-1], plain, end)
        run = before[-1].start if brand else _run(before, len(before) - 1, 4)
        begin = run + 1 if plain[max(0, run - 1) : run + 1] == "其中" else run
        if not 2 <= start - begin <= 4 or not (brand or _rare(before, begin, start)) or not _ends(reading, end):
            continue
        left = next((w for w in reversed(before) if w.end <= run), None)
        if left is not None and left.end == begin and left.kind not in ("stop", "head", "soft", "place"):
            rows = left.kind == "number" and left.text.isdigit() and plain[end : end + 1] == "（"  # 1云帆传感（
            if not (rows or (len(left.text) > 1 and left.text.endswith(_SITES))):
                continue  # 某某高新区云帆传感: where it is, then its name
        if plain.startswith(("公司“", "企业“", "观察", "周刊", "日报", "时报"), end):
            continue  # 具身智能公司“某某”: a class of companies; 某某创投观察: a paper
        found.append(Candidate(begin, end, "enterprise", 0.7, "company_head"))
    frames = {m.start() for m in _after().finditer(plain)}
    leads = {m.end() for m in _lead().finditer(plain)}
    ends = frames | {lead + size for lead in leads for size in range(2, 6)}
    for last in sorted(ends):
        i = reading.ending(last)
        if i is None or reading.kinds[i] != "proper":
            continue
        word = words[i]
        after = words[i + 1] if i + 1 < len(words) else None
        if after is not None and after.kind == "proper" and after.start == word.end:
            continue
        begin = _run(words, i, 5)
        size = word.end - begin
        if (
            not 2 <= size <= 5
            or not plain[begin : word.end].isalpha()
            or plain[word.end - 1] in _MEASURE_ENDS
            or not _rare(words[max(0, i - 6) : i + 1], begin, word.end)
        ):
            continue
        marked = word.end in frames
        led = begin in leads
        if (marked and not touches_noun(words, i, begin)) or (
            led and size >= 3 and after is not None and after.kind != "noun"
        ):
            found.append(Candidate(begin, word.end, "enterprise", 0.6 if marked else 0.55, "company_frame"))
    for counted in _CLASS.finditer(plain):
        m = _LISTED.search(plain, max(0, counted.start() - 60), counted.start())
        if m:
            found += _listed(reading, m)
    found += _framed(reading)
    found += _said_again(plain, found)
    found += _investing_funds(reading)
    for m in _PUBLISHER.finditer(plain):
        if _rare(reading.before(m.end(1)), m.start(1), m.end(1)) and all(
            w.kind == "proper" for w in reading.before(m.end(1)) if w.start >= m.start(1)
        ):
            found.append(Candidate(m.start(1), m.end(1), "enterprise", 0.6, "publisher"))
    return found


def _brand(word: Word, left: Word | None, finance: bool) -> bool:
    """Whether one dictionary noun is a brand: two characters, seldom, right behind 公司 or 企业."""
    if len(word.text) != 2 or word.kind != "noun":
        return False
    count = dictionary().counts.get(word.text, 0)
    if left is None or left.end != word.start or left.text in "，。；：、\n由与和":
        named = dictionary().tags.get(word.text) == "nz"  # 长虹, 曙光: the dictionary knows them as names
        return (count < _RARE and finance) or (count < _SELDOM and named)
    return left.text in companies().before and count < _SELDOM


def _coined(word: Word, plain: str, end: int) -> bool:
    """Whether a very rare noun before a head is a brand, because the text comes back to the two of them."""
    if len(word.text) != 2 or word.kind != "noun" or dictionary().counts.get(word.text, 0) >= _VERY_RARE:
        return False
    return plain.count(plain[word.start : end]) > 1


def _listed(reading: Reading, m: re.Match[str]) -> list[Candidate]:
    """The items of a list of companies whose words the dictionary does not know."""
    found: list[Candidate] = []
    at = m.start(1)
    for item in m.group(1).split("、"):
        inside = [w for w in reading.before(at + len(item)) if w.start >= at]
        proper = bool(inside) and inside[0].start == at and all(w.kind == "proper" for w in inside)
        if len(item) >= 3 and proper and _rare(inside, at, at + len(item)):
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


def _framed(reading: Reading) -> list[Candidate]:
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
    for m in _LATIN.finditer(plain):
        if m[1].isupper() and len(m[1]) <= _ACRONYM:
            continue  # 企业PMI, 公司IPO
        found.append(Candidate(m.start(1), m.end(1), "enterprise", 0.65, "latin"))
    for m in _daughters().finditer(plain):
        i = bisect_left(reading.starts, m.end())
        end = m.end()
        while i < len(reading.words) and reading.words[i].start == end and reading.words[i].kind in ("proper", "place"):
            end, i = reading.words[i].end, i + 1
        if 3 <= end - m.end() <= 8 and _ends(reading, end):
            found.append(Candidate(m.end(), end, "enterprise", 0.65, "daughter"))
    return found


_SURE = ("ticker", "called", "company_head")


def _said_again(plain: str, found: list[Candidate]) -> list[Candidate]:
    """Every other place of names that a frame gave away at one."""
    again: list[Candidate] = []
    for name, kind in sorted({(plain[c.start : c.end], c.type) for c in found if c.reason in _SURE}):
        at = plain.find(name)
        while at >= 0:
            again.append(Candidate(at, at + len(name), kind, 0.7, "said_again"))
            at = plain.find(name, at + len(name))
    return again


_INVESTS = re.compile(
    r"基金(?:[一二三四]期)?(?=领投|跟投|独家投资|战略投资|参投|联合领投|[和与、][^，。；]{2,16}(?:领投|跟投|参投))"
)


def _investing_funds(reading: Reading) -> list[Candidate]:
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


def touches_noun(words: list[Word], i: int, begin: int) -> bool:
    """Whether a noun or proper word touches the run from the left."""
    j = i
    while j >= 0 and words[j].start >= begin:
        j -= 1
    return j >= 0 and words[j].end == begin and words[j].kind in ("noun", "proper", "number", "place")


def _ends(reading: Reading, end: int) -> bool:
    """Whether a name can end at `end`: a word begins there that is no noun of the same phrase."""
    if end >= len(reading.plain):
        return True
    i = bisect_left(reading.starts, end)
    if i >= len(reading.words) or reading.words[i].start != end:
        return False
    word = reading.words[i]
    modifier = len(word.text) > 1 and dictionary().tags.get(word.text, "n")[0] in "adz"
    if modifier or word.text in companies().makes or word.text in companies().attributes:
        return True
    if word.kind in ("stop", "head", "soft", "number", "place") or not word.text[0].isalpha() or word.text.isascii():
        return True
    return bool(_in_charge().match(reading.plain, end))


@cache
def _in_charge() -> re.Pattern[str]:
    """某某供应链|仓储主管罗…: what somebody is in charge of there."""
    titles = "|".join(sorted(people().titles, key=lambda w: (-len(w), w)))
    return re.compile(rf"[一-鿿]{{2,4}}(?:{titles})(?=[{people().surnames}])")
