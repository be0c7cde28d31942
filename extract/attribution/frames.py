"""Constructions around a figure: they fix its kind, its base and the words that are left for the indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.attribution.changes import NOMINAL, change_verb, comparison, endpoint_verb, strip_tail
from extract.attribution.lexicon import Lexicon
from schemas.records import FactKind, Quantity


@dataclass(slots=True)
class Frame:
    """A construction read off the left side of a figure.

    `phrase` is what is left for the indicator, not cleaned yet; `base` the printed term of comparison, field or whole.
    """

    name: str
    kind: FactKind
    phrase: str
    base: str | None = None
    negative: bool = False
    endpoint: bool = False  # 提高到: the figure is the level reached
    start_point: bool = False  # 由2014年的146家: the figure is the level left
    suffix: str = ""  # what the construction adds to the indicator (占…比重, 排名)


@dataclass(frozen=True, slots=True)
class _Patterns:
    share: re.Pattern[str]
    ratio: re.Pattern[str]
    above: re.Pattern[str]
    versus: re.Pattern[str]
    start_point: re.Pattern[str]
    complete: re.Pattern[str]


_OF_A_TIME = re.compile(r"(?:去年|上年|前年|年)?(?:同期)?(?:水平)?的?")
_PATTERNS = _Patterns(
    share=re.compile(
        r"(?:所?[占佔](?!有|地(?!区)|据|率|股)[到去了]?)(?P<base>[^占佔，]{0,24}?)(?:的)?(?P<word>比重|比例|比率|份额|权重|总量|总数|比)?(?:由|从|的)?(?:上年|去年)?的?$"
    ),
    ratio=re.compile(
        r"(?:是|为|為|约为|相当于|相當於|达到?|系|(?<!不)(?:到(?![位账帳期场場货貨])|至))(?P<base>[^，是为為]{1,24}?的?(?<=的)|[^，是为為]{1,12}?(?:前|年|时|期|水平|平均))$"
    ),
    above=re.compile(
        r"(?<!不)(?P<verb>高于|高於|高出|快于|快於|好于|好於|优于|優於|多于|多於|超出|超过|超過|领先于?|領先|低于|低於|慢于|少于|落后于?|超)(?P<base>[^，]{2,14}?)(?:平均水平|平均)?$"
    ),
    versus=re.compile(
        r"(?<![同环環占佔对對])(?:比(?![重例率值价])|较|較|與|与)(?P<base>[^，]{0,16}?)"
        r"(?P<verb>高出|高|快|多出|多了|多|长|長|早|贵|貴|重|大|强|低出|低|慢|少了|少|短|晚|便宜|轻|輕|小|弱)$"
    ),
    start_point=re.compile(
        r"(?<![来來同对對占佔环環])(?:(?:由|从|自|從|优于|優於|超越|好于|不及|逊于|遜於|(?:低于|高于|低於|高於)(?=的$))|(?:较|較|比)(?=.))(?P<base>[^，由从從比占]{1,10}的|的|平均|日均|月均|最初的?|不足|)"
        r"(?:不足|不到|约|近|仅|最多|平均)?$"
    ),
    complete=re.compile(
        r"(?:完成|达到|达|实现)(?P<base>(?:全年|年度|年|全部|总|原定|既定)?(?:目标任务|计划任务|目标|计划|任务|进度)(?:任务)?)的?$"
    ),
)


# 中位数仅平均数的78.8%, 28人不足编制的六成: the part is what was told before
# 离目标还差0.6个百分点
_SHORT_OF = re.compile(
    r"(?:离|離|距离?|距離|[与与和跟同]|比(?![例重率值])|较)(?P<base>[^，]{2,14}?)(?:尚|还|還|仍)(?:差|缺|相差)(?:了|着)?(?:约|近)?$"
    r"|的?(?P<set>(?:规划|年度|全年|既定)?(?:目标|目標|计划|任务|标准|要求|门槛))(?:尚|还|還|仍)(?:差|缺|相差)(?:了|着)?(?:约|近)?$"
)
# 同比多开68列, 较上年少排放2万吨: a verb between the sign and the figure
_MORE_DONE = re.compile(
    r"(?:同比|环比|(?:较|比)(?:上|去|前|往|同|历)[^，]{1,6}?)(?P<sign>多|少)(?!于|於|出|了|数|量)[\u4e00-\u9fff]{1,3}了?$"
)
# 贷款余额73亿元，比年初新增19亿元: a change of what was told
_SINCE_ADDED = re.compile(r"(?<![同环])(?:比|较|較)(?P<base>[^，]{0,8})(?:新增|净增|淨增)了?$")
_ONLY_OF = re.compile(
    r"(?:不超过|不超過|不低于|不低於|不少于|不高于|仅|僅|只有|只|仅为|僅為|仅是|相当于|相當於|不足|不到|不及|只及|仅及|还不到|约为|約為|(?<!不)超过|接近)(?P<base>[^，的]{2,14})的(?:约|近)?$"
)
# 完成了全市工业增加值的六分之一, 贡献了其中的27%
_CONTRIBUTES = re.compile(
    r"(?:贡献|创造|撑起|包揽|拿走|完成|承担|占据|集聚|集中|产出)了?(?P<base>[^，]{2,14})的(?:约|近|超过|超)?$"
)
# 海外客户贡献了收入的18.5%: who contributes is a part of the whole that follows
_EARNINGS = re.compile(
    r"(?:营业|主营业务|销售|总)?(?:收入|营收|营业额|销售额|产值|利润|税收|出口额?|进出口额?|出货量|交易额|订单)"
)
_AREA_AND = re.compile(r"(?P<area>全[国省市区县球國區縣园園]|全行业|区内|园区|市场)(?P<what>.{2,})")
_SHARE_WORD = re.compile(r"[占佔比增减降提升]")
# 国土面积不到全国的千分之四
_OF_AREA = re.compile(r"(?P<base>全[国省市区球县國]|[^，的占佔约近超]{0,6}总[量数额])的?$")


_MINUS = frozenset("-－−﹣")
_MOVES = frozenset(("进", "退", "再进"))
_OF_VALUE = frozenset(("缩水", "瘦身", "走低", "走弱", "走高", "走强", "滑坡", "收缩", "下修", "上修", "便宜"))
_SPEEDS = frozenset(("提速", "加快", "放缓", "减缓", "降速", "减速"))
_DRAGS = re.compile(r"(?:下拉|拉低|拖累|拖低|影响)[^，]{0,12}(?:增速|增长|增幅|增势)?$")
_FALL = re.compile(r"(?:降幅|跌幅|减幅|減幅|下降幅度|下滑幅度)$")
_SET = re.compile(
    r"(?:计划|計劃|目标|目標|预算|預算|预期|預期|要求|上限|下限|标准|標準|限值|红线|警戒线|门槛|序时|时序|进度|任务|亚军|冠军"
    r"|第[一二三四五六七八九十\d]+[名位])$"
)
_SIGNED_AFTER = re.compile(r"(?:同比|环比|環比|按年|按月|(?:较|較|比)[^，]{0,12})$")


def read(left: str, quantity: Quantity, words: Lexicon) -> Frame:
    """The frame of a figure from the words on its left (without periods, without parenthesised text)."""
    patterns = _PATTERNS
    unit = "pp" if quantity.unit == "基点" else quantity.unit
    if quantity.text[0] in _MINUS and (not left.strip() or _SIGNED_AFTER.search(left)):
        left = f"{left.rstrip()}+"  # 同比-3.2%, （-5人）: the figure has the sign, and a sign is a verb of change
    core, _tail = strip_tail(left, words)
    if unit == "rank":
        return _rank(left, quantity, words)
    if (found := patterns.start_point.search(core)) and len(found["base"]) <= 10:
        stem = core[: found.start()].removesuffix("实现")  # 上市企业实现从3家到11家的跨越
        inner = read(stem, quantity, words) if stem else Frame("level", "level", "")
        if inner.name == "growth" and stem.endswith(tuple(NOMINAL)):
            return replace(inner, name="start_point", start_point=True)  # 增速由一季度的3.2%回升至…
        if inner.name in ("level", "percent", "share", "ratio_bare", "share_of") or not stem:
            kind: FactKind = "share" if unit == "%" else inner.kind
            return replace(inner, name="start_point", kind=kind, start_point=True)
    compound = endpoint_verb(left, words)
    if compound is not None:
        phrase, _verb = compound
        phrase, base = comparison(phrase)
        if found := patterns.share.search(phrase):
            return Frame(
                "share_endpoint", "share", phrase[: found.start()], found["base"] or None, endpoint=True, suffix="占"
            )
        if unit == "%" and (fall := _FALL.search(phrase)):
            # 降幅收窄到2.2%: still a fall
            return Frame("endpoint", "growth", phrase[: fall.start()], base, negative=True, endpoint=True)
        kind = "level" if unit != "%" else "growth" if _verb in _SPEEDS else "share"
        return Frame("endpoint", kind, phrase, base, endpoint=True)
    relative = unit in ("%", "倍", "pp")
    if unit in ("%", "倍") and (found := patterns.complete.search(core)):
        return Frame("completion", "share", core[: found.start()], found["base"], suffix="完成")
    verb, down = change_verb(core, words)
    if not verb and _tail.startswith("了"):
        verb, down = change_verb(f"{core}了", words)  # 慢了, 多了: adjectives that 了 makes verbs
        core = f"{core}了" if verb else core
    if verb in _MOVES or (verb in _OF_VALUE and unit not in ("%", "倍", "pp", "CNY", "USD", "TWD", "HKD")):
        verb = ""  # 搬进, 走进: only places in a ranking move by 进; 估值缩水14家 are counted
    if (found := _DRAGS.search(core)) and unit in ("pp", "%"):
        return Frame("change", "change" if unit == "pp" else "growth", core, negative=True)
    plain_change = bool(verb) and verb not in ("高出", "多出")
    if not plain_change and (found := patterns.versus.search(core)):
        negative = found["verb"][0] in "低慢少短晚便轻輕小弱"
        kind = "growth" if unit in ("%", "倍") else "change"
        return Frame("versus", kind, core[: found.start()], found["base"] or None, negative=negative)
    if not relative and (found := _MORE_DONE.search(core)):
        return Frame("versus", "change", core[: found.start()], None, negative=found["sign"] == "少")
    if not relative and (found := _SINCE_ADDED.search(core)):
        return Frame("change", "change", core[: found.start()], found["base"])
    if verb and not (core.endswith(("新增", "新增加")) and unit not in ("%", "倍", "pp")):
        phrase = core[: -len(verb)]
        if verb in ("高于", "低于", "快于", "慢于", "多于", "少于", "领先", "落后") or (
            relative and patterns.above.search(core)
        ):
            pass
        else:
            phrase, base = comparison(phrase)
            kind = "growth" if unit in ("%", "倍") else "change"
            if found := patterns.share.search(phrase):
                return Frame("share_change", kind, phrase[: found.start()], found["base"] or None, down, suffix="占")
            return Frame("growth" if kind == "growth" else "change", kind, phrase, base, down)
    if (unit == "pp" or relative) and (found := patterns.above.search(core)):
        negative = found["verb"] in ("低于", "慢于", "少于", "落后", "落后于")
        if unit == "pp" or found["verb"] not in ("超过", "超"):
            return Frame("above", "change", core[: found.start()], found["base"], negative=negative)
    if unit in ("index_point", "分") and (found := patterns.above.search(core)):
        if found["verb"].startswith(("高", "低", "快", "慢", "多", "少", "领先", "落后")):
            # 大型企业景气指数132.8，高出小微企业23.1点
            negative = found["verb"].startswith(("低", "慢", "少", "落后"))
            return Frame("above", "change", core[: found.start()], found["base"], negative=negative)
    if found := _SHORT_OF.search(left):
        return Frame("above", "change", left[: found.start()], found["base"] or found["set"], negative=True)
    if found := patterns.above.search(core):
        # 高于全国平均水平17.4件
        if found["verb"] not in ("超过", "超", "超出", "超過") and re.search(
            "平均|均值|全[国省市球國]|标准", found.group()
        ):
            negative = found["verb"].startswith(("低", "慢", "少", "落后"))
            return Frame("above", "change", core[: found.start()], found["base"], negative=negative)
    if (found := patterns.above.search(core)) and _SET.search(found["base"]):
        # 超计划2个亿, 领先第二名2.75分: what was set, or another's place
        kind = "growth" if unit in ("%", "倍") else "change"
        negative = found["verb"].startswith(("低", "慢", "少", "落后"))
        return Frame("above", kind, core[: found.start()], found["base"], negative=negative)
    if unit == "倍":
        if "翻" in quantity.text or quantity.text.startswith(("多", "增")):
            phrase, base = comparison(core.removesuffix("翻了").removesuffix("翻"))
            return Frame("growth", "growth", phrase, base)
        if found := patterns.ratio.search(left.removesuffix("约").removesuffix("近")) or patterns.ratio.search(core):
            before = (core if found.string is core else left)[: found.start()]
            grown, _down = change_verb(before, words)  # 增长到2018年的3.5倍
            before = before[: len(before) - len(grown)] if grown else before
            return Frame("ratio", "ratio", before, found["base"].removesuffix("的") or None)
        return Frame("ratio_bare", "ratio", core)
    if unit == "%":
        if (found := _OF_AREA.search(core)) and not re.search(r"[占佔比]", core[: found.start()][-8:]):
            return Frame("share_of", "share", core[: found.start()], found["base"], suffix="占")
        if (found := _CONTRIBUTES.search(left)) and (part := _AREA_AND.match(found["base"])):
            return Frame("contributed", "share", part["what"], part["area"], suffix="占")
        if found and left[: found.start()].strip() and _EARNINGS.fullmatch(found["base"]):
            return Frame("contributed", "share", left[: found.start()], found["base"], suffix="占")
        if found and found["base"] in ("其中", "总数", "总额", "总量", "全部"):
            return Frame("contributed", "share", left[: found.start()], suffix="占")
        if (found := patterns.ratio.search(core)) and not found["base"].startswith(("以", "由")):
            if _OF_A_TIME.fullmatch(found["base"]):  # 恢复至去年同期的85%: the time itself is masked
                return Frame("ratio", "ratio", re.sub("(?:已|均)?(?:恢复|恢復|回升|回落)$", "", core[: found.start()]))
            return Frame("share_of", "share", core[: found.start()], found["base"].removesuffix("的"), suffix="占")
        if found := patterns.share.search(core):
            return Frame("share", "share", core[: found.start()], found["base"] or None, suffix="占")
        if (found := _ONLY_OF.search(left)) and not _SHARE_WORD.search(found["base"]):
            return Frame("part_of", "share", left[: found.start()], found["base"])
        rate = core.endswith(("增率", "減率", "减率"))  # 年增率分別為6.7%及9.3%
        return Frame("percent", "growth" if rate else "share", core)
    if unit == "pp":
        return Frame("points", "change", core)
    return Frame("level", "level", core)


_ORDINAL = re.compile(r"第|首|冠|榜|魁|前|一|末|Top|TOP")
_WITHIN = re.compile(r"(?:^|(?<=[，\u4e00-\u9fff]))在([^，在居列]{2,16}?)(?:之中|当中|之|中|里头|里|内)$")
_FIELD = re.compile(r"(?:居|列|排名|位于|跃居|占据|在|为|升至|排|位居|位列)([^，居列在排]{2,20}?)(?:之|中|里|的)?$")


def _rank(left: str, quantity: Quantity, words: Lexicon) -> Frame:
    """A position, or a move in a ranking (上升7位) where the figure is no ordinal."""
    base: str | None = None
    core, _tail = strip_tail(left, words)
    if not _ORDINAL.search(quantity.text):
        verb, down = change_verb(core, words)
        if verb:
            phrase, base = comparison(core[: -len(verb)])
            return Frame("rank_move", "change", phrase, base, negative=down, suffix="排名")
    text = left
    start_point = bool(re.search(r"(?:由|从|從)$", left.rstrip("的")))
    for _ in range(12):
        if word := words.rank_verbs.suffix(text):
            scored = word[0] == "分" and text[: -len(word)].endswith(("得", "评", "积", "总", "均", "加"))
            text = text[: 1 - len(word)] if scored and len(word) > 1 else text[: -len(word)]  # 综合得分|居
            if scored:
                break
            continue
        shorter = re.sub(r"(?:中|之|里)$", "", text)
        if shorter != text:
            text = shorter
            continue
        if base is None:
            if found := _WITHIN.search(text):
                base, text = found[1], text[: found.start()]
                continue
            field = next((f for f in words.fields if text.endswith(f)), None)
            if field is not None:
                base, text = field, text[: -len(field)]
                continue
            if found := _FIELD.search(text):
                base, text = found[1], text[: found.start(1)]
                continue
        break
    return Frame("rank", "rank", text, base, start_point=start_point, suffix="排名")
