"""Speed of extraction against `jieba.cut`, alternating runs in one process; where the time goes; growth and memory.

    python bench/bench_extract.py [--rounds N] [FILE…]     jieba.cut : facts : everything, characters a second
    python bench/bench_extract.py --profile [--functions N] seconds by stage, and the functions that take most
    python bench/bench_extract.py --long [1 5 10 25 50]     generated documents of so many megabytes: time and memory

All times are processor time of this one process. `facts` is the pipeline on clean text without relations, `everything`
with them; reading the files is in neither. Texts: FILES, else the sample corpus, and the seeds of $PARKGRAPH_SHARED or
../shared where they are. Every run is over the same documents, so caches of phrases are warm as in a long ingest; the
first pass, with the lexica loaded but nothing else seen, is printed beside it.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench_documents import generate, resident

from corpus.limits import Limits
from extract import components, pipeline
from extract.pipeline import Extractor
from parkgraph.reading import read_all
from schemas.documents import Document
from schemas.errors import ParkgraphError

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PARKGRAPH_SHARED", ROOT.parent / "shared"))
SAMPLE = ROOT / "corpus" / "sample" / "documents"
# what is timed by itself in --profile: (module, name in it, stage)
STAGES: tuple[tuple[Any, str, str], ...] = (
    (components, "split_sentences", "sentences"),
    (components, "scan", "quantities and periods"),
    (components, "find_entities", "entities"),
    (pipeline, "link", "linking"),
    (components, "Assembler", "attribution: subjects of the article"),
    (components, "periods_of", "periods: reading order"),
    (components, "table_drafts", "attribution: tables"),
    (components, "give_periods", "periods: assignment"),
    (pipeline, "to_fact", "records: indicator catalogue, scope, ids"),
    (pipeline, "merge", "records: merging"),
    (pipeline, "_article_record", "records: articles"),
    (pipeline, "find_relations", "relations"),
)


def documents(paths: list[Path]) -> list[Document]:
    return [d for d in read_all([str(p) for p in paths], Limits()) if not isinstance(d, ParkgraphError)]


def corpora(files: list[str]) -> Iterator[tuple[str, list[Document]]]:
    if files:
        yield "files", documents([Path(f) for f in files])
        return
    yield "sample corpus", documents([SAMPLE])
    if (SHARED / "seeds").is_dir():
        yield "seeds", documents([SHARED / "seeds"])


def size(docs: list[Document]) -> int:
    """Characters of clean text."""
    return sum(len(a.text) for d in docs for a in d.articles)


def seconds(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


def compare(rounds: int, files: list[str]) -> None:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    extractor = Extractor()
    warm(extractor)
    for name, docs in corpora(files):
        texts = [a.text for d in docs for a in d.articles]
        runs: dict[str, Callable[[], object]] = {
            "jieba.cut": lambda texts=texts: [list(jieba.cut(t)) for t in texts],  # type: ignore[misc]
            "facts": lambda docs=docs: facts_alone(extractor, docs),  # type: ignore[misc]
            "everything": lambda docs=docs: [extractor.extract(d) for d in docs],  # type: ignore[misc]
        }
        first = seconds(runs["facts"])
        taken: dict[str, list[float]] = {run: [] for run in runs}
        for _ in range(rounds):
            for run, work in runs.items():
                taken[run].append(seconds(work))
        total = size(docs)
        print(f"{name}: {len(docs)} documents, {total} characters, median of {rounds}")
        base = statistics.median(taken["jieba.cut"])
        for run, times in taken.items():
            middle = statistics.median(times)
            print(f"  {run:12s} {total / middle / 1e3:8.1f} k characters/s   {base / middle:6.2f} of jieba.cut")
        print(f"  {'facts, first':12s} {total / first / 1e3:8.1f} k characters/s   {base / first:6.2f} of jieba.cut")


def warm(extractor: Extractor) -> None:
    """Load all lexica, on a text that has nothing to do with the measured ones."""
    for document in generate(20_000, seed=99):
        extractor.extract(document)


def facts_alone(extractor: Extractor, docs: list[Document]) -> None:
    relations, pipeline.find_relations = pipeline.find_relations, lambda *args: []
    try:
        for document in docs:
            extractor.extract(document)
    finally:
        pipeline.find_relations = relations


class Clock:
    """Wraps the stages of the pipeline and adds up what each takes."""

    def __init__(self, extractor: Extractor) -> None:
        self.taken: dict[str, float] = {}
        for module, name, stage in STAGES:
            setattr(module, name, self._timed(getattr(module, name), stage))
        for name in ("confidences", "entity_confidences", "relation_confidences"):
            setattr(extractor, name, self._timed(getattr(extractor, name), "confidence"))

    def _timed(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        self.taken[stage] = 0.0

        def run(*args: Any, **options: Any) -> Any:
            started = time.process_time()
            result = function(*args, **options)
            self.taken[stage] += time.process_time() - started
            if stage.startswith("attribution: subjects"):
                result.run = self._timed_run(result.run)
            return result

        return run

    def _timed_run(self, function: Callable[[], Any]) -> Callable[[], Any]:
        stage = "attribution: figures"
        self.taken.setdefault(stage, 0.0)

        def run() -> Any:
            started = time.process_time()
            result = function()
            self.taken[stage] += time.process_time() - started
            return result

        return run


def profile(files: list[str], rounds: int, functions: int) -> None:
    extractor = Extractor()
    warm(extractor)
    docs = [d for _, some in corpora(files) for d in some]
    [extractor.extract(d) for d in docs]
    if functions:
        profiler = cProfile.Profile()
        profiler.enable()
        [extractor.extract(d) for d in docs]
        profiler.disable()
        stats = pstats.Stats(profiler, stream=sys.stdout)
        stats.strip_dirs().sort_stats("tottime").print_stats(functions)
    clock = Clock(extractor)
    whole = seconds(lambda: [[extractor.extract(d) for d in docs] for _ in range(rounds)])
    total = size(docs) * rounds
    rest = whole - sum(clock.taken.values())
    print(f"{len(docs)} documents, {size(docs)} characters, {rounds} rounds: {total / whole / 1e3:.1f} k characters/s")
    print(f"| {'stage':44s} | ms / 1000 characters | share |\n| {'---':44s} | ---: | ---: |")
    for stage, taken in sorted([*clock.taken.items(), ("the rest", rest)], key=lambda p: -p[1]):
        print(f"| {stage:44s} | {taken / total * 1e6:8.3f} | {taken / whole:6.1%} |")
    print(f"| {'all':44s} | {whole / total * 1e6:8.3f} | 100.0% |")


def grow(megabytes: list[float]) -> None:
    extractor = Extractor()
    warm(extractor)
    print("| MB | documents | facts | seconds | s / MB | k characters/s | most MB resident |")
    print("| ---: " * 7 + "|")
    for wanted in megabytes:
        count = facts = characters = 0
        most = 0.0
        taken = 0.0
        for document in generate(int(wanted * 1e6)):
            started = time.process_time()
            found = extractor.extract(document)
            taken += time.process_time() - started
            count, facts, characters = count + 1, facts + len(found.facts), characters + size([document])
            if count % 50 == 0:
                most = max(most, resident())
        speed = f"{taken:.1f} | {taken / wanted:.2f} | {characters / taken / 1e3:.1f}"
        print(f"| {wanted:g} | {count} | {facts} | {speed} | {most:.0f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--profile", action="store_true", help="seconds by stage")
    parser.add_argument("--functions", type=int, default=0, metavar="N", help="with --profile: the N costliest ones")
    parser.add_argument("--long", type=float, nargs="*", metavar="MB", help="generated documents of so many megabytes")
    args = parser.parse_args()
    if args.long is not None:
        grow(args.long or [1, 5, 10, 25, 50])
    elif args.profile:
        profile(args.files, args.rounds, args.functions)
    else:
        compare(args.rounds, args.files)


if __name__ == "__main__":
    main()
