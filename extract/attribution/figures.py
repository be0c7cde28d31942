"""One figure to one draft (a range to two)."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.attribution import phrases
from extract.attribution.carriers import Subject, is_country_name
from extract.attribution.clauses import FILL, Slot
from extract.attribution.completing import Completing
from extract.attribution.drafts import Draft
from extract.attribution.frames import Frame
from extract.attribution.nouns import noun_behind
from extract.attribution.ranking import suffixed
from extract.attribution.state import MEASURES, MONEY, POINTS, UNCOUNTED, State
from schemas.records import Modality, Quantity, Rejection

_AIM_BEHIND = re.compile(r"(?:以上|左右)?的?(?:目标|预期目标|规划目标|奋斗目标)")
_ONCE = re.compile(
    r"[由从從](?:原来|原來|原先|最初|过去|過去|以前|以往|此前|当初|當初|目前|现在|現在)的?(?:不足|近|约|約)?$"
)
_AIM = re.compile(r"(?:目标|目標|任务数?|计划数?)$")
_USE = re.compile(
    r"(?:以上|左右)?(?:将|拟|都|均)?(?P<verb>用于|用於|投向|投入|布局在|布局|来自|來自|为|為|是|属于|从事|從事|集中在|分布在|由)(?=[\u4e00-\u9fffA-Z“])"
)
_RATE = re.compile(
    r"平均每|每[家名位户园台]|每月|每户|人均|每万|每天|日均|户均|每百|每人|每亩|每平方|亩均|地均|月均|年均"
)


_SIZED = re.compile(
    r"(?:年产能?|日产能?|装机容量|总规模|规模|总额|总投资额?|投资额?|总建筑面积|建筑面积|占地面积|面积|注册资本|总金额|金额|授信额度|额度|估值)$"
)
_FIRST = re.compile(r"(?:全[国省市球]|国内|世界|亚洲)?(?:首[条个座家台套]|最大|第一[条个座])(?:的)?")
_THING = re.compile(
    r"的([\u4e00-\u9fffA-Za-z“”]{2,16}?)(?=[，。；、]|$|开工|签约|落户|落地|启动|揭牌|投产|动工|奠基|竣工|正在|将|即将|已|正式|拟)"
)
# 租下一间160平方米的厂房: one thing, told by its size
_ONE_OF = re.compile(r"[\u4e00-\u9fff]*[一这该][间座栋幢处块片宗笔张单份项套个層层間棟處塊筆張]$")
_ONE = re.compile(r"的([\u4e00-\u9fff“”]{2,8}?)(?=[，。；、里中内走起开注办成落签创搞做]|$)")
_SIZES = {"m2": "面积", "亩": "面积", "坪": "面积", **dict.fromkeys(MONEY, "金额")}
_AND = re.compile(r"[和与與及、]|以及")
_GROWS_BY = re.compile(r"(?:以上|左右|以内)?的?(?:年均|平均)?(?:增长|增速|增幅|成长)(?:速度|率)?(?:$|[，。；、])")
_LESS = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,2}企业|用户|客户)?(?:减少|压减|精简|节省|节约|压缩|缩减)(?=[\u4e00-\u9fff]{2,})"
)
_COMES = re.compile(r"参会|参加|出席|参展|与会|到会|參加|出席")
_ABOVE = re.compile(r"(?:明显|大幅|远)?(?:高于|低于|快于|慢于|超过|高|低)$")
FIELD = re.compile(
    r"^(?P<topic>.*?)(?:排?在|居|位居|位列|列)(?P<area>全[球国省市区國]|世界|国内)?(?:各|参评的?|所有)?$"
)
"""What stands before a count of those among whom something is ranked (在全省|52家高新区中列第七)."""


_STAKE = re.compile(r"(?:的)?(?:股权|股份|股權)(?!激励)")
_STAKE_VERB = re.compile(r"持有|持股|控股|控制|收购|受让|购买|转让|出售|增持|减持|认购|剩余|其余|质押|回购|取得|获得")
_HOLDS = frozenset(["持有", "持股", "控股", "控制"])
_GRANT = re.compile(
    r"(?:的)?(?:比例|标准|額度|额度)?(?:分别)?(?:给予|予以|进行|提供|一次性|给与|發放|发放)*"
    r"(?:(?:最高|不超过|上限|最多)(?:为)?(?:人民币)?[\d.,，]+[万亿]?元的?)?(?P<what>补助|补贴|奖励|资助|贴息|返还|扶持|奖补|补偿|退税|配套)"
)
_SPENT_ON = re.compile(
    r"(?:每年|坚持|均)*[把将](?P<whole>[\u4e00-\u9fff]{2,10}?)(?:投入|用于)(?:到|于)?(?P<what>[\u4e00-\u9fff]{0,4}研发|创新|技改)占比"
)
_ZONES_FIRMS = re.compile(
    r"(?:上市|瞪羚|独角兽|高新技术|规上|专精特新|小巨人|科技型中小|在园|入园)[^，。]{0,6}(?:企业|公司)$"
)
_AWARD_ONLY = re.compile(
    r"(?:一次性|最高|给予)*(?:[\u4e00-\u9fff]{0,2}?)(?:奖励|补助|补贴|资助|扶持|贴息|奖补|支持|补偿)(?:比例|金额)?"
)
_ONE_OF_EACH = re.compile(
    r"每[\d一二三四五六七八九十百千万]+[个件块台套辆片颗张只支条款家名位]([\u4e00-\u9fff]{2,12}?)(?:里|中|当中|，|就|便)"
)
_LAND = re.compile(
    r"量$|成交|去化|出租|租赁|吸纳|供应|库存|盘活|腾出|拆除|改造|面积|面積|占地|用地|土地|空间|場地|场地|绿地|耕地|林地|地块|建设|规模|楼面|体量"
)
_MARKET_IS = re.compile(
    r"(?:主要|前[一二三四五六七八九十]大)?(?P<flow>出口|进口|進口|进出口|進出口)(?:市场|市場|国家|國家|目的地|来源地|伙伴|夥伴)(?:依次|分别|依序|分別)?(?:为|是|為)(?P<who>.{2,8})"
)
_MARKETS = re.compile(
    r"(?:主要|前[一二三四五六七八九十]大|主力|对[\u4e00-\u9fff]{2,5}(?=[出进進外贸貿]))?(?P<flow>出口|进口|進口|进出口|進出口|外销|外銷|贸易|貿易)(?:市场|市場|国家|國家|地区|地區|对象|對象|目的地|来源地|伙伴|夥伴|(?<=[口易]))"
)
_BY_YEAR = re.compile(r"(?:力争|争取|确保|目标|预计|计划)?(?:，)?到(?:20\d\d年|“?十[四五]五”?末)")
_OF_ALL_CHINA = re.compile(r"^全国(?:现|已|目前|累计)?(?:共有|现有|共|有)?")
_BARE_VERBS = frozenset("至到达即收开按")
_PART = re.compile(r"其中|当中|當中|此外|另")
_LOSS_OF = re.compile(r"(?<=利润|净利|利潤|盈利)(?:为|出现|预计)?(?:净|淨)?(?:亏损|虧損)(?:额|額)?$")
_GAINS = frozenset(("盈利", "净盈利", "获利", "實現盈利"))
_PROFITS = ("利润", "净利", "利潤", "盈利")
_REACHES = re.compile(r"[\u4e00-\u9fff]{1,3}[到至]")


def kind_of_level(frame: Frame, quantity: Quantity) -> bool:
    """Whether the figure is the thing itself and no rate of it."""
    return frame.kind == "level" and quantity.unit not in ("%", "pp", "基点", "倍", "rank")


_SETTLES = re.compile(r"(?:(?<!所)在|落户|入驻|进驻|落地|布局|扎根)$")


def unit_counts(quantity: Quantity) -> bool:
    """Whether the unit is a classifier that counts things."""
    return quantity.unit not in UNCOUNTED and quantity.unit not in MEASURES


class Figures(Completing):
    """Makes drafts and remembers what the next figures of the sentence may need."""

    def _one(
        self, number: int, slot: Slot, frame: Frame, subject: Subject, state: State, indicator: str | None = None
    ) -> None:
        quantity = slot.quantity
        slot.start_point = frame.start_point
        carried = 0
        post = head = ""
        phrase = phrases.clean(frame.phrase, self.words)
        if quantity.unit == "%" and phrase.endswith(("占股", "持股")):
            phrase = phrase[-2:] + "比例"
        if phrase in _BARE_VERBS and state.last:
            phrase = ""
        if len(phrase) == 1 and frame.kind in ("growth", "change") and state.last:
            phrase = ""  # 按, 收, 半: no measure has one character
        if _REACHES.fullmatch(phrase):
            phrase = ""  # 扩充到400名: a verb of reaching, whatever it is
        if indicator is not None:
            phrase = suffixed(indicator, frame)
            carried = 1
        else:
            last = state.last
            if (
                frame.name == "ratio_bare"
                and _AND.fullmatch(slot.left)
                and last
                and last.kind == "growth"
                and not slot.first
            ):
                frame = replace(frame, name="growth", kind="growth", phrase="")  # 分别增长62%和1.1倍
                phrase = ""
            if quantity.unit in ("%", "倍") and frame.name in ("percent", "ratio_bare") and _GROWS_BY.match(slot.right):
                frame = replace(frame, name="growth", kind="growth", suffix="")
                phrase = phrases.clean(_ABOVE.sub("", phrase), self.words)
            if not (frame.start_point or frame.endpoint) and frame.name in (
                "level",
                "percent",
                "share",
                "ratio_bare",
                "points",
                "ratio",
            ):
                post, slot.consumed = noun_behind(slot, phrase, self.words)
            elif frame.start_point and not phrase and not state.indicator:
                post, used = noun_behind(slot, "", self.words)  # 从最初的3万平方米孵化面积
                if post.endswith(("到", "至")) or (post and phrases.is_verbal(post, self.words)):
                    post = ""
                slot.consumed = used if post else slot.consumed
            if not post and quantity.unit == "%" and frame.name in ("percent", "share"):
                use = _USE.match(slot.right)
                if use:
                    again = state.last is not None and state.last.rule == "use"
                    whole = phrase or state.topic or (state.whole if again else state.head or state.indicator)
                    state.whole = whole
                    part = re.split(r"[，。；、（）]", slot.right[use.end("verb") :], maxsplit=1)[0]
                    if use["verb"] == "由":
                        phrase = f"由{part}的{whole}占比"
                    elif use["verb"] in ("为", "為", "是", "属于"):
                        phrase = f"{part}占{whole}比重"
                    else:
                        phrase = f"{whole}{use['verb']}{part}占比"
                    frame = replace(frame, name="use", suffix="")
            if (
                post
                and slot.right.startswith("的")
                and (sized := _SIZED.fullmatch(phrase))
                and (thing := _THING.match(slot.right))
            ):
                post, phrase = "", thing[1] + sized.group()  # 投资102亿元的某项目
            if _ONE_OF.fullmatch(phrase) and quantity.unit in _SIZES and (thing := _ONE.match(slot.right)):
                post, phrase = "", thing[1] + _SIZES[quantity.unit]
            scored = re.match(r"的(总成绩|综合成绩|成绩|总分|综合得分|得分|总评分)", slot.right)
            if quantity.unit in ("分", "index_point") and scored and not phrase.endswith("分"):
                post, phrase = "", self._evaluated() + scored[1]  # 以88.6分的总成绩
                slot.consumed = scored.end()
            elif quantity.unit in ("分", "index_point") and slot.left.endswith(("指数以", "指數以")):
                post, phrase = (
                    "",
                    phrases.clean(frame.phrase.removesuffix("以"), self.words),
                )  # 技术转化指数以2114.7点居首
            elif quantity.unit in ("分", "index_point") and slot.left.endswith("以"):
                post = ""  # 某园区以79分夺魁: its score in the ranking told of
                phrase = next(
                    (r.removesuffix("排名") for r in (state.rank, self._rank) if r.endswith("得分排名")),
                    "比赛得分" if self.subjects.main.type == "event" else "得分",
                )
            if quantity.unit == "%" and (stake := _STAKE.match(slot.right)):
                # 持有某公司19.5%的股权, 收购80%股权
                post, verb = "", _STAKE_VERB.search(slot.left)
                phrase = "持股比例" if verb is None or verb[0] in _HOLDS else f"{verb[0]}股权比例"
                frame, slot.consumed = replace(frame, name="stake", suffix=""), stake.end()
            elif quantity.unit == "%" and (grant := _GRANT.match(self.notes.article.text, quantity.end)):
                # 购置设备，按设备价款的10%补助
                post, frame = "", replace(frame, name="grant", suffix="")
                phrase = f"{state.topic}{grant['what']}比例"
            if not post and (sized := _SIZED.search(phrase)) and (thing := _THING.match(slot.right)):
                # 设立规模20亿元的基金: the measure stands before the figure, the thing behind it
                own = phrase[: sized.start()]
                if phrases.is_verbal(own, self.words) or _FIRST.fullmatch(own):
                    planned = "规划" if own.endswith("规划") and sized.group().startswith(("面积", "占地")) else ""
                    phrase = thing[1] + planned + sized.group()
            if quantity.unit in ("人", "名", "位", "人次") and (comes := _COMES.match(slot.right)):
                post, phrase, frame = "", f"{comes.group()}人数", replace(frame, name="attendance")
            if post and re.fullmatch(r"(?:年均)?(?:增长|增速|增幅|速度|成长|涨幅)(?:速度)?", post):
                phrase = _ABOVE.sub("", phrase)
                post, frame = "", replace(frame, name="growth", kind="growth", suffix="")
            elif post and re.fullmatch(r"(?:目标|规模|水平|关口|大关|门槛)", post):
                post = ""
            if post and frame.name == "percent" and "、" in post and "的" not in post:
                # 全国三分之一的A、B和C: one share for each
                items = phrases.split_list(post)
                for item in items[:-1]:
                    named, _ = self._combine_post(phrase, item, frame, state, slot)
                    self._one(number, slot, replace(frame, name="share_behind"), subject, state, indicator=named)
                post = items[-1]
            if post and state.among and (field := FIELD.match(slot.left)):
                phrase, head = (field["area"] or "") + post, post
                subject = self._of_field(field["area"], post, slot, state)
            elif post:
                phrase, head = self._combine_post(phrase, post, frame, state, slot)
                if state.whole and not frame.base and phrase.endswith(f"占{state.whole}比重"):
                    frame = replace(frame, base=state.whole)
            else:
                phrase, head, carried = self._complete(phrase, frame, state, slot)
        if quantity.unit == "%" and phrase.endswith("占比") and (each := _ONE_OF_EACH.match(quantity.text)):
            phrase = f"{phrase[:-2]}的{each[1]}占比"  # 每十块芯片里，就有一块来自某市
        if unit_counts(quantity) and len(phrase) > 1 and phrase[-1] in "占佔" and quantity.unit != "席":
            part = phrase[:-1].removesuffix("独")  # 用户单位92家，境外占13家
            phrase = part + state.head if state.head and phrases.needs_head(part, self.words) else part
        if quantity.unit == "席" and phrase and not phrase.endswith("上榜数"):
            phrase = re.sub(r"(?:[占佔]|占据|拿下|夺得)(?:有|了|得)?$", "", phrase) + "上榜数"  # 东部占63席
        if quantity.unit in _SIZES and _SIZES[quantity.unit] == "面积" and kind_of_level(frame, quantity):
            if phrase and not _LAND.search(phrase) and not phrases.is_predicate(phrase, self.words):
                phrase += "面积"  # 园区二期2.8万平方米
        if quantity.unit in ("m2", "亩") and phrase in ("土地", "土地上", "沃土", "沃土上", "热土", "热土上"):
            phrase = "面积"  # 五点六平方公里的土地上，聚集了…
        if quantity.unit == "股" and phrases.is_predicate(phrase, self.words) and phrase:
            phrase += "股份"
        if (
            quantity.unit in ("家", "户")
            and phrase
            and not head
            and phrases.is_predicate(phrase.strip("“”"), self.words)
        ):
            phrase = phrase.strip("“”") + "企业"  # 入园94家: 家 counts firms where nothing else is said
        if quantity.unit == "%" and (spent := _SPENT_ON.fullmatch(phrase)):
            phrase = f"{spent['what']}投入占{spent['whole']}比重"  # 每年把销售收入的9%投入研发
        if _AWARD_ONLY.fullmatch(phrase) and (condition := self._condition(slot)):
            phrase = condition + phrase  # 取得型号合格证的，一次性奖励1500万元
        if kind_of_level(frame, quantity) and phrase.endswith(("增速", "增幅")) and len(phrase) > 4:
            phrase = phrase[:-2]  # the topic spoke of growth, the figure is the thing itself
        if subject.name == "全国" and (told := _OF_ALL_CHINA.sub("", phrase)):
            phrase = told  # 全国共有独角兽企业612家
        if not subject.name:
            self.rejected.append(
                Rejection("no_subject", self.notes.article.index, quantity.start, quantity.end, quantity.text)
            )
            return
        if not phrase:
            self.rejected.append(
                Rejection("no_indicator", self.notes.article.index, quantity.start, quantity.end, quantity.text)
            )
            return
        if (
            quantity.unit in ("家", "户")
            and subject.type == "enterprise"
            and self.subjects.main.type in ("park", "region")
            and subject.source == "sentence"
            and _ZONES_FIRMS.search(phrase)
        ):
            subject = state.subject = self.subjects.main  # …某公司完成D轮融资。累计上市瞪羚企业29家
        contest = self.subjects.main.type == "event"
        if post and not contest and unit_counts(quantity) and (place := self._settles_in(slot)):
            subject = state.subject = place
        if market := _MARKET_IS.fullmatch(phrase):
            if is_country_name(market["who"]):
                phrase = f"对{market['who']}{market['flow']}"
        told_of = phrase
        if (
            kind_of_level(frame, quantity)
            and subject.type == "region"
            and (trade := _MARKETS.fullmatch(phrase))
            and is_country_name(subject.name)
        ):
            if not is_country_name(self.subjects.main.name):
                # 主要出口市场依次为美国431亿元、日本298亿元: whose exports, and to whom
                phrase = f"对{subject.name}{trade['flow']}"
                subject = state.subject = self._topic_told
        value = -quantity.value if frame.negative and quantity.value > 0 else quantity.value
        kind = frame.kind
        if frame.name == "endpoint" and kind == "share" and state.last and state.last.rule == "start_point":
            kind = state.last.kind  # 增速由一季度的3%回升至上半年的5%: both are growth
        if subject.type == "policy" and kind == "level" and _BY_YEAR.search(self.masked_text(slot)):
            subject = self.subjects.zone_of(subject) or subject  # 力争到2026年，产业规模突破300亿元: of the zone
        if quantity.unit in POINTS and kind == "change" and phrase.endswith(("降幅", "跌幅", "减幅", "減幅")):
            value = abs(value)  # 降幅收窄3.1个百分点: how much of the fall is gone
        unit_full = quantity.unit_full or quantity.unit
        if kind == "level" and ("/" in unit_full or _RATE.search(phrase)):
            kind = "rate"
        if (
            quantity.unit in ("%", "倍")
            and kind == "share"
            and re.search(r"(?:增速|增幅|增长率|增長率|成长率|成長率|增率|涨幅|漲幅|升幅|降幅|跌幅|减幅)$", phrase)
        ):
            kind = "growth"
        row_on = state.last is not None and state.last.kind == "growth" and state.last.indicator == phrase
        if frame.name == "percent" and carried and quantity.unit == "%" and row_on and "贡献" not in slot.left:
            kind = "growth"  # a row that goes on with rates of growth
        if frame.name in ("level", "percent") and not post and (less := _LESS.match(phrase)):
            if quantity.unit in ("%", "倍") or not less.group().endswith(("节省", "节约")):
                phrase, kind = phrase[less.end() :], "growth" if quantity.unit in ("%", "倍") else "change"
                value = -abs(value)  # 节约标煤6万吨 instead is what was saved
        if (
            kind == "level"
            and phrase in ("亏损", "虧損")
            and state.indicator.endswith(("利润", "净利", "利潤", "盈利"))
        ):
            phrase, value = state.indicator, -abs(value)  # 净利润0.5亿元，上年同期为亏损0.3亿元
        if kind == "level" and (lost := _LOSS_OF.search(phrase)):
            phrase, value = phrase[: lost.start()], -abs(value)  # 归母净利润亏损0.4亿元
        elif kind == "level" and phrase in _GAINS and state.indicator.endswith(_PROFITS):
            phrase = state.indicator  # …，上年同期盈利0.2亿元
        if kind == "level" and phrase.startswith(("净增", "净减", "淨增")):
            kind = "change"
        draft = Draft(
            quantity=quantity,
            kind=kind,
            indicator=self.words.expand(phrase),
            subject=subject,
            sentence=number,
            rule=frame.name if not post else f"{frame.name}_post",
            value=value,
            unit=quantity.unit,
            unit_full=unit_full,
            base=frame.base,
            modality=self._modality(slot, frame, state),
            qualifiers=quantity.qualifiers,
            head=head,
            clause=slot.number,
            carried=carried,
        )
        self.drafts.append(draft)
        if post and unit_full not in UNCOUNTED and (field := FIELD.match(slot.left)):
            # 论文数在全球100个集群中排名第一: the count is the field, what is ranked stands before it
            said = (FIELD.match(frame.phrase) or field)["topic"] if frame.phrase else ""
            state.topic_after = phrases.clean(said, self.words)
            state.last = draft
            return
        if quantity.kind == "range" and quantity.value_high is not None and quantity.value_high != quantity.value:
            # a range states two bounds
            upper = -quantity.value_high if frame.negative else quantity.value_high
            self.drafts.append(replace(draft, value=upper, rule=f"{draft.rule}_upper"))
        if quantity.unit in MONEY and kind == "level" and not (carried or _PART.search(slot.left)):
            self._leads(phrase, number)
        self._remember(draft, frame, told_of if phrase.startswith("对") else phrase, head, state)

    def masked_text(self, slot: Slot) -> str:
        """The sentence of a figure up to it."""
        return self.notes.text[self.sentence_start : slot.quantity.start]

    def _condition(self, slot: Slot) -> str:
        """What the clause before states as the condition of an award: 对…，; …的，."""
        before = self.masked[self.sentence_start : slot.clause.start].replace(FILL, "").rstrip("，,")
        clause = re.split(r"[；;。：]|(?<=的)[，,]", before)[-1]
        if not clause.endswith("的") and not clause.startswith(("对", "對", "凡")):
            return ""
        first = re.split(r"\d", clause.removesuffix("的"), maxsplit=1)[0]
        return phrases.clean(re.sub(r"^(?:对于?|對|凡是?)", "", first), self.words)

    def _of_field(self, area: str | None, counted: str, slot: Slot, state: State) -> Subject:
        """Whom the size of a field is told of: its area, else those who are counted."""
        known = self.subjects.anaphor(area, slot.quantity.start, state.subject) if area else None
        name = area or counted
        return known or Subject(name, "region" if area else "park", f"region:{name}", name, "clause")

    def _settles_in(self, slot: Slot) -> Subject | None:
        """Where the counted things are said to be: 41家企业在某高新区设立主体, 12家企业落户某新区."""
        for mention in self.subjects.within(slot.quantity.end, slot.clause.end):
            if mention.type not in ("park", "region") or self.subjects.is_country(mention):
                continue
            if mention.reason in ("class", "counted"):
                continue  # 21家落户国家高新区: in none of them by name
            if _SETTLES.search(self.notes.text[slot.quantity.end : mention.start]):
                return self.subjects.of(mention, "clause")
        return None

    def _modality(self, slot: Slot, frame: Frame, state: State) -> Modality:
        """Starting points and rates of completion are facts even inside a plan; 的目标 behind a figure makes a plan."""
        if _AIM_BEHIND.match(slot.right):
            return "target"
        opened = slot.clause.start
        if self.notes.text[opened - 1 : opened] in ("（", "(") and _AIM.search(
            self.masked, max(0, opened - 7), opened - 1
        ):
            return "target"  # 完成百日目标（30个、120亿元）的76.7%
        if _ONCE.search(slot.left):
            return "actual"  # 周期由原来的16周缩到5周
        return "actual" if frame.start_point or frame.name == "completion" else state.modality

    def _remember(self, draft: Draft, frame: Frame, phrase: str, head: str, state: State) -> None:
        unit = draft.quantity.unit
        if frame.suffix == "排名":
            state.rank = self._rank = phrase
        elif frame.suffix == "占":
            state.share = phrase
        elif frame.suffix == "" and (draft.kind in ("level", "share", "rate", "ratio") or not draft.carried):
            state.indicator = phrase
        if (
            unit not in UNCOUNTED
            and unit not in MEASURES
            and (head or state.head_unit != unit or not phrases.needs_head(phrase, self.words))
        ):
            state.head = head or phrases.head_noun(phrase, self.words)
            state.head_unit = unit
            self._things.setdefault(unit, phrase)
        if frame.start_point:
            state.started[unit] = phrase
        else:
            state.recent.append(draft)
        state.last = draft
