"""How values, units and measures are shown to people. The words are data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from schemas.errors import ParkgraphError

FILE = Path(__file__).parent / "data" / "labels.yaml"


class Scale(BaseModel):
    """`value / divide` is shown with `name` where the largest value reaches `from`."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    least: float = Field(alias="from")
    divide: int
    name: str


class Labels(BaseModel):
    """The words and scales of `labels.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    units: dict[str, tuple[Scale, ...]]
    marks: dict[str, str]
    kinds: dict[str, str]
    modalities: dict[str, str]
    previous: tuple[str, ...]
    words: dict[str, str]

    @field_validator("units")
    @classmethod
    def _every_value_has_a_scale(cls, units: dict[str, tuple[Scale, ...]]) -> dict[str, tuple[Scale, ...]]:
        for unit, scales in units.items():
            if not scales or scales[-1].least != 0 or list(scales) != sorted(scales, key=lambda s: -s.least):
                raise ValueError(f"{unit}: scales must fall to 0")
        return units

    def scale(self, unit_full: str, values: Iterable[int | float]) -> Scale:
        """The scale in which all of `values` are shown; a compound unit (CNY/人) keeps its denominator."""
        numerator, slash, rest = unit_full.partition("/")
        largest = max((abs(v) for v in values), default=0)
        for scale in self.units.get(numerator, ()):
            if largest >= scale.least:
                return Scale.model_validate(
                    {"from": scale.least, "divide": scale.divide, "name": scale.name + slash + rest}
                )
        return Scale.model_validate({"from": 0, "divide": 1, "name": unit_full})

    def number(self, value: int | float, scale: Scale) -> str:
        """`1,234.5` in the scale, at most six significant decimals, never in exponent form."""
        scaled = Decimal(str(value)) / scale.divide
        text = f"{scaled.quantize(Decimal('0.000001')):,f}" if scaled % 1 else f"{scaled:,.0f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def marked(self, text: str, qualifiers: Sequence[str]) -> str:
        """The text with its qualifiers before it (`约1,200`)."""
        return "".join(self.marks[q] for q in qualifiers if q in self.marks) + text


def read_labels(path: Path) -> Labels:
    """Raises E405 where the file is not valid."""
    try:
        return Labels.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise ParkgraphError("E405", path.name, str(error)) from error


@cache
def labels() -> Labels:
    """The shipped labels."""
    return read_labels(FILE)
