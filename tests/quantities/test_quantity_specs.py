"""Runs the cases of tests/specs/quantities: one concept a file, positive and negative cases."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extract.quantities import scan

SPECS = Path(__file__).parent.parent / "specs" / "quantities"


def cases() -> list[Any]:
    found = []
    for path in sorted(SPECS.glob("*.json")):
        for i, case in enumerate(json.loads(path.read_text(encoding="utf-8"))["cases"]):
            found.append(pytest.param(case, id=f"{path.stem}-{i}"))
    return found


def decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    found = scan(case["text"])
    got = sorted((q.text, q.value, q.unit) for q in found.quantities)
    assert got == sorted((q["raw"], Decimal(q["value"]), q["unit"]) for q in case["quantities"])
    by_raw = {q.text: q for q in found.quantities}
    for want in case["quantities"]:
        q = by_raw[want["raw"]]
        assert case["text"][q.start : q.end] == want["raw"]
        if "high" in want:
            assert (q.kind, q.value_low, q.value_high) == ("range", Decimal(want["value"]), Decimal(want["high"]))
        if "qualifiers" in want:
            assert list(q.qualifiers) == want["qualifiers"]
            assert [q.value_low, q.value_high] == [decimal(b) for b in want["bounds"]]
    reasons = [(n.text, n.reason) for n in found.not_quantities]
    for want in case.get("not_quantities", []):
        assert (want["raw"], want["reason"]) in reasons
