"""What follows a figure: the noun that it counts, or a predicate that tells which of the counted things."""

from __future__ import annotations

import re

from extract.attribution import phrases
from extract.attribution.clauses import Slot
from extract.attribution.lexicon import Lexicon

_VERBS = (
    r"(?<=[\u4e00-\u9fff])(?:拥有|设有|建有)|入选|上榜|领跑|领先(?!企业|技术)|参评(?=[，。；、（]|$)|蝉联|登顶|问鼎|夺冠|跻身|进入|获批|获得|获评|获(?!奖)|獲(?!獎)|通过|实现|参加|参与|参会|参展|出席|入驻(?!率|企业)|落户|落地|开工|投产|竣工|建成|交付|达到|达|位居|分列|分居|分获|位列|并列|居(?!民|住)|占(?!地|比)|"
    r"增长|集中|签约|发布|启动(?!资金)|平均|(?<!平)均|都|已|正|将|全部|分别|同时|举行|超过|完成(?!率)|加强|汇聚|集聚|组成|构成|参选|先后|转入|纳入|"
    r"列(?=第|全|$)|排(?=第|全|名|在)|考察|参观|走进|入园|授牌|成立|设立|围绕|探讨|分享|研讨|来到|齐聚|云集|揭牌|出资|认购|承诺|表示|推出|开展|提供|享受|申请|报名|亮相|捧回|斩获|摘得|问世|下线|"
    r"创造|撑起|设定|制定|发起|抛出|停工|停产|复工|共获|共入|预计|预期|认为|反映|选择|希望|尚未|没有|看好|愿意|打算|领到|领不|办结|复制|用于|来自|延伸|扩|压减|下滑|回落|亏损(?!企业|额|面)|盈利(?!企业|能力|面|水平)|未(?=[按能达获实完及曾]|有|如期)|没有|提升|提高|增加(?!值)|减少|下降|上升|跃升|成為|成为|毕业(?!生|企业)|上市(?!公司|企业|后备)|挂牌(?!企业)"
)
_STOP = re.compile(
    rf"[，。；：！？、（）,;]|{_VERBS}|有(?!效|色|限|机|关|研发)|[和、及](?=[一二两三四五六七八九十]+[座个家条套台间]\d)|中(?!心|小|试|外|国|药|医|介|高|关|央|学|型|欧|期|级|成药|标|层|部|原|东|西|枢|华|老|青|餐|式|文|英|日|美|俄|韩|长|远|考)|由|[于於](?=投|建|竣|完|开|落|启|啟|交|上市)|在(?!孵|校|建|册|园|营|研|职|岗|審|审)|为|為|是|被|向|从|不等|上下"
    r"|[与與](?=[^，。；、]{1,16}?(?:签|簽|达成|携手|合作|对接|结对|共建|結對))"
)
_START = re.compile(
    rf"^(?:{_VERBS}|且(?!末)|而且|并且|甚至|更|或|以上|左右|以内|以下|不等|上下|之多|强(?!度)|弱|提高|提升|增加(?!值)|减少|下降|降至|增至|升至|和|及|与|、|并|以及|到|至|后(?!备|续)|前(?!沿|海)|内(?!资|部|设)|中(?=[，的有]|$)|之|同比|"
    r"环比|環比|较|較|比|为|為|是|由|在(?!孵|校|建|册|园|营|研|职|岗|審|审)|的基础|其中|继续|仍(?!然)|稳居|蝉联|领跑|起|时|来|间|就(?![业業医学诊读地近])|才(?![能俊智])|便(?![利民捷携宜])|也|还(?![款贷原])|再(?![生融制])|给予|一次性|多(?=[，。；、的]|$)|因(?![子素])|初步|陆续|相继|当场|顺利|被|去(?=[，。；、”]|$)|台阶|臺階|大关|大關|关口|關卡)"
)
# 甲36家紧随其后, 乙12家次之: how the names stand to each other, and no word on what is counted
_STANDS = re.compile(r"(?:紧[随跟追接]|次之|名列|位列|并列|領先|领先(?!企业|技术)|殿后|垫底|居[中后]|紧咬|緊[隨跟追])")
_PLACED = re.compile(r"(?:位居|位列|分列|分居|并列|居(?![住民])|列(?![入为])|排(?!放)|排名|占据)[^，；的]{0,12}")
_PLACES = re.compile(r"位居|位列|分列|居|列|排|占")  # 以8.3亿元居高校首位: the field of the rank
_ENDS = re.compile(rf"[，。；：！？、（）,;和及与]|{_VERBS}|(?:从事|位|坐落|集中|分布)[在于]?")
_PARTITIVE = re.compile(r"(?<![其])中[，,]?(?:已?有|共有|就有)?$")  # 29家中有21家落户国家高新区: a predicate
_LINK = re.compile(r"^(?:左右|以上|以下|以内|上下)?的")
_VERB_START = re.compile(rf"^(?:{_VERBS})")
_MORE = re.compile(r"^(?:以上|左右)(?=[\u4e00-\u9fff])(?![为是的在占由])")
# verbs whose object is still to come behind the amount: 完成近3亿元B轮融资
_CLOSES = re.compile(
    r"(?:完成|获得?|签下|拿下|斩获|募集|筹集|投放|安排|列支|划拨|注资|预留|預留|收到|下达|设立|给予|给予一次性|一次性|可获|享受)了?(?:约|近|超|逾|超过|不少于|不低于|不超过|最高)?$"
)
_GIVEN = re.compile(r"(?<=..)(?:发放|兑现|拨付|减免|提供)(?=[\u4e00-\u9fff]{2,8}$)")
_BODY = re.compile(r"(?P<body>.{0,12}?(?:企业|公司|机构|单位|商户))(?P<rest>[^的、和及与]{2,4})$")
_JOINER = re.compile(r"(?:和|及|以及|与)$")
# 32个项目累计|完成投资, 2705人初步|达成意向: an adverb of the verb behind it
_ADVERB_ENDS = re.compile(
    r"(?:(?<=..)(?:累计|累計|合计|共计|总计)|初步|基本|顺利|順利|陆续|先后|相继|当场|现场|成功|正式|实际|实地|如期)+$"
)
_CLOSED = frozenset("，。；：！？、（）,;.)” 　\n")
_SELDOM = frozenset(
    ["%", "倍", "pp", "基点", "CNY", "USD", "EUR", "HKD", "TWD", "JPY", "GBP", "m2", "index_point", "rank", "岁", "年"]
)


def noun_behind(slot: Slot, phrase: str, words: Lexicon) -> tuple[str, int]:
    """`(noun phrase, characters of slot.right it takes)` behind the figure; `("", 0)` where there is none.

    `phrase` is what stands before: where that is a noun already, money and measures take none behind.
    """
    right = slot.right
    if not right or right[0] in _CLOSED or _STANDS.match(right):
        return "", 0
    nominal = bool(phrase) and not phrases.is_verbal(phrase, words)
    part = slot.quantity.unit == "%" and bool(_LINK.match(right))  # 全市三成的企业: the part stands behind
    if nominal and not part and len(phrase) > 3 and (slot.quantity.unit in _SELDOM or _LINK.match(right)):
        # 新设立两只基金: a verb closes the left side and the noun is still to come
        if not words.content.suffix(phrase) and not _CLOSES.search(slot.left):
            if not (_LINK.match(right) and phrases.is_predicate(phrase, words)):
                return "", 0  # but 始终只收0.8元的租金
    text = _LINK.sub("", right)
    offset = len(right) - len(text)
    if not text:
        return "", 0
    if (not phrase or phrases.is_verbal(phrase, words)) and (more := _MORE.match(text)):
        text, offset = text[more.end() :], offset + more.end()  # 两个以上产业集群
    if (opening := _START.match(text)) and not (
        _VERB_START.match(text)
        and not _PARTITIVE.search(slot.left)
        and not text.startswith(("来自", "來自"))
        and not _PLACES.match(text)
        and _attributive(text[opening.end() :], words)
    ):
        return "", 0
    skip = opening.end() if opening else 0
    stop = len(text)
    for found in _STOP.finditer(text):
        sign = found.group()
        if found.start() < skip:
            continue
        if found.start() == 0:
            return "", 0
        if sign == "、" and (
            part or text[: found.start()].endswith(("级", "类", "型")) or _list_goes_on(text, found.end())
        ):
            continue
        if found.start() < 2 and sign not in _CLOSED:
            continue
        stop = found.start()
        break
    if stop == len(text) and not slot.last and slot.quantity.unit not in _SELDOM:
        size = next((d for d in words.dependent_longest if text.endswith(d)), "")
        if size and len(text) - len(size) >= 2 and size not in ("资金", "占地"):
            stop -= len(size)  # 4条道路|全长9.6公里
        elif given := _GIVEN.search(text):
            stop = given.start()  # 为87家企业|发放贷款3.2亿元
    if slot.quantity.unit in ("家", "户") and (body := _BODY.match(text[:stop])):
        if not body["rest"].endswith(words.countable):
            stop = body.end("body")  # 66家企业满意度达92%: what is said of them is no part of their name
    noun = _JOINER.sub("", text[:stop])
    noun = re.sub(r"(?<=..)[共均已都]$", "", noun.strip("的 　").removeprefix("等"))
    noun = _ADVERB_ENDS.sub("", noun)
    return (noun, offset + stop) if noun else ("", 0)


def _attributive(rest: str, words: Lexicon) -> bool:
    """Whether a verb right behind a figure only describes the noun after it (220个参选园区, 41家入驻企业)."""
    stop = _ENDS.search(rest, 1)  # 近七成上榜企业集聚在高新区
    noun = (rest[: stop.start()] if stop else rest).removesuffix("中")
    return 2 <= len(noun) <= 6 and noun.endswith(words.countable)


def _list_goes_on(text: str, after: int) -> bool:
    """Whether a 、 stands inside one noun phrase: a 的 and a noun close it before the clause ends."""
    rest = re.split(r"[，。；：]", text[after:], maxsplit=1)[0]
    return len(rest.rpartition("的")[2]) >= 2 if "的" in rest else False


def predicate_behind(slot: Slot) -> str:
    """The predicate after a bare count (9项在全国复制推广), without punctuation; empty where there is none."""
    text = re.split(r"[，。；：！？、（）,;]", slot.right, maxsplit=1)[0].strip(" 　”")
    if _STANDS.match(text) or _PLACED.fullmatch(text):
        return ""
    text = (
        re.sub(r"^(?:均|都|全|皆)?[为為是](?=.{2})", "", text) if text[:1] in "均都全皆为為是" else text
    )  # 43家为新面孔
    return text if 2 <= len(text) <= 20 and _START.match(right := slot.right) and right[0] not in "和及与、" else ""
