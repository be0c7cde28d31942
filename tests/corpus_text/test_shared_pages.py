"""The real pages: nothing lost, every place what it claims to be, every article in its place."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from corpus.assemble import build_document
from corpus.metadata import read_sidecar
from corpus.page_view import describe
from schemas.documents import Document, Metadata

pytestmark = pytest.mark.shared


def build(path: Path) -> Document:
    sidecar = path.with_name(path.stem + ".meta.json")
    return build_document(
        data_id="sha256:0",
        name=path.name,
        source=str(path),
        media_type="text/plain",
        original=path.read_text(encoding="utf-8"),
        reader="text/1",
        metadata=read_sidecar(sidecar) if sidecar.exists() else Metadata(),
    )


def plain(text: str | None) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text or "").lower() if c.isalnum())


def texts(shared: Path) -> list[Path]:
    return sorted([*(shared / "seeds").glob("*.txt"), *(shared / "gold" / "passages").glob("*.txt")])


def test_every_character_is_placed(shared: Path) -> None:
    for path in texts(shared):
        doc = build(path)
        places: set[int] = set()
        for article in doc.articles:
            assert article.offsets.length == len(article.text)
            for run in article.offsets.runs:
                assert run.clean_len == run.raw_len or run.raw_len == 0
                places.update(range(run.raw, run.raw + run.raw_len))
            if article.headline_span:
                places.update(range(*article.headline_span))
        for item in doc.skipped:
            assert item.span is not None
            assert doc.original[item.span.start : item.span.end] == item.text
            places.update(range(*item.span))
        lost = [c for i, c in enumerate(doc.original) if not c.isspace() and i not in places]
        assert not lost, path.name


def test_every_character_is_what_the_original_shows(shared: Path) -> None:
    for path in texts(shared):
        doc = build(path)
        for article in doc.articles:
            for block in article.blocks:
                span = article.offsets.to_raw(block.start, block.end)
                shown = plain(doc.original[span.start : span.end])
                wanted = plain(article.text[block.start : block.end])
                kept = iter(shown)
                assert all(c in kept for c in wanted), (path.name, wanted)


def test_articles_of_the_newspaper_page(shared: Path) -> None:
    gold = json.loads((shared / "gold" / "articles_002.json").read_text(encoding="utf-8"))
    (path,) = (shared / "seeds").glob("002_*.txt")
    articles = build(path).articles
    firsts = [plain(g["first_words"]) for g in gold if g["kind"] == "article"]
    for entry in gold:
        first, last = plain(entry["first_words"]), plain(entry["last_words"])
        found = [a for a in articles if first in plain(a.text) and last in plain(a.text)]
        assert len(found) == 1, entry["label"]
        assert found[0].kind == entry["kind"]
        if entry["kind"] == "article":
            assert plain(found[0].headline) == plain(entry["headline"])
            assert not [f for f in firsts if f != first and f in plain(found[0].text)]
            assert found[0].byline == entry["byline"]


def test_view_tells_of_all_parts(shared: Path) -> None:
    for path in texts(shared):
        doc = build(path)
        view = describe(doc)
        assert sum(line.kind == "article" for line in view) == len(doc.articles)
        assert sum(line.kind == "left_out" for line in view) == len(doc.skipped)
