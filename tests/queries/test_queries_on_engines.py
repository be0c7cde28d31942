"""Every query of the library gives the same rows on both engines, and so do tables and exports."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from sample_records import corpus

from graph.store import Store
from graph.writer import load_many
from queries.compare import comparison
from queries.exports import FORMATS, export
from queries.library import library
from queries.runner import run
from queries.tables import indicator_table

# query → sets of parameters; what is not named here runs with its defaults alone
CASES: dict[str, list[dict[str, Any]]] = {
    "park_facts": [
        {"subject": "云栖高新区"},
        {"subject": "望海科技园", "year": 2023},
        {"subject": "云栖高新区", "kind": "rank"},
    ],
    "indicator_over_years": [
        {"subject": "云栖高新区", "indicator": "总收入"},
        {"subject": "云栖市", "indicator": "营收"},
    ],
    "indicator_across_parks": [
        {"indicator": "revenue"},
        {"indicator": "营业收入", "year": 2023, "subject_type": None},
        {"indicator": "revenue", "within": "云栖市"},
        {"indicator": "revenue", "within": "云栖市", "exclude": "云栖高新区"},
        {"indicator": "revenue", "exclude": "云栖市"},
    ],
    "parts_of": [
        {"whole": "云栖市"},
        {"whole": "云栖市", "type": "park"},
        {"whole": "云栖市", "direct": True},
        {"whole": "星岚科技"},
    ],
    "figures_within": [
        {"place": "云栖市"},
        {"place": "云栖市", "exclude": "星岚科技"},
        {"place": "云栖高新区", "exclude_parts": True},
        {"place": "云栖市", "indicator": "营业收入", "year": 2023, "subject_type": "park"},
    ],
    "names_of_entity": [{"entity": "云栖高新区"}],
    "growth_of_indicator": [{"indicator": "营业收入"}, {"indicator": "营业收入", "year": 2023}],
    "ranks": [{}, {"subject": "云栖高新区"}],
    "evidence": [{"figure": "$observation"}, {"figure": "$fact"}, {"figure": "nothing"}],
    "entities_of_document": [{"document": "news_2024"}, {"document": "company.txt", "type": "enterprise"}],
    "enterprises_in_park": [{"park": "云栖高新区"}],
    "labs": [{}, {"place": "云栖高新区"}],
    "enterprise_links": [{"enterprise": "星岚科技"}, {"enterprise": "云栖理工大学"}],
    "relations_of_entity": [{"entity": "云栖高新区"}],
    "publishers": [{}, {"publisher": "统计局"}],
    "coverage": [{}, {"subject_type": None, "mapped_only": False}],
    "conflicts": [{}, {"subject": "云栖高新区"}],
    "subjects_of_indicator": [{"indicator": "高新技术企业"}],
    "entities": [{}, {"type": "park"}],
    "indicators": [{}, {"mapped_only": True}],
    "figures_of_subject": [{"subject": "云栖高新区"}],
    "figures_of_indicator": [{"indicator": "营业收入"}],
}
EMPTY = {
    ("indicator_over_years", 1),
    ("evidence", 2),
    ("indicator_across_parks", 3),
    ("parts_of", 3),
    ("ambiguous_names", 0),
}


def calls() -> Iterator[tuple[str, int, dict[str, Any]]]:
    for query in library():
        for number, params in enumerate(CASES.get(query.id, [{}])):
            yield query.id, number, params


def filled_in(store: Store, params: dict[str, Any]) -> dict[str, Any]:
    """Ids that are hashes are taken from the store."""
    first = run(store, "figures").rows[0]
    known = {"$observation": first["observation_id"], "$fact": first["evidence"][0]["fact_id"]}
    return {key: known.get(value, value) for key, value in params.items()}


def test_every_query_with_required_parameters_has_cases() -> None:
    required = {q.id for q in library() if any(p.required for p in q.parameters.values())}
    assert required <= set(CASES)
    assert set(CASES) <= set(library().names)


@pytest.mark.parametrize(("name", "number", "params"), list(calls()))
def test_a_query_answers_with_rows_under_its_header(
    embedded: Store, name: str, number: int, params: dict[str, Any]
) -> None:
    result = run(embedded, name, filled_in(embedded, params))
    assert bool(result.rows) is ((name, number) not in EMPTY)
    columns = list(library().get(name).columns)
    assert all(list(row) == columns for row in result.rows)
    for row in result.rows:
        for place in row.get("evidence", ()):
            assert place["document"]
            assert place["sentence"]
            assert place["start"] < place["end"]


@pytest.mark.neo4j
def test_both_engines_give_the_same_answers(embedded: Store, neo4j_store: Store) -> None:
    load_many(neo4j_store, [extraction.to_record() for extraction in corpus()])
    for name, _, params in calls():
        ours = run(embedded, name, filled_in(embedded, params))
        theirs = run(neo4j_store, name, filled_in(neo4j_store, params))
        assert ours == theirs, name
        # 13 and 13.0 are equal in Python, and told apart here
        assert repr(ours.rows) == repr(theirs.rows), name
    both = (embedded, neo4j_store)
    tables = [indicator_table(store, "云栖高新区", growth=True) for store in both]
    assert tables[0] == tables[1]
    compared = [comparison(store, growth=True, ranks=True) for store in both]
    assert compared[0] == compared[1]
    for chosen in (
        {"within": ["云栖市"]},
        {"not_within": ["云栖市"]},
        {"within": ["云栖市"], "not_within": ["星岚科技"]},
    ):
        assert comparison(both[0], **chosen) == comparison(both[1], **chosen)
    for what in ("facts", "table", "graph"):
        for form in FORMATS:
            written = []
            for store, table in zip(both, compared, strict=True):
                out = io.BytesIO()
                export(store, what, form, out, table=table)  # type: ignore[arg-type]
                written.append(out.getvalue())
            assert written[0] == written[1], (what, form)
