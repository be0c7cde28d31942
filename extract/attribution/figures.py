"""One figure to one draft (a range to two)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extract.attribution import phrases
from extract.attribution.carriers import Subject
from extract.attribution.clauses import Slot
from extract.attribution.coordination import split_list
from extract.attribution.drafts import Draft
from extract.attribution.frames import Frame
from extract.attribution.kinds import level_reached, settle
from extract.attribution.measuring import Figure, Measuring
from extract.attribution.mending import Mending
from extract.attribution.ranking import suffixed
from extract.attribution.state import MEASURES, MONEY, UNCOUNTED, State
from extract.attribution.whose import Whose
from schemas.records import EntityType, FactKind, Modality, Rejection

_AIM_BEHIND = re.compile(r"(?:以上|左右)?的?(?:目标|预期目标|规划目标|奋斗目标)")
_ONCE = re.compile(
    r"[由从從](?:原来|原來|原先|最初|过去|過去|以前|以往|此前|当初|當初|目前|现在|現在)的?(?:不足|近|约|約)?$"
)
_AIM = re.compile(r"(?:目标|目標|任务数?|计划数?)$")
_PART = re.compile(r"其中|当中|當中|此外|另")
FIELD = re.compile(
    r"^(?P<topic>.*?)(?:排?在|居|位居|位列|列)(?P<area>全[球国省市区國]|世界|国内)?(?:各|参评的?|所有)?$"
)
"""What stands before a count of those among whom something is ranked (在全省|52家高新区中列第七)."""


class Figures(Measuring, Mending, Whose):
    """Makes drafts and remembers what the next figures of the sentence may need."""

    def _one(
        self, number: int, slot: Slot, frame: Frame, subject: Subject, state: State, indicator: str | None = None
    ) -> None:
        slot.start_point = frame.start_point
        figure = Figure(slot, frame, subject)
        if indicator is not None:
            figure.phrase = suffixed(indicator, frame)
            figure.carried = 1
        else:
            self._read_around(figure, state)
            self._put_together(number, figure, state)
        figure.phrase = self._mend(figure, state)
        if missing := "no_subject" if not figure.subject.name else "no_indicator" if not figure.phrase else "":
            q = slot.quantity
            self.rejected.append(Rejection(missing, self.notes.article.index, q.start, q.end, q.text))
            return
        self._whose(figure, state)
        told_of = figure.phrase
        self._trade(figure, state)
        kind = level_reached(figure.frame, state)
        if kind == "level":
            self._planned(figure)
        kind, value = settle(figure, kind, state)
        draft = self._draft(number, figure, kind, value, state)
        self._keep(draft, figure, told_of, state)

    def _put_together(self, number: int, figure: Figure, state: State) -> None:
        """The indicator, from the phrase before the figure and the noun behind it, or from what was told before."""
        slot, frame = figure.slot, figure.frame
        if figure.post and frame.name == "percent" and "、" in figure.post and "的" not in figure.post:
            # 全国三分之一的A、B和C: one share for each
            items = split_list(figure.post)
            for item in items[:-1]:
                named, _ = self._combine_post(figure.phrase, item, frame, state, slot)
                self._one(number, slot, replace(frame, name="share_behind"), figure.subject, state, indicator=named)
            figure.post = items[-1]
        if figure.post and state.among and (field := FIELD.match(slot.left)):
            figure.phrase, figure.head = (field["area"] or "") + figure.post, figure.post
            figure.subject = self._of_field(field["area"], figure.post, slot, state)
        elif figure.post:
            figure.phrase, figure.head = self._combine_post(figure.phrase, figure.post, frame, state, slot)
            if state.whole and not frame.base and figure.phrase.endswith(f"占{state.whole}比重"):
                figure.frame = replace(frame, base=state.whole)
        else:
            figure.phrase, figure.head, figure.carried = self._complete(figure.phrase, frame, state, slot)

    def _draft(self, number: int, figure: Figure, kind: FactKind, value: Decimal, state: State) -> Draft:
        quantity, frame = figure.slot.quantity, figure.frame
        return Draft(
            quantity=quantity,
            kind=kind,
            indicator=self.words.expand(figure.phrase),
            subject=figure.subject,
            sentence=number,
            rule=frame.name if not figure.post else f"{frame.name}_post",
            value=value,
            unit=quantity.unit,
            unit_full=quantity.unit_full or quantity.unit,
            base=frame.base,
            modality=self._modality(figure.slot, frame, state),
            qualifiers=quantity.qualifiers,
            head=figure.head,
            clause=figure.slot.number,
            carried=figure.carried,
        )

    def _keep(self, draft: Draft, figure: Figure, told_of: str, state: State) -> None:
        """Adds a draft, the upper bound of a range too, and remembers it."""
        slot, frame, quantity = figure.slot, figure.frame, draft.quantity
        self.drafts.append(draft)
        if figure.post and draft.unit_full not in UNCOUNTED and (field := FIELD.match(slot.left)):
            # 论文数在全球100个集群中排名第一: the count is the field, what is ranked stands before it
            said = (FIELD.match(frame.phrase) or field)["topic"] if frame.phrase else ""
            state.topic_after = phrases.clean(said, self.words)
            state.last = draft
            return
        if quantity.kind == "range" and quantity.value_high is not None and quantity.value_high != quantity.value:
            # a range states two bounds
            upper = -quantity.value_high if frame.negative else quantity.value_high
            self.drafts.append(replace(draft, value=upper, rule=f"{draft.rule}_upper"))
        if quantity.unit in MONEY and draft.kind == "level" and not (draft.carried or _PART.search(slot.left)):
            self._leads(figure.phrase, draft.sentence)
        phrase = told_of if figure.phrase.startswith("对") else figure.phrase
        self._remember(draft, frame, phrase, figure.head, state)

    def _of_field(self, area: str | None, counted: str, slot: Slot, state: State) -> Subject:
        """Whom the size of a field is told of: its area, else those who are counted."""
        known = self.subjects.anaphor(area, slot.quantity.start, state.subject) if area else None
        name = area or counted
        kind: EntityType = "region" if area else "park"
        return known or Subject(name, kind, f"{kind}:{name}", name, "clause")

    def _modality(self, slot: Slot, frame: Frame, state: State) -> Modality:
        """Starting points and rates of completion are facts even inside a plan; 的目标 behind a figure makes a plan."""
        if _AIM_BEHIND.match(slot.right):
            return "target"
        opened = slot.clause.start
        if self.notes.text[opened - 1 : opened] in ("（", "(") and _AIM.search(
            self.masked, max(0, opened - 7), opened - 1
        ):
            return "target"  # 完成百日目标（30个、120亿元）的76.7%
        if _ONCE.search(slot.left):
            return "actual"  # 周期由原来的16周缩到5周
        return "actual" if frame.start_point or frame.name == "completion" else state.modality

    def _remember(self, draft: Draft, frame: Frame, phrase: str, head: str, state: State) -> None:
        unit = draft.quantity.unit
        if frame.suffix == "排名":
            state.rank = self._rank = phrase
        elif frame.suffix == "占":
            state.share = phrase
        elif frame.suffix == "" and (draft.kind in ("level", "share", "rate", "ratio") or not draft.carried):
            state.indicator = phrase
        if (
            unit not in UNCOUNTED
            and unit not in MEASURES
            and (head or state.head_unit != unit or not phrases.needs_head(phrase, self.words))
        ):
            state.head = head or phrases.head_noun(phrase, self.words)
            state.head_unit = unit
            if self.notes.sentences[draft.sentence].start < self._headline_end:
                self._headline_things.setdefault(unit, phrase)  # 186家企业上榜: the text says what they are
            else:
                self._things.setdefault(unit, phrase)
                self._block_things.setdefault(unit, phrase)
        if frame.start_point:
            state.started[unit] = phrase
        else:
            state.recent.append(draft)
        state.last = draft
