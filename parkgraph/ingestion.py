"""Documents into the graph: receive, extract, load, each step kept in the ledger, so that every run goes on.

with Ledger(folder) as ledger, open_store(uri) as store:
    ledger.lock()
    for outcome in Ingestion(ledger, store, uri, limits).run(["./documents"]):
        print(outcome.status, outcome.name, outcome.added)
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from corpus.limits import Limits
from corpus.sources import SourceRef, is_url, load_bytes, load_sidecar
from extract.linking.decisions import Decisions, load_decisions
from graph.hierarchy import sync_hierarchy
from graph.hierarchy import version as hierarchy_version
from graph.store import Store
from graph.writer import LoadReport, load_many, remove_document
from parkgraph import extraction
from parkgraph.identities import applied
from parkgraph.ledger import Extracted, Ledger, Source, Standing, pack
from parkgraph.reading import Unlisted, list_sources
from parkgraph.resolving import bring_up_to_date
from schemas.documents import Document
from schemas.errors import ParkgraphError
from schemas.ids import digest

BATCH = 16  # documents that are loaded together: fewer commits, and little to do again after a kill
DECISIONS = "decisions.yaml"  # in the workspace
WAVE = 64  # documents, at least, that are extracted before names are resolved and the graph is filled
REFUSALS = frozenset({"E202", "E307"})  # the graph's word on one document, as against one on the store
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
    because: Literal["identities"] | None = None  # revised as other documents or decisions tell who is meant in it

    def to_record(self) -> dict[str, Any]:
        """A flat JSON object."""
        record: dict[str, Any] = {"status": self.status, "doc": self.name, "document_id": self.document_id}
        for name in ("added", "revised", "confirmed", "nodes", "relationships"):
            record[name] = getattr(self, name)
        if self.because is not None:
            record["because"] = self.because
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
    """One run over one workspace and one store. The caller holds the ledger's lock and owns ledger and store.

    `decisions` are those of the workspace's `decisions.yaml` where none are given; `extracted` is told the name of each
    source that was extracted. Raises E201 for a decisions file that is not valid.
    """

    def __init__(
        self,
        ledger: Ledger,
        store: Store,
        uri: str,
        limits: Limits,
        workers: int = 1,
        *,
        decisions: Decisions | None = None,
        extracted: Callable[[str], None] | None = None,
    ) -> None:
        self.decisions = load_decisions(ledger.workspace / DECISIONS) if decisions is None else decisions
        self.extracted = extracted or (lambda name: None)
        self.ledger = ledger
        self.store = store
        self.key = store_key(uri)
        self.limits = limits
        self.workers = workers
        self._told: set[str] = set()  # documents that this run has given an outcome

    def run(self, arguments: Iterable[str]) -> Iterator[Outcome]:
        """Ingest what the arguments lead to, after finishing what earlier runs left open.

        Without arguments, what failed before is tried again. One outcome a document, superseded ones included; a
        source that cannot be received or read is one `failed` outcome. Raises what the store raises; the next run
        goes on from there.
        """
        arguments = list(arguments)
        self.store.ensure_schema()
        self.ledger.loads.reconcile(self.key, self._present())
        yield from self._catch_up([])
        settled = set(self._told)
        waiting = {source.source: source for source in self.ledger.unfinished(failed=not arguments)}
        # what failed is asked for again, where it still can be: it may have been mended
        again = [place for place, source in waiting.items() if source.state == "failed" and _can_ask(source)]
        for found in list_sources([*arguments, *map(_askable, again)], self.limits):
            received = self._receive(found)
            if isinstance(received, Source):
                waiting.pop(received.source, None)
            if isinstance(received, ParkgraphError):
                yield Outcome("failed", found.name, error=received)
            elif received.state == "extracted" and received.recipe == self._recipe(received):
                held = [d for d in self.ledger.documents_of(received.source) if d not in settled]
                yield from self._in_batches((d, received.name if len(held) == 1 else None) for d in held)
            else:
                waiting[received.source] = received
        queue = [source for source in waiting.values() if source.content]
        while queue:
            yield from self._extract(queue)
            # a source may now speak for a document that another source gave up: it is read once more
            queue = self.ledger.unfinished(failed=False)
        self._place()

    def clear(self) -> None:
        """Empty the store, so that `run` fills it anew from the ledger."""
        self.ledger.loads.forget(self.key)
        self.ledger.identities.set_note(self._placed, "")
        self.store.clear()

    @property
    def _placed(self) -> str:
        """The note that tells which registry the places in the store are of."""
        return f"places {self.key}"

    def _place(self) -> None:
        """Put what the registry knows of places and parts into the graph, where the graph has changed since."""
        if self.ledger.identities.note(self._placed) != hierarchy_version():
            sync_hierarchy(self.store)
            self.ledger.identities.set_note(self._placed, hierarchy_version())

    def _catch_up(self, due: Sequence[tuple[str, str | None]]) -> Iterator[Outcome]:
        """Resolve names over all documents, then load what is due and every document that is now out of step.

        What this run has told of before is not told twice.
        """
        bring_up_to_date(self.ledger, self.decisions)
        yield from self._in_batches(due)
        asked = {document_id for document_id, _ in due}
        changed = [d for d in self.ledger.loads.out_of_step(self.key) if d not in asked]
        held = {d for d in changed if self.ledger.loads.standing(self.key, d).held is not None}
        told = self._told.copy()
        for outcome in self._in_batches((document_id, None) for document_id in changed):
            if outcome.document_id in held and outcome.status == "revised":
                outcome = replace(outcome, because="identities")
            if outcome.document_id not in told:
                yield outcome

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
            content = self.ledger.received.keep(load_bytes(found, self.limits))
            beside = load_sidecar(found, self.limits)
        except ParkgraphError as error:
            self.ledger.refuse(place, name, error)
            return error
        sidecar = self.ledger.received.keep(beside) if beside is not None else ""
        return self.ledger.receive(place, name, content, sidecar)

    def _recipe(self, source: Source) -> str:
        """What the records of a source are made from; another recipe means that it is extracted anew."""
        from corpus.version import VERSION as READING
        from extract.version import VERSION

        return digest(source.content, source.sidecar, source.name, READING, VERSION)

    def _extract(self, queue: list[Source]) -> Iterator[Outcome]:
        """Extract sources; what each gave is kept at once, and loaded a few documents at a time."""
        sources = {source.source: source for source in queue}
        kept = [self._kept(source) for source in queue]
        results = extraction.run(kept, partial(read_kept, limits=self.limits), extract_for_ledger, self.workers)
        due: list[tuple[str, str | None]] = []
        documents = self.ledger.counts()["documents"]
        for item, found in results:
            source = sources[item.source]
            touched, errors = self.ledger.record(source, self._recipe(source), found)
            self.extracted(source.name)
            only = len(self.ledger.documents_of(source.source)) == 1
            due += [(document_id, source.name if only else None) for document_id in touched]
            for error in errors:
                yield Outcome("failed", source.name, error=error)
            # rarer and rarer: resolution looks at all documents
            if len(due) >= max(WAVE, documents // 2):
                yield from self._catch_up(due)
                documents, due = documents + len(due), []
        yield from self._catch_up(due)

    def _in_batches(self, due: Iterable[tuple[str, str | None]]) -> Iterator[Outcome]:
        listed = list(due)
        for at in range(0, len(listed), BATCH):
            yield from self._sync(listed[at : at + BATCH])

    def _kept(self, source: Source) -> SourceRef:
        return SourceRef(
            source.source,
            source.name,
            path=self.ledger.received.path_of(source.content),
            url=source.source if is_url(source.source) else None,
            sidecar=self.ledger.received.path_of(source.sidecar) if source.sidecar else None,
        )

    def _sync(self, due: Sequence[tuple[str, str | None]]) -> Iterator[Outcome]:
        """Bring the store in step with the ledger for some documents, given with the name to report them by."""
        self._told.update(document_id for document_id, _ in due)
        standings = {document_id: self.ledger.loads.standing(self.key, document_id) for document_id, _ in due}
        for standing in standings.values():
            if standing.wanted is None and standing.held is not None:
                self.ledger.identities.set_note(self._placed, "")
                remove_document(self.store, standing.document_id)
                self.ledger.loads.remove(self.key, standing.document_id)
                yield Outcome("superseded", standing.name, standing.document_id)
        done = self._load([s for s in standings.values() if s.wanted is not None and not s.complete])
        for document_id, name in due:
            standing = standings[document_id]
            if standing.wanted is None:
                continue
            result = done.pop(document_id, None)
            if isinstance(result, ParkgraphError):
                yield Outcome("failed", name or standing.name, document_id, error=result)
            elif result is not None:
                yield _outcome(name or standing.name, result)
            else:
                yield Outcome("unchanged", name or standing.name, document_id)

    def _load(self, standings: Sequence[Standing]) -> dict[str, LoadReport | ParkgraphError]:
        """Load documents into the graph, together; one that the graph refuses does not keep the others out.

        The ledger says `loading` before the graph is touched and `loaded` after, so that a broken load is done again.
        """
        wanted = {s.document_id: (s.wanted or "", list(s.sources)) for s in standings}
        former = {s.document_id: [x for x in s.held_sources if x not in s.sources] for s in standings}
        may_hold = [(d, key, [*sources, *former[d]]) for d, (key, sources) in wanted.items()]
        if standings:
            self.ledger.identities.set_note(self._placed, "")
        self.ledger.loads.note(self.key, may_hold, "loading")
        records = []
        for s in standings:
            record = applied(self.ledger.load_record(s.document_id), self.ledger.identities.mapping(s.document_id))
            records += [_at(record, source, name) for source, name in s.sources.items()]
        result: dict[str, LoadReport | ParkgraphError] = {}
        try:
            for report in load_many(self.store, records):
                result.setdefault(report.document_id, report)
        except ParkgraphError as error:
            if error.code not in REFUSALS:
                raise
            if len(standings) == 1:
                return {standings[0].document_id: error}
            return {d: r for s in standings for d, r in self._load([s]).items()}
        for document_id, sources in former.items():
            for source in sources:
                remove_document(self.store, document_id, source=source)
        self.ledger.loads.note(self.key, [(d, *state) for d, state in wanted.items()], "loaded")
        return result


def _can_ask(source: Source) -> bool:
    """Whether bytes can be received from a source once more (or must: it gave none yet)."""
    return not source.content or is_url(source.source) or Path(_askable(source.source)).exists()


def _askable(place: str) -> str:
    """What to list for a source: the archive, for its members."""
    inside = place.lower().find(".zip!")
    return place if inside < 0 or is_url(place) else place[: inside + len(".zip")]


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
