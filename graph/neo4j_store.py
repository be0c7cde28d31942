"""The store on a Neo4j 5 server, through the official driver."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import neo4j
from neo4j import exceptions as neo
from neo4j.graph import Node, Path, Relationship

from graph.cypher_store import LOCK_LABEL, CypherStore, query_error, refuse_file_access
from graph.schema_files import engine_schema, full_text_query, shared_statements
from graph.store import DEFAULT_TIMEOUT_S, Row, Transaction
from schemas.errors import ParkgraphError

T = TypeVar("T")

CONNECT_TIMEOUT_S = 10.0
RETRY_TIME_S = 15.0  # writers take turns on a lock, so conflicts are rare; a dead server is reported soon


class Neo4jStore(CypherStore):
    """A Neo4j database behind Bolt. Raises E302 when nothing answers, E303 when it refuses the credentials."""

    engine = "neo4j"

    def __init__(self, uri: str, *, username: str, password: str, read_only: bool = False) -> None:
        self.uri = uri
        self.read_only = read_only
        try:
            self._driver = neo4j.GraphDatabase.driver(
                uri,
                auth=(username, password),
                connection_timeout=CONNECT_TIMEOUT_S,
                connection_acquisition_timeout=CONNECT_TIMEOUT_S * 2,
                max_transaction_retry_time=RETRY_TIME_S,
                notifications_min_severity="OFF",
            )
        except (neo.ConfigurationError, ValueError) as error:
            raise ParkgraphError("E301", uri, str(error)) from error
        try:
            self._driver.verify_connectivity()
        except (neo.Neo4jError, neo.DriverError) as error:
            self._driver.close()
            raise self._unreachable(error) from error

    def ensure_schema(self) -> None:
        """See `Store.ensure_schema`."""
        self._refuse_when_read_only()
        try:
            with self._driver.session() as session:
                for statement in (*shared_statements(), *engine_schema("neo4j").statements):
                    session.run(statement).consume()
                session.run("CALL db.awaitIndexes(300)").consume()
        except (neo.Neo4jError, neo.DriverError) as error:
            raise self._translate(error, "the schema") from error

    def read(
        self, cypher: str, params: Mapping[str, Any] | None = None, timeout_s: float | None = DEFAULT_TIMEOUT_S
    ) -> list[Row]:
        """See `Store.read`."""
        refuse_file_access(cypher)
        work = neo4j.unit_of_work(timeout=timeout_s)(lambda tx: _rows(tx, cypher, params))
        try:
            # access mode READ makes the server itself refuse every write
            with self._driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
                return session.execute_read(work)
        except (neo.Neo4jError, neo.DriverError) as error:
            raise self._translate(error, cypher) from error

    def search_sentences(self, text: str, limit: int = 20) -> list[Row]:
        """See `Store.search_sentences`."""
        query = full_text_query(text)
        return self.read(engine_schema("neo4j").search, {"query": query, "limit": limit}) if query else []

    def close(self) -> None:
        """See `Store.close`."""
        self._driver.close()

    def _transact(self, work: Callable[[Transaction], T]) -> T:
        def unit(tx: neo4j.ManagedTransaction) -> T:
            # a write lock held to the end: writers read, merge in Python and write, so they must take turns
            tx.run(f"MERGE (n:{LOCK_LABEL} {{id: 'writer'}}) SET n.turn = coalesce(n.turn, 0) + 1").consume()
            return work(_Neo4jTransaction(tx))

        try:
            with self._driver.session() as session:
                return session.execute_write(unit)
        except _StatementFailedError as failed:
            raise self._translate(failed.error, failed.cypher) from failed.error
        except (neo.Neo4jError, neo.DriverError) as error:
            raise self._translate(error, "a write") from error

    def _unreachable(self, error: Exception) -> ParkgraphError:
        code = getattr(error, "code", None) or ""
        if isinstance(error, neo.AuthError) or code.startswith("Neo.ClientError.Security"):
            # after some wrong tries the server refuses for a while, whatever the password
            wait = "; wait a little" if "RateLimit" in code else ""
            return ParkgraphError("E303", self.uri, f"set NEO4J_USERNAME and NEO4J_PASSWORD{wait}")
        return ParkgraphError("E302", self.uri, _first_line(error))

    def _translate(self, error: Exception, cypher: str) -> ParkgraphError:
        code = getattr(error, "code", None) or ""
        if isinstance(error, neo.ClientError):
            if "AccessMode" in code:
                return query_error("E305", cypher, "it would write")
            if "TransactionTimedOut" in code:
                return query_error("E306", cypher, "ask for less or raise the limit")
            if not code.startswith("Neo.ClientError.Security"):
                return query_error("E307", cypher, error.message or code)
        return self._unreachable(error)  # also when the server gives up: out of memory, shutting down


class _StatementFailedError(Exception):
    """Carries the text of the failing statement out of a transaction function."""

    def __init__(self, error: neo.Neo4jError, cypher: str) -> None:
        super().__init__(str(error))
        self.error = error
        self.cypher = cypher


class _Neo4jTransaction:
    def __init__(self, tx: neo4j.ManagedTransaction) -> None:
        self._tx = tx

    def run(self, cypher: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        try:
            return _rows(self._tx, cypher, params)
        except neo.Neo4jError as error:
            if error.is_retryable():
                raise  # the driver rolls back and calls the whole unit again
            raise _StatementFailedError(error, cypher) from error


def _rows(tx: neo4j.ManagedTransaction, cypher: str, params: Mapping[str, Any] | None) -> list[Row]:
    result = tx.run(cypher, dict(params or {}))
    keys = result.keys()
    return [{key: _plain(value) for key, value in zip(keys, record, strict=True)} for record in result]


def _plain(value: Any) -> Any:
    """Scalars, lists and maps only, so that both engines give the same."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (Node, Relationship)):
        return {k: _plain(v) for k, v in sorted(value.items())}
    if isinstance(value, Path):
        return [_plain(node) for node in value.nodes]
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


def _first_line(error: Exception) -> str:
    text = str(error).strip()
    return text.splitlines()[0][:300] if text else type(error).__name__
