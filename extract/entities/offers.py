"""Products, projects and funds that a frame gives away: 某系统收入…, 主打某某, 位于某地的某基地, 设立某基金."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.entities.candidates import Candidate
from extract.entities.reading import Reading

_GOODS = r"[一-鿿A-Za-z0-9\-]"
# 分业务看，船用系统收入6亿元，…；岸上设备收入2亿元: every clause of the sentence begins with a line of goods
_BY_LINE = re.compile(
    r"(?:分|按|从)(?:业务|产品|品类|主营业务|产品线|应用领域|应用)(?:类别|板块|结构|领域)?(?:划?分|来?看)?，(?P<rows>[^。\n]{8,300})"
)
_ROW = re.compile(
    rf"(?:^|；)(?:其中，?)?(?P<name>{_GOODS}{{3,12}}?)(?:业务|产品)?(?:实现|贡献)?(?:销售|营业)?(?:收入|营收|体量)"
)
_KEPT = re.compile("业务|产品|公司|合计|其他|主营|海外|国内|境外|境内|同比|毛利|研发|线上|线下")
# 主打耐高温某某，: what a company is about
_MAIN = re.compile(rf"(?:主打|主攻|主推|专攻|主营)(?:的是)?(?P<name>{_GOODS}{{4,12}}?)(?=[，。；]|的研发|研发|等)")
# 做工业相机的某某光学: what a company makes, right before its name
_MAKES = re.compile(r"(?:(?<=[，。；\n”])|^)(?:做|专做|生产|专注)(?P<name>[一-鿿A-Za-z0-9]{3,10}?)的(?=[一-鿿]{4,8})")
# 销售精密转台3万台, 交付某某车1260台
_SOLD = re.compile(
    r"(?:销售|售出|卖出|交付|出货|累计生产|下线)(?:了|各类|各种)?(?P<name>[一-鿿A-Za-z0-9]{3,10}?)"
    r"(?=(?:超|近|约|逾)?\d[\d.,]*[万亿]?余?(?:台|架|辆|颗|艘|吨|株|片|支|枚)(?!次))"
)
_NO_GOODS = re.compile("[收额量率约超近达入比共]$|同比|累计|合计|总计|公寓|[了的]")
# 凭借某某芯片项目摘得冠军
_ENTRY = re.compile(rf"(?:凭借|携|带来的?|凭)(?P<name>{_GOODS}{{4,14}}项目)")
# 位于某区的某某总装基地
_SITE = re.compile(
    r"(?:位于|位在|坐落于|地处)[^，。；“”\n]{3,16}?的(?P<name>[一-鿿A-Za-z0-9]{0,10}?(?:基地|工厂|新厂|厂房|产线|总厂|生产线))(?=[占已将预总于投建，启正设分])"
)
# 二期工厂将在某地动工, 投建某某封测二期项目: found by their end, which is rare
_PHASE_END = re.compile(r"期(?:工厂|项目|厂房|基地|厂)(?=[，。；、将于在占总正预已启建投的动由]|$)")
_PHASE = re.compile(
    r"(?:^|投建|建设|兴建|的|[，。；\n])(?P<name>[一-鿿A-Za-z0-9]{0,12}?[一二三四五]期[工项厂基][厂目房地]?)$"
)
_BUILT_END = re.compile(r"(?:示范线|生产基地项目|总部基地项目|产业化项目)(?=由|，|。|于|总投资|落地|开工|投产|在)")
_BUILT = re.compile(r"(?P<name>(?:年产[\d.]+[万亿]?[一-鿿]{1,2})?[一-鿿A-Za-z0-9]{2,12}(?:示范线|项目))$")
# 某公司投资的某某项目, 体量最大的是某某基地项目
_PROJECT = re.compile(
    r"(?:投资(?:建设|兴建|打造)?的|最大的是|重点项目—{0,2}|落户的|引进的|投建|项目包括)(?P<name>[一-鿿A-Za-z0-9]{4,18}?项目)(?=[，。；占总计由投、预将于]|$)"
)
_FOUNDED = re.compile(
    r"(?:设立|成立|发起|组建|新设|创设|募集)了?(?:的)?(?:总?规模)?(?:为|达|超|约|近)?(?:[\d.]+[亿万]元?)?(?:规模)?的?(?P<name>[一-鿿]{2,12}基金)(?=[，。；、对同首规总，揭已用专]|$)"
)
_IN_CLAUSE = re.compile("(?!条)[一-鿿]")  # 第六条设立…, ：设立…: a measure, whose figures are its own
_NO_FUND = re.compile("^[的了只支个多]|[的了]|多只|一只|[等]|子基金|各类")
# 长征七号甲运载火箭: the name, the number and the letter of a type
_ROCKET = re.compile(
    r"[一-鿿]{2}(?:[一二三四五六七八九十]号|十[一二三四五六七八九]号)[甲乙丙丁戊]?(?:改)?(?:遥[一二三四五六七八九十]+)?(?:运载)?(?:火箭|卫星|飞船|探测器)"
)
_NUMBERED = re.compile(
    r"“[一-鿿]{2,6}”(?:[一-鿿]{0,2}[\dA-Z\-]{1,6}|[一二三四五六七八九十]{1,3})号?(?:星|卫星|火箭|飞船)"
)


# 位于某园区的二厂, 新厂将于年底完工: a maker numbers its plants
_NUMBER_OF_PLANT = r"(?:第?[二三四五六七八]座?|新|[一二三四五]期新?)厂"
_WORK_BEGINS = "动土|开工|启用|落成|完工|投产|量产"
_PLANT = re.compile(
    rf"(?<=的){_NUMBER_OF_PLANT}"
    rf"|{_NUMBER_OF_PLANT}(?=(?:{_WORK_BEGINS}|占地|总投资|斥资)|(?:将|已|预计|正式|于)[^，。；]{{0,12}}(?:{_WORK_BEGINS}))"
)


# 某某智能制造基地一期在某高新区投产: a work, and where it stands
_BEGUN_END = re.compile(
    r"(?:基地|项目|工厂|产线|示范线|生产线)(?=(?:[一二三四]期)?(?:也|将|已|正式|即将)*"
    r"在[^，。；]{2,16}?(?:投产|动工|开工|奠基|竣工|建成|投用|落成))"
)
_BEGUN = re.compile(r"(?P<name>[一-鿿A-Za-z0-9]{4,18})$")


_STRESSES = ("主打", "主攻", "主推", "专攻", "主营")
_LEAST_SITE, _LEAST_BEGUN = 5, 4
_LIES = ("位于", "位在", "坐落于", "地处")
_FLIES = ("火箭", "卫星", "飞船", "探测器", "星”", "号星")


def find_offers(reading: Reading) -> list[Candidate]:
    """Candidates of type product."""
    plain = reading.plain
    spans = [*_lines(reading)]
    if any(word in plain for word in _STRESSES):
        spans += [m.span("name") for m in _MAIN.finditer(plain) if _goods(reading, *m.span("name"))]
    spans += [m.span("name") for m in _MAKES.finditer(plain) if reading.is_boundary(m.end("name"))]
    spans += [
        m.span("name")
        for m in _SOLD.finditer(plain)
        if not _NO_GOODS.search(m["name"]) and _goods(reading, *m.span("name"))
    ]
    if "项目" in plain:
        spans += [m.span("name") for m in _ENTRY.finditer(plain)]
    found = [Candidate(start, end, "product", 0.6, "offer") for start, end in spans]
    found += [
        Candidate(start, end, "product", 0.6, "site") for start, end in _sites(plain) if reading.is_boundary(start)
    ]
    if "厂" in plain:
        found += [Candidate(*m.span(), "product", 0.55, "site") for m in _PLANT.finditer(plain)]
    if "基金" in plain:
        found += [
            Candidate(*m.span("name"), "product", 0.6, "fund")
            for m in _FOUNDED.finditer(plain)
            if not _NO_FUND.search(m["name"]) and _IN_CLAUSE.match(plain, m.start() - 1)
        ]
    if any(word in plain for word in _FLIES):
        found += [
            Candidate(*m.span(), "product", 0.75, "spacecraft")
            for pattern in (_ROCKET, _NUMBERED)
            for m in pattern.finditer(plain)
        ]
    return found


_CLASS_OF_PROJECTS = re.compile(r"(?:[一-鿿]{1,6}业|重[点大]|新建|续建|技改|签约|投产|在建|产业化|高科技|招商)+项目")


def _sites(plain: str) -> Iterator[tuple[int, int]]:
    """Plants, phases and projects; what stands before 的 or 在 inside a match is no part of the name."""
    matches = [*_SITE.finditer(plain)] if any(word in plain for word in _LIES) else []
    if "项目" in plain:
        matches += _PROJECT.finditer(plain)
    for tail, whole in ((_PHASE_END, _PHASE), (_BUILT_END, _BUILT), (_BEGUN_END, _BEGUN)):
        for end in tail.finditer(plain):
            m = whole.search(plain, max(0, end.start() - 28), end.end())
            if m:
                matches.append(m)
    for m in matches:
        name = re.split("的|在|公司|集团", m["name"])[-1]
        least = _LEAST_SITE if m.re is not _BEGUN else _LEAST_BEGUN
        if len(name) >= least and not _CLASS_OF_PROJECTS.fullmatch(name):  # 二期工厂, 新厂: no name
            yield m.end("name") - len(name), m.end("name")


def _lines(reading: Reading) -> Iterator[tuple[int, int]]:
    """The lines of goods of sentences that break a company's income down."""
    for m in _BY_LINE.finditer(reading.plain):
        offset = m.start("rows")
        for row in _ROW.finditer(m["rows"]):
            if not _KEPT.search(row["name"]):
                yield offset + row.start("name"), offset + row.end("name")


def _goods(reading: Reading, start: int, end: int) -> bool:
    """Whether `[start, end)` begins and ends with words and holds nouns and new words only."""
    if not (reading.is_boundary(start) and reading.is_boundary(end)):
        return False
    inside = [w for w in reading.before(end) if w.start >= start]
    return all(w.kind in ("noun", "proper", "number", "soft") for w in inside)
