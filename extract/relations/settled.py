"""What no sentence says but the whole of an article: companies that lie in its park, who publishes its report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.entities import lexicon
from extract.linking.link import Entity
from extract.relations.context import LEAST
from extract.relations.encoding import Encoded

# in front of a company that acts from outside or for the park
_FROM_OUTSIDE = re.compile(
    r"(?:由|与|和|授权给|给|向|对|被|运营方|运营公司|运营主体|单位|股东|客户|[设制供][备造应]商|收购|委托|联合|投资方)[：“]?$"
)
_ACTS_FROM_OUTSIDE = re.compile(r"[^。；\n]{0,6}(?:增资|投资|斥资|出资|运营|代建|承建|收购|领投|跟投|签约|中标)")
_OPENS = re.compile(r"(?:[，。；：、“”\n 　]|企业|公司|其中|走进|来到|的|围绕|以|近日|日前|[大头]|\d|★|^)$")
_VISITORS = re.compile(r"[^，。；\n]{0,12}?等\d+家(?:机构|单位|投资)")  # 甲资管、乙养老等17家机构: who came
_FINANCE = ("银行", "资本", "创投", "基金", "证券", "投资", "金控", "信托", "保险")
_PUBLISHERS = ("government", "association", "lab_or_institute", "enterprise", "university")
_ZONES = ("高新区", "经开区", "开发区", "科学城")
_OF_PARKS = re.compile("发展(?:集团|有限|股份)|运营|园区|开发(?:集团|有限|股份)|物业|产业服务|创业服务|孵化|科技园")


def settled(
    encoded: Encoded, park: Entity | None, headline: str, sites: Sequence[Entity]
) -> Iterator[tuple[Entity, Entity, int]]:
    """`(company, park, place)` for the companies of an article that its headline says to be about `park`.

    `sites` are the parks of the article; where it speaks of several zones nothing is said.
    """
    if park is None or not any(form in headline for form in park.forms):
        return
    named = [e for e in encoded.entities.values() if e is not park and e.name.endswith(_ZONES)]
    if any(e in sites and named.count(e) > 1 for e in named):
        return
    countries = lexicon.regions().countries
    seen: set[int] = set()
    for place in encoded.places:
        company = encoded.entities[place]
        if company.type != "enterprise" or id(company) in seen:
            continue
        seen.add(id(company))  # how it is first spoken of decides
        before, after = encoded.text[max(0, place - 6) : place], encoded.text[place + 1 : place + 14]
        if (
            not _OPENS.search(before)
            or _FROM_OUTSIDE.search(before)
            or _ACTS_FROM_OUTSIDE.match(after)
            or company.name.startswith(countries)
            or company.name.endswith(_FINANCE)
            or _VISITORS.match(encoded.text, place + 1)
            or _OF_PARKS.search(company.name)
        ):
            continue
        yield company, park, place


_REPORTS = re.compile("年度报告|年报|社会责任报告|ESG报告|可持续发展报告")


def published(
    encoded: Encoded, headline: str, publisher: str, everything: Sequence[Entity]
) -> Iterator[tuple[Entity, Entity, int]]:
    """`(report, body, place)`: the report that an article is, by its publisher; a company's report, by the company."""
    bodies = [(e.name, e) for e in everything if e.type in _PUBLISHERS and e.score >= LEAST]
    seen: set[int] = set()
    for place in encoded.places:
        report = encoded.entities[place]
        if report.type != "ranking_or_report" or id(report) in seen:
            continue
        seen.add(id(report))
        own = next((e for n, e in bodies if e.type == "enterprise" and report.name.startswith(n)), None)
        if own is not None and _REPORTS.search(report.name):
            yield report, own, place
        elif publisher and report.name.strip("《》") in headline:
            body = next((e for n, e in bodies if publisher in (n, *e.forms)), None)
            if body is not None:
                yield report, body, place
