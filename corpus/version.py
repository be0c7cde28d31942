"""The readers' version: the same bytes may give another text under another one."""

from __future__ import annotations

from schemas.versions import digest_of

VERSION = f"parkgraph-corpus/1+{digest_of('schemas', 'corpus')}"
"""Changes with every change of readers, repair or article splitting."""
