"""Versions that change by themselves: a digest over the code and data that decide what a package gives."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_KINDS = frozenset([".py", ".yaml", ".json", ".ttl"])


@cache
def digest_of(*packages: str) -> str:
    """First 12 hex digits of the SHA-256 over the packages' code and data files, by path.

    The sample corpus is data of the project, not of its readers, and does not count.
    """
    total = hashlib.sha256()
    for package in packages:
        for path in sorted((ROOT / package).rglob("*")):
            relative = path.relative_to(ROOT)
            if path.suffix in _KINDS and "sample" not in relative.parts and path.is_file():
                total.update(relative.as_posix().encode())
                total.update(path.read_bytes())
    return total.hexdigest()[:12]
