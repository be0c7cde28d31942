"""Both engines understand a question in the same way: shapes of Cypher that the library and its users write."""

from __future__ import annotations

import pytest
from graph_records import records

from graph.cypher_text import arcadedb_text, loads_files
from graph.store import Store
from graph.writer import load_many

QUERIES = [
    "MATCH (h:Enterprise)-[r:LOCATED_IN]->(t:Park) UNWIND r.evidence_ids AS id MATCH (s:Sentence {id: id}) "
    "RETURN h.id AS h, s.id AS s ORDER BY h, s",
    "MATCH (s:Sentence) UNWIND [s.id] AS id MATCH (x:Sentence) WHERE x.id = id RETURN count(x) AS n",
    "MATCH (d:Document) UNWIND [1, 2] AS i MATCH (p:Park) RETURN i, count(*) AS n ORDER BY i",
    "MATCH (o:Observation) OPTIONAL MATCH (o)-[:ABOUT]->(e:Region) RETURN count(o) AS o, count(e) AS e",
    "MATCH (e:Park) OPTIONAL MATCH (e)<-[:ABOUT]-(o:Observation) WHERE o.year = 2021 "
    "RETURN e.id AS id, count(o) AS n ORDER BY id",
    "MATCH (e:Park) MATCH (i:Indicator {id: 'indicator:total_revenue'}) RETURN count(*) AS n",
    "MATCH (e:Park)<-[:ABOUT]-(o:Observation) MATCH (i:Indicator) RETURN count(*) AS n",
    "MATCH (e:Park)<-[:ABOUT]-(o:Observation)-[:MEASURES]->(i:Indicator) WITH e, i, max(o.year) AS year "
    "MATCH (e)<-[:ABOUT]-(o:Observation {year: year})-[:MEASURES]->(i) "
    "RETURN e.id AS e, i.id AS i, o.value AS v, o.id AS o ORDER BY e, i, o",
    "MATCH (o:Observation) WHERE EXISTS { MATCH (o)-[:STATED_IN]->(s:Sentence) WHERE s.index > 5 } "
    "RETURN count(o) AS n",
    "MATCH (d:Document) RETURN d.name AS name, COUNT { (d)-[:CONTAINS]->(:Article) } AS n ORDER BY name",
    "MATCH (o:Observation) WITH o.year AS year, collect(o.value) AS found WHERE size(found) > 1 "
    "RETURN year, size(found) AS n, reduce(sum = 0.0, v IN found | sum + v) AS total ORDER BY year DESC",
    "MATCH (o:Observation) RETURN o.year AS y, avg(o.value) AS a, min(o.value) AS l, max(o.value) AS h, "
    "count(DISTINCT o.series) AS n ORDER BY y",
    "MATCH (e:Entity) WHERE e.name CONTAINS $part OR any(a IN e.aliases WHERE a STARTS WITH $part) "
    "RETURN e.id AS id ORDER BY id SKIP 1 LIMIT 3",
    "MATCH (e:Entity) WHERE e.name =~ '.*科技.*' RETURN e.id AS id ORDER BY id",
    "MATCH (e) WHERE e:Park OR e:Enterprise RETURN [l IN labels(e) WHERE l <> 'Entity'] AS l, count(*) AS n "
    "ORDER BY n, l",
    "MATCH (a:Park)<-[:LOCATED_IN*1..2]-(b) RETURN a.id AS a, count(DISTINCT b) AS n ORDER BY a",
    "MATCH p = (o:Observation)-[:STATED_IN]->(:Sentence)<-[:HAS_SENTENCE]-(:Article) "
    "RETURN length(p) AS n, count(*) AS c",
    "CALL { MATCH (d:Document) RETURN count(d) AS n UNION ALL MATCH (s:Sentence) RETURN count(s) AS n } "
    "RETURN sum(n) AS n",
    "MATCH (d:Document) RETURN 'd' AS kind, count(*) AS n UNION MATCH (e:Entity) RETURN 'e' AS kind, count(*) AS n",
    "MATCH (o:Observation) RETURN CASE WHEN o.value > 3e10 THEN 'much' WHEN o.value IS NULL THEN 'none' ELSE 'little' "
    "END AS size, count(*) AS n ORDER BY size",
    "MATCH (o:Observation) WHERE $year IS NULL OR o.year = $year RETURN count(o) AS n",
    "MATCH (o:Observation) WHERE o.value_low IS NULL AND NOT o.modality = 'target' RETURN count(*) AS n",
    "MATCH (o:Observation)-[st:STATED_IN]->(s) WITH o, st ORDER BY st.fact_id WITH o, collect(st.fact_id)[0] AS first "
    "RETURN o.id AS id, first ORDER BY id LIMIT 5",
    "MATCH (a:Observation)-[:ABOUT]->(e)<-[:ABOUT]-(b:Observation) WHERE a.series = b.series AND a.year = b.year + 1 "
    "RETURN e.id AS e, a.year AS y, round(a.value / b.value, 6) AS ratio ORDER BY e, y, ratio",
    "MATCH (e:Park {name: '没有这个园区'}) RETURN e.id AS id",
    "MATCH (x:NoSuchLabel)-[:NO_SUCH_TYPE]->() RETURN x.id AS id",
    "UNWIND $list AS x WITH x WHERE x <> 2 RETURN x, x * 2 AS y ORDER BY x DESC",
    "MATCH (e:Entity) WHERE e.id IN $ids RETURN e.name AS name ORDER BY name",
    "MATCH (i:Indicator) RETURN i.name AS name, coalesce(i.unit, '-') AS unit, toUpper(i.id) AS id ORDER BY id",
    "MATCH (o:Observation) WITH o.year AS y ORDER BY y "
    "RETURN [x IN collect(DISTINCT y) WHERE x > 2019 | toString(x)][..2] AS years",
    "MATCH (o:Observation) RETURN DISTINCT o.qualifiers AS q ORDER BY size(q)",
]
PARAMS = {"part": "北屿", "year": None, "list": [1, 2, 3], "ids": ["park:北屿高新区", "park:无"]}


@pytest.fixture
def both(embedded_store: Store, neo4j_store: Store) -> tuple[Store, Store]:
    for one in (embedded_store, neo4j_store):
        load_many(one, records(4, facts=20))
    return embedded_store, neo4j_store


@pytest.mark.neo4j
def test_same_rows_from_both_engines(both: tuple[Store, Store]) -> None:
    embedded, neo4j = both
    differences = {}
    for query in QUERIES:
        found, expected = embedded.read(query, PARAMS), neo4j.read(query, PARAMS)
        if "UNION" in query:  # Cypher promises no order
            found, expected = (sorted(map(str, rows)) for rows in (found, expected))  # type: ignore[assignment]
        if found != expected:
            differences[query] = (found[:3], expected[:3])
    assert differences == {}


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("MATCH (a) UNWIND [1] AS x MATCH (b) RETURN b", "MATCH (a) WITH * UNWIND [1] AS x MATCH (b) RETURN b"),
        ("match (a)\nunwind a.list as x return x", "match (a)\nWITH * unwind a.list as x return x"),
        ("UNWIND [1] AS x RETURN x", "UNWIND [1] AS x RETURN x"),
        ("MATCH (a) WITH a UNWIND a.l AS x RETURN x", "MATCH (a) WITH a UNWIND a.l AS x RETURN x"),
        ("MATCH (:A) UNWIND [1] AS x RETURN x", "MATCH (:A) UNWIND [1] AS x RETURN x"),
        ("MATCH (a {t: ' UNWIND '}) RETURN a // UNWIND (x", "MATCH (a {t: ' UNWIND '}) RETURN a // UNWIND (x"),
        ("MATCH (a:UNWIND (x)) RETURN a", "MATCH (a:UNWIND (x)) RETURN a"),
    ],
)
def test_unwind_after_match(given: str, wanted: str) -> None:
    assert arcadedb_text(given) == wanted


@pytest.mark.parametrize(
    ("query", "loads"),
    [
        ("LOAD CSV FROM 'x' AS l RETURN l", True),
        ("match (n) load /* c */ csv with headers from 'x' as l return l", True),
        ("MATCH (n {t: 'LOAD CSV'}) RETURN n.load AS csv // load csv", False),
    ],
)
def test_load_csv_is_found_where_it_is_code(query: str, loads: bool) -> None:
    assert loads_files(query) is loads
