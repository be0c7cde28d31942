"""The lexicon of quantities (`extract/data/quantities/lexicon.yaml`) and the unit table, in the shapes for scanning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from schemas.datafile import checked, read_yaml
from schemas.records import Qualifier, QuantityKind
from schemas.units import Place, UnitReading, unit_table

DATA = Path(__file__).resolve().parent.parent / "data" / "quantities"
Side = Literal["approx", "nearly", "over", "under"]


class LexiconFile(BaseModel):
    """The content of `lexicon.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    before: dict[Side, list[str]]
    after: dict[Side, list[str]]
    bare_scale_after: str
    chinese_counts: list[str]
    chinese_words: list[str]
    ordinal_nouns: list[str]
    rank_before: list[str]
    group_words: list[str]
    label_before: list[str]
    counted_nouns: list[str]
    unit_breaks: dict[str, str]
    extra_units: dict[str, str]
    implied_units: dict[str, list[str]]
    dropped_units: list[str]
    duration_nouns: list[str]


class UnitForm(NamedTuple):
    """A printed unit: what it is called, by what the number is multiplied, and what it counts."""

    form: str
    code: str
    factor: Decimal
    kind: QuantityKind
    dimension: str
    latin: bool
    breaks: frozenset[str]  # characters that make another word of it


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Compiled tables; words are indexed by their last or first character so that a miss costs one lookup."""

    units: dict[str, tuple[UnitForm, ...]]
    unit_second: dict[str, frozenset[str]]  # what may follow the first character of a longer form
    before: dict[str, tuple[tuple[str, Qualifier], ...]]
    after: dict[str, tuple[tuple[str, Qualifier], ...]]
    bare_scale_after: frozenset[str]
    chinese_counts: frozenset[str]
    chinese_word: re.Pattern[str]
    ordinal_noun: re.Pattern[str]
    rank_before: re.Pattern[str]
    group_words: frozenset[str]
    label: re.Pattern[str]
    counted: re.Pattern[str]
    duration: re.Pattern[str]
    implied: re.Pattern[str]
    implied_unit: dict[str, str]


def either(forms: Iterable[str]) -> str:
    """An alternation of literal words, longest first."""
    return "|".join(re.escape(f) for f in sorted(set(forms), key=lambda f: (-len(f), f)))


def _qualifiers(groups: dict[Side, list[str]], at: int) -> dict[str, tuple[tuple[str, Qualifier], ...]]:
    table: dict[str, list[tuple[str, Qualifier]]] = {}
    for name, forms in groups.items():
        for form in forms:
            table.setdefault(form[at], []).append((form, name))
    return {k: tuple(sorted(v, key=lambda x: (-len(x[0]), x))) for k, v in sorted(table.items())}


def preferred(readings: tuple[UnitReading, ...]) -> UnitReading:
    """The reading of a form in running text and tables: 块 counts there, it is money only as 块钱."""
    if readings[0].unit.dimension == "currency" and len(readings) > 1:
        return readings[1]
    return readings[0]


def header_unit(printed: str, place: Place) -> UnitReading | None:
    """The unit that a table head prints (亿元, 万块, 件/万人), None where it is unknown."""
    table = unit_table()
    reading = table.read(printed, place)
    if reading is None or reading.unit.dimension != "currency" or printed[-1] not in "块塊":
        return reading
    count = preferred(table.by_form(printed[-1]))
    return UnitReading(count.unit, reading.factor, count.unit.code)


def _units(words: LexiconFile) -> dict[str, tuple[UnitForm, ...]]:
    table = unit_table()
    rows: dict[str, list[UnitForm]] = {}
    for form, code in words.extra_units.items():
        entry = UnitForm(form, code, Decimal(1), "dimension", "computing_power", form.isascii(), frozenset())
        rows.setdefault(form[0], []).append(entry)
    for form in table.forms():
        if form in words.dropped_units:
            continue
        reading = preferred(table.by_form(form))
        unit = reading.unit
        latin = form[-1].isascii() and form[-1].isalnum()
        entry = UnitForm(
            form,
            unit.code,
            reading.factor,
            unit.quantity_kind,
            unit.dimension,
            latin,
            frozenset(words.unit_breaks.get(form, "")),
        )
        rows.setdefault(form[0], []).append(entry)
    return {k: tuple(sorted(v, key=lambda u: (-len(u.form), u.form))) for k, v in sorted(rows.items())}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that ships with parkgraph, read and compiled once. Raises E201 where it is not valid."""
    path = DATA / "lexicon.yaml"
    words = checked(LexiconFile, read_yaml(path), path.name)
    units = _units(words)
    return Lexicon(
        units=units,
        unit_second={k: frozenset(u.form[1] for u in v if len(u.form) > 1) for k, v in units.items()},
        before=_qualifiers(words.before, -1),
        after=_qualifiers(words.after, 0),
        bare_scale_after=frozenset(words.bare_scale_after),
        chinese_counts=frozenset(words.chinese_counts),
        chinese_word=re.compile(either(words.chinese_words)),
        ordinal_noun=re.compile(either(words.ordinal_nouns)),
        rank_before=re.compile(rf"(?:{either(words.rank_before)})[ 　]?$"),
        group_words=frozenset(words.group_words),
        label=re.compile(rf"(?:{either(words.label_before)})[ 　]?[:：]?[ 　]?$"),
        counted=re.compile(rf"的?(?:约|近|大约|超过|已经?)?(?:{either(words.counted_nouns)}|\d)"),
        duration=re.compile(either(words.duration_nouns)),
        implied=re.compile(either(w for forms in words.implied_units.values() for w in forms)),
        implied_unit={w: code for code, forms in words.implied_units.items() for w in forms},
    )


@lru_cache(maxsize=64)
def money(form: str, place: Place) -> str | None:
    """The currency of a bare 元 in a text from `place`, None where it is not money."""
    readings = unit_table().by_form(form, place)
    return readings[0].unit.code if readings and readings[0].unit.dimension == "currency" else None
