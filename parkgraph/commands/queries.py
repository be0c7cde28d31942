"""`parkgraph queries` and `parkgraph query`: the query library."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from parkgraph.commands.common import Store, read_store, settings

QUERIES_EPILOG = """Example:

\b
  parkgraph queries
"""
QUERY_EPILOG = """Examples:

\b
  parkgraph query park_facts --param subject=中关村 --param year=2023
  parkgraph query ranks --format csv
  parkgraph query --cypher 'MATCH (d:Document) RETURN d.name AS name ORDER BY name'
"""


class Format(StrEnum):
    """How to write a result."""

    table = "table"
    csv = "csv"
    json = "json"


FormatOption = Annotated[Format, typer.Option(help="How to write the result.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("queries", epilog=QUERIES_EPILOG)(queries)
    app.command("query", epilog=QUERY_EPILOG)(query)


def queries(format: FormatOption = Format.table) -> None:
    """List the query library.

    Each query with its question and its parameters; a parameter in brackets may be left out.
    """
    from parkgraph.render import show_rows
    from queries.library import library

    rows = []
    for item in library():
        parameters = [name if p.required else f"[{name}]" for name, p in item.parameters.items()]
        rows.append({"query": item.id, "parameters": " ".join(parameters), "question": item.question})
    show_rows(("query", "parameters", "question"), rows, format.value)


def query(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A query of the library.")] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="K=V", help="A parameter; may be given several times.")
    ] = None,
    cypher: Annotated[
        str | None, typer.Option(metavar="TEXT", help="A read-only query of your own instead of one of the library.")
    ] = None,
    format: FormatOption = Format.table,
    store: Store = None,
) -> None:
    """Run a query of the library, or one of your own.

    Names are taken as people write them (中关村) and resolved to the thing in the graph; what they were taken for is
    told on standard error, and so are the candidates where a name fits several.
    """
    from parkgraph.render import show_result
    from queries.runner import run, run_cypher

    if (name is None) == (cypher is None):
        raise typer.BadParameter("give the NAME of a query (`parkgraph queries` lists them) or --cypher TEXT")
    parameters = _parameters(param or [])
    current = settings(store)
    if name is not None:
        from queries.library import library

        library().get(name)  # an unknown query is told without opening the store
    with read_store(current) as graph:
        if cypher is not None:
            result = run_cypher(graph, cypher, parameters, timeout_s=current.query_seconds)
        else:
            result = run(graph, name or "", parameters, timeout_s=current.query_seconds)
    show_result(result, format.value)


def _parameters(given: list[str]) -> dict[str, str]:
    from schemas.errors import ParkgraphError

    parameters: dict[str, str] = {}
    for item in given:
        key, equals, value = item.partition("=")
        if not equals or not key:
            raise ParkgraphError("E402", item, "write --param name=value")
        parameters[key.strip()] = value
    return parameters
