"""Figures in brackets and beside them: 甲（188.2）、乙（172.4）, 种子基金（规模5000万元）, 【11.7平方公里】净增面积."""

from __future__ import annotations

import re

from extract.annotations import EntityMention
from extract.attribution import phrases
from extract.attribution.clauses import FILL, Slot
from extract.attribution.figures import Figures
from extract.attribution.frames import Frame, read
from extract.attribution.lexicon import Lexicon
from extract.attribution.state import MONEY, State, unit_counts
from extract.entities.words import dictionary

_OVER = re.compile(
    r"(?P<measure>[\u4e00-\u9fffA-Za-z&]{2,12}?)(?:超过|超|突破|达到|高于|不足|低于)\d[\d.]*[万亿]*元(?:以上)?的"
)
# R&D经费支出居前两位的是甲（62.8亿元）, 投入强度高于平均水平的有甲（7.4%）
_LISTED_BY = re.compile(
    r"(?P<measure>[\u4e00-\u9fffA-Za-z&]{2,16}?)(?:(?:居|位居|排名?|位列|列)(?:全[国省市区])?(?:前[一二两三四五六七八九十\d]+[位名强]?|前列|首位)"
    r"|靠前|领先|居前|(?:超过|突破|达到|高于|低于|快于|慢于|过|不足)[^，。；：（]{1,10}?)的(?:[^，。；（]{0,6}?)(?:分别|依次)?(?:是|有|为)[^，。；]*$"
)
_MARKS = " \u3000+·•●■◆▲①②③④⑤⑥⑦⑧⑨⑩【"
_BESIDE = re.compile(r"[\s\u3000]*(?P<words>[^【】\n，。；：、（）]{2,24})")
_SUPERLATIVE = re.compile(
    r"^(?P<measure>[\u4e00-\u9fff]{0,8}?)最[高低大小多少快慢长短強强]的?[之的]?(?=[\u4e00-\u9fff]{2})"
)
_KINDS = re.compile(r"(?:产业|行业|领域|板块|产品|集群|企业)$")


def _measure_in(text: str, words: Lexicon) -> str:
    """The measure that a list is ordered by (产值排在前列的产业 → 产值); empty where none is named."""
    for at in range(len(text)):
        if word := words.measures.prefix(text[at:]):
            return word
    return ""


_SIZES = frozenset(
    ("规模", "总规模", "面积", "建筑面积", "占地面积", "占地", "投资", "总投资", "投资额", "产能", "年产能", "估值")
)


class Brackets(Figures):
    """Finds what figures in brackets are told of."""

    def _in_brackets(self, number: int, group: list[Slot], left: str, state: State) -> bool:
        """The first figures in brackets, where they are told of what stands before the brackets."""
        if not phrases.clean(left, self.words):
            self._in_parentheses(number, group, state)
            return True
        if sized := self._sized_in_brackets(group[0], left):
            self._one(number, group[0], Frame("bracketed", "level", sized), state.subject, state, indicator=sized)
            return True
        return False

    def _in_parentheses(self, number: int, group: list[Slot], state: State) -> None:
        """A bare figure in parentheses belongs to the name or the noun right before them: 甲（188.2）、乙（172.4）."""
        clause = group[0].clause
        if state.last and state.last.quantity.end == clause.start - 1:
            # the same figure in another unit: 2.17亿元（约合3096万美元）
            for slot in group:
                again = Frame("restated", state.last.kind, "", base=state.last.base)
                if slot.quantity.unit in ("%", "pp", "基点", "倍"):
                    # 1.2万人（-2.2%）: not the same, but its change
                    change = read(slot.left, slot.quantity, self.words)
                    again = change if change.kind in ("growth", "change") else again
                self._one(number, slot, again, state.last.subject, state, indicator=state.last.indicator)
            return
        before = re.split(r"[，、；：。！？:;（）()\x1f]", self.masked[max(0, clause.start - 40) : clause.start - 1])[
            -1
        ]
        before = re.sub(r"^.*?(?:依次为|依次是|分别为|分别是|为|是)", "", before)
        if best := _SUPERLATIVE.match(before):
            before, measured = (
                before[best.end() :],
                phrases.clean(best["measure"], self.words),
            )  # 得分最高的某园（93.7分）
        else:
            measured = ""
        name = phrases.clean(before, self.words)
        known = self.subjects.short.get(name)
        if known is None:
            known = next(
                (m for m in self.subjects.within(clause.start - 30, clause.start - 1) if m.end == clause.start - 1),
                None,
            )
        if not measured and group[0].quantity.unit in MONEY:
            over = _OVER.search(self.masked[self.sentence_start : clause.start])
            measured = phrases.clean(over["measure"], self.words) if over else ""  # R&D经费超过20亿元的有甲（46.3亿元）
        if not measured and (
            by := _LISTED_BY.search(self.masked[self.sentence_start : clause.start].replace(FILL, ""))
        ):
            measured = phrases.clean(re.split(r"[，；：]", by["measure"])[-1], self.words)
        listed = measured or (self._list_topic(clause.start) or state.topic if name else "")
        if name in ("基期", "基数", "基准", "基点"):
            name, known = self._nearest_index(group[0]) or state.indicator, None
        told = state.indicator
        unit = group[0].quantity.unit
        if unit_counts(group[0].quantity) and (state.last is None or state.last.unit != unit):
            told = self._thing(unit, told)  # 集中在某区（132家）: the things that the article counts
        for slot in group:
            kind = "level" if slot.quantity.unit != "%" else "share"
            frame = Frame("parenthesis", kind, "")  # type: ignore[arg-type]
            if known is not None and (listed or told):
                one = self.subjects.of(known, "list")
                self._one(number, slot, frame, one, state, indicator=listed or told)
            elif name and listed and _KINDS.search(listed) and (measure := _measure_in(listed, self.words)):
                self._one(number, slot, frame, state.subject, state, indicator=name + measure)
            elif 2 <= len(name) <= 4 and listed:
                self.subjects.short[name] = EntityMention(
                    clause.start - 1 - len(name), clause.start - 1, name, "region"
                )
                one = self.subjects.of(self.subjects.short[name], "list")
                self._one(number, slot, frame, one, state, indicator=listed)
            elif name and not (known or listed) and (alike := self._alike(slot, name, state)):
                self._one(number, slot, frame, self.subjects.place(name), state, indicator=alike)
            elif name:
                self._one(number, slot, frame, state.subject, state, indicator=name)
            else:
                self._one(number, slot, frame, state.subject, state)
        if state.last and state.last.quantity is group[-1].quantity:
            state.bracketed.append(state.last.subject)

    def _sized_in_brackets(self, slot: Slot, left: str) -> str:
        """种子基金（规模5000万元）: a bare measure in brackets is that of the thing before them; empty elsewhere."""
        measure = phrases.clean(left, self.words)
        if measure not in _SIZES or slot.quantity.unit in ("%", "pp", "基点", "倍"):
            return ""
        opened = slot.clause.start - 1
        before = re.split(r"[，、；：。！？:;（）()\x1f]|其中", self.masked[max(0, opened - 24) : opened])[-1]
        ends = next((m for m in self.subjects.within(max(0, opened - 24), opened) if m.end == opened), None)
        if ends is not None and ends.type != "product":
            return ""  # 某公司（注册资本…）: the measure of a subject
        thing = phrases.clean(before, self.words)
        return thing + measure if 2 <= len(thing) <= 14 and not thing[-1].isdigit() else ""

    def _alike(self, slot: Slot, name: str, state: State) -> str:
        """甲以61亿美元居首，乙（27.5亿欧元）: the measure that an unknown name goes on with; empty for nouns."""
        if name.endswith(self.words.countable) or self.words.measures.suffix(name) or self.words.heads.suffix(name):
            return ""
        if phrases.is_predicate(name, self.words) or dictionary().counts.get(name):
            return ""
        for draft in reversed(state.recent):
            money = draft.unit in MONEY and slot.quantity.unit in MONEY
            if draft.kind == "level" and money and draft.subject != self.subjects.main:
                return draft.indicator
        return ""

    def _beside_brackets(self, slot: Slot) -> str:
        """What 【11.7平方公里】净增面积 and 6.7%：研发强度 count: the words behind a figure that stands alone."""
        clause = slot.clause
        if slot.left.strip(_MARKS) or slot.right.strip(" +余多"):
            return ""
        at = clause.end + len(clause.closing)
        if clause.closing not in ("】", "：", ":", "——") and self.masked[at - 1 : at] not in "（(":
            return ""
        found = _BESIDE.match(self.masked, at)
        if not found:
            return ""
        end = min([found.end(), *(q.start for q in self.notes.quantities if clause.end < q.start < found.end())])
        return phrases.clean(self.masked[found.start("words") : end], self.words)

    def _list_topic(self, position: int) -> str:
        """What 指数从高到低依次为甲（…）、乙（…） lists: the noun before 依次为; empty without such a list."""
        text = self.masked[self.sentence_start : position].replace(FILL, "")
        found = re.search(
            r"([^，；：。]+?)(?:从高到低|由高到低|排名)?(?:依次|分别|分別|依序)(?:为|是|為)[^；。]*$", text
        )
        return phrases.clean(found[1], self.words) if found else ""
