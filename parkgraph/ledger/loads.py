"""What each store holds of what the ledger knows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Literal

from parkgraph.ledger.database import Database
from parkgraph.ledger.entries import Standing

# what the graph should hold of a document: its record, and what resolution makes of the entities in it
WANTED = "d.record_key || coalesce('+' || i.mapping_key, '')"


class Loads:
    """The `loads` of a ledger. A store is named by its address, the same for all ways to write it."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def standing(self, store: str, document_id: str) -> Standing:
        """What a store should hold of a document, and what it holds. KeyError for an unknown document."""
        row = self._db.row(
            f"SELECT d.name, d.owner, {WANTED}, l.record_key, l.sources, l.state FROM documents d "
            "LEFT JOIN identities i USING (document_id) "
            "LEFT JOIN loads l ON l.document_id = d.document_id AND l.store = ? WHERE d.document_id = ?",
            (store, document_id),
        )
        if row is None:
            raise KeyError(document_id)
        name, owner, key, held, held_sources, state = row
        wanted = key if owner is not None else None
        named = self._db.rows(
            "SELECT source, s.name FROM links l JOIN sources s USING (source) WHERE l.document_id = ? ORDER BY source",
            (document_id,),
        )
        sources = {str(row[0]): str(row[1]) for row in named}
        before = json.loads(held_sources) if held_sources else []
        complete = state == "loaded" and held == wanted and before == list(sources)
        return Standing(document_id, name, wanted, sources, held, before, complete)

    def out_of_step(self, store: str) -> list[str]:
        """Ids of the documents of which a store does not hold what it should: superseded ones first, then by id."""
        rows = self._db.rows(
            "SELECT d.document_id FROM documents d LEFT JOIN identities i USING (document_id) "
            "LEFT JOIN loads l ON l.document_id = d.document_id AND l.store = ? "
            "WHERE CASE WHEN d.owner IS NULL THEN l.record_key IS NOT NULL "
            f"ELSE l.state IS NULL OR l.state <> 'loaded' OR l.record_key <> {WANTED} OR l.sources <> "
            "(SELECT json_group_array(source) FROM "
            "(SELECT source FROM links WHERE document_id = d.document_id ORDER BY source)) END "
            "ORDER BY d.owner IS NOT NULL, d.document_id",
            (store,),
        )
        return [row[0] for row in rows]

    def note(
        self, store: str, documents: Iterable[tuple[str, str, Sequence[str]]], state: Literal["loading", "loaded"]
    ) -> None:
        """Note for `(document_id, record_key, sources)` what the graph may hold from now on, or holds by now."""
        rows = [
            # the JSON text as SQLite writes it, so that `out_of_step` can compare
            (store, document_id, key, json.dumps(sources, ensure_ascii=False, separators=(",", ":")), state)
            for document_id, key, sources in documents
        ]
        with self._db.transaction():
            self._db.run_many("INSERT OR REPLACE INTO loads VALUES (?, ?, ?, ?, ?)", rows)

    def remove(self, store: str, document_id: str) -> None:
        """Note that the graph does not hold the document any more."""
        with self._db.transaction():
            self._db.run("DELETE FROM loads WHERE store = ? AND document_id = ?", (store, document_id))

    def forget(self, store: str) -> None:
        """Forget all that a store is said to hold."""
        with self._db.transaction():
            self._db.run("DELETE FROM loads WHERE store = ?", (store,))

    def reconcile(self, store: str, present: set[str]) -> int:
        """Forget what a store is said to hold and does not (it was emptied or replaced); returns how many."""
        rows = self._db.rows("SELECT document_id FROM loads WHERE store = ? AND state = 'loaded'", (store,))
        gone = sorted({row[0] for row in rows} - present)
        with self._db.transaction():
            self._db.run_many(
                "DELETE FROM loads WHERE store = ? AND document_id = ?", [(store, document_id) for document_id in gone]
            )
        return len(gone)

    def count(self, store: str) -> int:
        """How many documents a store holds."""
        row = self._db.row("SELECT count(*) FROM loads WHERE store = ? AND state = 'loaded'", (store,))
        return int(row[0]) if row else 0
