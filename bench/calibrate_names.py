"""Fits the confidence of entities and of relations on gold, ../shared read in place and ours; how good it is.

    .venv/bin/python bench/calibrate_names.py [--dry-run]

Writes extract/data/confidence/entities.json and relations.json and the tables of docs/quality.md; the same extraction
and gold give the same bytes. An entity is right by name and type, a relation with both ends, as `parkgraph evaluate`
counts; answers to optional gold, and regions and media that gold does not list, are left out. Folds and calibration are
those of calibrate.py. Beside the new figures stand those of the rules' own belief, which the confidence once was.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from calibration import TEXTS, calibrate, confidence_tables, example, gold_files, table, write

from corpus.limits import Limits
from extract.annotations import Annotations
from extract.confidence import fitting
from extract.confidence.features import Values
from extract.confidence.fitting import Array
from extract.confidence.model import Model
from extract.confidence.names import describe_entities, describe_relations
from extract.confidence.weights import Kind, Weights, short_id
from extract.evaluation.entities import align_entities
from extract.evaluation.gold import Gold, read_gold
from extract.evaluation.relations import align_relations
from extract.evaluation.reliability import calibration_error, reliability
from extract.linking.entities import Linked
from extract.pipeline import Extractor
from parkgraph.reading import read_all
from schemas.errors import ParkgraphError
from schemas.records import EntityRecord, RelationRecord

Record = dict[str, Any]
PENALTIES = (1.0, 2.0, 4.0, 8.0, 16.0)
MARGINS: Mapping[Kind, float] = {"entities": 0.5, "relations": 1.0}
"""Of log-odds: what reading the errors of gold has gained, measured before and after (docs/quality.md)."""

UNCOUNTED: Mapping[Kind, str] = {
    "entities": "they answer optional gold, or are regions and media that gold does not list",
    "relations": "they answer optional gold, or state a counted relation once more",
}


@dataclass
class Heard:
    """The records of one kind with their place in `features` and `beliefs` as the confidence."""

    features: list[Values] = field(default_factory=list)
    beliefs: list[float] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

    def take(self, described: list[Values], records: Sequence[EntityRecord | RelationRecord]) -> list[float]:
        first = len(self.features)
        self.features += described
        self.beliefs += [r.confidence for r in records]
        return [float(i) for i in range(first, len(self.features))]


def read_corpus(gold: Gold) -> tuple[Heard, Heard, dict[str, str]]:
    """Entities, relations and the short ids by document name of every document whose names gold lists."""
    entities, relations = Heard(), Heard()

    def listen_entities(linked: Linked, annotations: Sequence[Annotations]) -> list[float]:
        return entities.take(describe_entities(linked, annotations), linked.records)

    def listen_relations(found: Sequence[RelationRecord], named: Sequence[EntityRecord]) -> list[float]:
        return relations.take(describe_relations(found, named), found)

    extractor = Extractor()
    extractor.entity_confidences, extractor.relation_confidences = listen_entities, listen_relations
    documents, ids = set(gold.documents()), {}
    for document in read_all(TEXTS, Limits()):
        if isinstance(document, ParkgraphError):
            raise document
        if document.name in documents:
            ids[document.name] = short_id(document.document_id)
            found = extractor.extract(document)
            entities.records += [e.to_record() for e in found.entities]
            relations.records += [r.to_record() for r in found.relations]
    return entities, relations, ids


def uncounted_line(kind: Kind, model: Model, features: list[Values]) -> list[str]:
    """How sure the model is of the records that gold leaves open."""
    sure = np.array([model.probability(values) for values in features])
    return [
        f"{len(sure)} further records count neither way ({UNCOUNTED[kind]}): their mean confidence is "
        f"{sure.mean():.3f}, {(sure >= 0.9).mean():.2f} of them stand at 0.9 and above.",
        "",
    ]


def wrong_line(what: list[str], right: Array, probabilities: Array) -> list[str]:
    """What the wrong records of high confidence are."""
    wrong = Counter(w for w, ok, p in zip(what, right, probabilities, strict=True) if not ok and p >= 0.9)
    told = ", ".join(f"{name} {n}" for name, n in sorted(wrong.items(), key=lambda item: (-item[1], item[0])))
    return [f"Wrong at 0.9 and above: {told or 'none'}.", ""]


def fitted(
    kind: Kind, heard: Heard, judged: list[tuple[Record, bool]], genre: Mapping[str, str], ids: Mapping[str, str]
) -> tuple[Weights, list[str]]:
    """The weights of a kind, and what the page says of them. `genre` is the gold file of each document that has one."""
    judged = sorted(judged, key=lambda pair: (pair[0]["doc"], pair[0]["confidence"]))
    places = [int(r["confidence"]) for r, _ in judged]
    rows = [example(kind, r["doc"], heard.features[i], right) for i, (r, right) in zip(places, judged, strict=True)]
    documents = sorted({ids[e.doc] for e in rows})
    found = calibrate(kind, rows, documents, genre, penalties=PENALTIES, margin=MARGINS[kind])
    belief = np.array([heard.beliefs[i] for i in places])
    bands = reliability(zip(belief.tolist(), (found.right > 0).tolist(), strict=True))
    what = [str(r["type" if kind == "entities" else "relation"]) for r, _ in judged]
    open_ = {int(r["confidence"]) for r in heard.records if r["doc"] in genre}.difference(places)
    lines = [
        f"### {kind.capitalize()}",
        "",
        f"{len(rows)} records of {len(documents)} documents, {found.right.mean():.3f} of them right; {found.told()}",
        "",
        f"**The rules' belief**, as it was the confidence before: area under the curve "
        f"{fitting.auc(belief, found.right):.3f}, mean distance of confidence and share right "
        f"{calibration_error(bands):.3f}.",
        "",
        *table(
            ["belief", "records", "mean", "right"],
            [[f"{b.low:.2f} – {b.high:.2f}", b.records, f"{b.mean:.3f}", f"{b.precision:.3f}"] for b in bands],
        ),
        *confidence_tables("Ten folds of documents", found.unseen, found.right),
        *wrong_line(what, found.right, found.unseen),
        *uncounted_line(kind, Model(kind, found.weights), [heard.features[i] for i in sorted(open_)]),
        *confidence_tables("A whole gold file left out at a time", found.left_out, found.right),
    ]
    return found.weights, lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry-run", action="store_true", help="report, write nothing")
    arguments = parser.parse_args()
    gold = read_gold(gold_files("entities_*.jsonl", "relations_*.jsonl"))
    entities, relations, ids = read_corpus(gold)
    genre = {g.doc: g.genre for g in gold.entities}
    genre_of_relations = {g.doc: g.genre for g in gold.relations}
    named = align_entities(gold.entities, entities.records).judged()
    related = align_relations(gold.relations, relations.records, gold.entities).judged
    of_entities, told = fitted("entities", entities, named, genre, ids)
    of_relations, more = fitted("relations", relations, related, genre_of_relations, ids)
    lines = told + more
    print("\n".join(lines))
    if not arguments.dry_run:
        write("calibrate_names.py", {"entities": of_entities, "relations": of_relations}, lines)


if __name__ == "__main__":
    main()
