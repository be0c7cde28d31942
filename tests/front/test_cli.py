"""The command line as a whole: help, channels, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from parkgraph.cli import COMMANDS

DOCUMENT = "2023年，云岭高新区实现总收入120.5亿元，同比增长8.2%。\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_shows_an_example(parkgraph, command):
    result = parkgraph(command, "--help")
    assert result.returncode == 0
    assert result.stderr == b""
    assert f"parkgraph {command}" in result.stdout.decode().split("Example", 1)[1]


def test_help_lists_every_command_and_imports_nothing_heavy():
    code = (
        "import sys; sys.argv = ['parkgraph', '--help']\n"
        "from parkgraph.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'pydantic', 'rich', 'pyarrow', 'neo4j', 'jpype', 'lxml', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    listed = result.stdout.split("Commands:")[1]
    assert [name for name in COMMANDS if f"\n  {name} " not in listed] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nosuch"], "nosuch"),
        (["extract"], "PATH"),
        (["extract", "x.txt", "--select", "everything"], "everything"),
        (["extract", "x.txt", "--workers", "0"], "--workers"),
        (["ingest", "--nosuch"], "--nosuch"),
        (["query"], "NAME"),
        (["query", "nosuch"], "E401"),
        (["query", "ranks", "--param", "subject"], "E402"),
        (["query", "ranks", "--store", "nonsense"], "E301"),
        (["ingest", ".", "--store", "ftp://host"], "E301"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(parkgraph, arguments, words):
    result = parkgraph(*arguments)
    lines = result.stderr.decode().splitlines()
    assert result.returncode == 2, lines
    assert len(lines) == 1
    assert words in lines[0]
    assert result.stdout == b""


def test_a_wrong_setting_is_named(parkgraph, tmp_path):
    result = parkgraph("text", "x.txt", env={"PARKGRAPH_WORKERS": "many"})
    assert result.returncode == 2
    assert result.stderr.decode().startswith("E501 PARKGRAPH_WORKERS: ")
    (tmp_path / "parkgraph.toml").write_text("[limits]\nmax_byte = 3\n")
    result = parkgraph("text", "x.txt")
    assert result.returncode == 2
    assert "max_byte" in result.stderr.decode()


def test_text_prints_the_original_exactly(parkgraph, tmp_path):
    text = "第一行\r\n第二行，１２３\u3000\n\n末行没有换行"
    (tmp_path / "a.txt").write_bytes(text.encode("gb18030"))
    result = parkgraph("text", "a.txt")
    assert (result.returncode, result.stdout.decode()) == (0, text)


def test_offsets_of_facts_count_in_what_text_prints(parkgraph, tmp_path):
    (tmp_path / "a.txt").write_text(DOCUMENT * 2, encoding="utf-8")
    original = parkgraph("text", "a.txt").stdout.decode()
    result = parkgraph("extract", "a.txt")
    assert result.returncode == 0
    facts = [json.loads(line) for line in result.stdout.decode().splitlines()]
    assert facts
    for fact in facts:
        assert [original[m["start"] : m["end"]] for m in fact["mentions"]] == [m["raw"] for m in fact["mentions"]]


def test_quantities_answers_line_by_line(parkgraph):
    lines = [
        json.dumps({"id": "a", "text": "企业达1.96万家"}),
        "no json",
        json.dumps({"id": 7}),
        "",
        json.dumps({"id": None, "text": "没有数字"}),
    ]
    result = parkgraph("quantities", stdin="\n".join(lines).encode())
    answers = [json.loads(line) for line in result.stdout.decode().splitlines()]
    assert [answer["id"] for answer in answers] == ["a", None]
    (quantity,) = answers[0]["quantities"]
    assert (quantity["start"], quantity["end"], quantity["value"], quantity["unit"]) == (3, 9, 19600, "家")
    assert answers[1]["quantities"] == []
    errors = result.stderr.decode().splitlines()
    assert [error.split(":")[0] for error in errors] == ["E112 line 2", "E112 line 3"]
    assert result.returncode == 1


def test_output_file_appears_only_when_complete(parkgraph, tmp_path):
    (tmp_path / "a.txt").write_text(DOCUMENT, encoding="utf-8")
    result = parkgraph("extract", "a.txt", "--out", "out/facts.jsonl")
    assert (result.returncode, result.stdout) == (0, b"")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["facts.jsonl"]
    piped = parkgraph("extract", "a.txt").stdout
    assert (tmp_path / "out" / "facts.jsonl").read_bytes() == piped
    refused = parkgraph("extract", "a.txt", "--out", "a.txt/facts.jsonl")
    assert refused.returncode == 1
    assert refused.stderr.decode().startswith("E502 ")


def test_csv_and_parquet_hold_the_same_facts(parkgraph, tmp_path):
    import csv

    import pyarrow.parquet as pq

    (tmp_path / "a.txt").write_text(DOCUMENT, encoding="utf-8")
    facts = [json.loads(line) for line in parkgraph("extract", "a.txt").stdout.decode().splitlines()]
    assert parkgraph("extract", "a.txt", "--format", "csv", "--out", "f.csv").returncode == 0
    data = (tmp_path / "f.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert parkgraph("extract", "a.txt", "--format", "parquet", "--out", "f.parquet").returncode == 0
    table = pq.read_table(tmp_path / "f.parquet").to_pylist()
    assert [row["fact_id"] for row in rows] == [row["fact_id"] for row in table] == [f["fact_id"] for f in facts]
    assert set(rows[0]) == set(table[0]) == set(facts[0])
    assert [row["value"] for row in table] == [float(f["value"]) for f in facts]
    assert [json.loads(row["mentions"]) for row in rows] == [f["mentions"] for f in facts]


def test_report_says_what_became_of_every_figure(parkgraph, tmp_path):
    (tmp_path / "a.txt").write_text(DOCUMENT, encoding="utf-8")
    result = parkgraph("extract", "a.txt", "--report")
    shown = result.stdout.decode()
    assert result.returncode == 0
    assert "120.5亿元" in shown
    assert "attributed" in shown


def test_a_closed_pipe_is_no_crash(parkgraph, tmp_path):
    (tmp_path / "a.txt").write_text(DOCUMENT * 4000, encoding="utf-8")
    command = f"{sys.executable} -m parkgraph text a.txt | head -c 10 >/dev/null"
    result = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert result.stderr == b""


def test_the_command_line_page_is_current():
    page = Path(__file__).parents[2] / "docs" / "generate_cli.py"
    result = subprocess.run([sys.executable, page, "--check"], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_page_shows_articles_and_what_was_left_out(parkgraph, tmp_path):
    (tmp_path / "a.md").write_text(f"# 云岭高新区年度简报\n\n{DOCUMENT}\n", encoding="utf-8")
    result = parkgraph("page", "a.md")
    shown = result.stdout.decode()
    assert result.returncode == 0
    assert "article 0" in shown
    assert "云岭高新区年度简报" in shown
    assert "paragraph" in shown
    assert "\x1b" not in shown
    missing = parkgraph("page", "b.md")
    assert (missing.returncode, missing.stderr.decode()[:4]) == (1, "E101")


def test_demo_shows_tables_and_the_place_of_a_figure(parkgraph):
    result = parkgraph("demo", "--keep", "kept")
    shown = result.stdout.decode()
    assert result.returncode == 0, result.stderr.decode()
    for part in ("Document ", "evidence", "sentence", "【"):
        assert part in shown
    again = parkgraph("doctor", "--store", "embedded:kept")
    assert again.returncode == 0, again.stdout.decode()
