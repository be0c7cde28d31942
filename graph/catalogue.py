"""Name and unit of the catalogued indicators, as the graph shows them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from schemas.datafile import DATA, read_yaml


class IndicatorName(NamedTuple):
    """`unit` is the whole unit (`CNY/人`), None where the catalogue has none."""

    name: str
    unit: str | None


@cache
def indicator_names() -> dict[str, IndicatorName]:
    """Catalogue id → name and unit. Raises E201 when a file of the catalogue cannot be read."""
    found: dict[str, IndicatorName] = {}
    for path in sorted((DATA / "indicators").glob("*.yaml")):
        for entry in (read_yaml(path) or {}).get("indicators", ()):
            unit, per = entry.get("unit"), entry.get("per")
            found[entry["id"]] = IndicatorName(entry["name"], f"{unit}/{per}" if unit and per else unit)
    return found
