"""What a clause without a figure puts up for the clauses after it."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.attribution import phrases
from extract.attribution.lexicon import Lexicon
from extract.entities.words import dictionary

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


def clause_topic(clause: str, lexicon: Lexicon) -> str:
    """The noun phrase that a clause without a figure puts up for the clauses after it; empty when there is none."""
    clause = _ALTHOUGH.sub("", _WORTH_SAYING.sub("", _LOOKING.sub("", clause)))
    if _ADVERBIAL.match(clause) or _SPEAKS.search(clause):
        return ""
    if _DISTANCE.match(clause) or "仅次于" in clause or "简称" in clause:
        return ""
    text = phrases.clean(clause, lexicon)
    text = _bare_of_comment(_PREDICATE.sub("", text))
    aspect = _ASPECT.sub("", text)
    if aspect != text and _DIMENSION.fullmatch(aspect):
        return ""  # 城市方面, 贸易方式上: how the figures are sorted, not what they count
    if text.endswith(("分布", "构成")) and _DIMENSION.fullmatch(text):
        return ""  # 园区分布：某高新区8家
    text = aspect
    text = _FROM.sub("", text)
    text = phrases.clean(text, lexicon)
    if not 2 <= len(text) <= 24 or phrases.is_verbal(text, lexicon) or _PART_OF_COUNTRY.fullmatch(text):
        return ""
    if text in ("数量", "家数", "總數", "总数"):
        return ""
    return text
