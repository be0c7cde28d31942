"""How a text is read, step by step: for looking at a sentence before and after a rule is changed.

    python bench/explain.py "2023年，云澜高新区营业收入达到1260亿元。" [--title TITLE] [--published YYYY-MM-DD]

Prints what each stage leaves: sentences, entities, periods, quantities; each figure between the words on its left and
right with the frame they make; then the facts, and the figures that became none with the reason. `docs/teach-a-
construction.md` goes through one such output.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from corpus.assemble import build_document
from extract.annotations import Annotations
from extract.attribution import frames
from extract.attribution.clauses import absorb, mask, slots
from extract.attribution.lexicon import lexicon
from extract.pipeline import Extractor
from extract.script import is_traditional
from schemas.documents import Metadata
from schemas.ids import document_id


def explain(text: str, title: str | None = None, published: str = "2024-03-05") -> Iterator[str]:
    """Lines that tell how the text is read."""
    extractor = Extractor()
    document = build_document(
        data_id=document_id(text.encode()),
        name="text",
        source="text",
        media_type="text/plain",
        original=text,
        reader="explain/1",
        metadata=Metadata(title, published),
    )
    for notes in extractor.annotate(document)[0]:
        yield from _of_article(notes)
    found = extractor.extract(document)
    for fact in found.facts:
        r = fact.to_record()
        yield f"fact      {r['subject']} | {r['indicator']} | {r['value']} {r['unit_full']} | {r['period']} | " + (
            f"{r['kind']}, base {r['base']}, {r['modality']} | rule {r['rule']}, period from {r['period_from']}"
        )
    for rejection in found.rejected:
        yield f"no fact   {rejection.raw}: {rejection.reason}"


def _of_article(notes: Annotations) -> Iterator[str]:
    words = lexicon("traditional" if is_traditional(notes.text) else "simplified")
    masked = mask(notes.text, notes.periods)
    for sentence in notes.sentences:
        yield f"sentence  {notes.text[sentence.start : sentence.end]}"
        inside = [q for q in notes.quantities if sentence.start <= q.start < sentence.end]
        for label, mentions in (("entity", notes.entities), ("period", notes.periods)):
            for m in mentions:
                if sentence.start <= m.start < sentence.end:
                    kind = getattr(m, "type", "") or getattr(m, "value", "") or getattr(m, "relative", "")
                    yield f"{label:9s} {m.text} = {kind}"
        for q in inside:
            yield f"quantity  {q.text} = {q.value} {q.unit} {' '.join(q.qualifiers)}".rstrip()
        for slot in absorb(slots(masked, sentence.start, sentence.end, inside)[1])[0]:
            frame = frames.read(slot.left, slot.quantity, words)
            yield f"slot      {slot.left}[{slot.quantity.text}]{slot.right}  clause {slot.number}"
            yield f"frame     {frame.name}: kind {frame.kind}, phrase {frame.phrase or '—'}, base {frame.base or '—'}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text")
    parser.add_argument("--title")
    parser.add_argument("--published", default="2024-03-05")
    args = parser.parse_args()
    for line in explain(args.text, args.title, args.published):
        print(line)


if __name__ == "__main__":
    main()
