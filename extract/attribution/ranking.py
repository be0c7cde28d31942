"""Shares and ranks: the whole and the ranking that earlier words say."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.attribution import phrases
from extract.attribution.clauses import FILL, Slot
from extract.attribution.frames import Frame
from extract.attribution.state import Reading, State

_RANK_OF = re.compile(r"(.{2,}?)(?:增速|增幅|总量|规模)?排名")
_GREATEST = re.compile(
    r"大([\u4e00-\u9fff]{2,8}?(?:伙伴|夥伴|市场|市場|来源地|来源国|股东|股東|经济体|客户|客戶|厂商|廠商|生产商|制造商|供应商|供應商|运营商|品牌|企业|产业|行业|基地|支柱产业|出口地|目的地))"
)
GAPS = frozenset(["差距", "差额", "缺口", "落差"])
LEVEL = re.compile(r"^(?:国家级?|省级|市级|省部级|区级|县级)(?:及)?(?:以上)?(?:的|备案|认定)?(?=.{3,})")
_OF_ALL = re.compile(r"(?:得分|评分|指数|评价|考评|考核|竞争力|实力|综合|榜|强)》?排名$")  # a ranking of whole bodies
_OUTCOME = re.compile(
    r"([\u4e00-\u9fff]{0,16}(?:评价|考评|考核|评估))(?:结果|排名|榜单|情况)?(?:公布|发布|揭晓|出炉|通报|公示|结果)"
)
_SCORED = re.compile(r"得分|成绩|总分|评分")
_LEAD = 200
_QUOTED_LIST = re.compile(r"在[^，。；“]{0,12}(“[^”]{2,12}(?:强|榜|榜单|名单)”)中")
_EVALUATION = re.compile(
    r"(?:\d+[家个座])?((?:[\u4e00-\u9fff]{0,12}?)(?:综合评价|考核评价|评价|考核|评比|测评|评估|考评|评定))(?:中|里|结果)"
)

_INTENSITY = re.compile("占(?:GDP|(?:地区)?生产总值|(?:主营业务|营业|销售)收入|营收)比重$")


class Ranking(Reading):
    """Indicators of shares and ranks."""

    def _part_of_whole(self, phrase: str, frame: Frame, state: State, slot: Slot, own: bool) -> tuple[str, str, int]:
        """The indicator of a share, with the whole of an earlier one where its own is not said."""
        words = self.words
        again = state.last is not None and state.last.kind in ("share", "change")
        if own and not frame.base and len(phrase) <= 3 and phrases.is_elliptical(phrase, words) and not state.topic:
            if state.recent and state.recent[-1].kind == "level" and state.head:
                phrase += LEVEL.sub("", state.head)  # 从业员工5.8万人，女性占37%: a part of those just counted
        if not frame.base and not own and state.share and not state.topic and again:
            return state.share, "", 1
        of_its_own = own and "占比" in slot.left  # 占全省的三分之一…；本科以上学历占比62%: of those just told
        if not frame.base and not of_its_own and state.share and (whole := re.search(r"占(.+)比重$", state.share)):
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

    @staticmethod
    def _intensity(state: State, slot: Slot) -> str:
        """研发投入占GDP比重7.3%，在全省居第3位: the share that was just told, where it is a measure by itself."""
        told = [d for d in state.recent[-3:] if d.clause < slot.number]
        return told[-1].indicator if told and _INTENSITY.search(told[-1].indicator) else ""

    def _in_ranking(
        self, phrase: str, frame: Frame, state: State, slot: Slot, own: bool
    ) -> tuple[str, str, int] | None:
        """The indicator of a rank; None where the figure is none."""
        words = self.words
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
            if not own and not state.topic and state.last and state.last.unit == "rank" and state.rank:
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
                if not own and state.last and state.last.kind == "share" and not state.last.base:
                    if state.last.indicator.endswith("的企业占比"):
                        basis = state.last.indicator  # 反映“成本上升快”的企业占62.5%，居各项困难之首
                if not own and (intensity := self._intensity(state, slot)):
                    basis = intensity
                basis = "" if basis in GAPS else basis
                if "奖金" in basis or "獎金" in basis:
                    basis = "大赛" if self.subjects.main.type == "event" else ""  # 获奖金100万元；…分列第二、三名
                if not ranking and not basis and self.subjects.main.type == "ranking_or_report":
                    ranking = self.subjects.main.name  # an article about a ranking
                phrase = ranking or (basis + generic if basis else "") or (frame.base or "")
            return suffixed(phrase, frame) if phrase else "综合排名", "", carried
        return None

    def _ranking(self, slot: Slot) -> str:
        """A ranking or index named in the clause of a rank."""
        start = self.sentence_start
        inside = [m for m in self.subjects.rankings if start <= m.start and m.end <= slot.quantity.start]
        if inside:
            return inside[-1].text
        if quoted := _QUOTED_LIST.search(self.masked, start, slot.quantity.start):
            return quoted[1]  # 在同时揭晓的“瞪羚十强”中
        told = _EVALUATION.search(self.masked[start : slot.quantity.start].replace(FILL, ""))
        return told[1].lstrip("在从從据據") if told else ""

    def _evaluated(self) -> str:
        """The evaluation whose outcome the headline or the first lines announce; empty where none is."""
        titles = f"{self.notes.metadata.title or ''}\n{self.notes.article.headline or ''}\n"
        found = [
            re.sub(r"^.*?(?:公布|发布|开展|组织|通报|的)(?=.{4,})", "", m[1]).lstrip("年度")
            for m in _OUTCOME.finditer(titles + self.notes.text[:_LEAD])
        ]
        return max(found, key=len, default="")  # its full name, which a headline shortens

    def _nearest_index(self, slot: Slot) -> str:
        """The index that a bare 得分 or 指数 speaks of: the last one named before."""
        named = [m for m in self.subjects.rankings if m.end <= slot.quantity.start]
        return named[-1].text if named else ""


def suffixed(phrase: str, frame: Frame) -> str:
    """The indicator with what the construction adds: 占…比重, 排名, 完成…比例."""
    if frame.suffix == "占" and "占" not in phrase:
        return f"{phrase}占{frame.base}比重" if frame.base else f"{phrase}占比"
    if frame.suffix == "排名":
        return phrase if phrase.endswith(("排名", "位次", "名次")) else f"{phrase}排名"
    if frame.suffix == "完成":
        return f"{phrase}完成{frame.base or ''}比例"
    return phrase
