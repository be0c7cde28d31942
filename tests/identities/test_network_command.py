"""`parkgraph network` and `parkgraph entities` as a user runs them, in one process."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from parkgraph.cli import app
from schemas.errors import ParkgraphError

TEXTS = {
    "a.txt": "2023年10月，青石高新区与白鹿银行签署战略合作协议。",
    "b.txt": "2023年11月，白鹿银行与云雀大学签署战略合作协议。",
    "c.txt": "砚芯光电股份有限公司（以下简称“砚芯光电”）2023年实现营业收入12.5亿元。",
    "d.txt": "2022年，砚芯光电研发投入1.2亿元。",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("network")
    for name, text in TEXTS.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["ingest", *(str(folder / n) for n in TEXTS), "--store", f"embedded:{folder}/g"])
    assert result.exit_code == 0, result.output
    assert "1 names merged (1 by definition)" in result.stderr
    return folder / "g"


def call(filled: Path, *arguments: object):
    result = CliRunner().invoke(app, [*map(str, arguments), "--store", f"embedded:{filled}"])
    if isinstance(result.exception, ParkgraphError):
        raise result.exception
    return result


def test_entities_explains_what_was_merged(filled: Path) -> None:
    (row,) = json.loads(call(filled, "entities", "--format", "json").stdout)
    assert row == {
        "name": "砚芯光电",
        "type": "enterprise",
        "into": "砚芯光电股份有限公司",
        "into_id": "enterprise:砚芯光电股份有限公司",
        "rule": "definition",
        "documents": ["c.txt"],
    }
    assert json.loads(call(filled, "entities", "青石高新区", "--format", "json").stdout) == []
    assert json.loads(call(filled, "entities", "--ambiguous", "--format", "json").stdout) == []


def test_edges_and_paths_have_their_sentences(filled: Path) -> None:
    edges = json.loads(call(filled, "network", "--show", "edges", "--format", "json").stdout)
    assert len(edges) == 2
    assert all(e["evidence"][0]["text"] in TEXTS.values() and e["relations"] == ["signed_with"] for e in edges)
    steps = json.loads(call(filled, "network", "--from", "青石高新区", "--to", "云雀大学", "--format", "json").stdout)
    assert [(s["source"], s["target"]) for s in steps] == [("青石高新区", "白鹿银行"), ("白鹿银行", "云雀大学")]
    assert [s["evidence"][0]["text"] for s in steps] == [TEXTS["a.txt"], TEXTS["b.txt"]]
    with pytest.raises(ParkgraphError, match=r"E404 砚芯光电.*no edge"):
        call(filled, "network", "--from", "青石高新区", "--to", "砚芯光电")
    assert call(filled, "network", "--from", "青石高新区").exit_code == 2


def test_tables_groups_and_graphml(filled: Path) -> None:
    first = call(filled, "network").stdout
    assert first.index("白鹿银行") < first.index("青石高新区")
    (group,) = json.loads(call(filled, "network", "--show", "communities", "--format", "json").stdout)
    assert group["members"][0] == "白鹿银行"
    written = call(filled, "network", "--format", "graphml").stdout
    nodes = ElementTree.fromstring(written).iter("{http://graphml.graphdrawing.org/xmlns}node")
    assert len(list(nodes)) == 3
    assert call(filled, "network", "--format", "graphml").stdout == written


def test_pictures_are_the_same_each_time(filled: Path, tmp_path: Path) -> None:
    try:
        call(filled, "network", "--svg", tmp_path / "a.svg", "--png", tmp_path / "a.png")
    except ParkgraphError as error:
        assert error.code == "E503"  # noqa: PT017 (the machine has no Chinese font: that is told)
        pytest.skip(str(error))
    call(filled, "network", "--svg", tmp_path / "b.svg")
    assert "白鹿银行" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert (tmp_path / "a.png").stat().st_size > 1000
    assert call(filled, "network", "--png", tmp_path / "a.svg").exit_code == 2


def test_nothing_ingested_is_told(tmp_path: Path) -> None:
    with pytest.raises(ParkgraphError, match="E502"):
        call(tmp_path, "entities")
    with pytest.raises(ParkgraphError, match="E302"):
        call(tmp_path, "network")
