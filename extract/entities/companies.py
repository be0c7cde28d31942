"""Companies without a suffix: a proper part and an industry head, or a bare name in a frame of companies."""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.entities.candidates import Candidate
from extract.entities.company_frames import framed, investing_funds, listed, publishers
from extract.entities.company_words import can_end, companies, is_rare, run_start, touches_noun
from extract.entities.reading import Reading
from extract.entities.words import Word, dictionary

_VERY_RARE = 30
_MEASURE_ENDS = frozenset("度率额量值数比")  # 满意度, 开工率: measures, not names
_SITES = ("区", "园", "城", "港")
_GRADES = frozenset("级规型式")
_DRUGS = ("抗凝", "抗癌", "抗菌", "降糖", "降压")  # 抗凝新药: a class of goods
_SELDOM = 300  # a noun less frequent than this is a brand behind 公司
_RARE = 60  # and less frequent than this wherever a clause begins


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


_FUND = re.compile("[母子]$|(?:引导|天使|种子|产业|创新|转化)$")
_PLACE_IN_FULL = re.compile("[一-鿿]{2,3}[省市县州]")
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


def find_companies(reading: Reading) -> list[Candidate]:
    """Candidates for companies that carry no company suffix."""
    found = [*_with_heads(reading), *_marked(reading), *listed(reading), *framed(reading)]
    found += _said_again(reading.plain, found)
    return [*found, *investing_funds(reading), *publishers(reading)]


def _with_heads(reading: Reading) -> list[Candidate]:
    """Names that end in the word of an industry: 云帆传感."""
    plain = reading.plain
    found: list[Candidate] = []
    machine, _ = _heads()
    for _, start, end in machine.find_matches_as_indexes(plain):
        i = reading.ending(start)
        if i is not None and reading.kinds[i] in ("stop", "head", "number"):
            continue  # no name ends so, whichever rule is asked
        before = reading.before(start)
        if not before or before[-1].end != start or (plain[end - 2 : end] == "显示" and plain[end : end + 1] in "，："):
            continue  # 某某显示，: there it is a verb
        if before[-1].kind == "place" and plain[start:end] in companies().place_heads and can_end(reading, end):
            found.append(Candidate(before[-1].start, end, "enterprise", 0.65, "place_head"))
            continue
        if _STATE.match(plain, max(0, start - 2), start):
            continue  # 可租物业, 在建工程: what state it is in
        if plain[start:end] in companies().deeds and (_is_deed(reading, before[-1]) or _AMOUNT.match(plain, end)):
            continue
        if plain[start - 1] in _GRADES or plain[start - 2 : start] in _DRUGS:
            continue  # 车规芯片, 工业级机器人: a class of goods
        if plain[start:end] == "基金" and _FUND.search(plain, max(0, start - 2), start):
            continue  # 栖凤母基金: a fund, no company (`funds`)
        brand = _brand(before[-1], before[-2] if len(before) > 1 else None, plain[start:end] in companies().finance)
        brand = brand or _coined(before[-1], plain, end)
        run = before[-1].start if brand else run_start(before, len(before) - 1, 4)
        begin = run + 1 if plain[max(0, run - 1) : run + 1] == "其中" else run
        if not 2 <= start - begin <= 4 or not (brand or is_rare(before, begin, start)) or not can_end(reading, end):
            continue
        if _is_act(plain[begin:start]):
            continue  # 登记软件, 采购设备: what is done with goods
        left = next((w for w in reversed(before) if w.end <= run), None)
        if left is not None and left.end == begin and left.kind not in ("stop", "head", "soft", "place"):
            rows = left.kind == "number" and left.text.isdigit() and plain[end : end + 1] == "（"  # 1云帆传感（
            if not (rows or (len(left.text) > 1 and left.text.endswith(_SITES))):
                continue  # 某某高新区云帆传感: where it is, then its name
        if plain.startswith(("公司“", "企业", "观察", "周刊", "日报", "时报"), end):
            continue  # 具身智能公司“某某”: a class of companies; 某某创投观察: a paper
        if _PLACE_IN_FULL.fullmatch(plain, begin, start):
            continue  # 某某省科技企业: a place in full, and what comes of it
        if plain.endswith(companies().goods, start, end) and _is_goods(plain, plain[begin:end]):
            continue
        found.append(Candidate(begin, end, "enterprise", 0.7, "company_head"))
    return found


_COMMON_VERB = 1000
# 首款微流控芯片, 他的微流控芯片; 谐波减速器年产能, …拿到注册证: what is made and sold
_GOODS_BEFORE = re.compile(r"(?:[款台片颗枚种套块支代批]|自产|自研|国产|进口|生产|研发|研制|销售|[他她其我们]的)$")
_GOODS_AFTER = re.compile(
    r"(?:[年月日总]?产能|[年月]?产量|[一二三四]期(?:工厂|项目)|新?工厂|生产线|产线|[年月]?销量|出货|良率|单价|售价|[拿获]得?到?[^，。]{0,8}(?:注册证|批文|认证|批准)|市场|技术|产业|行业|项目|的(?:良率|寿命|产能|销量|单价|研发))"
)
_FIRM_AFTER = re.compile(r"公司|集团|（|董事长|总经理|创始人|CEO|成立于|完成[^，。]{0,8}融资")


def _is_act(word: str) -> bool:
    """Whether a word is a common verb."""
    known = dictionary()
    return known.tags.get(word) == "v" and known.counts.get(word, 0) > _COMMON_VERB


def _is_goods(plain: str, name: str) -> bool:
    """Whether a name that ends in a sort of goods is one: it is counted, made or sold, and nobody heads it."""
    places = [(m.start(), m.end()) for m in re.finditer(re.escape(name), plain)]
    if any(_FIRM_AFTER.match(plain, end) for _, end in places):
        return False
    return any(
        _GOODS_BEFORE.search(plain, max(0, start - 3), start) or _GOODS_AFTER.match(plain, end) for start, end in places
    )


def _marked(reading: Reading) -> list[Candidate]:
    """Bare names between the words that stand before and behind companies."""
    plain, words = reading.plain, reading.words
    found: list[Candidate] = []
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
        begin = run_start(words, i, 5)
        size = word.end - begin
        if (
            not 2 <= size <= 5
            or not plain[begin : word.end].isalpha()
            or plain[word.end - 1] in _MEASURE_ENDS
            or not is_rare(words[max(0, i - 6) : i + 1], begin, word.end)
        ):
            continue
        marked = word.end in frames
        led = begin in leads
        if (marked and not touches_noun(words, i, begin)) or (
            led and size >= 3 and after is not None and after.kind != "noun"
        ):
            found.append(Candidate(begin, word.end, "enterprise", 0.6 if marked else 0.55, "company_frame"))
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
