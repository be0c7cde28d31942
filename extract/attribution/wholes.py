"""Counts that only take up what the text has told before: of them nothing new is stated."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.annotations import Annotations
from extract.attribution.drafts import Draft
from extract.attribution.state import unit_counts
from schemas.records import Rejection

# 254家企业中，下降的有141家: the whole whose parts follow
_IN = re.compile(r"[^，。；、\d的]{0,8}?(?:中|里|裡|当中|之中|里面)(?![小心国级介高等标药外期])")
# 65家孵化器总面积117.4万平方米: at the head of a clause that tells another figure of them
_ABOUT = re.compile(r"[^，。；、\d的]{2,20}\d")
_OPENS = frozenset("，。；：\n \u3000")
_FEW = 3


def without_wholes(notes: Annotations) -> None:
    """Drop the drafts of counts that were told before and are the whole of the figures behind them."""
    told: dict[tuple[Decimal, str], int] = {}
    kept: list[Draft] = []
    for draft in notes.drafts:
        quantity = draft.quantity
        if draft.kind == "level" and unit_counts(quantity) and quantity.value > _FEW and not quantity.qualifiers:
            key = (quantity.value, quantity.unit)
            first = told.setdefault(key, quantity.start)
            if first < quantity.start and _taken_up(notes.text, quantity.start, quantity.end):
                notes.rejections.append(
                    Rejection("restated", notes.article.index, quantity.start, quantity.end, quantity.text)
                )
                continue
        kept.append(draft)
    notes.drafts = kept


def _taken_up(text: str, start: int, end: int) -> bool:
    if _IN.match(text, end):
        return True
    return (not start or text[start - 1] in _OPENS) and _ABOUT.match(text, end) is not None
