"""Units: what a printed unit is called in a record, and by what a printed value is multiplied.

`unit_table()` is the validated content of `data/units.yaml`. Values are exact decimals throughout.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.datafile import DATA, checked, read_yaml
from schemas.errors import ParkgraphError
from schemas.records import QuantityKind

Place = Literal["CN", "TW", "HK", "MO"]
ONE = Decimal(1)

_KINDS: dict[str, QuantityKind] = {
    "currency": "currency",
    "percent": "percent",
    "percentage_point": "percent",
    "rank": "ordinal",
}
# what a record states in a code of its own; a measure of any other dimension keeps the word that the author chose
_CODED = frozenset({"currency", "percent", "percentage_point", "index", "multiple", "rank", "score", "time"})
# counted, not measured: a bare number of them
_NUMBERS = frozenset({"count", "index", "multiple", "score"})


class UnitEntry(BaseModel):
    """A unit as the data file gives it. `forms` and `prefixes` are printed after and before the number."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(min_length=1)
    name: str
    dimension: str
    forms: list[str] | dict[str, Decimal]
    prefixes: list[str] = []
    to_base: Decimal | None = None


class _UnitFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    scales: dict[str, Decimal]
    currency_by_place: dict[str, dict[Place, str]]
    units: list[UnitEntry]
    classifiers: dict[str, str]
    variants: dict[str, str]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit code of a record.

    `to_base` times a value in this unit is the value in the base unit of `dimension`; None where units of the
    dimension are not convertible. `variant_of` is the listed word of a unit printed otherwise (個 → 个, GWh → 吉瓦时).
    `counts` says what a classifier usually counts (`organisation`, `person`, `item` …), "" for other units.
    """

    code: str
    name: str
    dimension: str
    to_base: Decimal | None = None
    variant_of: str | None = None
    counts: str = ""

    @property
    def quantity_kind(self) -> QuantityKind:
        """The contract's `kind` of a quantity in this unit."""
        return _KINDS.get(self.dimension) or ("number" if self.dimension in _NUMBERS else "dimension")


@dataclass(frozen=True, slots=True)
class UnitReading:
    """A printed unit read: printed value × `factor` is the value in `unit`; `full` is the whole compound unit."""

    unit: Unit
    factor: Decimal
    full: str


def _reading(unit: Unit, factor: Decimal) -> UnitReading:
    return UnitReading(unit, factor, unit.code)


class UnitTable:
    """All units, looked up by code or by printed form. A form may have several readings, the likeliest first."""

    def __init__(self, content: _UnitFile, source: str = "units.yaml") -> None:
        self.scales: dict[str, Decimal] = dict(content.scales)
        self._by_code: dict[str, Unit] = {}
        self._by_form: dict[str, tuple[UnitReading, ...]] = {}
        self._by_prefix: dict[str, UnitReading] = {}
        self._places = content.currency_by_place
        for entry in content.units:
            self._add(entry, source)
        self._add_classifiers(content)
        for form, places in self._places.items():
            for code in places.values():
                if code not in self._by_code:
                    raise ParkgraphError("E201", source, f"currency_by_place {form}: no unit {code}")
        # longest first, so that 万亿 is tried before 亿
        self._scales_by_length = sorted(self.scales, key=lambda s: (-len(s), s))

    def _add(self, entry: UnitEntry, source: str) -> None:
        if entry.code in self._by_code:
            raise ParkgraphError("E201", source, f"unit {entry.code} stands twice")
        unit = Unit(entry.code, entry.name, entry.dimension, entry.to_base)
        self._by_code[unit.code] = unit
        forms = entry.forms if isinstance(entry.forms, dict) else dict.fromkeys(entry.forms, ONE)
        for form, factor in forms.items():
            self._add_form(form, _reading(self._printed(unit, form, entry), factor))
        for prefix in entry.prefixes:
            if prefix in self._by_prefix:
                raise ParkgraphError("E201", source, f"prefix {prefix} stands twice")
            self._by_prefix[prefix] = UnitReading(unit, ONE, unit.code)

    def _printed(self, unit: Unit, form: str, entry: UnitEntry) -> Unit:
        """The unit that a form stands for: 12GWh stays GWh, 3.8公顷 becomes m2, 两个小时 are 小时."""
        if isinstance(entry.forms, dict) or unit.dimension in _CODED or form[0] in "个個":
            return unit
        if form not in self._by_code:
            self._by_code[form] = Unit(form, unit.name, unit.dimension, unit.to_base, unit.code, unit.counts)
        return unit if self._by_code[form].variant_of != unit.code else self._by_code[form]

    def _add_form(self, form: str, reading: UnitReading) -> None:
        self._by_form[form] = (*self._by_form.get(form, ()), reading)

    def _add_classifiers(self, content: _UnitFile) -> None:
        for group, words in content.classifiers.items():
            for word in words.split():
                self._add_classifier(Unit(word, word, "count", None, None, group))
        for form, word in content.variants.items():
            known = self._by_code.get(word)
            if known is not None and form != word:
                self._add_classifier(Unit(form, word, known.dimension, known.to_base, word, known.counts))

    def _add_classifier(self, unit: Unit) -> None:
        if unit.code in self._by_code:  # listed in two groups, or a measure as well: the first reading stands
            return
        self._by_code[unit.code] = unit
        reading = UnitReading(unit, ONE, unit.code)
        # 位, 名 and 分 count people and items more often than ranks and scores
        first = unit.counts == "person"
        held = self._by_form.get(unit.code, ())
        self._by_form[unit.code] = (reading, *held) if first else (*held, reading)

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def get(self, code: str) -> Unit | None:
        """The unit of a code, None where there is none."""
        return self._by_code.get(code)

    def by_form(self, form: str, place: Place = "CN") -> tuple[UnitReading, ...]:
        """Readings of a unit printed after a number (without scale), the likeliest first; () where unknown.

        `place` decides what a bare 元 is: TWD in a text from Taiwan, HKD in one from Hong Kong.
        """
        code = self._places.get(form, {}).get(place)
        if code is not None:
            return (UnitReading(self._by_code[code], ONE, code),)
        return self._by_form.get(form, ())

    def by_prefix(self, prefix: str) -> UnitReading | None:
        """The unit printed before a number (￥, US$, 人民币), None where unknown."""
        return self._by_prefix.get(prefix)

    def forms(self) -> tuple[str, ...]:
        """Every form printed after a number, longest first: the order that an alternation needs."""
        return tuple(sorted(self._by_form, key=lambda f: (-len(f), f)))

    def prefixes(self) -> tuple[str, ...]:
        """Every form printed before a number, longest first."""
        return tuple(sorted(self._by_prefix, key=lambda f: (-len(f), f)))

    def classifier(self, word: str) -> Unit:
        """The count unit of a classifier; one that is not listed is a unit of its own, as written."""
        return self._by_code.get(word) or Unit(word, word, "count", None, None, "")

    def read(self, printed: str, place: Place = "CN") -> UnitReading | None:
        """A whole printed unit with scale and denominator: 亿元, 万美元/公顷, 件/万人. None where unknown.

        The factor holds the scales of numerator and denominator: 件/万人 has 件 and factor 1, full 件/万人, since a
        per-unit figure keeps its denominator as written.
        """
        numerator, _, denominator = printed.partition("/")
        if denominator:
            whole = self._scaled(printed, place)  # 次浮点运算/秒 is a form of its own
            if whole is not None:
                return whole
        reading = self._scaled(numerator, place)
        if reading is None or not denominator:
            return reading
        return UnitReading(reading.unit, reading.factor, f"{reading.unit.code}/{denominator}")

    def _scaled(self, printed: str, place: Place) -> UnitReading | None:
        plain = self.by_form(printed, place)
        if plain:
            return plain[0]
        for scale in self._scales_by_length:
            if printed.startswith(scale) and len(printed) > len(scale):
                inner = self._scaled(printed[len(scale) :], place)  # again: 千万亿次 has two scales
                if inner is not None:
                    return UnitReading(inner.unit, inner.factor * self.scales[scale], inner.full)
        return None

    def convert(self, value: Decimal, source: str, target: str) -> Decimal | None:
        """A value in another unit of the same dimension, None where that is not possible (money never is)."""
        if source == target:
            return value
        a, b = self._by_code.get(source), self._by_code.get(target)
        if a is None or b is None or a.dimension != b.dimension or a.to_base is None or b.to_base is None:
            return None
        return value * a.to_base / b.to_base


def load_units(path: Path = DATA / "units.yaml") -> UnitTable:
    """Read and check a unit table. Raises E201 where it is not valid."""
    return UnitTable(checked(_UnitFile, read_yaml(path), path.name), path.name)


@lru_cache(maxsize=1)
def unit_table() -> UnitTable:
    """The unit table that ships with parkgraph, read once."""
    return load_units()
