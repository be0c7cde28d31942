"""What a figure measures: the words around it, read by the construction that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.attribution import phrases
from extract.attribution.carriers import Subject
from extract.attribution.clauses import Slot
from extract.attribution.completing import Completing
from extract.attribution.frames import Frame
from extract.attribution.nouns import noun_behind
from extract.attribution.state import MONEY, State

_USE = re.compile(
    r"(?:以上|左右)?(?:将|拟|都|均)?(?P<verb>用于|用於|投向|投入|布局在|布局|来自|來自|为|為|是|属于|从事|從事|集中在|分布在|由)(?=[\u4e00-\u9fffA-Z“])"
)
_SIZED = re.compile(
    r"(?:年产能?|日产能?|装机容量|总规模|规模|总额|总投资额?|投资额?|总建筑面积|建筑面积|占地面积|面积|注册资本|总金额|金额|授信额度|额度|估值)$"
)
_FIRST = re.compile(r"(?:全[国省市球]|国内|世界|亚洲)?(?:首[条个座家台套]|最大|第一[条个座])(?:的)?")
_THING = re.compile(
    r"的([\u4e00-\u9fffA-Za-z“”]{2,16}?)(?=[，。；、]|$|(?<=.[目地心厂园城线区])在[\u4e00-\u9fff]{2,12}?(?:开工|签约|落户|落地|启动|揭牌|投产|动工|奠基|竣工)|开工|签约|落户|落地|启动|揭牌|投产|动工|奠基|竣工|正在|将|即将|已|正式|拟)"
)
# 租下一间160平方米的厂房: one thing, told by its size
_ONE_OF = re.compile(r"[\u4e00-\u9fff]*[一这该][间座栋幢处块片宗笔张单份项套个層层間棟處塊筆張]$")
_ONE = re.compile(r"的([\u4e00-\u9fff“”]{2,8}?)(?=[，。；、里中内走起开注办成落签创搞做]|$)")
SIZES = {"m2": "面积", "亩": "面积", "坪": "面积", **dict.fromkeys(MONEY, "金额")}
_AND = re.compile(r"[和与與及、]|以及")
_GROWS_BY = re.compile(r"(?:以上|左右|以内)?的?(?:年均|平均)?(?:增长|增速|增幅|成长)(?:速度|率)?(?:$|[，。；、])")
_COMES = re.compile(r"参会|参加|出席|参展|与会|到会|參加|出席")
_ABOVE = re.compile(r"(?:明显|大幅|远)?(?:高于|低于|快于|慢于|超过|高|低)$")
_STAKE = re.compile(r"(?:的)?(?:股权|股份|股權)(?!激励)")
_STAKE_VERB = re.compile(r"持有|持股|控股|控制|收购|受让|购买|转让|出售|增持|减持|认购|剩余|其余|质押|回购|取得|获得")
_HOLDS = frozenset(["持有", "持股", "控股", "控制"])
_GRANT = re.compile(
    r"(?:的)?(?:比例|标准|額度|额度)?(?:分别)?(?:给予|予以|进行|提供|一次性|给与|發放|发放)*"
    r"(?:(?:最高|不超过|上限|最多)(?:为)?(?:人民币)?[\d.,，]+[万亿]?元的?)?(?P<what>补助|补贴|奖励|资助|贴息|返还|扶持|奖补|补偿|退税|配套)"
)
_BARE_VERBS = frozenset("至到达即收开按")
_REACHES = re.compile(r"[\u4e00-\u9fff]{1,3}[到至]")
_SCORE = re.compile(r"的(总成绩|综合成绩|成绩|总分|综合得分|得分|总评分)")
_RATE_BEHIND = re.compile(r"(?:年均)?(?:增长|增速|增幅|速度|成长|涨幅)(?:速度)?")
_SAYS_NOTHING = re.compile(r"(?:目标|规模|水平|关口|大关|门槛|新?台阶|新?量级|新?高度)")
_WITH_NOUN = ("level", "percent", "share", "ratio_bare", "points", "ratio")


@dataclass(slots=True)
class Figure:
    """One figure while it is read: its construction, and what is known so far of what it measures."""

    slot: Slot
    frame: Frame
    subject: Subject
    phrase: str = ""
    post: str = ""  # the noun behind it
    head: str = ""  # the counted thing
    carried: int = 0  # 1: the indicator was told in the sentence, 2: before it

    @property
    def is_level(self) -> bool:
        """Whether the figure is the thing itself and no rate of it."""
        return self.frame.kind == "level" and self.slot.quantity.unit not in ("%", "pp", "基点", "倍", "rank")

    def is_now(self, name: str, phrase: str) -> None:
        """Takes another construction, which adds nothing to its indicator, for the one that the left side made."""
        self.frame = replace(self.frame, name=name, suffix="")
        self.phrase = phrase

    def grows(self, phrase: str) -> None:
        """Takes the figure for a rate of growth."""
        self.frame = replace(self.frame, name="growth", kind="growth", suffix="")
        self.phrase = phrase


class Measuring(Completing):
    """Reads the words before a figure and the noun behind it."""

    def _read_around(self, figure: Figure, state: State) -> None:
        """Finds the phrase before a figure and the noun behind it; either may tell that the frame is another one."""
        figure.phrase = self._own_words(figure, state)
        self._grown(figure, state)
        self._noun(figure, state)
        self._used(figure, state)
        self._told_by_size(figure)
        self._scored(figure, state)
        self._held_or_granted(figure, state)
        self._thing_behind(figure)
        if figure.slot.quantity.unit in ("人", "名", "位", "人次") and (comes := _COMES.match(figure.slot.right)):
            figure.post, figure.phrase = "", f"{comes.group()}人数"
            figure.frame = replace(figure.frame, name="attendance")
        if figure.post and _RATE_BEHIND.fullmatch(figure.post):
            figure.post = ""
            figure.grows(_ABOVE.sub("", figure.phrase))
        elif figure.post and _SAYS_NOTHING.fullmatch(figure.post):
            figure.post = ""

    def _own_words(self, figure: Figure, state: State) -> str:
        """The phrase before a figure; empty where it is too little to measure anything."""
        phrase = phrases.clean(figure.frame.phrase, self.words)
        if figure.slot.quantity.unit == "%" and phrase.endswith(("占股", "持股")):
            phrase = phrase[-2:] + "比例"
        if phrase in _BARE_VERBS and state.last:
            return ""
        if len(phrase) == 1 and figure.frame.kind in ("growth", "change") and state.last:
            return ""  # 按, 收, 半: no measure has one character
        return "" if _REACHES.fullmatch(phrase) else phrase  # 扩充到400名: a verb of reaching, whatever it is

    def _grown(self, figure: Figure, state: State) -> None:
        """Growth that a joiner or the words behind tell: 分别增长62%和1.1倍, 以…36%的速度增长."""
        slot, frame, last = figure.slot, figure.frame, state.last
        if (
            frame.name == "ratio_bare"
            and _AND.fullmatch(slot.left)
            and last
            and last.kind == "growth"
            and not slot.first
        ):
            figure.frame = frame = replace(frame, name="growth", kind="growth", phrase="")
            figure.phrase = ""
        if slot.quantity.unit in ("%", "倍") and frame.name in ("percent", "ratio_bare"):
            if _GROWS_BY.match(slot.right):
                figure.grows(phrases.clean(_ABOVE.sub("", figure.phrase), self.words))

    def _noun(self, figure: Figure, state: State) -> None:
        """The noun behind a figure whose frame leaves room for one."""
        slot, frame = figure.slot, figure.frame
        if not (frame.start_point or frame.endpoint) and frame.name in _WITH_NOUN:
            figure.post, slot.consumed = noun_behind(slot, figure.phrase, self.words)
        elif frame.start_point and not figure.phrase and not state.indicator:
            post, used = noun_behind(slot, "", self.words)  # 从最初的3万平方米孵化面积
            if post.endswith(("到", "至")) or (post and phrases.is_verbal(post, self.words)):
                post = ""
            figure.post = post
            slot.consumed = used if post else slot.consumed

    @staticmethod
    def _used(figure: Figure, state: State) -> None:
        """What a part is used for, or consists of: 四分之一投向…, 三成来自…"""
        slot = figure.slot
        if figure.post or slot.quantity.unit != "%" or figure.frame.name not in ("percent", "share"):
            return
        use = _USE.match(slot.right)
        if use is None:
            return
        again = state.last is not None and state.last.rule == "use"
        whole = figure.phrase or state.topic or (state.whole if again else state.head or state.indicator)
        state.whole = whole
        part = re.split(r"[，。；、（）]", slot.right[use.end("verb") :], maxsplit=1)[0]
        if use["verb"] == "由":
            figure.is_now("use", f"由{part}的{whole}占比")
        elif use["verb"] in ("为", "為", "是", "属于"):
            figure.is_now("use", f"{part}占{whole}比重")
        else:
            figure.is_now("use", f"{whole}{use['verb']}{part}占比")

    @staticmethod
    def _told_by_size(figure: Figure) -> None:
        """A thing behind the figure that is told by its size: 投资102亿元的某项目, 一间160平方米的厂房."""
        slot = figure.slot
        if (
            figure.post
            and slot.right.startswith("的")
            and (sized := _SIZED.fullmatch(figure.phrase))
            and (thing := _THING.match(slot.right))
        ):
            figure.post, figure.phrase = "", thing[1] + sized.group()
        unit = slot.quantity.unit
        if _ONE_OF.fullmatch(figure.phrase) and unit in SIZES and (thing := _ONE.match(slot.right)):
            figure.post, figure.phrase = "", thing[1] + SIZES[unit]

    def _scored(self, figure: Figure, state: State) -> None:
        """The score by which somebody is placed: 以88.6分的总成绩, 以79分夺魁."""
        slot = figure.slot
        if slot.quantity.unit not in ("分", "index_point"):
            return
        scored = _SCORE.match(slot.right)
        if scored and not figure.phrase.endswith("分"):
            figure.post, figure.phrase = "", self._evaluated() + scored[1]
            slot.consumed = scored.end()
        elif figure.phrase in ("得", "获", "获得", "取得", "共得") and self._rank.endswith("排名"):
            figure.post, figure.phrase = "", self._rank.removesuffix("排名").removesuffix("得分") + "得分"
        elif slot.left.endswith(("指数以", "指數以")):
            # 技术转化指数以2114.7点居首
            figure.post, figure.phrase = "", phrases.clean(figure.frame.phrase.removesuffix("以"), self.words)
        elif slot.left.endswith("以"):
            figure.post = ""  # 某园区以79分夺魁: its score in the ranking told of
            figure.phrase = next(
                (r.removesuffix("排名") for r in (state.rank, self._rank) if r.endswith("得分排名")),
                "比赛得分" if self.subjects.main.type == "event" else "得分",
            )

    def _held_or_granted(self, figure: Figure, state: State) -> None:
        """A stake (持有某公司19.5%的股权, 收购80%股权), or a part of the costs (按设备价款的10%补助)."""
        slot = figure.slot
        if slot.quantity.unit != "%":
            return
        if stake := _STAKE.match(slot.right):
            verb = _STAKE_VERB.search(slot.left)
            figure.is_now("stake", "持股比例" if verb is None or verb[0] in _HOLDS else f"{verb[0]}股权比例")
            figure.post, slot.consumed = "", stake.end()
        elif grant := _GRANT.match(self.notes.article.text, slot.quantity.end):
            figure.is_now("grant", f"{state.topic}{grant['what']}比例")
            figure.post = ""

    def _thing_behind(self, figure: Figure) -> None:
        """设立规模20亿元的基金: the measure stands before the figure, the thing behind it."""
        if figure.post or not (sized := _SIZED.search(figure.phrase)):
            return
        if thing := _THING.match(figure.slot.right):
            own = figure.phrase[: sized.start()]
            if phrases.is_verbal(own, self.words) or _FIRST.fullmatch(own):
                planned = "规划" if own.endswith("规划") and sized.group().startswith(("面积", "占地")) else ""
                figure.phrase = thing[1] + planned + sized.group()
