"""What queries need of the catalogue of indicators: other names, and which way is better."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from schemas.datafile import DATA, read_yaml


def _entries() -> Iterator[dict[str, Any]]:
    for path in sorted((DATA / "indicators").glob("*.yaml")):
        yield from (read_yaml(path) or {}).get("indicators", ())


@cache
def indicator_aliases() -> dict[str, tuple[str, ...]]:
    """Catalogue id → other names. Raises E201 when the catalogue cannot be read."""
    return {entry["id"]: tuple(entry.get("aliases") or ()) for entry in _entries()}


@cache
def smaller_is_better() -> frozenset[str]:
    """Catalogue ids of indicators whose smallest value ranks first (direction −1)."""
    return frozenset(entry["id"] for entry in _entries() if entry.get("direction") == -1)
