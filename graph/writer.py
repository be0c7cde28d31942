"""Loads records into a store, and takes documents out again. A document's part of the graph is written in one
transaction, so that it is there as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from graph.model import Keys, Rows, Skip, rows_of
from graph.removal import remove
from graph.store import Row, Store, Transaction
from graph.write_rows import read_by_id, run, write_rows

Status = Literal["new", "unchanged", "revised"]

BATCH_ROWS = 20_000  # rows that load_many puts into one transaction
READ_DOCUMENTS = """UNWIND $ids AS id MATCH (d:Document {id: id})
RETURN d.id AS id, d.record_hash AS hash, d.sources AS sources, d.names AS names"""
SET_DOCUMENTS = "UNWIND $rows AS r MATCH (d:Document {id: r.id}) SET d += r.props"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What loading one record did. Confirmed is what was there already; a document that was there with other
    content is `revised`: what only its old content needed is removed.
    """

    document_id: str
    status: Status
    nodes_added: int = 0
    nodes_confirmed: int = 0
    nodes_removed: int = 0
    relationships_added: int = 0
    relationships_confirmed: int = 0
    relationships_removed: int = 0
    observations_added: int = 0
    observations_confirmed: int = 0
    observations_removed: int = 0
    relations_added: int = 0  # relationships between entities
    relations_confirmed: int = 0
    entities_added: int = 0
    entities_confirmed: int = 0
    source_added: bool = False  # known bytes under a name that was not known
    skipped: tuple[Skip, ...] = ()


@dataclass(frozen=True, slots=True)
class RemovalReport:
    """What taking a document out did; `found` is False when it was not there."""

    document_id: str
    found: bool
    nodes_removed: int = 0
    relationships_removed: int = 0
    observations_removed: int = 0


def load(store: Store, record: Mapping[str, Any], *, force: bool = False) -> LoadReport:
    """Make the graph hold exactly what `Extraction.to_record()` says of its document. Idempotent.

    A document whose content is in the graph already is left alone; `force` writes it again all the same.
    Raises E202 for a record that is none, and the errors of the store.
    """
    return load_many(store, [record], force=force)[0]


def load_many(
    store: Store, records: Iterable[Mapping[str, Any]], *, force: bool = False, batch_rows: int = BATCH_ROWS
) -> list[LoadReport]:
    """`load` for many records, several in one transaction; one report for each, in their order.

    Not atomic as a whole: batches before a failing one stay loaded.
    """
    reports: list[LoadReport] = []
    for batch in _batches(map(rows_of, records), batch_rows):
        reports += store.transaction(lambda tx, rows=batch: _load_batch(tx, rows, force))  # type: ignore[misc]
    return reports


def remove_document(store: Store, document_id: str, *, source: str | None = None) -> RemovalReport:
    """Take a document out, with everything that no other document supports.

    With `source`, only that source is taken from it, and the document goes with its last one.
    """

    def work(tx: Transaction) -> RemovalReport:
        there = read_by_id(tx, READ_DOCUMENTS, [document_id]).get(document_id)
        if there is None:
            return RemovalReport(document_id, found=False)
        if source is not None:
            left = {s: n for s, n in zip(there["sources"], there["names"], strict=True) if s != source}
            if left:
                run(tx, SET_DOCUMENTS, [{"id": document_id, "props": _source_props(left)}])
                return RemovalReport(document_id, found=True)
        gone = remove(tx, document_id)
        return RemovalReport(
            document_id,
            found=True,
            nodes_removed=len(gone.nodes),
            relationships_removed=len(gone.relationships),
            observations_removed=gone.count("Observation"),
        )

    return store.transaction(work)


def _batches(all_rows: Iterable[Rows], limit: int) -> Iterator[list[Rows]]:
    """Groups of documents of about `limit` rows; a document stands once in a group."""
    batch: dict[str, Rows] = {}
    size = 0
    for rows in all_rows:
        if batch and (size + rows.size > limit or rows.document_id in batch):
            yield list(batch.values())
            batch, size = {}, 0
        batch[rows.document_id] = rows
        size += rows.size
    if batch:
        yield list(batch.values())


def _load_batch(tx: Transaction, batch: list[Rows], force: bool) -> list[LoadReport]:
    there = read_by_id(tx, READ_DOCUMENTS, (rows.document_id for rows in batch))
    status = {rows.document_id: _status(rows, there) for rows in batch}
    todo = [rows for rows in batch if force or status[rows.document_id] != "unchanged"]
    removed = {rows.document_id: remove(tx, rows.document_id) for rows in todo if rows.document_id in there}
    documents = [_document_row(rows, there.get(rows.document_id)) for rows in batch]
    writing = {rows.document_id for rows in todo}
    before = write_rows(tx, todo, [row for row in documents if row["id"] in writing])
    run(tx, SET_DOCUMENTS, (row for row in documents if row["id"] not in writing))

    wanted = Keys()
    for rows in todo:
        wanted |= rows.keys()
    for keys in removed.values():
        before |= keys
    reports = []
    for rows in batch:
        name = rows.document_id
        keys = rows.keys()
        added = keys - before if name in writing else Keys()
        gone = removed.get(name, Keys()) - wanted
        known = there[name]["sources"] if name in there else [rows.document["source"]]
        reports.append(_report(rows, status[name], keys, added, gone, rows.document["source"] not in known))
        before |= added
    return reports


def _status(rows: Rows, there: Mapping[str, Row]) -> Status:
    known = there.get(rows.document_id)
    if known is None:
        return "new"
    return "unchanged" if known["hash"] == rows.document["props"]["record_hash"] else "revised"


def _document_row(rows: Rows, known: Row | None) -> Row:
    sources = dict(zip(known["sources"], known["names"], strict=True)) if known else {}
    sources[rows.document["source"]] = rows.document["name"]
    return {"id": rows.document_id, "props": {**rows.document["props"], **_source_props(sources)}}


def _source_props(sources: Mapping[str, str]) -> Row:
    """`sources` and `names` stand side by side; the first of them are the document's `source` and `name`."""
    first = min(sources)
    return {
        "source": first,
        "name": sources[first],
        "sources": sorted(sources),
        "names": [sources[s] for s in sorted(sources)],
    }


def _report(rows: Rows, status: Status, keys: Keys, added: Keys, gone: Keys, source_added: bool) -> LoadReport:
    confirmed = keys - added
    return LoadReport(
        document_id=rows.document_id,
        status=status,
        nodes_added=len(added.nodes),
        nodes_confirmed=len(confirmed.nodes),
        nodes_removed=len(gone.nodes),
        relationships_added=len(added.relationships),
        relationships_confirmed=len(confirmed.relationships),
        relationships_removed=len(gone.relationships),
        observations_added=added.count("Observation"),
        observations_confirmed=confirmed.count("Observation"),
        observations_removed=gone.count("Observation"),
        relations_added=added.relations,
        relations_confirmed=confirmed.relations,
        entities_added=added.count("Entity"),
        entities_confirmed=confirmed.count("Entity"),
        source_added=source_added,
        skipped=tuple(rows.skipped),
    )
