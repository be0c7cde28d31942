"""Lists: A和B分别为x和y, rows that go on with the row before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.attribution import phrases
from extract.attribution.awards import Awards, only_award
from extract.attribution.carriers import Subject
from extract.attribution.changes import change_verb
from extract.attribution.clauses import FILL, Slot
from extract.attribution.coordination import COUNTED, share_heads, split_list
from extract.attribution.drafts import Draft
from extract.attribution.frames import Frame
from extract.attribution.lexicon import Lexicon
from extract.attribution.rank_lists import SAME_ONES
from extract.attribution.state import MONEY, State, unit_counts
from extract.entities.words import dictionary

_SENT = re.compile(r"(?:选送|推荐|报送|推选|孵化|培育|举荐)的")
_FIELD = re.compile(r"(?:领域|产业|行业|赛道|方向|板块)$")
_MORE_NAMES = re.compile(r"[、和与及](?P<names>[\u4e00-\u9fffA-Za-z、和与及]{2,30}?)(?=分别|依次|分列|分获|分居)")
_NAMELIKE = re.compile(
    r"(?:片区|园区|科技园|产业园|高新区|经开区|科技|电子|生物|智能|新材|半导体|医疗|医药|能源|区|县|市|镇|街道)$"
)
# 三者所占比重, 前二者, 后两类: several of the things told last
_THOSE = re.compile(r"(?:这|這)?(?P<which>[前后後])?[两兩二三四五](?:者|类|項|项)(?:的|所)?")
_SHARES = frozenset(["占比", "比重", "占比重", "所占比重", "占比例", "比例", "占比分"])
_COUNTS = frozenset(["家", "户", "个", "项", "件", "宗", "笔", "起", "个", "只", "单"])
_IN_UNITS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("户数", "家数", "企业数"), frozenset(["家", "户"])),
    **dict.fromkeys(("金额", "额", "规模", "总额"), MONEY),
    **dict.fromkeys(("数量", "件数", "宗数", "笔数", "项目数", "起数", "个数"), _COUNTS),
    "人数": frozenset(["人", "名", "人次"]),
    "面积": frozenset(["m2", "亩"]),
}
_KINDS_TOLD = re.compile(
    r"(?:[两三四五六七八九]|\d)(?:个|大)+(?:主导|重点|支柱|优势|特色|传统|新兴)?(?P<kind>产业|行业|领域|板块)(?:分别)?(?:实现|完成)?"
)
_AMOUNT = re.compile(
    r"(?:单[个项])?(?:奖金|奖励|补助|补贴|投资额?|总投资|面积|金额|成交额|合同金额|产值|营收|营业收入|税收|人数|价格|估值)"
)
_THEY = re.compile(
    r"^(?:这)?(?:两|三|四|五|二|2|3|4|5)(?:家|个|地|区|市|省|者|园)(?:企业|公司|园区|高新区|机构|开发区|经开区)?(?:的)?(?:则)?"
)


@dataclass(slots=True)
class _Row:
    """Figures in a row, of one unit, and what stands before them: to be shared out."""

    number: int  # of the sentence
    group: list[Slot]
    frame: Frame
    phrase: str
    subject: Subject
    state: State

    @property
    def size(self) -> int:
        """How many figures there are."""
        return len(self.group)

    @property
    def items(self) -> list[str]:
        """The members that the phrase names: as many as the figures where commas alone part them so."""
        items = [part for part in self.phrase.split("、") if part]
        return items if len(items) == self.size else split_list(self.phrase)

    def says_nothing(self, words: Lexicon) -> bool:
        """Whether the words before the figures do not say what they measure."""
        return not self.phrase or self.phrase in words.generic


_KINDS = re.compile(
    r"(?P<items>[\u4e00-\u9fffA-Za-z]+(?:、[\u4e00-\u9fffA-Za-z]+)+?)[两三四五六七八][大个](?:重点|主导|主要|优势)?"
    "(?:领域|产业|行业|赛道|方向|板块|类别|环节|产业链|集群)$"
)


class Lists(Awards):
    """Shares out figures over the members of a list."""

    def _more_names(self, rest: str, size: int) -> tuple[list[Subject], str] | None:
        """甲电子、乙维修进出口值分别为…: `size` names behind the one that is known, and what is left of the words."""
        found = _MORE_NAMES.match(rest)
        names = re.split("[、和与及]", found["names"]) if found else []
        if found is None or len(names) != size:
            return None
        measure = self.words.heads.suffix(names[-1]) or self.words.measures.suffix(names[-1])
        names[-1] = names[-1][: len(names[-1]) - len(measure)]
        if any(not 2 <= len(n) <= 8 or n.endswith(self.words.countable) or dictionary().counts.get(n) for n in names):
            return None
        known = [self.subjects.short.get(n) for n in names]
        if not all(k or _NAMELIKE.search(n) or measure for k, n in zip(known, names, strict=True)):
            return None
        return [self.subjects.place(n) for n in names], measure + rest[found.end() :]

    def _told(self, number: int, state: State, which: str | None, size: int) -> list[Draft]:
        """The last `size` amounts told in the sentence or the one before; with 前 those before the last."""
        for drafts in (state.recent, [d for d in self.drafts[-3 * size :] if d.sentence >= number - 1]):
            rows: dict[str, Draft] = {}
            for draft in drafts:
                if draft.kind in ("level", "rate"):
                    rows.setdefault(draft.indicator, draft)
            told = list(rows.values())
            if len(told) >= size:
                return told[-size - 1 : -1] if which == "前" and len(told) > size else told[-size:]
        return []

    @staticmethod
    def _row(state: State) -> list[Draft]:
        """The figures of the clause (or run of clauses) just before."""
        if not state.recent:
            return []
        last = state.recent[-1].clause
        row = [d for d in state.recent if d.clause == last]
        if len(row) > 1:
            return row
        row = [d for d in state.recent if d.clause >= last - 1]
        return row if len(row) > 1 else state.recent[-2:]

    def _distribute(
        self, number: int, group: list[Slot], frame: Frame, subject: Subject, named: list[Subject], state: State
    ) -> bool:
        """A和B分别为x和y, and a second row of figures for the list of the row before."""
        row = _Row(number, group, frame, phrases.clean(frame.phrase, self.words), subject, state)
        if self._over_parts(row):
            return True
        if group[0].items and len(group[0].items) == row.size:
            return self._listed(row)
        if group[0].quantity.unit == "rank" and len(named) == 1 and (sent := self._sent(row)):
            named = state.names = sent
            row.frame = replace(frame, phrase="")
        if len(named) == row.size:
            if (they := _THEY.match(row.phrase)) and len(named) > 1:
                row.frame = replace(row.frame, phrase=row.phrase[they.end() :])  # 甲、乙两市分别有35家和27家
            for slot, one in zip(group, named, strict=True):
                self._one(number, slot, self._own(slot, row), one, state)
            return True
        if SAME_ONES.fullmatch(row.phrase):
            row.phrase = ""  # 甲、乙两市分别为38家和29家
        if self._over_those(row) or self._over_awards(row, named) or self._over_names(row):
            return True
        if self._over_topic(row) or self._over_bases(row):
            return True
        if row.says_nothing(self.words):
            return self._over_kinds(row) or self._over_row_before(row)
        return self._over_amounts(row) or self._over_items(row)

    def _own(self, slot: Slot, row: _Row) -> Frame:
        """The frame of the row, with the direction of a verb of the figure's own: 分别增长12%、下降4%."""
        verb, down = ("", False) if slot is row.group[0] else change_verb(slot.left, self.words)
        return replace(row.frame, negative=down) if verb else row.frame

    def _over_parts(self, row: _Row) -> bool:
        """三次产业结构为0.1∶48.3∶51.6: over the parts that a composition always has."""
        phrase = row.phrase
        parts = self.words.compositions.get(phrase) or self.words.compositions.get(self._last_composition)
        if parts and len(parts) == row.size and (phrase in self.words.compositions or not phrase):
            self._last_composition = phrase or self._last_composition
            for slot, part in zip(row.group, parts, strict=True):
                frame = replace(row.frame, name="composition", phrase=part, suffix="")
                self._one(row.number, slot, frame, row.subject, row.state)
            return True
        self._last_composition = ""
        return False

    @staticmethod
    def _sent(row: _Row) -> list[Subject]:
        """某高新区选送的甲、某地的乙分列第二、三名: who is sent, not by whom; empty elsewhere."""
        if not _SENT.match(row.phrase):
            return []
        sent = [item.rpartition("的")[2] for item in split_list(row.phrase)]
        if len(sent) != row.size or not all(2 <= len(n) <= 10 for n in sent):
            return []
        return [Subject(n, "enterprise", f"enterprise:{n}", n, "list") for n in sent]

    def _over_those(self, row: _Row) -> bool:
        """三者分别占全市的…: over the amounts told last."""
        those = _THOSE.match(row.phrase)
        told = self._told(row.number, row.state, those["which"], row.size) if those else []
        if not those or not told:
            return False
        rest = row.phrase[those.end() :]
        for slot, draft in zip(row.group, told, strict=True):
            if rest in _SHARES or (row.frame.suffix == "占" and not rest):
                frame = replace(row.frame, phrase=draft.indicator, suffix="占")
                self._one(row.number, slot, frame, draft.subject, row.state)
            else:
                indicator = draft.indicator + rest
                self._one(row.number, slot, self._own(slot, row), draft.subject, row.state, indicator=indicator)
        return True

    def _over_awards(self, row: _Row, named: list[Subject]) -> bool:
        """Over those for whom awards are given; a bare award is given alike."""
        row.phrase, awards = self._awards(row.group, row.phrase, row.state)
        if not awards and only_award(row.phrase) and not named:
            awards = [row.phrase] * row.size
        if not awards:
            return False
        for slot, award in zip(row.group, awards, strict=True):
            self._one(row.number, slot, row.frame, row.subject, row.state, indicator=award)
        return True

    def _over_names(self, row: _Row) -> bool:
        """甲、乙分别排名…，两家企业研发投入依次为x、y: the list of names goes on."""
        if row.phrase == "得分" and row.state.rank.endswith("得分排名"):
            row.phrase = row.state.rank.removesuffix("排名")  # 综合得分居前三位的依次为…，得分分别为…
        if len(row.state.names) != row.size or re.search("、|和|及", row.phrase):
            return False
        common = _THEY.sub("", row.phrase)
        for slot, one in zip(row.group, row.state.names, strict=True):
            self._one(row.number, slot, replace(self._own(slot, row), phrase=common), one, row.state)
        return True

    def _over_topic(self, row: _Row) -> bool:
        """Over the members of the topic where the figures themselves say nothing of what they measure."""
        items = split_list(row.state.topic) if row.says_nothing(self.words) and row.state.topic else []
        if len(items) != row.size:
            return False
        for slot, item in zip(row.group, items, strict=True):
            frame = replace(self._own(slot, row), phrase=item + row.phrase)
            self._one(row.number, slot, frame, row.subject, row.state)
        return True

    def _over_bases(self, row: _Row) -> bool:
        """增长9.2%，分别高出全国、全省、全市4.6、4.1和1.8个百分点: over what the figure before is compared with."""
        bases = split_list(row.frame.base or "") if row.frame.kind == "change" and not row.phrase else []
        last = row.state.last
        if len(bases) != row.size or last is None:
            return False
        for slot, base in zip(row.group, bases, strict=True):
            frame = replace(self._own(slot, row), base=base)
            self._one(row.number, slot, frame, last.subject, row.state, indicator=last.indicator)
        return True

    def _over_kinds(self, row: _Row) -> bool:
        """七成企业集中在A、B、C三个领域，分别为52家、38家和29家: over the kinds that the clause before lists."""
        before = self.masked[self.sentence_start : row.group[0].clause.start].replace(FILL, "").rstrip("，：")
        found = _KINDS.search(before)
        items = found["items"].split("、") if found else []
        if len(items) != row.size or not unit_counts(row.group[0].quantity):
            return False
        items[0] = re.split("[在为是的有到于以括]", items[0])[-1]
        thing = row.state.head if row.state.head_unit == row.group[0].quantity.unit else "企业"
        for slot, item in zip(row.group, items, strict=True):
            self._one(row.number, slot, self._own(slot, row), row.subject, row.state, indicator=item + thing)
        return True

    def _over_row_before(self, row: _Row) -> bool:
        """甲、乙分别为x、y，增长a、b: over as many figures told last."""
        return self._over_drafts(row, row.state.recent[-row.size :])

    def _over_drafts(self, row: _Row, told: list[Draft]) -> bool:
        """Over as many figures told before, of which these tell more."""
        if len(told) != row.size:
            return False
        for slot, draft in zip(row.group, told, strict=True):
            self._one(row.number, slot, self._own(slot, row), draft.subject, row.state, indicator=draft.indicator)
        return True

    def _over_amounts(self, row: _Row) -> bool:
        """评出一等奖1名、二等奖3名，奖金分别为100万元、50万元: over the things just counted."""
        told = row.state.recent[-row.size :]
        if len(row.items) != 1 or not _AMOUNT.fullmatch(row.phrase) or len(told) != row.size:
            return False
        if not all(unit_counts(d.quantity) and d.sentence == row.number for d in told):
            return False
        for slot, draft in zip(row.group, told, strict=True):
            indicator = draft.indicator + row.phrase
            self._one(row.number, slot, row.frame, draft.subject, row.state, indicator=indicator)
        return True

    def _over_items(self, row: _Row) -> bool:
        """Over the members of a coordination: A和B分别为x和y."""
        items = row.items
        if len(items) == row.size and (told := self._by_units(items)):
            return self._over_drafts(row, told)
        if kinds := _KINDS_TOLD.search(items[-1]):  # A、B、C三个主导产业分别实现产值
            items[-1] = items[-1][: kinds.start()] + kinds["kind"] + items[-1][kinds.end() :]
        items = share_heads(items, self.words)
        head = row.state.head
        if row.group[0].quantity.unit in _COUNTS and (field := _FIELD.search(row.phrase)) and head:
            # A、B、C领域分别有97家、63家和38家: of the things counted before
            items = [item.removesuffix(field[0]) + field[0] + head for item in items]
        if len(items) < row.size:
            return False
        for slot, item in zip(row.group, items[-row.size :], strict=True):
            self._one(row.number, slot, replace(self._own(slot, row), phrase=item), row.subject, row.state)
        return True

    def _by_units(self, items: list[str]) -> list[Draft]:
        """户数和金额分别增长52%和68%: the things told last in households and in money; empty for other words."""
        row: list[Draft] = []
        for item in items:
            units = _IN_UNITS.get(item)
            last = next(
                (d for d in reversed(self.drafts[-8:]) if units and d.unit in units and d.kind == "level"), None
            )
            if last is None:
                return []
            row.append(last)
        return row

    def _listed(self, row: _Row) -> bool:
        """A、B、C三家高新区产值分别为…: the members are subjects where they are known names, else indicators."""
        items = [self.words.openers.strip_start(i) for i in row.group[0].items]
        known = [self.subjects.short.get(i) for i in items]
        for slot, item, mention in zip(row.group, items, known, strict=True):
            if mention is not None:
                frame = replace(row.frame, phrase=COUNTED.sub("", row.phrase, count=1) or row.state.indicator)
                self._one(row.number, slot, frame, self.subjects.of(mention, "list"), row.state)
            else:
                self._one(row.number, slot, replace(row.frame, phrase=item + row.phrase), row.subject, row.state)
        return True
