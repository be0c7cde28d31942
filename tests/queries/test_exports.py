"""Exports: every row leads back to its evidence, and the same graph gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pyarrow.parquet as pq
import pytest
from rdflib import PROV, QB, RDF, Graph
from sample_records import corpus

from graph.store import Store
from queries.compare import comparison
from queries.dataset import What
from queries.export_csv import write_csv
from queries.export_jsonl import write_jsonl
from queries.export_xlsx import MAX_TEXT, write_xlsx
from queries.exports import FORMATS, dataset, export
from queries.grid import FigureTable
from queries.rows import ROW_TYPES
from schemas.errors import ParkgraphError

ORIGINALS = {e.document_id: "".join(a.text for a in e.articles) for e in corpus()}
FACTS = {f.fact_id: f.to_record() for e in corpus() for f in e.facts}


@pytest.fixture(scope="session")
def table(embedded: Store) -> FigureTable:
    return comparison(embedded, indicators=["营业收入"], growth=True, ranks=True)


def exported(store: Store, what: What, form: str, table: FigureTable | None = None) -> bytes:
    out = io.BytesIO()
    export(store, what, form, out, table=table)
    return out.getvalue()


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("what", ["facts", "table", "graph"])
def test_the_same_graph_gives_the_same_bytes(embedded: Store, table: FigureTable, what: What, form: str) -> None:
    first = exported(embedded, what, form, table)
    assert first
    assert first == exported(embedded, what, form, table)


def test_json_lines_are_the_facts_that_were_loaded(embedded: Store) -> None:
    rows = [json.loads(line) for line in exported(embedded, "facts", "jsonl").splitlines()]
    assert {row["fact_id"] for row in rows} == set(FACTS)
    for row in rows:
        fact = FACTS[row["fact_id"]]
        same = set(row) & set(fact) - {"subject", "mentions"}
        assert {key: row[key] for key in same} == {key: fact[key] for key in same}
        assert sorted(row["mentions"], key=str) == sorted(fact["mentions"], key=str)
        assert ORIGINALS[row["document_id"]][row["start"] : row["end"]] == row["raw"]
        assert row["raw"] in row["evidence"]


def test_csv_opens_in_a_spreadsheet_and_keeps_the_evidence(embedded: Store) -> None:
    data = exported(embedded, "facts", "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert list(rows[0]) == list(ROW_TYPES)
    assert len(rows) == len(FACTS)
    for row in rows:
        assert ORIGINALS[row["document_id"]][int(row["start"]) : int(row["end"])] == row["raw"]
    target = next(row for row in rows if row["kind"] == "target")
    assert (target["value"], target["modality"], target["mentions"][:10]) == ("120000000000", "target", '[{"end": 1')


def test_parquet_has_typed_columns(embedded: Store) -> None:
    read = pq.read_table(io.BytesIO(exported(embedded, "facts", "parquet")))
    assert read.column_names == list(ROW_TYPES)
    assert str(read.schema.field("value").type) == "double"
    assert str(read.schema.field("start").type) == "int64"
    row = next(r for r in read.to_pylist() if r["value_high"] == 12500)
    assert (row["qualifier"], row["mentions"][0]["raw"]) == (["approx"], "约1.2万人")


def test_excel_has_a_wide_a_long_and_a_sources_sheet(embedded: Store, table: FigureTable) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(embedded, "table", "xlsx", table)))
    assert book.sheetnames == ["wide", "long", "sources"]
    wide = [[cell.value for cell in row] for row in book["wide"].iter_rows()]
    assert wide[0] == [label or None for label in table.wide()[0]]
    assert [row[0] for row in wide[1:]] == [heading.label for heading in table.rows]
    header, *long = [[cell.value for cell in row] for row in book["long"].iter_rows()]
    for line in long:
        row = dict(zip(header, line, strict=True))
        assert ORIGINALS[row["document_id"]][row["start"] : row["end"]] == row["raw"]
    assert {row[1] for row in book["sources"].iter_rows(min_row=2, values_only=True)} == {
        "news_2024.txt",
        "yunqi_2022.txt",
        "yunqi_2023.txt",
    }


def test_excel_of_facts_is_wide_by_subject_and_year(embedded: Store) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(embedded, "facts", "xlsx")))
    header, *body = book["wide"].iter_rows(values_only=True)
    assert header == ("subject", "measure", "2022", "2023", "2025", "无日期")
    assert ("云栖高新技术产业开发区", "营业收入，亿元", "800", "900.5", None, None) in body
    assert ("云栖高新技术产业开发区", "营业收入 目标，亿元", None, None, "1,200", None) in body


def test_excel_takes_text_as_text(embedded: Store) -> None:
    facts = dataset(embedded, "facts")
    odd = {**facts.rows[0], "evidence": "=1+1", "raw": "a\x00b", "article": "长" * (MAX_TEXT + 1)}
    out = io.BytesIO()
    write_xlsx(replace(facts, rows=[odd]), out)
    sheet = openpyxl.load_workbook(out)["long"]
    row = dict(zip(*sheet.iter_rows(values_only=True), strict=True))
    assert (row["evidence"], row["raw"]) == ("=1+1", "a\ufffdb")
    assert (len(str(row["article"])), str(row["article"])[-1]) == (MAX_TEXT, "…")
    assert "f" not in {cell.data_type for cell in sheet[2]}


def test_every_element_of_the_graph_leads_to_a_document(embedded: Store) -> None:
    rows = [json.loads(line) for line in exported(embedded, "graph", "jsonl").splitlines()]
    counts = embedded.counts()
    nodes = [row for row in rows if row["element"] == "node"]
    relationships = [row for row in rows if row["element"] == "relationship"]
    assert len(nodes) == len({row["id"] for row in nodes})
    assert len(relationships) == sum(counts["types"].values())
    assert all(row["doc"] and row["document_id"] in ORIGINALS for row in rows)
    for row in rows:
        if row["element"] == "relationship" and row["type"] == "STATED_IN":
            assert ORIGINALS[row["document_id"]][row["start"] : row["end"]] == row["properties"]["raw"]
        if row["element"] == "relationship" and row["type"].isupper() and row["properties"].get("statements"):
            assert row["evidence_ids"] == row["properties"]["evidence_ids"]
            assert row["evidence"]


def test_rows_of_the_table_hold_the_place_in_the_table(embedded: Store, table: FigureTable) -> None:
    out = io.BytesIO()
    write_jsonl(dataset(embedded, "table", table), out)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert {row["role"] for row in rows} == {"shown", "alternate", "derived"}
    assert all(row["row"] and row["column"] and row["fact_id"] in FACTS for row in rows)


def test_lists_and_truth_in_csv(embedded: Store) -> None:
    facts = dataset(embedded, "facts")
    odd = replace(
        facts, types={"a": "list", "b": "boolean", "c": "json"}, rows=[{"a": ["x", "y"], "b": True, "c": None}]
    )
    out = io.BytesIO()
    write_csv(odd, out)
    assert out.getvalue().decode("utf-8-sig") == "a,b,c\r\nx|y,true,\r\n"


def test_an_unknown_format_or_a_missing_table_is_told(embedded: Store) -> None:
    with pytest.raises(ParkgraphError, match=r"E402.*csv"):
        exported(embedded, "facts", "pdf")
    with pytest.raises(ParkgraphError, match="E402 table"):
        exported(embedded, "table", "csv")


def test_turtle_holds_the_exported_figures_and_their_places(embedded: Store, table: FigureTable) -> None:
    facts = Graph().parse(data=exported(embedded, "facts", "ttl"), format="turtle")
    observations = {str(node).rpartition(":")[2] for node in facts.subjects(RDF.type, QB.Observation)}
    assert len(observations) == len(dataset(embedded, "facts").observation_ids or ())
    of_table = Graph().parse(data=exported(embedded, "table", "ttl", table), format="turtle")
    shown = set(of_table.subjects(RDF.type, QB.Observation))
    assert len(shown) == len(table.shown()) < len(observations)
    assert all((node, PROV.qualifiedDerivation, None) in of_table for node in shown)
    whole = Graph().parse(data=exported(embedded, "graph", "ttl"), format="turtle")
    assert set(facts) < set(whole)
