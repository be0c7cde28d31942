"""Speed of `find_quantities` against one compiled regular expression, alternating runs in one process, one core.

    python bench/bench_quantities.py [--rounds N] [--copies N] [FILE…]

The yardstick is the plain pattern that one would write for the task: number (Arabic or Chinese), scale, unit, with all
unit words of the unit table, run with `finditer`. Printed: characters a second of both (median of the rounds), the
ratio, and the time for twice the text (linearity). Text: FILES, else the seeds in $PARKGRAPH_SHARED or ../shared.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extract.quantities import find_quantities, scan
from schemas.units import unit_table

SHARED = Path(os.environ.get("PARKGRAPH_SHARED", Path(__file__).resolve().parents[2] / "shared"))
YARDSTICK = re.compile(
    r"(?:\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿]+)"
    r"(?:[十百千]?[万亿兆]|万亿|[百千])?(?:[余多]?)"
    rf"(?:{'|'.join(map(re.escape, unit_table().forms()))})"
)


def texts(files: list[str]) -> list[str]:
    paths = [Path(f) for f in files] or sorted((SHARED / "seeds").glob("*.txt"))
    joined = "".join(p.read_text(encoding="utf-8").replace("\n", "") for p in paths)
    return [joined[i : i + 3000] for i in range(0, len(joined), 3000)]


def seconds(run: Callable[[str], object], parts: list[str]) -> float:
    started = time.process_time()
    for part in parts:
        run(part)
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--copies", type=int, default=10)
    args = parser.parse_args()
    parts = texts(args.files) * args.copies
    size = sum(map(len, parts))
    runs: dict[str, Callable[[str], object]] = {
        "regex": lambda t: [m.group() for m in YARDSTICK.finditer(t)],
        "find_quantities": find_quantities,
        "scan": scan,
    }
    for run in runs.values():
        seconds(run, parts[:2])
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(args.rounds):
        for name, run in runs.items():
            taken[name].append(seconds(run, parts))
    speed = {name: size / statistics.median(times) for name, times in taken.items()}
    for name, value in speed.items():
        print(f"{name:16s} {value / 1e6:7.2f} M characters/s")
    print(f"find_quantities / regex: {speed['find_quantities'] / speed['regex']:.2f} (target 0.25)")
    double = seconds(find_quantities, parts * 2) / statistics.median(taken["find_quantities"])
    print(f"twice the text takes {double:.2f} times as long")


if __name__ == "__main__":
    main()
