"""Wrong inputs: one clear line each with a code, exit 1 or 2, and the rest of the batch done."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from graph.stores import open_store

GOOD = "2023年，云岭高新区实现总收入120.5亿元，同比增长8.2%。\n"


def corrupt_docx(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 8)


def docx_without_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")


def encrypted_pdf(path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", ownerPassword="owner", canPrint=0))
    canvas.drawString(100, 700, "total revenue 120")
    canvas.save()


def pdf_without_text(path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    canvas.rect(100, 100, 200, 300, fill=1)
    canvas.save()


def long_line(path: Path) -> None:
    path.write_text("园" * 3_000_000, encoding="utf-8")


def huge_line(path: Path) -> None:
    with path.open("wb") as handle:
        for _ in range(200):
            handle.write(b"x" * 1_000_000)


CASES = {
    "empty.txt": (lambda path: path.write_bytes(b""), "E102"),
    "corrupt.docx": (corrupt_docx, "E104"),
    "hollow.docx": (docx_without_document, "E104"),
    "encrypted.pdf": (encrypted_pdf, "E105"),
    "scan.pdf": (pdf_without_text, "E106"),
    "junk.txt": (lambda path: path.write_bytes(bytes(range(256)) * 64), "E107"),
    "longline.txt": (long_line, "E108"),
    "hugeline.txt": (huge_line, "E108"),
    "program.exe": (lambda path: path.write_bytes(b"MZ\x90\x00" * 64), "E103"),
}


def test_each_wrong_file_is_one_line_and_the_rest_is_done(parkgraph, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, (make, _) in CASES.items():
        make(folder / name)
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    result = parkgraph("extract", "documents", "missing.txt")
    lines = result.stderr.decode().splitlines()
    told = {Path(line.split(": ")[0].split(" ", 1)[1]).name: line.split(" ")[0] for line in lines}
    assert told == {**{name: code for name, (_, code) in CASES.items()}, "missing.txt": "E101"}
    assert len(lines) == len(told)
    assert "max_line_characters" in next(line for line in lines if "longline" in line)
    assert "max_bytes" in next(line for line in lines if "hugeline" in line)
    facts = [json.loads(line) for line in result.stdout.decode().splitlines()]
    assert {fact["doc"] for fact in facts} == {"good.txt"}
    assert result.returncode == 1


def test_ingest_does_the_rest_of_a_batch(parkgraph, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    corrupt_docx(folder / "corrupt.docx")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    result = parkgraph("ingest", "documents", "missing.txt", "--format", "jsonl")
    told = {record["doc"]: record for record in map(json.loads, result.stdout.decode().splitlines())}
    assert {name: record["status"] for name, record in told.items()} == {
        "corrupt.docx": "failed",
        "good.txt": "new",
        "missing.txt": "failed",
    }
    assert told["good.txt"]["added"] > 0
    assert told["corrupt.docx"]["code"] == "E104"
    assert result.returncode == 1
    errors = [line for line in result.stderr.decode().splitlines() if line.startswith("E")]
    assert sorted(line[:4] for line in errors) == ["E101", "E104"]


def test_limits_are_settings(parkgraph, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    result = parkgraph("extract", "a.txt", env={"PARKGRAPH_LIMITS_MAX_BYTES": "10"})
    assert result.returncode == 1
    assert "max_bytes" in result.stderr.decode()
    (tmp_path / "parkgraph.toml").write_text("[limits]\nmax_line_characters = 5\n")
    result = parkgraph("extract", "a.txt")
    assert result.returncode == 1
    assert "max_line_characters" in result.stderr.decode()


def test_a_store_that_is_down(parkgraph, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    result = parkgraph("ingest", "a.txt", "--store", "bolt://127.0.0.1:9", env={"NEO4J_PASSWORD": "x"})
    lines = result.stderr.decode().splitlines()
    assert (result.returncode, len(lines)) == (1, 1), lines
    assert lines[0].startswith("E302 ")


def test_no_store_yet(parkgraph):
    result = parkgraph("query", "coverage")
    lines = result.stderr.decode().splitlines()
    assert (result.returncode, len(lines)) == (1, 1), lines
    assert lines[0].startswith("E302 ")


def test_a_locked_store_names_its_owner(parkgraph, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    with open_store(f"embedded:{tmp_path / 'data'}"):
        result = parkgraph("ingest", "a.txt", "--store", "embedded:data")
    lines = result.stderr.decode().splitlines()
    assert (result.returncode, len(lines)) == (1, 1), lines
    assert lines[0].startswith("E304 ")
    assert str(os.getpid()) in lines[0]


def test_a_workspace_in_use_names_its_writer(parkgraph, tmp_path):
    from parkgraph.ledger import Ledger

    with Ledger(tmp_path / "work") as ledger:
        ledger.lock()
        result = parkgraph("ingest", "--store", "embedded:data", "--workspace", "work")
    assert result.returncode == 1
    assert result.stderr.decode().startswith("E502 work: ")
    assert str(os.getpid()) in result.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (["query", "coverge"], "E401", 2),
        (["query", "indicator_over_years", "--param", "subject=云岭高新区"], "E402", 2),
        (["query", "park_facts", "--param", "subject=云岭高新区", "--param", "year=soon"], "E402", 2),
        (["query", "park_facts", "--param", "nosuch=1", "--param", "subject=x"], "E402", 2),
        (["table", "无人知道的园区"], "E404", 1),
        (["compare", "--within", "无人知道的园区"], "E404", 1),
        (["compare", "--not-within", "无人知道的园区"], "E404", 1),
        (["export", "table", "--within", "无人知道的园区"], "E404", 1),
        (["query", "--cypher", "MATCH (n) DETACH DELETE n"], "E305", 1),
        (["query", "--cypher", "MATCH (n RETURN n"], "E307", 1),
    ],
)
def test_wrong_questions(parkgraph, store_with_a_fact, arguments, code, exit_code):
    result = parkgraph(*arguments, "--store", store_with_a_fact)
    lines = result.stderr.decode().splitlines()
    assert len(lines) == 1, lines
    assert lines[0].split(" ")[0] == code
    assert result.returncode == exit_code
    assert result.stdout == b""


@pytest.fixture(scope="module")
def store_with_a_fact(tmp_path_factory: pytest.TempPathFactory) -> str:
    from corpus.limits import Limits
    from parkgraph.ingestion import Ingestion
    from parkgraph.ledger import Ledger

    folder = tmp_path_factory.mktemp("questions")
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    uri = f"embedded:{folder / 'data'}"
    with open_store(uri) as store, Ledger(folder / "data") as ledger:
        list(Ingestion(ledger, store, uri, Limits()).run([str(folder / "a.txt")]))
    return uri


def test_a_table_is_piped_as_data_alone(parkgraph, store_with_a_fact):
    result = parkgraph("table", "云岭高新区", "--store", store_with_a_fact, "--format", "csv")
    assert result.returncode == 0
    header = result.stdout.decode("utf-8-sig").splitlines()[0]
    assert "evidence" in header
    result = parkgraph("export", "facts", "--format", "xlsx", "--store", store_with_a_fact)
    assert zipfile.is_zipfile(io.BytesIO(result.stdout))


def test_a_comparison_of_a_place_without_figures_prints_no_data(parkgraph, store_with_a_fact):
    chosen = ("compare", "--indicator", "总收入", "--store", store_with_a_fact)
    assert "云岭高新区" in parkgraph(*chosen, "--within", "云岭高新区").stdout.decode()
    result = parkgraph(*chosen, "--not-within", "云岭高新区")
    assert (result.returncode, result.stdout) == (0, b"")
    assert "no figures to show" in result.stderr.decode()
    assert "of subjects within 云岭高新" in result.stderr.decode()
