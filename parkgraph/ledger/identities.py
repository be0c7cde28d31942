"""What resolution needs of the kept records, and what it gave: names in, mappings out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from parkgraph.ledger.database import Database
from parkgraph.ledger.entries import pack, unpack

# documents that have a source now
_LIVE = "FROM documents d WHERE d.owner IS NOT NULL"


class LedgerIdentities:
    """The `names`, `identities` and `notes` of a ledger."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def state(self, *parts: str) -> str:
        """A hash over the records of all documents and over `parts`: the same state gives the same resolution."""
        total = hashlib.sha256("\x1f".join(parts).encode())
        named = "(SELECT json_group_array(name) FROM (SELECT s.name FROM links JOIN sources s USING (source) "
        named += "WHERE document_id = d.document_id ORDER BY s.name))"
        for row in self._db.rows(f"SELECT d.document_id, d.record_key, {named} {_LIVE} ORDER BY d.document_id"):
            total.update("\x1f".join(row).encode())
        return total.hexdigest()

    def unread(self, version: int) -> list[tuple[str, str]]:
        """Ids and record keys of the documents whose names are not kept in this version."""
        rows = self._db.rows(
            "SELECT d.document_id, d.record_key FROM documents d LEFT JOIN names n USING (document_id) "
            "WHERE d.owner IS NOT NULL AND (n.record_key IS NULL OR n.record_key <> d.record_key OR n.version <> ?) "
            "ORDER BY d.document_id",
            (version,),
        )
        return [(row[0], row[1]) for row in rows]

    def keep_names(self, rows: list[tuple[str, str, Any]], version: int) -> None:
        """Keep `(document id, record key, names)`."""
        packed: list[tuple[Any, ...]] = [(document, key, version, pack(names)) for document, key, names in rows]
        with self._db.transaction():
            self._db.run_many("INSERT OR REPLACE INTO names VALUES (?, ?, ?, ?)", packed)

    def names(self) -> Iterator[tuple[str, tuple[str, ...], Any]]:
        """Id, file names and kept names of every document that has a source, by id."""
        files: dict[str, set[str]] = {}
        for document, name in self._db.rows("SELECT l.document_id, s.name FROM links l JOIN sources s USING (source)"):
            files.setdefault(document, set()).add(name)
        for document, names in self._db.rows(
            f"SELECT d.document_id, n.names {_LIVE.replace('WHERE', 'JOIN names n USING (document_id) WHERE')} "
            "ORDER BY d.document_id"
        ):
            yield document, tuple(sorted(files.get(document, ()))), unpack(names)

    def replace(self, mappings: Mapping[str, Any], notes: Mapping[str, Any]) -> None:
        """Keep what a resolution gave, all of it or nothing: mappings by document, and notes."""
        rows: list[tuple[Any, ...]] = []
        for document in sorted(mappings):
            packed = pack(mappings[document])
            rows.append((document, hashlib.sha256(packed).hexdigest()[:20], packed))
        with self._db.transaction():
            self._db.run("DELETE FROM identities")
            self._db.run_many("INSERT INTO identities VALUES (?, ?, ?)", rows)
            for name, value in notes.items():
                self._db.run("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, pack(value)))

    def mapping(self, document_id: str) -> Any:
        """The mapping of a document, {} where resolution leaves it as it is."""
        row = self._db.row("SELECT mapping FROM identities WHERE document_id = ?", (document_id,))
        return unpack(row[0]) if row else {}

    def note(self, name: str) -> Any:
        """A note, None where there is none."""
        row = self._db.row("SELECT value FROM notes WHERE name = ?", (name,))
        return unpack(row[0]) if row else None

    def set_note(self, name: str, value: Any) -> None:
        """Keep a note."""
        with self._db.transaction():
            self._db.run("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, pack(value)))
