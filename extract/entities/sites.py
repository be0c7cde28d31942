"""Parks that only their surroundings show: 某某谷管委会, 下设甲园、乙园3个园区, 由甲、乙两基地组成, 运营的“某某仓”."""

from __future__ import annotations

import re

from extract.entities.candidates import Candidate
from extract.entities.reading import Reading, occurrences

_PLACE_SIGNS = "谷港园坊仓湾岛城湖里巢梦"
# a name that opens a clause and has a committee: what the committee runs is a park
_GOVERNED = re.compile(r"(?<![一-鿿])(?P<name>[一-鿿]{3,6})$")
_COMMITTEES = ("管委会", "管理委员会")
_COMMON = re.compile("[区县市州省]$|^[各该本我由与和及]|高新|经开|开发|园区")
# 改建的某某谷开园两年
_OPENED = re.compile("开园|开城|开港|开仓|入驻|占地|总占地|规划面积")
_OPENED_NAME = re.compile(rf"(?:的|[，。；\n])(?P<name>[一-鿿]{{2,4}}[{_PLACE_SIGNS}])$")
_RUN = re.compile(
    r"(?:运营|代管|托管|孵化运营)的“(?P<name>[一-鿿A-Za-z0-9·]{2,10})”(?![一-鿿]{0,4}(?:平台|系统|品牌|基金|项目|公众号))"
)
# “某某里”，前身是某某造船厂: what has been made of a works is a site
_FORMERLY = re.compile(
    r"“(?P<name>[一-鿿A-Za-z0-9·]{2,8})”，(?:的?前身|原址|原)(?:是|为|系)[^，。]{2,20}?(?:厂|厂区|厂房|仓库|库房|码头|车间|站场|粮库|市场)(?=[，。])"
)
_OF_KIND = re.compile("孵化器|加速器|众创空间|科技园|产业园|创新中心")
# 下设软件园、医药园2个园区; 由东山、西溪两基地组成
_HELD = re.compile(
    r"(?:下设|设有|下辖|辖有|辖|包括|包含|建有|拥有|由|分为|形成)了?(?P<list>[一-鿿A-Za-z]{2,10}(?:[、和][一-鿿A-Za-z]{2,10}){1,7})"
    r"等?(?:\d+|[两二三四五六七八九十])个?(?:大|专业|特色)?(?P<class>园区|片区|分园|园|基地|组团|孵化器|载体|节点)"
)
_SITE_ENDS = ("园", "区", "基地", "城", "谷", "港", "孵化器", "加速器", "空间", "中心")
_ELIDED = ("园区", "片区", "基地")
# 规划建设占地300亩的某某产业园: what is planned with its size is one thing, though its name is a class
_PLANNED = re.compile(
    r"(?:规划|建设|新建|在建|打造|布局)[^，。；的]{0,4}?(?:占地|面积|总投资|投资)[^，。；的]{1,12}的(?P<name>[一-鿿]{2,10}(?:产业园|科技园|创新园|软件园|孵化器|加速器))"
)
_SCORE = 0.75


def find_sites(reading: Reading) -> list[Candidate]:
    """Candidates of type park."""
    plain = reading.plain
    found: list[Candidate] = []
    names: dict[str, None] = {}
    for end in (at for word in _COMMITTEES for at in occurrences(plain, word)):
        m = _GOVERNED.search(plain, max(0, end - 7), end)
        if m and not _COMMON.search(m["name"]) and plain.count(m["name"]) > plain.count(m["name"] + "管"):
            names[m["name"]] = None
    for m in _RUN.finditer(plain):
        start, end = m.span("name")
        if kind := _OF_KIND.match(plain, m.end()):
            start, end = start - 1, kind.end()  # 运营的“某某”孵化器: with what it is
        found.append(Candidate(start, end, "park", _SCORE, "run"))
    for lead in _OPENED.finditer(plain):
        opened = _OPENED_NAME.search(plain, max(0, lead.start() - 6), lead.start())
        if opened is None or _COMMON.search(opened["name"]):
            continue
        # the one time that it is said suffices for a name of four characters and an ending of names
        if plain.count(opened["name"]) > 1 or (len(opened["name"]) > 4 and opened["name"][-1] in "谷港坊仓湾里"):
            names[opened["name"]] = None
    names.update(dict.fromkeys(m["name"] for m in _FORMERLY.finditer(plain)))
    for name in names:
        found += [Candidate(m.start(), m.end(), "park", _SCORE, "governed") for m in re.finditer(name, plain)]
    for m in _HELD.finditer(plain):
        found += _listed(m)
    found += [Candidate(*m.span("name"), "park", _SCORE, "planned") for m in _PLANNED.finditer(plain)]
    return found


def _listed(m: re.Match[str]) -> list[Candidate]:
    """The members of a list that a count of sites closes; a suffix that they share is put back."""
    at, found = m.start("list"), []
    items = re.split("[、和]", m["list"])
    whole = sum(item.endswith(_SITE_ENDS) for item in items)
    for item in items:
        if whole == len(items):
            found.append(Candidate(at, at + len(item), "park", _SCORE, "listed_site"))
        elif not whole and m["class"] in _ELIDED and len(item) <= 4:
            found.append(Candidate(at, at + len(item), "park", _SCORE, f"elided:{m['class']}"))
        at += len(item) + 1
    return found
