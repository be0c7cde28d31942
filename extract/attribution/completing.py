"""What a figure measures: its own noun phrase, a noun behind it, or what earlier clauses left."""

from __future__ import annotations

import re

from extract.attribution import phrases
from extract.attribution.behind import BARE, Behind
from extract.attribution.carrying import KIND_OF, NEW, Carrying, flow
from extract.attribution.clauses import Slot
from extract.attribution.frames import Frame
from extract.attribution.lexicon import Lexicon
from extract.attribution.nouns import predicate_behind
from extract.attribution.ranking import LEVEL, suffixed
from extract.attribution.state import MONEY, UNCOUNTED, State

_THAT_MEASURE = re.compile(
    r"(?:这一|这个|该|上述|這一|這個|該)(?:比例|数字|数据|指标|占比|比重|數字|數據|指標)(?:已|就|也|又|再)?(?:提高|提升|降低|下降|上升|增长|攀升|跃升|增加|定格)?(?:提?到|降到|升到|做到|控制在|压到|至|变成|变为|了|在)?$"
)
_GIVEN = re.compile(r"(.{2,16}?)的?(?:再|另)?给予$")
_AWARD_LAST = re.compile(r"(?:奖励|补助|补贴|资助|支持|奖金)(?:金额)?$")
_SISTER = re.compile(r"净额|余额|差额|淨額|餘額")
_TOTAL = re.compile(r"(?:总额|净额|金额|余额|總額|淨額|金額)$")
_OF_GROUP = re.compile(
    r"([^、]{0,16}(?:企业|领域|产业|行业|制造业|服务业|板块|集群))(?:经济|效益|经营|生产|发展|运行|方面)*$"
)
_GROUP = re.compile(r"(?:業|企业|领域|产业|行业|制造业|服务业|板块|集群|产品|业)$")
# 研发投入增加的企业占比58%，减少的占9%: another answer to the same question
_ANSWERED = re.compile(
    r"(?P<what>.*?)(?:同比|环比|较上?[年季月期])?(?:增加|上升|增长|提高|改善|好转|减少|下降|持平|满意|看好|扩大|良好)的(?P<who>企业|单位|受访者|人|居民|公司|园区|机构)占"
)
_THRESHOLD = re.compile(r"^[\d.万亿千百元]+(?:以上|以下|级)?的?(?=..)")
# the income of a line of business
_LINE = re.compile(
    r"(?!营业|主营|经营|总|全年|合并|销售|业务|年)(.{2,12}?)(?:实现)?(?:销售收入|营业收入|业务收入|收入|营收|销售额)"
)
_ALL_OF = re.compile(r"^(?:中国|全国|我国|全球|全省|全市|全区|新增|现有|认定|共有)+(?=.{2,})")
# what a line of business is told in
_OF_LINE = {
    **{
        w: w
        for w in ("收入", "销售收入", "营业收入", "营收", "销量", "产量", "毛利率", "出货量", "销售额", "毛利", "产值")
    },
    "销售": "销量",
    "出货": "出货量",
    "生产": "产量",
}
_BOUNDED = re.compile(r"在?\d[\d.]*[\u4e00-\u9fff%]{1,3}?(?:及)?以[上下]的?")
_PEOPLE = frozenset(["人", "名", "位", "人次"])
_PERSON = re.compile(r"[人员生者才师士家工民]$|人数$")
_OUTPUT = re.compile(r"(?:生产量|销售量|库存量|出货量|交付量|装机量|采购量|产量|销量|产能|期末库存量)$")
_MEAN_GROWTH = re.compile(r"(?:[两二三四五十]年|近[两二三五十]年|\d年|年均|年)?(?:年均|平均|复合)")
_TOWARDS = re.compile(r"(?:对|向|往|自|从)[\u4e00-\u9fff]{1,4}?(?:同比)?(?:的)?[\u4e00-\u9fff]{2}$")
# owners of what is counted (其中企业拥有1620件): bodies are counted by classifiers of their own
_OWNER = re.compile(r"(?:企业|公司|高校|院所|机构|园区)$")
_BODIES = frozenset(["家", "户", "个", "所", "間", "间", "個"])
# 拉动规上工业增长4.1个百分点: who pulls stands in the clause before
_PULLS = re.compile(r"^(?:共同|合计|直接|分别)*(?P<verb>拉动|带动|推动|下拉|拉低|拖累)(?P<what>.{2,})$")
_PULLED = re.compile(r"^.{2,}(?:拉动|带动|推动|下拉|拉低|拖累).{2,}$")
_GROWN = re.compile(r"(?:增加值|总产值|产值|营业收入|投资|增长|增速)$")
# 从业人员中，女性3.2万人: a quality of those just named, which needs their noun
_QUALITY = re.compile(r"(?:女性?|男性?|学历|以[上下]|外籍|海归|留学|青年|中青年|本科|专科|高级|中级)$")


_LEAVES = frozenset(("毕业", "累计毕业", "退出", "注销", "清退", "迁出", "淘汰", "关停"))
_STOCK = re.compile(r"(有效期内|在册|存续|在库|在营|现存)(?:总数|总量|数量)?")
_BECAUSE = re.compile(r"(?P<who>[\u4e00-\u9fff]{2,10}?[业業品料件])[则則]?(?:因|受|随|隨)[\u4e00-\u9fff]{2,12}")
_THAT_PRODUCT = re.compile(r"(?:该|此|这款|这类|該)(?:类|款)?(?:产品|產品|药品|车型|设备|器件|芯片|系列)")
_TRADE = re.compile(r"(?<![企事就创毕产专])业$")  # 制造业, 批发和零售业: a trade, of which firms are counted


# what a list of things done says once: 新增规上工业企业40家、高新技术企业100家
_DONE_ONCE = re.compile(r"(?:今年|当年|全年)?(?:新增|净增|新认定|新引进|新培育|新获批|新设|新登记|新建)")
_LISTED = re.compile(r"(?:以上|左右|余|多)?[、和及]")
_IN_TOTAL = re.compile(r"总数|总量|总计|累计|合计|达|共")


# what a line under the name of a trade counts without saying the trade again
_OF_KIND = re.compile(
    "(?:集聚|聚集|汇聚|现有|拥有|已有|引进|培育|入驻|集聚了|重点)?(?:规上|规上工业|规模以上|骨干|重点|上下游|相关|各类|龙头)?企业(?:总数|数|数量)?"
)


class Completing(Carrying, Behind):
    """Indicator phrases."""

    def _done_alike(self, phrase: str, state: State, slot: Slot) -> str:
        """The verb of the figure before where a list goes on with bare things of the same sort; empty elsewhere."""
        last = state.last
        if last is None or not _LISTED.match(slot.left) or last.unit != slot.quantity.unit or last.kind == "growth":
            return ""
        done = _DONE_ONCE.match(last.indicator)
        if done is None or self.words.content.prefix(phrase) or _IN_TOTAL.search(slot.left):
            return ""
        return done[0]

    def _complete(self, phrase: str, frame: Frame, state: State, slot: Slot) -> tuple[str, str, int]:
        """The indicator of a figure without a noun behind it, taken from earlier clauses where the own is missing."""
        words = self.words
        own = bool(phrase)
        if not phrase and state.topic:
            phrase = state.topic
        if own and (frame.suffix == "占" or frame.name == "percent") and phrases.is_predicate(phrase, words):
            asked = _ANSWERED.match(state.share or (state.last.indicator if state.last else ""))
            if asked and slot.left.rstrip("占约近超仅只为 ").endswith("的"):
                return f"{asked['what']}{phrase}的{asked['who']}占比", "", 1
        if frame.suffix == "占":
            return self._part_of_whole(phrase, frame, state, slot, own)
        if ranked := self._in_ranking(phrase, frame, state, slot, own):
            return ranked
        if phrase and slot.quantity.unit in ("pp", "基点", "%") and frame.kind in ("change", "growth"):
            if pull := _PULLS.match(phrase):
                puller = _GROWN.sub("", state.topic or (state.last.indicator if state.last else ""))
                return f"{puller}{pull['verb']}{pull['what']}增长", "", 1
            if own and _PULLED.match(phrase):
                return f"{phrase}增长", "", 0
        if own and frame.kind in ("growth", "change") and (because := _BECAUSE.fullmatch(phrase)):
            phrase = because["who"]  # 光学器材业则因订单外移减少22.5%
        if own and state.topic and (that := _THAT_PRODUCT.match(phrase)) and phrases.is_thing(state.topic):
            phrase = state.topic + phrase[that.end() :]  # 车规级传感器放量，该产品出货4120万颗
        if not phrase:
            return self._going_on(phrase, frame, state, slot)
        if (
            phrase.startswith(("占", "佔"))
            and not (phrase.startswith("占地") and phrase[2:3] != "区")
            and state.indicator
        ):
            return state.indicator + phrase, "", 1
        if own and (phrase in words.generic or phrase in words.dependent) and frame.kind in ("growth", "change"):
            for draft in reversed(state.recent):
                if draft.indicator.endswith(phrase):
                    return draft.indicator, "", 1
        if (given := _GIVEN.match(phrase)) and state.last and (award := _AWARD_LAST.search(state.last.indicator)):
            return given[1] + award.group(), "", 1  # 首评的给予40万元奖励，复评的给予15万元
        if state.last and (_THAT_MEASURE.search(phrase) or (len(phrase) <= 4 and _THAT_MEASURE.search(slot.left))):
            return state.last.indicator, "", 1  # 占比要超过55%，目前这一比例为48.6%
        if own and frame.name == "level" and (done := self._done_alike(phrase, state, slot)):
            return done + phrase, "", 1
        if own and _SISTER.fullmatch(phrase) and (total := _TOTAL.search(state.indicator)):
            return state.indicator[: total.start()] + phrase, "", 1  # 募集资金总额13亿元，净额12亿元
        if state.last and _MEAN_GROWTH.fullmatch(phrase) and state.last.kind == "growth":
            return state.last.indicator, "", 1  # 增长15.3%，两年平均7.9%
        if slot.quantity.unit in MONEY and (measure := self._measure_of_kind(phrase)):
            return phrase + measure, "", 0
        if (sort := _OUTPUT.fullmatch(phrase)) and state.last and (other := _OUTPUT.search(state.last.indicator)):
            if other.start() > 1 and sort[0] != other[0]:
                return state.last.indicator[: other.start()] + phrase, "", 0  # 减速器生产量…，销售量…
        if told := self._former_or_latter(phrase, frame, state):
            return told, "", 1
        if phrase in words.generic:
            if phrase.startswith(("占比", "比重", "比例", "份额")) and state.share:
                return state.share, "", 1
            basis = (
                state.topic if own and state.topic else state.indicator or self._nearest_index(slot) or self._carried
            )
            if basis:
                if phrase[0] in "这這该該" and len(phrase) <= 4:
                    return suffixed(basis, frame), "", 1  # 去年，这一数字定格在386亿元
                if phrase in ("总数", "总量", "总计", "存量", "保有量"):
                    basis = NEW.sub("", basis)  # the total is of all, not of the new ones
                quiet = ["数量", "数", "总数", "总量", "其", "前者", "后者", "两者"]
                if state.last and state.last.unit == slot.quantity.unit:
                    quiet += ["额", "金额"]
                if phrase in quiet or phrase in basis:
                    return suffixed(basis, frame), "", 1
                return suffixed(basis + phrase, frame), "", 1
            return suffixed(phrase, frame), "", 1
        if own and (phrase in words.measures.words or phrase in BARE) and KIND_OF.search(state.topic):
            return state.topic + phrase, "", 0  # 生物医药作为第二支柱，企业已有148家
        kind = state.topic or state.line
        if own and KIND_OF.search(kind) and (phrase in words.measures.words or _OF_KIND.fullmatch(phrase)):
            return kind + phrase, "", 0  # 光电信息产业：集聚企业320家，产值620亿元
        if own and phrase in _OF_LINE and state.topic and slot.first and state.subject.type == "enterprise":
            if phrases.is_thing(state.topic) and not words.measures.suffix(state.topic):
                return state.topic + _OF_LINE[phrase], "", 0  # 谐波减速器仍是主力，收入3.97亿元
        if own and state.topic and phrase in words.measures.words and (of := _OF_GROUP.match(state.topic)):
            return of[1] + phrase, "", 0  # 高端装备制造业方面，完成产值260亿元
        if frame.name == "growth" and len(phrase) <= 4 and _TOWARDS.search(slot.left):
            # 其中对美下降三成: the measure is that of the figures before
            if measure := flow(state.indicator) or flow(self._carried):
                return f"对{phrase}{measure}", "", 1
        if frame.name == "growth" and _GROUP.search(phrase):
            # 按注册类型分，股份制企业增长9.7%: the measure is that of the sentence or clause before
            measure = words.measures.suffix(state.indicator) or words.measures.suffix(self._carried)
            if measure:
                return phrase + measure, "", 1
        if phrase in words.distributive and state.indicator:
            alike = next((d.indicator for d in reversed(state.recent) if d.unit == slot.quantity.unit), "")
            return suffixed(phrase + (alike or state.indicator), frame), "", 1
        if own and slot.quantity.unit in MONEY and state.last and phrases.is_predicate(phrase, words):
            told_of = state.last.indicator
            dependent = next((d for d in words.dependent_longest if told_of.endswith(d)), "")
            if dependent and len(told_of) > len(dependent) + 1:
                return told_of[: -len(dependent)] + phrase, "", 1  # 项目总投资6亿元，已投入4亿元
        if phrase in ("毛利率", "毛利") and own and not state.topic:
            told = next((d.indicator for d in reversed(state.recent) if d.kind == "level"), "")
            if of_line := _LINE.fullmatch(told):
                return of_line[1] + phrase, "", 0  # 模拟芯片收入10.2亿元，占55%，毛利率46.3%
        of_people = state.head_unit in _PEOPLE and slot.quantity.unit in ("m2", "亩")
        line = state.topic if state.topic.endswith("业务") else state.line
        if phrase in words.dependent and own and line and slot.first:
            return suffixed(line + phrase, frame), "", 0  # 保税维修业务起步不久，前三季度货值3.7亿元
        if phrase in words.dependent and state.head and not of_people:  # no area of 全职院士3人
            return suffixed(state.head if phrase in state.head else state.head + phrase, frame), state.head, 1
        counted = slot.quantity.unit not in UNCOUNTED
        if own and "其中" in slot.left and phrases.is_predicate(phrase, words) and not (counted and state.head):
            # 危险废物3万吨，其中园内处置2万吨: what is done with the thing just told
            for draft in reversed(state.recent):
                if draft.unit == slot.quantity.unit and draft.kind == "level":
                    return draft.indicator + phrase, "", 1
        if counted and phrase.endswith("中") and len(phrase) > 2 and (told := predicate_behind(slot)):
            return told + phrase[:-1], phrase[:-1], 0  # 毕业企业中4家在境内外上市
        labelled = slot.clause.opening in "：:" and bool(slot.clause.opening)
        if counted and own and labelled and state.topic and phrases.is_predicate(phrase, words):
            return phrase + state.topic, state.topic, 0  # 人才房：已配租3860套; 高新技术企业：新增120家，总数810家
        if counted and own and state.topic_is_whole and state.topic and _QUALITY.search(phrase):
            if slot.quantity.unit in _PEOPLE:
                return phrase + state.topic, "", 0
        thing = self._thing(slot.quantity.unit, "")
        if counted and own and state.sorted and thing and state.head_unit != slot.quantity.unit:
            if phrases.needs_head(phrase, words) and not phrases.needs_head(thing, words) and len(phrase) <= 10:
                thing = _ALL_OF.sub("", thing)
                return phrase + thing, thing, 1  # 从赛道看，集成电路48家: of the things that the article counts
        if counted and own and not state.head and thing and frame.name == "level" and phrases.is_verbal(phrase, words):
            thing = _THRESHOLD.sub("", phrases.head_noun(thing, words))
            return phrase + thing, thing, 1  # 某专班：签约6个
        if counted and own and state.head and (stock := _STOCK.fullmatch(phrase)):
            return stock[1] + NEW.sub("", state.head), "", 1  # 新认定高新技术企业87家，有效期内总数412家
        if counted and own and state.head_unit == slot.quantity.unit and _TRADE.search(phrase):
            if state.head and not _TRADE.search(state.head):
                thing = re.sub(r"^.*(?:产业|的)(?=.{2})", "", state.head)
                return phrase + thing, state.head, 1  # 第二、三产业法人单位1.2万个，其中制造业1935个
        level = phrases.is_elliptical(phrase, words)
        deed = words.content.suffix(phrase)
        complete = bool(deed) and len(phrase) - len(deed) > 3
        complete = complete and phrase[: -len(deed)].rstrip("已共均").endswith(words.countable)
        if (
            counted
            and state.head
            and not complete  # 科技型中小企业入库623家: the thing and what it did
            and frame.name == "level"
            and phrase not in (LEVEL.sub("", state.head) if level else state.head)
        ):
            same_unit = state.head_unit == slot.quantity.unit
            if swapped := _swapped(phrase, state.head, words):
                return swapped, state.head, 1
            if (
                (phrases.is_predicate(phrase, words) and same_unit)
                or (phrases.is_verbal(phrase, words) and not phrase.endswith(words.countable))
                or phrases.is_elliptical(phrase, words)
                or (same_unit and _OWNER.search(phrase) and slot.quantity.unit not in _BODIES)
                or (
                    same_unit
                    and "分别" not in phrase  # 二等奖和三等奖分别产生2个和5个
                    and phrases.needs_head(phrase, words)
                    and not phrases.needs_head(state.head, words)
                )
            ):
                if (
                    slot.quantity.unit in _PEOPLE
                    and phrases.is_predicate(phrase, words)
                    and not _PERSON.search(state.head)
                ):
                    return phrase + "人数", "", 0  # 2300余人留下简历，当场签约417人
                head = LEVEL.sub("", state.head) if phrases.is_elliptical(phrase, words) else state.head
                if _BOUNDED.fullmatch(phrase) and (bounded := _BOUNDED.search(head)):
                    return head.replace(bounded[0], phrase), head, 1  # 80分以上的开发区11家，60分以下的14家
                if "、" in head and phrases.is_predicate(phrase, words):
                    head = max((w for w in words.countable if head.endswith(w)), key=len, default=head)
                if phrase in _LEAVES:
                    head = NEW.sub("", head)  # 新入孵企业72家，毕业19家
                return phrase + head, state.head, 1  # 引进A、B、C类项目93个，已开工61个
        return suffixed(phrase, frame), "", 0


def _swapped(phrase: str, head: str, words: Lexicon) -> str:
    """专利申请146件、授权82件 → 专利授权: the second verb takes the place of the first; empty where there is none."""
    done = phrase.lstrip("获得已被")
    if (first := words.content.prefix(head)) and len(head) - len(first) >= 2 and done in words.content.words:
        return done + head[len(first) :]  # 申请专利210件，获授权98件
    verb = words.content.suffix(head)
    if not verb or len(head) - len(verb) < 2 or phrase not in words.content.words:
        return ""
    return head[: -len(verb)] + phrase
