"""Reads the schema statements that lie beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

HERE = Path(__file__).parent


class EngineSchema(BaseModel):
    """Statements that only one engine understands, in the language named."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    language: Literal["cypher", "sql"]
    statements: tuple[str, ...]
    search: str


def shared_statements() -> list[str]:
    """The statements of `schema.cypher`, without comments."""
    text = (HERE / "schema.cypher").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("//")]
    return [s for s in (" ".join(part.split()) for part in "\n".join(lines).split(";")) if s]


def engine_schema(engine: Literal["neo4j", "arcadedb"]) -> EngineSchema:
    """The engine's own file."""
    return EngineSchema.model_validate(yaml.safe_load((HERE / f"schema_{engine}.yaml").read_text(encoding="utf-8")))


def full_text_query(text: str) -> str:
    """`text` as a phrase-free Lucene query: every character that Lucene reads as an operator becomes a blank."""
    words = "".join(c if c.isalnum() else " " for c in text).split()
    return " ".join(w.lower() if w in ("AND", "OR", "NOT", "TO") else w for w in words)
