"""The registry as linking sees it: canonical names of known parks, regions, bodies and rankings."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.records import EntityType


def canonical_name(kind: EntityType, names: Iterable[str]) -> str | None:
    """The registered name of the first of `names` that the registry knows under that type, or None."""
    return None
