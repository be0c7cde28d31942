"""A writer killed at any moment leaves whole documents behind, and a next run completes the graph."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from graph_records import records

from graph.store import Store
from graph.stores import open_store
from graph.writer import load_many

COUNT = 30
WRITER = f"""
import sys
from graph_records import records
from graph.stores import open_store
from graph.writer import load
with open_store(sys.argv[1]) as store:
    store.ensure_schema()
    print("ready", flush=True)
    for one in records({COUNT}):
        load(store, one)
        print("loaded", flush=True)
"""
HALF_DOCUMENTS = """MATCH (d:Document) OPTIONAL MATCH (d)-[:CONTAINS]->(:Article)-[:HAS_SENTENCE]->(s:Sentence)
WITH d, count(s) AS sentences
OPTIONAL MATCH (d)-[:CONTAINS]->(:Article)-[:HAS_SENTENCE]->(:Sentence)<-[st:STATED_IN]-(:Observation)
WITH d, sentences, count(st) AS statements
WHERE sentences <> 12 OR statements <> 12 RETURN d.id AS id"""


def kill_while_writing(uri: str, loaded: int) -> None:
    """Start a writer and kill it when it has reported so many documents, which is in the midst of the next."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, uri], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        for _ in range(loaded + 1):
            assert process.stdout.readline()
        process.send_signal(signal.SIGKILL)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> str:
    with open_store(f"embedded:{tmp_path_factory.mktemp('whole')}") as store:
        store.ensure_schema()
        load_many(store, records(COUNT))
        return store.fingerprint(properties=True)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_embedded_store_survives_kill_9(tmp_path: Path, expected: str) -> None:
    uri = f"embedded:{tmp_path / 'data'}"
    for loaded in (0, 7):
        kill_while_writing(uri, loaded)
        with open_store(uri, read_only=True) as store:
            assert store.read("MATCH (d:Document) RETURN count(d) AS n")[0]["n"] >= loaded
            assert store.read(HALF_DOCUMENTS) == []
    with open_store(uri) as store:
        load_many(store, records(COUNT))
        assert store.fingerprint(properties=True) == expected


@pytest.mark.slow
@pytest.mark.neo4j
@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_neo4j_survives_kill_9_of_the_writer(neo4j_store: Store, neo4j_uri: str, expected: str) -> None:
    for loaded in (0, 5):
        kill_while_writing(neo4j_uri, loaded)
        assert neo4j_store.read(HALF_DOCUMENTS) == []
    load_many(neo4j_store, records(COUNT))
    assert neo4j_store.fingerprint(properties=True) == expected
