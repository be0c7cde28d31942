"""The extractor's version: records made under another one may differ."""

from __future__ import annotations

from schemas.versions import digest_of

VERSION = f"parkgraph-extract/1+{digest_of('schemas', 'extract')}"
"""Changes with every change of code, lexica or rules; the ledger keeps records by it."""
