"""Fits the confidence model on gold, ../shared read in place and ours, and says how good it is on documents unseen.

    .venv/bin/python bench/calibrate.py [--dry-run]

Writes extract/data/confidence/weights.json and the tables of docs/quality.md; the same extraction and gold give the
same bytes. A record is right when the gold's `full+kind` holds (value, unit, year, subject, indicator, kind); answers
to optional gold are left out. All figures on confidence are out of fold: folds are documents by the hash of their name;
neither weights nor calibration have seen a fold's documents. The last tables leave out a whole gold file at a time.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.limits import Limits
from extract.annotations import Annotations
from extract.confidence import fitting
from extract.confidence.features import GROUPS, Values, describe
from extract.confidence.fitting import Array, Example
from extract.confidence.weights import FILE, Mapping, Trained, Weights, short_id
from extract.evaluation.facts import LEVELS, WHOLE, align
from extract.evaluation.gold import GoldFact, read_gold
from extract.evaluation.reliability import calibration_error, reliability
from extract.pipeline import Extractor
from parkgraph.reading import read_all
from schemas.errors import ParkgraphError

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PARKGRAPH_SHARED", ROOT.parent / "shared"))
PAGE = ROOT / "docs" / "quality.md"
BEGIN, END = "<!-- written by bench/calibrate.py: begin -->", "<!-- written by bench/calibrate.py: end -->"
PENALTIES = (3.0, 6.0, 12.0, 24.0, 48.0)
MARGIN = 0.5  # of log-odds: gold documents are those that the grammar was written against
DIGITS = 4


@dataclass(frozen=True)
class Corpus:
    """Gold, what extraction gives for its documents, and each scored record as an example."""

    gold: list[GoldFact]
    records: list[dict[str, object]]
    examples: list[Example]
    fails: list[str]  # of each example the first level that does not hold; empty where it is right
    ids: list[str]


def read_corpus() -> Corpus:
    """Extract from every gold document and judge the records."""
    folders = (SHARED / "gold", ROOT / "tests" / "gold")
    gold = read_gold([path for folder in folders for path in sorted(folder.glob("facts_*.jsonl"))]).facts
    documents = {g.doc for g in gold}
    extractor = Extractor()
    features: list[Values] = []

    def listen(notes: Annotations) -> list[float]:
        # the place in the list travels as the confidence, so that it comes through the merging of records
        first = len(features)
        features.extend(describe(notes))
        return [float(i) for i in range(first, len(features))]

    extractor.confidences = listen
    records, ids = [], []
    for document in read_all([str(SHARED / "seeds"), *(str(folder / "passages") for folder in folders)], Limits()):
        if isinstance(document, ParkgraphError):
            raise document
        if document.name in documents:
            ids.append(short_id(document.document_id))
            records += [fact.to_record() for fact in extractor.extract(document).facts]
    found = align(gold, records)
    judged = [(m.prediction, "" if m.level >= WHOLE else LEVELS[m.level]) for m in found.matched]
    judged += [(p, "spurious") for p in found.spurious]
    judged.sort(key=lambda pair: (pair[0]["doc"], pair[0]["confidence"]))
    examples = [Example(r["doc"], features[int(r["confidence"])], not failed) for r, failed in judged]
    return Corpus(gold, records, examples, [failed for _, failed in judged], sorted(ids))


def calibrated(scores: Array, right: Array) -> Array:
    slope, intercept = fitting.platt(scores, right)
    return slope * scores + intercept


def choose_penalty(rows: list[Example], folds: list[int], right: Array) -> tuple[float, Array]:
    """The penalty with the least loss on unseen documents, and their scores under it."""
    scores = {p: fitting.out_of_fold(rows, p, folds) for p in PENALTIES}
    best = min(PENALTIES, key=lambda p: (fitting.log_loss(calibrated(scores[p], right), right), p))
    return best, scores[best]


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """A markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(map(str, line))} |" for line in lines] + [""]


def score_table(corpus: Corpus) -> list[str]:
    """F1 of the extraction that the model was fitted to, by gold file and level."""
    rows = []
    for genre in sorted({g.genre for g in corpus.gold}):
        found = align([g for g in corpus.gold if g.genre == genre], corpus.records)
        scores = [found.score(i) for i in range(1, len(LEVELS) + 1)]
        rows.append([genre, scores[0].gold, *(f"{s.f1:.3f}" for s in scores)])
    return table(["F1", "gold facts", *LEVELS], rows)


def confidence_tables(title: str, probabilities: Array, right: Array) -> list[str]:
    """Reliability, and what is right above a threshold."""
    bands = reliability(zip(probabilities.tolist(), (right > 0).tolist(), strict=True))
    lines = [
        f"**{title}**: area under the curve {fitting.auc(probabilities, right):.3f}, mean distance of confidence and "
        f"share right {calibration_error(bands):.3f}.",
        "",
        *table(
            ["confidence", "records", "mean", "right"],
            [[f"{b.low:.2f} – {b.high:.2f}", b.records, f"{b.mean:.3f}", f"{b.precision:.3f}"] for b in bands],
        ),
    ]
    rows = []
    for least in (0.95, 0.9, 0.8, 0.5):
        sure = probabilities >= least
        share = f"{float(right[sure].mean()):.3f}" if sure.any() else ""
        rows.append([f"≥ {least:.2f}", int(sure.sum()), f"{sure.mean():.2f}", share])
    return lines + table(["confidence", "records", "of all", "right"], rows)


def wrong_line(corpus: Corpus, probabilities: Array) -> list[str]:
    """What is wrong with the wrong records of high confidence."""
    sure = [failed for failed, p in zip(corpus.fails, probabilities, strict=True) if failed and p >= 0.9]
    told = ", ".join(f"{name} {n}" for name, n in sorted(Counter(sure).items(), key=lambda item: (-item[1], item[0])))
    return [f"Wrong at 0.9 and above, by the first level that fails: {told or 'none'}.", ""]


def write(weights: Weights, lines: list[str]) -> None:
    FILE.write_text(json.dumps(weights.model_dump(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, found, tail = rest.partition(END)
    if not found:
        raise SystemExit(f"{PAGE} has no place for the tables: {BEGIN} … {END}")
    PAGE.write_text(head + "\n".join([BEGIN, "", *lines, END]) + tail, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry-run", action="store_true", help="report, write nothing")
    arguments = parser.parse_args()
    corpus = read_corpus()
    rows = corpus.examples
    right = np.array([float(e.right) for e in rows])
    folds = [fitting.fold_of(e.doc) for e in rows]
    genre = {g.doc: g.genre for g in corpus.gold}
    genres = sorted(set(genre.values()))
    penalty, scores = choose_penalty(rows, folds, right)
    unseen = fitting.nested(rows, penalty, MARGIN, folds)
    lines = [
        f"{len(rows)} records of {len(corpus.ids)} documents, {right.mean():.3f} of them right as a whole; ridge "
        f"penalty {penalty:g} (of {', '.join(f'{p:g}' for p in PENALTIES)}), margin {MARGIN:g}.",
        "",
        *score_table(corpus),
        *confidence_tables("Ten folds of documents", unseen, right),
        *wrong_line(corpus, unseen),
        *confidence_tables(
            "A whole gold file left out at a time",
            fitting.nested(rows, penalty, MARGIN, [genres.index(genre[e.doc]) for e in rows]),
            right,
        ),
    ]
    print("\n".join(lines))

    slope, intercept = fitting.platt(scores, right)
    final = fitting.fit(rows, penalty)
    groups: dict[str, dict[str, float]] = {group: {} for group in GROUPS}
    for (group, value), weight in sorted(final.table.items()):
        groups[group][value] = round(weight, DIGITS)
    weights = Weights(
        trained=Trained(document_ids=corpus.ids, records=len(rows), right=int(right.sum()), penalty=penalty),
        bias=round(final.bias, DIGITS),
        mapping=Mapping(slope=round(slope, DIGITS), intercept=round(intercept, DIGITS), margin=MARGIN),
        groups=groups,
    )
    if not arguments.dry_run:
        write(weights, lines)


if __name__ == "__main__":
    main()
