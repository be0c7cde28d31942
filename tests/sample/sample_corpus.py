"""The sample corpus, read and extracted once for all its tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from corpus.reading import read_source
from extract.evaluation.gold import Gold, read_gold
from extract.pipeline import Extractor
from schemas.documents import Document
from schemas.errors import ParkgraphError
from schemas.records import Extraction

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"
FILES = sorted(p for p in (SAMPLE / "documents").iterdir() if not p.name.endswith(".meta.json"))


@cache
def documents() -> dict[str, Document]:
    """The documents by name."""
    read: dict[str, Document] = {}
    for found in read_source(SAMPLE / "documents"):
        if isinstance(found, ParkgraphError):
            raise found
        read[found.name] = found
    return read


@cache
def extractions() -> dict[str, Extraction]:
    """What the extractor finds in each document."""
    extractor = Extractor()
    return {name: extractor.extract(document) for name, document in documents().items()}


@cache
def gold() -> Gold:
    """The annotation of the corpus."""
    return read_gold([SAMPLE / "gold" / "facts.jsonl", SAMPLE / "gold" / "entities.jsonl"])
