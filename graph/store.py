"""The store protocol: what every graph engine offers, and nothing of how it does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

Row = dict[str, Any]
T = TypeVar("T")

DEFAULT_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class Statement:
    """A Cypher text and its parameters (JSON-like values only)."""

    cypher: str
    params: Mapping[str, Any] = field(default_factory=dict)


class Transaction(Protocol):
    """An open transaction: what it runs becomes visible and durable together, or not at all."""

    def run(self, cypher: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Run one statement and give its rows. Raises E307 when the statement is not valid."""


class Store(Protocol):
    """A graph store. Every engine gives the same answers to the same calls.

    Errors: E302 not there, E303 wrong credentials, E304 in use, E305 not read-only, E306 too slow, E307 not valid.
    """

    engine: str  # "embedded" or "neo4j"
    uri: str
    read_only: bool

    def ensure_schema(self) -> None:
        """Create the constraints and indexes that are missing."""

    def read(
        self, cypher: str, params: Mapping[str, Any] | None = None, timeout_s: float | None = DEFAULT_TIMEOUT_S
    ) -> list[Row]:
        """Rows of a read-only query: scalars, lists and maps (a node or relationship becomes the map of its
        properties, a path the list of its nodes' maps, a date its ISO text).

        `timeout_s` None means no limit. Raises E305 for a query that would write, E306, E307.
        """

    def transaction(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one durable transaction. Writers of one graph take turns; a transient conflict rolls back and
        runs `work` again, so it must have no effect but through the transaction. An error inside rolls back.
        """

    def write(self, statements: Iterable[Statement]) -> None:
        """Run all statements in one durable transaction."""

    def search_sentences(self, text: str, limit: int = 20) -> list[Row]:
        """Sentences that hold words of `text`, best first: `{id, text, score}`; scores compare within one answer."""

    def counts(self) -> dict[str, dict[str, int]]:
        """`{"labels": {label: nodes}, "types": {type: relationships}}`, sorted by name."""

    def fingerprint(self, *, properties: bool = False) -> str:
        """Hash over the sorted ids of nodes and keys of relationships; with `properties` over their values too.

        Two stores that hold the same graph give the same text, whatever their engine.
        """

    def clear(self) -> None:
        """Delete every node and relationship; constraints and indexes stay."""

    def close(self) -> None:
        """Give the store back; a second call does nothing."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
