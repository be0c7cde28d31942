"""Turtle: figures as a Data Cube with their evidence as PROV-O, valid under the shipped SHACL shapes."""

from __future__ import annotations

from typing import BinaryIO

from graph.rdf import write_turtle
from queries.dataset import Dataset


def write_ttl(dataset: Dataset, out: BinaryIO) -> None:
    """The observations behind the rows (alternates of a table too), for the graph with all relations."""
    write_turtle(dataset.store, out, dataset.observation_ids)
