"""The SQLite file of the ledger: its layout and its transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from schemas.errors import ParkgraphError

LAYOUT = 2
TABLES = """
CREATE TABLE sources (          -- where bytes come from, as last received
    source TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    content TEXT NOT NULL,      -- hash of the bytes in received/, or '' where nothing could be received
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
IDENTITIES = """
CREATE TABLE names (            -- what resolution needs of a record; made from it, and made again when it changes
    document_id TEXT PRIMARY KEY, record_key TEXT NOT NULL, version INTEGER NOT NULL,
    names BLOB NOT NULL         -- zlib: JSON
) STRICT;
CREATE TABLE identities (       -- where resolution takes the entities of a document elsewhere than extraction did
    document_id TEXT PRIMARY KEY, mapping_key TEXT NOT NULL,
    mapping BLOB NOT NULL       -- zlib: JSON
) STRICT;
CREATE TABLE notes (            -- single values: what the last resolution was made from and gave
    name TEXT PRIMARY KEY, value BLOB NOT NULL
) STRICT;
"""
UPGRADES = {0: (TABLES, IDENTITIES), 1: (IDENTITIES,)}  # layout of a file → what it lacks


class Database:
    """The file, with durable transactions. Raises ParkgraphError E502 when it cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        except sqlite3.Error as error:
            raise ParkgraphError("E502", str(path.parent), str(error)) from error
        try:
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._create()
        except sqlite3.Error as error:
            self.close()
            raise ParkgraphError("E502", str(path.parent), str(error)) from error
        except ParkgraphError:
            self.close()
            raise

    def _create(self) -> None:
        if self._layout() in UPGRADES:
            with self.transaction():
                for tables in UPGRADES.get(self._layout(), ()):  # none where somebody was faster
                    for statement in filter(str.strip, tables.split(";\n")):
                        self.run(statement)
                self.run(f"PRAGMA user_version = {LAYOUT}")
        layout = self._layout()
        if layout != LAYOUT:
            raise ParkgraphError("E502", str(self.path.parent), f"its ledger has layout {layout}, not {LAYOUT}")

    def _layout(self) -> int:
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is run inside becomes durable together, or not at all."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def run(self, sql: str, values: tuple[Any, ...] = ()) -> None:
        """Run one statement."""
        self._connection.execute(sql, values)

    def run_many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        """Run one statement for each row of values."""
        self._connection.executemany(sql, rows)

    def rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: tuple[Any, ...] = ()) -> tuple[Any, ...] | None:
        """The first row of a query."""
        found: tuple[Any, ...] | None = self._connection.execute(sql, values).fetchone()
        return found
