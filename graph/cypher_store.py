"""What both engines share because it can be said in Cypher alone."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

from graph.cypher_text import loads_files
from graph.store import DEFAULT_TIMEOUT_S, Row, Statement, Transaction
from schemas.errors import ParkgraphError

T = TypeVar("T")

# the node that serialises writers is no part of the graph
LOCK_LABEL = "WriterLock"
CLEAR_BATCH = 20_000


class CypherStore(ABC):
    """Base of the two stores; subclasses supply `read`, `_transact` and the engine's own schema statements."""

    engine: str
    uri: str
    read_only: bool

    @abstractmethod
    def ensure_schema(self) -> None:
        """See `Store.ensure_schema`."""

    @abstractmethod
    def read(
        self, cypher: str, params: Mapping[str, Any] | None = None, timeout_s: float | None = DEFAULT_TIMEOUT_S
    ) -> list[Row]:
        """See `Store.read`."""

    @abstractmethod
    def search_sentences(self, text: str, limit: int = 20) -> list[Row]:
        """See `Store.search_sentences`."""

    @abstractmethod
    def close(self) -> None:
        """See `Store.close`."""

    @abstractmethod
    def _transact(self, work: Callable[[Transaction], T]) -> T:
        """`transaction` on an engine that may write."""

    def transaction(self, work: Callable[[Transaction], T]) -> T:
        """See `Store.transaction`."""
        self._refuse_when_read_only()
        return self._transact(work)

    def write(self, statements: Iterable[Statement]) -> None:
        """See `Store.write`."""
        todo = list(statements)

        def work(tx: Transaction) -> None:
            for statement in todo:
                tx.run(statement.cypher, statement.params)

        self.transaction(work)

    def counts(self) -> dict[str, dict[str, int]]:
        """See `Store.counts`."""
        labels = self.read(
            f"MATCH (n) WHERE NOT n:{LOCK_LABEL} UNWIND labels(n) AS name RETURN name, count(*) AS n", timeout_s=None
        )
        types = self.read("MATCH ()-[r]->() RETURN type(r) AS name, count(*) AS n", timeout_s=None)
        return {"labels": _sorted_counts(labels), "types": _sorted_counts(types)}

    def fingerprint(self, *, properties: bool = False) -> str:
        """See `Store.fingerprint`."""
        more = ", properties(n) AS p" if properties else ""
        nodes = self.read(f"MATCH (n) WHERE NOT n:{LOCK_LABEL} RETURN labels(n) AS l, n.id AS id{more}", timeout_s=None)
        more = ", properties(r) AS p" if properties else ""
        edges = self.read(
            "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS t, b.id AS b, r.fact_id AS f, r.start AS s" + more,
            timeout_s=None,
        )
        lines = [_line("n", sorted(r["l"]), r["id"], r.get("p")) for r in nodes]
        lines += [_line("r", [r["a"], r["t"], r["b"]], [r["f"], r["s"]], r.get("p")) for r in edges]
        total = hashlib.sha256()
        for line in sorted(lines):
            total.update(line.encode())
        return total.hexdigest()

    def clear(self) -> None:
        """See `Store.clear`."""
        self._refuse_when_read_only()
        cypher = (
            f"MATCH (n) WHERE NOT n:{LOCK_LABEL} WITH n LIMIT {CLEAR_BATCH} DETACH DELETE n RETURN count(*) AS deleted"
        )
        while self._transact(lambda tx: tx.run(cypher))[0]["deleted"]:
            pass

    def _refuse_when_read_only(self) -> None:
        if self.read_only:
            raise ParkgraphError("E305", self.uri, "the store was opened read-only")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def refuse_file_access(cypher: str) -> None:
    """LOAD CSV is no part of a read-only question."""
    if loads_files(cypher):
        raise ParkgraphError("E305", _head(cypher), "LOAD CSV reads files, which a query may not")


def query_error(code: str, cypher: str, detail: str) -> ParkgraphError:
    """The error of a query: its beginning as subject, the first line of the engine's words as detail."""
    lines = detail.strip().splitlines()
    return ParkgraphError(code, _head(cypher), lines[0][:300] if lines else "")


def _head(cypher: str) -> str:
    plain = " ".join(cypher.split())
    return plain if len(plain) <= 60 else plain[:57] + "..."


def _sorted_counts(rows: list[Row]) -> dict[str, int]:
    return {r["name"]: r["n"] for r in sorted(rows, key=lambda r: str(r["name"]))}


def _line(*parts: Any) -> str:
    return json.dumps(parts, ensure_ascii=False, sort_keys=True) + "\n"
