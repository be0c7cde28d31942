"""What clauses without figures say for those behind them: whose they are, how they are sorted, what they count."""

from __future__ import annotations

import re

from extract.attribution import phrases
from extract.attribution.carriers import Subject
from extract.attribution.carrying import KIND_OF
from extract.attribution.clause_topics import clause_topic
from extract.attribution.clauses import FILL, Clause, Slot
from extract.attribution.mentioning import BEST, HAPPENS, NOT_SUBJECT_AFTER
from extract.attribution.state import State
from extract.attribution.topics import SPEAKS
from extract.attribution.unknown_names import UnknownNames

# 这家位于某区的企业: who was just named
THIS = re.compile(
    r"(?:这家|该家|这个|这座|这所|这处)(?:[^，。；]{0,16}?的)?(?:企业|公司|园区|实验室|机构|高新区|经开区|开发区|新区|孵化器|科学城|研究院|科技园|产业园|加速器|工厂|厂)(?!家)"
)
PRIZES = re.compile(r"[一二三特]等奖|优[秀胜]奖|单项奖|金奖|银奖|铜奖|总奖金")
_THAT_LIST = re.compile(r"该(?:榜单?|名单|指数|报告|评价|奖项?)")
_THAT_FIRM = re.compile(r"该(?:公司|企业|集团|厂)")
_RUNS = re.compile(
    r"^(?:其|该公司|公司|集团|园区)?(?:运营|管理|托管|代管|打造|自建|旗下)的?“?$"
)  # 其运营的“某某”孵化器
# 初创组冠军由本土企业某某科技摘得
_WON_BY = re.compile(
    r"(?:冠军|亚军|季军|[一二三特]等奖|[金银铜]奖)由(?:来自[^，。]{2,8}的)?(?:本土|本地|当地|省内|国内)?(?:企业|公司|团队|选手)?“?(?P<name>[\u4e00-\u9fffA-Za-z]{2,10}?)”?(?:摘得|夺得|获得|斩获|捧得|摘取|收入囊中)"
)
# 只及某园区的零头, 赶上某市: a term of comparison
_COMPARED = re.compile(
    r"(?:[只仅不可远未]及|[赶追]上|相当于|抵得上|超过|超越|领先|落后|接近|看齐|不如|不及|媲美|比肩|逊于|优于|好于)(?:了|于)?$"
)
# 甲、乙两家公司首次入围…，分列第76位和第92位
_FIRMS = re.compile(
    r"((?:[\u4e00-\u9fff]{2,6}[、和与]){1,4}[\u4e00-\u9fff]{2,6}?)(?:[两三四五]家|等\d家)(?:公司|企业|机构|单位|园区)"
)
_ALONE = re.compile(
    r"(?:省会|首府|其中)?(?P<name>[\u4e00-\u9fff]{2,4})一[市区县家园地省](?:独大|独占|领跑|领先|遥遥领先)$"
)
_FOLLOWING = re.compile(
    r"(?P<names>[\u4e00-\u9fff]{2,4}(?:[、和与][\u4e00-\u9fff]{2,4}){1,4}?)[两二三四五][市区县园地省](?:紧随其后|次之|跟进|随后|居后)$"
    r"|(?:其后|其次|随后|之后|接着|排在其后的?)(?:依次|分别|依序)?(?:是|为|為)(?P<next>[\u4e00-\u9fff]{2,10}(?:[、和与][\u4e00-\u9fff]{2,10}){1,6})$"
)
# 甲生物、乙芯科首次上榜，估值分别…
_NEWLY = re.compile(
    r"(?:其中)?(?P<names>[\u4e00-\u9fffA-Za-z]{2,8}(?:[、和与][\u4e00-\u9fffA-Za-z]{2,8}){1,4}?)"
    r"(?:首次|双双|新|成功|同时)+(?:上榜|入选|入围|晋级|跻身|登榜|入榜|亮相)(?:榜单|名单)?"
)
# 已进入某公司等头部企业供应链，…; 委托某集团管理，…: whom it sells to, or has its money managed by
_SERVES = re.compile(r"(?:进入|打入|切入|挤进|配套|供应|供货给?|服务|服务于|应用于|绑定|牵手|携手|委托|委派|交由)了?$")
_SORTED_BY = re.compile(r"(?:从|分|按|就|以)[\u4e00-\u9fff]{1,8}?(?:来看|上看|看|分|划分|统计|来说|而言)")
_MEASURED_BY = re.compile(
    r"(?:从|就|以|按)(?P<what>[\u4e00-\u9fffA-Za-z&]{0,12}(?:增速|增幅|率|比重|占比|强度|进度|总量|金额|额|产值|收入|营收|利润|税收|得分|估值|市值|投入|支出"
    r"|产量|销量|密度|比例|人数|产出|增加值|面积))(?:来看|上看|看|来说|而言)"
)
# 分地区看, 从设区市看: what follows names places, known or not
_BY_PLACE = re.compile(
    r"地区|地域|区域|城市|市州|区县|县区|县域|市县|各地|属地|设区市|地市|[分从按](?:市|州|县|省)(?!场)"
)


class Between(UnknownNames):
    """Reads the clauses between figures."""

    def _sorts(self, clause: Clause) -> bool:
        """Whether a clause only says how the figures are sorted (从区域看)."""
        return bool(_SORTED_BY.fullmatch(self.masked[clause.start : clause.end].replace(FILL, "")))

    def _winner(self, name: str) -> Subject:
        """The company that a prize went to, known or not."""
        known = self.subjects.short.get(name)
        return (
            self.subjects.of(known, "clause")
            if known
            else Subject(name, "enterprise", f"enterprise:{name}", name, "clause")
        )

    def _is_person(self, clause: Clause) -> bool:
        """Whether a clause is nothing but a person's name."""
        at = clause.start
        return any(m.start == at and m.end == clause.end for m in self.notes.entities if m.type == "person")

    def _between(self, clauses: list[Clause], slot: Slot, state: State) -> None:
        """Clauses without figures before a slot: they may put up a topic or a subject."""
        for clause in clauses:
            if clause.in_parentheses or clause.start <= slot.quantity.start < clause.end:
                continue
            text = self.masked[clause.start : clause.end].replace(FILL, "")
            if self._says_all(clause, text, state):
                continue
            text = self._about(clause, text, state)
            if self._standing.source == "paragraph" and text.rstrip("：").endswith(self._standing.name):
                continue  # 1. 某某专班：签约5个
            if this := THIS.match(text):
                text = text[this.end() :]
            elif _THAT_LIST.match(self.words.openers.strip_start(text)) and state.subject.type == "enterprise":
                state.subject = self.subjects.main  # 该榜单自2019年发布以来，累计收录412家
            elif _THAT_FIRM.match(self.words.openers.strip_start(text)):
                state.subject = self.subjects.last_of("enterprise", clause.start) or state.subject
            if topic := clause_topic(text, self.words):
                kind = clause.closing in ("：", ":") and KIND_OF.search(topic)
                state.line = topic if topic.endswith("业务") or kind else ""
                state.topic_is_whole = text.rstrip().endswith(("中", "里", "内", "当中"))
                state.topic = f"{state.topic}、{topic}" if state.topic and clause.opening == "、" else topic

    def _says_all(self, clause: Clause, text: str, state: State) -> bool:
        """Takes up names that only their construction tells, and how figures are sorted; whether that is all."""
        if firms := _FIRMS.search(text):
            state.names = [self.subjects.place(n) for n in re.split("[、和与]", firms[1])]
        if alone := _ALONE.match(text):
            state.subject = self.subjects.place(alone["name"])  # 省会某市一市独大，…
            return True
        if follow := _FOLLOWING.match(text):
            state.names = [self.subjects.place(n) for n in re.split("[、和与]", follow["names"] or follow["next"])]
            return True
        if newly := _NEWLY.fullmatch(text):
            state.names = [self.subjects.place(n) for n in re.split("[、和与]", newly["names"])]
            return True
        if text in self._voices or (clause.closing == "：" and self._is_person(clause)):
            return True  # 段某某：每年不低于…: who answers
        if contestant := self._contestant(self.words.openers.strip_start(text)):
            state.subject = contestant[0]
            return True
        if won := _WON_BY.search(text):
            state.subject = self._winner(won["name"])
            return True
        if self.subjects.main.type == "event" and state.subject.type == "product" and PRIZES.search(text):
            state.subject = self.subjects.main  # 企业组一等奖由某公司摘得，奖金…: of the contest again
        if _SORTED_BY.fullmatch(text):
            state.by_place, state.sorted = bool(_BY_PLACE.search(text)), True
            if state.head_unit in self._block_things:
                state.head = phrases.head_noun(self._block_things[state.head_unit], self.words)
            elif self._thing(state.head_unit):
                state.head = state.head_unit = ""  # of all that the article counts, no longer of a part of them
            state.subject = self._topic_told  # 从区域看，甲…、乙…；从领域看，…: of the whole again
        if (by := _MEASURED_BY.fullmatch(text)) and by["what"] not in self.words.generic:
            state.indicator, state.topic, state.rank, state.recent = by["what"], "", "", []
            return True  # 从营收增速看，某公司以41%居首
        return False

    def _about(self, clause: Clause, text: str, state: State) -> str:
        """Takes up whom a clause is about; returns what its words leave for a topic."""
        mentions = [
            m for m in self.subjects.within(clause.start, clause.end) if m.type not in ("government", "event", "policy")
        ]
        for number, mention in enumerate(mentions):
            gap = self.masked[clause.start : mention.start].replace(FILL, "")
            if number == 0 and self._named_last(gap, mention, clause):
                # 亩均税收最高的是某某: the name that a superlative leads to, and what it is best in
                state.subject = self.subjects.of(mention, "sentence")
                return BEST.sub("", gap)
            rest = phrases.clean(gap, self.words)
            runs = mention.type == "park" and _RUNS.search(gap)
            if rest and not (runs or (mention.type == "enterprise" and self._modifies(gap, rest, mention))):
                continue
            if _SERVES.search(gap):
                text = ""
                continue
            if (gap and gap[-1] in NOT_SUBJECT_AFTER) or _COMPARED.search(gap):
                if gap in ("在", "于", "於") and mention.end == clause.end:
                    text = ""  # 在某高新区，某公司…: where, no topic
                continue
            if self.subjects.only_tells(mention) or self._leads_to(mention, mentions[number + 1 :]):
                continue
            if mention.type in ("lab_or_institute", "association") and SPEAKS.match(self.masked, mention.end):
                continue  # 某研究院院长某某表示，…: an expert on others' figures, or the main subject already
            if HAPPENS.match(self.masked[mentions[-1].end : clause.end].replace(FILL, "")):
                return ""  # what happened to it is told; the figures after it are about somebody else
            state.subject = self.subjects.of(mention, "sentence")
            return self.masked[mention.end : clause.end].replace(FILL, "")
        return text
