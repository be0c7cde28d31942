"""Turtle out of the graph: valid under the shipped shapes, with the way back to the documents."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import pyshacl
import pytest
from graph_records import document_id, record, records
from rdflib import PROV, QB, RDF, XSD, Graph, Literal

import schemas
from graph.rdf import rdf_graph, write_turtle
from graph.rdf_names import PG, SDMX_ATTRIBUTE, SDMX_CODE, SDMX_DIMENSION, SDMX_MEASURE, resource
from graph.store import Store
from graph.writer import load, load_many
from schemas.ids import observation_id

SHAPES = Path(schemas.__file__).parent / "data" / "shacl" / "parkgraph.ttl"


def turtle(store: Store, ids: list[str] | None = None) -> bytes:
    out = io.BytesIO()
    write_turtle(store, out, ids)
    return out.getvalue()


def violations(graph: Graph) -> str:
    with warnings.catch_warnings():  # pyshacl calls what rdflib is about to rename
        warnings.simplefilter("ignore", DeprecationWarning)
        conforms, _, text = pyshacl.validate(graph, shacl_graph=str(SHAPES))
    return "" if conforms else str(text)


def rich_record() -> dict[str, object]:
    """A record with every kind of modality, bound and metadata that the export knows."""
    one = record(1)
    one["document"].update(url="https://example.org/简报?a=1&b=<2>", published="2024-05", licence="CC BY 4.0")
    facts = one["facts"]
    facts[0].update(modality="target", kind="target", value=0.1)
    facts[1].update(modality="forecast", kind="target", measure_kind="growth")
    facts[2].update(value_low=1, value_high=2.5, qualifier=["approx"], base="全国", edition="第三期", period=None)
    facts[3].update(period="2014/2018", period_kind="span", confidence=1)
    return one


def test_whole_graph_is_valid_under_the_shapes(store: Store) -> None:
    load_many(store, [rich_record(), *records(2)])
    text = turtle(store)
    assert text == turtle(store)
    assert violations(Graph().parse(data=text, format="turtle")) == ""


def test_figure_has_its_dimensions_and_its_evidence(embedded_store: Store) -> None:
    one = rich_record()
    load(embedded_store, one)
    graph = Graph().parse(data=turtle(embedded_store), format="turtle")
    fact = one["facts"][2]  # type: ignore[index]
    node = resource(observation_id(fact))
    assert (node, RDF.type, QB.Observation) in graph
    assert graph.value(node, PG.subject) == resource(fact["subject_id"])
    assert graph.value(node, PG.indicator) == resource("indicator:total_revenue")
    assert graph.value(node, SDMX_DIMENSION.refPeriod) == resource("period:undated")
    value = graph.value(node, SDMX_MEASURE.obsValue)
    assert isinstance(value, Literal)
    assert (value.datatype, value.toPython()) == (XSD.decimal, fact["value"])
    assert graph.value(node, SDMX_ATTRIBUTE.obsStatus) == SDMX_CODE["obsStatus-E"]
    place = graph.value(node, PROV.qualifiedDerivation)
    assert graph.value(place, PG.start) == Literal(fact["start"])
    assert str(graph.value(place, PG.raw)) == fact["raw"]
    sentence = graph.value(place, PROV.entity)
    assert str(graph.value(sentence, PROV.value)) == fact["evidence"]
    assert graph.value(sentence, PROV.wasQuotedFrom) == resource(document_id(1))
    planned = resource(observation_id(one["facts"][0]))  # type: ignore[index]
    assert graph.value(planned, SDMX_ATTRIBUTE.obsStatus) == PG["obsStatus-target"]
    assert str(graph.value(planned, SDMX_MEASURE.obsValue)) == "0.1"


def test_selected_observations_alone(embedded_store: Store) -> None:
    one = record(1)
    load(embedded_store, one)
    chosen = sorted(observation_id(fact) for fact in one["facts"][:3])
    graph = rdf_graph(embedded_store, chosen)
    assert sorted(graph.subjects(RDF.type, QB.Observation)) == sorted(resource(i) for i in chosen)
    assert violations(graph) == ""
    assert not list(rdf_graph(embedded_store, []).subjects(RDF.type, QB.Observation))


@pytest.mark.parametrize("predicate", [PROV.wasDerivedFrom, PG.subject, SDMX_MEASURE.obsValue, PROV.wasQuotedFrom])
def test_shapes_notice_what_is_missing(embedded_store: Store, predicate: object) -> None:
    load(embedded_store, record(1))
    graph = rdf_graph(embedded_store)
    graph.remove((None, predicate, None))  # type: ignore[arg-type]
    assert violations(graph) != ""


@pytest.mark.neo4j
def test_same_turtle_from_both_engines(embedded_store: Store, neo4j_store: Store) -> None:
    for one in (embedded_store, neo4j_store):
        load_many(one, [rich_record(), *records(3)])
    assert turtle(embedded_store) == turtle(neo4j_store)
