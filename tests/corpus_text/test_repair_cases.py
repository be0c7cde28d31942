"""Repair, case by case; the cases are data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus.repair import repair

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("repair_cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_case(case: dict[str, Any]) -> None:
    assert repair(case["raw"]).text == case["clean"]
