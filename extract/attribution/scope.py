"""The restriction of an indicator taken apart: population, industry, area, counterpart."""

from __future__ import annotations

import re

from schemas.records import Scope

_POPULATION = re.compile(
    r"(国高新规上企业|规模?以上[^，的]{0,6}?(?:企业|工业|服务业)|规上[^，的]{0,6}?(?:企业|工业|服务业)|限额以上[^，的]{0,6}?企业|限上[^，的]{0,6}?企业|"
    r"国高新企业|高新技术企业|科技型中小企业|专精特新[^，的]{0,6}?企业|独角兽企业|瞪羚企业|上市公司|上市企业|外资企业|民营企业|在孵企业|毕业企业|国有控股企业|私营企业|小微企业)"
)
_INDUSTRY = re.compile(r"([\u4e00-\u9fff]{2,10}?(?:产业|制造业|服务业|行业))")
_AREA = re.compile(r"(全国|全市|全省|全区|在京|全球|境内外|境外|境内|国内|国际|城镇|农村)")
_COUNTERPART = re.compile(r"(?:流向|输出到|对|与)([\u4e00-\u9fff]{2,6}?)(?:的|技术|出口|进口|投资|合作)")


def take_apart(indicator: str, rest: str | None = None) -> Scope:
    """The scope of an indicator phrase.

    `rest` is what stood before the catalogue's name in a mapped phrase: all of it must end up in some part, so that
    two figures of one indicator but of different scope are never taken for one series.
    """
    text = indicator.split("占")[0]
    population = _POPULATION.search(text)
    industry = _INDUSTRY.search(text)
    area = _AREA.search(text)
    counterpart = _COUNTERPART.search(text)
    people = population[1] if population else None
    trade = industry[1] if industry and not (population and industry[1] in population[1]) else None
    place = area[1] if area else None
    partner = counterpart[1] if counterpart else None
    if rest:
        left = rest
        for part in (trade, place, partner):
            left = left.replace(part, "") if part else left
        left = left.strip("的、和与 ")
        people = left or people
    return Scope(population=people, industry=trade, area=place, counterpart=partner)
