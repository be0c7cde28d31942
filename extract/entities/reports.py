"""Rankings and reports that their place gives away: a line of their own, 在…评价中, 公布的…名单, a title said again.

What such names hold (投入, 运行, 普查) is as often a verb as a noun, so no walk over nouns finds where they begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.entities.candidates import Candidate
from extract.entities.reading import Reading

_KINDS = "统计公报|公报|简报|年报|半年报|季报|月报|年鉴|白皮书|蓝皮书|绿皮书|报告|图谱|状况|指数|榜单|白皮书"
# a line that ends in what a report is called and tells nothing else is a report's title
_LINE = re.compile(
    rf"[ 　]*(?P<name>(?:[^\n，。；：！？“”《》（）|>]|（[A-Z&]{{1,6}}）){{4,44}}(?:{_KINDS})"
    r"(?:[（(][^（）()\n]{1,12}[）)])?)(?:全文|摘要|节选)?[ 　]*(?=\n|$)"
)
_TOLD = re.compile("发布|公布|出炉|披露|印发|召开|听取|审议|发表|解读|亮相|揭晓|通过|作出?|点击|关于")
_TITLES_END = 240  # titles stand before the text
_NAMED = re.compile(r"(?:19|20)\d\d|[市省县区州园城港谷]|第[一二三四五六七八九十]+")
_OWNED = re.compile("[国省市区县]|全球|世界|年度|行业")
# 在某某评价中获评A类, 在全省12家高新区年度考核中列第3位
_EVALUATION = re.compile(
    r"在(?:[^，。；在\n]{2,24}?(?:公布|发布|组织|开展|进行|实施|举办|公示)的)?(?:[全本](?P<level>[国省市]))?(?P<count>\d+家|[一二三四五六七八九十]+家)?"
    r"(?P<name>[^，。；：“”、《》\n在]{4,30}?(?:评价|考核|考评|评估|测评|评比|评选|评定|竞赛排名|排名))(?:中|里|上)(?=[，获被列排位居评以连名蝉的]|[一-鿿]{2,12}[列排位居获])"
)
# 通报2023年度全省高新区评价结果, 全省孵化器考核结果公布
_RESULT_END = re.compile("(?:评价|考核|考评|评估|评选|评比)(?=的?(?:结果|情况|名单))")
_RATED = (
    r"(?:[全本][国省市]\d+家)?(?P<name>(?:(?:19|20)\d\d年度?)?[^，。；：“”《》、\n的了]{2,22}?"
    r"(?:评价|考核|考评|评估|评选|评比))$"
)
_RESULT = re.compile(rf"(?:通报|公布|发布|公示|揭晓)了?{_RATED}")
_RESULT_FIRST = re.compile(rf"(?<![一-鿿\d]){_RATED}")
_TOLD_AFTER = re.compile("结果(?:日前|近日|今日|正式)?(?:公布|揭晓|出炉|发布)")
_GENERAL = re.compile("本次|此次|这次|上述|该项?|同类|其他|历次|历年|各项|多项|横向|单项")
# 最新公布的市级某某中心名单中, 入选全省某某名单
_LIST = re.compile(
    r"(?:公布|发布|公示|印发|下达|出炉)的(?P<name>[^，。；：“”、《》\n的]{4,34}?(?:名单|榜单))(?=[中里内，。；]|上榜|共)"
)
# 披露2023年第三季度报告, 公布113年第2季财报
_ACCOUNTS = re.compile(
    r"(?:发布|披露|公布|公告|交出)了?(?:未经审计的?)?(?P<name>(?:20\d\d|1[01]\d)年(?:度|全年)?(?:财报|财务报告)|(?:(?:20\d\d|1[01]\d)年度?)?(?:第?[一二三四1-4]季度?|前三季度?|上半年|半年度?|年度)"
    r"(?:报告|财报|业绩报告|财务报告|业绩))(?=[，。：；\n（]|显示)"
)
_TITLE = re.compile(r"《([^《》\n]{6,50}?)(?:[（(]?(?:19|20)\d\d[^《》\n]{0,6})?》")
_LEAST_AGAIN = 5
_ENDS = ("报告", "白皮书", "蓝皮书", "公报", "年报", "榜单", "指数", "榜")


def find_reports(reading: Reading, titled: Iterable[Candidate]) -> list[Candidate]:
    """Candidates of rankings and reports; `titled` are those in title marks."""
    plain = reading.plain
    found: list[Candidate] = []
    for m in _lines(plain):
        if not _TOLD.search(m["name"]) and _NAMED.search(m["name"]):
            found.append(Candidate(*m.span("name"), "ranking_or_report", 0.85, "title_line"))
    if "在" in plain:
        for m in _EVALUATION.finditer(plain):
            if _GENERAL.search(m["name"]) or not _OWNED.search(m["name"]):
                continue
            start = m.start("name")
            if m["level"] and not m["count"]:
                start = m.start("level") - 1  # 全省某某评价
            found.append(Candidate(start, m.end("name"), "ranking_or_report", 0.8, "evaluation"))
    for tail in _RESULT_END.finditer(plain):
        low = max(0, tail.start() - 36)
        result = _RESULT.search(plain, low, tail.end())
        if result is None and _TOLD_AFTER.match(plain, tail.end()):
            result = _RESULT_FIRST.search(plain, low, tail.end())
        if result and not _GENERAL.search(result["name"]) and _OWNED.search(result["name"]):
            found.append(Candidate(*result.span("name"), "ranking_or_report", 0.75, "result"))
    found += [Candidate(*m.span("name"), "ranking_or_report", 0.7, "accounts") for m in _ACCOUNTS.finditer(plain)]
    if "单" in plain:
        found += [
            Candidate(*m.span("name"), "ranking_or_report", 0.75, "published_list") for m in _LIST.finditer(plain)
        ]
    for title in titled:
        if title.type == "ranking_or_report":
            found += _again(reading, title)
    return found


def _lines(plain: str) -> Iterator[re.Match[str]]:
    """The lines at the beginning of a text that end as the titles of reports do."""
    at = 0
    while 0 <= at < min(_TITLES_END, len(plain)):
        m = _LINE.match(plain, at)
        if m:
            yield m
        at = plain.find("\n", at) + 1 or len(plain)


def _again(reading: Reading, title: Candidate) -> list[Candidate]:
    """Other places where the end of a title stands without its marks: 发布专精企业白皮书."""
    plain = reading.plain
    m = _TITLE.fullmatch(plain, title.start, title.end)
    if m is None:
        return []
    core, begin = m.group(1), m.start(1)
    if not core.endswith(_ENDS):
        return []
    for size in range(len(core), _LEAST_AGAIN - 1, -1):
        form = core[-size:]
        if not reading.is_boundary(begin + len(core) - size) or form[0] in "的与和及":
            continue
        places = [n.start() for n in re.finditer(re.escape(form), plain) if not title.start <= n.start() < title.end]
        if places:
            return [Candidate(at, at + size, "ranking_or_report", 0.8, "title_again") for at in places]
    return []
