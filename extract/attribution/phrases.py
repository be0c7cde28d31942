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
_TRAILING = frozenset("的了（(、，：:—-≥≤＞＜>~～±")
_AFTERWARDS = re.compile(r"^[中内里上后间时時](?=[，、的有达達共])")
_LEADING = re.compile(
    r"^(?:[\s、，。；：:）)”」』》·\-—≥≤＞＜>~～±#]"
    r"|[▲●■◆◎★☆▶►◇○△※][\s　]*(?:[\u4e00-\u9fff]{1,8}[\s　]+)?"
    r"|第[一二三四五六七八九十百\d]+[条章款][\s　]*"
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
    if phrase in ("中", "里", "内", "上", "其中", "等", "离", "距", "距离", "離", "占到"):
        return ""
    phrase = _without(_ONCE_BUILT, phrase)
    phrase = _PER.sub("", phrase) if "每" in phrase else phrase
    phrase = _without(_DESCRIBED, phrase) if "的" in phrase else phrase
    phrase = _without(_ALONE, phrase)
    phrase = _without(_CAUSED, phrase) if "使" in phrase or "令" in phrase else phrase
    phrase = _AT_A_RATE.sub("", _IN_A_YEAR.sub("", phrase)) if len(phrase) > 3 else phrase
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


_COORDINATED = re.compile(r"、|和|与|與|及|以及|，")


def split_list(phrase: str) -> list[str]:
    """The members of a coordination: A、B和C."""
    return [part for part in _COORDINATED.split(phrase) if part]


# what may stand between a list member's modifier and the shared measure: 新材料|产业|产值, 农村|居民|人均可支配收入
_CATEGORIES = (
    "产业",
    "產業",
    "行业",
    "领域",
    "企业",
    "居民",
    "人均",
    "制造业",
    "服务业",
    "板块",
    "产品",
    "业务",
    "专利",
    "一级",
    "二级",
)
_ELLIPTICAL_MEMBER = re.compile(r"^.{1,5}[级類类型性]$")


def share_heads(items: list[str], lexicon: Lexicon) -> list[str]:
    """Give members the words that stand only at the first or the last one.

    新材料、生物医药增加值 → 新材料增加值, …; 国家级和省级平台 → 国家级平台, …; 人员中博士、硕士 → 人员中硕士.
    """
    if len(items) < 2:
        return items
    items = _share_start(items)
    last, others = items[-1], items[:-1]
    if whole := re.match(r"^(.{2,12}[中里])(?=.{2,})", items[0]):
        return [items[0], *(whole[1] + i for i in items[1:])]
    if all(_ELLIPTICAL_MEMBER.match(i) for i in others) and (kind := re.match(r"^.{1,5}?[级類类型性](?=.{2,})", last)):
        return [*(i + last[kind.end() :] for i in others), last]
    head = lexicon.heads.suffix(last)
    if not head and all(len(i) <= 2 for i in others) and len(last) >= 5:
        return [*(i + last[len(i) :] for i in others), last]  # B、C类人才补贴
    if not head or head == last or any(lexicon.heads.suffix(i) for i in others):
        return items
    tail = head
    while category := next((c for c in _CATEGORIES if last[: -len(tail)].endswith(c)), ""):
        if len(last) - len(tail) - len(category) < 2:
            break
        tail = category + tail
    return [*(i + tail for i in others), last]


def _share_start(items: list[str]) -> list[str]:
    """专利申请量和授权量: the second member takes the start of the first where both end alike."""
    first, *others = items
    out = [first]
    for item in others:
        start = first[: len(first) - len(item)]
        alike = len(item) in (3, 4) and item[-1] == first[-1] and item[-1] in "量额数率值"
        out.append(start + item if alike and 2 <= len(start) <= 6 else item)
    return out


def needs_head(phrase: str, lexicon: Lexicon) -> bool:
    """Whether a counted phrase names only a kind (主板, 生物医药) and no countable thing."""
    return not phrase.rstrip("”」）)").endswith(lexicon.countable)


_PREDICATE = re.compile(
    r"(?:刷新(?=[\u4e00-\u9fff]{0,6}(?:[纪紀][录錄]|历史|歷史|新高))|改写|改寫|最快|最高|最大|最多|最低|较快|领先|居前|明显|显著|稳步|持续|继续|首次|首度|再创|[创創](?=历史|歷史|[纪紀][录錄]|新高|同期|下)|保持|由负转正|由正转负|受|实现|呈|大幅|小幅|逆势|"
    r"作为(?!.{0,3}用)|刚|起步|[在位坐]落?于?(?<=[在于])[\u4e00-\u9fff]{2,6}$|进一步|不断|基数|体量|快速|平稳|回升|向好|趋稳|扩容|提速|增势|表现|位居|居(?=全|第|首|前|各|于)|跃居|超额|如期|突飞猛进|再上|迈上|再(?!生|造)|已|将|(?<![亩人户日月年地平])均|都|也|仍|亮眼|规模(?:持续|不断)|[与和同][^，]{1,10}(?:相同|一致|持平|相当|相近)|领跑|靠前|涨停|跌停|一路|节节|直线|连年|逐年|放量|拖累|止跌).*$"
)


_ADVERBIAL = re.compile(
    r"^(?:凭借?|憑藉|借助|依靠|得益于|受益于|有赖于|分[^，]{1,8}看|按[^，]{1,10}分|[若如]|扣除|剔除|加上|连同|算上|不含|不计|不算|展望|除(?!尘|湿)|首次|首度|[低高好优快慢]于|跌破|突破|经过|经(?!济|营|费)|与|同(?!期)|比(?!例|重|特)|较|受|由于|随着|通过|为了|为|截至|截止|依托|围绕|聚焦|按照|根据|据|仅次于|位居|位列|居|超过|达|同比|环比|坚持|深化|加快|推进|推动|实施|支持|持续|进一步|不断)"
)


_SPEAKS = re.compile(
    r"(?:介绍|表示|说|称|指出|透露|坦言|认为|告诉记者|强调|回应|解释|补充|提醒|获悉|了解到|看到|算了?一?笔账|指|稱|說)(?:说|道)?$|(?:环节|会上|现场|活动中|活动上|仪式上|之际|看来)$"
)
_DIMENSION = re.compile(
    r"(?:从|按|分)?[\u4e00-\u9fff]{0,4}?(?:城市|区域|地区|地域|赛道|行业|领域|规模|类型|类别|方式|主体|市场|板块|学科|学历|年龄|区县|结构|来源|去向|维度|"
    r"层级|等级|阶段|轮次|国别|性质|所有制|品类|业态|季度|区位|分布|构成|门类|用途|流向)"
)


_LOOKING = re.compile(r"^(?:单看|只看|光看|再看|先看|且看)")
# 距龙头仅一步之遥: how far it is from something
_DISTANCE = re.compile(r"(?:距离?|离)[^，]{2,12}?(?:仅|只|还|尚|不远|一步|差)")
_COMMENTS = frozenset(["a", "ad", "z", "d", "i", "l", "c"])
_STATES = frozenset(["a", "z", "i"])
_NOUNS_IN_TAGS = frozenset(["合同", "先进"])  # nouns that the general dictionary has as adjectives


@lru_cache(maxsize=16384)
def _bare_of_comment(text: str) -> str:
    """产值曲线陡峭上扬 → 产值曲线: without an adjective or idiom at the end, and a verb behind one."""
    if len(text) < 4:
        return text
    tags = dictionary().tags
    words = [w.text for w in dictionary().cut(text)]
    if not _NOUNS_IN_TAGS.isdisjoint(words):
        return text
    kept = len(words)
    if kept > 2 and tags.get(words[-1], "n") == "v" and tags.get(words[-2], "n") in _COMMENTS:
        kept -= 1
    while kept > 1 and tags.get(words[kept - 1], "n") in (_STATES if kept == len(words) else _COMMENTS):
        kept -= 1
    return "".join(words[:kept])


_PART_OF_COUNTRY = re.compile(
    r"(?:中西部|东西部|[东中西南北]+部|东北|西北|西南|华[东南北中]|县域|城乡|南北|各地)(?:地区|城市)?"
)
_ASPECT = re.compile(r"(?:方面|中|里|看|来看|来说|而言|上|内)$")
_FROM = re.compile(r"^(?:从(?!业)|在(?!孵|校|建|册|园|营|研|职|岗|审)|按|分|就|关于)")


_WORTH_SAYING = re.compile(r"^(?:尤其|特别|更|最)?(?:值得|令人|让人|可喜|可贵|难得)[\u4e00-\u9fff]{0,4}的是[，,]?")
_ALTHOUGH = re.compile(r"(?:虽然?|尽管)(?:[不较还并仍]?[\u4e00-\u9fff]{1,2})$")  # 企业数量虽少，…


def topic(clause: str, lexicon: Lexicon) -> str:
    """The noun phrase that a clause without a figure puts up for the clauses after it; empty when there is none."""
    clause = _ALTHOUGH.sub("", _WORTH_SAYING.sub("", _LOOKING.sub("", clause)))
    if _ADVERBIAL.match(clause) or _SPEAKS.search(clause):
        return ""
    if _DISTANCE.match(clause) or "仅次于" in clause:
        return ""
    text = clean(clause, lexicon)
    text = _bare_of_comment(_PREDICATE.sub("", text))
    aspect = _ASPECT.sub("", text)
    if aspect != text and _DIMENSION.fullmatch(aspect):
        return ""  # 城市方面, 贸易方式上: how the figures are sorted, not what they count
    if text.endswith(("分布", "构成")) and _DIMENSION.fullmatch(text):
        return ""  # 园区分布：某高新区8家
    text = aspect
    text = _FROM.sub("", text)
    text = clean(text, lexicon)
    if not 2 <= len(text) <= 24 or is_verbal(text, lexicon) or _PART_OF_COUNTRY.fullmatch(text):
        return ""
    if text in ("数量", "家数", "總數", "总数"):
        return ""
    return text
