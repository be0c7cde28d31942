"""Finds whom a figure is about, and what of the words before the figure is then left."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.attribution import phrases
from extract.attribution.between import PRIZES, THIS, Between
from extract.attribution.carriers import GENERIC_TAIL, ZONE_NOUN, Subject, is_country_name, is_market, owner_of
from extract.attribution.clauses import FILL, Slot, after
from extract.attribution.coordination import COUNTED, split_list
from extract.attribution.frames import Frame
from extract.attribution.mentioning import NOT_SUBJECT_AFTER, RANKED
from extract.attribution.nouns import noun_behind
from extract.attribution.state import MEASURES, MONEY, UNCOUNTED, State

_DISTRIBUTE = re.compile(
    r"分别|分別|依次|依序|均(?=超|达|在|为|突破|实现|高|低|增|保持|不足|过)|都(?=超|达|在|突破|实现)"
)
_SUMS_UP = re.compile(
    r"(?:这)?([两三四五六])(?:市|区|县|地|省|园|者|(?:家|个|座|大)(?:企业|公司|园区|城市|高新区|开发区|省份)?)(?:合计|共计|总计|一共|共(?![享建同]))"
)
_SIZES = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_PAYS_OUT = re.compile(
    rf"{FILL}*(?:已|将|还|又|计划)?(?:每年)?(?:拿出|安排|投入|出资|划拨|列支|兑现|发放|拨付|斥资|筹措)"
)
_MEMBERS = re.compile(
    r"(?P<names>[\u4e00-\u9fffA-Za-z]{2,12}(?:[、和与][\u4e00-\u9fffA-Za-z]{2,12}){1,5}?)(?P<size>[两三四五六])(?:大|个|家)*"
    r"(?:板块|园区|片区|区域|组团|基地|平台|功能区|分园)"
)
_LIKE = re.compile(r"(?:像|诸如|类似)[^，。；]{2,14}?(?:这样|这类|这种|一样|那样)的?")  # an example of what is counted
_DURING = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:期间|之际|当天|当日)(?=[全我本该][市省区县州])")
_FORMER = re.compile(r"前者|后者|後者")
_AND_SO_ON = re.compile(r"等(?!于|级|额|待)")
_PRIZES_TOO = re.compile(
    r"[^，。；]{0,8}?(?:另有|另|还有|还|共|各)?(?:评出|决出|产生|设|颁出|评选出)(?:[一二三特]等奖|优[秀胜]奖|单项奖|金奖|银奖|铜奖)"
)


_WON = re.compile(r"(?:项目|團隊|团队|企业|选手|作品|方案)?(?:分获|共获|获得|荣获|获|摘得|夺得|斩获)[一二三特]等奖")
_RANKED_OR_MADE = ("product", "enterprise", "university", "lab_or_institute", "region", "person")


def _sums_up(slot: Slot) -> bool:
    """Whether a count only says how many a list right before it has."""
    if slot.quantity.value < 3 or slot.quantity.unit not in ("个", "家", "個", "所", "座"):
        return False
    return slot.quantity.value == len(re.split("、|和|及|与", slot.left)) and "、" in slot.left


_ALL_TOGETHER = re.compile(
    r"(?:(?P<n>[两兩二三四五六七八九])(?P<what>市|城|区|县|园|地|省|家|者|州|大园区|个园区|大区域|大城市))?(?:合计|合計|共计|加起来|总和)"
)
_COUNT_WORDS = dict(zip("两兩二三四五六七八九", (2, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))


def _together(names: list[Subject]) -> Subject:
    """Several as one subject: a class that all names end in is said once (甲、乙高新区)."""
    tails = {m.group() if (m := GENERIC_TAIL.search(n.name)) else "" for n in names}
    tail = tails.pop() if len(tails) == 1 else ""
    name = "、".join(n.name[: len(n.name) - len(tail)] for n in names) + tail
    return replace(names[0], name=name, entity_id=f"{names[0].type}:{name}", canonical=name)


_HERE = re.compile("(?:这里|這裡|这儿|此地|这片(?:热土|沃土|土地))(?:先后|已经?|也|还|如今|现|共)?(?=[一-鿿])")
_PLACES = frozenset({"park", "region"})


class Naming(Between):
    """Subjects of clauses and figures."""

    def _subject(self, slot: Slot, left: str, state: State) -> tuple[list[Subject], str, str]:
        """Subjects that the left side names (none: the carried one), what is left of it, and the mentions' text."""
        opened = self.words.openers.strip_start(left)
        if contestant := self._contestant(opened):
            return [contestant[0]], opened[contestant[1] :], ""
        if somebody := self._person_tells(slot, opened):
            return [somebody[0]], somebody[1], ""
        if told := self._of_members(slot):
            return told
        if nth := self._nth_zone(opened):
            return [nth[0]], opened[nth[1] :], ""
        if giver := self._giver(slot):
            return [giver[0]], after(self.masked, slot, giver[1]), ""
        mentions, edge = self._opening_mentions(slot)
        if mentions and _AND_SO_ON.match(self.masked[edge : edge + 2]):
            # 美国、英国等11个国家: examples of what is counted
            if self.subjects.main.type == "event" and _WON.match(slot.right):
                return [self.subjects.main], left, ""  # “某某系统”等2个项目获一等奖: the contest again
            return [], after(self.masked, slot, max(edge, slot.left_start)), ""
        if mentions and _sums_up(slot):
            return [], "", ""  # 设北京、上海、深圳3个分赛区
        if mentions:
            named = self.notes.text[mentions[-1].start : mentions[-1].end]
            found = [self.subjects.of(m, "clause") for m in mentions]
            if len(mentions) == 1 and mentions[0].reason == "group" and _DISTRIBUTE.search(slot.left):
                found = self.subjects.members(mentions[0])
            return found, after(self.masked, slot, max(edge, slot.left_start)), named
        if during := _DURING.match(opened):
            opened = opened[during.end() :]  # 展会期间全市酒店…: when, then whose
        taken = left[: len(left) - len(opened)]
        if taken and taken[-1] in NOT_SUBJECT_AFTER:
            return [], left, ""
        if (size := _SUMS_UP.match(opened)) and len(state.names) == _SIZES.get(size[1], 0):
            return [_together(state.names)], opened[size.end() :], ""  # 甲、乙、丙分列…，三市合计占64%
        if len(state.names) > 1 and (which := _FORMER.match(opened)):
            return [state.names[0 if which[0][0] == "前" else -1]], opened[which.end() :], ""
        if alone := self._holds_alone(opened):
            return *alone, ""
        if here := _HERE.match(opened):
            place = self.subjects.before(slot.clause.start + 1, _PLACES)
            if place is not None and place.start >= self.sentence_start:
                # 看中的是某高新区的产业链——这里聚集了新能源企业126家
                return [self.subjects.of(place, "clause")], opened[here.end() :], ""
        if like := _LIKE.match(opened):
            return [], opened[like.end() :], ""
        if (this := THIS.match(opened)) and state.subject.type in RANKED:
            return [state.subject], opened[this.end() :], ""
        if places := self._unknown_places(slot, opened):
            return *places, ""
        if known := self._known_list(left, opened):
            return known
        prizes = PRIZES.match(opened) or _PRIZES_TOO.match(opened)
        if (
            self.subjects.main.type == "event"
            and state.subject.type in ("product", "enterprise", "university", "lab_or_institute")
            and prizes
        ):
            return [self.subjects.main], opened, ""  # …项目夺得一等奖；二等奖3个、三等奖6个: the contest again
        if self.subjects.main.type == "event" and state.subject.type in _RANKED_OR_MADE and _WON.match(slot.right):
            return [self.subjects.main], left, ""  # …项目夺冠；3个项目获二等奖
        if drug := self._tried(slot):
            return [drug], left, ""
        if bodies := self._unknown_bodies(slot, opened, state):
            return *bodies, ""
        if word := self.words.anaphor.prefix(opened):
            rest = opened[len(word) :]
            own = self.words.anaphors[word] != "country" or word in ("我国", "我國")
            counted = slot.quantity.unit in ("家", "个") and state.last is not None and not rest.strip()
            if (
                self.words.anaphors[word] == "park"
                and counted
                and state.last
                and ZONE_NOUN.search(state.last.indicator)
            ):
                return [], left, ""  # 其中经济开发区61家、高新区29家: kinds of what is counted
            if not own and not rest.strip() and self._counts_things(slot):
                return [], rest, ""  # 全国1208支队伍报名: where they come from
            if own or not phrases.clean(rest, self.words):
                resolved = self.subjects.anaphor(word, slot.quantity.start, state.subject)
                if resolved:
                    return [resolved], rest, ""
        return [], left, ""

    def _known_list(self, left: str, opened: str) -> tuple[list[Subject], str, str] | None:
        """Names known in short that open the left side, one or a list of them."""
        items = split_list(opened)
        name = self.subjects.short_prefix(items[-1]) if items else ""
        if not name or any(self.subjects.short_prefix(i) != i for i in items[:-1]):
            return None
        rest = items[-1][len(name) :]
        everyone = [self.subjects.of(self.subjects.short[i], "list") for i in [*items[:-1], name]]
        if is_market(self.subjects.short[name]) and self.subjects.main.type == "enterprise":
            return [], left, ""  # 北美则下滑6%: a company's sales there
        acts = self.words.light.prefix(rest) or (
            self.subjects.short[name].type == "park" and self.words.content.prefix(rest)  # 菱洲设立…资金池
        )
        if not rest or len(items) > 1 or acts or rest[0] in "以由从为达":
            return everyone, COUNTED.sub("", rest, count=1) if len(items) > 1 else rest, name
        return None

    def _giver(self, slot: Slot) -> tuple[Subject, int] | None:
        """某某科技园管委会今年拿出2000万元…: the zone whose committee pays, and the end of its name."""
        if not slot.first or slot.quantity.unit not in MONEY:
            return None
        for mention in self.subjects.within(slot.clause.start, slot.quantity.start):
            opens = not phrases.clean(self.masked[slot.clause.start : mention.start].replace(FILL, ""), self.words)
            if mention.type != "government" or not opens or not _PAYS_OUT.match(self.masked, mention.end):
                return None
            owner = owner_of(mention)
            return (self.subjects.of(owner, "clause"), mention.end) if owner and owner.type == "park" else None
        return None

    def _of_members(self, slot: Slot) -> tuple[list[Subject], str, str] | None:
        """甲高新区、大学城、未来科技园三大板块分别拥有…: as many members as the count says, the first a known one."""
        if not slot.first or "分别" not in slot.left:
            return None
        text = self.words.openers.strip_start(slot.left)
        found = _MEMBERS.match(text)
        names = re.split("[、和与]", found["names"]) if found else []
        if found is None or len(names) != _SIZES[found["size"]] or names[0] not in self.subjects.short:
            return None
        known = [self.subjects.short.get(n) for n in names]
        everyone = [
            self.subjects.of(m, "list") if m else self.subjects.place(n) for m, n in zip(known, names, strict=True)
        ]
        return everyone, text[found.end() :], ""

    def _of_them_all(self, left: str, state: State) -> tuple[Subject, str] | None:
        """Whom a sum of several is told of (四城合计; 甲、乙分别为64家和41家，合计占全省的56%), and the rest."""
        opened = left.lstrip("，,； ")
        summed = _ALL_TOGETHER.match(opened)
        if summed is None or not (summed["n"] or state.names):
            return None
        names, rest = state.names, opened[summed.end() :]
        if any(n.type not in RANKED for n in names):
            return None
        if any(is_country_name(n.name) for n in names):
            return self._topic_told, rest  # 对东盟、欧盟和韩国进出口…，三者合计: of whom they are partners
        if len(names) == _COUNT_WORDS.get(summed["n"] or "", len(names)) > 1:
            return _together(names), rest
        if summed["n"] and summed["what"] not in ("者", "家"):
            name = summed["n"] + summed["what"]
            return Subject(name, "region", f"region:{name}", name, "clause"), rest
        return None

    def _counts_things(self, slot: Slot) -> bool:
        """Whether a noun that is no zone stands behind a count."""
        if slot.quantity.unit in UNCOUNTED or slot.quantity.unit in MEASURES:
            return False
        noun = noun_behind(slot, "", self.words)[0]
        return bool(noun) and not noun.endswith(("区", "园", "城", "孵化器", "空间"))

    def _counted_thing(self, slot: Slot, frame: Frame, subject: Subject, state: State) -> bool:
        """Whether the mention is what the figure counts (省级创新中心2个), not who the figure is about."""
        if slot.quantity.unit in UNCOUNTED or slot.quantity.unit in MEASURES or phrases.clean(frame.phrase, self.words):
            return False
        if noun_behind(slot, "", self.words)[0] or frame.name != "level" or slot.left.rstrip().endswith("以"):
            return False
        if state.topic and subject.type in ("park", "region", "enterprise"):
            return False
        proper = not re.match(r"国家|國家|省|市级|新|各|全|首", subject.name)
        if proper and subject.type in ("park", "region", "enterprise") and state.head_unit == slot.quantity.unit:
            return False
        return subject.type not in ("region",)
