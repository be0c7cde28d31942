"""Funds with a name of their own: 荆江高新区产业引导基金, 栖凤母基金 (not 产业引导基金, 社保基金)."""

from __future__ import annotations

import re

from extract.entities.candidates import Candidate
from extract.entities.reading import Reading

SCORE = 0.7
_END = re.compile(
    r"(?:产业|创业|股权|天使|种子|科技|创新|投资|引导|创投|成果|转化|发展|专项|人才|并购|风险|政府|科创|双创|早期|硬科技|新兴|先导|接力|高质量)*[母子]?基金"
    r"(?!会|经理|管理|小镇|港|业|公司|净值|份额|产品|销售|从业|规模|数量|项目|委(?!托)|丛林|大厦|集群)"
)
_LONGEST = 22
# what money is set aside for, and what finances research, are no funds that anybody invests
_NO_FUND = re.compile(
    r"(?:社保|社会保障|医保|公积|养老|失业|工伤|生育|自然科学|社会科学|科学|青年科学|杰出青年|优秀青年|维修|慈善|扶贫|救助|政府性|公募|私募|货币|指数|股票|债券|国家|省级|市级|区级|首支|首只|各类|多支|各支|多只|各只|参股)基金$"
)
_INSIDE = frozenset(("noun", "proper", "place"))
_LEADS = frozenset(
    ("设立", "成立", "组建", "发起", "委托", "管理", "参与", "通过", "联合", "旗下", "参投", "参股", "所投")
)


def find_funds(reading: Reading) -> list[Candidate]:
    """Candidates of type product, reason `fund`, whose name begins with a place or a proper word."""
    plain = reading.plain
    found = []
    for m in _END.finditer(plain) if "基金" in plain else ():
        begin, named = m.start(), False
        for word in reversed(reading.before(begin)):
            inside = word.kind in _INSIDE and word.text not in _LEADS and word.text.isalnum()
            if word.end != begin or not inside or m.end() - word.start > _LONGEST:
                break
            begin = word.start
            named = word.kind in ("proper", "place")
        name = plain[begin : m.end()]
        if "基金" in name[:-2]:
            continue  # 母基金新决策子基金: two of them
        if named and len(name) > 4 and not _NO_FUND.search(name) and name[-3] != "只":
            found.append(Candidate(begin, m.end(), "product", SCORE, "fund"))
    return found
