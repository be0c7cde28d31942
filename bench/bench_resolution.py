"""Time of resolution: `python bench/bench_resolution.py [documents] [mentions per document]`."""

from __future__ import annotations

import random
import sys
import time

from extract.linking.resolution import Item, resolve
from schemas.ids import entity_id

HEADS = ["科技", "光电", "生物", "智能", "材料", "能源", "航空", "医疗"]
FIRST = "云海天山江河林石星月金玉华明远恒嘉瑞启泰"


def hash_of(text: str) -> int:
    return sum(ord(c) * (i + 1) for i, c in enumerate(text))


def corpus(documents: int, size: int) -> list[Item]:
    rng = random.Random(7)
    stems = [a + b + h for a in FIRST for b in FIRST if a != b for h in HEADS]
    items = []
    for d in range(documents):
        for stem in rng.sample(stems, size):
            legal = "股份有限公司" if hash_of(stem) % 3 else rng.choice(["股份有限公司", "有限公司"])
            full = f"{stem}{legal}" if rng.random() < 0.6 else stem
            aliases = (stem,) if full != stem and rng.random() < 0.5 else ()
            items.append(Item(f"d{d}", "enterprise", full, entity_id("enterprise", full), aliases, "definition"))
    return items


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    for part in (documents // 4, documents // 2, documents):
        items = corpus(part, size)
        start = time.perf_counter()
        result = resolve(items)
        took = time.perf_counter() - start
        print(f"{len(items)} mentions in {part} documents: {took:.2f} s, {len(result.merges)} merges")


if __name__ == "__main__":
    main()
