"""Our scorer against the ones handed to developers, on what extraction gives for the shared documents."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.limits import Limits
from extract.evaluation.facts import LEVELS, align
from extract.evaluation.gold import read_gold
from extract.evaluation.summary import Predictions, evaluate
from parkgraph.evaluating import find_documents, predict

pytestmark = [pytest.mark.shared, pytest.mark.slow]
TOLERANCE = 0.005


@pytest.fixture(scope="session")
def answers(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Predictions, dict[str, Path]]:
    """Records of a part of the gold documents (genre c and the newspaper page), and files that hold them."""
    paths = [shared / "gold" / f"{kind}_{part}.jsonl" for kind in ("facts", "entities", "relations") for part in "c"]
    paths += [shared / "gold" / "facts_002.jsonl", shared / "gold" / "articles_002.json"]
    documents, missing = find_documents(read_gold(paths), paths, [])
    assert not missing
    predictions, errors = predict(documents, Limits(), 1, lambda _: None)
    assert not errors
    folder = tmp_path_factory.mktemp("answers")
    files = {}
    for kind in ("facts", "entities", "relations", "articles"):
        files[kind] = folder / f"{kind}.jsonl"
        rows = getattr(predictions, kind)
        files[kind].write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    return predictions, files


def theirs(shared: Path, tool: str, *arguments: object) -> str:
    command = [sys.executable, shared / "tools" / tool, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("part", ["c", "002"])
def test_facts(shared, answers, part):
    predictions, files = answers
    gold = shared / "gold" / f"facts_{part}.jsonl"
    table = json.loads(theirs(shared, "score_facts.py", "--gold", gold, "--pred", files["facts"], "--json"))
    ours = align(read_gold([gold]).facts, predictions.facts)
    assert ours.score(1).hit > 50
    for number, level in enumerate(LEVELS, 1):
        assert ours.score(number).f1 == pytest.approx(table[level]["f1"], abs=TOLERANCE)


def test_entities_and_relations(shared, answers):
    predictions, files = answers
    entities, relations = (shared / "gold" / f"{kind}_c.jsonl" for kind in ("entities", "relations"))
    lines = {
        (line.part, line.name): line.score for line in evaluate(read_gold([entities, relations]), predictions).lines
    }
    printed = theirs(shared, "score_names.py", "entities", "--gold", entities, "--pred", files["entities"])
    assert lines["entities", "name and type"].f1 == pytest.approx(headline(printed), abs=TOLERANCE)
    printed = theirs(
        shared, "score_names.py", "relations", "--gold", relations, "--entities", entities, "--pred", files["relations"]
    )
    assert lines["relations", "all"].f1 == pytest.approx(headline(printed), abs=TOLERANCE)


def test_articles(shared, answers):
    predictions, files = answers
    gold = shared / "gold" / "articles_002.json"
    name = next(a["doc"] for a in predictions.articles if a["doc"].startswith("002"))
    printed = theirs(shared, "score_names.py", "articles", "--gold", gold, "--doc", name, "--pred", files["articles"])
    bodies, headlines = map(int, re.findall(r"(\d+) of \d+,", printed)[:2])
    lines = {line.name: line.score for line in evaluate(read_gold([gold]), predictions).lines}
    assert (lines["bodies"].hit, lines["headlines"].hit) == (bodies, headlines)


def headline(printed: str) -> float:
    found = re.search(r"headline: .* F1 ([\d.]+)", printed)
    assert found
    return float(found[1])
