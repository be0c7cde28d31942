"""The documents of the sample corpus: complete, licensed, built from their sources, and our own words."""

from __future__ import annotations

import importlib.util
import json
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from sample_corpus import FILES, SAMPLE, documents


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_build", SAMPLE / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_corpus_has_all_formats_and_enough_documents():
    assert {path.suffix for path in FILES} == {".txt", ".md", ".html", ".docx", ".pdf", ".csv"}
    assert len(FILES) >= 14
    assert {document.reader.split("/")[0] for document in documents().values()} >= {"docx", "pdf", "html", "csv"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_sidecar_states_title_origin_and_licence(path):
    sidecar = json.loads(path.with_name(f"{path.stem}.meta.json").read_text(encoding="utf-8"))
    assert sidecar["title"]
    assert sidecar["licence"] == "Apache-2.0"
    assert sidecar["origin"].startswith("own ")
    if path.suffix != ".csv":  # the rows of a table of articles state it themselves
        assert sidecar["published"]
        assert sidecar["publisher"]
        assert documents()[path.name].metadata.licence == "Apache-2.0"


def test_encodings_other_than_utf8_are_part_of_the_corpus():
    assert "规模以上工业总产值702.8亿元" in documents()["yanzhou-bulletin-2022.txt"].original
    assert (SAMPLE / "documents" / "yanzhou-bulletin-2022.txt").read_bytes().decode("gb18030").startswith("砚州高新区")
    assert (SAMPLE / "documents" / "luchuan-laboratory.txt").read_bytes().startswith(b"\xff\xfe")


def test_the_newspaper_page_is_split_into_its_articles():
    headlines = [article.headline for article in documents()["keji-bao-2024-04-19.txt"].articles]
    for headline in ("青屿高新区：海洋装备订单排到明年", "砚州高新区：芯谷二期主体封顶", "三园区签署协同创新协议"):
        assert headline in headlines


def test_built_documents_are_what_their_sources_give(build, tmp_path):
    build.build(tmp_path)
    for name in build.BUILT:
        assert _content(tmp_path / name) == _content(SAMPLE / "documents" / name), f"{name}: run corpus/sample/build.py"


def _content(path: Path) -> object:
    if path.suffix != ".docx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as parts:  # compressors differ between platforms, what is in it does not
        return {name: parts.read(name) for name in parts.namelist()}


@pytest.mark.shared
def test_no_sentence_is_copied_from_the_shared_texts(shared):
    size = 16  # characters in a row, punctuation aside
    known: set[str] = set()
    for path in [*shared.glob("seeds/*.txt"), *shared.glob("gold/passages/*.txt")]:
        known |= _grams(path.read_text(encoding="utf-8", errors="replace"), size)
    for name, document in documents().items():
        assert not _grams(document.original, size) & known, name


def _grams(text: str, size: int) -> set[str]:
    flat = "".join(c for c in text if c.isalnum())
    return {flat[i : i + size] for i in range(len(flat) - size + 1)}
