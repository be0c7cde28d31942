"""What a figure measures: its own noun phrase, a noun behind it, or what earlier clauses left."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.attribution import phrases
from extract.attribution.clauses import FILL, Slot
from extract.attribution.frames import Frame
from extract.attribution.lexicon import Lexicon
from extract.attribution.nouns import predicate_behind
from extract.attribution.state import MONEY, UNCOUNTED, Reading, State

# a general noun alone says little: what it is told of makes the indicator (107家企业入选…)
_TELLS = re.compile(
    r"(?:先后|相继|首次|成功)?(?:(?:上榜|入围|入选|获批|获奖|参展|参会|入驻|落户|毕业|上市|挂牌|受检|达标)(?=[，。；、（]|$)|(?:入选|进入|跻身|获得|获批|获评|获|上榜|成为|成為|通过|登陆|完成|研发|营收|营业收入|产值|年收入|被|来自|參|参加|参展|参会|参与|入驻|入围)[^，。；、（）]{2,24})"
)
_AWARD = re.compile(
    r"(?:一次性|综合|的)?(?:落户|专项|配套|经营|运营|租金|贷款|首台套|保费|建设|研发|人才|购房|生活|安家|项目)?(?:奖励|补助|补贴|资助|支持|奖金|启动资金|扶持|配套|贴息)"
)


_NEW = re.compile(r"^(?:我国)?(?:新增|净增|新引进|新认定|新培育|新备案|新登记|新获批|新建)")
_THAT_MEASURE = re.compile(
    r"(?:这一|这个|该|上述|這一|這個|該)(?:比例|数字|数据|指标|占比|比重|數字|數據|指標)(?:提高|提升|降低|下降|上升)?(?:提?到|降到|升到|做到|控制在|压到|至)?$"
)
# 12家机构反映用工紧张: what is told of bodies that a bare noun counts
_TOLD_OF = re.compile(r"(?!等|的|之|以|为|為|是|占|均|都|和|及|与|或|、|，)[\u4e00-\u9fff“”]{2,12}$")
_SETTLED = re.compile(
    r"((?:成功|顺利|正式)?(?:落户|落地|入驻|签约|投产|开工|晋级|获奖|注册|毕业|转化)[\u4e00-\u9fff]{0,4})$"
)
_ANY_BODIES = frozenset(["企业", "公司", "机构", "单位", "项目", "上市公司", "商户", "个体户", "企業", "機構"])
_GIVEN = re.compile(r"(.{2,16}?)的?(?:再|另)?给予$")
_AWARD_LAST = re.compile(r"(?:奖励|补助|补贴|资助|支持|奖金)(?:金额)?$")
_NO_LESS = re.compile(r"^.*不(?:低于|少于|高于|超过|低於|少於)(?=.)")
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
_MOVES = re.compile(r"提高|提升|增[加至长]|上升|升至|下降|降至|减[少至]|扩[大至]|达到?|到|至|同比|环比|较|比")
_IS_A = re.compile(r"(?:均|都|全|皆)?[为為是]")
# what a rate is per, and its verb: 平均每天诞生, 每名导师辅导
_EACH = re.compile(r"(?:平均)?每(?:[天日月周]|[\u4e00-\u9fff]{0,6}?[园家名位户个個台])[\u4e00-\u9fff]{0,8}$")
_RANK_OF = re.compile(r"(.{2,}?)(?:增速|增幅|总量|规模)?排名")
# the income of a line of business
_LINE = re.compile(
    r"(?!营业|主营|经营|总|全年|合并|销售|业务|年)(.{2,12}?)(?:实现)?(?:销售收入|营业收入|业务收入|收入|营收|销售额)"
)
_ALL_OF = re.compile(r"^(?:中国|全国|我国|全球|全省|全市|全区|新增|现有|认定|共有)+(?=.{2,})")
_GREATEST = re.compile(
    r"大([\u4e00-\u9fff]{2,8}?(?:伙伴|夥伴|市场|市場|来源地|来源国|股东|股東|经济体|客户|客戶|产业|行业|基地|支柱产业|出口地|目的地))"
)
_BOUND = re.compile(r"(.{2,10}?)(?:过|超过?|突破|达到?|不足|低于)")
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
_REACHES = re.compile(r"(?:达到?|突破|超过|增至|升至|增[加长]到|跃升至|攀升至|为)(?:了)?(?:近|约|逾)?$")
_BARE = frozenset(["企业", "公司", "项目", "平台", "产值", "营收", "人才", "从业人员", "规上企业"])
_GAPS = frozenset(["差距", "差额", "缺口", "落差"])
_PEOPLE = frozenset(["人", "名", "位", "人次"])
_PERSON = re.compile(r"[人员生者才师士家工民]$|人数$")
_LEVEL = re.compile(r"^(?:国家级?|省级|市级|省部级|区级|县级)(?:及)?(?:以上)?(?:的|备案|认定)?(?=.{3,})")
_THINKS = re.compile(
    r"(?:预计|预期|认为|反映|表示|选择|希望|看好|尚未|没有|愿意|打算|领不到|计划|面临|预料|預期|認為)[^，。；、（）]{2,20}"
)
_OUTPUT = re.compile(r"(?:生产量|销售量|库存量|出货量|交付量|装机量|采购量|产量|销量|产能|期末库存量)$")
_MAKES = re.compile(r"^.*(?:创造|贡献|完成|实现|集聚|占据|承担|吸纳|生产|产出|撑起|扛起|拿走|包揽)了?(?:全部)?")
_OF_ALL = re.compile(r"(?:得分|评分|指数|评价|考评|考核|竞争力|实力|综合|榜|强)》?排名$")  # a ranking of whole bodies
_MEAN_GROWTH = re.compile(r"(?:[两二三四五十]年|近[两二三五十]年|\d年|年均|年)?(?:年均|平均|复合)")
# a kind of business, trade or owner: what is counted in money of it is not said
_KIND_OF = re.compile(
    r"(?:业|業|业务|产业|技术|电子|信息|材料|医药|医疗|装备|制造|健康|科技|机械|機械|光电|光電|电路|電路|芯片|生物|能源|汽车|物流|维修|加工贸易|一般贸易|软件|"
    r"硬件|文创|航空|航天|化工|纺织|食品|冶金|机电|钢铁|轻工|光伏|电池|板块|领域|集群|外资企业|民营企业|国有企业|外商|内资|市场)$"
)
_TOWARDS = re.compile(r"(?:对|向|往|自|从)[\u4e00-\u9fff]{1,4}?(?:同比)?(?:的)?[\u4e00-\u9fff]{2}$")
_FLOWS = re.compile(
    r"(?:进出口|出口|进口|进出口额|出口额|进口额|贸易额|销售收入|销售额|投资额|投资|進出口|進口)(?:总值|总额)?$"
)
_OUTCOME = re.compile(
    r"([\u4e00-\u9fff]{0,16}(?:评价|考评|考核|评估))(?:结果|排名|榜单|情况)?(?:公布|发布|揭晓|出炉|通报|公示|结果)"
)
_SCORED = re.compile(r"得分|成绩|总分|评分")
_LEAD = 200
_EVALUATION = re.compile(r"((?:[\u4e00-\u9fff]{0,12}?)(?:综合评价|考核评价|评价|考核|评比|测评))(?:中|里|结果)")
# owners of what is counted (其中企业拥有1620件): bodies are counted by classifiers of their own
_OWNER = re.compile(r"(?:企业|公司|高校|院所|机构|园区)$")
_BODIES = frozenset(["家", "户", "个", "所", "間", "间", "個"])


# 拉动规上工业增长4.1个百分点: who pulls stands in the clause before
_PULLS = re.compile(r"^(?:共同|合计|直接|分别)*(?P<verb>拉动|带动|推动|下拉|拉低|拖累)(?P<what>.{2,})$")
_PULLED = re.compile(r"^.{2,}(?:拉动|带动|推动|下拉|拉低|拖累).{2,}$")
_GROWN = re.compile(r"(?:增加值|总产值|产值|营业收入|投资|增长|增速)$")
# 从业人员中，女性3.2万人: a quality of those just named, which needs their noun
_QUALITY = re.compile(r"(?:女性?|男性?|学历|以[上下]|外籍|海归|留学|青年|中青年|本科|专科|高级|中级)$")


class Completing(Reading):
    """Indicator phrases."""

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
            again = state.last is not None and state.last.kind in ("share", "change")
            if own and not frame.base and len(phrase) <= 3 and phrases.is_elliptical(phrase, words) and not state.topic:
                if state.recent and state.recent[-1].kind == "level" and state.head:
                    phrase += _LEVEL.sub("", state.head)  # 从业员工5.8万人，女性占37%: a part of those just counted
            if not frame.base and not own and state.share and not state.topic and again:
                return state.share, "", 1
            if not frame.base and state.share and (whole := re.search(r"占(.+)比重$", state.share)):
                frame = replace(frame, base=whole[1])
            if own and state.topic and state.topic_is_whole and not frame.base:
                phrase = f"{state.topic}中{phrase}"
            carried = 0
            if not phrase or phrase in words.generic:
                carried = 1
                phrase = state.indicator or state.head or self._carried
            elif phrase in words.dependent and state.head:
                phrase = state.head + phrase
            return (suffixed(phrase, frame) if phrase else ""), "", carried
        if (frame.name == "rank_move" or frame.start_point) and frame.suffix == "排名" and not own and not state.rank:
            # 上升15位: a move says by itself no ranking; the article's last one is meant
            if told := self._rank or self._nearest_index(slot):
                return suffixed(told, frame), "", 2
        if frame.name == "rank_move" and (not own or phrase in words.generic) and state.rank:
            return state.rank, "", 1
        if frame.suffix == "排名" and (of := _GREATEST.match(slot.right)):
            return f"{of[1]}排名", "", 0  # 东盟为第一大贸易伙伴
        if frame.suffix == "排名":
            second = phrase in ("增速", "增幅", "总量", "规模") and phrase not in state.rank
            if second and state.last and state.last.kind == "rank" and (of := _RANK_OF.fullmatch(state.rank)):
                return suffixed(of[1] + phrase, frame), "", 1  # 总量居全市第二、增速居全市第一
            carried = 0
            if own and phrases.is_predicate(phrase, words):
                own, phrase = False, state.topic  # 虽退居第三, 包揽前三: a verb is no measure
            if not own and phrase and phrases.is_predicate(phrase, words):
                phrase = ""
            if not own and not state.topic and state.last and state.last.kind == "rank" and state.rank:
                return state.rank, "", 1  # 甲位列第二，乙位列第四: the same ranking
            ranking = self._ranking(slot)
            if not phrase or phrase in words.generic:
                carried = 1
                generic = phrase if phrase in ("增速", "增幅", "总量", "占比", "规模", "数量") else ""
                if not generic and state.last and state.last.kind == "growth" and "增速" not in state.indicator:
                    generic = "增速"
                if not own and not ranking and not state.topic and _OF_ALL.search(self._rank):
                    if not state.indicator or state.indicator.endswith("得分"):
                        return self._rank, "", 1  # 某区列第九位: in the ranking that the article is about
                if not own and not ranking and not state.topic and (told := self._evaluated()):
                    if _SCORED.search(state.indicator) or phrases.is_predicate(state.indicator, words):
                        return f"{told}排名", "", 1  # …评价结果公布，…某区蝉联榜首
                basis = state.topic if own and state.topic else state.indicator or self._carried
                basis = "" if basis in _GAPS else basis
                if not ranking and not basis and self.subjects.main.type == "ranking_or_report":
                    ranking = self.subjects.main.name  # an article about a ranking
                phrase = ranking or (basis + generic if basis else "") or (frame.base or "")
            return suffixed(phrase, frame) if phrase else "综合排名", "", carried
        if phrase and slot.quantity.unit in ("pp", "%") and frame.kind in ("change", "growth"):
            if pull := _PULLS.match(phrase):
                puller = _GROWN.sub("", state.topic or (state.last.indicator if state.last else ""))
                return f"{puller}{pull['verb']}{pull['what']}增长", "", 1
            if own and _PULLED.match(phrase):
                return f"{phrase}增长", "", 0
        if not phrase:
            if frame.kind == "change" and state.last and state.last.unit != slot.quantity.unit != "pp":
                # 优良率82%，同比增加14天: a change of what was told in days
                if same := next((d.indicator for d in reversed(state.recent) if d.unit == slot.quantity.unit), ""):
                    return same, "", 1
            if slot.quantity.unit == "pp" and state.last and state.last.unit != "%":
                # points are of a percentage: the last one told
                if rate := next((d.indicator for d in reversed(state.recent) if d.unit == "%"), ""):
                    return rate, "", 1
            if frame.kind in ("growth", "change") and state.last and state.last.kind == "share":
                return state.last.indicator, "", 1
            head = state.head if state.head_unit == slot.quantity.unit else self._things.get(slot.quantity.unit, "")
            if slot.quantity.unit not in UNCOUNTED and head:
                predicate = predicate_behind(slot)
                if not state.head and _MOVES.match(predicate):
                    predicate = ""  # 日均146家提高到352家: how the count moves says nothing of what it counts
                if predicate and _IS_A.match(slot.right):
                    return predicate, "", 0  # 43家为新面孔
                if predicate:
                    if (at := slot.right.find(f"{predicate}、")) >= 0:
                        slot.consumed = at + len(predicate)  # 9家下滑、6家亏损
                    return predicate + head, head, 1
            if (
                frame.kind == "level"
                and state.last
                and state.last.kind == "growth"
                and not state.last.carried
                and slot.quantity.unit not in ("%", "倍")
                and _REACHES.search(slot.left)
            ):
                return state.last.indicator, "", 1  # 财政收入增长12%，突破60亿元
            for draft in reversed(state.recent):
                # a bare figure goes on with what was last told in its unit
                if draft.indicator in _GAPS:
                    continue
                if frame.kind == "level" and draft.kind == "level" and draft.unit == slot.quantity.unit:
                    total = re.search(r"累计|總數|总数", slot.left)
                    return suffixed(_NEW.sub("", draft.indicator) if total else draft.indicator, frame), "", 1
            if (
                frame.kind == "level"
                and slot.quantity.unit in MONEY
                and state.last
                and state.last.kind == "level"
                and state.last.unit not in UNCOUNTED
                and slot.raw_left.strip("，、共计合总 ") == ""
            ):
                return state.last.indicator + "金额", "", 1  # 签约6个、38.5亿元
            if frame.kind == "level" and slot.quantity.unit in MONEY and state.last and state.last.rule == "grant":
                return state.last.indicator.removesuffix("比例"), "", 1  # 按…的5%给予奖励，最高2000万元
            started = state.started.get(slot.quantity.unit, "") if frame.kind == "level" else ""
            basis = started or state.indicator or self._carried
            if slot.quantity.unit in MONEY and (bound := _BOUND.match(basis)) and state.last:
                if state.last.unit not in MONEY and (measure := words.measures.suffix(bound[1])):
                    basis = measure  # 营业收入过百亿的5家，某公司以246亿元居首
            if frame.kind == "level" and slot.quantity.unit not in UNCOUNTED and (not state.recent or basis in _GAPS):
                basis = self._things.get(slot.quantity.unit, basis)  # 上海58家: the things that the article counts
            if re.search(r"累计|總數|总数", slot.left):
                basis = _NEW.sub("", basis)
            return (suffixed(basis, frame) if basis else ""), "", 1 if state.indicator else 2
        if phrase.startswith(("占", "佔")) and not phrase.startswith("占地") and state.indicator:
            return state.indicator + phrase, "", 1
        if own and (phrase in words.generic or phrase in words.dependent) and frame.kind in ("growth", "change"):
            for draft in reversed(state.recent):
                if draft.indicator.endswith(phrase):
                    return draft.indicator, "", 1
        if (given := _GIVEN.match(phrase)) and state.last and (award := _AWARD_LAST.search(state.last.indicator)):
            return given[1] + award.group(), "", 1  # 首次认定的给予30万元奖励，重新认定的给予10万元
        if state.last and (_THAT_MEASURE.search(phrase) or (len(phrase) <= 4 and _THAT_MEASURE.search(slot.left))):
            return state.last.indicator, "", 1  # 占比要超过55%，目前这一比例为48.6%
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
                if phrase in ("总数", "总量", "总计", "存量", "保有量"):
                    basis = _NEW.sub("", basis)  # the total is of all, not of the new ones
                quiet = ["数量", "数", "总数", "总量", "其", "前者", "后者", "两者"]
                if state.last and state.last.unit == slot.quantity.unit:
                    quiet += ["额", "金额"]
                if phrase in quiet or phrase in basis:
                    return suffixed(basis, frame), "", 1
                return suffixed(basis + phrase, frame), "", 1
            return suffixed(phrase, frame), "", 1
        if own and (phrase in words.measures.words or phrase in _BARE) and _KIND_OF.search(state.topic):
            return state.topic + phrase, "", 0  # 生物医药作为第二支柱，企业已有148家
        if own and phrase in _OF_LINE and state.topic and slot.first and state.subject.type == "enterprise":
            if phrases.is_thing(state.topic) and not words.measures.suffix(state.topic):
                return state.topic + _OF_LINE[phrase], "", 0  # 谐波减速器仍是主力，收入3.97亿元
        if own and state.topic and phrase in words.measures.words and (of := _OF_GROUP.match(state.topic)):
            return of[1] + phrase, "", 0  # 高端装备制造业方面，完成产值260亿元
        if frame.name == "growth" and len(phrase) <= 4 and _TOWARDS.search(slot.left):
            # 其中对美下降三成: the measure is that of the figures before
            if measure := _flow(state.indicator) or _flow(self._carried):
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
            if line := _LINE.fullmatch(told):
                return line[1] + phrase, "", 0  # 模拟芯片收入10.2亿元，占55%，毛利率46.3%
        of_people = state.head_unit in _PEOPLE and slot.quantity.unit in ("m2", "亩")
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
        thing = self._things.get(slot.quantity.unit, "")
        if counted and own and state.sorted and thing and state.head_unit != slot.quantity.unit:
            if phrases.needs_head(phrase, words) and not phrases.needs_head(thing, words) and len(phrase) <= 10:
                thing = _ALL_OF.sub("", thing)
                return phrase + thing, thing, 1  # 从赛道看，集成电路48家: of the things that the article counts
        if counted and own and not state.head and thing and frame.name == "level" and phrases.is_verbal(phrase, words):
            thing = _THRESHOLD.sub("", phrases.head_noun(thing, words))
            return phrase + thing, thing, 1  # 某专班：签约6个
        level = phrases.is_elliptical(phrase, words)
        deed = words.content.suffix(phrase)
        complete = bool(deed) and len(phrase) - len(deed) > 3 and phrase[: -len(deed)].endswith(words.countable)
        if (
            counted
            and state.head
            and not complete  # 科技型中小企业入库623家: the thing and what it did
            and frame.name == "level"
            and phrase not in (_LEVEL.sub("", state.head) if level else state.head)
        ):
            same_unit = state.head_unit == slot.quantity.unit
            if swapped := _swapped(phrase, state.head, words):
                return swapped, state.head, 1
            if (
                (phrases.is_predicate(phrase, words) and same_unit)
                or (phrases.is_verbal(phrase, words) and not phrase.endswith(words.countable))
                or phrases.is_elliptical(phrase, words)
                or (same_unit and _OWNER.search(phrase) and slot.quantity.unit not in _BODIES)
                or (same_unit and phrases.needs_head(phrase, words) and not phrases.needs_head(state.head, words))
            ):
                if (
                    slot.quantity.unit in _PEOPLE
                    and phrases.is_predicate(phrase, words)
                    and not _PERSON.search(state.head)
                ):
                    return phrase + "人数", "", 0  # 2300余人留下简历，当场签约417人
                head = _LEVEL.sub("", state.head) if phrases.is_elliptical(phrase, words) else state.head
                return phrase + head, state.head, 1
        return suffixed(phrase, frame), "", 0

    def _leads(self, phrase: str, sentence: int) -> None:
        """Keeps the measure of the first sum of a sentence for the sums of its parts."""
        if sentence != self._lead_of and (measure := self.words.measures.suffix(phrase) or _flow(phrase)):
            self._lead, self._lead_of = measure, sentence

    def _measure_of_kind(self, phrase: str) -> str:
        """加工贸易163亿元 in a text about 进出口: the measure of a sum that names only its kind; empty elsewhere."""
        if not self._lead or not _KIND_OF.search(phrase):
            return ""
        return "" if self.words.measures.suffix(phrase) or _flow(phrase) else self._lead

    @staticmethod
    def _former_or_latter(phrase: str, frame: Frame, state: State) -> str:
        """外资企业进出口…，民营企业…，前者下降…，后者增长…: the two last things told."""
        if phrase[:2] not in ("前者", "后者", "後者"):
            return ""
        told = list(dict.fromkeys(d.indicator for d in state.recent if d.kind in ("level", "share", "rate")))[-2:]
        if len(told) < 2:
            return ""
        return suffixed(told[0 if phrase[0] == "前" else 1] + phrase[2:], frame)

    def _ranking(self, slot: Slot) -> str:
        """A ranking or index named in the clause of a rank."""
        start = self.sentence_start
        inside = [m for m in self.subjects.rankings if start <= m.start and m.end <= slot.quantity.start]
        if inside:
            return inside[-1].text
        told = _EVALUATION.search(self.masked[start : slot.quantity.start].replace(FILL, ""))
        return told[1] if told else ""

    def _evaluated(self) -> str:
        """The evaluation whose outcome the headline or the first lines announce; empty where none is."""
        titles = f"{self.notes.metadata.title or ''}\n{self.notes.article.headline or ''}\n"
        found = _OUTCOME.search(titles + self.notes.text[:_LEAD])
        return re.sub(r"^.*?(?:公布|发布|开展|组织|通报|的)(?=.{4,})", "", found[1]).lstrip("年度") if found else ""

    def _nearest_index(self, slot: Slot) -> str:
        """The index that a bare 得分 or 指数 speaks of: the last one named before."""
        named = [m for m in self.subjects.rankings if m.end <= slot.quantity.start]
        return named[-1].text if named else ""

    def _combine_post(self, phrase: str, noun: str, frame: Frame, state: State, slot: Slot) -> tuple[str, str]:
        """The indicator of a figure with its noun behind it, and the counted thing."""
        if frame.name in ("percent", "share"):
            whole = frame.base or ""
            if frame.name == "percent":
                area = re.search(r"(?:全[国省市区球县园國區]|[\u4e00-\u9fff]{0,8}总[量数额])$", phrase)
                whole = phrase if phrase and not phrases.is_verbal(phrase, self.words) and len(phrase) <= 12 else ""
                whole = area.group() if area else whole
                while whole and (verb := self.words.content.prefix(whole)):
                    whole = whole[len(verb) :].lstrip("了着过")
                if whole and (made := _MAKES.search(whole)):
                    whole = whole[made.end() :]  # 以0.1%的土地创造了八成的营收
                phrase = ""
            if (
                not whole
                and not phrase
                and (area := re.match(r"全(?:国|市|省|区|球|县|州)|全[國區]", noun))
                and len(noun) > 3
            ):
                whole, noun = area.group(), noun[len(area.group()) :]
            whole = _NO_LESS.sub("", whole) or ("" if phrase else state.whole)
            state.whole = whole
            if not phrase and (thinks := _THINKS.match(slot.right[slot.consumed :])):
                return f"{thinks.group()}的{noun}占比", noun  # 六成五企业预计经营持平
            if phrase and not frame.base:
                return f"{phrase}占{noun}比重", noun
            return (f"{noun}占{whole}比重" if whole else f"{noun}占比"), noun
        if frame.name == "level" and len(noun) <= 10 and (each := _EACH.search(slot.left)):
            return each.group() + noun, noun  # 平均每名导师辅导3家企业
        more = _TELLS.match(slot.right[slot.consumed :]) if not phrase and len(noun) <= 4 else None
        measured = more is not None and not slot.last and slot.consumed + more.end() >= len(slot.right)
        if more and not (measured and more[0].startswith(("完成", "实现"))):  # not: 22家高新区完成生产总值7128亿元
            return more.group() + noun, noun
        if not phrase and noun in _ANY_BODIES and slot.last and (told := _TOLD_OF.match(slot.right[slot.consumed :])):
            return told.group() + noun, noun
        if phrase and noun in ("项目", "企业") and slot.last and (told := _SETTLED.match(slot.right[slot.consumed :])):
            return told[1] + noun, noun  # 前五届累计有94个项目落户园区
        if phrase.endswith("等") and len(phrase) > 1:
            phrase = ""  # 推出甲、乙等9项便利措施: examples of what is counted
        bare = noun.strip("“”「」")
        if (
            not phrase
            and bare != noun
            and slot.quantity.unit in ("家", "户")
            and phrases.is_predicate(bare, self.words)
        ):
            return bare + (state.head if state.head_unit == slot.quantity.unit else "企业"), ""  # 有11家“毕业”
        if not phrase and noun in _BARE and _KIND_OF.search(state.topic):
            return state.topic + noun, noun  # 商业航天刚起步，14家企业
        if not phrase and state.topic and _AWARD.match(noun):
            return state.topic + noun, noun  # 对新认定的实验室，给予300万元资助
        if phrase and _AWARD.match(noun):
            return re.sub(r"(?:分别)?(?:给予|可获|享受|获得|最高|一次性|可领)+$", "", phrase) + noun, noun
        if phrase.endswith(("来自", "來自", "遍布", "分布在")) and len(phrase) > 3:
            return re.sub(r"(?:主要)?(?:来自|來自|遍布|分布在)$", "", phrase) + noun, noun  # 用户来自92家单位
        if phrase and phrases.is_verbal(phrase, self.words):
            return (phrase if len(phrase) <= 6 else phrase[-4:]) + noun, noun
        if phrase and (verb := self.words.content.suffix(phrase)):
            return verb + noun, noun
        if phrase and len(phrase) <= 3:
            return phrase + noun, noun
        return noun, noun


def _flow(indicator: str) -> str:
    """The flow of goods or money at the end of an indicator (对东盟进出口 → 进出口)."""
    found = _FLOWS.search(indicator)
    return found.group() if found else ""


def _swapped(phrase: str, head: str, words: Lexicon) -> str:
    """专利申请146件、授权82件 → 专利授权: the second verb takes the place of the first; empty where there is none."""
    done = phrase.lstrip("获得已被")
    if (first := words.content.prefix(head)) and len(head) - len(first) >= 2 and done in words.content.words:
        return done + head[len(first) :]  # 申请专利210件，获授权98件
    verb = words.content.suffix(head)
    if not verb or len(head) - len(verb) < 2 or phrase not in words.content.words:
        return ""
    return head[: -len(verb)] + phrase


def suffixed(phrase: str, frame: Frame) -> str:
    """The indicator with what the construction adds: 占…比重, 排名, 完成…比例."""
    if frame.suffix == "占" and "占" not in phrase:
        return f"{phrase}占{frame.base}比重" if frame.base else f"{phrase}占比"
    if frame.suffix == "排名":
        return phrase if phrase.endswith(("排名", "位次", "名次")) else f"{phrase}排名"
    if frame.suffix == "完成":
        return f"{phrase}完成{frame.base or ''}比例"
    return phrase
