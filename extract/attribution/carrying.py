"""What a bare figure measures: what was last told in its unit, or of it."""

from __future__ import annotations

import re

from extract.attribution.clauses import Slot
from extract.attribution.frames import Frame
from extract.attribution.nouns import predicate_behind
from extract.attribution.ranking import GAPS, Ranking, suffixed
from extract.attribution.state import MONEY, POINTS, UNCOUNTED, State

NEW = re.compile(
    r"^(?:我国)?(?:新增|净增|新引进|新认定|新培育|新备案|新登记|新获批|新建|新入孵|新入驻|新入园|新进(?=在孵|企业|项目))"
)
_MOVES = re.compile(r"提高|提升|增[加至长]|上升|升至|下降|降至|减[少至]|扩[大至]|达到?|到|至|同比|环比|较|比")
_IS_A = re.compile(r"(?:均|都|全|皆)?[为為是]")
_BOUND = re.compile(r"(.{2,10}?)(?:过|超过?|突破|达到?|不足|低于)")
_ABOVE_MEAN = re.compile(
    r"(.{2,12}?)(?:超过|高于|高出|优于|低于)(?:全[国省市区]|同期|同类)?[^，]{0,6}(?:平均水平|平均值|均值|水平|平均)"
)
_NET = re.compile(r"(?:净|淨)(?:增加?|减少?|流入|流出)")
_LEAVES = re.compile(r"注销|迁出|退出|淘汰|流出|离职|退园|关停")
_REACHES = re.compile(r"(?:达到?|達到?|突破|超过|超過|增至|升至|增[加长]到|跃升至|攀升至|为)(?:了)?(?:近|约|逾)?$")
# a kind of business, trade or owner: what is counted in money of it is not said
KIND_OF = re.compile(
    r"(?:业|業|业务|产业|技术|电子|信息|材料|医药|医疗|装备|制造|健康|科技|机械|機械|光电|光電|电路|電路|芯片|生物|能源|汽车|物流|维修|加工贸易|一般贸易|软件|"
    r"硬件|文创|航空|航天|化工|纺织|食品|冶金|机电|钢铁|轻工|光伏|电池|板块|领域|集群|外资企业|民营企业|国有企业|外商|内资|市场|"
    r"產業|業務|技術|電子|醫療|醫藥|製造|半导体|半導體|集成电路|生技|通訊|通讯|資訊|電腦|週邊|儀器|(?:市|省|区|县|乡|镇|县区|区县)本?级)$"
)
_OF_LEVEL = re.compile("(?:市|省|区|县|乡|镇|县区|区县)本?级")
_LEVEL_OF = re.compile("级$")  # 市本级11.27亿元: of the whole measure
_FLOWS = re.compile(
    r"(?:进出口|出口|进口|进出口额|出口额|进口额|贸易额|销售收入|销售额|投资额|投资|進出口|進口)(?:总值|总额)?$"
)

_MEAN = re.compile("平均|均值|水平")
_SHARE_OF = re.compile("占(?:.+比重|比)$")


def _level_of(state: State) -> str:
    """The amount that was told before and then as a share; empty where the share stands alone."""
    if not state.recent or state.recent[-1].kind != "share":
        return ""
    amount = _SHARE_OF.sub("", state.recent[-1].indicator)
    return amount if any(d.kind == "level" and d.indicator == amount for d in state.recent) else ""


class Carrying(Ranking):
    """Measures carried from figure to figure."""

    def _going_on(self, phrase: str, frame: Frame, state: State, slot: Slot) -> tuple[str, str, int]:
        """The indicator of a bare figure: what was last told in its unit, or of it."""
        words = self.words
        if frame.kind == "change" and state.last and state.last.unit != slot.quantity.unit not in POINTS:
            # 优良率82%，同比增加14天: a change of what was told in days
            if same := next((d.indicator for d in reversed(state.recent) if d.unit == slot.quantity.unit), ""):
                return same, "", 1
        if frame.kind == "change" and state.last and (net := _NET.fullmatch(slot.left.strip("，、 "))):
            if state.head_unit == slot.quantity.unit and _LEAVES.match(state.last.indicator):
                return net[0] + state.head, state.head, 1  # 新设4380户，注销1125户，净增3255户
        if slot.quantity.unit in POINTS and state.last and state.last.unit != "%":
            # points are of a percentage: the last one told
            if rate := next((d.indicator for d in reversed(state.recent) if d.unit == "%"), ""):
                return rate, "", 1
        of_mean = frame.kind == "ratio" and _MEAN.search(
            frame.base or ""
        )  # 占8.5%，为全省平均水平的2.9倍: the share is
        if frame.kind in ("growth", "ratio") and state.last and not of_mean and (whole := _level_of(state)):
            return whole, "", 1  # 集成电路产业8742亿元，占73.7%，增长14.2%: it is the amount that grew
        if frame.kind in ("growth", "change", "ratio") and state.last and state.last.kind == "share":
            return state.last.indicator, "", 1
        head = state.head if state.head_unit == slot.quantity.unit else self._thing(slot.quantity.unit, "")
        if slot.quantity.unit not in UNCOUNTED and head:
            predicate = predicate_behind(slot)
            if (not state.head or frame.start_point) and _MOVES.match(predicate):
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
            and state.last.kind in ("growth", "change")
            and (not state.last.carried or all(d.indicator != state.last.indicator for d in state.recent[:-1]))
            and slot.quantity.unit not in ("%", "倍")
            and _REACHES.search(slot.left)
        ):
            return state.last.indicator, "", 1  # 财政收入增长12%，突破60亿元
        if (
            frame.kind == "level"
            and slot.quantity.unit in MONEY
            and state.last
            and state.last.kind == "level"
            and state.last.unit not in UNCOUNTED
            and slot.raw_left.strip("，、共计合总 ") == ""
            and not slot.clause.in_parentheses
        ):
            return state.last.indicator + "金额", "", 1  # 签约6个、38.5亿元
        if frame.kind == "level" and state.last and state.last.kind == "rank" and _REACHES.search(slot.left):
            if state.rank.endswith("排名") and slot.quantity.unit in (*MONEY, "%"):
                told = state.rank.removesuffix("排名")  # 电子设备制造业经费投入居首，达26.3亿元
                fuller = (i for i in (state.indicator, self._carried) if i.endswith(told))
                return next(fuller, told), "", 1
        for draft in reversed(state.recent):
            # a bare figure goes on with what was last told in its unit
            if draft.indicator in GAPS:
                continue
            if frame.kind == "level" and draft.kind == "level" and draft.unit == slot.quantity.unit:
                total = re.search(r"累计|總數|总数", slot.left)
                return suffixed(NEW.sub("", draft.indicator) if total else draft.indicator, frame), "", 1
        if frame.kind == "level" and slot.quantity.unit in MONEY and state.last and state.last.rule == "grant":
            return state.last.indicator.removesuffix("比例"), "", 1  # 按…的5%给予奖励，最高2000万元
        started = state.started.get(slot.quantity.unit, "") if frame.kind == "level" else ""
        basis = started or state.indicator or self._carried
        if slot.quantity.unit in ("%", "倍") and (above := _ABOVE_MEAN.match(basis)):
            basis = above[1]  # 投入强度超过全市平均水平的有2个，其中某高新区达6.15%
        if slot.quantity.unit in MONEY and (bound := _BOUND.match(basis)) and state.last:
            if state.last.unit not in MONEY and (measure := words.measures.suffix(bound[1])):
                basis = measure  # 营业收入过百亿的5家，某公司以246亿元居首
        if frame.kind == "level" and slot.quantity.unit not in UNCOUNTED and (not state.recent or basis in GAPS):
            basis = self._thing(slot.quantity.unit, basis)  # 上海58家: the things that the article counts
        if re.search(r"累计|總數|总数", slot.left):
            basis = NEW.sub("", basis)
        return (suffixed(basis, frame) if basis else ""), "", 1 if state.indicator else 2

    def _leads(self, phrase: str, sentence: int) -> None:
        """Keeps the measure of the first sum of a sentence for the sums of its parts."""
        if _OF_LEVEL.match(phrase):
            return  # 市本级财政支出: a part of the sum told before
        if sentence != self._lead_of and (measure := self.words.measures.suffix(phrase) or flow(phrase)):
            self._lead, self._lead_of, self._lead_phrase = measure, sentence, phrase

    def _measure_of_kind(self, phrase: str) -> str:
        """加工贸易163亿元 in a text about 进出口: the measure of a sum that names only its kind; empty elsewhere."""
        if not self._lead or not KIND_OF.search(phrase):
            return ""
        if self.words.measures.suffix(phrase) or flow(phrase):
            return ""
        return self._lead_phrase if _LEVEL_OF.search(phrase) else self._lead

    @staticmethod
    def _former_or_latter(phrase: str, frame: Frame, state: State) -> str:
        """外资企业进出口…，民营企业…，前者下降…，后者增长…: the two last things told."""
        if phrase[:2] not in ("前者", "后者", "後者"):
            return ""
        told = list(dict.fromkeys(d.indicator for d in state.recent if d.kind in ("level", "share", "rate")))[-2:]
        if len(told) < 2:
            return suffixed(state.indicator + phrase[2:], frame) if state.indicator and state.names else ""
        return suffixed(told[0 if phrase[0] == "前" else 1] + phrase[2:], frame)


def flow(indicator: str) -> str:
    """The flow of goods or money at the end of an indicator (对东盟进出口 → 进出口)."""
    found = _FLOWS.search(indicator)
    return found.group() if found else ""
