"""The ledger: what was received, what became of it, and what was found in it. The graph is built from this alone.

A workspace folder holds `received/` (the bytes, by content hash) and `ledger.sqlite` (WAL). A source is where bytes
come from (a file, an archive, an address); a document is what bytes are. A document is `received` once its bytes are
kept, `extracted` once its record is kept, and `loaded` per store; or `failed` with a code and a reason. Each step is
one transaction, so that a process killed at any moment leaves a state from which the next run goes on.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from schemas.errors import ParkgraphError

SCHEMA_VERSION = 1
SCHEMA = """
CREATE TABLE sources (          -- where bytes come from, as last received
    source TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    content TEXT NOT NULL,      -- hash of the bytes in received/
    sidecar TEXT NOT NULL,      -- hash of the metadata beside them in received/, or ''
    state TEXT NOT NULL CHECK (state IN ('received', 'extracted', 'failed')),
    recipe TEXT,                -- what the kept records were made from; NULL: to be extracted
    attempts INTEGER NOT NULL DEFAULT 0,
    received_at TEXT NOT NULL
) STRICT;
CREATE TABLE failures (         -- what of a source could not be used
    source TEXT NOT NULL, position INTEGER NOT NULL,
    code TEXT NOT NULL, subject TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (source, position)
) STRICT;
CREATE TABLE documents (
    document_id TEXT PRIMARY KEY,
    owner TEXT,                 -- the source whose name and metadata the record carries; NULL: superseded
    name TEXT NOT NULL, media_type TEXT NOT NULL, reader TEXT NOT NULL,
    original BLOB NOT NULL,     -- zlib: the text that every offset counts in
    record_key TEXT NOT NULL    -- the record that the graph should hold
) STRICT;
CREATE TABLE links (            -- which documents a source holds now
    source TEXT NOT NULL, document_id TEXT NOT NULL,
    PRIMARY KEY (source, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_document ON links (document_id);
CREATE TABLE records (          -- extractions, kept by version of the extractor
    document_id TEXT NOT NULL, record_key TEXT NOT NULL, extractor TEXT NOT NULL,
    record BLOB NOT NULL,       -- zlib: the JSON of schemas.records.Extraction.to_record
    PRIMARY KEY (document_id, record_key)
) STRICT;
CREATE TABLE loads (            -- what each store holds
    store TEXT NOT NULL, document_id TEXT NOT NULL, record_key TEXT NOT NULL,
    sources TEXT NOT NULL,      -- JSON list: the sources that it names for the document
    state TEXT NOT NULL CHECK (state IN ('loading', 'loaded')),
    PRIMARY KEY (store, document_id)
) STRICT, WITHOUT ROWID;
"""

SourceState = Literal["received", "extracted", "failed"]


@dataclass(frozen=True, slots=True)
class Source:
    """A source as the ledger knows it."""

    source: str
    name: str
    content: str
    sidecar: str
    state: SourceState
    recipe: str | None
    attempts: int


@dataclass(frozen=True, slots=True)
class Extracted:
    """One document of a source with its record, packed for the ledger (`pack`); made in a worker process."""

    document_id: str
    name: str
    media_type: str
    reader: str
    extractor: str
    original: bytes
    record: bytes
    record_key: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A document and a store: `wanted` is the key of the record that the store should hold (None: the document is
    superseded) and `sources` the file names at its sources; `held`, `held_sources` what it holds, or may hold after a
    broken run; `complete` whether it is known to hold what is wanted.
    """

    document_id: str
    name: str
    wanted: str | None
    sources: dict[str, str]
    held: str | None
    held_sources: list[str]
    complete: bool


def pack(value: Any) -> bytes:
    """JSON, compressed; the same value gives the same bytes."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"), 6)


def unpack(data: bytes) -> Any:
    """The value that `pack` was given."""
    return json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))


class Ledger:
    """The ledger of one workspace. `open` it, and `close` it or use it as a context manager.

    One process at a time writes (`lock`); any number may read. Raises ParkgraphError E502 when the folder cannot be
    used.
    """

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.received = workspace / "received"
        self._lock: Any = None
        try:
            self.received.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(workspace / "ledger.sqlite", timeout=30, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise ParkgraphError("E502", str(workspace), str(error)) from error
        try:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._create()
        except sqlite3.Error as error:
            self._db.close()
            raise ParkgraphError("E502", str(workspace), str(error)) from error
        except ParkgraphError:
            self._db.close()
            raise

    def _create(self) -> None:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            with self._transaction():
                if self._db.execute("PRAGMA user_version").fetchone()[0] == 0:
                    for statement in SCHEMA.split(";\n"):
                        if statement.strip():
                            self._db.execute(statement)
                    self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        elif version != SCHEMA_VERSION:
            raise ParkgraphError("E502", str(self.workspace), f"its ledger has layout {version}, not {SCHEMA_VERSION}")

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
        from graph.owner_lock import OwnerLock

        try:
            self._lock = OwnerLock(self.workspace / "ledger.lock", str(self.workspace))
        except ParkgraphError as error:
            raise ParkgraphError("E502", str(self.workspace), f"in use by {error.detail}") from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    # -- receiving ---------------------------------------------------------------------------------------------

    def keep(self, data: bytes) -> str:
        """Put bytes into `received/` and return their hash; bytes already there are not written again."""
        content = hashlib.sha256(data).hexdigest()
        path = self.path_of(content)
        if path.exists():
            return content
        path.parent.mkdir(exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        with part.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(path)
        if os.name == "posix":  # the new name itself must survive a crash
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        return content

    def path_of(self, content: str) -> Path:
        """Where the bytes with this hash lie."""
        return self.received / content[:2] / content

    def receive(self, source: str, name: str, content: str, sidecar: str) -> Source:
        """Note the bytes that a source gives now. Other bytes or metadata than before are to be extracted anew."""
        with self._transaction():
            known = self.source(source)
            if known is None or (known.content, known.sidecar, known.name) != (content, sidecar, name):
                self._db.execute(
                    "INSERT INTO sources VALUES (?, ?, ?, ?, 'received', NULL, 0, ?) "
                    "ON CONFLICT (source) DO UPDATE SET name = excluded.name, "
                    "content = excluded.content, sidecar = excluded.sidecar, "
                    "state = 'received', recipe = NULL, attempts = 0, received_at = excluded.received_at",
                    (source, name, content, sidecar, datetime.now(UTC).isoformat(timespec="seconds")),
                )
            found = self.source(source)
        assert found is not None
        return found

    def refuse(self, source: str, name: str, error: ParkgraphError) -> None:
        """Note that nothing could be received from a source. What it gave before, if anything, stays."""
        with self._transaction():
            known = self.source(source)
            if known is not None and known.content:
                return
            self._db.execute(
                "INSERT INTO sources VALUES (?, ?, '', '', 'failed', NULL, 1, ?) "
                "ON CONFLICT (source) DO UPDATE SET attempts = attempts + 1",
                (source, name, datetime.now(UTC).isoformat(timespec="seconds")),
            )
            self._db.execute("DELETE FROM failures WHERE source = ?", (source,))
            self._db.execute(
                "INSERT INTO failures VALUES (?, 1, ?, ?, ?)", (source, error.code, error.subject, error.detail)
            )

    def source(self, source: str) -> Source | None:
        """A source, or None where nothing was received from it."""
        row = self._db.execute(
            "SELECT source, name, content, sidecar, state, recipe, attempts FROM sources WHERE source = ?", (source,)
        ).fetchone()
        return Source(*row) if row else None

    def unfinished(self, *, failed: bool) -> list[Source]:
        """Sources whose bytes are kept but not extracted; with `failed`, those that failed before as well."""
        rows = self._db.execute(
            "SELECT source, name, content, sidecar, state, recipe, attempts FROM sources "
            "WHERE state = 'received' OR (? AND state = 'failed') ORDER BY source",
            (failed,),
        )
        return [Source(*row) for row in rows]

    # -- extraction --------------------------------------------------------------------------------------------

    def record(
        self, source: Source, recipe: str, found: Iterable[Extracted | ParkgraphError]
    ) -> tuple[list[str], list[ParkgraphError]]:
        """Keep what was found in a source: one transaction, whatever the number of documents.

        Returns the ids of the documents that it holds or held, those that it lost first, and its errors. When it gave
        nothing but errors, what it held before stays until its bytes can be read.
        """
        with self._transaction():
            documents: list[str] = []
            errors: list[ParkgraphError] = []
            self._db.execute("DELETE FROM failures WHERE source = ?", (source.source,))
            for item in found:
                if isinstance(item, ParkgraphError):
                    errors.append(item)
                    self._db.execute(
                        "INSERT INTO failures VALUES (?, ?, ?, ?, ?)",
                        (source.source, len(errors), item.code, item.subject, item.detail),
                    )
                else:
                    self._keep_document(source.source, item)
                    documents.append(item.document_id)
            touched = self._relink(source.source, documents) if documents or not errors else []
            self._db.execute(
                "UPDATE sources SET state = ?, recipe = ?, attempts = attempts + 1 WHERE source = ?",
                ("failed" if errors else "extracted", recipe, source.source),
            )
        return touched, errors

    def _keep_document(self, source: str, item: Extracted) -> None:
        self._db.execute("INSERT OR IGNORE INTO links (source, document_id) VALUES (?, ?)", (source, item.document_id))
        if self._owner(item.document_id) != source:
            return
        self._db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (document_id) DO UPDATE SET "
            "owner = excluded.owner, name = excluded.name, media_type = excluded.media_type, reader = excluded.reader, "
            "original = excluded.original, record_key = excluded.record_key",
            (item.document_id, source, item.name, item.media_type, item.reader, item.original, item.record_key),
        )
        self._db.execute(
            "INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)",
            (item.document_id, item.record_key, item.extractor, item.record),
        )

    def _owner(self, document_id: str) -> str | None:
        """The source that speaks for a document: one with metadata beside it first, then by name.

        So the same documents give the same records in whatever order their sources came.
        """
        row = self._db.execute(
            "SELECT s.source FROM links l JOIN sources s USING (source) WHERE l.document_id = ? "
            "ORDER BY s.sidecar = '', s.source LIMIT 1",
            (document_id,),
        ).fetchone()
        return row[0] if row else None

    def _relink(self, source: str, documents: list[str]) -> list[str]:
        """Take the source from the documents that it no longer holds; each document gets the owner that it now has."""
        rows = self._db.execute("SELECT document_id FROM links WHERE source = ?", (source,)).fetchall()
        lost = sorted({row[0] for row in rows} - set(documents))
        touched = lost + list(dict.fromkeys(documents))
        for document_id in lost:
            self._db.execute("DELETE FROM links WHERE source = ? AND document_id = ?", (source, document_id))
        for document_id in touched:
            owner = self._owner(document_id)
            held = self._db.execute("SELECT owner FROM documents WHERE document_id = ?", (document_id,)).fetchone()
            if held is None or held[0] == owner:
                continue
            self._db.execute("UPDATE documents SET owner = ? WHERE document_id = ?", (owner, document_id))
            if owner is not None:  # another source speaks for it now: its name and metadata must be read again
                self._db.execute("UPDATE sources SET recipe = NULL, state = 'received' WHERE source = ?", (owner,))
        return touched

    # -- loading -----------------------------------------------------------------------------------------------

    def standing(self, store: str, document_id: str) -> Standing:
        """What a store should hold of a document, and what it holds. KeyError for an unknown document."""
        row = self._db.execute(
            "SELECT d.name, d.owner, d.record_key, l.record_key, l.sources, l.state FROM documents d "
            "LEFT JOIN loads l ON l.document_id = d.document_id AND l.store = ? WHERE d.document_id = ?",
            (store, document_id),
        ).fetchone()
        if row is None:
            raise KeyError(document_id)
        name, owner, key, held, held_sources, state = row
        wanted = key if owner is not None else None
        sources = self.sources_of(document_id)
        before = json.loads(held_sources) if held_sources else []
        complete = state == "loaded" and held == wanted and before == list(sources)
        return Standing(document_id, name, wanted, sources, held, before, complete)

    def out_of_step(self, store: str) -> list[str]:
        """Ids of the documents of which a store does not hold what it should: superseded ones first, then by id."""
        rows = self._db.execute(
            "SELECT d.document_id FROM documents d "
            "LEFT JOIN loads l ON l.document_id = d.document_id AND l.store = ? "
            "WHERE CASE WHEN d.owner IS NULL THEN l.record_key IS NOT NULL "
            "ELSE l.state IS NULL OR l.state <> 'loaded' OR l.record_key <> d.record_key OR l.sources <> "
            "(SELECT json_group_array(source) FROM "
            "(SELECT source FROM links WHERE document_id = d.document_id ORDER BY source)) END "
            "ORDER BY d.owner IS NOT NULL, d.document_id",
            (store,),
        )
        return [row[0] for row in rows]

    def load_state(
        self, store: str, documents: Iterable[tuple[str, str, Sequence[str]]], state: Literal["loading", "loaded"]
    ) -> None:
        """Note for `(document_id, record_key, sources)` what the graph may hold from now on, or holds by now."""
        rows = [
            # the JSON text as SQLite writes it, so that `out_of_step` can compare
            (store, document_id, key, json.dumps(sources, ensure_ascii=False, separators=(",", ":")), state)
            for document_id, key, sources in documents
        ]
        with self._transaction():
            self._db.executemany("INSERT OR REPLACE INTO loads VALUES (?, ?, ?, ?, ?)", rows)

    def unloaded(self, store: str, document_id: str) -> None:
        """Note that the graph does not hold the document any more."""
        with self._transaction():
            self._db.execute("DELETE FROM loads WHERE store = ? AND document_id = ?", (store, document_id))

    def forget(self, store: str) -> None:
        """Forget all that a store is said to hold."""
        with self._transaction():
            self._db.execute("DELETE FROM loads WHERE store = ?", (store,))

    def reconcile(self, store: str, present: set[str]) -> int:
        """Forget what a store is said to hold and does not (it was emptied or replaced); returns how many."""
        rows = self._db.execute("SELECT document_id FROM loads WHERE store = ? AND state = 'loaded'", (store,))
        gone = sorted({row[0] for row in rows} - present)
        with self._transaction():
            self._db.executemany(
                "DELETE FROM loads WHERE store = ? AND document_id = ?", [(store, document_id) for document_id in gone]
            )
        return len(gone)

    # -- reading -----------------------------------------------------------------------------------------------

    def documents_of(self, source: str) -> list[str]:
        """Ids of the documents that a source holds now."""
        rows = self._db.execute(
            "SELECT document_id FROM links WHERE source = ? ORDER BY document_id",
            (source,),
        )
        return [row[0] for row in rows]

    def sources_of(self, document_id: str) -> dict[str, str]:
        """The sources that hold a document now, sorted, with the file name at each."""
        rows = self._db.execute(
            "SELECT source, s.name FROM links l JOIN sources s USING (source) WHERE l.document_id = ? ORDER BY source",
            (document_id,),
        )
        return dict(rows.fetchall())

    def failures(self, source: str) -> list[ParkgraphError]:
        """What of a source could not be used, when it was last extracted."""
        rows = self._db.execute(
            "SELECT code, subject, reason FROM failures WHERE source = ? ORDER BY position", (source,)
        )
        return [ParkgraphError(*row) for row in rows]

    def load_record(self, document_id: str) -> dict[str, Any]:
        """The record that the graph should hold of a document. KeyError for one that the ledger does not know."""
        row = self._db.execute(
            "SELECT r.record FROM documents d JOIN records r USING (document_id, record_key) WHERE d.document_id = ?",
            (document_id,),
        ).fetchone()
        if row is None:
            raise KeyError(document_id)
        record: dict[str, Any] = unpack(row[0])
        return record

    def original(self, document_id: str) -> str:
        """The text that every offset of a document counts in. KeyError for one that the ledger does not know."""
        row = self._db.execute("SELECT original FROM documents WHERE document_id = ?", (document_id,)).fetchone()
        if row is None:
            raise KeyError(document_id)
        text: str = unpack(row[0])
        return text

    def counts(self, store: str | None = None) -> dict[str, int]:
        """How many sources there are in each state, documents in all, and documents loaded into `store`."""
        result = dict.fromkeys(("received", "extracted", "failed"), 0)
        result.update(self._db.execute("SELECT state, count(*) FROM sources GROUP BY state").fetchall())
        one = "SELECT count(*) FROM documents WHERE owner IS NOT NULL"
        result["documents"] = self._db.execute(one).fetchone()[0]
        if store is not None:
            loaded = "SELECT count(*) FROM loads WHERE store = ? AND state = 'loaded'"
            result["loaded"] = self._db.execute(loaded, (store,)).fetchone()[0]
        return result
