"""Time of resolution as `ingest` does it, from the ledger to the mappings.

`python bench/bench_identities.py [documents] [mentions per document]`
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench_resolution import corpus

from extract.linking.decisions import Decisions, Same
from parkgraph.ledger import Extracted, Ledger, pack
from parkgraph.resolving import bring_up_to_date, last_report


def record(document: str, items: list[Any]) -> dict[str, Any]:
    """A record with nothing but entities."""
    keys = ("document_id", "type", "name", "entity_id", "aliases", "reason")
    entities = [dict(zip(keys, item[:6], strict=True)) for item in items]
    return {"document": {"document_id": document, "doc": document}, "entities": entities, "relations": [], "facts": []}


def fill(ledger: Ledger, documents: int, size: int) -> None:
    """Keep records of documents in the ledger, as extraction does."""
    grouped: dict[str, list[Any]] = {}
    for item in corpus(documents, size):
        grouped.setdefault(item.document, []).append(item)
    source = ledger.receive("/bench.jsonl", "bench.jsonl", ledger.received.keep(b"bench"), "")
    found = []
    for name, items in grouped.items():
        packed = pack(record(name, items))
        found.append(Extracted(name, "bench.jsonl", "text/plain", "text/1", "x/1", pack(""), packed, name))
    ledger.record(source, "recipe", found)


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    one_more = Decisions(same=(Same(type="enterprise", names=("云海科技股份有限公司", "海云科技股份有限公司")),))
    for part in (documents // 4, documents // 2, documents):
        with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder)) as ledger:
            fill(ledger, part, size)
            took = []
            for decisions in (Decisions(), one_more, one_more):
                start = time.perf_counter()
                bring_up_to_date(ledger, decisions)
                took.append(time.perf_counter() - start)
            print(
                f"{part * size} mentions in {part} documents: {took[0]:.2f} s; after one decision {took[1]:.2f} s; "
                f"nothing changed {took[2]:.3f} s; {len(last_report(ledger).merges)} merges; "
                f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
            )


if __name__ == "__main__":
    main()
