"""`read_source` on files, folders, archives, addresses and tables of articles, sound and wrong."""

from __future__ import annotations

import csv
import http.server
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpus.limits import Limits
from corpus.readers.sandbox import end_workers
from corpus.reading import read_bytes, read_source
from corpus.sources import SourceRef, iter_sources, load_bytes
from schemas.documents import Document
from schemas.errors import ParkgraphError
from schemas.ids import document_id

TEXT = "云杉科学城去年营业收入为3125.4亿元，同比增长8.6%。\n"
ARTICLES = [
    {"id": "a1", "title": "快讯", "text": TEXT, "published": "2024/3/5", "publisher": "云杉报", "url": "http://x.cn/1"},
    {"id": "a2", "title": None, "text": "园区新增企业203家。", "published": None, "publisher": None, "url": None},
]


def documents(source: object, limits: Limits | None = None) -> list[Document]:
    found = list(read_source(str(source), limits or Limits()))
    assert all(isinstance(f, Document) for f in found), found
    return [f for f in found if isinstance(f, Document)]


def error(source: object, limits: Limits | None = None) -> ParkgraphError:
    found = list(read_source(str(source), limits or Limits()))
    assert len(found) == 1
    assert isinstance(found[0], ParkgraphError)
    assert "\n" not in str(found[0])
    return found[0]


def word(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.save(str(path))
    return path


def test_file_with_its_sidecar(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(TEXT, "utf-8")
    sidecar = {"title": "快讯", "published": "2024-03-05", "publisher": None, "url": "http://x.cn/1"}
    (tmp_path / "x.meta.json").write_text(json.dumps(sidecar), "utf-8")
    found = documents(path)[0]
    assert (found.name, found.source, found.original) == ("x.txt", str(path), TEXT)
    assert found.document_id == document_id(TEXT.encode())
    assert (found.metadata.title, found.metadata.published) == ("快讯", "2024-03-05")
    assert found.metadata.origin["published"] == "sidecar"
    assert len(list(iter_sources(tmp_path))) == 1


def test_broken_sidecar_is_reported_and_the_document_read(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT, "utf-8")
    (tmp_path / "x.meta.json").write_text("{", "utf-8")
    found = list(read_source(tmp_path))
    assert [getattr(f, "code", "read") for f in found] == ["E110", "read"]


def test_a_workspace_among_the_documents_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    for mark in ("ledger.sqlite", "owner.lock"):
        own = tmp_path / f"with {mark}"
        (own / "received" / "ab").mkdir(parents=True)
        (own / "received" / "ab" / "abcd").write_text(TEXT, "utf-8")
        (own / mark).write_bytes(b"")
    assert [found.name for found in iter_sources(tmp_path) if isinstance(found, SourceRef)] == ["a.txt"]


def test_folder_in_order_with_errors_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_bytes(TEXT.encode("gb18030"))
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "c.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text(TEXT, "utf-8")
    word(tmp_path / "1.docx")
    found = list(read_source(tmp_path))
    assert [f.code if isinstance(f, ParkgraphError) else f.name for f in found] == ["1.docx", "E102", "E103", "2.txt"]


def test_pattern_picks_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.md").write_text(TEXT, "utf-8")
    assert [f.name for f in read_source(tmp_path, match="*.md") if isinstance(f, Document)] == ["b.md"]


def _files(folder: Path) -> dict[str, Path]:
    text = "\n".join(json.dumps(a, ensure_ascii=False) for a in ARTICLES)
    (folder / "r.jsonl").write_text(text, "utf-8")
    with (folder / "r.csv").open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, list(ARTICLES[0]))
        writer.writeheader()
        writer.writerows(ARTICLES)
    pq.write_table(pa.Table.from_pylist(ARTICLES), folder / "r.parquet")
    return {kind: folder / f"r.{kind}" for kind in ("jsonl", "csv", "parquet")}


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_every_row_of_articles_is_a_document(kind: str, tmp_path: Path) -> None:
    path = _files(tmp_path)[kind]
    first, second = documents(path)
    assert (first.name, first.source) == (f"r.{kind}#a1", f"{path}#a1")
    assert first.original == TEXT
    assert (first.metadata.title, first.metadata.published) == ("快讯", "2024-03-05")
    assert first.metadata.origin["title"] == "row"
    assert second.metadata.publisher is None


def test_a_row_has_the_same_id_in_every_format(tmp_path: Path) -> None:
    ids = {tuple(d.document_id for d in documents(path)) for path in _files(tmp_path).values()}
    assert len(ids) == 1


def test_rows_that_are_no_articles_are_reported(tmp_path: Path) -> None:
    rows = [json.dumps(ARTICLES[0]), "{", "[1]", '{"id":"a9","text":""}', json.dumps({**ARTICLES[1], "id": "a1"})]
    (tmp_path / "x.jsonl").write_text("\n".join([*rows, json.dumps(ARTICLES[1])]), "utf-8")
    found = list(read_source(tmp_path / "x.jsonl"))
    assert [getattr(f, "code", "read") for f in found] == ["read", "E112", "E112", "E112", "E112", "read"]
    assert "x.jsonl#a9" in str(found[3])


def test_a_file_of_other_records_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"value": 1}\n' * 5000, "utf-8")
    found = list(read_source(tmp_path / "x.jsonl"))
    assert len(found) < 30
    assert {getattr(f, "code", "read") for f in found} == {"E112"}


def test_archive_with_nested_archive_sidecar_and_names_of_a_chinese_system(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("内.txt", TEXT)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("d/x.txt", TEXT)
        archive.writestr("d/x.meta.json", json.dumps({"title": "快讯"}))
        archive.writestr("in.zip", inner.getvalue())
        archive.writestr("__MACOSX/x.txt", "no")
        archive.writestr("AAAA.txt", "园区新增企业203家。")
    # an archiver of a Chinese system writes names in GB18030 without saying so
    path.write_bytes(path.read_bytes().replace(b"AAAA.txt", "园区".encode("gb18030") + b".txt"))
    found = documents(path)
    assert [f.source for f in found] == [f"{path}!d/x.txt", f"{path}!in.zip!内.txt", f"{path}!园区.txt"]
    assert found[0].metadata.title == "快讯"
    assert found[0].document_id == found[1].document_id


def test_encrypted_member_of_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x.txt", TEXT)
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    assert error(path).code == "E105"


def test_kept_bytes_are_read_under_another_name(tmp_path: Path) -> None:
    kept = tmp_path / "0f1e2d"
    kept.write_text(TEXT, "utf-8")
    ref = SourceRef("http://x.cn/news/1.html", "1.txt", kept)
    found = list(read_bytes(ref, load_bytes(ref)))
    assert isinstance(found[0], Document)
    assert found[0].name == "1.txt"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "x.txt").write_text(TEXT, "utf-8")
    page = f"<html><head><title>快讯一则</title></head><body><p>{TEXT * 3}</p></body></html>"
    (folder / "news").write_bytes(page.encode("gb18030"))

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    served.server_close()
    thread.join()


def test_addresses(server: str) -> None:
    text = documents(f"{server}/x.txt")[0]
    assert (text.name, text.original, text.metadata.url) == ("x.txt", TEXT, f"{server}/x.txt")
    page = documents(f"{server}/news")[0]
    assert page.media_type == "text/html"
    assert page.metadata.title == "快讯一则"


def test_addresses_that_cannot_be_fetched(server: str) -> None:
    assert error(f"{server}/missing.txt").code == "E111"
    assert error("http://127.0.0.1:1/x").code == "E111"
    assert error("http:///x").code == "E111"
    assert error(f"{server}/x.txt", Limits(max_bytes=10)).code == "E108"


def test_file_address(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT, "utf-8")
    assert documents((tmp_path / "x.txt").as_uri())[0].original == TEXT


def test_missing_path() -> None:
    assert error("/nowhere/x.txt").code == "E101"


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"")
    assert error(tmp_path / "x.pdf").code == "E102"


def test_formats_that_are_not_read_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "x.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    found = error(tmp_path / "x.doc")
    assert found.code == "E103"
    assert ".docx" in str(found)


def test_corrupt_docx(tmp_path: Path) -> None:
    path = word(tmp_path / "x.docx")
    path.write_bytes(path.read_bytes()[:2000])
    assert error(path).code == "E104"


def test_encrypted_docx(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "x.docx").write_bytes(data)
    assert error(tmp_path / "x.docx").code == "E105"


def test_another_format_under_a_text_name(tmp_path: Path) -> None:
    path = word(tmp_path / "x.docx").rename(tmp_path / "x.txt")
    assert error(path).code == "E107"


def test_too_large_before_it_is_read_names_the_setting(tmp_path: Path) -> None:
    with (tmp_path / "x.txt").open("wb") as file:
        file.truncate(200_000_000)
    found = error(tmp_path / "x.txt")
    assert found.code == "E108"
    assert "max_bytes" in str(found)


@pytest.mark.parametrize("limits", [Limits(max_characters=10), Limits(max_line_characters=10), Limits(max_bytes=10)])
def test_limits_are_settings(limits: Limits, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT, "utf-8")
    assert error(tmp_path / "x.txt", limits).code == "E108"


def test_reading_that_takes_too_long_is_ended_and_the_next_document_read(tmp_path: Path) -> None:
    word(tmp_path / "x.docx")
    end_workers()  # a new process takes longer to start than the limit
    assert error(tmp_path / "x.docx", Limits(seconds=0.0001)).code == "E109"
    assert documents(tmp_path / "x.docx")


def test_reading_that_needs_too_much_memory_is_ended(tmp_path: Path) -> None:
    word(tmp_path / "x.docx")
    end_workers()  # a new process, which cannot even load its libraries in so little
    found = error(tmp_path / "x.docx", Limits(memory_bytes=30_000_000))
    assert found.code in ("E104", "E108")
    assert documents(tmp_path / "x.docx")


def test_a_reader_that_is_abandoned_does_not_disturb_the_next(tmp_path: Path) -> None:
    path = _files(tmp_path)["parquet"]
    for item in read_source(path):
        assert isinstance(item, Document)
        break
    assert len(documents(path)) == 2
