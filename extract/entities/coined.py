"""Companies whose proper part is an ordinary word (银河半导体, 朔方储能): the legal suffix or the context tells.

A word that the dictionary knows says by itself nothing of a name. 有限公司 behind it does, and so do a title
(董事长), a founding (成立于), a round of finance or a ticker right behind, or 企业 and 证券简称 right before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.company_words import companies
from extract.entities.industries import industry_names
from extract.entities.reading import Reading
from extract.entities.words import Word, dictionary
from schemas.records import EntityType

_LEGAL = re.compile(r"(?:集团)?(?:股份有限公司|有限责任公司|有限公司)")
_LONGEST = 24
_ROOT = 2  # characters that a proper part has at least
_LONG_ROOT = 4
# single characters that bind a clause and begin no name
_BINDS = frozenset("由与和及对向被把在为是将了的从给让使等以至到并而或但也都就又该其各每此这那于共日月年记据称厂商店")
_NUMERALS = "一二两三四五六七八九十各数多"
_RECURS = 2  # times that a zone of an ordinary word is named before it is believed
_NAME_TAGS = ("nz", "ns", "nr", "nrt")  # words that the dictionary knows as names
_HAS = re.compile("[区园城市县省]有|[两三四五各][市区县省园]")
_SHORTEST, _SHORT = 4, 9
_BEHIND = re.compile(
    r"(?:（(?:以下简称|下称|简称|股票代码|证券代码|[034689]\d{5}))"
    r"|(?:联合|首席)?(?:创始人|董事长|总经理|副总经理|执行总裁|总裁|副总裁|首席执行官|首席科学家|CEO|董秘|财务总监|技术总监|研发总监)"
    r"|(?:相关)?负责人(?!才)|(?:正式)?(?:成立于|创立于|创办于|组建于|注册成立|于\d{4}年成立)|宣布(?!告)|(?:已)?完成[^，。；]{0,10}?(?:天使|种子|Pre|[A-F])\+?-?[A-F]?\+?轮"
    r"|(?:成功)?(?:登陆|挂牌)(?:科创板|创业板|北交所|新三板|港交所|主板)|(?:向|于)[^，。]{0,6}(?:递交|提交)[^，。]{0,4}招股|(?:日前|今日|近日|[今昨](?:[天日]|（\d{1,2}）日)?|\d{1,2}日)(?:晚间?)?(?:发布|公告|披露|召开|公布|宣布|表示)"
    r"|已是(?:国内|全球|全国|行业)|(?:发布|公布|披露)[^，。]{0,8}(?:年报|季报|半年报|业绩|财报|招股书|公告)"
)
_BEFORE = re.compile(
    r"(?:(?:园区|区内|本土|高新区|开发区|经开区|当地|知名|骨干|龙头|领军|初创|独角兽|瞪羚|入驻|孵化|明星|科创|高科技)(?:企业|公司)"
    r"|上市公司|民企|国企|药企|车企|独角兽|(?:证券|股票|公司)简称[：:]|创办的|创立的|旗下的)“?$"
)
_BEFORE_ANYWHERE = re.compile(_BEFORE.pattern.removesuffix("$"))
_FIRSTS = frozenset("（联首创董总副执C财技研相负正成组注于宣已完登挂向日前今近昨0123456789发公披")
# 走进翼腾智航的总装车间, 某某精工的展厅里
_VISITED = re.compile(
    r"(?:走进|来到|走入|踏入|探访|位于[^，。]{2,14}的|记者在|在)(?P<name>[一-鿿]{3,6}?)的?"
    r"(?:总装|生产|组装|智能|无尘|洁净|数字化|样品|产品|封装|研发|自动化|制造|测试)*(?:车间|厂房|展厅|展示厅|产线|总部|厂区)"
)
# 实验室名称：某某材料省重点实验室: a form says whose it is
_LABELLED = re.compile(
    r"(?:^|\n)[ 　]*(?P<what>实验室|研究院|平台|中心|园区|孵化器|开发区|基地|企业|公司|单位)(?:全称|名称)[：:][ 　]*"
    r"(?P<name>[一-鿿A-Za-z（）()]{4,30})(?=[ 　]*(?:\n|$)|[ 　]{2,})"
)
_LABELS: dict[str, EntityType] = {
    **dict.fromkeys(("实验室", "研究院", "平台", "中心"), "lab_or_institute"),
    **dict.fromkeys(("园区", "孵化器", "开发区", "基地"), "park"),
    **dict.fromkeys(("企业", "公司", "单位"), "enterprise"),
}
# 受访者：某某，九霄引擎创始人: whom an interviewee speaks for
_SPEAKS_FOR = re.compile(
    r"(?:受访者|受访人|受访嘉宾|对话嘉宾|对话人物|访谈对象|访谈嘉宾|采访对象|嘉宾|主讲人?|受訪者)[：:]"
    r"[ 　]*[一-鿿·]{2,5}[，,、 　（(]{1,2}"
    r"(?P<name>[一-鿿A-Za-z]{2,14}?)(?:联合|执行|聯合)?(?:创始人|创办人|董事长|总经理|首席执行官|CEO|总裁|負責人|创業者|創辦人|董事長|總經理)"
)
_COLONS = ("：", ":")
_MAKERS = ("厂", "厂商", "业者", "大厂", "商", "设计商", "制造商", "供应商")


@cache
def _descriptors() -> frozenset[str]:
    """Words of a company's line of business and form, which are no proper part."""
    lists = lexicon.words()
    own = (
        "制造",
        "系统",
        "服务",
        "管理",
        "发展",
        "国际",
        "技术",
        "设备",
        "产业",
        "实业",
        "集团",
        "应用",
        "研究",
        "产品",
        "联合",
    )
    return frozenset([*lists.inside, *lists.generic, *industry_names(), *companies().heads, *own])


@cache
def _machine() -> AhoCorasick:
    return AhoCorasick(sorted(h for h in companies().heads if len(h) > 1), matchkind=MatchKind.LeftmostLongest)


def _beginning(reading: Reading, end: int) -> tuple[int, int]:
    """`(start, characters of its proper part)` of the name whose suffix or head begins at `end`; or 0 of them."""
    begin, root, single = end, 0, False
    known = _descriptors()
    words = reading.before(end)
    i = len(words) - 1
    while i >= 0 and words[i].end == begin and end - words[i].start <= _LONGEST:
        word = words[i]
        if word.text == "）" and not root:
            opened = next((j for j in range(i - 1, max(-1, i - 5), -1) if words[j].text == "（"), None)
            if opened is None:
                break
            begin, i = words[opened].start, opened - 1
            continue
        if root >= _ROOT:
            if word.kind == "place" or (single and _goes_on(word) and root < _LONG_ROOT):
                begin, root = word.start, root + (0 if word.kind == "place" else 1)
                single = single and word.kind != "place"
                i -= 1
                continue
            if single and root == _ROOT and word.kind == "noun" and len(word.text) == _ROOT and word.text not in known:
                begin, root, single, i = word.start, root + _ROOT, False, i - 1  # 朔方钠能有限公司
                continue
            break
        if word.text in known and not root:
            begin, i = word.start, i - 1
            continue
        if not _may_root(word):
            break
        begin, root, single, i = word.start, root + len(word.text), single or len(word.text) == 1, i - 1
    return begin, root if root >= _ROOT else 0


def _goes_on(word: Word) -> bool:
    return len(word.text) == 1 and word.kind == "proper" and word.text not in _BINDS


def _may_root(word: Word) -> bool:
    """Whether a word can be a proper part or one character of it."""
    if not word.text.isalpha() or word.kind == "place":
        return False
    if len(word.text) == 1:
        return word.text not in _BINDS
    if word.kind in ("head", "number"):
        return False
    if word.kind == "stop":
        # 启明, 九章, 如意: verbs and numbers too, but no adverb, preposition or pronoun
        return len(word.text) == 2 and dictionary().tags.get(word.text, "x")[0] not in "pcdruftq"
    return 2 <= len(word.text) <= 3


def _at_boundary(reading: Reading, begin: int) -> bool:
    """Whether no noun touches the name from the left."""
    before = reading.before(begin)
    if not before or before[-1].end != begin:
        return True
    word = before[-1]
    return (
        word.kind not in ("noun", "proper", "number") or word.text in companies().before or word.text.endswith(_MAKERS)
    )


def coined_name(reading: Reading, start: int, end: int, kind: EntityType) -> Candidate | None:
    """The name before a suffix `[start, end)`: a company's by its legal form, a zone's or laboratory's that recurs."""
    plain = reading.plain
    if kind == "enterprise":
        legal = _LEGAL.search(plain, start, end)
        if legal is None or legal.end() != end:
            return None
        begin, root = _beginning(reading, start)
        return Candidate(begin, end, "enterprise", 0.87, "legal") if root else None
    if kind not in ("park", "lab_or_institute") or plain.endswith("集聚", 0, start):
        return None
    begin, root = _beginning(reading, start)
    if _HAS.search(plain, begin, end):
        return None  # 某高新区有|孵化器31家
    if plain[begin] in _NUMERALS and plain[begin + 1] in "个家座大所处":
        return None  # 三个创新园
    for word in reversed(reading.before(begin)[-2:]):
        # 天府科学仪器产业园: nouns in a row, the first of them the name
        if not root or word.end != begin or word.kind != "noun" or len(word.text) != _ROOT:
            break
        begin = word.start
    placed = _placed(reading, begin) if kind == "park" and 0 < root <= _LONG_ROOT and end - start > _ROOT else None
    if placed is not None:
        return Candidate(placed, end, kind, 0.82, "coined")
    if not root or root > _LONG_ROOT or not _at_boundary(reading, begin):
        return None
    tag = dictionary().tags.get(plain[begin : begin + _ROOT], "")
    again = tag in _NAME_TAGS or plain.count(plain[begin:end]) >= _RECURS
    return Candidate(begin, end, kind, 0.82, "coined") if again else None


def _placed(reading: Reading, begin: int) -> int | None:
    """Where the place before a coined name begins, if the text speaks of it elsewhere: 岚城|明德创业园."""
    at = begin
    for word in reversed(reading.before(begin)):
        if word.end != at or word.kind not in ("proper", "place") or begin - word.start > _LONG_ROOT:
            break
        at = word.start
    place = reading.plain[at:begin]
    if (
        reading.plain[begin] in _NUMERALS
        or len(place) < _ROOT
        or reading.plain[at - 1 : at].isalnum()
        or reading.plain.count(place) < _RECURS
    ):
        return None
    return at


def _is_bare_name(reading: Reading, begin: int, end: int) -> bool:
    """Whether the words of a stretch are proper ones and nouns, not all of them of a line of business."""
    inside = [w for w in reading.before(end) if w.start >= begin]
    known = _descriptors()
    return (
        bool(inside)
        and inside[0].start == begin
        and all(w.kind in ("proper", "noun", "soft") for w in inside)
        and sum(len(w.text) for w in inside if w.kind == "proper") >= _ROOT
        and not (inside[-1].text in lexicon.words().generic or inside[0].text in known)
    )


def find_coined(reading: Reading) -> list[Candidate]:
    """Candidates of companies by context."""
    plain = reading.plain
    found = [
        Candidate(m.start("name"), m.end("name"), "enterprise", 0.65, "visited")
        for m in _VISITED.finditer(plain)
        if _is_bare_name(reading, m.start("name"), m.end("name"))
    ]
    found += [
        Candidate(*m.span("name"), _LABELS[m["what"]], 0.96, "labelled")
        for m in (_LABELLED.finditer(plain) if "名称" in plain else ())
    ]
    found += [Candidate(*m.span("name"), "enterprise", 0.9, "speaks_for") for m in _SPEAKS_FOR.finditer(plain)]
    leads = [m.end() for m in _BEFORE_ANYWHERE.finditer(plain)]

    def led(at: int) -> bool:
        i = bisect_right(leads, at)
        return i > 0 and at - leads[i - 1] <= _SHORT

    last = -1
    for _, start, end in _machine().find_matches_as_indexes(plain):
        behind = plain[end : end + 1] in _FIRSTS and _BEHIND.match(plain, end)
        if start < last or not (behind or (end < _SHORTEST * 4 and plain[end : end + 1] in _COLONS) or led(start)):
            continue
        if plain[start:end] in companies().deeds and not behind:
            continue  # …一期投资36亿元: what is done
        begin, root = _beginning(reading, start)
        size = end - begin
        if not root or not _SHORTEST <= size <= _SHORT or not _at_boundary(reading, begin):
            continue
        labels = begin == 0 and plain[end : end + 1] in _COLONS
        if behind or labels or _BEFORE.search(plain, max(0, begin - 8), begin):
            found.append(Candidate(begin, end, "enterprise", 0.7, "coined"))
            last = end
    return found
