"""What the scripts that fit a confidence have in common: penalty, cross-validation, tables, the files they write."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extract.confidence import fitting
from extract.confidence.features import Values
from extract.confidence.fitting import Array, Example
from extract.confidence.weights import FILES, GROUPS_OF, Kind, Trained, Weights
from extract.confidence.weights import Mapping as ScoreMapping
from extract.evaluation.reliability import calibration_error, reliability

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PARKGRAPH_SHARED", ROOT.parent / "shared"))
PAGE = ROOT / "docs" / "quality.md"
GOLD = (SHARED / "gold", ROOT / "tests" / "gold")
TEXTS = [str(SHARED / "seeds"), *(str(folder / "passages") for folder in GOLD)]
DIGITS = 4


def gold_files(*patterns: str) -> list[Path]:
    return [path for folder in GOLD for pattern in patterns for path in sorted(folder.glob(pattern))]


def example(kind: Kind, doc: str, values: Values, right: bool) -> Example:
    return Example(doc, tuple(zip(GROUPS_OF[kind], values, strict=True)), right)


@dataclass(frozen=True)
class Calibration:
    """A fit, and the probabilities that it gives to records of documents it has not seen."""

    right: Array
    penalty: float
    penalties: tuple[float, ...]
    unseen: Array  # ten folds of documents
    left_out: Array  # a whole gold file at a time
    weights: Weights

    def told(self) -> str:
        """Penalty and margin in words."""
        tried = ", ".join(f"{p:g}" for p in self.penalties)
        return f"ridge penalty {self.penalty:g} (of {tried}), margin {self.weights.mapping.margin:g}."


def calibrated(scores: Array, right: Array) -> Array:
    slope, intercept = fitting.platt(scores, right)
    return slope * scores + intercept


def choose_penalty(
    rows: list[Example], folds: list[int], right: Array, penalties: Sequence[float]
) -> tuple[float, Array]:
    """The penalty with the least loss on unseen documents, and their scores under it."""
    scores = {p: fitting.out_of_fold(rows, p, folds) for p in penalties}
    best = min(penalties, key=lambda p: (fitting.log_loss(calibrated(scores[p], right), right), p))
    return best, scores[best]


def calibrate(
    kind: Kind,
    rows: list[Example],
    ids: list[str],
    genre: Mapping[str, str],
    *,
    penalties: tuple[float, ...],
    margin: float,
) -> Calibration:
    """Fit and cross-validate; `ids` are those of the documents, `genre` the gold file of each document's name."""
    right = np.array([float(e.right) for e in rows])
    folds = [fitting.fold_of(e.doc) for e in rows]
    genres = sorted(set(genre.values()))
    penalty, scores = choose_penalty(rows, folds, right, penalties)
    slope, intercept = fitting.platt(scores, right)
    final = fitting.fit(rows, penalty)
    groups: dict[str, dict[str, float]] = {group: {} for group in GROUPS_OF[kind]}
    for (group, value), weight in sorted(final.table.items()):
        groups[group][value] = round(weight, DIGITS)
    return Calibration(
        right,
        penalty,
        penalties,
        fitting.nested(rows, penalty, margin, folds),
        fitting.nested(rows, penalty, margin, [genres.index(genre[e.doc]) for e in rows]),
        Weights(
            trained=Trained(document_ids=ids, records=len(rows), right=int(right.sum()), penalty=penalty),
            bias=round(final.bias, DIGITS),
            mapping=ScoreMapping(slope=round(slope, DIGITS), intercept=round(intercept, DIGITS), margin=margin),
            groups=groups,
        ),
    )


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """A markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(map(str, line))} |" for line in lines] + [""]


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


def write(script: str, weights: Mapping[Kind, Weights], lines: list[str]) -> None:
    """Write the files of weights, and the lines between the marks of the script in the page."""
    for kind, fitted in weights.items():
        content = json.dumps(fitted.model_dump(), ensure_ascii=False, indent=1)
        FILES[kind].write_text(content + "\n", encoding="utf-8")
    begin, end = (f"<!-- written by bench/{script}: {word} -->" for word in ("begin", "end"))
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(begin)
    _, found, tail = rest.partition(end)
    if not found:
        raise SystemExit(f"{PAGE} has no place for the tables: {begin} … {end}")
    PAGE.write_text(head + "\n".join([begin, "", *lines, end]) + tail, encoding="utf-8")
