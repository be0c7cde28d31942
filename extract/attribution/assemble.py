"""From figures to drafts: reads each sentence left to right, carrying topic, indicator and lists from clause to clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extract.annotations import Annotations, EntityMention
from extract.attribution import phrases
from extract.attribution.clauses import FILL, Clause, Slot, absorb, mask, slots
from extract.attribution.drafts import Draft
from extract.attribution.frames import Frame, read
from extract.attribution.lexicon import Lexicon
from extract.attribution.modality import Plans, cue
from extract.attribution.nouns import noun_behind, predicate_behind
from extract.attribution.subjects import Subject, Subjects
from schemas.records import Modality, Quantity, Rejection

# a mention after one of these is a term of comparison, a place or a whole, not the subject
_NOT_SUBJECT_AFTER = tuple("占佔比较較于於对對向在从從由是为為到被与與同达達至")
_JOINERS = frozenset(["、", "和", "及", "与", "與", "以及", "，", "/", "或", "；", "∶", "：", ":", ""])
_DISTRIBUTE = re.compile(r"分别|分別|依次|依序")
_EACH = re.compile(r"均|都|双双|同为|皆|各|并列")
_COUNTED = re.compile(
    r"^(?:等)?(?:[一二三四五六七八九十两兩\d]+|几|各)?(?:家|个|個|大|地|市|区|區|座|省|县)?(?:国家|國家)?(?:级)?(?:高新区|高新區|经开区|开发区|园区|園區|科学城|城市|片区|科學園區|示范区)?"
)
_AIM_BEHIND = re.compile(r"(?:以上|左右)?的?(?:目标|预期目标|规划目标|奋斗目标)")
_PLACES = re.compile(
    r"((?:[\u4e00-\u9fff]{2,4}、)+[\u4e00-\u9fff]{2,4})(?:两|三|四|五|六|2|3|4)(?:区|市|地|园|县|省)(?!域|场)"
)
_ZERO_SUBJECT = re.compile(
    r"(?:已|累计|共|现|先后|还|同时)*(?:实现|完成|拥有|设有|建有|获批|获得|承担|主导|取得|拥|现有|已有|报告期|注册资本|成立于|总部|员工|主营)"
)
_THAT = re.compile(
    r"[该該](?!区|市|省|县|院|校|公司|园|集团|中心|所|企业|指数|报告|项|比例|平台|地区|行|片区|實|实验室)([\u4e00-\u9fff]{2})"
)
_HAPPENS = re.compile(
    r"等?(?:揭牌|落成|开工|挂牌|成立|启动|亮相|落户|签约|投产|竣工|连续|加码|跟投|领投|参投|建成|获批|开园|封顶)"
)
_NAMED_AFTER = re.compile(r"的?(?:分别|依次|依序)?(?:是|为|為|有)(.{2,60})$")
_REACHED = re.compile(r"(?:至|到|达|達|达到|升至|降至|增至|减至|跃至)(?:约|近|超)?")
_END_VERB = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:到|至|为|為|成|了)(?:约|近|超|超过|最快|最多)?$")
# a general noun alone says little: what it is told of makes the indicator (107家企业入选…)
_TELLS = re.compile(
    r"(?:先后|相继|首次|成功)?(?:入选|进入|跻身|获得|获批|获评|获|上榜|成为|成為|通过|登陆|完成|研发|营收|营业收入|产值|年收入|被|来自|參|参加|入驻|入围)[^，。；、（）]{2,24}"
)
_AWARD = re.compile(r"(?:一次性|综合|的)?(?:奖励|补助|补贴|资助|支持|奖金|启动资金|扶持|配套|贴息)")
_USE = re.compile(
    r"(?:以上|左右)?(?:将|拟|都|均)?(?P<verb>用于|用於|投向|投入|布局在|布局|来自|來自|为|為|是|属于|从事|從事|集中在|分布在)(?=[\u4e00-\u9fffA-Z“])"
)
_RATE = re.compile(r"平均每|每月|每户|人均|每万|每天|日均|户均|每百|每人|每亩|每平方|亩均|地均|月均|年均")
_MONEY = frozenset(["CNY", "USD", "EUR", "HKD", "TWD", "JPY", "GBP"])
_UNCOUNTED = _MONEY | {"%", "pp", "倍", "rank", "index_point", "m2"}


@dataclass(slots=True)
class State:
    """What a sentence carries from clause to clause."""

    subject: Subject
    modality: Modality = "actual"
    looks_back: bool = False
    indicator: str = ""
    head: str = ""
    head_unit: str = ""
    share: str = ""  # indicator of the last share
    whole: str = ""  # the whole of the last share whose part stood behind the figure
    rank: str = ""  # indicator of the last rank
    topic: str = ""  # noun phrase of a clause without figures just before
    recent: list[Draft] = field(default_factory=list)
    last: Draft | None = None


class Assembler:
    """Attributes all figures of one article."""

    def __init__(self, notes: Annotations, words: Lexicon) -> None:
        self.notes = notes
        self.words = words
        self.subjects = Subjects(notes, words)
        self.masked = mask(notes.text, notes.periods)
        self.drafts: list[Draft] = []
        self.rejected: list[Rejection] = []
        self.sentence_start = 0
        self._standing = self.subjects.main  # whom the paragraph speaks for (我区, 我市)
        self._last_composition = ""
        self._carried = ""  # indicator of the sentence before, in the same block
        self._head: tuple[str, str] = ("", "")  # counted thing of the sentence before and its unit

    def run(self) -> list[Draft]:
        """Drafts in text order."""
        quantities = self.notes.quantities
        at = 0
        topic = self.subjects.main
        block = -1
        plans = Plans(notes_lexicon=self.words)
        tables = [(t.start, t.end) for t in self.notes.article.tables]
        for number, sentence in enumerate(self.notes.sentences):
            kind = self.notes.blocks[sentence.block].kind
            if sentence.block != block:
                block = sentence.block
                self._head = ("", "")
                self._standing = self.subjects.main
                plans.enter(self.notes.blocks[block], self.notes.text)
                topic = self.subjects.main
            while at < len(quantities) and quantities[at].start < sentence.start:
                at += 1
            members: list[Quantity] = []
            while at < len(quantities) and quantities[at].end <= sentence.end:
                members.append(quantities[at])
                at += 1
            topic = self._topic(sentence.start, sentence.end, topic)
            if not members or kind in ("byline", "toc"):
                continue
            if any(a <= sentence.start < b for a, b in tables):
                continue
            state = State(subject=topic, modality="target" if plans.open else "actual")
            state.looks_back = plans.back
            state.head, state.head_unit = self._head
            self._sentence(number, sentence.start, sentence.end, members, state)
            self._carried = state.indicator or self._carried
            self._head = (state.head, state.head_unit)
        return self.drafts

    # ---- subjects

    def _topic(self, start: int, end: int, current: Subject) -> Subject:
        """The subject that the sentence opens with, else the one that the paragraph carries."""
        for mention in self.subjects.within(start, min(end, start + 60)):
            before = self.masked[start : mention.start].replace(FILL, "")
            if mention.start > start and self.masked[mention.start - 1] in _NOT_SUBJECT_AFTER and before:
                if phrases.clean(before, self.words) or self.masked[mention.start - 1] in "在从由对与和":
                    continue
            if phrases.clean(before, self.words):
                break
            if self.subjects.is_country(mention) and self.subjects.main.entity_id != mention.entity_id:
                continue
            if mention.type == "government" or (mention.type == "event" and self.subjects.main.type != "event"):
                continue
            return self.subjects.of(mention, "sentence")
        head = self.words.openers.strip_start(self.masked[start : start + 14].replace(FILL, ""))
        if thing := _THAT.match(head):
            return self.subjects.that(thing[1], start)
        if (word := self.words.anaphor.prefix(head)) and self.words.anaphors[word] != "country":
            found = self.subjects.anaphor(word, start, current)
            if found:
                if word[0] in "我本":
                    self._standing = found
                return replace(found, source="sentence")
        # a sentence that names nobody goes back to what the article, or the speaker of the paragraph, is about
        opening = self.masked[start : start + 12].replace(FILL, "").lstrip(" 　，、）)（(")
        if head[:1] in "其该該它" or _ZERO_SUBJECT.match(opening):
            return current  # 2020年实现营业收入…: the sentence goes on about whom the one before named
        return self._standing

    def _opening_mentions(self, slot: Slot) -> tuple[list[EntityMention], int]:
        """Mentions that open the slot's left side (a list where coordinated) and where the indicator begins."""
        found: list[EntityMention] = []
        edge = slot.left_start
        for mention in self.subjects.within(slot.clause.start, slot.quantity.start):
            if mention.type in ("government", "event") or mention.end <= slot.left_start:
                continue
            if self.subjects.is_country(mention) and self.masked[mention.end : mention.end + 1] not in FILL + "，":
                continue
            if mention.start < slot.left_start:
                # 全省136个省级以上园区: the count stands inside the name of the class
                found.append(mention)
                edge = mention.end
                continue
            gap = self.masked[edge : mention.start].replace(FILL, "")
            if found:
                if gap in _JOINERS and gap:
                    found.append(mention)
                    edge = mention.end
                    continue
                break
            if mention.start > slot.left_start and self.masked[mention.start - 1] in _NOT_SUBJECT_AFTER:
                continue
            if (rest := phrases.clean(gap, self.words)) and not self._modifies(gap, rest, mention):
                continue
            found.append(mention)
            edge = mention.end
        return found, edge

    @staticmethod
    def _modifies(gap: str, rest: str, mention: EntityMention) -> bool:
        """Whether what stands before a mention only describes it (东西两翼的某区, 核心区某高新区)."""
        if mention.type not in ("park", "enterprise", "region", "lab_or_institute"):
            return False
        if re.search(r"[占佔比较較于於对對向在从從由是为為至到]", rest):
            return False
        return (gap.endswith("的") and len(rest) <= 14) or len(rest) <= 3

    def _subject(self, slot: Slot, left: str, state: State) -> tuple[list[Subject], str, str]:
        """Subjects that the left side names (none: the carried one), what is left of it, and the mentions' text."""
        mentions, edge = self._opening_mentions(slot)
        if mentions:
            prefix = self.masked[slot.left_start : max(edge, slot.left_start)].replace(FILL, "")
            named = self.notes.text[mentions[-1].start : mentions[-1].end]
            found = [self.subjects.of(m, "clause") for m in mentions]
            if len(mentions) == 1 and mentions[0].reason == "group" and _DISTRIBUTE.search(slot.left):
                found = self.subjects.members(mentions[0])
            return found, slot.left[len(prefix) :], named
        opened = self.words.openers.strip_start(left)
        taken = left[: len(left) - len(opened)]
        if taken and taken[-1] in _NOT_SUBJECT_AFTER:
            return [], left, ""
        items = phrases.split_list(opened)
        if (
            items
            and (name := self.subjects.short_prefix(items[-1]))
            and all(self.subjects.short_prefix(i) == i for i in items[:-1])
        ):
            rest = items[-1][len(name) :]
            everyone = [self.subjects.of(self.subjects.short[i], "list") for i in [*items[:-1], name]]
            if not rest or len(items) > 1 or self.words.light.prefix(rest) or rest[0] in "以由从为达":
                return everyone, _COUNTED.sub("", rest, count=1) if len(items) > 1 else rest, name
        if word := self.words.anaphor.prefix(opened):
            rest = opened[len(word) :]
            if self.words.anaphors[word] != "country" or not phrases.clean(rest, self.words):
                resolved = self.subjects.anaphor(word, slot.quantity.start, state.subject)
                if resolved:
                    return [resolved], rest, ""
        return [], left, ""

    # ---- sentences

    def _sentence(self, number: int, start: int, end: int, members: list[Quantity], state: State) -> None:
        self.sentence_start = start
        clauses, found = slots(self.masked, start, end, members)
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
                state.modality = cue(self.notes.text[start : slot.quantity.start], self.words)
                if state.modality == "forecast" and state.looks_back:
                    state.modality = "actual"
            if slot.first and state.modality != "actual" and self.words.actual.search(slot.left):
                state.modality = "actual"
            previous = found[index - 1] if index and found[index - 1].clause is slot.clause else None
            self._group(number, group, state, previous)
            state.topic = ""
            if slot.quantity.unit == "rank" and (names := _NAMED_AFTER.match(group[-1].right)):
                state.topic = names[1]
            done = index + len(group)

    def _between(self, clauses: list[Clause], slot: Slot, state: State) -> None:
        """Clauses without figures before a slot: they may put up a topic or a subject."""
        for clause in clauses:
            if clause.in_parentheses or clause.start <= slot.quantity.start < clause.end:
                continue
            text = self.masked[clause.start : clause.end].replace(FILL, "")
            mentions = [
                m for m in self.subjects.within(clause.start, clause.end) if m.type not in ("government", "event")
            ]
            for mention in mentions:
                gap = self.masked[clause.start : mention.start].replace(FILL, "")
                if phrases.clean(gap, self.words) or (gap and gap[-1] in _NOT_SUBJECT_AFTER):
                    continue
                if _HAPPENS.match(self.masked[mentions[-1].end : clause.end].replace(FILL, "")):
                    break  # what happened to it is told; the figures after it are about somebody else
                state.subject = self.subjects.of(mention, "sentence")
                text = self.masked[mention.end : clause.end].replace(FILL, "")
                break
            if topic := phrases.topic(text, self.words):
                state.topic = f"{state.topic}、{topic}" if state.topic and clause.opening == "、" else topic

    def _group(self, number: int, group: list[Slot], state: State, previous: Slot | None) -> None:
        slot = group[0]
        left = slot.left[previous.consumed :] if previous else slot.left
        if previous and (previous.start_point or (state.last and _REACHED.fullmatch(left.strip()))):
            # 由x增至y: what stands between is the verb alone
            if state.last and not phrases.clean(_END_VERB.sub("", left), self.words):
                kind = state.last.kind
                if not previous.start_point:
                    kind = "rank" if slot.quantity.unit == "rank" else "share" if slot.quantity.unit == "%" else "level"
                frame = Frame("endpoint", kind, "", endpoint=True)
                self._one(number, slot, frame, state.last.subject, state, indicator=state.last.indicator)
                return
        part_behind = slot.quantity.unit == "%" and slot.right.startswith("的") and not slot.right.startswith("的增")
        if slot.clause.in_parentheses and slot.first and not phrases.clean(left, self.words):
            self._in_parentheses(number, group, state)
            return
        named, rest, mention = ([], left, "") if part_behind else self._subject(slot, left, state)
        if part_behind and (opening := self._opening_mentions(slot)[0]) and opening[0].type != "region":
            named = [self.subjects.of(opening[0], "clause")]
            edge = self.masked[slot.left_start : opening[0].end].replace(FILL, "")
            rest = slot.left[len(edge) :]
        if re.match(r"(?:[一二三]级|具体|评价|监测)?(?:指标|维度)", slot.right) and (
            index := self.subjects.index_before(slot.quantity.start)
        ):
            named = [index]
        if slot.quantity.unit == "rank" and mention and named[-1].type == "region" and not rest.strip():
            named, rest = [], ""
        frame = read(rest, slot.quantity, self.words)
        if named and mention and not named[1:] and self._counted_thing(slot, frame, named[0], state):
            frame = replace(frame, phrase=left)
            named = []
        subject = named[0] if named else state.subject
        if len(named) == 1:
            state.subject = subject
        each = bool(_EACH.search(rest))
        if len(group) > 1 and self._distribute(number, group, frame, subject, named, state):
            return
        phrase = phrases.clean(frame.phrase, self.words)
        if len(group) == 1 and len(named) > 1:
            for one in named:
                self._one(number, slot, frame, one, state)
            return
        if len(group) == 1 and each:
            items = phrases.share_heads(phrases.split_list(phrase), self.words)
            if len(items) > 1:
                for item in items:
                    self._one(number, slot, replace(frame, phrase=item), subject, state)
                return
            row = self._row(state)
            if (not phrase or phrase in self.words.generic) and len(row) > 1:
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

    def _in_parentheses(self, number: int, group: list[Slot], state: State) -> None:
        """A bare figure in parentheses belongs to the name or the noun right before them: 甲（188.2）、乙（172.4）."""
        clause = group[0].clause
        if state.last and state.last.quantity.end == clause.start - 1:
            # the same figure in another unit: 2.17亿元（约合3096万美元）
            for slot in group:
                again = Frame("restated", state.last.kind, "", base=state.last.base)
                self._one(number, slot, again, state.last.subject, state, indicator=state.last.indicator)
            return
        before = re.split(r"[，、；：。！？:;（）()\x1f]", self.masked[max(0, clause.start - 40) : clause.start - 1])[
            -1
        ]
        before = re.sub(r"^.*?(?:依次为|依次是|分别为|分别是|为|是)", "", before)
        name = phrases.clean(before, self.words)
        known = self.subjects.short.get(name)
        listed = self._list_topic(clause.start) if name else ""
        if name in ("基期", "基数", "基准", "基点"):
            name, known = self._nearest_index(group[0]) or state.indicator, None
        for slot in group:
            kind = "level" if slot.quantity.unit != "%" else "share"
            frame = Frame("parenthesis", kind, "")  # type: ignore[arg-type]
            if known is not None and (listed or state.indicator):
                one = self.subjects.of(known, "list")
                self._one(number, slot, frame, one, state, indicator=listed or state.indicator)
            elif 2 <= len(name) <= 4 and listed:
                self.subjects.short[name] = EntityMention(
                    clause.start - 1 - len(name), clause.start - 1, name, "region"
                )
                one = self.subjects.of(self.subjects.short[name], "list")
                self._one(number, slot, frame, one, state, indicator=listed)
            elif name:
                self._one(number, slot, frame, state.subject, state, indicator=name)
            else:
                self._one(number, slot, frame, state.subject, state)

    def _list_topic(self, position: int) -> str:
        """What 创新指数从高到低依次为甲（…）、乙（…） lists: the noun before 依次为, 分别为; empty without such a list."""
        text = self.masked[self.sentence_start : position].replace(FILL, "")
        found = re.search(
            r"([^，；：。]+?)(?:从高到低|由高到低|排名)?(?:依次|分别|分別|依序)(?:为|是|為)[^；。]*$", text
        )
        return phrases.clean(found[1], self.words) if found else ""

    def _counted_thing(self, slot: Slot, frame: Frame, subject: Subject, state: State) -> bool:
        """Whether the mention is what the figure counts (省级创新中心2个), not who the figure is about."""
        if slot.quantity.unit in _UNCOUNTED or phrases.clean(frame.phrase, self.words):
            return False
        if noun_behind(slot, "", self.words)[0] or frame.name != "level":
            return False
        if state.topic and subject.type in ("park", "region", "enterprise"):
            return False
        proper = not re.match(r"国家|國家|省|市级|新|各|全|首", subject.name)
        if proper and subject.type in ("park", "region", "enterprise") and state.head_unit == slot.quantity.unit:
            return False
        return subject.type not in ("region",)

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
        size = len(group)
        phrase = phrases.clean(frame.phrase, self.words)
        parts = self.words.compositions.get(phrase) or self.words.compositions.get(self._last_composition)
        if parts and len(parts) == size and (phrase in self.words.compositions or not phrase):
            self._last_composition = phrase or self._last_composition
            for slot, part in zip(group, parts, strict=True):
                self._one(number, slot, replace(frame, name="composition", phrase=part, suffix=""), subject, state)
            return True
        if group[0].items and len(group[0].items) == size:
            return self._listed(number, group, frame, phrase, subject, state)
        if len(named) == size:
            for slot, one in zip(group, named, strict=True):
                self._one(number, slot, frame, one, state)
            return True
        if (not phrase or phrase in self.words.generic) and state.topic:
            items = phrases.split_list(state.topic)
            if len(items) == size:
                for slot, item in zip(group, items, strict=True):
                    self._one(number, slot, replace(frame, phrase=item + phrase), subject, state)
                return True
        if not phrase or phrase in self.words.generic:
            row = state.recent[-size:]
            if len(row) == size:
                for slot, draft in zip(group, row, strict=True):
                    self._one(number, slot, frame, draft.subject, state, indicator=draft.indicator)
                return True
            return False
        items = phrases.share_heads(phrases.split_list(phrase), self.words)
        if len(items) >= size:
            for slot, item in zip(group, items[-size:], strict=True):
                self._one(number, slot, replace(frame, phrase=item), subject, state)
            return True
        return False

    def _listed(
        self, number: int, group: list[Slot], frame: Frame, phrase: str, subject: Subject, state: State
    ) -> bool:
        """A、B、C三家高新区产值分别为…: the members are subjects where they are known names, else indicators."""
        items = [self.words.openers.strip_start(i) for i in group[0].items]
        known = [self.subjects.short.get(i) for i in items]
        for slot, item, mention in zip(group, items, known, strict=True):
            if mention is not None:
                common = _COUNTED.sub("", phrase, count=1) or state.indicator
                self._one(number, slot, replace(frame, phrase=common), self.subjects.of(mention, "list"), state)
            else:
                self._one(number, slot, replace(frame, phrase=item + phrase), subject, state)
        return True

    # ---- one figure

    def _one(
        self, number: int, slot: Slot, frame: Frame, subject: Subject, state: State, indicator: str | None = None
    ) -> None:
        quantity = slot.quantity
        slot.start_point = frame.start_point
        carried = 0
        post = head = ""
        phrase = phrases.clean(frame.phrase, self.words)
        if indicator is not None:
            phrase = suffixed(indicator, frame)
            carried = 1
        else:
            if not (frame.start_point or frame.endpoint) and frame.name in (
                "level",
                "percent",
                "share",
                "ratio_bare",
                "points",
                "ratio",
            ):
                post, slot.consumed = noun_behind(slot, phrase, self.words)
            if not post and quantity.unit == "%" and frame.name in ("percent", "share"):
                use = _USE.match(slot.right)
                if use:
                    whole = phrase or state.topic or state.head or state.indicator
                    part = re.split(r"[，。；、（）]", slot.right[use.end("verb") :], maxsplit=1)[0]
                    if use["verb"] in ("为", "為", "是", "属于", "来自", "來自"):
                        phrase = f"{part}占{whole}比重"
                    else:
                        phrase = f"{whole}{use['verb']}{part}占比"
                    frame = replace(frame, name="use", suffix="")
            if post and re.fullmatch(r"(?:年均)?(?:增长|增速|增幅|速度|成长|涨幅)(?:速度)?", post):
                post, frame = "", replace(frame, name="growth", kind="growth", suffix="")
            elif post and re.fullmatch(r"(?:目标|规模|水平|关口|大关|门槛)", post):
                post = ""
            if post:
                phrase, head = self._combine_post(phrase, post, frame, state, slot)
            else:
                phrase, head, carried = self._complete(phrase, frame, state, slot)
        if not phrase:
            self.rejected.append(
                Rejection("no_indicator", self.notes.article.index, quantity.start, quantity.end, quantity.text)
            )
            return
        value = -quantity.value if frame.negative and quantity.value > 0 else quantity.value
        kind = frame.kind
        unit_full = quantity.unit_full or quantity.unit
        if kind == "level" and ("/" in unit_full or _RATE.search(phrase)):
            kind = "rate"
        if (
            quantity.unit in ("%", "倍")
            and kind == "share"
            and re.search(r"(?:增速|增幅|增长率|增長率|成长率|成長率|涨幅|降幅)$", phrase)
        ):
            kind = "growth"
        if kind == "level" and phrase.startswith(("净增", "净减", "淨增")):
            kind = "change"
        draft = Draft(
            quantity=quantity,
            kind=kind,
            indicator=self.words.expand(phrase),
            subject=subject,
            sentence=number,
            rule=frame.name if not post else f"{frame.name}_post",
            value=value,
            unit=quantity.unit,
            unit_full=unit_full,
            base=frame.base,
            modality=self._modality(slot, frame, state),
            qualifiers=quantity.qualifiers,
            head=head,
            clause=slot.number,
            carried=carried,
        )
        self.drafts.append(draft)
        if quantity.kind == "range" and quantity.value_high is not None and quantity.value_high != quantity.value:
            # a range states two bounds
            upper = -quantity.value_high if frame.negative else quantity.value_high
            self.drafts.append(replace(draft, value=upper, rule=f"{draft.rule}_upper"))
        self._remember(draft, frame, phrase, head, state)

    def _modality(self, slot: Slot, frame: Frame, state: State) -> Modality:
        """Starting points and rates of completion are facts even inside a plan; 的目标 behind a figure makes a plan."""
        if _AIM_BEHIND.match(slot.right):
            return "target"
        return "actual" if frame.start_point or frame.name == "completion" else state.modality

    def _remember(self, draft: Draft, frame: Frame, phrase: str, head: str, state: State) -> None:
        unit = draft.quantity.unit
        if frame.suffix == "排名":
            state.rank = phrase
        elif frame.suffix == "占":
            state.share = phrase
        elif frame.suffix == "" and (draft.kind in ("level", "share", "rate", "ratio") or not draft.carried):
            state.indicator = phrase
        if unit not in _UNCOUNTED and (head or state.head_unit != unit or not phrases.needs_head(phrase, self.words)):
            state.head = head or phrases.head_noun(phrase, self.words)
            state.head_unit = unit
        if not frame.start_point:
            state.recent.append(draft)
        state.last = draft

    def _complete(self, phrase: str, frame: Frame, state: State, slot: Slot) -> tuple[str, str, int]:
        """The indicator of a figure without a noun behind it, taken from earlier clauses where the own is missing."""
        words = self.words
        own = bool(phrase)
        if not phrase and state.topic:
            phrase = state.topic
        if frame.suffix == "占":
            again = state.last is not None and state.last.kind in ("share", "change")
            if not frame.base and not own and state.share and not state.topic and again:
                return state.share, "", 1
            if not frame.base and state.share and (whole := re.search(r"占(.+)比重$", state.share)):
                frame = replace(frame, base=whole[1])
            if own and state.topic and not frame.base:
                phrase = f"{state.topic}中{phrase}"
            carried = 0
            if not phrase or phrase in words.generic:
                carried = 1
                phrase = state.indicator or state.head or self._carried
            elif phrase in words.dependent and state.head:
                phrase = state.head + phrase
            return (suffixed(phrase, frame) if phrase else ""), "", carried
        if frame.name == "rank_move" and (not own or phrase in words.generic) and state.rank:
            return state.rank, "", 1
        if frame.suffix == "排名":
            carried = 0
            ranking = self._ranking(slot)
            if not phrase or phrase in words.generic:
                carried = 1
                generic = phrase if phrase in ("增速", "增幅", "总量", "占比", "规模", "数量") else ""
                if not generic and state.last and state.last.kind == "growth" and "增速" not in state.indicator:
                    generic = "增速"
                basis = state.topic if own and state.topic else state.indicator or (self._carried if generic else "")
                phrase = ranking or (basis + generic if basis else "") or (frame.base or "")
            return suffixed(phrase, frame) if phrase else "综合排名", "", carried
        if not phrase:
            if frame.kind in ("growth", "change") and state.last and state.last.kind == "share":
                return state.last.indicator, "", 1
            if slot.quantity.unit not in _UNCOUNTED and state.head and state.head_unit == slot.quantity.unit:
                predicate = predicate_behind(slot)
                if predicate:
                    return predicate + state.head, state.head, 1
            for draft in reversed(state.recent):
                # a bare figure goes on with what was last told in its unit
                if frame.kind == "level" and draft.kind == "level" and draft.unit == slot.quantity.unit:
                    return suffixed(draft.indicator, frame), "", 1
            basis = state.indicator or self._carried
            return (suffixed(basis, frame) if basis else ""), "", 1 if state.indicator else 2
        if phrase.startswith(("占", "佔")) and state.indicator:
            return state.indicator + phrase, "", 1
        if own and (phrase in words.generic or phrase in words.dependent) and frame.kind in ("growth", "change"):
            for draft in reversed(state.recent):
                if draft.indicator.endswith(phrase):
                    return draft.indicator, "", 1
        if phrase in words.generic:
            if phrase.startswith(("占比", "比重", "比例", "份额")) and state.share:
                return state.share, "", 1
            basis = (
                state.topic if own and state.topic else state.indicator or self._nearest_index(slot) or self._carried
            )
            if basis:
                quiet = ["数量", "数", "总数", "总量", "其", "前者", "后者", "两者"]
                if state.last and state.last.unit == slot.quantity.unit:
                    quiet += ["额", "金额"]
                if phrase in quiet or phrase in basis:
                    return suffixed(basis, frame), "", 1
                return suffixed(basis + phrase, frame), "", 1
            return suffixed(phrase, frame), "", 1
        if phrase in words.distributive and state.indicator:
            return suffixed(phrase + state.indicator, frame), "", 1
        if phrase in words.dependent and state.head:
            return suffixed(state.head if phrase in state.head else state.head + phrase, frame), state.head, 1
        counted = slot.quantity.unit not in _UNCOUNTED
        if counted and state.head and phrase not in state.head and frame.name == "level":
            same_unit = state.head_unit == slot.quantity.unit
            if (
                phrases.is_verbal(phrase, words)
                or phrases.is_elliptical(phrase, words)
                or (same_unit and phrases.needs_head(phrase, words))
            ):
                return phrase + state.head, state.head, 1
        return suffixed(phrase, frame), "", 0

    def _ranking(self, slot: Slot) -> str:
        """A ranking or index named in the clause of a rank."""
        start = self.sentence_start
        inside = [m for m in self.subjects.rankings if start <= m.start and m.end <= slot.quantity.start]
        return inside[-1].text if inside else ""

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
                phrase = ""
            if (
                not whole
                and not phrase
                and (area := re.match(r"全(?:国|市|省|区|球|县|州)|全[國區]", noun))
                and len(noun) > 3
            ):
                whole, noun = area.group(), noun[len(area.group()) :]
            whole = whole or ("" if phrase else state.whole)
            state.whole = whole
            if phrase:
                return f"{phrase}占{noun}比重", noun
            return (f"{noun}占{whole}比重" if whole else f"{noun}占比"), noun
        if not phrase and len(noun) <= 4 and (more := _TELLS.match(slot.right[slot.consumed :])):
            return more.group() + noun, noun
        if phrase and _AWARD.match(noun):
            return re.sub(r"(?:分别)?(?:给予|可获|享受|获得|最高|一次性|可领)+$", "", phrase) + noun, noun
        if phrase and phrases.is_verbal(phrase, self.words):
            return (phrase if len(phrase) <= 6 else phrase[-4:]) + noun, noun
        if phrase and (verb := self.words.content.suffix(phrase)):
            return verb + noun, noun
        if phrase and len(phrase) <= 3:
            return phrase + noun, noun
        return noun, noun


def suffixed(phrase: str, frame: Frame) -> str:
    """The indicator with what the construction adds: 占…比重, 排名, 完成…比例."""
    if frame.suffix == "占" and "占" not in phrase:
        return f"{phrase}占{frame.base}比重" if frame.base else f"{phrase}占比"
    if frame.suffix == "排名":
        return phrase if phrase.endswith(("排名", "位次", "名次")) else f"{phrase}排名"
    if frame.suffix == "完成":
        return f"{phrase}完成{frame.base or ''}比例"
    return phrase


def _goes_on(found: list[Slot], group: list[Slot], index: int) -> bool:
    """Whether the figure after the group goes on with it: same unit, nothing but a joiner between."""
    at = index + len(group)
    if at >= len(found):
        return False
    following, last = found[at], group[-1]
    if following.clause is not last.clause or following.quantity.unit != last.quantity.unit:
        return False
    return following.raw_left in _JOINERS
