"""Sentences to clauses to slots: what stands before and after each figure."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from extract.annotations import PeriodMention
from schemas.records import Quantity

FILL = "\x1f"  # stands for characters that were read as a period or stand in parentheses
_DELIMITER = re.compile(r"[，；：;,:。！？!?\n（）()｜|〔〕【】]|……|——")
# 年底前, 6月底之前: goes with the period
_UNTIL = re.compile(r"(?:之|以)?前(?![后沿端瞻期海列景者移进進行述置身缘线哨三十五两二四六七八九0-9])")
_OPEN, _CLOSE = "（(", "）)"


@dataclass(slots=True)
class Clause:
    """`[start, end)` in the clean text; `closing` is the delimiter that ended it."""

    start: int
    end: int
    opening: str
    closing: str
    in_parentheses: bool


@dataclass(slots=True)
class Slot:
    """A figure with its surroundings inside its clause.

    `left` runs from the figure before (or the clause's start), `right` to the figure after (or the clause's end);
    both without periods and parenthesised text. `left_start` is where `left` begins in the clean text.
    """

    quantity: Quantity
    clause: Clause
    number: int  # running number of the clause in the sentence
    left: str
    right: str
    left_start: int
    right_end: int
    raw_left: str
    first: bool  # first figure of its clause
    last: bool  # last figure of its clause
    closes_quote: bool = False  # a closing quotation mark follows at once
    consumed: int = 0  # characters of `right` that belong to this figure
    holes: list[tuple[int, int]] = field(default_factory=list)  # parenthesised stretches of the clause
    items: list[str] = field(default_factory=list)  # members of a list that an appositive count sums up
    start_point: bool = False  # the figure is where a change starts from


_ARROW = re.compile(r"[→➔➜⟶](?=[ \u3000]?\d)")  # 15→34个


def mask(text: str, periods: list[PeriodMention]) -> str:
    """The text with the characters of periods filled and the arrow of a change read as 到; same length."""
    text = _ARROW.sub("到", text)
    if not periods:
        return text
    parts: list[str] = []
    at = 0
    for period in periods:
        if period.start < at:
            continue
        end = found.end() if (found := _UNTIL.match(text, period.end)) else period.end
        parts.append(text[at : period.start])
        parts.append(FILL * (end - period.start))
        at = end
    parts.append(text[at:])
    return "".join(parts)


def split_clauses(masked: str, start: int, end: int, quantities: list[Quantity]) -> list[Clause]:
    """Clauses of the sentence `[start, end)` in text order; parenthesised ones stand inside their outer clause."""
    clauses: list[Clause] = []
    inside = [(q.start, q.end) for q in quantities]
    at, opening = start, ""
    outer: list[tuple[int, str]] = []
    which = 0
    for found in _DELIMITER.finditer(masked, start, end):
        position = found.start()
        while which < len(inside) and inside[which][1] <= position:
            which += 1
        if which < len(inside) and inside[which][0] <= position < inside[which][1]:
            continue
        char = found.group()
        if char in "：:" and _between_figures(position, inside):
            continue
        if char in _OPEN:
            outer.append((at, opening))
            at, opening = found.end(), char
        elif char in _CLOSE:
            if not outer:
                continue
            clauses.append(Clause(at, position, opening, char, True))
            at, opening = outer.pop()
        else:
            if position > at:
                clauses.append(Clause(at, position, opening, char, bool(outer)))
            at, opening = found.end(), char
    if end > at:
        clauses.append(Clause(at, end, opening, "", bool(outer)))
    while outer:
        # an opening bracket without its closing one: keep what stands before it
        begin, sign = outer.pop()
        if at > begin:
            clauses.append(Clause(begin, min(end, at), sign, "", bool(outer)))
    clauses.sort(key=lambda c: (c.start, -c.end))
    return clauses


def _between_figures(position: int, inside: list[tuple[int, int]]) -> bool:
    """Whether a colon stands between two figures (0.1：48.3：51.6)."""
    return any(end == position for _, end in inside) and any(start == position + 1 for start, _ in inside)


def after(masked: str, slot: Slot, edge: int) -> str:
    """What is left of a slot's left side behind `edge` (an offset of the clean text)."""
    return _without(masked, edge, slot.quantity.start, slot.holes).replace(FILL, "")


def _without(masked: str, start: int, end: int, holes: list[tuple[int, int]]) -> str:
    """`masked[start:end]` without the holes (parenthesised stretches)."""
    if not holes:
        return masked[start:end]
    parts: list[str] = []
    at = start
    for low, high in holes:
        if high <= at or low >= end:
            continue
        if low > at:
            parts.append(masked[at:low])
        at = max(at, high)
    if at < end:
        parts.append(masked[at:end])
    return "".join(parts)


def slots(masked: str, start: int, end: int, quantities: list[Quantity]) -> tuple[list[Clause], list[Slot]]:
    """The clauses of a sentence and its figures in text order."""
    clauses = split_clauses(masked, start, end, quantities)
    result: list[Slot] = []
    starts = [q.start for q in quantities]
    holes = [(c.start - 1, c.end + 1) for c in clauses if c.in_parentheses]
    for number, clause in enumerate(clauses):
        low = bisect_left(starts, clause.start)
        if low == len(starts) or starts[low] >= clause.end:
            continue
        members: list[Quantity] = []
        inner = [
            h
            for h in holes
            if clause.start <= h[0] and h[1] <= clause.end + 1 and h != (clause.start - 1, clause.end + 1)
        ]
        for quantity in quantities[low:]:
            if quantity.end > clause.end:
                break
            if any(a <= quantity.start < b for a, b in inner):
                continue
            members.append(quantity)
        for i, quantity in enumerate(members):
            left_start = members[i - 1].end if i else clause.start
            right_end = members[i + 1].start if i + 1 < len(members) else clause.end
            raw_left = _without(masked, left_start, quantity.start, inner)
            result.append(
                Slot(
                    quantity=quantity,
                    clause=clause,
                    number=number,
                    left=raw_left.replace(FILL, ""),
                    right=_without(masked, quantity.end, right_end, inner).replace(FILL, ""),
                    left_start=left_start,
                    right_end=right_end,
                    raw_left=raw_left,
                    first=i == 0,
                    last=i == len(members) - 1,
                    holes=inner,
                    closes_quote=masked[quantity.end : quantity.end + 1] in ("”", "」"),
                )
            )
    result.sort(key=lambda s: s.quantity.start)
    return clauses, result


_LASTING = re.compile(r"(?:连续|連續|连|連|持续|持續|接连|時隔|时隔|历时|歷時)$")
_TIMES = frozenset(("年", "个月", "天", "月"))
_AGE = re.compile(r"(?:成立|创立|創立|组建|创办|开业|运营|投产|入园|落户)(?:仅仅?|才|刚|刚满|不到|不足|满|已|约)?$")
_BODIES_BY_PLACE = ("企业", "公司", "園區", "园区", "选手", "项目")
_NICKNAME = re.compile(r"[“「][\u4e00-\u9fff]{1,6}$")  # “京科九条”: a policy's name
_SHARED_OUT = re.compile(r"分别|分別|依次|依序|各|均|合计|互|(?:市|区|地|省|县)$|^(?:市|区|地|省|县)")
_ALL_GROUPS = re.compile(r"(?:组别|赛道|赛区|组)(?:另|还|共|各|均|分别)")
_SUMMING = re.compile(r"(?:、|和|及|与|與|以及)")


def absorb(found: list[Slot]) -> tuple[list[Slot], list[tuple[Slot, str]]]:
    """Figures that are no figures of their own in this clause, taken out, and why.

    连续三年 says how long, and A、B、C三家 how many were just listed: what follows them belongs with what stood before.
    """
    kept: list[Slot] = []
    dropped: list[tuple[Slot, str]] = []
    pending: Slot | None = None
    for at, slot in enumerate(found):
        if pending is not None and pending.clause is slot.clause:
            slot.left_start = pending.left_start
            slot.first = slot.first or pending.first
            slot.items = pending.items
            if pending.items:
                slot.left = pending.right
            else:
                summed = pending.quantity.text if dropped and dropped[-1][1] == "summing_count" else ""
                slot.left = pending.left + summed + pending.right
                slot.raw_left = pending.raw_left + slot.raw_left
            taken = (pending.quantity.start, pending.quantity.end)
            slot.holes = sorted([*pending.holes, *slot.holes, taken])
        pending = None
        left = slot.left
        if slot.quantity.unit in ("年", "届", "次", "个月", "季度", "轮", "月", "度") and _LASTING.search(left):
            dropped.append((slot, "duration"))
            pending = slot
            continue
        if slot.quantity.unit in _TIMES and slot.right.startswith("的") and _AGE.search(left):
            dropped.append((slot, "duration"))  # 成立仅14个月的某某动力
            if not slot.last:
                found[at + 1].first = slot.first
                found[at + 1].left = found[at + 1].left.removeprefix("的")
            continue
        if slot.quantity.unit == "rank" and not left.strip() and slot.right.startswith(_BODIES_BY_PLACE):
            dropped.append((slot, "names_by_place"))  # 榜首企业2023年出货量…
            continue
        if slot.closes_quote and _NICKNAME.search(slot.raw_left[-8:]):
            dropped.append((slot, "name_in_quotes"))
            pending = None if slot.last else slot
            continue
        if _counts_those_told(found, at):
            dropped.append((slot, "summing_count"))
            pending = slot
            continue
        items = _listed(slot)
        if items and not slot.last and _SHARED_OUT.search(slot.right):
            slot.items = items
            dropped.append((slot, "appositive_count"))
            pending = slot
            continue
        kept.append(slot)
    return kept, dropped


def _counts_those_told(found: list[Slot], at: int) -> bool:
    """三家企业2023年营收分别为6.8亿元、12.4亿元和9.1亿元: a count that opens a clause of as many figures."""
    slot = found[at]
    if slot.first and not slot.left.strip("，、：: ") and not slot.last and _ALL_GROUPS.match(slot.right):
        return True  # 两个组别另评出二等奖6名
    if not slot.first or slot.left.strip("，、：: ") or slot.quantity.unit not in ("家", "个", "個", "所", "座"):
        return False
    behind = sum(1 for other in found[at + 1 :] if other.clause is slot.clause)
    return slot.quantity.value == behind > 1 and bool(_SHARED_OUT.search(slot.right))


def _listed(slot: Slot) -> list[str]:
    """The members before an appositive count (A、B、C三家…), if there are as many as it says; else empty."""
    quantity = slot.quantity
    if not 2 <= quantity.value <= 12 or quantity.unit in ("%", "倍", "pp", "基点", "rank", "CNY", "index_point", "m2"):
        return []
    if not slot.right or slot.right[0] in "，。；、":
        return []
    text = slot.left.strip("，、：: ")
    items = [part for part in _SUMMING.split(text) if part]
    size = int(quantity.value)
    if len(items) < 2 or len(items) != size or any(len(i) > 14 for i in items):
        return []
    return items
