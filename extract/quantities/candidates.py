"""A number on its way to becoming a quantity."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from schemas.records import Qualifier, Quantity, QuantityKind

ONE = Decimal(1)


@dataclass(slots=True)
class Candidate:
    """A printed number with what is known of it so far. Offsets count in the text that is read.

    `factor` is scale and unit together: what a bare number before it that shares its unit is multiplied by.
    `more` is the size of the place that 余 or 多 leaves open. `reason` says why it is no quantity ("" while it may be).
    """

    start: int
    end: int
    value: Decimal
    code: str = ""
    full: str = ""
    kind: QuantityKind = "number"
    dimension: str = ""
    form: str = ""
    factor: Decimal = ONE
    unit_factor: Decimal = ONE
    scaled: bool = False
    chinese: bool = False
    bare: bool = False  # a scale alone: 亿, 百, 万
    more: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    reason: str = ""
    qualifiers: list[Qualifier] = field(default_factory=list)

    def quantity(self, text: str) -> Quantity:
        """The record of a candidate that has no `reason`."""
        return Quantity(
            self.start,
            self.end,
            text[self.start : self.end],
            self.value,
            self.code,
            self.kind,
            self.full or self.code,
            self.low,
            self.high,
            tuple(self.qualifiers),
        )
