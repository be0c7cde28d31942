"""Work over processes: order, byte-identical output, and what happens when a process dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from front_program import PROGRAM, clean_environment
from generated_documents import write_documents

from parkgraph import extraction
from schemas.documents import Document, Metadata
from schemas.errors import ParkgraphError


@dataclass(frozen=True)
class Named:
    name: str


def documents_of(source: Named) -> Iterator[Document | ParkgraphError]:
    """Three documents a source, the second of which cannot be read."""
    for number in range(3):
        name = f"{source.name}/{number}"
        if number == 1:
            yield ParkgraphError("E104", name)
        else:
            yield Document("sha256:0", name, name, "text/plain", "", "test/1", Metadata(), ())


def name_of(document: Document) -> str:
    if document.name.startswith("deadly"):
        os.kill(os.getpid(), signal.SIGKILL)
    if document.name.startswith("faulty"):
        raise ZeroDivisionError("by design")
    return document.name


def run(names: list[str], workers: int) -> list[tuple[str, list[str]]]:
    results = extraction.run([Named(n) for n in names], documents_of, name_of, workers)
    return [(source.name, [str(item) for item in items]) for source, items in results]


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_order_with_errors_in_their_place(workers):
    names = [f"s{n}" for n in range(9)] + ["rows.jsonl"]
    damaged = ": the file is damaged"
    assert run(names, workers) == [(n, [f"{n}/0", f"E104 {n}/1{damaged}", f"{n}/2"]) for n in names]


def test_an_exception_is_an_error_of_its_document_alone():
    (_, faulty), (_, fine) = run(["faulty", "fine"], 1)
    assert faulty[0] == "E203 faulty/0: extraction failed on the document (ZeroDivisionError: by design)"
    assert fine[0] == "fine/0"


def test_a_dying_process_takes_its_own_source_alone():
    names = ["a", "b", "deadly", "c", "d"]
    found = dict(run(names, 2))
    assert [error.split(":")[0] for error in found.pop("deadly")] == ["E203 deadly"]
    assert found == dict(run(["a", "b", "c", "d"], 1))


def test_workers_end_with_a_parent_that_is_killed(tmp_path):
    write_documents(tmp_path / "documents", 2000)
    process = subprocess.Popen(
        [*PROGRAM, "extract", "documents", "--workers", "2"],
        cwd=tmp_path,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    process.stdout.readline()  # by now the workers work
    children = _children(process.pid)
    assert children
    process.kill()
    process.wait()
    process.stdout.close()
    end = time.monotonic() + 60
    while any(_alive(pid) for pid in children):
        assert time.monotonic() < end, "a worker outlives its parent"
        time.sleep(0.05)


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    if not path.exists():
        pytest.skip("no /proc to find the workers in")
    return [int(child) for child in path.read_text().split()]


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("select", ["facts", "articles"])
def test_any_number_of_workers_gives_the_same_bytes(parkgraph, tmp_path, select):
    write_documents(tmp_path / "documents", 40)
    rows = [{"id": str(n), "title": f"第{n}期", "text": f"2023年，云岭高新区新增企业{n}家。"} for n in range(100)]
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "documents" / "articles.jsonl").write_text(text, encoding="utf-8")
    one = parkgraph("extract", "documents", "--select", select)
    three = parkgraph("extract", "documents", "--select", select, "--workers", "3")
    assert one.returncode == three.returncode == 0
    assert len(one.stdout.splitlines()) > 100
    assert one.stdout == three.stdout
