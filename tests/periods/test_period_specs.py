"""Runs the cases of tests/specs/periods: mentions found in a text, and the periods that figures get."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.periods import PeriodContext, find_periods
from extract.quantities import scan

SPECS = Path(__file__).parent.parent / "specs" / "periods"


def cases(kind: str) -> list[Any]:
    found = []
    for path in sorted(SPECS.glob("*.json")):
        spec = json.loads(path.read_text(encoding="utf-8"))
        if spec["kind"] == kind:
            found += [pytest.param(case, id=f"{path.stem}-{i}") for i, case in enumerate(spec["cases"])]
    return found


@pytest.mark.parametrize("case", cases("mentions"))
def test_mentions(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_periods(text)
    assert [{"raw": p.text, "value": p.value, "relative": p.relative} for p in found] == case["mentions"]
    assert all(text[p.start : p.end] == p.text for p in found)


@pytest.mark.parametrize("case", cases("assign"))
def test_assign(case: dict[str, Any]) -> None:
    text = case["text"]
    found = scan(text)
    context = PeriodContext(
        text, found.periods, found.quantities, title=case.get("title"), published=case.get("published")
    )
    got = {q.text: context.assign(q.start, q.end) for q in found.quantities}
    for want in case["figures"]:
        period, _, origin = got[want["raw"]]
        assert (want["raw"], period, origin) == (want["raw"], want["period"], want["from"])
