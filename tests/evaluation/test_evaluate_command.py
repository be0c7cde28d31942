"""`parkgraph evaluate` and `parkgraph extract --report` as a user runs them."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from evaluation_gold import BULLETIN, FACTS, lines, write_corpus


@pytest.fixture
def parkgraph(tmp_path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PARKGRAPH_")}

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "parkgraph", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment,
            timeout=120,
            check=False,
        )

    return run


def test_json_holds_scores_reliability_and_errors(parkgraph, tmp_path):
    files = write_corpus(tmp_path / "gold")
    result = parkgraph("evaluate", "--gold", *files.values(), "--errors", "5", "--format", "json")
    assert (result.returncode, result.stderr) == (0, "")
    record = json.loads(result.stdout)
    scores = {(s["part"], s["name"]): s for s in record["scores"]}
    assert record["documents"] == 2
    assert scores["facts", "quantity"]["gold"] == 6  # the optional one counts neither way
    assert scores["facts", "full"]["f1"] > 0.5
    assert scores["facts by confidence, full+kind", ">= 0.00"]["hit"] == scores["facts", "full+kind"]["hit"]
    assert sum(band["records"] for band in record["reliability"]) == scores["facts", "quantity"]["predicted"]
    assert scores["entities", "by name"]["gold"] == 3
    assert scores["relations", "all"]["gold"] == 1
    for part, level in (("entities", "name and type"), ("relations", "all")):
        assert sum(band["records"] for band in record[part]["reliability"]) == scores[part, level]["predicted"]
    assert scores["articles", "bodies"]["hit"] == 1
    assert all(set(e) == {"part", "doc", "error", "gold", "found", "confidence"} for e in record["errors"])


def test_tables_show_each_part(parkgraph, tmp_path):
    files = write_corpus(tmp_path / "gold")
    other = tmp_path / "gold" / "more.jsonl"
    other.write_text(lines([{**FACTS[0], "value": 7}]), encoding="utf-8")
    shown = parkgraph("evaluate", "--gold", files["facts"], other, "--errors", "1").stdout
    for part in ("facts by genre, full", "facts by kind", "facts by confidence", "reliability", "errors", "missed"):
        assert part in shown
    assert "entities" not in shown
    named = parkgraph("evaluate", "--gold", files["entities"], files["relations"]).stdout
    for part in ("entities by confidence", "reliability of entities", "reliability of relations"):
        assert part in named


def test_documents_elsewhere_and_documents_nowhere(parkgraph, tmp_path):
    files = write_corpus(tmp_path / "gold")
    (tmp_path / "gold" / "passages").rename(tmp_path / "texts")
    nowhere = parkgraph("evaluate", "--gold", files["facts"])
    assert nowhere.returncode == 1
    assert "E101 news.txt" in nowhere.stderr
    assert nowhere.stdout == ""
    elsewhere = parkgraph("evaluate", "--gold", files["facts"], "--docs", "texts", "--format", "json")
    assert (elsewhere.returncode, elsewhere.stderr) == (0, "")
    (tmp_path / "texts" / "news.txt").unlink()
    part = parkgraph("evaluate", "--gold", files["facts"], "--docs", "texts", "--format", "json")
    assert part.returncode == 1
    assert part.stderr.startswith("E101 news.txt")
    gold = [s["gold"] for s in json.loads(part.stdout)["scores"] if s["name"] == "quantity"]
    assert gold == [5]  # what is not there is not scored


def test_bad_gold_is_one_coded_line(parkgraph, tmp_path):
    (tmp_path / "gold.jsonl").write_text('{"doc": "a.txt"}\n', encoding="utf-8")
    result = parkgraph("evaluate", "--gold", "gold.jsonl")
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "E202 gold.jsonl:1: a record is not valid under the contract (neither fact, entity, relation nor article)"
    ]
    assert parkgraph("evaluate").returncode == 2


def test_report_as_tables_and_as_data(parkgraph, tmp_path):
    (tmp_path / "a.txt").write_text(BULLETIN + "该工作由第5次会议部署。\n", encoding="utf-8")
    tables = parkgraph("extract", "a.txt", "--report")
    assert (tables.returncode, tables.stderr) == (0, "")
    for word in ("Figures", "Documents", "Reasons", "352.6亿元", "mapped", "unattributed", "skipped"):
        assert word in tables.stdout
    data = parkgraph("extract", "a.txt", "--report", "--format", "jsonl")
    rows = [json.loads(line) for line in data.stdout.splitlines()]
    assert "Reasons" in data.stderr
    figure = next(row for row in rows if row["raw"] == "352.6亿元")
    assert (figure["fate"], figure["reason"]) == ("attributed", "mapped")
    assert BULLETIN[figure["start"] : figure["end"]] == "352.6亿元"
    assert 0 < figure["confidence"] < 1
    assert any(row["fate"] == "rejected" and row["reason"] for row in rows)
    assert parkgraph("extract", "a.txt", "--report", "--format", "csv", "--out", "r.csv").returncode == 0
    with Path(tmp_path, "r.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["raw"] for row in csv.DictReader(file)] == [row["raw"] for row in rows]
