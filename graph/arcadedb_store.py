"""The embedded store: ArcadeDB inside this process. The only file that knows the engine's Python package."""

from __future__ import annotations

import os
import platform
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from graph.cypher_store import CypherStore, query_error, refuse_file_access
from graph.cypher_text import arcadedb_text
from graph.model import EDGE_TYPES, NODE_LABELS
from graph.owner_lock import OwnerLock
from graph.schema_files import engine_schema, full_text_query, shared_statements
from graph.store import DEFAULT_TIMEOUT_S, Row, Transaction
from schemas.errors import ParkgraphError
from schemas.records import LABELS

T = TypeVar("T")

HEAP = os.environ.get("PARKGRAPH_EMBEDDED_HEAP", "2g")
MINIMUM_GLIBC = (2, 34)
RETRIES = 12
LOGGING = """handlers = java.util.logging.FileHandler
.level = WARNING
java.util.logging.FileHandler.pattern = {folder}/engine.log
java.util.logging.FileHandler.formatter = com.arcadedb.log.LogFormatter
java.util.logging.FileHandler.limit = 1000000
java.util.logging.FileHandler.count = 2
"""
_engine_lock = threading.Lock()


def unsupported_reason() -> str | None:
    """Why the embedded engine cannot run on this machine, or None where it should."""
    if sys.platform == "darwin" and platform.machine() == "x86_64":
        return "there is no build for Intel Macs; use a Neo4j server"
    if sys.platform.startswith("linux"):
        name, version = platform.libc_ver()
        if name != "glibc":
            return "it needs glibc, and this system has another C library; use a Neo4j server"
        numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
        if numbers < MINIMUM_GLIBC:
            return f"it needs glibc 2.34 or newer, and this system has {version}; use a Neo4j server"
    return None


def start_engine(log_folder: Path) -> Any:
    """The engine's package, its JVM running. There is one JVM a process; the first store decides where it logs.

    Raises E308 when it cannot be loaded.
    """
    with _engine_lock:
        reason = unsupported_reason()
        if reason:
            raise ParkgraphError("E308", platform.platform(), reason)
        try:
            import arcadedb_embedded as engine
            import jpype
            from arcadedb_embedded.jvm import start_jvm
        except (ImportError, OSError) as error:
            raise ParkgraphError("E308", platform.platform(), str(error)) from error
        if not jpype.isJVMStarted():
            settings = log_folder / "logging.properties"
            settings.write_text(LOGGING.format(folder=log_folder.resolve().as_posix()), encoding="utf-8")
            try:
                with _quiet_stderr(log_folder / "start.log"):
                    start_jvm(
                        heap_size=HEAP,
                        jvm_args=[
                            f"-Djava.util.logging.config.file={settings.resolve()}",
                            f"-XX:ErrorFile={log_folder.resolve()}/crash-%p.log",
                            "-XX:+UseSerialGC",  # starts faster and is as fast on heaps of this size
                            "-Xrs",  # SIGTERM and SIGINT stay with Python
                            "-Darcadedb.txWalFlush=2",  # fsync of data and metadata on every commit
                            "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
                            "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
                        ],
                    )
            except Exception as error:
                raise ParkgraphError("E308", platform.platform(), _first_line(error)) from error
        return engine


class ArcadeDBStore(CypherStore):
    """A graph in `folder`. Raises E304 when another process has it open, E302 when a graph to read is not there."""

    engine = "embedded"

    def __init__(self, folder: str | Path, *, read_only: bool = False) -> None:
        self.folder = Path(folder)
        self.uri = f"embedded:{folder}"
        self.read_only = read_only
        self._closed = True
        self._writer = threading.RLock()
        database = self.folder / "graph"
        exists = database.is_dir() and any(database.iterdir())
        if read_only and not exists:
            raise ParkgraphError("E302", self.uri, "there is no graph yet; ingest documents first")
        try:
            (self.folder / "log").mkdir(parents=True, exist_ok=True)
            self._lock = OwnerLock(self.folder / "owner.lock", self.uri)
        except OSError as error:
            raise ParkgraphError("E302", self.uri, f"the folder cannot be used: {error.strerror}") from error
        try:
            package = start_engine(self.folder / "log")
            open_it = package.open_database if exists else package.create_database
            self._database = open_it(str(database.resolve()))
            self._database.set_wal_flush("yes_full")
            self._queries = _RunningQueries()
        except ParkgraphError:
            self._lock.release()
            raise
        except Exception as error:
            self._lock.release()
            raise ParkgraphError("E302", self.uri, _first_line(error)) from error
        self._closed = False

    def ensure_schema(self) -> None:
        """See `Store.ensure_schema`. Types are created beforehand: inside a transaction that would end it."""
        self._refuse_when_read_only()
        own = engine_schema("arcadedb")
        types = [f"CREATE VERTEX TYPE {name} IF NOT EXISTS" for name in (*NODE_LABELS, *LABELS.values())]
        types += [
            f"CREATE VERTEX TYPE `{'~'.join(sorted(('Entity', name)))}` IF NOT EXISTS EXTENDS Entity, {name}"
            for name in LABELS.values()
        ]
        types += [f"CREATE EDGE TYPE {name} IF NOT EXISTS" for name in EDGE_TYPES]
        with self._writer:
            for language, statements in (("sql", types), ("opencypher", shared_statements()), ("sql", own.statements)):
                for statement in statements:
                    self._run(language, statement, {})

    def read(
        self, cypher: str, params: Mapping[str, Any] | None = None, timeout_s: float | None = DEFAULT_TIMEOUT_S
    ) -> list[Row]:
        """See `Store.read`."""
        refuse_file_access(cypher)
        return self._bounded_query("opencypher", cypher, params, timeout_s)

    def search_sentences(self, text: str, limit: int = 20) -> list[Row]:
        """See `Store.search_sentences`."""
        query = full_text_query(text)
        if not query:
            return []
        params = {"query": query, "limit": limit}
        return self._bounded_query("sql", engine_schema("arcadedb").search, params, DEFAULT_TIMEOUT_S)

    def close(self) -> None:
        """See `Store.close`."""
        if not self._closed:
            self._closed = True
            with suppress(Exception):
                self._database.close()
            self._lock.release()

    def _transact(self, work: Callable[[Transaction], T]) -> T:
        self._refuse_when_closed()
        # the engine would let writers of one process collide and retry: taking turns is faster
        with self._writer:
            try:
                result: T = self._database.run_in_transaction(lambda: work(_EmbeddedTransaction(self)), RETRIES)
            except self._engine_error() as error:
                raise self._translate(error, "a write") from error
            return result

    def _run(self, language: str, text: str, params: Mapping[str, Any] | None) -> list[Row]:
        self._refuse_when_closed()
        try:
            result = self._database.command(language, _adapted(language, text), dict(params or {}))
            return _plain_rows(result.to_list()) if result is not None else []
        except self._engine_error() as error:
            raise self._translate(error, text) from error

    def _bounded_query(
        self, language: str, text: str, params: Mapping[str, Any] | None, timeout_s: float | None
    ) -> list[Row]:
        self._refuse_when_closed()
        with self._queries.bounded(timeout_s) as timed_out:
            try:
                result = self._database.query(language, _adapted(language, text), dict(params or {}))
                return _plain_rows(result.to_list())
            except self._engine_error() as error:
                if timed_out():
                    raise query_error("E306", text, "ask for less or raise the limit") from error
                raise self._translate(error, text) from error

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise ParkgraphError("E302", self.uri, "the store was closed")

    @staticmethod
    def _engine_error() -> type[Exception]:
        from arcadedb_embedded import ArcadeDBError

        error: type[Exception] = ArcadeDBError
        return error

    def _translate(self, error: Exception, text: str) -> ParkgraphError:
        if isinstance(error.__cause__, ParkgraphError):
            return error.__cause__
        words = _first_line(error)
        if "QueryNotIdempotentException" in words:
            return query_error("E305", text, "it would write")
        if "Timeout" in words:
            return query_error("E306", text, "ask for less or raise the limit")
        # "Query failed: com.arcadedb.exception.CommandParsingException: Syntax error ..." -> the engine's own words
        parts = words.split("Exception: ", 1)
        return query_error("E307", text, parts[-1])


class _EmbeddedTransaction:
    def __init__(self, store: ArcadeDBStore) -> None:
        self._store = store

    def run(self, cypher: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        return self._store._run("opencypher", cypher, params)


class _RunningQueries:
    """Ends a query of this thread after its time: the engine's own limit is one for the whole database."""

    def __init__(self) -> None:
        import jpype

        self._registry = jpype.JClass("com.arcadedb.query.RunningQueryRegistry")()
        self._no_client = jpype.JClass("com.arcadedb.query.RunningQuery$Client").NONE

    @contextmanager
    def bounded(self, timeout_s: float | None) -> Iterator[Callable[[], bool]]:
        """Within it, queries of this thread end after `timeout_s`; gives a function that tells whether one did."""
        if timeout_s is None:
            yield lambda: False
            return
        running = self._registry.open("graph", "user", "embedded", None, None, self._no_client)
        binding = running.bind()
        timer = threading.Timer(timeout_s, running.terminate, ("timeout",))
        timer.daemon = True
        timer.start()
        try:
            yield lambda: bool(running.isTerminated())
        finally:
            timer.cancel()
            binding.close()
            running.close()


def _adapted(language: str, text: str) -> str:
    return arcadedb_text(text) if language == "opencypher" else text


def _plain_rows(rows: list[Row]) -> list[Row]:
    return [{key: _plain(value) for key, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    """Scalars, lists and maps only, so that both engines give the same."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(v) for v in value]
    if hasattr(value, "propertiesAsMap"):
        from arcadedb_embedded import convert_java_to_python

        found = convert_java_to_python(value.propertiesAsMap())
        return {k: _plain(v) for k, v in sorted(found.items())}
    if hasattr(value, "getVertices"):
        return [_plain(vertex) for vertex in value.getVertices()]
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _first_line(error: Exception) -> str:
    text = str(error).strip()
    return text.splitlines()[0][:300] if text else type(error).__name__


@contextmanager
def _quiet_stderr(log: Path) -> Iterator[None]:
    """The JVM writes a warning about its modules to file descriptor 2 while it starts; it goes to `log` instead."""
    sys.stderr.flush()
    saved = os.dup(2)
    try:
        with log.open("ab") as target:
            os.dup2(target.fileno(), 2)
            try:
                yield
            finally:
                os.dup2(saved, 2)
    finally:
        os.close(saved)
