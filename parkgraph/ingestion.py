"""Documents into the graph: receive, extract, load, each step kept in the ledger, so that every run goes on.

with Ledger(folder) as ledger, open_store(uri) as store:
    ledger.lock()
    for outcome in Ingestion(ledger, store, uri, limits).run(["./documents"]):
        print(outcome.status, outcome.name, outcome.added)
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from corpus.limits import Limits
from corpus.sources import SourceRef, is_url, load_bytes, load_sidecar
from graph.store import Store
from graph.writer import LoadReport, load, remove_document
from parkgraph import extraction
from parkgraph.ledger import Extracted, Ledger, Source, pack
from parkgraph.reading import Unlisted, list_sources
from schemas.documents import Document
from schemas.errors import ParkgraphError
from schemas.ids import digest

Status = Literal["new", "unchanged", "revised", "superseded", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document. `added`, `revised`, `confirmed` count facts; the others what the graph gained."""

    status: Status
    name: str
    document_id: str | None = None
    added: int = 0
    revised: int = 0
    confirmed: int = 0
    nodes: int = 0
    relationships: int = 0
    error: ParkgraphError | None = None

    def to_record(self) -> dict[str, Any]:
        """A flat JSON object."""
        record: dict[str, Any] = {"status": self.status, "doc": self.name, "document_id": self.document_id}
        for name in ("added", "revised", "confirmed", "nodes", "relationships"):
            record[name] = getattr(self, name)
        if self.error is not None:
            record["code"], record["reason"] = self.error.code, str(self.error)
        return record


def store_key(uri: str) -> str:
    """The name of a store in the ledger: the same for all ways to write its URI."""
    if uri.startswith("embedded:"):
        return f"embedded:{Path(uri.removeprefix('embedded:')).expanduser().resolve()}"
    return uri.rstrip("/")


def extract_for_ledger(document: Document) -> Extracted:
    """Extract a document and pack it; runs in a worker process."""
    found = extraction.extractor().extract(document)
    record = pack(found.to_record())
    return Extracted(
        document_id=document.document_id,
        name=document.name,
        media_type=document.media_type,
        reader=document.reader,
        extractor=found.extractor,
        original=pack(document.original),
        record=record,
        record_key=hashlib.sha256(record).hexdigest(),
    )


def read_kept(source: SourceRef, limits: Limits) -> Iterator[Document | ParkgraphError]:
    """The documents in bytes that the ledger keeps; runs in a worker process."""
    from corpus.reading import read_bytes

    assert source.path is not None
    try:
        data = source.path.read_bytes()
    except OSError as error:
        yield ParkgraphError("E502", str(source.path), f"the kept bytes cannot be read: {error.strerror}")
    else:
        yield from read_bytes(source, data, limits)


class Ingestion:
    """One run over one workspace and one store. The caller holds the ledger's lock and owns ledger and store."""

    def __init__(self, ledger: Ledger, store: Store, uri: str, limits: Limits, workers: int = 1) -> None:
        self.ledger = ledger
        self.store = store
        self.key = store_key(uri)
        self.limits = limits
        self.workers = workers

    def run(self, arguments: Iterable[str]) -> Iterator[Outcome]:
        """Ingest what the arguments lead to, after finishing what earlier runs left open.

        Without arguments, what failed before is tried again. One outcome a document, superseded ones included; a
        source that cannot be received or read is one `failed` outcome. Raises what the store raises; the next run
        goes on from there.
        """
        arguments = list(arguments)
        settled = set()
        self.ledger.reconcile(self.key, self._present())
        for document_id in self.ledger.out_of_step(self.key):
            settled.add(document_id)
            yield from self._sync(document_id)
        waiting = {source.source: source for source in self.ledger.unfinished(failed=not arguments)}
        again = [place for place, source in waiting.items() if not source.content]
        for place in again:  # nothing was received from there: it must be asked again
            del waiting[place]
        for found in list_sources([*arguments, *again], self.limits):
            received = self._receive(found)
            if isinstance(received, ParkgraphError):
                yield Outcome("failed", found.name, error=received)
            elif received.state == "extracted" and received.recipe == self._recipe(received):
                for document_id in self.ledger.documents_of(received.source):
                    if document_id not in settled:
                        yield from self._sync(document_id, received.name)
            else:
                waiting[received.source] = received
        queue = list(waiting.values())
        while queue:
            yield from self._extract(queue)
            # a source may now speak for a document that another source gave up: it is read once more
            queue = self.ledger.unfinished(failed=False)

    def clear(self) -> None:
        """Empty the store, so that `run` fills it anew from the ledger."""
        self.ledger.forget(self.key)
        self.store.clear()

    def _present(self) -> set[str]:
        """Ids of the documents that the store holds."""
        return {row["id"] for row in self.store.read("MATCH (d:Document) RETURN d.id AS id", {}, None)}

    def _receive(self, found: SourceRef | Unlisted) -> Source | ParkgraphError:
        """Keep the bytes and the sidecar of a source, or the error that there is instead."""
        if isinstance(found, Unlisted):
            return found.error
        place = found.source if is_url(found.source) else str(Path(found.source).resolve())
        place, name = _printable(place), _printable(found.name)
        try:
            content = self.ledger.keep(load_bytes(found, self.limits))
            beside = load_sidecar(found, self.limits)
        except ParkgraphError as error:
            self.ledger.refuse(place, name, error)
            return error
        sidecar = self.ledger.keep(beside) if beside is not None else ""
        return self.ledger.receive(place, name, content, sidecar)

    def _recipe(self, source: Source) -> str:
        """What the records of a source are made from; another recipe means that it is extracted anew."""
        from extract.pipeline import VERSION

        return digest(source.content, source.sidecar, source.name, VERSION)

    def _extract(self, queue: list[Source]) -> Iterator[Outcome]:
        """Extract sources and load what each gave as soon as it is kept."""
        sources = {source.source: source for source in queue}
        kept = [self._kept(source) for source in queue]
        results = extraction.run(kept, partial(read_kept, limits=self.limits), extract_for_ledger, self.workers)
        for item, found in results:
            source = sources[item.source]
            touched, errors = self.ledger.record(source, self._recipe(source), found)
            only = len(self.ledger.documents_of(source.source)) == 1
            for document_id in touched:
                yield from self._sync(document_id, source.name if only else None)
            for error in errors:
                yield Outcome("failed", source.name, error=error)

    def _kept(self, source: Source) -> SourceRef:
        return SourceRef(
            source.source,
            source.name,
            path=self.ledger.path_of(source.content),
            url=source.source if is_url(source.source) else None,
            sidecar=self.ledger.path_of(source.sidecar) if source.sidecar else None,
        )

    def _sync(self, document_id: str, name: str | None = None) -> Iterator[Outcome]:
        """Bring the store in step with the ledger for one document.

        The ledger says `loading` before the graph is touched and `loaded` after, so that a broken load is done again.
        """
        standing = self.ledger.standing(self.key, document_id)
        if standing.wanted is None:
            if standing.held is not None:
                remove_document(self.store, document_id)
                self.ledger.unloaded(self.key, document_id)
                yield Outcome("superseded", standing.name, document_id)
            return
        name = name or standing.name
        if standing.complete:
            yield Outcome("unchanged", name, document_id)
            return
        former = [source for source in standing.held_sources if source not in standing.sources]
        self.ledger.loading(self.key, document_id, standing.wanted, [*standing.sources, *former])
        record = self.ledger.load_record(document_id)
        reports = [load(self.store, _at(record, source, doc)) for source, doc in standing.sources.items()]
        for source in former:
            remove_document(self.store, document_id, source=source)
        self.ledger.loaded(self.key, document_id, standing.wanted, list(standing.sources))
        yield _outcome(name, reports[0])


def _printable(name: str) -> str:
    """A file name whose bytes are no UTF-8 as text that can be stored; others are left alone."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _at(record: dict[str, Any], source: str, name: str) -> dict[str, Any]:
    """The record of a document as read from one of its sources."""
    return {**record, "document": {**record["document"], "source": source, "doc": name}}


def _outcome(name: str, report: LoadReport) -> Outcome:
    return Outcome(
        report.status,
        name,
        report.document_id,
        added=report.observations_added + report.relations_added,
        revised=report.observations_removed,
        confirmed=report.observations_confirmed + report.relations_confirmed,
        nodes=report.nodes_added,
        relationships=report.relationships_added,
    )
