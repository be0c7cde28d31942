"""Runs a query of the library (or a user's own): checks what goes in, resolves typed names, checks what comes out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.store import Store
from queries.catalogue import indicator_aliases, registry_aliases
from queries.library import NAME_TYPES, Library, Parameter, Query, library
from queries.names import Candidate, Named, resolve
from queries.near import near
from queries.tabular import Column, Resolved, ResultTable, Row, plain_number
from schemas.errors import ParkgraphError

TIMEOUT_S = 60.0

_ROW_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "strings": list,
    "numbers": list,
    "map": dict,
    "maps": list,
    "evidence": list,
}


def run(
    store: Store,
    name: str,
    params: Mapping[str, Any] | None = None,
    *,
    timeout_s: float = TIMEOUT_S,
    queries: Library | None = None,
) -> ResultTable:
    """Run query `name`. `params` may be strings as typed on a command line; names are resolved to ids.

    Raises E401 (no such query), E402 (parameter), E403/E404 (name), E405 (the query gives other columns than its
    header says), and what the store raises.
    """
    query = (queries or library()).get(name)
    values = check_parameters(query, params or {})
    resolved: list[Resolved] = []
    for key, parameter in query.parameters.items():
        if parameter.type in NAME_TYPES and values[key] is not None:
            found = resolve_name(store, parameter.type, values[key], parameter.types)
            resolved.append(Resolved(key, values[key], found.id, found.name, found.via))
            values[key] = found.id
    rows = store.read(query.cypher, values, timeout_s)
    return ResultTable(
        query.id, query.title, query.result_columns, tuple(_checked(query, row) for row in rows), tuple(resolved)
    )


def check_parameters(query: Query, params: Mapping[str, Any]) -> dict[str, Any]:
    """All parameters of the query, typed, defaults filled in. Raises E402."""
    for key in sorted(params):
        if key not in query.parameters:
            close = near(key, query.parameters) or list(query.parameters)
            hint = f"{query.id} takes {', '.join(close)}" if close else f"{query.id} takes no parameters"
            raise ParkgraphError("E402", key, f"unknown: {hint}")
    values: dict[str, Any] = {}
    for key, parameter in query.parameters.items():
        given = params.get(key)
        if given is None or given == "":
            if parameter.required:
                raise ParkgraphError("E402", key, f"missing: {parameter.about}, for example {parameter.sample}")
            values[key] = None if key in params else parameter.default
        else:
            values[key] = _typed(key, parameter, given)
    return values


def _typed(key: str, parameter: Parameter, given: Any) -> Any:
    value = given
    if isinstance(given, str):
        value = _parsed(parameter, given.strip())
    elif parameter.type == "strings" and isinstance(given, tuple):
        value = list(given)
    if value is None or not parameter.accepts(value):
        raise ParkgraphError("E402", key, f"{given!r} is no {parameter.type}, for example {parameter.sample}")
    return value


def _parsed(parameter: Parameter, text: str) -> Any:
    """The value of a typed text, None where it is none of the parameter's type."""
    try:
        match parameter.type:
            case "integer":
                return int(text)
            case "number":
                return plain_number(float(text))
            case "boolean":
                return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(text.lower())
            case "strings":
                return [part.strip() for part in text.split(",") if part.strip()]
            case _:
                return text
    except ValueError:
        return None


def resolve_name(store: Store, kind: str, typed: str, types: tuple[str, ...] = ()) -> Candidate:
    """The entity, indicator or document (`kind`) of a typed name. Raises E403, E404."""
    return resolve_names(store, kind, [typed], types)[0]


def resolve_names(store: Store, kind: str, typed: Sequence[str], types: tuple[str, ...] = ()) -> list[Candidate]:
    """The same for several names, reading the names of the store once."""
    if not typed:
        return []
    things = named_things(store, kind)
    if types:
        things = [t for t in things if t.type in types]
    if kind == "entity" and not all(_plainly_named(name, things) for name in typed):
        things = [replace(t, aliases=(*t.aliases, *registry_aliases(t.id))) for t in things]
    return [resolve(name, things, kind) for name in typed]


def _plainly_named(typed: str, things: Sequence[Named]) -> bool:
    """Whether the registry, which takes a moment to load, has nothing to add."""
    return any(typed in (thing.id, thing.name) for thing in things)


def named_things(store: Store, kind: str) -> list[Named]:
    """Everything of a kind (`entity`, `indicator`, `document`) in the store, with its names."""
    listing, weight = {"entity": ("entities", "figures"), "indicator": ("indicators", "figures")}.get(
        kind, ("documents", "articles")
    )
    return [
        Named(row["id"], row["name"], row.get("type") or kind, _aliases(kind, row), row[weight])
        for row in run(store, listing).rows
    ]


def _aliases(kind: str, row: Row) -> tuple[str, ...]:
    """Other names: those of the graph, of the catalogue of indicators, the title of a document."""
    if kind == "indicator":
        catalogued = row["id"].removeprefix("indicator:")
        return (catalogued, *indicator_aliases(catalogued)) if row["mapped"] else ()
    if kind == "document":
        stem = row["name"].rpartition(".")[0]
        return tuple(name for name in (stem, row["title"]) if name)
    return tuple(row["aliases"] or ())


def _checked(query: Query, row: Mapping[str, Any]) -> Row:
    """The row in the header's column order, whole floats as ints. Raises E405 where header and row differ."""
    if set(row) != set(query.columns):
        raise ParkgraphError(
            "E405", query.id, f"columns {sorted(set(row) ^ set(query.columns))} differ from the header"
        )
    checked: Row = {}
    for name, column in query.columns.items():
        value = plain(row[name])
        if value is not None:
            wrong = not isinstance(value, _ROW_TYPES[column.type])
            if wrong or (isinstance(value, bool) and column.type != "boolean"):
                raise ParkgraphError("E405", query.id, f"column {name} gives {value!r}, the header says {column.type}")
        checked[name] = value
    return checked


def plain(value: Any) -> Any:
    """A value of an engine as JSON types, maps with sorted keys, whole floats as ints."""
    if isinstance(value, float):
        return plain_number(value)
    if isinstance(value, Mapping):
        return {key: plain(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def run_cypher(
    store: Store, cypher: str, params: Mapping[str, Any] | None = None, *, timeout_s: float = TIMEOUT_S
) -> ResultTable:
    """Run a user's own read-only query; the columns are the keys of its rows.

    Nobody declared the types of its parameters, so a text is read as JSON where it is JSON: `2023` is a number,
    `"2023"` with quotes a text. Raises E305 where it would write, E306, E307 (from the store).
    """
    if not cypher.strip():
        raise ParkgraphError("E307", "", "it is empty")
    values = {key: _json_or_text(value) for key, value in (params or {}).items()}
    rows = [{key: plain(value) for key, value in row.items()} for row in store.read(cypher, values, timeout_s)]
    names = list(dict.fromkeys(key for row in rows for key in row))
    columns = tuple(Column(name, _column_type([row.get(name) for row in rows])) for name in names)
    return ResultTable("cypher", "", columns, tuple({name: row.get(name) for name in names} for row in rows))


def _json_or_text(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _column_type(values: list[Any]) -> Any:
    """The type of a column whose header nobody wrote."""
    present = [v for v in values if v is not None]
    if present and all(isinstance(v, bool) for v in present):
        return "boolean"
    if present and all(isinstance(v, int) and not isinstance(v, bool) for v in present):
        return "integer"
    if present and all(isinstance(v, int | float) and not isinstance(v, bool) for v in present):
        return "number"
    if any(isinstance(v, dict) for v in present):
        return "map"
    return "strings" if any(isinstance(v, list) for v in present) else "string"
