"""Every fact record is valid under the contract and points at its figure in the original text."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import jsonschema
import pytest

from corpus.reading import read_source
from extract.pipeline import Extractor
from schemas.documents import Document

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "schemas/data/contract/fact.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def documents(*sources: Path) -> list[Document]:
    return [d for source in sources for d in read_source(str(source)) if isinstance(d, Document)]


def marks(text: str) -> str:
    """The letters and digits of a text, width-folded: repair may close gaps and change widths, nothing else."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def check(extractor: Extractor, found: Iterable[Document]) -> int:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    count = 0
    ids: set[str] = set()
    for document in found:
        for fact in extractor.extract(document).facts:
            record = json.loads(json.dumps(fact.to_record(), ensure_ascii=False))
            problems = [e.message for e in validator.iter_errors(record)]
            assert not problems, (document.name, record["raw"], problems)
            shown = document.original[fact.start : fact.end]
            assert marks(fact.raw) in marks(shown), (document.name, fact.raw, shown)
            assert len(shown) <= len(fact.raw) + 40, (document.name, fact.raw, shown)
            assert (fact.start, fact.end) in {(m.start, m.end) for m in fact.mentions}
            ids.add(fact.fact_id)
            count += 1
    assert len(ids) == count, "two facts share an id"
    return count


def test_the_sample_corpus_gives_valid_records(extractor: Extractor) -> None:
    assert check(extractor, documents(ROOT / "corpus/sample/documents")) > 300


@pytest.mark.shared
def test_seeds_and_passages_give_valid_records(extractor: Extractor, shared: Path) -> None:
    assert check(extractor, documents(shared / "seeds", shared / "gold" / "passages")) > 2000


@pytest.mark.shared
def test_seeds_give_facts_of_every_kind(extractor: Extractor, shared: Path) -> None:
    kinds = {f.kind for d in documents(shared / "seeds") for f in extractor.extract(d).facts}
    assert kinds == {"level", "change", "growth", "share", "ratio", "rank", "rate", "target"}
