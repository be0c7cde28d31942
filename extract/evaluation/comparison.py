"""When two values, units, names, phrases and periods count as the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from schemas.datafile import checked, read_yaml

RULES = Path(__file__).with_name("comparison.yaml")
VALUE_TOLERANCE = 1e-3  # of the larger value: printed figures are rounded
LEAST_SUFFIX = 4  # characters: a shorter name at the end of a longer one proves nothing
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MONTH = re.compile(r"\d{4}(?:-(?:H[12]|Q[1-4]|\d\d))?")


class _Rules(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    units: dict[str, list[str]]
    names: list[tuple[str, str]]
    place_endings: str
    contrasts: list[list[str]]
    scope: list[str]


@dataclass(frozen=True, slots=True)
class _Compiled:
    units: dict[str, str]
    names: tuple[tuple[str, str], ...]
    place_endings: str
    contrasts: tuple[frozenset[str], ...]
    scope: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=1)
def _rules() -> _Compiled:
    rules = checked(_Rules, read_yaml(RULES), RULES.name)
    return _Compiled(
        {spelling: code for code, spellings in rules.units.items() for spelling in spellings},
        tuple((long, short) for long, short in rules.names),
        rules.place_endings,
        tuple(map(frozenset, rules.contrasts)),
        tuple(map(re.compile, rules.scope)),
    )


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Letters, digits and ideographs alone, width-folded, in lower case."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def same_value(a: Any, b: Any) -> bool:
    """Equal within a thousandth of the larger."""
    try:
        x, y = float(a), float(b)
    except (TypeError, ValueError):
        return False
    return abs(x - y) <= VALUE_TOLERANCE * max(abs(x), abs(y), 1e-12)


def _unit(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).strip()
    return _rules().units.get(text, text)


def same_unit(unit: str, accepted: tuple[str, ...]) -> bool:
    """The same code, or the same numerator of a compound unit (CNY of CNY/人)."""
    wanted = {_unit(u) for u in accepted}
    return _unit(unit) in wanted or _unit(unit.split("/")[0]) in {_unit(u.split("/")[0]) for u in wanted}


@lru_cache(maxsize=65536)
def _folded_name(text: str) -> str:
    rules = _rules()
    text = plain(text)
    for long, short in rules.names:
        if text != long:  # a name that is nothing but the generic word keeps it
            text = text.replace(long, short)
    return text[:-1] if len(text) >= 3 and text[-1] in rules.place_endings else text


def same_subject(name: str, accepted: tuple[str, ...]) -> bool:
    """Equal once common forms are folded, or one is the other with a qualifier before it."""
    folded = _folded_name(name)
    for other in map(_folded_name, accepted):
        short, long = sorted((folded, other), key=len)
        if folded == other or (len(short) >= LEAST_SUFFIX and long.endswith(short)):
            return True
    return False


@lru_cache(maxsize=65536)
def _bigrams(text: str) -> Counter[str]:
    text = plain(text)
    return Counter(text[i : i + 2] for i in range(len(text) - 1)) if len(text) > 1 else Counter([text])


def likeness(a: str, b: str) -> float:
    """Dice coefficient of the character bigrams, 0 … 1."""
    x, y = _bigrams(a), _bigrams(b)
    total = x.total() + y.total()
    return 2 * (x & y).total() / total if total else 0.0


def contradicts(a: str, b: str) -> bool:
    """Whether two phrases name different members of one set of opposites."""
    x, y = plain(a), plain(b)
    for words in _rules().contrasts:
        in_x, in_y = {w for w in words if w in x}, {w for w in words if w in y}
        if in_x and in_y and not in_x & in_y:
            return True
    return False


@lru_cache(maxsize=65536)
def _scope(phrase: str) -> frozenset[int]:
    text = plain(phrase)
    return frozenset(i for i, pattern in enumerate(_rules().scope) if pattern.search(text))


def same_scope(phrase: str, accepted: tuple[str, ...]) -> bool:
    """Whether the phrase has the words of scope of one of the accepted phrases, and no others."""
    return any(_scope(phrase) == _scope(a) for a in accepted)


def years(period: Any) -> tuple[str, str] | None:
    """First and last year of a period, None where it has none."""
    found = _YEAR.findall(str(period))
    return (found[0], found[-1]) if found else None


def same_months(period: Any, wanted: str) -> bool:
    """Equal to the month; December stands for its year, and a stock may carry its last month alone."""
    a, b = ([m.removesuffix("-12") for m in _MONTH.findall(str(p))] for p in (period, wanted))
    return a == b or bool(a and b and a[-1] == b[-1] and 1 in (len(a), len(b)) and "-" in a[-1])
