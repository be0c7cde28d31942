"""A figure, or figures of one unit in a row, to subject and frame, and so to drafts."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.attribution import phrases
from extract.attribution.brackets import Brackets
from extract.attribution.carriers import Subject
from extract.attribution.clauses import FILL, Slot, after
from extract.attribution.coordination import share_heads, split_list
from extract.attribution.figures import FIELD
from extract.attribution.frames import Frame, read
from extract.attribution.lists import Lists
from extract.attribution.naming import Naming
from extract.attribution.rank_lists import RankLists
from extract.attribution.state import State, unit_counts
from extract.attribution.toplists import TopLists
from schemas.records import Rejection

_JOINERS = frozenset(["、", "和", "及", "与", "與", "以及", "，", "/", "或", "；", "∶", "：", ":", ""])
_EACH = re.compile(r"(?<![平人户年日月亩地])均|都|双双|同为|皆|各(?!类|级|种|项|地|界|方|国|城|区|高校|領域|领域)|并列")
_REACHED = re.compile(r"(?:至|到|达|達|达到|升至|降至|增至|减至|跃至)(?:约|近|超)?")
_PARTS_OF_INDEX = re.compile(r"(?:[一二三]级|具体|评价|监测)?(?:指标|维度)")
_TOGETHER = re.compile(r"合计|共计|总计|合占|一共|总共|互(?=[转访派认联])|相互")
_AMONG = re.compile(r"[^，]*?(?:之?中|里)(?!学|心|央|国|国家|小)")
_RESPECTIVELY = re.compile(r"分别|分別|依次")
_JOINED_VERB = re.compile(r"(?:和|、|及|与)(?:增长|下降|提高|减少|增加|上升|回落|降低|提升|下滑)")
_ACTS = re.compile(r"以|用|贡献|创造|集聚|完成|实现|拥有|承担|占")
_IS = ("是", "为", "為", "均值", "平均", "水平", "平均值", "平均水平")
_BODIES = re.compile(r"(?:企业|公司|机构|单位|园区|孵化器|高新区|开发区|商户|项目|工程|实验室|研究院|院所|平台|基地)$")
_END_VERB = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:到|至|为|為|成|了)(?:约|近|超|超过|最快|最多|平均)?$")
_THAN = re.compile(r"(?:多出?|少|高出?|低|增加|减少|提高|降低)了?(?:近|约)?")
_COMPARED = re.compile(r"(?:比|较|較)[^，]{0,12}的?$")
_AND_OF = re.compile(
    r"[、和与及，]?(?:占)?(?P<base>全[国省市区球县州國區]|(?:(?![了全])[\u4e00-\u9fff]){2,4}[省市区县])的?(?:比重)?(?:为|达)?(?:约|近|超|逾|超过|将近|接近)?"
)
_BARE_MEASURES = ("纳税", "缴税", "合计纳税", "出口", "用电")


def ranks_among(count: Slot, rank: Slot) -> bool:
    """Whether a count says among how many the rank behind it in the clause is held."""
    if rank.quantity.unit != "rank" or rank.clause is not count.clause or not unit_counts(count.quantity):
        return False
    return FIELD.match(count.left) is not None


def goes_on(found: list[Slot], group: list[Slot], index: int) -> bool:
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


_GREW_BY = re.compile(
    "(?:增加|增长|扩大|提高|提升|成长|增多|减少|下降|增長|成長|減少)了?(?:近|约|超|逾|超过|将近|將近|約)?"
)


class Groups(Naming, Lists, RankLists, Brackets, TopLists):
    """Reads the figures of a clause, those that go on with one another together."""

    def _opens(self, slot: Slot, state: State) -> None:
        """What a new clause leaves behind: the whole before 其中, which the next sentence goes on about; a fund."""
        if slot.left.startswith("其中"):
            state.whole_told = state.whole_told or state.indicator
        elif slot.clause.opening in ("；", ";"):
            state.whole_told = ""
            if state.subject.name.endswith("基金") and "基金" not in slot.left and "基金" not in self._topic_told.name:
                state.subject = self._topic_told  # …设立成果转化基金，首期已到位；风险补偿资金增加到3亿元

    def _group(self, number: int, group: list[Slot], state: State, previous: Slot | None) -> None:
        spoken_of = state.subject
        self._read_group(number, group, state, previous)
        if group[0].clause.in_parentheses:
            state.subject = spoken_of  # 研发强度11.2%（全省平均7.9%）；…: what stands in brackets is told aside

    def _read_group(self, number: int, group: list[Slot], state: State, previous: Slot | None) -> None:
        slot = group[0]
        if self._cards and self._card(number, group, state):
            return
        if slot.first:
            self._opens(slot, state)
        if slot.first and not previous and (label := self._beside_brackets(slot)):
            bracketed = Frame("bracketed", "share" if slot.quantity.unit == "%" else "level", label)
            self._one(number, slot, bracketed, state.subject, state)
            return
        left = slot.left[previous.consumed :] if previous else slot.left
        if state.row_name:
            left, state.row_name = left.removeprefix("的").removeprefix(state.row_name), ""
        if previous and self._after(number, group, left, state, previous):
            return
        if slot.clause.in_parentheses and slot.first and self._in_brackets(number, group, left, state):
            return
        if slot.first and not previous and (of_all := self._of_them_all(left, state)):
            state.subject, left = of_all
        if state.bracketed and self._ranks_bracketed(number, group, state):
            return
        if slot.quantity.unit == "rank" and self._repeats_row(slot, state):
            return
        named, rest, frame = self._named(group, left, state, previous)
        if slot.quantity.unit == "rank" and len(group) == 1 and self._top_places(number, slot, frame, named, state):
            return
        subject = named[0] if named else state.subject
        if len(named) == 1:
            state.subject = subject
        elif named:
            state.names = named
        if len(group) > 1 and self._distribute(number, group, frame, subject, named, state):
            return
        each = bool(_EACH.search(rest))
        phrase = phrases.clean(frame.phrase, self.words)
        if len(named) > 1 and len(group) == 1 and not each and _TOGETHER.search(rest):
            subject = _joined(named)  # 甲、乙两区合计: one figure of them all
            named = [subject]
        if previous and self._multiple(number, slot, left, state, previous):
            return
        if previous and self._of_bodies(phrase, state, previous):
            frame = replace(frame, phrase=state.head + phrase)  # 254家规上企业完成产值387亿元
        if len(group) == 1 and len(named) > 1:
            for one in named:
                self._one(number, slot, frame, one, state)
            return
        if len(group) == 1 and each and self._each(number, slot, frame, phrase, subject, state):
            return
        for member in group:
            current = frame if member is slot else read(member.left, member.quantity, self.words)
            if member is not slot and not phrases.clean(current.phrase, self.words):
                current = replace(frame)
            self._one(number, member, current, subject, state)

    def _card(self, number: int, group: list[Slot], state: State) -> bool:
        """Figures alone in their line: the line below tells what they measure, and of when."""
        slot = group[0]
        label = self._cards.get(slot.quantity.start)
        if label is None:
            return False
        below = self.masked[label[0] : label[1]].replace(FILL, "")
        told = phrases.clean(read(below, slot.quantity, self.words).phrase, self.words)
        if not told or phrases.is_predicate(told, self.words):
            return False
        before = len(self.drafts)
        for one in group:
            self._one(number, one, read(one.left, one.quantity, self.words), state.subject, state, indicator=told)
        if at := next((p.end for p in self.notes.periods if label[0] <= p.start < label[1]), 0):
            for draft in self.drafts[before:]:
                draft.position = at
        return True

    def _after(self, number: int, group: list[Slot], left: str, state: State, previous: Slot) -> bool:
        """A figure that says no more than how it stands to the one before it: 由x增至y, 比…多z."""
        slot, last = group[0], state.last
        if last is None:
            return False
        if slot.quantity.unit in ("倍", "%") and last.unit not in ("倍", "%") and _GREW_BY.fullmatch(left):
            # 比上年末的64家增加近两倍
            frame = Frame("growth", "growth", "", base=previous.quantity.text, negative=left[0] in "减下降減")
            for member in group:
                self._one(number, member, frame, last.subject, state, indicator=last.indicator)
            return True
        beside = left in _JOINERS and previous.quantity.unit != slot.quantity.unit
        if not beside and len(group) < 3 and (previous.start_point or _REACHED.fullmatch(left.strip())):
            # 由x增至y: what stands between is the verb alone
            if not phrases.clean(_END_VERB.sub("", left), self.words):
                kind = last.kind
                if not previous.start_point:
                    kind = "rank" if slot.quantity.unit == "rank" else "share" if slot.quantity.unit == "%" else "level"
                frame = Frame("endpoint", kind, "", endpoint=True)
                for member in group:  # 由3家增至7家和9家: none is lost
                    self._one(number, member, frame, last.subject, state, indicator=last.indicator)
                return True
        if (more := _THAN.fullmatch(left)) and _COMPARED.search(previous.left):
            # 上修至62亿元，比原订的50亿元多12亿元
            frame = Frame("versus", "change", "", base=previous.quantity.text, negative=more[0][0] in "少低降")
            for member in group:
                self._one(number, member, frame, last.subject, state, indicator=last.indicator)
            return True
        if last.kind == "share" and (again := _AND_OF.fullmatch(left)):
            # 占全市的六成、全省的近三成: the same part of another whole
            if part := re.fullmatch(r"(.*占).+(?:比重|比例)", last.indicator):
                frame = Frame("share", "share", "", base=again["base"], suffix="占")
                for member in group:
                    self._one(number, member, frame, last.subject, state, indicator=f"{part[1]}{again['base']}比重")
                return True
        return False

    def _repeats_row(self, slot: Slot, state: State) -> bool:
        """位居第三的某某机器人去年亏损…: its place was told in the list; what follows is about it."""
        in_row = self._of_a_row(slot)
        if in_row is None:
            return False
        state.subject, state.row_name = in_row, in_row.name
        q = slot.quantity
        self.rejected.append(Rejection("repeated", self.notes.article.index, q.start, q.end, q.text))
        return True

    def _named(
        self, group: list[Slot], left: str, state: State, previous: Slot | None
    ) -> tuple[list[Subject], str, Frame]:
        """Subjects that the words before a figure name, what they leave, and the frame that this makes."""
        slot = group[0]
        part_behind = slot.quantity.unit == "%" and slot.right.startswith("的") and not slot.right.startswith("的增")
        among = _AMONG.match(left) if previous and ranks_among(previous, slot) else None
        left = left[among.end() :] if among else left
        named, rest, mention = ([], left, "") if part_behind or among else self._subject(slot, left, state)
        if part_behind:
            named, rest = self._named_before_part(slot, left, state)
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
        opens = left.lstrip("，").startswith(("与", "與", "和", "同", "较", "比"))
        if slot.right.startswith(("相比", "比较")) and opens:
            # 与上次普查的31万人相比: the level that the next figures are compared with
            frame, named = Frame("start_point", "level", ""), []
        if named and mention and not named[1:] and self._counted_thing(slot, frame, named[0], state):
            frame = replace(frame, phrase=left)
            named = []
        return named, rest, frame

    def _named_before_part(self, slot: Slot, left: str, state: State) -> tuple[list[Subject], str]:
        """全省开发区以占全省2%的土地…: who is spoken of opens the clause."""
        if (opening := self._opening_mentions(slot)[0]) and opening[0].type != "region":
            return [self.subjects.of(opening[0], "clause")], after(self.masked, slot, opening[0].end)
        opened = self.words.openers.strip_start(left)
        word = self.words.anaphor.prefix(opened)
        spoken = (
            self.subjects.anaphor(word, slot.quantity.start, state.subject) if len(opened) > len(word) > 0 else None
        )
        if spoken and self.words.anaphors[word] != "country" and _ACTS.search(opened[len(word) :]):
            return [spoken], left
        return [], left

    def _multiple(self, number: int, slot: Slot, left: str, state: State, previous: Slot) -> bool:
        """是全省均值14.3万元的2.9倍: a multiple of the figure before, of what was told before that."""
        if slot.quantity.unit not in ("倍", "%") or left.strip() != "的" or len(state.recent) < 2:
            return False
        if not previous.left.endswith(_IS):
            return False
        told = state.recent[-2]
        frame = Frame("ratio", "ratio", "", base=previous.left + previous.quantity.text)
        self._one(number, slot, frame, told.subject, state, indicator=told.indicator)
        return True

    def _of_bodies(self, phrase: str, state: State, previous: Slot) -> bool:
        """Whether a bare measure is that of the bodies just counted."""
        measured = phrase in self.words.measures.words or phrase in _BARE_MEASURES
        if not measured or state.last is None or state.last.quantity is not previous.quantity:
            return False
        counted = state.last.rule.endswith("_post") and previous.quantity.unit in ("家", "户", "个", "项", "所", "個")
        return counted and _BODIES.search(state.head) is not None

    def _each(self, number: int, slot: Slot, frame: Frame, phrase: str, subject: Subject, state: State) -> bool:
        """A、B均增长x, …，均居全省前列: one figure for each of several measures, or of the figures before."""
        items = share_heads(split_list(phrase), self.words)
        if len(items) > 1:
            generic = next((g for g in ("总量", "规模", "数量", "增速") if items[0].endswith(g)), "")
            stem = items[0].removesuffix(generic) if generic else ""
            items = [stem + i if i in self.words.generic and stem else i for i in items]
            for item in items:
                self._one(number, slot, replace(frame, phrase=item), subject, state)
            return True
        row = self._row(state)
        if (phrase and phrase not in self.words.generic) or len(row) < 2 or state.topic:
            return False
        for draft in row:
            basis = draft.indicator
            if frame.suffix == "排名":
                basis += phrase or ("增速" if draft.kind == "growth" else "")
            self._one(number, slot, frame, draft.subject, state, indicator=basis)
        return True


def _joined(named: list[Subject]) -> Subject:
    """Several that share one figure, as one subject."""
    name = "、".join(n.name for n in named)
    return replace(named[0], name=name, entity_id=f"{named[0].type}:{name}", canonical=name)
