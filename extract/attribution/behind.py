"""What a figure measures where its noun stands behind it."""

from __future__ import annotations

import re

from extract.attribution import phrases
from extract.attribution.carrying import KIND_OF
from extract.attribution.clauses import Slot
from extract.attribution.frames import Frame
from extract.attribution.state import Reading, State

# a general noun alone says little: what it is told of makes the indicator (107家企业入选…)
_TELLS = re.compile(
    r"(?:先后|相继|首次|成功)?(?:(?:上榜|入围|入选|获批|获奖|参展|参会|入驻|落户|毕业|上市|挂牌|受检|达标)(?=[，。；、（]|$)|(?:入选|进入|跻身|获得|获批|获评|获|上榜|成为|成為|通过|登陆|完成|研发|营收|营业收入|产值|年收入|被|来自|參|参加|参展|参会|参与|入驻|入围)[^，。；、（）]{2,24})"
)
_AWARD = re.compile(
    r"(?:一次性|综合|的)?(?:落户|专项|配套|经营|运营|租金|贷款|首台套|保费|建设|研发|人才|购房|生活|安家|项目)?(?:奖励|补助|补贴|资助|支持|奖金|启动资金|扶持|配套|贴息)"
)
# 12家机构反映用工紧张: what is told of bodies that a bare noun counts
_TOLD_OF = re.compile(
    r"(?!等|的|之|以|为|為|是|占|均|都|和|及|与|或|、|，)(?:[\u4e00-\u9fff“”、]{2,14}|[\u4e00-\u9fff]{2,10}(?:过|超|破|达|足)[\d.]*[万千百亿]*[元%人家件])$"
)
_DRAWS = re.compile(r"(?:有|(?:吸引|收到|迎来|征集|汇聚)了?(?:来自)?[^，。；、]{0,8})$")
_TOLD_WITH = re.compile(r"[与與][^，。；、]{1,16}?(?P<told>(?:签|簽|达成|携手|对接|结对)[\u4e00-\u9fff]{2,10})$")
_SETTLED = re.compile(
    r"((?:成功|顺利|正式)?(?:落户|落地|入驻|签约|投产|开工|晋级|获奖|注册|毕业|转化)[\u4e00-\u9fff]{0,4})$"
)
_ANY_BODIES = frozenset(["企业", "公司", "机构", "单位", "项目", "上市公司", "商户", "个体户", "企業", "機構"])
_NO_LESS = re.compile(r"^.*不(?:低于|少于|高于|超过|低於|少於)(?=.)")
# what a rate is per, and its verb: 平均每天诞生, 每名导师辅导
_EACH = re.compile(r"(?:平均)?每(?:[天日月周]|[\u4e00-\u9fff]{0,6}?[园家名位户个個台])[\u4e00-\u9fff]{0,8}$")
BARE = frozenset(["企业", "公司", "项目", "平台", "产值", "营收", "人才", "从业人员", "规上企业"])
_THINKS = re.compile(
    r"(?:集聚在|聚集在|集中[在于]|分布[在于]|坐落[在于]|位于|来自|落户|布局在|扎根|从事|出自|预计|预期|认为|反映|表示|选择|希望|看好|尚未|没有|愿意|打算|领不到|计划|面临|预料|預期|認為)[^，。；、（）]{2,20}"
)
_MAKES = re.compile(r"^.*(?:创造|贡献|完成|实现|集聚|占据|承担|吸纳|生产|产出|撑起|扛起|拿走|包揽)了?(?:全部)?")


_GIVES = re.compile(
    "(?P<what>(?:发放|兑现|拨付|减免|提供|授信|投放|办理)了?[\u4e00-\u9fff“”]{2,8}?)(?:约|近|超|逾|超过|共|合计)?"
)
_NOUNS = ("器", "率", "量", "额", "期", "者", "机")  # 孵化器, 增长率: a verb that a noun begins with
_DOES = re.compile(r"(?:已|都|均|曾)?(?P<what>[\u4e00-\u9fffA-Za-z]{4,18})(?=[，。；、（]|$)")


class Behind(Reading):
    """Nouns behind figures, put together with the words before."""

    def _does(self, slot: Slot) -> re.Match[str] | None:
        """What those that a percentage tells of have done: 60%的企业获得专利授权."""
        found = _DOES.match(slot.right, slot.consumed)
        if found is None or not slot.last:
            return None
        verb = self.words.content.prefix(found["what"])
        return found if verb and found["what"][len(verb)] not in "的与和及、" else None

    def _combine_post(self, phrase: str, noun: str, frame: Frame, state: State, slot: Slot) -> tuple[str, str]:
        """The indicator of a figure with its noun behind it, and the counted thing."""
        if frame.name in ("percent", "share"):
            whole = frame.base or ""
            if frame.name == "percent":
                area = re.search(r"(?:全[国省市区球县园國區]|[\u4e00-\u9fff]{0,8}总[量数额])$", phrase)
                whole = phrase if phrase and not phrases.is_verbal(phrase, self.words) and len(phrase) <= 12 else ""
                whole = area.group() if area else whole
                while whole and (verb := self.words.content.prefix(whole)) and whole[len(verb) :][:1] not in _NOUNS:
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
            if not phrase and (does := _THINKS.match(slot.right[slot.consumed :]) or self._does(slot)):
                return f"{does.group().replace('了', '', 1)}的{noun}占比", noun  # 六成五企业预计经营持平
            if phrase and not frame.base:
                return f"{phrase}占{noun}比重", noun
            return (f"{noun}占{whole}比重" if whole else f"{noun}占比"), noun
        if frame.name == "level" and len(noun) <= 10 and (each := _EACH.search(slot.left)):
            return each.group() + noun, noun  # 平均每名导师辅导3家企业
        if slot.left.endswith(("为", "向", "给")) and (given := _GIVES.fullmatch(slot.right, slot.consumed)):
            return given["what"] + noun, noun  # 为87家企业发放贷款3.2亿元
        more = _TELLS.match(slot.right[slot.consumed :]) if not phrase and len(noun) <= 4 else None
        measured = more is not None and not slot.last and slot.consumed + more.end() >= len(slot.right)
        if more and not (measured and more[0].startswith(("完成", "实现"))):  # not: 22家高新区完成生产总值7128亿元
            return more.group() + noun, noun
        told = _TOLD_OF.match(slot.right[slot.consumed :]) if noun in _ANY_BODIES and slot.last else None
        if told and (not phrase or _DRAWS.search(slot.left)):
            return told.group() + noun, noun
        if not phrase and (agreed := _TOLD_WITH.match(slot.right[slot.consumed :])):
            return agreed["told"] + noun, noun  # 23个项目与某新区签订落户意向
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
        if not phrase and noun in BARE and KIND_OF.search(state.topic):
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
