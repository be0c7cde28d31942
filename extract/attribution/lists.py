"""Lists: A和B分别为x和y, 甲（x）、乙（y）, rows that go on with the row before."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extract.annotations import EntityMention
from extract.attribution import phrases
from extract.attribution.carriers import Subject
from extract.attribution.clauses import FILL, Slot
from extract.attribution.drafts import Draft
from extract.attribution.figures import Figures, unit_counts
from extract.attribution.frames import Frame, change_verb, read
from extract.attribution.lexicon import Lexicon
from extract.attribution.nouns import noun_behind
from extract.attribution.places import listed_places
from extract.attribution.state import MONEY, State
from extract.entities.words import dictionary

_COUNTED = re.compile(
    r"^(?:等)?(?:[一二三四五六七八九十两兩\d]+|几|各)?(?:家|个|個|大|地|市|区|區|座|省|县)?(?:国家|國家)?(?:级)?(?:高新区|高新區|经开区|开发区|园区|園區|科学城|城市|片区|科學園區|示范区)?"
)


_OVER = re.compile(
    r"(?P<measure>[\u4e00-\u9fffA-Za-z&]{2,12}?)(?:超过|超|突破|达到|高于|不足|低于)\d[\d.]*[万亿]*元(?:以上)?的"
)
# R&D经费支出居前两位的是甲（62.8亿元）, 投入强度高于平均水平的有甲（7.4%）
_LISTED_BY = re.compile(
    r"(?P<measure>[\u4e00-\u9fffA-Za-z&]{2,16}?)(?:(?:居|位居|排名?|位列|列)(?:全[国省市区])?(?:前[一二两三四五六七八九十\d]+[位名强]?|前列|首位)"
    r"|靠前|领先|居前|(?:超过|突破|达到|高于|低于|快于|慢于|过|不足)[^，。；：（]{1,10}?)的(?:[^，。；（]{0,6}?)(?:分别|依次)?(?:是|有|为)[^，。；]*$"
)
_AWARDS = re.compile(r"(?:奖励|补助|补贴|资助|奖补|扶持)$")
_BOUNDS = re.compile(
    r"(?:^|[，。；：]|对|凡)(?P<what>[^，。；：对\d]{2,20}?)(?P<bounds>[\d.]+[万亿]?元(?:以上)?(?:[、和或][\d.]+[万亿]?元(?:以上)?)+)的"
    r"(?P<who>[^，。；\d]{2,12}?)[，,]?$"
)
_AWARD_BEHIND = re.compile(r"(?:的)?(?:一次性)?(?:资金)?(?:奖励|补助|补贴|资助|奖补|扶持|支持)(?:资金)?")
_GRADES = re.compile(
    r"(?:对|對|凡)(?P<how>[^，。；：对]{0,6}?(?:认定|认证|获评|评为|获批|获得|入选|纳入|列入|通过|达到)(?:为|的)?)(?P<titles>[^，。；]{4,60}?)的?"
    r"(?P<who>企业|单位|机构|平台|项目|园区|载体|团队|孵化器)?[，,]?$"
)
_SENT = re.compile(r"(?:选送|推荐|报送|推选|孵化|培育|举荐)的")
_PRIZE = re.compile(r"[一二三四特][等级]奖|[金银铜]奖|优[秀胜]奖|冠军|亚军|季军")
_PRIZE_EACH = re.compile(
    r"(?:每[个項项名]|各|单项)?(?:获奖)?(?:项目|团队|企业)?(?:可)?(?:分别|依次)?(?:为|是|获)?(?P<what>奖金|奖励|资助)(?:分别|依次)?(?:为)?(?:每[个项名])?(?:项目|团队)?"
)
_COMMON = re.compile(r"[的了是在省市县区国业]|产业|行业|领域")
_IN_TURN = re.compile(r"(?:分列|分居|分获|(?:分别|依次|分別)(?:位列|位居|列|居|排名?))$")
_MARKS = " \u3000+·•●■◆▲①②③④⑤⑥⑦⑧⑨⑩【"
_BESIDE = re.compile(r"[\s\u3000]*(?P<words>[^【】\n，。；：、（）]{2,24})")
_SUPERLATIVE = re.compile(
    r"^(?P<measure>[\u4e00-\u9fff]{0,8}?)最[高低大小多少快慢长短強强]的?[之的]?(?=[\u4e00-\u9fff]{2})"
)
_FIELD = re.compile(r"(?:领域|产业|行业|赛道|方向|板块)$")
_MORE_NAMES = re.compile(r"[、和与及](?P<names>[\u4e00-\u9fffA-Za-z、和与及]{2,30}?)(?=分别|依次|分列|分获|分居)")
_NAMELIKE = re.compile(
    r"(?:片区|园区|科技园|产业园|高新区|经开区|科技|电子|生物|智能|新材|半导体|医疗|医药|能源|区|县|市|镇|街道)$"
)
_KINDS = re.compile(r"(?:产业|行业|领域|板块|产品|集群|企业)$")


def _measure_in(text: str, words: Lexicon) -> str:
    """The measure that a list is ordered by (产值排在前列的产业 → 产值); empty where none is named."""
    for at in range(len(text)):
        if word := words.measures.prefix(text[at:]):
            return word
    return ""


# 三者所占比重, 前二者, 后两类: several of the things told last
_THOSE = re.compile(r"(?:这|這)?(?P<which>[前后後])?[两兩二三四五](?:者|类|項|项)(?:的|所)?")
_SHARES = frozenset(["占比", "比重", "占比重", "所占比重", "占比例", "比例", "占比分"])
_GIVEN_EACH = re.compile(
    r"(?:一次性|最高|按|每人)*(?:给予|予以|发放|奖励|补助|补贴|资助)(?:每人|一次性|最高)*(?:每[年月人])?"
)
_COUNTS = frozenset(["家", "户", "个", "项", "件", "宗", "笔", "起", "个", "只", "单"])
_IN_UNITS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("户数", "家数", "企业数"), frozenset(["家", "户"])),
    **dict.fromkeys(("金额", "额", "规模", "总额"), MONEY),
    **dict.fromkeys(("数量", "件数", "宗数", "笔数", "项目数", "起数", "个数"), _COUNTS),
    "人数": frozenset(["人", "名", "人次"]),
    "面积": frozenset(["m2", "亩"]),
}
_SAME_ONES = re.compile(r"(?:这)?[两三四五六](?:市|区|县|地|省|园|家)")
_ALL = re.compile(r"均|都|皆|双双|同|各|一直|连续|长期")
_AWARDED = re.compile(
    r"(?:单[个项])?(?:奖金|奖励|补助|补贴|投资额?|总投资|面积|金额|成交额|合同金额|产值|营收|营业收入|税收|人数|价格|估值)"
)
_GIVES = re.compile(
    r"(?:对|對)?(?P<whom>.+?)(?:的)?(?:，)?(?:分别|分別|各|依次)?(?:给予|給予|予以|奖励|獎勵|补助|补贴|資助|资助|发放|可获|可领|享受)(?:一次性|最高|不超过|的)*(?P<what>奖励|补助|补贴|资助)?$"
)
_THEY = re.compile(
    r"^(?:这)?(?:两|三|四|五|二|2|3|4|5)(?:家|个|地|区|市|省|者|园)(?:企业|公司|园区|高新区|机构)?(?:的)?"
)


def _names_firms(names: list[str], words: Lexicon) -> bool:
    """Whether a list holds nothing but words that may be names of firms: no measures, places or predicates."""
    return all(
        3 <= len(n) <= 8 and not n.endswith(words.countable) and not words.measures.suffix(n) and not _COMMON.search(n)
        for n in names
    )


_SIZES = frozenset(
    ("规模", "总规模", "面积", "建筑面积", "占地面积", "占地", "投资", "总投资", "投资额", "产能", "年产能", "估值")
)


class Lists(Figures):
    """Shares out figures over the members of a list."""

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
            told = self._things.get(unit, told)  # 集中在某区（132家）: the things that the article counts
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

    def _ranked_behind(self, number: int, slot: Slot, state: State) -> None:
        """居前三位的是甲、乙和丙: the names behind hold the ranks 1, 2, 3."""
        found = re.match(r"的?(?:分别|依次|依序)?(?:是|为|為)(.{2,60})$", slot.right)
        last = state.last
        if found is None or last is None or last.quantity is not slot.quantity:
            return
        printed = [n.strip() for n in found[1].split("、")]
        printed[-1:] = [n.strip() for n in re.split("和|及|与", printed[-1], maxsplit=1)]
        known = [self.subjects.short.get(n) for n in printed]
        size = int(slot.quantity.value)
        if len(printed) < 2 or (None in known and (len(printed) != size or not _names_firms(printed, self.words))):
            return
        names = [
            self.subjects.of(m, "list") if m else Subject(n, "enterprise", f"enterprise:{n}", n, "list")
            for m, n in zip(known, printed, strict=True)
        ]
        self.drafts.remove(last)
        state.names = names
        for place, one in enumerate(names, 1):
            self.drafts.append(replace(last, subject=one, value=Decimal(place), rule="rank_behind"))

    def _top_places(self, number: int, slot: Slot, frame: Frame, named: list[Subject], state: State) -> bool:
        """甲、乙、丙位居全省前三: as many names as places, in their order."""
        size = int(slot.quantity.value)
        if not slot.quantity.text.startswith("前") or size < 2 or _ALL.search(slot.left):
            return False
        phrase = phrases.clean(frame.phrase, self.words)
        if not named and len(phrases.split_list(phrase)) == size:
            named, phrase = listed_places(phrase, self.words), ""
        if _SAME_ONES.match(phrase) and len(named) > 1:
            phrase = _SAME_ONES.sub("", phrase, count=1)  # 甲、乙、丙三市成交额居全省前三位
        if not named and not phrase and len(state.names) == size:
            named = state.names  # 甲、乙、丙分别以118家、97家、74家位居前三
        if len(named) != size:
            return False
        for place, one in enumerate(named, 1):
            told = len(self.drafts)
            self._one(number, slot, replace(frame, phrase=phrase), one, state)
            if len(self.drafts) > told:
                self.drafts[-1] = state.last = replace(self.drafts[-1], value=Decimal(place))
                state.recent[-1:] = [state.last]
        state.names, state.subject = named, state.subject if state.by_place else self._topic_told
        return True

    def _name_behind(self, text: str, state: State) -> bool:
        """Makes the one name or the names behind a rank (榜首为某区的某公司) those that the sentence goes on about."""
        names = [n.strip("“”") for n in re.split(r"、|和|及|与", text)]
        known = [self.subjects.short.get(n) for n in names]
        if len(names) > 1:
            if all(known):
                state.names = [self.subjects.of(m, "list") for m in known if m]
            return all(m is not None for m in known)
        name = names[0].rpartition("的")[2]
        mention = self.subjects.short.get(name)
        if mention is None and (len(name) < 2 or len(name) > 8 or dictionary().counts.get(name)):
            return False
        nominal = (
            name.endswith(self.words.countable) or self.words.heads.suffix(name) or self.words.measures.suffix(name)
        )
        if mention is None and nominal:
            return False
        one = self.subjects.of(mention, "clause") if mention else self.subjects.place(name)
        if state.last is not None and state.last.unit == "rank":
            self.drafts[-1] = state.last = replace(state.last, subject=one)
            state.recent[-1:] = [state.last]
        state.subject = one
        return True

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

    def _tiers(self, slot: Slot, phrase: str, size: int) -> list[str]:
        """对产值首次突破1亿元、5亿元的企业，分别奖励50万元、200万元: an award for each bound; empty elsewhere."""
        if not (award := _AWARDS.search(phrase)):
            return []
        told = self.notes.text[self.sentence_start : slot.clause.start]
        found = _BOUNDS.search(told)
        bounds = re.split("[、和或]", found["bounds"]) if found else []
        if found is None or len(bounds) != size:
            return []
        return [f"{found['what']}{bound}的{found['who']}{award.group()}" for bound in bounds]

    def _prizes(self, size: int) -> list[Draft]:
        """The last `size` prizes counted: 一等奖2项、二等奖5项."""
        told = [d for d in self.drafts[-2 * size - 2 :] if d.kind == "level" and _PRIZE.search(d.indicator)]
        return [replace(d, indicator=_PRIZE.search(d.indicator)[0]) for d in told[-size:]] if len(told) >= size else []  # type: ignore[index]

    def _graded(self, slot: Slot, award: str, size: int) -> list[str]:
        """对首次获评单项冠军、“小巨人”的企业，分别给予…奖励: an award for each of the titles; empty elsewhere."""
        told = self.notes.text[self.sentence_start : slot.clause.start]
        found = _GRADES.search(told)
        titles = phrases.split_list(found["titles"]) if found else []
        if found is None or len(titles) != size or any(t[:1].isdigit() for t in titles):
            return []
        return [f"{found['how']}{title}{found['who']}{award}" for title in phrases.share_heads(titles, self.words)]

    def _ranks_bracketed(self, number: int, group: list[Slot], state: State) -> bool:
        """甲（480亿元）、乙（455亿元）分列第二、第三位: the names before the brackets hold the ranks."""
        names = state.bracketed
        if group[0].quantity.unit != "rank" or len(names) != len(group) or not _IN_TURN.search(group[0].left):
            return False
        for slot, one in zip(group, names, strict=True):
            self._one(number, slot, read("", slot.quantity, self.words), one, state)
        state.bracketed = []
        return True

    def _ranked_name(self, slot: Slot) -> Subject | None:
        """The name that an ordinal is put right before (排在第二名的某科技园)."""
        if "名" not in slot.quantity.text and "位" not in slot.quantity.text:
            return None
        at = slot.quantity.end + (slot.right.startswith("的"))
        found = next((m for m in self.subjects.within(at, at + 40) if m.start == at), None)
        return self.subjects.of(found, "clause") if found else None

    def _list_topic(self, position: int) -> str:
        """What 指数从高到低依次为甲（…）、乙（…） lists: the noun before 依次为; empty without such a list."""
        text = self.masked[self.sentence_start : position].replace(FILL, "")
        found = re.search(
            r"([^，；：。]+?)(?:从高到低|由高到低|排名)?(?:依次|分别|分別|依序)(?:为|是|為)[^；。]*$", text
        )
        return phrases.clean(found[1], self.words) if found else ""

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
        self._last_composition = ""
        if group[0].items and len(group[0].items) == size:
            return self._listed(number, group, frame, phrase, subject, state)

        def own(slot: Slot) -> Frame:
            # 分别增长12%、下降4%: a verb of its own
            verb, down = ("", False) if slot is group[0] else change_verb(slot.left, self.words)
            return replace(frame, negative=down) if verb else frame

        if group[0].quantity.unit == "rank" and len(named) == 1 and _SENT.match(phrase):
            # 某高新区选送的甲、某地的乙分列第二、三名: who is sent, not by whom
            sent = [item.rpartition("的")[2] for item in phrases.split_list(phrase)]
            if len(sent) == size and all(2 <= len(n) <= 10 for n in sent):
                named = state.names = [Subject(n, "enterprise", f"enterprise:{n}", n, "list") for n in sent]
                frame = replace(frame, phrase="")
        if len(named) == size:
            for slot, one in zip(group, named, strict=True):
                self._one(number, slot, own(slot), one, state)
            return True
        if _SAME_ONES.fullmatch(phrase):
            phrase = ""  # 甲、乙两市分别为38家和29家
        if (those := _THOSE.match(phrase)) and (row := self._told(number, state, those["which"], size)):
            rest = phrase[those.end() :]
            for slot, draft in zip(group, row, strict=True):
                if rest in _SHARES or (frame.suffix == "占" and not rest):
                    self._one(number, slot, replace(frame, phrase=draft.indicator, suffix="占"), draft.subject, state)
                else:
                    self._one(number, slot, own(slot), draft.subject, state, indicator=draft.indicator + rest)
            return True
        if _GIVEN_EACH.fullmatch(phrase) and (award := _AWARD_BEHIND.match(group[-1].right)):
            phrase, group[-1].consumed = award.group(), award.end()  # 分别给予100万元、300万元一次性奖励
            if graded := self._graded(group[0], phrase, size):
                for slot, named_grade in zip(group, graded, strict=True):
                    self._one(number, slot, frame, subject, state, indicator=named_grade)
                return True
        if tiers := self._tiers(group[0], phrase, size):
            for slot, named_tier in zip(group, tiers, strict=True):
                self._one(number, slot, frame, subject, state, indicator=named_tier)
            return True
        if (given := _GIVES.match(phrase)) and (items := phrases.split_list(given["whom"])) and len(items) == size:
            # 对A、B等机构分别给予50万元、20万元奖补
            what, group[-1].consumed = noun_behind(group[-1], "", self.words)
            what = what or given["what"] or "资助"
            whom = phrases.share_heads(items, self.words)
            for slot, item in zip(group, whom, strict=True):
                self._one(number, slot, frame, subject, state, indicator=item + what)
            return True
        if _GIVEN_EACH.fullmatch(phrase) and state.topic:
            # 对博士、硕士，分别给予每月3000元、2000元生活补贴
            items = phrases.split_list(re.sub("^[对對]", "", state.topic))
            if len(items) == size:
                what, group[-1].consumed = noun_behind(group[-1], "", self.words)
                for slot, item in zip(group, phrases.share_heads(items, self.words), strict=True):
                    self._one(number, slot, frame, subject, state, indicator=item + (what or "补助"))
                return True
        if phrase == "得分" and state.rank.endswith("得分排名"):
            phrase = state.rank.removesuffix("排名")  # 综合得分居前三位的依次为…，得分分别为…
        if (each := _PRIZE_EACH.fullmatch(phrase)) and (row := self._prizes(size)):
            for slot, draft in zip(group, row, strict=True):  # 二等奖6个、三等奖10个，奖金分别为每个50万元和20万元
                told = f"{draft.indicator}{each['what']}"
                self._one(number, slot, replace(frame, phrase=""), subject, state, indicator=told)
            return True
        if _AWARDS.search(phrase) and not named and len(phrase) <= 8:
            for slot in group:
                self._one(number, slot, frame, subject, state, indicator=phrase)
            return True
        if len(state.names) == size and not re.search("、|和|及", phrase):
            # 甲、乙分别排名…，两家企业研发投入依次为x、y: the list of names goes on
            common = _THEY.sub("", phrase)
            for slot, one in zip(group, state.names, strict=True):
                self._one(number, slot, replace(own(slot), phrase=common), one, state)
            return True
        if (not phrase or phrase in self.words.generic) and state.topic:
            items = phrases.split_list(state.topic)
            if len(items) == size:
                for slot, item in zip(group, items, strict=True):
                    self._one(number, slot, replace(own(slot), phrase=item + phrase), subject, state)
                return True
        bases = phrases.split_list(frame.base or "") if frame.kind == "change" and not phrase else []
        if len(bases) == size and state.last is not None:
            last = state.last  # 增长9.2%，分别高出全国、全省、全市4.6、4.1和1.8个百分点
            for slot, base in zip(group, bases, strict=True):
                self._one(number, slot, replace(own(slot), base=base), last.subject, state, indicator=last.indicator)
            return True
        if not phrase or phrase in self.words.generic:
            row = state.recent[-size:]
            if len(row) == size:
                for slot, draft in zip(group, row, strict=True):
                    self._one(number, slot, own(slot), draft.subject, state, indicator=draft.indicator)
                return True
            return False
        items = [part for part in phrase.split("、") if part]
        if len(items) != size:
            items = phrases.split_list(phrase)
        row = state.recent[-size:]
        if len(items) == 1 and _AWARDED.fullmatch(phrase) and len(row) == size:
            # 评出一等奖1名、二等奖3名，奖金分别为100万元、50万元
            if all(unit_counts(d.quantity) and d.sentence == number for d in row):
                for slot, draft in zip(group, row, strict=True):
                    self._one(number, slot, frame, draft.subject, state, indicator=draft.indicator + phrase)
                return True
        if len(items) == size and (row := self._by_units(items)):
            for slot, draft in zip(group, row, strict=True):
                self._one(number, slot, own(slot), draft.subject, state, indicator=draft.indicator)
            return True
        items = phrases.share_heads(items, self.words)
        if group[0].quantity.unit in _COUNTS and (field := _FIELD.search(phrase)) and (head := state.head):
            # A、B、C领域分别有97家、63家和38家: of the things counted before
            items = [item.removesuffix(field[0]) + field[0] + head for item in items]
        if len(items) >= size:
            for slot, item in zip(group, items[-size:], strict=True):
                self._one(number, slot, replace(own(slot), phrase=item), subject, state)
            return True
        return False

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
