"""Runs the cases of tests/specs/attribution: one construction a file, positive and negative cases.

A case gives a text (with title, date and publisher where they matter) and the facts that a careful reader takes of it.
Fields that a fact does not state are not checked; a list holds what is acceptable. Every figure that is found must be
expected (or `optional`). `not` lists printed figures that are no facts, with the reason where they must be reported.
A case that the extractor does not get right yet says why in `unsupported`; it must still fail, else the mark goes.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.assemble import build_document
from corpus.hints import Reading
from corpus.limits import DEFAULT_LIMITS
from corpus.readers.registry import read_here
from extract.evaluation import comparison
from extract.pipeline import Extractor
from schemas.documents import Document, Metadata
from schemas.ids import document_id
from schemas.records import Extraction

SPECS = Path(__file__).parent.parent / "specs" / "attribution"
PUBLISHED = "2024-03-05"
LIKE = 0.8  # share of character bigrams that an indicator phrase has in common with an acceptable one


def cases() -> list[Any]:
    found = []
    for path in sorted(SPECS.glob("*.json")):
        for i, case in enumerate(json.loads(path.read_text(encoding="utf-8"))["cases"]):
            found.append(pytest.param(case, id=f"{path.stem}-{i}"))
    return found


@cache
def extractor() -> Extractor:
    one = Extractor()
    # what a figure is, not how sure we are
    one.confidences = lambda notes: [1.0] * len(notes.drafts)
    return one


def document(case: dict[str, Any]) -> Document:
    data = case["text"].encode()
    reading = next(read_here(case.get("format", "txt"), data, "case", DEFAULT_LIMITS, lambda: None))
    assert isinstance(reading, Reading)
    return build_document(
        data_id=document_id(data),
        name="case.txt",
        source="case.txt",
        media_type=reading.media_type,
        original=reading.original,
        reader=reading.reader,
        metadata=Metadata(case.get("title"), case.get("published", PUBLISHED), case.get("publisher")),
        blocks_hint=reading.hints,
        tables_hint=reading.tables,
    )


def accepted(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def differs(found: dict[str, Any], want: dict[str, Any]) -> list[str]:
    """The fields in which a record is not what is wanted; value and unit first."""
    wrong = [] if comparison.same_value(found["value"], want["value"]) else ["value"]
    wrong += [] if comparison.same_unit(found["unit_full"], accepted(want["unit"])) else ["unit"]
    if "subject" in want and not comparison.same_subject(found["subject"], accepted(want["subject"])):
        wrong.append("subject")
    if "indicator" in want and not any(same_indicator(found["indicator"], p) for p in accepted(want["indicator"])):
        wrong.append("indicator")
    if "period" in want and not any(same_period(found["period"], p) for p in accepted(want["period"])):
        wrong.append("period")
    wrong += [f for f in ("kind", "base", "modality") if f in want and found[f] not in accepted(want[f])]
    wrong += ["qualifier"] if not set(want.get("qualifier", [])) <= set(found["qualifier"]) else []
    wrong += ["mentions"] if len(found["mentions"]) < want.get("mentions", 1) else []
    return wrong


def same_indicator(found: str, want: str) -> bool:
    if comparison.contradicts(found, want) or not comparison.same_scope(found, (want,)):
        return False
    return comparison.likeness(found, want) >= LIKE


def same_period(found: str | None, want: str) -> bool:
    return comparison.years(found) == comparison.years(want) and comparison.same_months(found, want)


def faults(case: dict[str, Any], extraction: Extraction) -> list[str]:
    """What is missing, wrong or too much; empty when the case is met."""
    left = [fact.to_record() for fact in extraction.facts]
    problems = []
    # those with fewest wrong fields are paired first, so that one figure in two facts finds the right one
    for want in sorted(case["facts"], key=lambda w: min((len(differs(f, w)) for f in left), default=9)):
        best = min(left, key=lambda f: len(differs(f, want)), default=None)
        wrong = differs(best, want) if best else ["value"]
        if best is None or "value" in wrong or "unit" in wrong:
            problems += [] if want.get("optional") else [f"missing: {want}"]
            continue
        left.remove(best)
        if wrong and not want.get("optional"):
            problems.append(f"{', '.join(wrong)} of {want}\n     is {shown(best)}")
    problems += [f"unexpected: {shown(f)}" for f in left]
    rejected = {(r.raw, r.reason) for r in extraction.rejected}
    for no in case.get("not", []):
        if any(m.raw == no["raw"] for f in extraction.facts for m in f.mentions):
            problems.append(f"{no['raw']} is no figure")
        elif "reason" in no and (no["raw"], no["reason"]) not in rejected:
            problems.append(f"{no['raw']} is not reported as {no['reason']}")
    return problems


def shown(fact: dict[str, Any]) -> dict[str, Any]:
    fields = ("subject", "indicator", "value", "unit_full", "period", "kind", "base", "modality", "qualifier", "rule")
    return {f: fact[f] for f in fields}


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    problems = faults(case, extractor().extract(document(case)))
    if "unsupported" in case:
        assert problems, f"supported by now: take the mark off ({case['unsupported']})"
        return
    assert not problems, "\n".join([case["text"], *problems])
