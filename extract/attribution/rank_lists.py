"""Ranks that several names hold, or one behind the rank: 居前三位的是甲、乙和丙, 榜首为某某."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extract.attribution import phrases
from extract.attribution.carriers import Subject
from extract.attribution.clauses import Slot
from extract.attribution.coordination import split_list
from extract.attribution.figures import Figures
from extract.attribution.frames import Frame, read
from extract.attribution.lexicon import Lexicon
from extract.attribution.places import listed_places
from extract.attribution.state import State
from extract.entities.words import dictionary

_COMMON = re.compile(r"[的了是在省市县区国业]|产业|行业|领域")
_IN_TURN = re.compile(r"(?:分列|分居|分获|(?:分别|依次|分別)(?:位列|位居|列|居|排名?))$")
SAME_ONES = re.compile(r"(?:这)?[两三四五六](?:市|区|县|地|省|园|家)")
"""What counts the names before it (甲、乙、丙|三市)."""
_ALL = re.compile(r"均|都|皆|双双|同|各|一直|连续|长期")


def _names_firms(names: list[str], words: Lexicon) -> bool:
    """Whether a list holds nothing but words that may be names of firms: no measures, places or predicates."""
    return all(
        3 <= len(n) <= 8 and not n.endswith(words.countable) and not words.measures.suffix(n) and not _COMMON.search(n)
        for n in names
    )


class RankLists(Figures):
    """Gives names their places."""

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
        if not named and len(split_list(phrase)) == size:
            named, phrase = listed_places(phrase, self.words), ""
        if SAME_ONES.match(phrase) and len(named) > 1:
            phrase = SAME_ONES.sub("", phrase, count=1)  # 甲、乙、丙三市成交额居全省前三位
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
