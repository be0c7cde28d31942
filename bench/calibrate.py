"""Fits the confidence model on the gold in ../shared (read in place) and says how good it is on documents unseen.

    .venv/bin/python bench/calibrate.py [--dry-run]

Writes extract/data/confidence/weights.json; the same extraction and gold give the same bytes. A record is right when
the gold's `full+kind` holds (value, unit, year, subject, indicator, kind); answers to optional gold are left out.
All figures printed are out of fold: folds are documents by the hash of their name, and neither weights nor calibration
of a fold have seen its documents. The last tables leave out a whole genre at a time.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path

import numpy as np

from corpus.limits import Limits
from extract.annotations import Annotations
from extract.confidence import fitting
from extract.confidence.features import GROUPS, Values, describe
from extract.confidence.fitting import Array, Example
from extract.confidence.weights import FILE, Mapping, Trained, Weights, short_id
from extract.evaluation.facts import WHOLE, align
from extract.evaluation.gold import read_gold
from extract.evaluation.reliability import reliability
from extract.pipeline import Extractor
from parkgraph.reading import read_all
from schemas.errors import ParkgraphError

SHARED = Path(os.environ.get("PARKGRAPH_SHARED", Path(__file__).resolve().parents[2] / "shared"))
PENALTIES = (3.0, 6.0, 12.0, 24.0, 48.0)
MARGIN = 0.25  # of log-odds: gold documents are those that the grammar was written against
DIGITS = 4


def examples() -> tuple[list[Example], dict[str, str], list[str]]:
    """Every scored record of the gold documents, the genre of each document, and the documents' short ids."""
    gold = read_gold(sorted((SHARED / "gold").glob("facts_*.jsonl")))
    genre = {g.doc: g.genre for g in gold.facts}
    extractor = Extractor()
    features: list[Values] = []

    def listen(notes: Annotations) -> list[float]:
        # the place in the list travels as the confidence, so that merging records keeps it
        first = len(features)
        features.extend(describe(notes))
        return [float(i) for i in range(first, len(features))]

    extractor.confidences = listen
    records = []
    ids = []
    for document in read_all([str(SHARED / "seeds"), str(SHARED / "gold" / "passages")], Limits()):
        if isinstance(document, ParkgraphError):
            raise document
        if document.name in genre:
            ids.append(short_id(document.document_id))
            records += [fact.to_record() for fact in extractor.extract(document).facts]
    found = align(gold.facts, records)
    labelled = [(m.prediction, m.level >= WHOLE) for m in found.matched] + [(p, False) for p in found.spurious]
    labelled.sort(key=lambda pair: (pair[0]["doc"], pair[0]["confidence"]))
    return [Example(r["doc"], features[int(r["confidence"])], right) for r, right in labelled], genre, sorted(ids)


def choose_penalty(rows: list[Example], folds: list[int], right: Array) -> float:
    """The penalty with the least loss on unseen documents."""
    losses = {p: fitting.log_loss(_mapped(fitting.out_of_fold(rows, p, folds), right), right) for p in PENALTIES}
    print("penalty, log loss:", {p: round(loss, 4) for p, loss in losses.items()})
    return min(losses, key=lambda p: (losses[p], p))


def _mapped(scores: Array, right: Array) -> Array:
    slope, intercept = fitting.platt(scores, right)
    return slope * scores + intercept


def show(title: str, probabilities: Array, right: Array) -> None:
    """Reliability table."""
    print(f"\n{title}\n{'confidence':>14} {'records':>8} {'mean':>7} {'right':>7}")
    for band in reliability(zip(probabilities.tolist(), (right > 0).tolist(), strict=True)):
        print(f"{band.low:>6.2f} – {band.high:<5.2f} {band.records:>8} {band.mean:>7.3f} {band.precision:>7.3f}")
    for least in (0.8, 0.85, 0.9, 0.95):
        sure = probabilities >= least
        share = float(right[sure].mean()) if sure.any() else 0.0
        print(f">= {least:.2f}: {int(sure.sum())} of {len(right)} records, right {share:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry-run", action="store_true", help="report, write nothing")
    arguments = parser.parse_args()
    rows, genre, ids = examples()
    right = np.array([float(e.right) for e in rows])
    folds = [fitting.fold_of(e.doc) for e in rows]
    print(f"{len(rows)} records of {len({e.doc for e in rows})} documents, {right.mean():.3f} right")
    penalty = choose_penalty(rows, folds, right)
    found = fitting.nested(rows, penalty, MARGIN, folds)
    print(f"penalty {penalty}, area under the curve {fitting.auc(found, right):.3f}")
    show("out of fold (10 folds of documents)", found, right)
    genres = sorted(set(genre.values()))
    by_genre = fitting.nested(rows, penalty, MARGIN, [genres.index(genre[e.doc]) for e in rows])
    print(f"\nleaving out a genre: area under the curve {fitting.auc(by_genre, right):.3f}")
    show("out of genre", by_genre, right)

    slope, intercept = fitting.platt(fitting.out_of_fold(rows, penalty, folds), right)
    final = fitting.fit(rows, penalty)
    groups: dict[str, dict[str, float]] = {group: {} for group in GROUPS}
    for (group, value), weight in sorted(final.table.items()):
        groups[group][value] = round(weight, DIGITS)
    weights = Weights(
        trained=Trained(document_ids=ids, records=len(rows), right=int(right.sum()), penalty=penalty),
        bias=round(final.bias, DIGITS),
        mapping=Mapping(slope=round(slope, DIGITS), intercept=round(intercept, DIGITS), margin=MARGIN),
        groups=groups,
    )
    if not arguments.dry_run:
        FILE.write_text(json.dumps(weights.model_dump(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"\nwrote {FILE}")


if __name__ == "__main__":
    start = time.perf_counter()
    main()
    print(f"{time.perf_counter() - start:.0f} s")
