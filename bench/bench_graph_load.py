"""Observations a second into a store, each with a sentence of its own, its two mentions and its statement.

python bench/bench_graph_load.py                          # an embedded graph in a temporary folder
python bench/bench_graph_load.py bolt://127.0.0.1:7687    # EMPTIES that graph first
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from graph.stores import open_store
from graph.writer import load, load_many

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "graph"))
from graph_records import record

DOCUMENTS = 200
FACTS = 100


def main(uri: str) -> None:
    docs = [record(n, facts=FACTS, offset=n) for n in range(DOCUMENTS)]
    with open_store(uri) as store:
        store.ensure_schema()
        store.clear()
        load_many(store, docs[: DOCUMENTS // 5])  # the engine compiles itself while it works: warm it up
        store.clear()
        _say(uri, "load_many", DOCUMENTS * FACTS, lambda: load_many(store, docs))
        _say(uri, "load_many again", DOCUMENTS * FACTS, lambda: load_many(store, docs))
        few = docs[:50]
        store.clear()
        _say(uri, "load, one document a transaction", len(few) * FACTS, lambda: [load(store, one) for one in few])
        _say(uri, "counts and fingerprint", len(few) * FACTS, lambda: (store.counts(), store.fingerprint()))


def _say(uri: str, what: str, observations: int, work: object) -> None:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    taken = time.perf_counter() - start
    print(f"{uri.split(':')[0]:10} {what:34} {taken:6.1f} s  {observations / taken:8.0f} observations/s", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1])
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(f"embedded:{folder}")
