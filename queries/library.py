"""The query library: every `.cypher` file of `queries/library/` with the YAML header that describes it.

A file starts with one block comment that holds the header; the whole file, comment and all, is what the engine runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from queries.near import near
from queries.tabular import Column, ColumnType
from schemas.errors import ParkgraphError
from schemas.records import EntityType

FOLDER = Path(__file__).parent / "library"

ParameterType = Literal["entity", "indicator", "document", "string", "strings", "integer", "number", "boolean"]
NAME_TYPES: tuple[ParameterType, ...] = ("entity", "indicator", "document")
_PYTHON: dict[str, type | tuple[type, ...]] = {
    "entity": str,
    "indicator": str,
    "document": str,
    "string": str,
    "strings": list,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}
_HEADER = re.compile(r"\A\s*/\*(?P<header>.*?)\*/(?P<body>.*)\Z", re.S)
_WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|DETACH|REMOVE|DROP|LOAD\s+CSV|FOREACH)\b", re.I)
_STRINGS = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|//[^\n]*")


class Parameter(BaseModel):
    """A parameter of a query. A parameter without `default` is required; `sample` is a value that makes sense."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: ParameterType
    about: str
    sample: Any
    default: Any = None
    types: tuple[EntityType, ...] = ()  # entity types that an `entity` may have; none given: every type

    @property
    def required(self) -> bool:
        """Whether the caller must give it."""
        return "default" not in self.model_fields_set

    def accepts(self, value: Any) -> bool:
        """Whether a value is of the parameter's type (a bool is no integer)."""
        if isinstance(value, bool) and self.type != "boolean":
            return False
        if isinstance(value, list) and self.type == "strings":
            return all(isinstance(v, str) for v in value)
        return isinstance(value, _PYTHON[self.type])

    @model_validator(mode="after")
    def _values_fit(self) -> Parameter:
        if not self.accepts(self.sample):
            raise ValueError(f"sample {self.sample!r} is no {self.type}")
        if self.default is not None and not self.accepts(self.default):
            raise ValueError(f"default {self.default!r} is no {self.type}")
        if self.types and self.type != "entity":
            raise ValueError("only an entity has types")
        return self


class ColumnHeader(BaseModel):
    """A column as the header describes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: ColumnType
    about: str
    unit: str | None = None


class Query(BaseModel):
    """One query of the library: its header and `cypher`, the whole text of its file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    question: str
    parameters: dict[str, Parameter] = {}
    columns: dict[str, ColumnHeader]
    cypher: str
    notes: str = ""

    @property
    def result_columns(self) -> tuple[Column, ...]:
        """The columns in order."""
        return tuple(Column(name, c.type, c.unit, c.about) for name, c in self.columns.items())

    @model_validator(mode="after")
    def _text_fits_header(self) -> Query:
        match = _HEADER.match(self.cypher)
        body = _STRINGS.sub("''", match["body"] if match else self.cypher)
        used = set(re.findall(r"\$(\w+)", body))
        if used != set(self.parameters):
            raise ValueError(f"parameters {sorted(used ^ set(self.parameters))} stand in the text or the header alone")
        if write := _WRITES.search(body):
            raise ValueError(f"a query of the library only reads ({write[0]})")
        returned = body[body.upper().rfind("RETURN") :]
        if (at := returned.upper().find("ORDER BY")) < 0:
            raise ValueError("the last RETURN has no ORDER BY")
        aliases = re.findall(r"\bAS\s+(\w+)", returned[:at], re.I)
        if aliases != list(self.columns):
            raise ValueError(f"RETURN gives {aliases}, the header names {list(self.columns)}")
        for name, column in self.columns.items():
            if column.unit and column.unit.startswith("@") and column.unit[1:] not in self.columns:
                raise ValueError(f"column {name}: no column {column.unit[1:]} holds its unit")
        return self


class Library:
    """The queries of a folder by id, in the order of their ids."""

    def __init__(self, queries: dict[str, Query]) -> None:
        self._queries = queries

    def __iter__(self) -> Iterator[Query]:
        return iter(self._queries.values())

    def __len__(self) -> int:
        return len(self._queries)

    @property
    def names(self) -> tuple[str, ...]:
        """All ids, sorted."""
        return tuple(self._queries)

    def get(self, name: str) -> Query:
        """The query of that id. Raises E401, with near names."""
        query = self._queries.get(name)
        if query is None:
            close = near(name, self.names)
            hint = f"did you mean {', '.join(close)}?" if close else "`parkgraph queries` lists them"
            raise ParkgraphError("E401", name, hint)
        return query


def read_query(path: Path) -> Query:
    """One file of the library. Raises E405 with the file name and what is wrong in it."""
    text = path.read_text(encoding="utf-8")
    match = _HEADER.match(text)
    if not match:
        raise ParkgraphError("E405", path.name, "it does not start with a comment that holds the header")
    try:
        header = yaml.safe_load(match["header"])
        query = Query.model_validate({**header, "cypher": text})
    except ValidationError as error:
        first = error.errors()[0]
        raise ParkgraphError("E405", path.name, f"{'.'.join(map(str, first['loc']))} {first['msg']}") from error
    except (yaml.YAMLError, TypeError) as error:
        raise ParkgraphError("E405", path.name, f"the header is no YAML mapping: {error}") from error
    if query.id != path.stem:
        raise ParkgraphError("E405", path.name, f"its id is {query.id}")
    return query


def read_library(folder: Path) -> Library:
    """All queries of a folder. Raises E405."""
    paths = sorted(folder.glob("*.cypher"))
    if not paths:
        raise ParkgraphError("E405", str(folder), "no .cypher file in it")
    return Library({query.id: query for query in map(read_query, paths)})


@cache
def library() -> Library:
    """The library that parkgraph ships."""
    return read_library(FOLDER)
