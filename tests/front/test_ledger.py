"""The ledger: what it keeps, and that a broken step leaves nothing behind."""

from __future__ import annotations

import sqlite3

import pytest

from parkgraph.ledger import Extracted, Ledger, pack, unpack
from schemas.errors import ParkgraphError

STORE = "embedded:/somewhere"


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "work") as ledger:
        yield ledger


def extracted(document: str, key: str = "k1") -> Extracted:
    record = pack({"document": {"document_id": document, "doc": "a.txt"}})
    return Extracted(document, "a.txt", "text/plain", "text/1", "x/1", pack("原文"), record, key)


def receive(ledger: Ledger, source: str, data: bytes):
    return ledger.receive(source, source.rsplit("/", 1)[-1], ledger.received.keep(data), "")


def test_bytes_are_kept_once_under_their_hash(ledger):
    content = ledger.received.keep("园区".encode())
    assert ledger.received.keep("园区".encode()) == content
    assert ledger.received.path_of(content).read_bytes() == "园区".encode()
    assert [p.name for p in ledger.received.folder.rglob("*") if p.is_file()] == [content]


def test_the_ledger_outlives_its_process(tmp_path):
    with Ledger(tmp_path) as ledger:
        source = receive(ledger, "/in/a.txt", b"one")
        ledger.record(source, "recipe", [extracted("sha256:1")])
    with Ledger(tmp_path) as ledger:
        again = ledger.source("/in/a.txt")
        assert again is not None
        assert (again.state, again.recipe, again.attempts) == ("extracted", "recipe", 1)
        assert ledger.original("sha256:1") == "原文"
        assert ledger.load_record("sha256:1")["document"]["doc"] == "a.txt"
        assert ledger.counts() == {"received": 0, "extracted": 1, "failed": 0, "documents": 1}


def test_a_step_that_breaks_is_as_if_it_had_not_begun(ledger):
    source = receive(ledger, "/in/a.txt", b"one")

    def breaking():
        yield extracted("sha256:1")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ledger.record(source, "recipe", breaking())
    assert ledger.counts()["documents"] == 0
    assert [s.source for s in ledger.unfinished(failed=False)] == ["/in/a.txt"]


def test_failures_are_kept_with_their_reason_and_counted(ledger):
    source = receive(ledger, "/in/a.docx", b"junk")
    for _ in range(2):
        ledger.record(source, "recipe", [ParkgraphError("E104", "a.docx", "no archive")])
    (error,) = ledger.failures("/in/a.docx")
    assert str(error) == "E104 a.docx: the file is damaged (no archive)"
    found = ledger.source("/in/a.docx")
    assert found is not None
    assert (found.state, found.attempts) == ("failed", 2)
    assert ledger.unfinished(failed=False) == []
    assert len(ledger.unfinished(failed=True)) == 1


def test_what_a_store_holds_is_told_per_store(ledger):
    ledger.record(receive(ledger, "/in/a.txt", b"one"), "recipe", [extracted("sha256:1")])
    assert ledger.loads.out_of_step(STORE) == ["sha256:1"]
    ledger.loads.note(STORE, [("sha256:1", "k1", ["/in/a.txt"])], "loading")
    assert ledger.loads.out_of_step(STORE) == ["sha256:1"]
    ledger.loads.note(STORE, [("sha256:1", "k1", ["/in/a.txt"])], "loaded")
    assert ledger.loads.out_of_step(STORE) == []
    assert ledger.loads.out_of_step("embedded:/elsewhere") == ["sha256:1"]
    assert ledger.loads.reconcile(STORE, set()) == 1
    assert ledger.loads.out_of_step(STORE) == ["sha256:1"]


def test_one_process_writes(ledger, tmp_path):
    ledger.lock()
    with Ledger(tmp_path / "work") as second, pytest.raises(ParkgraphError, match="E502"):
        second.lock()


def test_a_ledger_of_another_layout_is_refused(tmp_path):
    Ledger(tmp_path).close()
    with sqlite3.connect(tmp_path / "ledger.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(ParkgraphError, match="layout 99"):
        Ledger(tmp_path)


def test_packing_is_deterministic():
    assert pack({"b": 1, "a": "园"}) == pack({"a": "园", "b": 1})
    assert unpack(pack({"a": ["园", None, 1.5]})) == {"a": ["园", None, 1.5]}
