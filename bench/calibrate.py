"""Fits the confidence model on gold, ../shared read in place and ours, and says how good it is on documents unseen.

    .venv/bin/python bench/calibrate.py [--dry-run]

Writes extract/data/confidence/weights.json and the tables of docs/quality.md; the same extraction and gold give the
same bytes. A record is right when the gold's `full+kind` holds (value, unit, year, subject, indicator, kind); answers
to optional gold are left out. All figures on confidence are out of fold: folds are documents by the hash of their name;
neither weights nor calibration have seen a fold's documents. The last tables leave out a whole gold file at a time.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass

from calibration import TEXTS, calibrate, confidence_tables, example, gold_files, table, write

from corpus.limits import Limits
from extract.annotations import Annotations
from extract.confidence.features import Values, describe
from extract.confidence.fitting import Array, Example
from extract.confidence.weights import short_id
from extract.evaluation.facts import LEVELS, WHOLE, align
from extract.evaluation.gold import GoldFact, read_gold
from extract.pipeline import Extractor
from parkgraph.reading import read_all
from schemas.errors import ParkgraphError

PENALTIES = (3.0, 6.0, 12.0, 24.0, 48.0)
MARGIN = 0.5  # of log-odds: gold documents are those that the grammar was written against


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
    gold = read_gold(gold_files("facts_*.jsonl")).facts
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
    for document in read_all(TEXTS, Limits()):
        if isinstance(document, ParkgraphError):
            raise document
        if document.name in documents:
            ids.append(short_id(document.document_id))
            records += [fact.to_record() for fact in extractor.extract(document).facts]
    found = align(gold, records)
    judged = [(m.prediction, "" if m.level >= WHOLE else LEVELS[m.level]) for m in found.matched]
    judged += [(p, "spurious") for p in found.spurious]
    judged.sort(key=lambda pair: (pair[0]["doc"], pair[0]["confidence"]))
    examples = [example("facts", r["doc"], features[int(r["confidence"])], not failed) for r, failed in judged]
    return Corpus(gold, records, examples, [failed for _, failed in judged], sorted(ids))


def score_table(corpus: Corpus) -> list[str]:
    """F1 of the extraction that the model was fitted to, by gold file and level."""
    rows = []
    for genre in sorted({g.genre for g in corpus.gold}):
        found = align([g for g in corpus.gold if g.genre == genre], corpus.records)
        scores = [found.score(i) for i in range(1, len(LEVELS) + 1)]
        rows.append([genre, scores[0].gold, *(f"{s.f1:.3f}" for s in scores)])
    return table(["F1", "gold facts", *LEVELS], rows)


def wrong_line(corpus: Corpus, probabilities: Array) -> list[str]:
    """What is wrong with the wrong records of high confidence."""
    sure = [failed for failed, p in zip(corpus.fails, probabilities, strict=True) if failed and p >= 0.9]
    told = ", ".join(f"{name} {n}" for name, n in sorted(Counter(sure).items(), key=lambda item: (-item[1], item[0])))
    return [f"Wrong at 0.9 and above, by the first level that fails: {told or 'none'}.", ""]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry-run", action="store_true", help="report, write nothing")
    arguments = parser.parse_args()
    corpus = read_corpus()
    genre = {g.doc: g.genre for g in corpus.gold}
    found = calibrate("facts", corpus.examples, corpus.ids, genre, penalties=PENALTIES, margin=MARGIN)
    lines = [
        f"{len(corpus.examples)} records of {len(corpus.ids)} documents, {found.right.mean():.3f} of them right as a "
        f"whole; {found.told()}",
        "",
        *score_table(corpus),
        *confidence_tables("Ten folds of documents", found.unseen, found.right),
        *wrong_line(corpus, found.unseen),
        *confidence_tables("A whole gold file left out at a time", found.left_out, found.right),
    ]
    print("\n".join(lines))
    if not arguments.dry_run:
        write("calibrate.py", {"facts": found.weights}, lines)


if __name__ == "__main__":
    main()
