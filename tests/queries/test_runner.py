"""Parameters, names and columns are checked; a user's own query only reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import Store
from queries.library import read_library
from queries.names import UnresolvedNameError
from queries.runner import run, run_cypher
from schemas.errors import ParkgraphError


def test_typed_names_become_ids_and_the_result_says_so(embedded: Store) -> None:
    result = run(embedded, "indicator_over_years", {"subject": "云栖高新区", "indicator": "总收入"})
    assert [(r.typed, r.id, r.via) for r in result.resolved] == [
        ("云栖高新区", "park:云栖高新技术产业开发区", "alias"),
        ("总收入", "indicator:revenue", "alias"),
    ]
    plain = [row for row in result.rows if row["kind"] == "level" and not row["scope"] and row["period"] == "2023"]
    assert [row["value"] for row in plain] == [90050000000, 90500000000]
    assert [e["document"] for e in plain[0]["evidence"]] == ["news_2024.txt", "yunqi_2023.txt", "yunqi_2023.txt"]


def test_a_document_is_found_by_name_stem_or_title(embedded: Store) -> None:
    rows = [
        run(embedded, "entities_of_document", {"document": typed}).rows
        for typed in ("yunqi_2023.txt", "yunqi_2023", "云栖高新区2023年统计公报")
    ]
    assert rows[0] == rows[1] == rows[2]
    assert [row["entity"] for row in rows[0]] == ["云栖高新技术产业开发区", "云栖市"]
    assert rows[0][0]["figures"] == 9


def test_parameters_typed_on_a_command_line_are_read(embedded: Store) -> None:
    typed = run(embedded, "park_facts", {"subject": "云栖高新区", "year": "2022"})
    assert typed.rows == run(embedded, "park_facts", {"subject": "park:云栖高新技术产业开发区", "year": 2022}).rows
    assert len(typed.rows) == 4


def test_an_empty_value_is_null_where_the_default_is_not(embedded: Store) -> None:
    parks = run(embedded, "indicator_across_parks", {"indicator": "营业收入"})
    everybody = run(embedded, "indicator_across_parks", {"indicator": "营业收入", "subject_type": ""})
    assert {row["subject"] for row in everybody.rows} - {row["subject"] for row in parks.rows} == {
        "星岚科技股份有限公司"
    }


@pytest.mark.parametrize(
    ("params", "subject", "word"),
    [
        ({}, "subject", "missing"),
        ({"subject": ""}, "subject", "missing"),
        ({"subject": "望海科技园区", "yaer": 2023}, "yaer", "year"),
        ({"subject": "望海科技园区", "year": "soon"}, "year", "integer"),
        ({"subject": "望海科技园区", "year": True}, "year", "integer"),
        ({"subject": 7}, "subject", "entity"),
    ],
)
def test_a_wrong_parameter_is_one_clear_line(
    embedded: Store, params: dict[str, object], subject: str, word: str
) -> None:
    with pytest.raises(ParkgraphError) as caught:
        run(embedded, "park_facts", params)
    assert (caught.value.code, caught.value.subject) == ("E402", subject)
    assert word in caught.value.detail


def test_a_name_of_several_entities_lists_them(embedded: Store) -> None:
    with pytest.raises(UnresolvedNameError) as caught:
        run(embedded, "park_facts", {"subject": "云栖"})
    assert caught.value.code == "E403"
    assert {c.id for c in caught.value.candidates} == {"park:云栖高新技术产业开发区", "region:云栖市"}


def test_a_name_of_nothing_is_answered_with_near_names(embedded: Store) -> None:
    with pytest.raises(UnresolvedNameError) as caught:
        run(embedded, "park_facts", {"subject": "云西高新区"})
    assert caught.value.code == "E404"
    assert "park:云栖高新技术产业开发区" in str(caught.value)


def test_columns_other_than_the_header_says_are_refused(embedded: Store, tmp_path: Path) -> None:
    header = "/*\nid: q\ntitle: t\nquestion: q?\ncolumns:\n  id: {type: integer, about: id}\n*/\n"
    (tmp_path / "q.cypher").write_text(header + "MATCH (d:Document) RETURN d.id AS id ORDER BY id", encoding="utf-8")
    with pytest.raises(ParkgraphError, match=r"E405.*column id"):
        run(embedded, "q", queries=read_library(tmp_path))


def test_a_users_query_gives_typed_columns(embedded: Store) -> None:
    result = run_cypher(
        embedded,
        "MATCH (o:Observation) WHERE o.year = $year RETURN o.kind AS kind, count(o) AS n ORDER BY kind",
        {"year": 2022},
    )
    assert [(c.name, c.type) for c in result.columns] == [("kind", "string"), ("n", "integer")]
    assert list(result.rows) == [{"kind": "level", "n": 6}]


def test_parameters_of_a_users_query_are_read_as_json(embedded: Store) -> None:
    cypher = "MATCH (o:Observation) WHERE o.year = $year AND o.period = $period RETURN count(o) AS n ORDER BY n"
    assert run_cypher(embedded, cypher, {"year": "2022", "period": '"2022"'}).rows[0]["n"] == 4
    assert run_cypher(embedded, "RETURN $name AS name", {"name": "云栖"}).rows == ({"name": "云栖"},)


def test_a_users_query_only_reads(embedded: Store) -> None:
    with pytest.raises(ParkgraphError) as caught:
        run_cypher(embedded, "MATCH (d:Document) SET d.name = 'x' RETURN d.name AS name")
    assert caught.value.code == "E305"
    with pytest.raises(ParkgraphError, match="E307"):
        run_cypher(embedded, "  ")


def test_flat_rows_spread_the_first_statement(embedded: Store) -> None:
    header, rows = run(embedded, "park_facts", {"subject": "望海科技园区"}).flat()
    row = dict(zip(header, rows[0], strict=True))
    assert row["statements"] == 1
    assert row["document"] == "news_2024.txt"
    assert row["sentence"][row["start"] - _offset(embedded, row["sentence"]) :].startswith("88家")


def _offset(store: Store, sentence: object) -> int:
    found = store.read("MATCH (s:Sentence) WHERE s.text = $text RETURN s.start AS start", {"text": sentence})
    return int(found[0]["start"])
