"""A workspace whose documents are written and ingested in the test's own process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.limits import Limits
from extract.linking.decisions import Decisions
from graph.store import Store
from parkgraph.ingestion import Ingestion, Outcome
from parkgraph.ledger import Ledger


class Desk:
    """Documents by name, a ledger and a store."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self.store = store
        self.ledger = Ledger(folder / "work")
        (folder / "documents").mkdir(parents=True)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / "documents" / name
        path.write_text(text + "\n", encoding="utf-8")
        return path

    def ingest(self, *paths: Path, decisions: Decisions | None = None, store: Store | None = None) -> list[Outcome]:
        store = store or self.store
        run = Ingestion(self.ledger, store, store.uri, Limits(), decisions=decisions)
        return list(run.run([str(p) for p in paths]))

    def subjects(self) -> dict[str, set[str]]:
        """Document name → ids of the subjects of its figures."""
        rows = self.store.read(
            "MATCH (e:Entity)<-[:ABOUT]-(:Observation)-[:STATED_IN]->(:Sentence)<-[:HAS_SENTENCE]-(:Article)"
            "<-[:CONTAINS]-(d:Document) RETURN DISTINCT d.name AS name, e.id AS id"
        )
        found: dict[str, set[str]] = {}
        for row in rows:
            found.setdefault(row["name"], set()).add(row["id"])
        return found

    def fingerprint(self) -> str:
        return self.store.fingerprint(properties=True)


@pytest.fixture
def new_desk(tmp_path: Path) -> Iterator[Callable[[Store], Desk]]:
    """Makes desks on a store; their ledgers are closed in the end."""
    made: list[Desk] = []

    def make(store: Store) -> Desk:
        made.append(Desk(tmp_path / f"desk{len(made)}", store))
        return made[-1]

    yield make
    for desk in made:
        desk.ledger.close()


@pytest.fixture
def desk(embedded_store: Store, new_desk: Callable[[Store], Desk]) -> Desk:
    """A desk on the embedded engine."""
    return new_desk(embedded_store)
