"""Names of companies that no ending gives away, by what the text says around them.

做激光雷达的某某，: what it does, then a short brand; 领跑企业：某某12件、某某8件: rows of a list of companies;
某地某某位列第七: a place and a brand in a ranking; 德国某某投资2亿欧元: a country and a transliterated name.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.persons import is_transliterated, surnames
from extract.entities.reading import Reading, occurrences
from extract.entities.words import Word, dictionary

_SELDOM = 500
_BRANDED = re.compile(
    r"(?:(?:做|干|搞|造|主营|主攻|主打|专攻|专注|专注于|深耕|从事|研发|研制|生产|制造|经营|开发)[一-鿿A-Za-z]{2,14}?"
    r"|(?:成立|创立|创办|创建|诞生|起家|上市|挂牌|落户|入驻|孵化)(?:于[一-鿿]{2,8}|不久|不满[一-鿿]{1,3})?"
    r"|楼上|楼下|隔壁|对面|对门|邻近|同园|同城|同区|老牌|新锐|明星|独角兽)的([一-鿿]{2,4}?)"
    r"(?=[，。；、：（]|则|却|也|已|去年|今年|今|在|就|凭|以|是|更|共|手)"
)
# 前五名企业…：甲12件、乙8件: names before figures of one row
_ROW_LEAD = re.compile(
    r"(?P<kind>企业|公司|厂商|药企|车企|券商|银行|机构|高校|园区|高新区|开发区)[^：，。；\n]{0,18}："
)
_ROW = re.compile(
    r"([一-鿿A-Za-z]{2,8}?)(?:为|有|是|共)?(?:\d[\d.,]*[%％]?[一-鿿]{0,4}|（\d[^（）]{0,12}）)(?:、|和|，(?=[一-鿿]{2,8}\d)|(?=[；。，\n]|$))"
)
# 今年首次上榜的某某，; 去年的榜首某某增长5%; 芯片设备商某某16.5亿元; 封测厂某某昨（15）日
_ON_LIST = (
    *("上榜的", "入榜的", "入围的", "登榜的", "夺冠的", "折桂的", "登顶的", "的榜首", "的冠军", "概念股", "厂"),
    *("设备商", "设计商", "制造商", "供应商", "运营商", "服务商", "材料商", "芯片商", "集成商", "开发商"),
)
_LISTED_NAME = re.compile(r"(?P<name>[一-鿿]{3,5}?)(?=，从|，以|增长|估值|营收|去年|今年|昨|今|以\d|凭|[\d.]+亿)")
# 某某（480亿元）、某某（455亿元）分列第二、第三位
_VALUED = re.compile(
    r"(?P<rows>(?:[一-鿿A-Za-z]{2,8}（[\d.]+[亿万]?美?元）[、和与]){1,8}[一-鿿A-Za-z]{2,8}（[\d.]+[亿万]?美?元）)(?=分列|分别|分居|分获|位列|紧随|居)"
)
_FIRM_SIGNS = re.compile(r"董事长|总经理|创始人|联合创始人|首席|估值|完成[^，。；]{0,8}融资|营收|上市")
_RANKED = re.compile(r"以\d|分列|分获|分居|位列|名列|列第|排名|排第|跻身|入围|登上|摘得|夺得")
_ACTS = re.compile(
    r"则?(?:以[\d一二三四五六七八九十]|追加|增资|投资|斥资|出资|新建|扩建|宣布|计划|拟|将|公司|集团|在华|在(?=[一-鿿]{2,6}(?:设立|建设|投资)))"
)
_CAMPUS = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z][A-Za-z\-]+ ){1,5}"
    r"(?:Campus|Park|Valley|Hub|Cluster|Village|Technopolis|Technopole)(?![A-Za-z])"
)
_IS_SOMEBODY = re.compile(r"先生|女士|博士|教授|院士|老人|[他她](?!们)")
# 由甲、乙跟投; 甲资本领投，乙、丙参与投资: members of a list of investors
_INVESTORS = re.compile(
    r"(?:由|，|、|引入|获得?)(?P<list>[一-鿿A-Za-z]{3,8}?(?:[、和与][一-鿿A-Za-z]{3,8}?){0,6})(?:等(?:\d+家)?(?:机构|投资方)?)?(?:联合|共同|独家|战略)?(?:领投|跟投|参投|追投|加码投资)"
)
_JOINING = ("领投", "跟投", "参投", "追投", "加码投资")
_VALUED_ROW = re.compile(r"([一-鿿A-Za-z]{2,8})（")
_LONGEST_LIST = 12


# 来自深圳的微光视界以92.6分夺得…
_WINNER = re.compile(
    r"来自[一-鿿]{2,6}?的(?P<name>[一-鿿]{3,6})(?=以\d[\d.]*分|(?:凭借?[^，。]{2,20})?(?:夺得|夺冠|斩获|摘得|获得(?:冠|亚|季|[一二三金银铜])))"
)


# 思泽微以28.9亿元居首
_LEADER = re.compile(
    r"(?<=[，。；：、])(?P<name>[一-鿿]{2,4}[微芯科电药材])(?=以[\d.]+[万亿]?[美欧]?元(?:的[一-鿿]{2,6})?(?:居首|位居|位列|领跑|排名|居第|列第))"
)


# what singles a company out, and how the words before it name one: looked for backwards from the rarer word
_SINGLED = (
    # 在七只松果，创始人某某介绍
    ("visited", r"创始人|董事长|总经理|负责人|总裁|CEO", r"在(?P<name>[一-鿿A-Za-z]{2,6})，(?:公司|企业)?(?:联合)?$"),
    # 特等奖得主、知澜感知创始人某某介绍
    (
        "headed",
        r"(?:创始人|董事长|总经理|首席执行官)(?=[一-鿿]{2,3}(?:说|介绍|表示|坦言|透露|告诉|认为|领衔))",
        r"(?:得主、|[，。；、])(?P<name>[一-鿿]{3,6}?)(?:联合)?$",
    ),
    # 嘉兴科技城的晖芯微摘得…榜首
    (
        "won",
        r"摘得|斩获|夺得|荣登|登顶|以(?=[^，。；]{2,16}(?:名列|位列|位居|夺))",
        r"(?:园区|高新区|经开区|开发区|科技城|科学城|新区|[一-鿿][市县])的(?P<name>[一-鿿]{3,5}?)$",
    ),
    # 二手数码回收商拾贝递交招股书
    (
        "listed",
        r"递交|赴港|冲刺|(?:日前|近日|今日)?(?:向|获得?|完成)(?=[^，。]{0,8}(?:港交所|融资|招股))",
        r"[一-鿿]{2}(?:[收售应销造计发]商|厂商|公司|企业|平台|品牌|药企|车企)(?P<name>[一-鿿]{2,4}?)$",
    ),
    # 浏溪县的一家民企——精棱。
    (
        "named",
        r"(?<=[一-鿿])(?=[。，])",
        r"(?:民企|企业|公司|厂商|厂家|供应商|品牌|工厂)——(?P<name>[一-鿿A-Za-z]{2,6})$",
    ),
)
_SINGLED_BY = tuple((how, re.compile(sign), re.compile(before)) for how, sign, before in _SINGLED)
_WINDOW = 18


def find_brands(reading: Reading) -> list[Candidate]:
    """Candidates of all these frames."""
    plain = reading.plain
    names = [(m.start(1), m.end(1)) for m in _BRANDED.finditer(plain) if _is_brand(reading, m.start(1), m.end(1))]
    found = []
    for start, end in names:
        name = plain[start:end]
        found += [
            Candidate(m.start(), m.end(), "enterprise", 0.7, "brand") for m in re.finditer(re.escape(name), plain)
        ]
    for m in _WINNER.finditer(plain) if "来自" in plain else ():
        if _no_class(reading, *m.span("name")):
            found.append(Candidate(*m.span("name"), "enterprise", 0.66, "winner"))
    for m in _LEADER.finditer(plain):
        if _no_class(reading, *m.span("name")):
            found.append(Candidate(*m.span("name"), "enterprise", 0.66, "leader"))
    found += _singled(reading)
    found += _rows(reading)
    found += _on_lists(reading)
    for i, word in enumerate(reading.words):
        if word.kind == "place":
            found += _behind_place(reading, i)
    found += [Candidate(m.start(), m.end(), "park", 0.75, "campus") for m in _CAMPUS.finditer(plain)]
    return found


def _singled(reading: Reading) -> list[Candidate]:
    """Names that a founder, a prize, a stock exchange or a dash behind them shows to be companies."""
    plain = reading.plain
    names: dict[str, None] = {}
    for how, sign, name in _SINGLED_BY:
        if how == "named" and "——" not in plain:
            continue
        for at in sign.finditer(plain):
            m = name.search(plain, max(0, at.start() - _WINDOW), at.start())
            if m is None or m["name"] in names:
                continue
            first = _inside(reading, *m.span("name"))[:1]
            headed = how == "headed" and bool(first) and first[0].kind == "proper" and first[0].text not in "的是由"
            if headed or (how != "headed" and _no_class(reading, *m.span("name"))):
                names[m["name"]] = None
    return [
        Candidate(m.start(), m.end(), "enterprise", 0.66, "singled")
        for name in names
        for m in re.finditer(re.escape(name), plain)
    ]


def _inside(reading: Reading, start: int, end: int) -> list[Word]:
    """The words of `[start, end)`; none where they do not fill it exactly."""
    words = reading.words[bisect_left(reading.starts, start) : bisect_left(reading.starts, end)]
    return words if words and words[0].start == start and words[-1].end == end else []


def _is_brand(reading: Reading, start: int, end: int) -> bool:
    """Whether an unknown word that the text says again stands in `[start, end)`, and no person."""
    name, words = reading.plain[start:end], _inside(reading, start, end)
    if not words or any(w.kind != "proper" or len(w.text) > 2 for w in words):
        return False
    return reading.plain.count(name) > 1 and not (
        len(name) > 1 and name[0] in surnames() and _IS_SOMEBODY.search(reading.plain)
    )


def _rows(reading: Reading) -> list[Candidate]:
    """Names of the rows behind 企业…：, where one of them at least is a new word."""
    plain, found = reading.plain, []
    for lead in _ROW_LEAD.finditer(plain):
        at = lead.end()
        rows: list[tuple[int, int]] = []
        while len(rows) < _LONGEST_LIST and (m := _ROW.match(plain, at)):
            rows.append(m.span(1))
            at = m.end()
        if len(rows) < 3 or not all(_no_class(reading, *row) for row in rows):
            continue
        kind = lead["kind"]
        if kind in ("企业", "公司", "厂商", "药企", "车企", "券商", "银行"):
            found += [Candidate(start, end, "enterprise", 0.66, "row") for start, end in rows]
    return found


def _on_lists(reading: Reading) -> list[Candidate]:
    """Names that a list of companies gives a rank or a value."""
    plain, found = reading.plain, []
    for end in sorted(at + len(word) for word in _ON_LIST for at in occurrences(plain, word)):
        m = _LISTED_NAME.match(plain, end)
        if m is None:
            continue
        words = _inside(reading, *m.span("name"))
        fits = all(w.kind in ("proper", "noun", "number", "place") for w in words)
        if fits and sum(len(w.text) for w in words if w.kind in ("proper", "number")) >= 2:
            name = m["name"]
            found += [
                Candidate(n.start(), n.end(), "enterprise", 0.66, "on_list")
                for n in re.finditer(re.escape(name), plain)
            ]
    for m in _INVESTORS.finditer(plain) if any(word in plain for word in _JOINING) else ():
        at = m.start("list")
        for item in re.split("[、和与]", m["list"]):
            words = _inside(reading, at, at + len(item))
            if (
                words
                and len(item) > 2
                and not item.endswith("股东")
                and all(w.kind in ("proper", "noun", "place", "soft") for w in words)
            ):
                found.append(Candidate(at, at + len(item), "enterprise", 0.66, "investor"))
            at += len(item) + 1
    for m in _VALUED.finditer(plain) if "元）、" in plain and ("估值" in plain or "独角兽" in plain) else ():
        at = m.start("rows")
        for row in _VALUED_ROW.finditer(m["rows"]):
            start, end = at + row.start(1), at + row.end(1)
            if _no_class(reading, start, end):
                found.append(Candidate(start, end, "enterprise", 0.66, "row"))
    return found


def _no_class(reading: Reading, start: int, end: int) -> bool:
    """Whether a row's name holds a word that is new or seldom and none that sorts things (民营, 外资)."""
    words = _inside(reading, start, end)
    generic = lexicon.words().generic
    if not words or any(w.kind == "stop" for w in words):
        return False
    return (
        any(
            w.kind in ("proper", "place") or (dictionary().counts.get(w.text, 0) < _SELDOM and w.text not in generic)
            for w in words
        )
        and words[0].text not in generic
    )


def _behind_place(reading: Reading, i: int) -> list[Candidate]:
    """The company that is called by word `i`, a place, and the new word behind it."""
    words, place, j = reading.words, reading.words[i], i + 1
    end = place.end
    while j < len(words) and words[j].start == end and words[j].kind == "proper" and words[j].text[0] >= "一":
        end, j = words[j].end, j + 1
    name = reading.plain[place.end : end]
    if place.text in lexicon.regions().countries:
        if 3 <= len(name) <= 8 and is_transliterated(name) and _ACTS.match(reading.plain, end):
            return [Candidate(place.start, end, "enterprise", 0.65, "foreign")]
        return []
    for size in (2, 3):
        end = place.end + size
        brand = reading.plain[place.end : end]
        tag = dictionary().tags.get(brand)
        if i + 1 == j or "、" in brand or (brand in dictionary().counts and tag != "ns"):
            break
        ranked = bool(_RANKED.match(reading.plain, end) or (tag is None and _FIRM_SIGNS.match(reading.plain, end)))
        if not ranked and reading.plain[end : end + 1] == "、":
            after = bisect_left(reading.starts, end + 1)
            if after < len(words) and words[after].kind == "place":
                ranked = bool(_behind_place(reading, after))  # 甲地某某、乙地某某分获…
        if ranked:
            # 某市某湖位列第三: a place in a place that is ranked is a zone
            return [Candidate(place.start, end, "park" if tag == "ns" else "enterprise", 0.65, "place_brand")]
    return []
