"""Portable documents (pdf)."""

from __future__ import annotations

from collections.abc import Callable

from corpus.hints import Reading
from corpus.limits import Limits
from schemas.errors import ParkgraphError


def read_pdf(data: bytes, subject: str, limits: Limits, beat: Callable[[], None]) -> Reading:
    """Read a pdf."""
    raise ParkgraphError("E103", subject, "pdf is not read yet")
