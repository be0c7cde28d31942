"""Gold files to scores: finds the annotated documents, extracts from them, compares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parkgraph import extraction
from parkgraph.reading import list_sources, read
from schemas.documents import Document
from schemas.errors import ParkgraphError

if TYPE_CHECKING:
    from corpus.limits import Limits
    from extract.evaluation.gold import Gold
    from extract.evaluation.summary import Predictions

Record = dict[str, Any]
BESIDE = ("passages", ".", "../documents", "../seeds", "..")
"""Where documents are looked for, from the folder of a gold file."""
SIDECAR = ".meta.json"


def find_documents(
    gold: Gold, paths: Iterable[Path], folders: Sequence[Path]
) -> tuple[list[Path], list[ParkgraphError]]:
    """The files that gold annotates, sorted by name, and an error for each document that is nowhere.

    `folders` are searched first, then the places beside the gold files. A name that is a pattern (`002*`) takes the one
    file that fits it; `table.csv#row` is a row of a file with many documents.
    """
    places = [*folders, *(path.parent / beside for path in paths for beside in BESIDE)]
    seen = dict.fromkeys(place.resolve() for place in places)
    names = {place: sorted(p.name for p in place.iterdir() if p.is_file()) for place in seen if place.is_dir()}
    found: dict[str, Path] = {}
    missing = []
    wanted = gold.documents()
    for doc in sorted(wanted, key=lambda d: (d.endswith("*"), d)):
        for place, inside in names.items():
            fitting = [n for n in inside if fnmatchcase(n, doc) and not n.endswith(SIDECAR)]
            fitting = fitting or [n for n in inside if n == doc.partition("#")[0]]  # a row of a table of documents
            if fitting:
                found.setdefault(fitting[0], place / fitting[0])
                break
        else:
            where = "not beside the gold: name its folder with --docs"
            missing.append(ParkgraphError("E101", doc, where))
    return [found[name] for name in sorted(found)], missing


def predict(
    documents: Sequence[Path], limits: Limits, workers: int, tick: Callable[[str], None]
) -> tuple[Predictions, list[ParkgraphError]]:
    """Records of all kinds from the documents, and what could not be read."""
    from extract.evaluation.summary import Predictions

    kinds: dict[str, list[Record]] = {"facts": [], "entities": [], "relations": [], "articles": []}
    errors = []
    sources = list_sources([str(path) for path in documents], limits)
    for source, items in extraction.run(sources, partial(read, limits=limits), all_records, workers):
        for item in items:
            if isinstance(item, ParkgraphError):
                errors.append(item)
            else:
                for kind, records in item.items():
                    kinds[kind] += records
        tick(source.name)
    return Predictions(**{kind: tuple(records) for kind, records in kinds.items()}), errors


def seen_in_training(gold: Gold, predictions: Predictions) -> int:
    """How many of the documents the confidence of what gold annotates was fitted on."""
    from extract.confidence.weights import FILES, short_id, weights

    known = {doc for kind in FILES if getattr(gold, kind) for doc in weights(kind).trained.document_ids}
    records = (*predictions.facts, *predictions.entities, *predictions.relations)
    return len({short_id(str(r["document_id"])) for r in records} & known)


def all_records(document: Document) -> dict[str, list[Record]]:
    """Facts, entities, relations and articles of a document. Runs in worker processes."""
    found = extraction.extractor().extract(document)
    return {
        "facts": [f.to_record() for f in found.facts],
        "entities": [e.to_record() for e in found.entities],
        "relations": [r.to_record() for r in found.relations],
        "articles": [a.to_record() for a in found.articles],
    }
