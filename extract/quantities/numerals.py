"""Printed numerals to exact decimals: Arabic, Chinese and mixed (1.96万, 1兆4268, 二十三, 三点五, 二〇二三)."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

DIGITS = {
    c: i
    for i, group in enumerate(
        ["零〇○", "一壹", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"]
    )
    for c in group
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}

HALF_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_NOISE = str.maketrans("", "", ",， \u3000\n\u2009\u202f\u00a0")


def parse_chinese(text: str) -> Decimal | None:
    """Value of a numeral in Chinese characters, None where it is not well formed (三四 is not)."""
    whole, point, part = text.partition("点")
    if not point:
        whole, point, part = text.partition("點")
    if point:
        digits = part.rstrip("万萬亿億")
        if digits != part:
            scale = parse_chinese(part[len(digits) :])
            value = parse_chinese(whole + point + digits)
            return None if scale is None or value is None else value * scale
        head = parse_chinese(whole)
        if head is None or not part or any(c not in DIGITS for c in part):
            return None
        return head + Decimal("0." + "".join(str(DIGITS[c]) for c in part))
    if len(text) > 1 and all(c in DIGITS for c in text):
        # digit by digit, as in years; two bare digits are an estimate (三五家), which is not one number
        return Decimal("".join(str(DIGITS[c]) for c in text)) if len(text) > 2 else None
    total = section = 0
    digit = -1
    last_small = 0
    for c in text:
        if c in DIGITS:
            if digit > 0 and DIGITS[c]:
                return None
            digit = DIGITS[c]
        elif c in "廿卅":
            section += SMALL[c]
            digit = -1
        elif c in SMALL:
            section += (1 if digit < 0 else digit) * SMALL[c]
            last_small = SMALL[c]
            digit = -1
        elif c in LARGE:
            section += max(digit, 0)
            if not section and not total:
                section = 1
            if LARGE[c] == 10**8 and total >= 10**4 and section == 0:  # 万亿
                total *= 10**8
            elif section == 0:
                total *= LARGE[c]
            else:
                total += section * LARGE[c]
            last_small = LARGE[c] if not section else 0
            section, digit = 0, -1
            last_small = LARGE[c]
        else:
            return None
    if digit > 0:
        # 一万二 is 12000, 一百三 130; after 零 the digit counts for itself
        short = last_small >= 100 and not section and len(text) > 1 and text[-2] in LARGE
        short = short or (last_small >= 100 and len(text) > 1 and text[-2] in "百千佰仟")
        section += digit * (last_small // 10) if short else digit
    return Decimal(total + section)


def _scaled(text: str) -> Decimal | None:
    """A mixed numeral: Arabic figures with Chinese scales, e.g. `1兆4268億`, `29萬6413`, `3.60576万亿`."""
    total = Decimal(0)
    at, n = 0, len(text)
    while at < n:
        start = at
        while at < n and (text[at].isdigit() or text[at] == "."):
            at += 1
        if at == start:
            return None
        value = Decimal(text[start:at])
        scale_at = at
        while at < n and not (text[at].isdigit() or text[at] == "."):
            at += 1
        factor = 1
        for c in text[scale_at:at]:
            if c in SMALL:
                factor *= SMALL[c]
            elif c in LARGE:
                factor *= LARGE[c]
            else:
                return None
        total += value * factor
    return total


@lru_cache(maxsize=8192)
def parse_number(text: str) -> Decimal | None:
    """Exact value of a numeral as printed, without unit and without 余, 多; None where it is no number."""
    text = text.translate(HALF_WIDTH).translate(_NOISE)
    if not text:
        return None
    if text[0] in "-+－﹣−":
        value = parse_number(text[1:])
        return -value if value is not None and text[0] != "+" else value
    if text[0].isdigit() and text[0].isascii():
        if text.isascii():
            return Decimal(text)
        return _scaled(text)
    return parse_chinese(text)


def last_unit(text: str) -> Decimal:
    """Size of the last printed place: 100 for 2100, 0.1 for 3.5, 10000 for 3万; what 余 and 多 leave open."""
    text = text.translate(HALF_WIDTH).translate(_NOISE)
    factor = 1
    while (text and text[-1] in LARGE) or (text and text[-1] in SMALL):
        factor *= LARGE.get(text[-1]) or SMALL[text[-1]]
        text = text[:-1]
    if factor > 1:
        return Decimal(factor)
    if "." in text:
        return Decimal(1).scaleb(-len(text.rpartition(".")[2]))
    zeros = len(text) - len(text.rstrip("0"))
    return Decimal(10) ** zeros if zeros < len(text) else Decimal(1)


_LONGEST = 32  # no figure is longer; codes and rows of digits are
_GLUE = str.maketrans("", "", "余餘多来來几幾个個")
_LAST_SCALES = frozenset("百千万萬亿億兆")


class Numeral(NamedTuple):
    """A printed numeral: its value, the size of its last place, whether it ends in a scale or in 余, 多."""

    value: Decimal
    place: Decimal
    scaled: bool
    open: bool


@lru_cache(maxsize=8192)
def read_numeral(printed: str) -> Numeral | None:
    """A numeral as printed, 余 and 多 inside it included (20余万, 3000多亿); None where it is no number."""
    if len(printed) > _LONGEST:
        return None
    plain = printed if printed.isascii() else printed.translate(_GLUE)
    value = parse_number(plain)
    if value is None:
        return None
    return Numeral(value, last_unit(plain), plain[-1] in _LAST_SCALES, printed[-1] in "余餘多")
