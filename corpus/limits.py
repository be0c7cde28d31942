"""What one document may cost. Every limit is a setting, and the error that it raises names it."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.errors import ParkgraphError


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of reading; the unit is in the comment. A limit that is hit raises E108 (E109 for `seconds`)."""

    max_bytes: int = 128_000_000  # bytes of one document or member of an archive
    max_characters: int = 40_000_000  # code points of the original of one document
    max_line_characters: int = 2_000_000  # code points of one line of text
    max_pages: int = 20_000  # pages of one pdf
    max_rows: int = 2_000_000  # rows of one table or table of articles
    max_members: int = 50_000  # members of one archive
    max_unpacked_bytes: int = 4_000_000_000  # bytes that all members of one archive unpack to
    max_ratio: int = 500  # unpacked to packed bytes of a member over 10 MB
    max_depth: int = 3  # archives inside archives
    seconds: float = 55.0  # without a sign of progress, for formats that are read in the worker process
    max_seconds: float = 1800.0  # for one document, whatever its progress
    memory_bytes: int = 1_300_000_000  # address space of the worker process
    fetch_seconds: float = 60.0  # for one address
    max_redirects: int = 5

    def check(self, setting: str, found: int | float, subject: str) -> None:
        """Raise E108 naming the setting when `found` is over it."""
        allowed = getattr(self, setting)
        if found > allowed:
            raise ParkgraphError("E108", subject, f"{found:,} where the setting {setting} allows {allowed:,}")


DEFAULT_LIMITS = Limits()
