"""Opens the store that an address names."""

from __future__ import annotations

import os

from graph.store import Store
from schemas.errors import ParkgraphError

NEO4J_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_store(uri: str, *, read_only: bool = False, username: str | None = None, password: str | None = None) -> Store:
    """The store at `embedded:DIR`, `neo4j://HOST:7687` or `bolt://HOST:7687`.

    Credentials default to NEO4J_USERNAME and NEO4J_PASSWORD. An embedded store that is opened read-only must exist.
    Raises E301 for another address, E302, E303, E304, E308.
    """
    scheme, colon, rest = uri.partition(":")
    if not colon or not rest:
        raise ParkgraphError("E301", uri, "use embedded:DIR, neo4j://HOST:7687 or bolt://HOST:7687")
    # engines are imported on demand: the driver and the JVM bridge are slow to load and may be missing
    if scheme == "embedded":
        from graph.arcadedb_store import ArcadeDBStore

        return ArcadeDBStore(rest.removeprefix("//"), read_only=read_only)
    if scheme in NEO4J_SCHEMES:
        if "@" in rest:
            raise ParkgraphError("E301", scheme, "credentials belong into NEO4J_USERNAME and NEO4J_PASSWORD")
        from graph.neo4j_store import Neo4jStore

        return Neo4jStore(
            uri,
            username=username or os.environ.get("NEO4J_USERNAME") or "neo4j",
            password=password if password is not None else os.environ.get("NEO4J_PASSWORD", ""),
            read_only=read_only,
        )
    raise ParkgraphError("E301", uri, "use embedded:DIR, neo4j://HOST:7687 or bolt://HOST:7687")
