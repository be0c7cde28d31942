"""Products: model designations, and what a maker is said to develop."""

from __future__ import annotations

import re

from extract.entities.candidates import Candidate
from extract.entities.reading import Reading

_MODEL = re.compile(
    r"(?<![A-Za-z0-9.\-])(?:[A-Z]{1,5}|[A-Z][a-z]{1,8})-?\d{1,4}[A-Za-z]{0,2}(?:-[A-Z0-9]{1,4})?(?![A-Za-z0-9.%])"
)
_NO_MODEL = re.compile(
    r"(?:CO|PM|TOP|Top|No|NO|Q|H1N|G|A0?|B0?|C0?|D0?|GB|ISO|IPV|IPv|WEB|Web|SCI|Covid|COVID|COP|MH|APT|UTC|GMT)-?\d"
)
_NO_MODEL_AFTER = re.compile(r"[版级类股轮座栋楼线馆展口]|[a-z]|号楼|论坛")
_MAKER = re.compile(
    r"(?:自主研发|自主研制|自主开发|研制|独立研发|研发生产|研发)的([^，。；：的“”（）]{3,24}?)(?:下线|发布|上市|亮相|投产|首飞|问世|获批|成功|正式|通过|投入|实现|在)"
)
_LISTED = re.compile(
    r"(?:自主研发|自主研制|自主开发|研制|主要产品有|主要产品包括|主导产品有|推出)的?([^，。；：“”]{2,60}?)等(?:系列)?(?:产品|装备|设备|器件|药物|新药)"
)
_FUND = re.compile(
    r"(?:成果转化|产业投资|产业引导|创业投资|天使投资|科创|创投|种子|天使|母|师生创业|人才|并购|引导)(?:引导|投资|创投|母|产业)?基金"
)
_NUMBER = re.compile(r"^\d+(?:\.\d+)?[万亿千百]?(?:多|余)?[个款台套项种件]?$")


def find_products(reading: Reading) -> list[Candidate]:
    """Candidates for products."""
    plain = reading.plain
    found: list[Candidate] = []
    for m in _MODEL.finditer(plain):
        if _NO_MODEL.match(m.group()) or _NO_MODEL_AFTER.match(plain, m.end()):
            continue
        found.append(Candidate(m.start(), m.end(), "product", 0.7, "model"))
    for m in _MAKER.finditer(plain):
        found.append(Candidate(m.start(1), m.end(1), "product", 0.6, "maker"))
    for m in _LISTED.finditer(plain):
        at = m.start(1)
        for item in m.group(1).split("、"):
            if len(item) >= 3 and not _NUMBER.match(item):
                found.append(Candidate(at, at + len(item), "product", 0.6, "maker_list"))
            at += len(item) + 1
    return found
