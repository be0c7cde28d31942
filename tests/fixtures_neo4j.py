"""Stores for tests: one real Neo4j and one embedded graph a session, started on demand, emptied for each test."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.store import Store
from graph.stores import open_store

if TYPE_CHECKING:
    from neo4j_server import Server

OPS = Path(__file__).resolve().parent.parent / "ops" / "neo4j"
PASSWORD = "password-of-the-tests"
SWITCH = "PARKGRAPH_TEST_NEO4J"
_skipped = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def neo4j_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own on a free port, its data in a temporary folder; it ends with the session in any case."""
    if os.environ.get(SWITCH) == "0":
        request.config.stash[_skipped] = True
        pytest.skip(f"{SWITCH}=0")
    if str(OPS) not in sys.path:
        sys.path.append(str(OPS))  # at the end: a file there is named like the driver
    from neo4j_server import free_port, start_server

    server = start_server(tmp_path_factory.mktemp("neo4j"), free_port(), PASSWORD, short=True)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def neo4j_uri(neo4j_server: Server) -> Iterator[str]:
    """Address of the session's server; the credentials are in the environment, also for child processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_USERNAME", neo4j_server.username)
        patch.setenv("NEO4J_PASSWORD", neo4j_server.password)
        yield neo4j_server.uri


@pytest.fixture(scope="session")
def _neo4j_session_store(neo4j_uri: str) -> Iterator[Store]:
    with open_store(neo4j_uri) as opened:
        yield opened


@pytest.fixture(scope="session")
def _embedded_session_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(f"embedded:{tmp_path_factory.mktemp('embedded')}") as opened:
        yield opened


def _emptied(store: Store) -> Store:
    store.ensure_schema()
    store.clear()
    return store


@pytest.fixture
def embedded_store(_embedded_session_store: Store) -> Store:
    """An empty embedded store."""
    return _emptied(_embedded_session_store)


@pytest.fixture
def neo4j_store(_neo4j_session_store: Store) -> Store:
    """An empty Neo4j store."""
    return _emptied(_neo4j_session_store)


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty store, once on each engine."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """The closing lines say when the tests on Neo4j were left out."""
    if config.stash.get(_skipped, False):
        terminalreporter.write_line(f"The tests on Neo4j were skipped: {SWITCH}=0.", yellow=True)
