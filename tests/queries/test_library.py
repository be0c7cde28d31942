"""The library: what a header must say, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries.library import FOLDER, library, read_library, read_query
from schemas.errors import ParkgraphError

FIRST_TEN = {
    "park_facts",
    "indicator_over_years",
    "indicator_across_parks",
    "ranks",
    "evidence",
    "entities_of_document",
    "enterprises_in_park",
    "labs",
    "publishers",
    "coverage",
}
GOOD = """/*
id: good
title: Good
question: Is it good?
parameters:
  year: {type: integer, default: null, sample: 2023, about: a year}
columns:
  id: {type: string, about: its id}
  value: {type: number, unit: "@unit", about: value}
  unit: {type: string, about: unit}
*/
MATCH (o:Observation) WHERE $year IS NULL OR o.year = $year
RETURN o.id AS id, o.value AS value, o.unit AS unit
ORDER BY id
"""


def write(folder: Path, text: str, name: str = "good") -> Path:
    path = folder / f"{name}.cypher"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_first_ten_are_there() -> None:
    assert set(library().names) >= FIRST_TEN
    assert list(library().names) == sorted(library().names)


def test_every_query_of_the_library_describes_itself() -> None:
    for query in library():
        assert query.title
        assert query.question.rstrip().endswith(("?", ".", ")"))
        assert all(p.about for p in query.parameters.values())
        assert all(c.about for c in query.columns.values())


def test_a_good_file_is_read(tmp_path: Path) -> None:
    query = read_query(write(tmp_path, GOOD))
    assert query.id == "good"
    assert [c.name for c in query.result_columns] == ["id", "value", "unit"]
    assert not query.parameters["year"].required
    assert query.cypher == GOOD


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("/*", "", "header"),
        ("title: Good\n", "", "title"),
        ("sample: 2023", "sample: soon", "sample"),
        ("$year IS NULL OR o.year = $year", "true", "year"),
        ("ORDER BY id\n", "", "ORDER BY"),
        ("AS value", "AS amount", "RETURN"),
        ('unit: "@unit"', 'unit: "@currency"', "currency"),
        ("RETURN", "SET o.seen = true RETURN", "only reads"),
        ("id: good", "id: other", "other"),
        ("type: integer", "type: year", "type"),
        ("title: Good", "title: [Good", "YAML"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_what_is_wrong(tmp_path: Path, old: str, new: str, word: str) -> None:
    with pytest.raises(ParkgraphError) as caught:
        read_query(write(tmp_path, GOOD.replace(old, new, 1)))
    assert caught.value.code == "E405"
    assert caught.value.subject == "good.cypher"
    assert word in caught.value.detail


def test_an_empty_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(ParkgraphError, match="E405"):
        read_library(tmp_path)


def test_an_unknown_query_is_told_with_near_names() -> None:
    with pytest.raises(ParkgraphError) as caught:
        library().get("park_fact")
    assert caught.value.code == "E401"
    assert "park_facts" in caught.value.detail


def test_queries_are_files_of_their_own() -> None:
    assert {path.stem for path in FOLDER.glob("*.cypher")} == set(library().names)
