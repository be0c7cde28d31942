"""From figures to drafts: reads each sentence left to right, carrying what it says from clause to clause."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.attribution import phrases
from extract.attribution.brackets import Brackets
from extract.attribution.clauses import FILL, Slot, absorb, after, slots
from extract.attribution.drafts import Draft
from extract.attribution.figures import FIELD
from extract.attribution.frames import Frame, read
from extract.attribution.lists import Lists
from extract.attribution.modality import Plans, cue
from extract.attribution.naming import Naming
from extract.attribution.rank_lists import RankLists
from extract.attribution.repeats import repeated
from extract.attribution.state import State, unit_counts
from extract.attribution.toplists import TopLists
from schemas.records import Quantity, Rejection

_JOINERS = frozenset(["、", "和", "及", "与", "與", "以及", "，", "/", "或", "；", "∶", "：", ":", ""])
_EACH = re.compile(r"(?<![平人户年日月亩地])均|都|双双|同为|皆|各(?!类|级|种|项|地|界|方|国|城|区|高校|領域|领域)|并列")
_NAMED_AFTER = re.compile(r"的?(?:分别|依次|依序)?(?:是|为|為|有)(.{2,60})$")
_REACHED = re.compile(r"(?:至|到|达|達|达到|升至|降至|增至|减至|跃至)(?:约|近|超)?")
_PARTS_OF_INDEX = re.compile(r"(?:[一二三]级|具体|评价|监测)?(?:指标|维度)")
_TOGETHER = re.compile(r"合计|共计|总计|合占|一共|总共|互(?=[转访派认联])|相互")
_FIELD = re.compile(r"(?:而|但|其中)?在.{2,30}(?:中|里|之中|当中|之间|范围内)[，。；]?$")
_AMONG = re.compile(r"[^，]*?(?:之?中|里)(?!学|心|央|国|国家|小)")
_RESPECTIVELY = re.compile(r"分别|分別|依次")
_JOINED_VERB = re.compile(r"(?:和|、|及|与)(?:增长|下降|提高|减少|增加|上升|回落|降低|提升|下滑)")
_ACTS = re.compile(r"以|用|贡献|创造|集聚|完成|实现|拥有|承担|占")
_QUESTION = re.compile(
    r"(?:[^：:\n]{0,8}[：:])?(?P<what>.{2,40}?)(?:(?:有|是|为|达|到)?(?:多[大少高快]|几何|如何|怎么样|怎样|什么(?:情况|水平|规模|进展)?|哪些[^？?]*|好不好|呢|吗)[^？?]{0,6})[？?]"
)
_NOW = re.compile(
    r"(?:目前|现有|現有|现已|現已|迄今|至今|截至目前|截止目前)(?!.*(?:计划|拟|预计|将|力争|规划|計劃|預計|將))"
)
_IS = ("是", "为", "為", "均值", "平均", "水平", "平均值", "平均水平")
_BODIES = re.compile(r"(?:企业|公司|机构|单位|园区|孵化器|高新区|开发区|商户|项目|工程|实验室|研究院|院所|平台|基地)$")
_END_VERB = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:到|至|为|為|成|了)(?:约|近|超|超过|最快|最多|平均)?$")


_THAN = re.compile(r"(?:多出?|少|高出?|低|增加|减少|提高|降低)了?(?:近|约)?")
_COMPARED = re.compile(r"(?:比|较|較)[^，]{0,12}的?$")
_AND_OF = re.compile(
    r"[、和与及，]?(?:占)?(?P<base>全[国省市区球县州國區]|[\u4e00-\u9fff]{2,4}[省市区县])的?(?:比重)?(?:为|达)?(?:约|近|超|逾|超过|将近|接近)?"
)


class Assembler(Naming, Lists, RankLists, Brackets, TopLists):
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
        tables = [(t.start, t.end) for t in self.notes.article.tables]
        for number, sentence in enumerate(self.notes.sentences):
            kind = self.notes.blocks[sentence.block].kind
            if sentence.block != block:
                block = sentence.block
                self._head = ("", "")
                here = self.notes.blocks[block]
                self._paragraph = here.start
                self._about_main = self._comes_back(here.start, here.end)
                if self._about_main or self._standing.name != "全国" or not self._by_kinds(here.start, here.end):
                    self._standing = self.subjects.main  # 从区域看，…: still of all the country
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
            self._carried = state.indicator or self._carried
            self._head = (state.head, state.head_unit)
        return self.drafts

    def _asked(self, start: int, end: int) -> str:
        """What a question asks about: its answer may give the figures alone."""
        text = self.masked[start:end].replace(FILL, "").rstrip(" \n”")
        found = _QUESTION.fullmatch(text)
        last = re.split(r"[，。]", found["what"])[-1] if found else ""
        asked = phrases.topic(last, self.words) or phrases.clean(last, self.words)
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
            while _goes_on(found, group, index):
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
            state.among = following is not None and _ranks_among(slot, following)
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
            done = index + len(group)

    def _group(self, number: int, group: list[Slot], state: State, previous: Slot | None) -> None:
        slot = group[0]
        if slot.first and not previous and (label := self._beside_brackets(slot)):
            bracketed = Frame("bracketed", "share" if slot.quantity.unit == "%" else "level", label)
            self._one(number, slot, bracketed, state.subject, state)
            return
        left = slot.left[previous.consumed :] if previous else slot.left
        if state.row_name:
            left, state.row_name = left.removeprefix("的").removeprefix(state.row_name), ""
        beside = left in _JOINERS and previous is not None and previous.quantity.unit != slot.quantity.unit
        if (
            previous
            and not beside
            and len(group) < 3
            and (previous.start_point or (state.last and _REACHED.fullmatch(left.strip())))
        ):
            # 由x增至y: what stands between is the verb alone
            if state.last and not phrases.clean(_END_VERB.sub("", left), self.words):
                kind = state.last.kind
                if not previous.start_point:
                    kind = "rank" if slot.quantity.unit == "rank" else "share" if slot.quantity.unit == "%" else "level"
                frame = Frame("endpoint", kind, "", endpoint=True)
                self._one(number, slot, frame, state.last.subject, state, indicator=state.last.indicator)
                return
        if previous and state.last and (more := _THAN.fullmatch(left)) and _COMPARED.search(previous.left):
            # 上修至62亿元，比原订的50亿元多12亿元
            frame = Frame("versus", "change", "", base=previous.quantity.text, negative=more[0][0] in "少低降")
            self._one(number, slot, frame, state.last.subject, state, indicator=state.last.indicator)
            return
        if previous and state.last and state.last.kind == "share" and (again := _AND_OF.fullmatch(left)):
            # 占全市的六成、全省的近三成: the same part of another whole
            if part := re.fullmatch(r"(.*占).+(?:比重|比例)", state.last.indicator):
                frame = Frame("share", "share", "", base=again["base"], suffix="占")
                named_share = f"{part[1]}{again['base']}比重"
                self._one(number, slot, frame, state.last.subject, state, indicator=named_share)
                return
        part_behind = slot.quantity.unit == "%" and slot.right.startswith("的") and not slot.right.startswith("的增")
        if slot.clause.in_parentheses and slot.first and not phrases.clean(left, self.words):
            self._in_parentheses(number, group, state)
            return
        if slot.clause.in_parentheses and slot.first and (sized := self._sized_in_brackets(slot, left)):
            self._one(number, slot, Frame("bracketed", "level", sized), state.subject, state, indicator=sized)
            return
        if slot.first and not previous and (of_all := self._of_them_all(left, state)):
            state.subject, left = of_all
        if state.bracketed and self._ranks_bracketed(number, group, state):
            return
        if slot.quantity.unit == "rank" and (in_row := self._of_a_row(slot)):
            state.subject, state.row_name = (
                in_row,
                in_row.name,
            )  # 位居第三的某某机器人去年亏损…: its place was told in the list
            q = slot.quantity
            self.rejected.append(Rejection("repeated", self.notes.article.index, q.start, q.end, q.text))
            return
        among = _AMONG.match(left) if previous and _ranks_among(previous, slot) else None
        left = left[among.end() :] if among else left
        named, rest, mention = ([], left, "") if part_behind or among else self._subject(slot, left, state)
        if part_behind and (opening := self._opening_mentions(slot)[0]) and opening[0].type != "region":
            named = [self.subjects.of(opening[0], "clause")]
            rest = after(self.masked, slot, opening[0].end)
        elif part_behind:
            # 全省开发区以占全省2%的土地…: who is spoken of opens the clause
            opened = self.words.openers.strip_start(left)
            word = self.words.anaphor.prefix(opened)
            spoken = (
                self.subjects.anaphor(word, slot.quantity.start, state.subject) if len(opened) > len(word) > 0 else None
            )
            if spoken and self.words.anaphors[word] != "country" and _ACTS.search(opened[len(word) :]):
                named = [spoken]
        if _PARTS_OF_INDEX.match(slot.right) and (index := self.subjects.index_before(slot.quantity.start)):
            named = [index]
        if slot.quantity.unit == "rank" and (ranked := self._ranked_name(slot)):
            named, rest = [ranked], left  # 第二名某科技园
        if slot.quantity.unit == "rank" and named and named[-1].type == "region" and not rest.strip(" 的"):
            named, rest = [], ""
        if len(named) == 1 and len(group) > 1 and (others := self._more_names(rest, len(group) - 1)):
            named, rest = [*named, *others[0]], others[1]
        frame = read(rest, slot.quantity, self.words)
        if part_behind and frame.name == "share_of":
            frame = Frame("percent", "share", rest)
        if slot.right.startswith(("相比", "比较")) and left.lstrip("，").startswith(
            ("与", "與", "和", "同", "较", "比")
        ):
            # 与上次普查的31万人相比: the level that the next figures are compared with
            frame, named = Frame("start_point", "level", ""), []
        if named and mention and not named[1:] and self._counted_thing(slot, frame, named[0], state):
            frame = replace(frame, phrase=left)
            named = []
        if slot.quantity.unit == "rank" and len(group) == 1 and self._top_places(number, slot, frame, named, state):
            return
        subject = named[0] if named else state.subject
        if len(named) == 1:
            state.subject = subject
        elif named:
            state.names = named
        each = bool(_EACH.search(rest))
        if len(group) > 1 and self._distribute(number, group, frame, subject, named, state):
            return
        phrase = phrases.clean(frame.phrase, self.words)
        if len(named) > 1 and len(group) == 1 and not each and _TOGETHER.search(rest):
            # 甲、乙两区合计: one figure of them all
            one = named[0]
            named = [
                replace(
                    one,
                    name="、".join(n.name for n in named),
                    entity_id=f"{one.type}:" + "、".join(n.name for n in named),
                )
            ]
            subject = named[0]
        if (
            previous
            and slot.quantity.unit in ("倍", "%")
            and left.strip() == "的"
            and len(state.recent) > 1
            and previous.left.endswith(_IS)
        ):
            # 是全省均值14.3万元的2.9倍: a multiple of the figure before, of what was told before that
            told = state.recent[-2]
            frame = Frame("ratio", "ratio", "", base=previous.left + previous.quantity.text)
            self._one(number, slot, frame, told.subject, state, indicator=told.indicator)
            return
        measured = phrase in self.words.measures.words or phrase in ("纳税", "缴税", "合计纳税", "出口", "用电")
        if previous and measured and state.last and state.last.quantity is previous.quantity:
            if (
                state.last.rule.endswith("_post")
                and _BODIES.search(state.head)
                and previous.quantity.unit in ("家", "户", "个", "项", "所", "個")
            ):
                frame = replace(frame, phrase=state.head + phrase)  # 254家规上企业完成产值387亿元
        if len(group) == 1 and len(named) > 1:
            for one in named:
                self._one(number, slot, frame, one, state)
            return
        if len(group) == 1 and each:
            items = phrases.share_heads(phrases.split_list(phrase), self.words)
            if len(items) > 1:
                generic = next((g for g in ("总量", "规模", "数量", "增速") if items[0].endswith(g)), "")
                stem = items[0].removesuffix(generic) if generic else ""
                items = [stem + i if i in self.words.generic and stem else i for i in items]
                for item in items:
                    self._one(number, slot, replace(frame, phrase=item), subject, state)
                return
            row = self._row(state)
            if (not phrase or phrase in self.words.generic) and len(row) > 1 and not state.topic:
                for draft in row:
                    basis = draft.indicator
                    if frame.suffix == "排名":
                        basis += phrase or ("增速" if draft.kind == "growth" else "")
                    self._one(number, slot, frame, draft.subject, state, indicator=basis)
                return
        for member in group:
            current = frame if member is slot else read(member.left, member.quantity, self.words)
            if member is not slot and not phrases.clean(current.phrase, self.words):
                current = replace(frame)
            self._one(number, member, current, subject, state)


def _ranks_among(count: Slot, rank: Slot) -> bool:
    """Whether a count says among how many the rank behind it in the clause is held."""
    if rank.quantity.unit != "rank" or rank.clause is not count.clause or not unit_counts(count.quantity):
        return False
    return FIELD.match(count.left) is not None


def _goes_on(found: list[Slot], group: list[Slot], index: int) -> bool:
    """Whether the figure after the group goes on with it: same unit, nothing but a joiner between."""
    at = index + len(group)
    if at >= len(found):
        return False
    following, last = found[at], group[-1]
    if following.clause is not last.clause or following.quantity.unit != last.quantity.unit:
        return False
    if following.raw_left in _JOINERS:
        return True
    # 分别下降2.3%和增长6.4%: a verb of its own for each member
    return bool(_RESPECTIVELY.search(group[0].left)) and bool(_JOINED_VERB.fullmatch(following.raw_left))
