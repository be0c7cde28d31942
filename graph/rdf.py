"""The graph as RDF: figures as a Data Cube, their evidence as PROV-O. No blank nodes, so the text is always the same.

An observation is derived from its sentences (`prov:qualifiedDerivation` with the code points), a sentence is quoted
from its document. The output is valid under `schemas/data/shacl/parkgraph.ttl`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, BinaryIO

from rdflib import DCTERMS, PROV, QB, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from graph.rdf_names import (
    OBS_STATUS,
    PG,
    SDMX_ATTRIBUTE,
    SDMX_DIMENSION,
    SDMX_MEASURE,
    STRUCTURE,
    entity_class,
    relation_property,
    resource,
)
from graph.store import Row, Store
from schemas.ids import digest

CHUNK = 2_000
OBSERVATIONS = """MATCH (o:Observation)-[:ABOUT]->(e:Entity) WHERE %s
MATCH (o)-[:MEASURES]->(i:Indicator)
RETURN properties(o) AS o, properties(e) AS e, properties(i) AS i"""
STATEMENTS = """MATCH (o:Observation)-[x:STATED_IN]->(s:Sentence) WHERE %s
MATCH (s)<-[:HAS_SENTENCE]-(a:Article)<-[:CONTAINS]-(d:Document)
RETURN o.id AS observation, properties(x) AS x, properties(s) AS s, a.headline AS headline, properties(d) AS d"""
ENTITIES = "MATCH (e:Entity) RETURN properties(e) AS e"
# what documents state; WITHIN is the registry's
RELATIONS = """MATCH (h:Entity)-[x]->(t:Entity) WHERE x.statements IS NOT NULL
RETURN h.id AS head, type(x) AS type, t.id AS tail, properties(x) AS x"""
SENTENCES = """UNWIND $ids AS id
MATCH (s:Sentence {id: id})<-[:HAS_SENTENCE]-(a:Article)<-[:CONTAINS]-(d:Document)
RETURN properties(s) AS s, a.headline AS headline, properties(d) AS d"""
TEXT_ATTRIBUTES = {
    "kind": "kind",
    "measure_kind": "measureKind",
    "modality": "modality",
    "base": "base",
    "edition": "edition",
    "indicator_text": "indicatorText",
    "period_kind": "periodKind",
    "scope_population": "scopePopulation",
    "scope_industry": "scopeIndustry",
    "scope_area": "scopeArea",
    "scope_counterpart": "scopeCounterpart",
}


def write_turtle(store: Store, out: BinaryIO, observation_ids: Iterable[str] | None = None) -> None:
    """Write Turtle (UTF-8) to `out`: the given observations, or with None the whole graph with its relations."""
    out.write(rdf_graph(store, observation_ids).serialize(format="turtle", encoding="utf-8"))


def rdf_graph(store: Store, observation_ids: Iterable[str] | None = None) -> Graph:
    """The RDF graph of `write_turtle`."""
    graph = Graph()
    for prefix, namespace in (
        ("pg", PG),
        ("qb", QB),
        ("prov", PROV),
        ("dct", DCTERMS),
        ("sdmx-dimension", SDMX_DIMENSION),
        ("sdmx-measure", SDMX_MEASURE),
        ("sdmx-attribute", SDMX_ATTRIBUTE),
    ):
        graph.bind(prefix, Namespace(str(namespace)))
    _structure(graph)
    for where, params in _selections(observation_ids):
        for row in store.read(OBSERVATIONS % where, params, None):
            _observation(graph, row["o"], row["e"], row["i"])
        for row in store.read(STATEMENTS % where, params, None):
            _statement(graph, row)
    if observation_ids is None:
        for row in store.read(ENTITIES, None, None):
            _entity(graph, row["e"])
        relations = store.read(RELATIONS, None, None)
        for row in relations:
            _relation(graph, row)
        for ids in _chunks(sorted({i for row in relations for i in row["x"]["evidence_ids"]})):
            for row in store.read(SENTENCES, {"ids": ids}, None):
                _sentence(graph, row)
    return graph


def _selections(observation_ids: Iterable[str] | None) -> Iterator[tuple[str, dict[str, Any]]]:
    if observation_ids is None:
        yield "true", {}
        return
    for ids in _chunks(sorted(set(observation_ids))):
        yield "o.id IN $ids", {"ids": ids}


def _chunks(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def _structure(graph: Graph) -> None:
    """The data set and its structure definition."""
    graph.add((PG.dataset, RDF.type, QB.DataSet))
    graph.add((PG.dataset, RDFS.label, Literal("parkgraph", lang="en")))
    graph.add((PG.dataset, QB.structure, PG.structure))
    graph.add((PG.structure, RDF.type, QB.DataStructureDefinition))
    for part in STRUCTURE:
        component = PG[f"component-{part.name}"]
        graph.add((PG.structure, QB.component, component))
        graph.add((component, RDF.type, QB.ComponentSpecification))
        graph.add((component, part.role, part.term))
        graph.add((part.term, RDF.type, part.type))
        graph.add((part.term, RDFS.label, Literal(part.label, lang="en")))
        if part.role == QB.attribute:
            graph.add((component, QB.componentRequired, Literal(part.required)))


def _observation(graph: Graph, o: Row, e: Row, i: Row) -> None:
    node = resource(o["id"])
    indicator = resource(i["id"])
    _all(
        graph,
        node,
        [
            (RDF.type, QB.Observation),
            (RDF.type, PROV.Entity),
            (QB.dataSet, PG.dataset),
            (PG.subject, _entity(graph, e)),
            (PG.indicator, indicator),
            (SDMX_DIMENSION.refPeriod, _period(graph, o.get("period"))),
            (PG.series, resource(o["series"])),
            (PG.variant, Literal(o["id"])),
            (SDMX_MEASURE.obsValue, _decimal(o["value"])),
            (SDMX_ATTRIBUTE.unitMeasure, Literal(o["unit_full"])),
            (SDMX_ATTRIBUTE.obsStatus, _status(o)),
            (PG.confidence, _decimal(o["confidence"])),
        ],
    )
    for name in ("value_low", "value_high"):
        if o.get(name) is not None:
            graph.add((node, PG["valueLow" if name == "value_low" else "valueHigh"], _decimal(o[name])))
    for name, term in TEXT_ATTRIBUTES.items():
        if o.get(name) is not None:
            graph.add((node, PG[term], Literal(o[name])))
    for qualifier in o.get("qualifiers") or ():
        graph.add((node, PG.qualifier, Literal(qualifier)))
    _all(
        graph,
        indicator,
        [(RDF.type, PG.Indicator), (RDFS.label, Literal(i["name"], lang="zh")), (PG.mapped, Literal(i["mapped"]))],
    )
    if i.get("unit"):
        graph.add((indicator, SDMX_ATTRIBUTE.unitMeasure, Literal(i["unit"])))


def _status(o: Row) -> Node:
    if o["modality"] != "actual":
        return OBS_STATUS[o["modality"]]
    rounded = {"approx", "over", "under", "nearly"} & set(o.get("qualifiers") or ())
    return OBS_STATUS["estimate" if rounded else "actual"]


def _entity(graph: Graph, e: Row) -> URIRef:
    node = resource(e["id"])
    _all(graph, node, [(RDF.type, entity_class(e["type"])), (RDF.type, PG.Entity)])
    graph.add((node, RDFS.label, Literal(e["name"], lang="zh")))
    for alias in e.get("aliases") or ():
        graph.add((node, PG.alias, Literal(alias, lang="zh")))
    return node


def _period(graph: Graph, period: str | None) -> URIRef:
    node = resource(f"period:{period or 'undated'}")
    _all(graph, node, [(RDF.type, PG.Period), (RDFS.label, Literal(period or "undated"))])
    return node


def _statement(graph: Graph, row: Row) -> None:
    x = row["x"]
    node = resource(row["observation"])
    sentence = _sentence(graph, row)
    place = resource(f"place:{x['fact_id']}:{x['start']}")
    graph.add((node, PROV.wasDerivedFrom, sentence))
    graph.add((node, PROV.qualifiedDerivation, place))
    _all(
        graph,
        place,
        [
            (RDF.type, PROV.Derivation),
            (PROV.entity, sentence),
            (PG.factId, Literal(x["fact_id"])),
            (PG.start, Literal(x["start"])),
            (PG.end, Literal(x["end"])),
            (PG.raw, Literal(x["raw"])),
            (PG.confidence, _decimal(x["confidence"])),
        ],
    )
    if x.get("rule"):
        graph.add((place, PG.rule, Literal(x["rule"])))


def _sentence(graph: Graph, row: Row) -> URIRef:
    s, d = row["s"], row["d"]
    node = resource(s["id"])
    document = resource(d["id"])
    _all(
        graph,
        node,
        [
            (RDF.type, PG.Sentence),
            (RDF.type, PROV.Entity),
            (PROV.value, Literal(s["text"], lang="zh")),
            (PROV.wasQuotedFrom, document),
            (PG.start, Literal(s["start"])),
            (PG.end, Literal(s["end"])),
        ],
    )
    if row["headline"]:
        graph.add((node, PG.headline, Literal(row["headline"], lang="zh")))
    _all(
        graph,
        document,
        [
            (RDF.type, PG.Document),
            (RDF.type, PROV.Entity),
            (DCTERMS.identifier, Literal(d["id"])),
            (RDFS.label, Literal(d["name"])),
        ],
    )
    for name, term in (("title", DCTERMS.title), ("publisher", DCTERMS.publisher), ("licence", DCTERMS.license)):
        if d.get(name):
            graph.add((document, term, Literal(d[name])))
    if d.get("published"):
        graph.add((document, DCTERMS.issued, _date(d["published"])))
    if d.get("url"):
        graph.add((document, DCTERMS.source, Literal(d["url"], datatype=XSD.anyURI)))
    return node


def _relation(graph: Graph, row: Row) -> None:
    head, term, tail = resource(row["head"]), relation_property(row["type"]), resource(row["tail"])
    node = resource(f"relation:{digest(row['head'], row['type'], row['tail'])}")
    graph.add((head, term, tail))
    _all(
        graph,
        node,
        [
            (RDF.type, PG.Relation),
            (RDF.type, PROV.Entity),
            (RDF.subject, head),
            (RDF.predicate, term),
            (RDF.object, tail),
            (PG.confidence, _decimal(row["x"]["confidence"])),
        ],
    )
    for sentence in row["x"]["evidence_ids"]:
        graph.add((node, PROV.wasDerivedFrom, resource(sentence)))
    for name, term in (("times", PG.time), ("roles", PG.role)):
        for text in row["x"].get(name) or ():
            graph.add((node, term, Literal(text)))


def _all(graph: Graph, node: URIRef, pairs: Iterable[tuple[Node, Node]]) -> None:
    for predicate, value in pairs:
        graph.add((node, predicate, value))


def _decimal(value: float | Mapping[str, Any]) -> Literal:
    # through the shortest text of the float: 0.1 stays 0.1
    return Literal(format(Decimal(repr(value)), "f"), datatype=XSD.decimal)


def _date(text: str) -> Literal:
    kinds = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
    return Literal(text, datatype=kinds.get(len(text), XSD.string))
