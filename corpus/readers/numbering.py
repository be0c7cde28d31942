"""The numbers that Word prints before paragraphs (`一、`, `（二）`, `3.1`) and that stand nowhere in their text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"


def chinese(number: int) -> str:
    """1 to 9999 in Chinese numerals, as list labels write them (十一, 二十, 一百零五)."""
    if not 0 < number < 10_000:
        return str(number)
    out = ""
    gap = False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return out[1:] if out.startswith("一十") else out


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    out = ""
    for value, sign in (
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        while number >= value and len(out) < 20:
            out += sign
            number -= value
    return out


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": chinese,
    "ideographTraditional": lambda n: _STEMS[(n - 1) % 10],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
}


@dataclass(slots=True)
class _Level:
    start: int = 1
    number_format: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)


def _number(element: etree._Element | None, default: int = 0) -> int:
    value = element.get(f"{W}val") if element is not None else None
    return int(value) if value and re.fullmatch(r"-?\d{1,6}", value) else default


class Numbering:
    """Counts through the lists of one document; paragraphs must be asked for in their order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._of: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        for abstract in root.iterfind(f"{W}abstractNum"):
            self._lists[abstract.get(f"{W}abstractNumId", "")] = _List(
                {_number_of(level): _level(level) for level in abstract.iterfind(f"{W}lvl")}
            )
        for instance in root.iterfind(f"{W}num"):
            identity = instance.get(f"{W}numId", "")
            link = instance.find(f"{W}abstractNumId")
            self._of[identity] = link.get(f"{W}val", "") if link is not None else ""
            for override in instance.iterfind(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                if start is not None:
                    self._restarts.setdefault(identity, {})[_number_of(override)] = _number(start, 1)

    def label(self, identity: str, depth: int) -> str | None:
        """The printed label of the next paragraph of the list at this depth: "" for a bullet, None for no list."""
        found = self._lists.get(self._of.get(identity, ""))
        level = found.levels.get(depth) if found else None
        if found is None or level is None or identity == "0":
            return None
        restart = self._restarts.get(identity, {}).pop(depth, None)
        if restart is not None:
            found.counters[depth] = restart
        else:
            found.counters[depth] = found.counters.get(depth, level.start - 1) + 1
        for deeper in [d for d in found.counters if d > depth]:
            del found.counters[deeper]
        if level.number_format in ("bullet", "none"):
            return "" if level.number_format == "bullet" else None

        def written(match: re.Match[str]) -> str:
            other = int(match.group(1)) - 1
            shape = found.levels.get(other, level)
            number = found.counters.get(other, shape.start)
            return _FORMATS.get(shape.number_format, str)(number)

        return re.sub(r"%([1-9])", written, level.text)


def _number_of(level: etree._Element) -> int:
    value = level.get(f"{W}ilvl", "0")
    return int(value) if value.isdigit() and len(value) < 3 else 0


def _level(element: etree._Element) -> _Level:
    text = element.find(f"{W}lvlText")
    shape = element.find(f"{W}numFmt")
    return _Level(
        _number(element.find(f"{W}start"), 1),
        shape.get(f"{W}val", "decimal") if shape is not None else "decimal",
        text.get(f"{W}val", "") if text is not None else "",
    )
