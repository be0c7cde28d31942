"""Names that a text brings in for what it goes on about: 取名“某谷”, 由甲投建的某某城，…; “某号”已开行….

Nothing in such a name need be proper: the text says that it is one, or quotes it and says again what became of it.
"""

from __future__ import annotations

import re
from functools import cache

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.reading import Reading
from extract.entities.words import dictionary

SCORE = 0.45
"""Too little for a record of its own (`linking.topics.LEAST`), enough to be what figures are about."""
REASON = "brought_in"
_SELDOM = 500
# 取名“遂心谷”, 命名为“某某仓”
_CALLED = re.compile(
    r"(?:取名|起名|定名|命名|得名|名叫|名为|叫作|叫做|唤作|更名|改名|冠名|称作|人称|习惯叫它|都叫它)(?:为|作|成|叫)?了?“(?P<name>[^“”，。；]{2,10})”"
)
# 把老粮仓改成了“某某工场”, 2022年上线的“某某通”, 启用的园区企业服务中心“某事办”
_MADE = re.compile(
    r"(?:改成|改造成|改建成|改造为|改建为|办起|开起|创办|开办|发起设立|上线|启用|开通|推出|发起成立)(?:了|的)?"
    r"(?P<what>[^，。；：“”]{0,14})“(?P<name>[^“”，。；]{2,10})”(?!的|式|之|[一-鿿]{0,4}(?:模式|行动|工程|计划|机制|改革|政策|理念|格局|服务|效应|难题|工作法|贷|险))"
)
# “驼铃号”已开行542列: what is said of a name in the place of a subject
PREDICATE = re.compile(
    r"(?:中欧班列|班列|平台|项目|基金|星座|光源)?(?:也|还|又|便|就)?"
    r"(?:已经?|累计|共(?![享同建])|总共|目前|如今|现已|现有|现|全年|全线|上半年|前\d|去年|今年|当年|年均|日均|平均|每[年月天日]|在轨|拥有|占地|总投资|总?建筑面积|"
    r"集聚|聚集|入驻|吸引|服务|孵化|开行|开通|上线|运行|运营|实现|完成|覆盖|注册用户|营收|销售|产值|规模|首期|设|里|内)"
)
_QUOTED = re.compile(r"“(?P<name>[^“”，。；：、！？《》]{2,8})”")
_SHORT_FOR = ("简称", "简称为", "下称", "又称", "统称", "合称", "称为")
# what quotation marks set off without naming anything
_NO_NAME = re.compile(
    r"(?:模式|行动|工程|计划|机制|改革|政策|服务|速度|现象|效应|难题|战略|理念|格局|精神|经济|产业|企业|板块|力量|引擎|名片|答卷|路径|样板|指数|之家|之城|之都|之乡|小二"
    r"|一张网|一件事|一号|制|化|型|式|战|率|路|链|网|圈|群|牌|年|月|日|岁|级|层|股|债|们)$|^(?:公司|集团|园区|中心|项目|发行人|本行)$|^[十一二三四五六七八九两百千0-9]|双创|双碳|[+＋]|\d+\+"
)
# 由某集团投建的埃及苏赫工业城，: what somebody builds or runs
_BUILT = re.compile(
    r"由[^。；，“”]{2,24}?(?:投建|投资建设|投资兴建|兴建|打造|创办|创建|运营|开发建设|开发|建设|承建|投资|组建|发起|管理)的"
    r"(?P<name>[一-鿿A-Za-z]{3,12}?)(?=，|占地|已|于\d|位于|总投资|正式|开园|走过|坐落)"
)
# 如今的缫丝里占地74亩
_TODAY = re.compile(
    r"(?:如今|现在|今天|今日|眼下|而今|改造后|更名后|焕新后|今)的(?P<name>[一-鿿]{3,6}?)(?=占地|总?建筑面积|规划面积|已?入驻|已有|聚集|集聚|拥有|里)"
)
# 玻璃幕墙的云起国际: an office building by its name
_BUILDING = re.compile(r"(?P<name>[一-鿿]{2,4}(?:国际|大厦|天地))(?![一-鿿]{0,2}(?:化|贸易|合作|会议|市场|航))")
_OF_BUILDINGS = ("写字楼", "楼宇", "楼里", "商务楼")
# XBoost已加速企业94家: a name in Latin letters, not all of them capitals
_LATIN = re.compile(
    r"(?<![A-Za-z0-9\-])(?=[A-Za-z\-]*[a-z])(?=[A-Za-z\-]*[A-Z])[A-Z][A-Za-z]*(?:-[A-Za-z]+)?(?![A-Za-z0-9\-])"
)
_LEAST_LATIN = 5
_LATIN_WORDS = frozenset(["Pre-A", "Science", "Nature", "Wi-Fi", "Hub", "Campus", "Park", "Valley"])
_COMMON_ENDS = ("园区", "企业", "公司", "高新区", "经开区", "开发区", "中心", "项目", "基地", "平台", "城市", "产业")


@cache
def _generic() -> frozenset[str]:
    return frozenset(lexicon.words().generic)


_MODEL = re.compile(r"[一-鿿A-Za-z]{1,6}[-－]?\d{1,4}[A-Za-z]{0,2}")


def find_introduced(reading: Reading) -> list[Candidate]:
    """Candidates of type park, wherever the names stand."""
    plain = reading.plain
    names: dict[str, None] = {}
    if "“" in plain:
        for m in (*_CALLED.finditer(plain), *_MADE.finditer(plain)):
            if not _NO_NAME.search(m["name"]):
                names[m["name"]] = None
        for m in _QUOTED.finditer(plain):
            name = m["name"]
            if plain.endswith(_SHORT_FOR, 0, m.start()):
                continue  # 以下简称“临浦中心”: known by its full name
            if name not in names and not _NO_NAME.search(name) and is_told_of(name, plain):
                names[name] = None
    for m in (*_BUILT.finditer(plain), *_TODAY.finditer(plain)):
        if _may_name(reading, *m.span("name")):
            names[m["name"]] = None
    if any(word in plain for word in _OF_BUILDINGS):
        for m in _BUILDING.finditer(plain):
            if _may_name(reading, *m.span("name")):
                names[m["name"]] = None
    for m in _LATIN.finditer(plain):
        name = m.group()
        if len(name) >= _LEAST_LATIN and name not in names and name not in _LATIN_WORDS and is_told_of(name, plain):
            names[name] = None
    found = []
    for name in names:
        if _MODEL.fullmatch(name):
            continue  # “AX-800”: what is made, no place
        for m in re.finditer(re.escape(name), plain):
            start, end = m.span()
            if plain[start - 1 : start] == "“" and plain[end : end + 1] == "”":
                start, end = start - 1, end + 1
            found.append(Candidate(start, end, "park", SCORE, REASON))
    return found


def is_told_of(name: str, plain: str) -> bool:
    """Whether a name stands more than once, and once before what is said of it; no ordinary word (“优秀”) does."""
    if dictionary().counts.get(name, 0) >= _SELDOM:
        return False
    places = [m.end() for m in re.finditer(re.escape(name), plain)]
    return len(places) > 1 and any(
        PREDICATE.match(plain, end + (plain[end : end + 1] == "”")) is not None for end in places
    )


def _may_name(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch is no ordinary noun phrase: it has a proper or a seldom word, and no general ending."""
    name = reading.plain[start:end]
    if name.endswith(_COMMON_ENDS) or name in _generic():
        return False
    words = [w for w in reading.before(end) if w.start >= start]
    return bool(words) and any(
        w.kind in ("proper", "place") or (len(w.text) > 1 and dictionary().counts.get(w.text, 0) < _SELDOM)
        for w in words
        if w.text not in _generic()
    )
