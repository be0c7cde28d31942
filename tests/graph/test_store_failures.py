"""Stores that cannot be had: locked, down, refused, missing, on a machine without an engine."""

from __future__ import annotations

import json
import os
import platform
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import arcadedb_store
from graph.store import Statement, Store
from graph.stores import open_store
from schemas.errors import ParkgraphError

HOLDER = """
import sys
from graph.stores import open_store
with open_store(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.readline()
"""


def code_of(uri: str, **options: object) -> tuple[str, str]:
    with pytest.raises(ParkgraphError) as caught:
        open_store(uri, **options)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    return caught.value.code, str(caught.value)


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A second process that has an embedded store open."""
    uri = f"embedded:{tmp_path / 'data'}"
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, uri], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "open\n"
        yield process, uri
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def test_locked_store_names_its_owner(holder: tuple[subprocess.Popen[str], str]) -> None:
    process, uri = holder
    code, text = code_of(uri)
    assert code == "E304"
    assert f"process {process.pid}" in text
    assert "open_store" in text  # the command line of the owner


def test_lock_of_a_killed_owner_is_no_lock(holder: tuple[subprocess.Popen[str], str]) -> None:
    process, uri = holder
    process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    process.wait()
    with open_store(uri) as store:
        assert store.counts() == {"labels": {}, "types": {}}


def test_store_that_this_process_has_open(tmp_path: Path) -> None:
    uri = f"embedded:{tmp_path}"
    with open_store(uri):
        code, text = code_of(uri)
        assert (code, str(os.getpid()) in text) == ("E304", True)
    with open_store(uri) as again:
        assert json.loads((tmp_path / "owner.lock").read_text())["pid"] == os.getpid()
        again.close()
        again.close()
    assert (tmp_path / "owner.lock").read_text() == ""


def test_reading_a_graph_that_is_not_there(tmp_path: Path) -> None:
    code, text = code_of(f"embedded:{tmp_path / 'none'}", read_only=True)
    assert code == "E302"
    assert "ingest" in text
    assert not (tmp_path / "none").exists()


def test_folder_that_cannot_be_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert code_of(f"embedded:{tmp_path / 'file'}")[0] == "E302"


def test_schema_file_broken_by_a_power_cut(tmp_path: Path) -> None:
    uri = f"embedded:{tmp_path}"
    with open_store(uri) as store:
        store.ensure_schema()
        store.write([Statement("CREATE (n:Entity:Park {id: 'p'})")])
    (tmp_path / "graph" / "schema.json").write_text("{")
    with open_store(uri) as store:  # the engine keeps the schema before it
        assert store.counts()["labels"] == {"Entity": 1, "Park": 1}


def test_read_only_store_refuses_every_write(tmp_path: Path) -> None:
    uri = f"embedded:{tmp_path}"
    with open_store(uri) as store:
        store.ensure_schema()
    with open_store(uri, read_only=True) as store:
        assert store.counts() == {"labels": {}, "types": {}}
        for write in (store.clear, store.ensure_schema, lambda: store.write([Statement("CREATE (n:Park)")])):
            with pytest.raises(ParkgraphError) as caught:
                write()
            assert caught.value.code == "E305"


def test_closed_store_says_so(tmp_path: Path) -> None:
    store = open_store(f"embedded:{tmp_path}")
    store.close()
    with pytest.raises(ParkgraphError) as caught:
        store.read("RETURN 1 AS one")
    assert caught.value.code == "E302"


def test_embedded_engine_keeps_quiet_and_out_of_the_working_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", HOLDER + "    open_store", f"embedded:{tmp_path / 'data'}"],
        cwd=tmp_path,
        input="\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("open\n", "")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["graph", "log", "owner.lock"]


@pytest.mark.parametrize(
    ("system", "machine", "libc", "words"),
    [
        ("linux", "x86_64", ("glibc", "2.31"), "2.34"),
        ("linux", "x86_64", ("", ""), "glibc"),
        ("darwin", "x86_64", ("", ""), "Intel Mac"),
    ],
)
def test_machine_without_an_engine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, machine: str, libc: tuple[str, str], words: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(platform, "libc_ver", lambda *_: libc)
    code, text = code_of(f"embedded:{tmp_path}")
    assert code == "E308"
    assert words in text
    assert "Neo4j" in text
    assert words in (arcadedb_store.unsupported_reason() or "")


def test_server_that_is_down() -> None:
    assert code_of("bolt://127.0.0.1:1", username="neo4j", password="x" * 8)[0] == "E302"


def test_server_that_is_none(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def hang_up() -> None:
            connection, _ = listener.accept()
            connection.close()

        thread = threading.Thread(target=hang_up, daemon=True)
        thread.start()
        assert code_of(f"bolt://127.0.0.1:{port}")[0] == "E302"
        thread.join(10)


@pytest.mark.neo4j
def test_wrong_credentials(neo4j_uri: str) -> None:
    code, text = code_of(neo4j_uri, password="not-this-one")
    assert code == "E303"
    assert "NEO4J_PASSWORD" in text
    assert "not-this-one" not in text


@pytest.mark.neo4j
def test_both_schemes_of_neo4j(neo4j_uri: str) -> None:
    with open_store(neo4j_uri.replace("bolt:", "neo4j:"), read_only=True) as store:
        assert (store.engine, store.read("RETURN 1 AS one")) == ("neo4j", [{"one": 1}])


def test_credentials_in_the_address_are_refused() -> None:
    code, text = code_of("bolt://neo4j:secret@127.0.0.1:7687")
    assert code == "E301"
    assert "secret" not in text


def test_writers_of_one_process_take_turns(store: Store) -> None:
    store.write([Statement("MERGE (n:Entity:Park {id: 'p'}) SET n.value = 0")])
    errors: list[Exception] = []

    def add() -> None:
        try:
            for _ in range(10):
                store.write([Statement("MATCH (n:Park) SET n.value = n.value + 1")])
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert store.read("MATCH (n:Park) RETURN n.value AS value") == [{"value": 40}]
