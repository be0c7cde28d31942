"""Of what kind a figure is, and its sign, where the words that it measures tell."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.attribution.frames import Frame
from extract.attribution.measuring import Figure
from extract.attribution.state import MONEY, POINTS, State
from schemas.records import FactKind

_RATE = re.compile(
    r"平均每|每[家名位户园台]|每月|每户|人均|每万|每天|日均|户均|每百|每人|每亩|每平方|亩均|地均|月均|年均"
)
_LESS = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,2}企业|用户|客户)?(?:减少|压减|精简|节省|节约|压缩|缩减)(?=[\u4e00-\u9fff]{2,})"
)
_LOSS_OF = re.compile(r"(?<=利润|净利|利潤|盈利)(?:为|出现|预计)?(?:净|淨)?(?:亏损|虧損)(?:额|額)?$")
_LOST = re.compile("(?:头一年|第[一二三]年|当年|头年)?(?:还|就|仍|又|累计)?净?(?:亏|虧|赔)(?:了|掉)?")
_GAINS = frozenset(("盈利", "净盈利", "获利", "實現盈利"))
_PROFITS = ("利润", "净利", "利潤", "盈利")
_GROWTH = re.compile(r"(?:增速|增幅|增长率|增長率|成长率|成長率|增率|涨幅|漲幅|升幅|降幅|跌幅|减幅)$")


def level_reached(frame: Frame, state: State) -> FactKind:
    """The kind that the frame says; of an end point that of its starting point (增速由3%回升至5%: both are growth)."""
    if frame.name == "endpoint" and frame.kind == "share" and state.last and state.last.rule == "start_point":
        return state.last.kind
    return frame.kind


def settle(figure: Figure, kind: FactKind, state: State) -> tuple[FactKind, Decimal]:
    """Kind and value of a figure; takes words that say no more than these (减少, 亏损) off its phrase."""
    frame, quantity, phrase = figure.frame, figure.slot.quantity, figure.phrase
    value = -quantity.value if frame.negative and quantity.value > 0 else quantity.value
    if quantity.unit in POINTS and kind == "change" and phrase.endswith(("降幅", "跌幅", "减幅", "減幅")):
        value = abs(value)  # 降幅收窄3.1个百分点: how much of the fall is gone
    if kind == "level" and ("/" in (quantity.unit_full or quantity.unit) or _RATE.search(phrase)):
        kind = "rate"
    if quantity.unit in ("%", "倍") and kind == "share" and _GROWTH.search(phrase):
        kind = "growth"
    row_on = state.last is not None and state.last.kind == "growth" and state.last.indicator == phrase
    if frame.name == "percent" and figure.carried and quantity.unit == "%" and row_on:
        if "贡献" not in figure.slot.left:
            kind = "growth"  # a row that goes on with rates of growth
    if frame.name in ("level", "percent") and not figure.post and (less := _LESS.match(phrase)):
        if quantity.unit in ("%", "倍") or not less.group().endswith(("节省", "节约")):
            phrase, kind = phrase[less.end() :], "growth" if quantity.unit in ("%", "倍") else "change"
            value = -abs(value)  # 节约标煤6万吨 instead is what was saved
    if kind == "level" and quantity.unit in MONEY and _LOST.fullmatch(phrase):
        phrase = "净亏损" if "净" in phrase else "亏损"  # 第一年亏了180万元
    if kind == "level" and phrase in ("亏损", "虧損") and state.indicator.endswith(_PROFITS):
        phrase, value = state.indicator, -abs(value)  # 净利润0.5亿元，上年同期为亏损0.3亿元
    if kind == "level" and (lost := _LOSS_OF.search(phrase)):
        phrase, value = phrase[: lost.start()], -abs(value)  # 归母净利润亏损0.4亿元
    elif kind == "level" and phrase in _GAINS and state.indicator.endswith(_PROFITS):
        phrase = state.indicator  # …，上年同期盈利0.2亿元
    if kind == "level" and phrase.startswith(("净增", "净减", "淨增")):
        kind = "change"
    figure.phrase = phrase
    return kind, value
