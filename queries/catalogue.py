"""What queries need of the catalogue of indicators and the registry: other names, and which way is better."""

from __future__ import annotations

from schemas.indicators import catalogue
from schemas.registry import registry


def indicator_aliases(indicator_id: str) -> tuple[str, ...]:
    """Other names of an indicator of the catalogue, none for another id."""
    found = catalogue().get(indicator_id)
    return found.aliases if found else ()


def smaller_is_better(indicator_id: str | None) -> bool:
    """Whether the smallest value of the indicator ranks first (direction -1)."""
    found = catalogue().get(indicator_id) if indicator_id else None
    return found is not None and found.direction == -1


def registry_aliases(entity_id: str) -> tuple[str, ...]:
    """Other names of a registered thing, none for another id."""
    found = registry().get(entity_id)
    return found.aliases if found else ()
