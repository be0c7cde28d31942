"""kill -9 in the middle of an ingest, ten times: after one more run nothing is missing and nothing is double."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
from front_program import PROGRAM, clean_environment
from generated_documents import write_documents

from corpus.limits import Limits
from graph.stores import open_store
from parkgraph.ingestion import Ingestion
from parkgraph.ledger import Ledger

DOCUMENTS = 300
KILLS = 10
PATIENCE = 300.0  # seconds for one step of a run on a machine that does other things as well


def start(folder: Path, workers: int) -> subprocess.Popen[bytes]:
    command = [*PROGRAM, "ingest", "documents", "--store", "embedded:data"]
    return subprocess.Popen(
        [*command, "--workers", str(workers)],
        cwd=folder,
        env=clean_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def progress(folder: Path) -> int:
    """Steps that the ledger has noted: a document counts once received, once extracted, once loaded."""
    path = folder / "data" / "ledger.sqlite"
    if not path.exists():
        return 0
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as ledger:
        try:
            return sum(
                ledger.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("sources", "links", "loads")
            )
        except sqlite3.OperationalError:  # killed before its tables were there
            return 0


def wait_for(process: subprocess.Popen[bytes], folder: Path, steps: int) -> None:
    end = time.monotonic() + PATIENCE
    while progress(folder) < steps and process.poll() is None:
        assert time.monotonic() < end, "the ingest does not get on"
        time.sleep(0.02)


@pytest.mark.slow
def test_kill_nine_ten_times_loses_and_doubles_nothing(tmp_path):
    write_documents(tmp_path / "documents", DOCUMENTS)
    rng = random.Random(20260)
    # moments spread over all of the work, each a little after a step, so that any statement may be hit
    moments = sorted(rng.uniform(0, 3 * DOCUMENTS * 0.97) for _ in range(KILLS))
    hit = []
    for number, steps in enumerate(moments):
        process = start(tmp_path, workers=2 if number == KILLS // 2 else 1)
        wait_for(process, tmp_path, round(steps))
        time.sleep(rng.uniform(0, 0.06))
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE)
        assert process.stderr is not None
        process.stderr.close()
        hit.append(progress(tmp_path))
    assert hit[-1] < 3 * DOCUMENTS, "every kill came in the middle"
    last = start(tmp_path, workers=1)
    _, errors = last.communicate(timeout=PATIENCE)
    assert last.returncode == 0, errors.decode()

    with open_store(f"embedded:{tmp_path / 'data'}") as store, Ledger(tmp_path / "data") as ledger:
        assert store.counts()["labels"]["Document"] == DOCUMENTS
        before = store.fingerprint(properties=True)
        again = list(Ingestion(ledger, store, store.uri, Limits()).run([str(tmp_path / "documents")]))
        assert {outcome.status for outcome in again} == {"unchanged"}
        assert sum(outcome.nodes + outcome.relationships for outcome in again) == 0
        assert store.fingerprint(properties=True) == before
    with open_store(f"embedded:{tmp_path / 'whole'}") as store, Ledger(tmp_path / "whole") as ledger:
        run = Ingestion(ledger, store, store.uri, Limits()).run([str(tmp_path / "documents")])
        assert len(list(run)) == DOCUMENTS
        assert store.fingerprint(properties=True) == before, "an ingest that nobody killed gives the same graph"
