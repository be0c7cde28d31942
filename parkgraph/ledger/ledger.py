"""One workspace: sources, documents and records. What stores hold of them is `loads`, the bytes are `received`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.owner_lock import OwnerLock
from parkgraph.ledger.database import Database
from parkgraph.ledger.entries import Extracted, Source, unpack
from parkgraph.ledger.identities import LedgerIdentities
from parkgraph.ledger.loads import Loads
from parkgraph.ledger.received import Received
from schemas.errors import ParkgraphError

_SOURCE = "SELECT source, name, content, sidecar, state, recipe, attempts FROM sources"


class Ledger:
    """The ledger of one workspace; `close` it or use it as a context manager.

    One process at a time writes (`lock`); any number may read. Raises ParkgraphError E502 when the folder cannot be
    used.
    """

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self._lock: OwnerLock | None = None
        try:
            workspace.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ParkgraphError("E502", str(workspace), error.strerror or "") from error
        self._db = Database(workspace / "ledger.sqlite")
        self.received = Received(workspace / "received")
        self.loads = Loads(self._db)
        self.identities = LedgerIdentities(self._db)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the files and the lock back."""
        self._db.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def lock(self) -> None:
        """Become the one writer of this workspace; the lock ends with the process, however it ends.

        Raises ParkgraphError E502 naming the process that holds it.
        """
        try:
            self._lock = OwnerLock(self.workspace / "ledger.lock", str(self.workspace))
        except ParkgraphError as error:
            raise ParkgraphError("E502", str(self.workspace), f"in use by {error.detail}") from error

    def receive(self, source: str, name: str, content: str, sidecar: str) -> Source:
        """Note the bytes that a source gives now. Other bytes or metadata than before are to be extracted anew."""
        known = self.source(source)
        if known is not None and (known.content, known.sidecar, known.name) == (content, sidecar, name):
            return known
        with self._db.transaction():
            self._db.run(
                "INSERT INTO sources VALUES (?, ?, ?, ?, 'received', NULL, 0, ?) "
                "ON CONFLICT (source) DO UPDATE SET name = excluded.name, content = excluded.content, "
                "sidecar = excluded.sidecar, state = 'received', recipe = NULL, attempts = 0, "
                "received_at = excluded.received_at",
                (source, name, content, sidecar, _now()),
            )
        return Source(source, name, content, sidecar, "received", None, 0)

    def refuse(self, source: str, name: str, error: ParkgraphError) -> None:
        """Note that nothing could be received from a source. What it gave before, if anything, stays."""
        known = self.source(source)
        if known is not None and known.content:
            return
        with self._db.transaction():
            self._db.run(
                "INSERT INTO sources VALUES (?, ?, '', '', 'failed', NULL, 1, ?) "
                "ON CONFLICT (source) DO UPDATE SET attempts = attempts + 1",
                (source, name, _now()),
            )
            self._note_failures(source, [error])

    def source(self, source: str) -> Source | None:
        """A source, or None where nothing was received from it."""
        row = self._db.row(f"{_SOURCE} WHERE source = ?", (source,))
        return Source(*row) if row else None

    def unfinished(self, *, failed: bool) -> list[Source]:
        """Sources whose bytes are kept but not extracted; with `failed`, those that failed before as well."""
        condition = "state IN ('received', 'failed')" if failed else "state = 'received'"
        return [Source(*row) for row in self._db.rows(f"{_SOURCE} WHERE {condition} ORDER BY source")]

    def record(
        self, source: Source, recipe: str, found: Iterable[Extracted | ParkgraphError]
    ) -> tuple[list[str], list[ParkgraphError]]:
        """Keep what was found in a source: one transaction, whatever the number of documents.

        Returns the ids of the documents that it holds or held, those that it lost first, and its errors. When it gave
        nothing but errors, what it held before stays until its bytes can be read.
        """
        documents: list[str] = []
        errors: list[ParkgraphError] = []
        with self._db.transaction():
            for item in found:
                if isinstance(item, ParkgraphError):
                    errors.append(item)
                else:
                    self._keep_document(source.source, item)
                    documents.append(item.document_id)
            touched = self._relink(source.source, documents) if documents or not errors else []
            self._note_failures(source.source, errors)
            self._db.run(
                "UPDATE sources SET state = ?, recipe = ?, attempts = attempts + 1 WHERE source = ?",
                ("failed" if errors else "extracted", recipe, source.source),
            )
        return touched, errors

    def _note_failures(self, source: str, errors: Iterable[ParkgraphError]) -> None:
        self._db.run("DELETE FROM failures WHERE source = ?", (source,))
        rows: list[tuple[Any, ...]] = [(source, n, e.code, e.subject, e.detail) for n, e in enumerate(errors)]
        self._db.run_many("INSERT INTO failures VALUES (?, ?, ?, ?, ?)", rows)

    def _keep_document(self, source: str, item: Extracted) -> None:
        self._db.run("INSERT OR IGNORE INTO links VALUES (?, ?)", (source, item.document_id))
        if self._owner(item.document_id) != source:
            return
        self._db.run(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (document_id) DO UPDATE SET "
            "owner = excluded.owner, name = excluded.name, media_type = excluded.media_type, reader = excluded.reader, "
            "original = excluded.original, record_key = excluded.record_key",
            (item.document_id, source, item.name, item.media_type, item.reader, item.original, item.record_key),
        )
        self._db.run(
            "INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)",
            (item.document_id, item.record_key, item.extractor, item.record),
        )

    def _owner(self, document_id: str) -> str | None:
        """The source that speaks for a document: one with metadata beside it first, then by name.

        So the same documents give the same records in whatever order their sources came.
        """
        row = self._db.row(
            "SELECT s.source FROM links l JOIN sources s USING (source) WHERE l.document_id = ? "
            "ORDER BY s.sidecar = '', s.source LIMIT 1",
            (document_id,),
        )
        return str(row[0]) if row else None

    def _relink(self, source: str, documents: list[str]) -> list[str]:
        """Take the source from the documents that it no longer holds; each document gets the owner that it now has."""
        lost = sorted(set(self.documents_of(source)) - set(documents))
        touched = lost + list(dict.fromkeys(documents))
        self._db.run_many("DELETE FROM links WHERE source = ? AND document_id = ?", [(source, d) for d in lost])
        for document_id in touched:
            owner = self._owner(document_id)
            held = self._db.row("SELECT owner FROM documents WHERE document_id = ?", (document_id,))
            if held is None or held[0] == owner:
                continue
            self._db.run("UPDATE documents SET owner = ? WHERE document_id = ?", (owner, document_id))
            if owner is not None:  # another source speaks for it now: its name and metadata must be read again
                self._db.run("UPDATE sources SET recipe = NULL, state = 'received' WHERE source = ?", (owner,))
        return touched

    def documents_of(self, source: str) -> list[str]:
        """Ids of the documents that a source holds now, sorted."""
        rows = self._db.rows("SELECT document_id FROM links WHERE source = ? ORDER BY document_id", (source,))
        return [row[0] for row in rows]

    def failures(self, source: str) -> list[ParkgraphError]:
        """What of a source could not be used, when it was last extracted."""
        sql = "SELECT code, subject, reason FROM failures WHERE source = ? ORDER BY position"
        return [ParkgraphError(*row) for row in self._db.rows(sql, (source,))]

    def load_record(self, document_id: str) -> dict[str, Any]:
        """The record of a document as extraction gave it. KeyError for one that the ledger does not know."""
        row = self._db.row(
            "SELECT r.record FROM documents d JOIN records r USING (document_id, record_key) WHERE d.document_id = ?",
            (document_id,),
        )
        if row is None:
            raise KeyError(document_id)
        record: dict[str, Any] = unpack(row[0])
        return record

    def original(self, document_id: str) -> str:
        """The text that every offset of a document counts in. KeyError for one that the ledger does not know."""
        row = self._db.row("SELECT original FROM documents WHERE document_id = ?", (document_id,))
        if row is None:
            raise KeyError(document_id)
        text: str = unpack(row[0])
        return text

    def counts(self) -> dict[str, int]:
        """How many sources there are in each state, and how many documents that have a source."""
        found = {row[0]: int(row[1]) for row in self._db.rows("SELECT state, count(*) FROM sources GROUP BY state")}
        row = self._db.row("SELECT count(*) FROM documents WHERE owner IS NOT NULL")
        states = {state: found.get(state, 0) for state in ("received", "extracted", "failed")}
        return {**states, "documents": int(row[0]) if row else 0}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
