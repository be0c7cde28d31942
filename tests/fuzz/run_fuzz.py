"""Broken files through `read_source`: no crash, no hang, bounded memory, a coded error each.

`python tests/fuzz/run_fuzz.py --count 1000` breaks every format a thousand times, reads all bombs and a sound pdf of
5,000 pages; it ends with 1 when a file breaks a rule. `tests/fuzz/test_fuzz_sample.py` runs a few of them.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bombs import bombs
from broken_files import PARAGRAPHS, SEVERAL, SOUND, Sheet, mutants

from corpus.readers.sandbox import end_workers
from corpus.reading import read_source
from schemas.documents import Document
from schemas.errors import ParkgraphError

MAX_SECONDS = 60.0
MAX_BYTES = 1_500_000_000


@dataclass
class Tally:
    """What became of the files of one kind."""

    read: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)


def check(path: Path, tally: Tally, *, several: bool) -> None:
    """Read one file and hold what comes against the rules."""
    start = time.monotonic()
    try:
        found = list(read_source(path))
    except Exception as error:
        tally.wrong.append(f"{path.name}: {type(error).__name__}: {error}")
        return
    took = time.monotonic() - start
    tally.slowest = max(tally.slowest, took)
    errors = [f for f in found if isinstance(f, ParkgraphError)]
    documents = [f for f in found if isinstance(f, Document)]
    tally.read += bool(documents)
    tally.codes.update(e.code for e in errors)
    if took > MAX_SECONDS:
        tally.wrong.append(f"{path.name}: {took:.0f} s")
    if any("\n" in str(e) for e in errors):
        tally.wrong.append(f"{path.name}: an error of several lines")
    if not several and len(found) != 1:
        tally.wrong.append(f"{path.name}: {len(documents)} documents and {len(errors)} errors")
    if several and not found:
        tally.wrong.append(f"{path.name}: neither document nor error")


def peak() -> int:
    """Bytes of the largest process so far (this one, and reading processes that have ended)."""
    end_workers()
    unit = 1 if sys.platform == "darwin" else 1024
    return unit * max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def run_mutants(folder: Path, kind: str, count: int, seed: int, keep: Path | None = None) -> Tally:
    """Read broken files of one format."""
    tally = Tally()
    for number, data in enumerate(mutants(kind, count, seed)):
        path = folder / f"m{number}.{kind}"
        path.write_bytes(data)
        before = len(tally.wrong)
        check(path, tally, several=kind in SEVERAL)
        if keep is not None and len(tally.wrong) > before:
            (keep / path.name).write_bytes(data)
        path.unlink()
    return tally


def run_bombs(folder: Path) -> Tally:
    """Read the files that are made to exhaust their reader."""
    tally = Tally()
    for name, data in bombs().items():
        path = folder / name
        path.write_bytes(data)
        check(path, tally, several=name.endswith((".zip", ".jsonl")))
        path.unlink()
    return tally


def run_long_pdf(folder: Path, pages: int) -> Tally:
    """Read a sound pdf of many pages."""
    tally = Tally()
    sheet = Sheet("".join(PARAGRAPHS))
    for _ in range(pages):
        sheet.fill(PARAGRAPHS * 2, [(60, 60, 470, 780)])
        sheet.page()
    path = folder / "long.pdf"
    path.write_bytes(sheet.bytes())
    start = time.monotonic()
    found = list(read_source(path))
    tally.slowest = time.monotonic() - start
    for item in found:
        if not isinstance(item, Document):
            tally.wrong.append(f"long.pdf: {item}")
        elif item.original.count(PARAGRAPHS[0]) != 2 * pages:
            tally.wrong.append(f"long.pdf: {item.original.count(PARAGRAPHS[0])} of {2 * pages} paragraphs")
        else:
            tally.read += 1
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--format", choices=sorted(SOUND), action="append")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--keep", type=Path, help="folder for the files that broke a rule")
    arguments = parser.parse_args()
    wrong: list[str] = []

    def report(name: str, tally: Tally) -> None:
        codes = " ".join(f"{code}:{number}" for code, number in sorted(tally.codes.items()))
        line = f"{name:9} read {tally.read:5}  errors {codes or '-'}  slowest {tally.slowest:.1f} s"
        print(f"{line}  peak {peak() / 1e6:.0f} MB", flush=True)
        for detail in tally.wrong:
            print("   WRONG", detail, flush=True)
        wrong.extend(tally.wrong)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in arguments.format or SOUND:
            report(kind, run_mutants(folder, kind, arguments.count, arguments.seed, arguments.keep))
        if not arguments.format:
            report("bombs", run_bombs(folder))
            report("long pdf", run_long_pdf(folder, arguments.pages))
    if peak() > MAX_BYTES:
        wrong.append(f"a process grew to {peak() / 1e6:.0f} MB")
        print("   WRONG", wrong[-1])
    print(f"{len(wrong)} broke a rule")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
