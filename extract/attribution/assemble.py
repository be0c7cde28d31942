"""From figures to drafts: reads each sentence left to right, carrying what it says from clause to clause."""

from __future__ import annotations

import re

from extract.attribution import phrases
from extract.attribution.cards import labels
from extract.attribution.carriers import Subject
from extract.attribution.clause_topics import clause_topic
from extract.attribution.clauses import FILL, absorb, slots
from extract.attribution.drafts import Draft
from extract.attribution.groups import Groups, goes_on, ranks_among
from extract.attribution.modality import Plans, cue
from extract.attribution.repeats import repeated
from extract.attribution.state import State
from schemas.records import Quantity, Rejection

_NAMED_AFTER = re.compile(r"的?(?:分别|依次|依序)?(?:是|为|為|有)(.{2,60})$")
_FIELD = re.compile(r"(?:而|但|其中)?在.{2,30}(?:中|里|之中|当中|之间|范围内)[，。；]?$")
_QUESTION = re.compile(
    r"(?:[^：:\n]{0,8}[：:])?(?P<what>.{2,40}?)(?:(?:有|是|为|达|到)?(?:多[大少高快]|几何|如何|怎么样|怎样|什么(?:情况|水平|规模|进展)?|哪些[^？?]*|好不好|呢|吗)[^？?]{0,6})[？?]"
)
# 独角兽1家——深蓝测控，估值11亿美元
_DASHED = re.compile(r"(?:企业)?(?:——|—)([\u4e00-\u9fffA-Za-z]{3,8})(?=[，。；\n]|$)")
_NOW = re.compile(
    r"(?:目前|现有|現有|现已|現已|迄今|至今|截至目前|截止目前)(?!.*(?:计划|拟|预计|将|力争|规划|計劃|預計|將))"
)

_SIGN = re.compile(r"[◆■●▲★◎▎▍▌❖◇□▶►○\s　]+|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*")
_LABEL = re.compile("[ 　]*【(?P<name>[^【】\\n]{2,30})】")
_HEADED = frozenset({"enterprise", "lab_or_institute", "university", "park"})


class Assembler(Groups):
    """Attributes all figures of one article."""

    def run(self) -> list[Draft]:
        """Drafts in text order."""
        quantities = self.notes.quantities
        at = 0
        topic = self.subjects.main
        block = -1
        last: State | None = None
        plans = Plans(notes_lexicon=self.words, year=self._year_of_text())
        places = self._places()
        self._name_rows()
        heads = repeated(self.notes)
        items = self._items()
        self._cards = labels(self.notes)
        tables = [(t.start, t.end) for t in self.notes.article.tables]
        for number, sentence in enumerate(self.notes.sentences):
            kind = self.notes.blocks[sentence.block].kind
            if sentence.block != block:
                block = sentence.block
                self._head = ("", "")
                self._block_things = {}
                here = self.notes.blocks[block]
                self._paragraph = here.start
                self._about_main = self._comes_back(here.start, here.end)
                if self._about_main or self._standing.name != "全国" or not self._by_kinds(here.start, here.end):
                    self._standing = self.subjects.main  # 从区域看，…: still of all the country
                if item := items.get(block):
                    self._standing, self._about_main = item, False
                plans.enter(self.notes.blocks[block], self.notes.text)
                topic = self._standing
                last = None
            while at < len(quantities) and quantities[at].start < sentence.start:
                at += 1
            members: list[Quantity] = []
            while at < len(quantities) and quantities[at].end <= sentence.end:
                if (q := quantities[at]).start in heads:
                    self.rejected.append(Rejection("repeated", self.notes.article.index, q.start, q.end, q.text))
                else:
                    members.append(q)
                at += 1
            topic = self._topic(sentence.start, sentence.end, topic)
            if place := places.get(sentence.start):
                topic = place.subject
                self.drafts.append(self._ranks(place, number))
            if question := self._asked(sentence.start, sentence.end):
                self._carried = question
            if not members or kind in ("byline", "toc"):
                continue
            if any(a <= sentence.start < b for a, b in tables):
                continue
            told = topic
            if last and self.notes.text.startswith("其中", sentence.start):
                told = last.subject  # …披露融资37起。其中亿元以上9起
            state = last = State(subject=told, modality="target" if plans.open else "actual")
            state.looks_back = plans.back
            state.head, state.head_unit = self._head
            self._sentence(number, sentence.start, sentence.end, members, state)
            self._carried = state.whole_told or state.indicator or self._carried
            self._head = (state.head, state.head_unit)
        return self.drafts

    def _items(self) -> dict[int, Subject]:
        """Blocks under a name in 【】, or under headings that open with a name where two open with different ones."""
        found: dict[int, Subject] = {}
        told: Subject | None = None
        names = set()
        labelled = False
        for i, block in enumerate(self.notes.blocks):
            label = _LABEL.match(self.notes.text, block.start, block.end)
            if block.kind == "heading" or label:
                sign = _SIGN.match(self.notes.text, block.start, block.end)
                opened = label.start("name") if label else sign.end() if sign else block.start
                inside = self.subjects.within(opened, label.end("name") if label else block.end)
                opens = bool(inside) and inside[0].start == opened and inside[0].type in _HEADED
                opens = opens and (label is None or inside[0].end == label.end("name"))
                told = self.subjects.of(inside[0], "paragraph") if opens else None
                names |= {told.name} if told else set()
                labelled = labelled or (told is not None and label is not None)
            if told is not None:
                found[i] = told
        return found if labelled or len(names) > 1 else {}

    def _asked(self, start: int, end: int) -> str:
        """What a question asks about: its answer may give the figures alone."""
        text = self.masked[start:end].replace(FILL, "").rstrip(" \n”")
        found = _QUESTION.fullmatch(text)
        last = re.split(r"[，。]", found["what"])[-1] if found else ""
        asked = clause_topic(last, self.words) or phrases.clean(last, self.words)
        return asked if len(asked) <= 12 else ""

    def _sentence(self, number: int, start: int, end: int, members: list[Quantity], state: State) -> None:
        self.sentence_start = start
        self._topic_told = state.subject
        self._last_composition = ""
        clauses, found = slots(self.masked, start, end, members)
        if clauses and self._sorts(clauses[0]):
            self._topic_told = self._standing
        found, dropped = absorb(found)
        for slot, reason in dropped:
            q = slot.quantity
            self.rejected.append(Rejection(reason, self.notes.article.index, q.start, q.end, q.text))
        done = 0
        seen_clauses = 0
        for index, slot in enumerate(found):
            if index < done:
                continue
            self._between(clauses[seen_clauses : slot.number], slot, state)
            seen_clauses = max(seen_clauses, slot.number + 1)
            group = [slot]
            while goes_on(found, group, index):
                group.append(found[index + len(group)])
            if state.modality == "actual":
                state.modality = cue(self.notes.text[max(start, state.real_from) : slot.quantity.start], self.words)
                if state.modality == "forecast" and state.looks_back:
                    state.modality = "actual"
            if slot.first and state.modality != "actual" and self.words.actual.search(slot.left):
                state.modality = "actual"
            if (
                slot.first
                and state.modality != "actual"
                and _NOW.search(self.notes.text[slot.clause.start : slot.quantity.start])
            ):
                state.modality, state.real_from = "actual", slot.clause.start  # 明年量产，…；公司目前员工3460人
            previous = found[index - 1] if index and found[index - 1].clause is slot.clause else None
            before = state.subject
            following = found[index + len(group)] if index + len(group) < len(found) else None
            state.among = following is not None and ranks_among(slot, following)
            self._group(number, group, state, previous)
            if _FIELD.match(self.masked[slot.clause.start : slot.clause.end].replace(FILL, "")):
                state.subject = before  # 在全省6个高新区中，投入强度排第2: whom the field is measured for
            if state.among:
                state.subject = before  # 在全省52家高新区中列第7: all of them are not what is ranked
            state.topic, state.topic_after = state.topic_after, ""
            if slot.quantity.unit == "rank" and "前" in slot.quantity.text and group[-1].right:
                self._ranked_behind(number, group[-1], state)
            if slot.quantity.unit == "rank" and (names := _NAMED_AFTER.match(group[-1].right)):
                if not self._name_behind(names[1], state):
                    state.topic = names[1]
            if len(group) == 1 and slot.quantity.value == 1 and (one := _DASHED.match(self.masked, slot.quantity.end)):
                state.subject = Subject(one[1], "enterprise", f"enterprise:{one[1]}", one[1], "clause")
            done = index + len(group)
