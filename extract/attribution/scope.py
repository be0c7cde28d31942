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


def take_apart(indicator: str, base: str | None) -> Scope:
    """The scope of an indicator phrase; `base` (the whole of a share) is not part of it."""
    text = indicator.split("占")[0]
    population = _POPULATION.search(text)
    industry = _INDUSTRY.search(text)
    area = _AREA.search(text)
    counterpart = _COUNTERPART.search(text)
    return Scope(
        population=population[1] if population else None,
        industry=industry[1] if industry and not (population and industry[1] in population[1]) else None,
        area=area[1] if area else None,
        counterpart=counterpart[1] if counterpart else None,
    )
