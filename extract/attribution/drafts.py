"""A fact in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from extract.attribution.carriers import Subject
from schemas.records import FactKind, Modality, PeriodFrom, PeriodKind, Qualifier, Quantity


@dataclass(slots=True)
class Draft:
    """What attribution says of one figure. Offsets count in the article's clean text."""

    quantity: Quantity
    kind: FactKind
    indicator: str
    subject: Subject
    sentence: int
    rule: str
    value: Decimal
    unit: str
    unit_full: str
    base: str | None = None
    modality: Modality = "actual"
    qualifiers: tuple[Qualifier, ...] = ()
    period: str | None = None
    period_kind: PeriodKind | None = None
    period_from: PeriodFrom | None = None
    head: str = ""  # the counted thing, for ellipsis in later clauses
    clause: int = 0
    carried: int = 0  # how many clauses back indicator or subject were taken from
    ambiguous: tuple[str, ...] = ()
    position: int = -1  # where the period is looked for, if not at the figure
    features: dict[str, float] = field(default_factory=dict)
