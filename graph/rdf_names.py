"""The vocabulary of the RDF export: namespaces, the components of the Data Cube, and how ids become IRIs."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from rdflib import QB, Namespace, URIRef

from schemas.records import LABELS, EntityType

# a URN: the project owns no domain that it could promise to keep
PG = Namespace("urn:parkgraph:ns:")
ID = Namespace("urn:parkgraph:id:")
SDMX_DIMENSION = Namespace("http://purl.org/linked-data/sdmx/2009/dimension#")
SDMX_MEASURE = Namespace("http://purl.org/linked-data/sdmx/2009/measure#")
SDMX_ATTRIBUTE = Namespace("http://purl.org/linked-data/sdmx/2009/attribute#")
SDMX_CODE = Namespace("http://purl.org/linked-data/sdmx/2009/code#")
OBS_STATUS = {
    "actual": SDMX_CODE["obsStatus-A"],
    "estimate": SDMX_CODE["obsStatus-E"],
    "forecast": SDMX_CODE["obsStatus-F"],
    "target": PG["obsStatus-target"],  # the SDMX code list has none for a plan
}


class Component(NamedTuple):
    """A component of the cube: `role` is qb:dimension, qb:measure or qb:attribute."""

    name: str
    term: URIRef
    role: URIRef
    label: str
    required: bool = True

    @property
    def type(self) -> URIRef:
        """The class of the component's property."""
        names = {
            QB.dimension: QB.DimensionProperty,
            QB.measure: QB.MeasureProperty,
            QB.attribute: QB.AttributeProperty,
        }
        return names[self.role]


STRUCTURE = (
    Component("subject", PG.subject, QB.dimension, "what the figure is about"),
    Component("indicator", PG.indicator, QB.dimension, "what is measured"),
    Component("refPeriod", SDMX_DIMENSION.refPeriod, QB.dimension, "period of the figure"),
    Component("series", PG.series, QB.dimension, "subject, indicator, scope, kind, unit, base and edition together"),
    Component("variant", PG.variant, QB.dimension, "tells differing figures of one series and period apart"),
    Component("obsValue", SDMX_MEASURE.obsValue, QB.measure, "value in base units"),
    Component("unitMeasure", SDMX_ATTRIBUTE.unitMeasure, QB.attribute, "unit"),
    Component("obsStatus", SDMX_ATTRIBUTE.obsStatus, QB.attribute, "actual, estimated, forecast or planned"),
    Component("kind", PG.kind, QB.attribute, "level, change, growth, share, ratio, rank, rate or target"),
    Component("measureKind", PG.measureKind, QB.attribute, "the kind without target"),
    Component("qualifier", PG.qualifier, QB.attribute, "approx, over, under, nearly, cumulative", False),
    Component("confidence", PG.confidence, QB.attribute, "probability that the record is right"),
)


def resource(identifier: str) -> URIRef:
    """IRI of a thing by its id; letters and digits of every script stay readable."""
    return ID["".join(c if c.isalnum() or c in ":.-_~@" else quote(c, safe="") for c in identifier)]


def entity_class(kind: EntityType) -> URIRef:
    """Class of an entity type."""
    return PG[LABELS[kind]]


def relation_property(kind: str) -> URIRef:
    """`LOCATED_IN` → `pg:locatedIn`."""
    first, *rest = kind.lower().split("_")
    return PG[first + "".join(word.capitalize() for word in rest)]
