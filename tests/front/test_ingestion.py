"""Ingestion into the embedded graph: what each kind of change does, and that nothing is done twice."""

from __future__ import annotations

import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from corpus.limits import Limits
from graph.store import Store
from graph.stores import open_store
from parkgraph.ingestion import Ingestion, Outcome
from parkgraph.ledger import Ledger

FIRST = "2023年，云岭高新区实现总收入120.5亿元，同比增长8.2%。\n"
SECOND = "2023年，碧湖高新区新增发明专利授权512件。\n"
OTHER = "2022年，云岭高新区实现总收入98.4亿元。\n"


class Workspace:
    """A folder of documents, a ledger and a store; `ingest` is one run over them."""

    def __init__(self, folder: Path, store: Store, ledger: Ledger) -> None:
        self.documents = folder / "documents"
        self.documents.mkdir()
        self.store = store
        self.ledger = ledger
        self.uri = store.uri

    def write(self, name: str, text: str, **sidecar: str | None) -> Path:
        path = self.documents / name
        path.write_text(text, encoding="utf-8")
        if sidecar:
            path.with_name(path.stem + ".meta.json").write_text(json.dumps(sidecar), encoding="utf-8")
        return path

    def ingest(self, *arguments: str | Path, store: Store | None = None, workers: int = 1) -> list[Outcome]:
        store = store or self.store
        run = Ingestion(self.ledger, store, store.uri, Limits(), workers)
        return list(run.run([str(a) for a in arguments]))

    def documents_in(self, store: Store | None = None) -> dict[str, list[str]]:
        rows = (store or self.store).read("MATCH (d:Document) RETURN d.id AS id, d.sources AS sources")
        return {row["id"]: sorted(Path(source).name for source in row["sources"]) for row in rows}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_store(f"embedded:{tmp_path / 'data'}") as store, Ledger(tmp_path / "data") as ledger:
        yield Workspace(tmp_path, store, ledger)


Made = Callable[[Path], None]


def statuses(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    return [(outcome.status, outcome.name) for outcome in outcomes]


def test_a_second_run_adds_nothing(workspace):
    workspace.write("a.txt", FIRST)
    workspace.write("b.txt", SECOND)
    first = workspace.ingest(workspace.documents)
    assert statuses(first) == [("new", "a.txt"), ("new", "b.txt")]
    assert all(outcome.added and outcome.nodes and outcome.relationships for outcome in first)
    before = workspace.store.fingerprint(properties=True)
    second = workspace.ingest(workspace.documents)
    assert statuses(second) == [("unchanged", "a.txt"), ("unchanged", "b.txt")]
    assert sum(outcome.nodes + outcome.relationships + outcome.added for outcome in second) == 0
    assert workspace.store.fingerprint(properties=True) == before


def test_the_same_bytes_under_two_names_are_one_document_with_two_sources(workspace):
    workspace.write("a.txt", FIRST)
    workspace.write("b.txt", FIRST)
    assert statuses(workspace.ingest(workspace.documents)) == [("new", "a.txt"), ("unchanged", "b.txt")]
    assert list(workspace.documents_in().values()) == [["a.txt", "b.txt"]]
    workspace.write("a.txt", SECOND)
    again = workspace.ingest(workspace.documents)
    assert ("new", "a.txt") in statuses(again)
    assert "superseded" not in [outcome.status for outcome in again]
    assert sorted(workspace.documents_in().values()) == [["a.txt"], ["b.txt"]]
    assert statuses(workspace.ingest(workspace.documents)) == [("unchanged", "a.txt"), ("unchanged", "b.txt")]


def test_new_bytes_at_a_source_supersede_what_it_gave_before(workspace):
    path = workspace.write("a.txt", FIRST)
    workspace.ingest(path)
    path.write_text(OTHER, encoding="utf-8")
    assert statuses(workspace.ingest(path)) == [("superseded", "a.txt"), ("new", "a.txt")]
    assert len(workspace.documents_in()) == 1
    path.write_text(FIRST, encoding="utf-8")
    assert statuses(workspace.ingest(path)) == [("superseded", "a.txt"), ("new", "a.txt")]
    assert len(workspace.documents_in()) == 1


def test_a_changed_sidecar_revises_its_document(workspace):
    path = workspace.write("a.txt", FIRST, title=None, published="2024-02-01", publisher="云岭日报", url=None)
    workspace.ingest(path)
    workspace.write("a.txt", FIRST, title=None, published="2024-02-01", publisher="碧湖日报", url=None)
    assert statuses(workspace.ingest(path)) == [("revised", "a.txt")]
    (row,) = workspace.store.read("MATCH (d:Document) RETURN d.publisher AS publisher")
    assert row["publisher"] == "碧湖日报"
    assert statuses(workspace.ingest(path)) == [("unchanged", "a.txt")]


def test_a_source_with_a_sidecar_speaks_for_the_document_whatever_the_order(workspace):
    workspace.write("a.txt", FIRST)
    workspace.ingest(workspace.documents / "a.txt")
    workspace.write("b.txt", FIRST, title=None, published="2024-02-01", publisher="云岭日报", url=None)
    assert statuses(workspace.ingest(workspace.documents / "b.txt")) == [("revised", "b.txt")]
    (row,) = workspace.store.read("MATCH (d:Document) RETURN d.publisher AS publisher")
    assert row["publisher"] == "云岭日报"
    # its source now gives other bytes: the name without metadata speaks again
    workspace.write("b.txt", SECOND)
    outcomes = statuses(workspace.ingest(workspace.documents / "b.txt"))
    assert ("new", "b.txt") in outcomes
    assert ("revised", "a.txt") in outcomes
    (row,) = workspace.store.read(
        "MATCH (d:Document) WHERE d.id = $id RETURN d.publisher AS publisher", {"id": _id(FIRST)}
    )
    assert row["publisher"] is None


def test_a_row_that_left_a_table_of_articles_is_superseded(workspace):
    rows = [{"id": str(n), "title": f"第{n}期", "text": text} for n, text in enumerate((FIRST, SECOND))]
    path = workspace.documents / "articles.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    assert [o.status for o in workspace.ingest(path)] == ["new", "new"]
    path.write_text(json.dumps(rows[1], ensure_ascii=False), encoding="utf-8")
    assert sorted(o.status for o in workspace.ingest(path)) == ["superseded", "unchanged"]
    assert len(workspace.documents_in()) == 1


def test_what_fails_is_told_each_time_and_the_rest_is_done(workspace):
    workspace.write("a.txt", FIRST)
    (workspace.documents / "broken.docx").write_bytes(b"PK\x03\x04 this is no archive")
    (workspace.documents / "empty.txt").write_bytes(b"")
    first = workspace.ingest(workspace.documents)
    assert sorted(statuses(first)) == [("failed", "broken.docx"), ("failed", "empty.txt"), ("new", "a.txt")]
    assert {o.error.code for o in first if o.error} == {"E102", "E104"}
    again = workspace.ingest()  # without arguments: what failed is tried again
    assert sorted(statuses(again)) == [("failed", "broken.docx"), ("failed", "empty.txt")]
    workspace.write("empty.txt", SECOND)
    (workspace.documents / "broken.docx").unlink()
    found = statuses(workspace.ingest())
    assert ("new", "empty.txt") in found
    assert ("failed", "broken.docx") in found  # its bytes are kept, and read again
    assert len(found) == 2


def test_unreadable_bytes_at_a_source_leave_its_document(workspace):
    path = workspace.documents / "a.html"
    path.write_text(f"<html><body><p>{FIRST}</p></body></html>", encoding="utf-8")
    workspace.ingest(path)
    assert len(workspace.documents_in()) == 1
    path.write_bytes(b"")
    assert [o.status for o in workspace.ingest(path)] == ["failed"]
    assert len(workspace.documents_in()) == 1


def test_a_second_store_is_filled_from_the_ledger_alone(workspace, tmp_path):
    path = workspace.write("a.txt", FIRST)
    workspace.write("b.txt", SECOND)
    workspace.ingest(workspace.documents)
    path.unlink()
    with open_store(f"embedded:{tmp_path / 'other'}") as other:
        assert sorted(statuses(workspace.ingest(store=other))) == [("new", "a.txt"), ("new", "b.txt")]
        assert other.fingerprint(properties=True) == workspace.store.fingerprint(properties=True)
        # a store that was emptied behind our back is found out
        other.clear()
        assert [o.status for o in workspace.ingest(store=other)] == ["new", "new"]
        assert other.fingerprint(properties=True) == workspace.store.fingerprint(properties=True)


def test_rebuilding_gives_the_same_graph(workspace):
    workspace.write("a.txt", FIRST)
    workspace.write("b.txt", OTHER)
    workspace.ingest(workspace.documents)
    before = workspace.store.fingerprint(properties=True)
    run = Ingestion(workspace.ledger, workspace.store, workspace.uri, Limits())
    run.clear()
    assert workspace.documents_in() == {}
    assert [o.status for o in run.run([])] == ["new", "new"]
    assert workspace.store.fingerprint(properties=True) == before


def test_members_of_archives_are_documents(workspace):
    with zipfile.ZipFile(workspace.documents / "all.zip", "w") as archive:
        archive.writestr("x/a.txt", FIRST)
        archive.writestr("x/b.txt", SECOND)
    assert statuses(workspace.ingest(workspace.documents)) == [("new", "a.txt"), ("new", "b.txt")]
    assert statuses(workspace.ingest(workspace.documents)) == [("unchanged", "a.txt"), ("unchanged", "b.txt")]


def test_workers_give_the_same_graph(workspace, tmp_path):
    for number in range(6):
        workspace.write(f"d{number}.txt", FIRST + f"第{number}季度，云岭高新区新增企业{number + 20}家。\n")
    workspace.ingest(workspace.documents, workers=2)
    with open_store(f"embedded:{tmp_path / 'other'}") as other, Ledger(tmp_path / "other") as ledger:
        list(Ingestion(ledger, other, other.uri, Limits()).run([str(workspace.documents)]))
        assert other.fingerprint(properties=True) == workspace.store.fingerprint(properties=True)


def _id(text: str) -> str:
    from schemas.ids import document_id

    return document_id(text.encode())


class Site:
    """A web server of our own on loopback; `pages` is what it has."""

    def __init__(self) -> None:
        pages: dict[str, bytes] = {}

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = pages.get(self.path)
                self.send_response(404 if body is None else 200)
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.pages = pages
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, daemon=True)
    thread.start()
    yield site
    site.server.shutdown()
    site.server.server_close()
    thread.join()


def test_an_address_is_a_source_like_a_file(workspace, site):
    address = f"{site.address}/news.txt"
    (failed,) = workspace.ingest(address)
    assert (failed.status, failed.error and failed.error.code) == ("failed", "E111")
    site.pages["/news.txt"] = FIRST.encode()
    assert [o.status for o in workspace.ingest()] == ["new"]  # what could not be fetched is asked again
    assert [o.status for o in workspace.ingest(address)] == ["unchanged"]
    site.pages["/news.txt"] = OTHER.encode()
    assert [o.status for o in workspace.ingest(address)] == ["superseded", "new"]
    (row,) = workspace.store.read("MATCH (d:Document) RETURN d.sources AS sources")
    assert row["sources"] == [address]
