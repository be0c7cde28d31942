"""A table cell as a quantity: the number stands in the cell, its unit in the header."""

from __future__ import annotations

import re

from extract.quantities.candidates import Candidate
from extract.quantities.context import place_of
from extract.quantities.lexicon import header_unit, lexicon
from extract.quantities.numerals import HALF_WIDTH, parse_number
from extract.quantities.qualify import qualify
from extract.quantities.scanning import scan
from schemas.records import Quantity
from schemas.units import Place

_CELL = re.compile(
    r"^\s*(?P<sign>[-－−﹣+±]?)\s*(?P<bound>[>＞≥<＜≤]?)\s*"
    r"(?P<number>\d{1,3}(?:[,， ]\d{3})+(?:\.\d+)?|\d[\d ]*(?:\.[\d ]*\d)?)\s*(?P<rest>左右|以上|以下|以内)?\s*$"
)

_OF_CHINA = re.compile(r"^(?:人民[币幣]|RMB)(?=.*元)")  # 单位：人民币万元


def parse_cell(text: str, unit: str | None, context: str = "", place: Place | None = None) -> Quantity | None:
    """The quantity of a table cell, with offsets in `text`; None where the cell holds no number.

    `unit` is the printed unit of the cell's row, column or table (亿元, %, 万人); a unit in the cell itself wins.
    `context` (headers, title) tells what a bare 元 is; without any unit the quantity has unit "".
    """
    m = _CELL.match(text.translate(HALF_WIDTH))
    if m is None:
        found = scan(text, place).quantities
        return found[0] if len(found) == 1 else None
    value = parse_number(m["number"])
    if value is None:
        return None
    if m["sign"] and m["sign"] not in "+±":
        value = -value
    where: Place = place or (place_of(context) if context else "CN")
    unit = _OF_CHINA.sub("", unit.strip().strip("（）()")) if unit else unit
    reading = header_unit(unit, where) if unit else None
    start = m.start("sign") if m["sign"] else m.start("number")
    c = Candidate(start, m.end("number"), value)
    if reading is not None:
        c.value *= reading.factor
        c.code, c.full, c.kind = reading.unit.code, reading.full, reading.unit.quantity_kind
    elif unit:
        c.code = c.full = unit.strip()
    qualify(text, c, lexicon())
    if m["bound"] and m["bound"] in ">＞≥":
        c.low = c.value
        c.qualifiers = ["over"]
    elif m["bound"]:
        c.high = c.value
        c.qualifiers = ["under"]
    return c.quantity(text)
