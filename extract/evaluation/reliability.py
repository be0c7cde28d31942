"""Whether confidence means what it says: records in bands of confidence, and how many of them are right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Band:
    """Records with `low <= confidence < high` (the last band includes 1)."""

    low: float
    high: float
    records: int
    right: int
    mean: float  # confidence

    @property
    def precision(self) -> float:
        """Share that is right; 0 for an empty band."""
        return self.right / self.records if self.records else 0.0

    def to_record(self) -> dict[str, Any]:
        """A flat JSON object."""
        return {
            "low": self.low,
            "high": self.high,
            "records": self.records,
            "right": self.right,
            "confidence": round(self.mean, 4),
            "precision": round(self.precision, 4),
        }


def reliability(records: Iterable[tuple[float, bool]], edges: tuple[float, ...] = EDGES) -> list[Band]:
    """Bands of `(confidence, right)`, lowest first; bands without records are left out."""
    rows = list(records)
    bands = []
    for low, high in pairwise(edges):
        inside = [(c, r) for c, r in rows if low <= c < high or (c >= high == edges[-1])]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            bands.append(Band(low, high, len(inside), sum(r for _, r in inside), mean))
    return bands


def calibration_error(bands: Iterable[Band]) -> float:
    """Mean distance between confidence and share right, weighted by records (ECE)."""
    rows = list(bands)
    total = sum(b.records for b in rows)
    return sum(b.records * abs(b.mean - b.precision) for b in rows) / total if total else 0.0
