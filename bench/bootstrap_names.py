"""Bootstrap intervals for entities and relations: `python bench/bootstrap_names.py PRED_DIR` (after score_entities.py).

Documents are drawn with replacement 2000 times; each draw sums hits, gold and predictions of its documents.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import random
import re
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from score_entities import SHARED

DRAWS = 2000
COUNTS = re.compile(r"\((\d+) of (\d+) gold, (\d+) predicted\)")


def f1(rows: list[tuple[int, int, int]]) -> float:
    hit, gold, pred = (sum(r[i] for r in rows) for i in range(3))
    return 2 * hit / (gold + pred) if gold + pred else 0.0


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/tmp/w/pred")
    spec = importlib.util.spec_from_file_location("score_names", SHARED / "tools" / "score_names.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    for what in ("entities", "relations"):
        counts: list[tuple[int, int, int]] = []
        for name in ("002", "a", "b", "c"):
            counts += list(_by_document(tool, what, name, folder))
        rng = random.Random(1)
        draws = sorted(f1(rng.choices(counts, k=len(counts))) for _ in range(DRAWS))
        low, high = draws[int(DRAWS * 0.025)], draws[int(DRAWS * 0.975)]
        print(f"{what}: F1 {f1(counts):.3f}, 95% interval {low:.3f} to {high:.3f} over {len(counts)} documents")


def _by_document(tool, what: str, name: str, folder: Path):  # type: ignore[no-untyped-def]
    files = {
        "gold": SHARED / "gold" / f"{what}_{name}.jsonl",
        "pred": folder / f"{what}_{name}.jsonl",
        "entities": SHARED / "gold" / f"entities_{name}.jsonl",
    }
    rows = {key: defaultdict(list) for key in files}
    for key, path in files.items():
        for line in path.read_text(encoding="utf-8").splitlines():
            rows[key][Path(json.loads(line)["doc"]).name].append(line)
    for doc in sorted(rows["gold"]):
        with tempfile.TemporaryDirectory() as place:
            paths = {}
            for key in files:
                paths[key] = f"{place}/{key}.jsonl"
                Path(paths[key]).write_text("\n".join(rows[key][doc]) + "\n", encoding="utf-8")
            args = argparse.Namespace(
                gold=[paths["gold"]], pred=[paths["pred"]], entities=[paths["entities"]], errors=0
            )
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                getattr(tool, what)(args)
        hit, gold, pred = map(int, COUNTS.findall(said.getvalue())[-1])
        yield hit, gold, pred


if __name__ == "__main__":
    main()
