"""Indicator phrases: what is left of the words before (or after) a figure when all else is taken off."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.attribution.lexicon import Lexicon
from extract.entities.words import dictionary

_QUOTES = re.compile(r"[“”\"「」『』]")
_ACCORDING = re.compile(
    r"^(?:(?:按|依|从|就)[^，]{1,14}?(?:计算|看|来看|分|统计|观察|口径)|(?:以|通过|采用|采取)[^，的]{2,12}?(?:方式|形式|途径))"
)
_CAPTION = re.compile(r"^(?:图表?|表|附表|附图)\s*[\d一二三四五六七八九十]*(?:[-—.]\d+)*\s*[:：]?\s*")
# 位于某地的工厂, 同期举办的展览: a clause that only describes the thing
_DESCRIBED = re.compile(r"^.{0,4}?(?:位于|位於|坐落于?|座落|坐落於|举办|召开|发布|由)[^，]{0,24}?的(?=.{3,})")
_ONCE_BUILT = re.compile(
    r"^.{0,8}?(?:建成|投产|达产|运营|投用|落成|投运|成立|挂牌|开园|创建|开业|启用|建园|建区)(?:后|以来)(?:预计|预期|可|将|能|每年|年均)*"
)
_MADE = re.compile(r"^(?:投资|建设|承建|打造|运营|研发|生产|开发|承担|实施)的(?=.{2,})")
_ADJUSTED = re.compile(r"^(?:扣除|剔除)[^，]{2,12}?(?:后|影响|因素)+")
_ALONE = re.compile(r"^一[家个](?:企业|公司|园区)?(?:就|便|独)")  # 某某一家就拿到12亿元
_CAUSED = re.compile(
    r"^.{2,12}?(?:使(?![用命馆领節节])得?|令(?![牌人]))(?=[\u4e00-\u9fff]{3,})"
)  # 水肥一体化使亩均用水减少
_AT_A_RATE = re.compile(r"以(?:年均|平均|每年|年复合)?$")  # 销售额以年均36%的速度增长
_IN_A_YEAR = re.compile(r"(?:短短)?[一两三半\d]+[年个][月]?(?:之内|之间|内|间|里)$")  # 订单一年之内
_PER = re.compile(
    r"(?:为|是|达|约)?每(?:平方米|平米|人|月|天|亩|股|吨|家|户|件|度|年|公里|千米|名|张|套)(?:每?(?:月|天|年|人|日))?$"
)
_EACH_YEAR = re.compile("(?:几乎|基本上?|差不多)?每$")  # 营收几乎每年翻一番
_TRAILING = frozenset("的了（(、，：:—-≥≤＞＜>~～±")
_AFTERWARDS = re.compile(r"^[中内里上后间时時](?=[，、的有达達共])")
_LEADING = re.compile(
    r"^(?:[\s、，。；：:）)”」』》·\-—≥≤＞＜>~～±#]"
    r"|[▲●■◆◎★☆▶►◇○△※][\s　]*(?:[\u4e00-\u9fff]{1,8}[\s　]+)?"
    r"|第[一二三四五六七八九十百\d]+[条章款][\s　]*"
    r"|以[上下][、和及](?=[\u4e00-\u9fff])"
    r"|[（(]?[一二三四五六七八九十]{1,3}[、.．）)](?=[\u4e00-\u9fff]))+"
)
# 该区建成的专利转化超市累计上架专利, 24个决赛项目决出一等奖, 入园时员工
_SO_FAR = re.compile(
    r"^(?:.{4,}?(?:累计(?=.{3,})|决出(?=[一二三特金银铜优]))|(?:入园|入驻|成立|创立|创办|起步|挂牌|开园|投产)时(?=.{2,}))"
)
# 某公司昨公布自结营收: who tells it stands before the verb of telling
_IN_ALL = re.compile(r"^.{2,}?(?<![公中一总])共(?=(?![和享建同性识青轨产振治赢创融生计有用鸣])[\u4e00-\u9fff]{3,})")
_TOLD = re.compile(
    r"^.{0,24}?(?:公布|公告|宣布|指出|透露|通报|预期(?!目标|指数|值|收益|差)|預期(?!目標)|预估|預估)(?:的|称|了)?(?=[\u4e00-\u9fff]{2,})"
)


def _without(opening: re.Pattern[str], phrase: str) -> str:
    """The phrase without what `opening` (anchored at its start) matches; `sub` would go on and try every place."""
    found = opening.match(phrase)
    return phrase[found.end() :] if found else phrase


@lru_cache(maxsize=16384)  # asked several times for each figure
def clean(phrase: str, lexicon: Lexicon) -> str:
    """A noun phrase without discourse marks, light verbs, adverbs and loose punctuation at its ends."""
    phrase = _without(_LEADING, phrase)
    phrase = _without(_AFTERWARDS, phrase)
    phrase = _without(_ACCORDING, phrase)
    phrase = _without(_TOLD, phrase)
    if "共" in phrase:
        phrase = _without(_IN_ALL, phrase)
    phrase = _without(_CAPTION, phrase)
    if "累计" in phrase or "决出" in phrase or "时" in phrase:
        phrase = _without(_SO_FAR, phrase)
    phrase = _without(_ADJUSTED, phrase)
    phrase = _without(_MADE, phrase)
    if phrase in ("中", "里", "内", "上", "其中", "等", "离", "距", "距离", "離", "占到", "以上", "以下", "左右"):
        return ""
    phrase = _without(_ONCE_BUILT, phrase)
    phrase = _PER.sub("", phrase) if "每" in phrase else phrase
    phrase = _without(_DESCRIBED, phrase) if "的" in phrase else phrase
    phrase = _without(_ALONE, phrase)
    phrase = _without(_CAUSED, phrase) if "使" in phrase or "令" in phrase else phrase
    phrase = _AT_A_RATE.sub("", _IN_A_YEAR.sub("", phrase)) if len(phrase) > 3 else phrase
    phrase = _EACH_YEAR.sub("", phrase) if phrase.endswith("每") else phrase
    if "了" in phrase and len(rest := phrase.rpartition("了")[2]) >= 2:
        phrase = rest  # 设立了总规模: what stands before 了 is the predicate
    previous = None
    while phrase != previous:
        previous = phrase
        while phrase and (phrase[-1] in _TRAILING or phrase[-1].isspace()):
            phrase = phrase[:-1]
        phrase = lexicon.light.strip_end(phrase)
        phrase = lexicon.openers.strip_start(phrase)
    if phrase.count("“") != phrase.count("”") or phrase.count("「") != phrase.count("」"):
        phrase = _QUOTES.sub("", phrase)
    return phrase.strip()


def is_verbal(phrase: str, lexicon: Lexicon) -> bool:
    """Whether the phrase is nothing but content verbs (新增, 引进培育): it then asks for a noun from elsewhere."""
    if not phrase:
        return True
    rest = phrase
    while rest and (word := lexicon.content.prefix(rest)):
        rest = rest[len(word) :]
    return not rest


_GRADE = re.compile(r"[A-Z甲乙丙丁一二三四五优良][等级类档]$")


@lru_cache(maxsize=16384)
def is_predicate(phrase: str, lexicon: Lexicon) -> bool:
    """Whether the phrase is nothing but verbs and their adverbs, ours or the general dictionary's (虽退居, 回收)."""
    if is_verbal(phrase, lexicon):
        return True
    if phrase.endswith(("得分", "评分", "评价", "考评", "考核")):
        return False
    tags = dictionary().tags
    return all(tags.get(w.text, "n")[0] in "vd" and tags[w.text] != "vn" for w in dictionary().cut(phrase))


def is_elliptical(phrase: str, lexicon: Lexicon) -> bool:
    """Whether the phrase lacks its head noun (国家级, 第四批, 20亿元以上)."""
    return phrase.endswith(lexicon.elliptical) or bool(_GRADE.search(phrase))


_MEDICINES = frozenset("药藥")
_WARES = frozenset("件器机仪品材料线剂药车片油网芯块板膜泵阀柜电灯管瓶粉液")


@lru_cache(maxsize=16384)
def is_thing(phrase: str) -> bool:
    """Whether a phrase is nothing but nouns (谐波减速器), as the general dictionary knows them."""
    words = dictionary().cut(phrase)
    tags = dictionary().tags
    if phrase[-1] in _MEDICINES and 3 <= len(phrase) <= 6:
        return True  # 仿制药, 创新药
    bound = any(w.kind in ("stop", "number", "head", "place") or tags.get(w.text, "n")[0] in "pcdrumyq" for w in words)
    return 3 <= len(phrase) <= 10 and not bound and (phrase[-1] in _WARES or tags.get(words[-1].text, "n")[0] == "n")


# verbs that are as often nouns: inside a phrase they belong to the thing (技术交易合同)
_NOUNS_TOO = frozenset(
    [
        "交易",
        "成交",
        "销售",
        "采购",
        "服务",
        "管理",
        "运营",
        "运行",
        "投资",
        "融资",
        "贷款",
        "担保",
        "建设",
        "研发",
        "研制",
        "开发",
        "生产",
        "培训",
        "改造",
        "规划",
        "供应",
        "申请",
        "授权",
        "转化",
        "孵化",
        "制定",
        "认定",
        "备案",
        "绿化",
        "储备",
        "发行",
        "注册",
        "合作",
        "联合",
        "整合",
        "上市",
        "签约",
        "就业",
        "毕业",
        "挂牌",
        "支持",
        "组织",
        "审查",
        "出货",
        "收购",
    ]
)


_DONE = re.compile(r"(?:已经?|先后|累计|正在|成功)(?=[\u4e00-\u9fff]{3,})")


@lru_cache(maxsize=16384)  # the things that a text counts come again and again
def head_noun(phrase: str, lexicon: Lexicon) -> str:
    """The counted thing of a phrase: without subject and verbs before it (某中心受理专利申请 → 专利申请)."""
    rest = phrase
    if (done := _DONE.search(rest)) and done.end() < len(rest) - 2:
        rest = rest[done.end() :]
    while rest and (word := lexicon.content.prefix(rest)) and len(rest) - len(word) > 2:
        rest = rest[len(word) :]
    for at in range(len(rest) - 2, 0, -1):
        word = lexicon.content.prefix(rest[at:])
        tail = rest[at + len(word) :]
        if len(word) >= 2 and word not in _NOUNS_TOO and len(tail) >= 2 and tail.endswith(lexicon.countable):
            return tail
    return rest or phrase


def needs_head(phrase: str, lexicon: Lexicon) -> bool:
    """Whether a counted phrase names only a kind (主板, 生物医药) and no countable thing."""
    return not phrase.rstrip("”」）)").endswith(lexicon.countable)
