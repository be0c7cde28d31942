"""Speed of page repair: MB of UTF-8 a second on one core, for each layout, and whether the time grows with the size.

python bench/bench_repair.py [MEGABYTES]        one text of each layout, and one half as long
python bench/bench_repair.py --long [1 10 100]  documents of all layouts, of 2 to 200 kB, so many megabytes
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable

from bench_documents import resident

from corpus.repair import repair

_PARKS = ("云汀高新区", "栖霞岭科技园", "白鹭洲开发区", "松坪科学城")
_THINGS = ("规上工业总产值", "高新技术企业", "技术合同成交额", "研发经费支出", "发明专利授权量")
_UNITS = ("亿元", "家", "万元", "项", "件")


def paragraph(rng: random.Random) -> str:
    """A few sentences of invented statistics."""
    parts = []
    for _ in range(rng.randint(3, 8)):
        i = rng.randrange(len(_THINGS))
        parts.append(
            f"{rng.choice(_PARKS)}全年{_THINGS[i]}达到{rng.randint(2, 9999) / 10}{_UNITS[i]}，"
            f"比上年增长{rng.randint(1, 400) / 10}%，其中重点企业贡献超过一半，增势好于预期。"
        )
    return "".join(parts)


def plain(rng: random.Random) -> str:
    """One paragraph on a line."""
    return "\n".join(paragraph(rng) for _ in range(40))


def newspaper(rng: random.Random) -> str:
    """A column: a break and a blank line after every 17 characters, spaces beside the numbers."""
    lines: list[str] = []
    for _ in range(40):
        text = paragraph(rng)
        lines += [text[i : i + 17] for i in range(0, len(text), 17)]
    return "\n\n".join(line.replace("达到", "达到 ").replace("亿元", " 亿元") for line in lines)


def table(rng: random.Random) -> str:
    """Rows of figures with a header."""
    rows = [
        f"{_THINGS[i % 5]} {_UNITS[i % 5]} {rng.randint(1, 99999) / 10} {rng.randint(1, 99999) / 10}" for i in range(60)
    ]
    return "指标 单位 2031年 2030年\n" + "\n".join(rows)


def wide(rng: random.Random) -> str:
    """Full-width digits and letters, half-width punctuation."""
    digits = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
    return "\n".join(paragraph(rng).translate(digits).replace("，", ",") for _ in range(40))


def measure(make: Callable[[random.Random], str], megabytes: float) -> tuple[float, float]:
    """Size in MB and best processor time in seconds of three runs."""
    rng = random.Random(7)
    pages: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        pages.append(make(rng))
        size += len(pages[-1].encode()) + 1
    text = "\n".join(pages)
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        repair(text)
        best = min(best, time.process_time() - start)
    return len(text.encode()) / 1e6, best


def grow(sizes: list[float]) -> None:
    """Many documents, one after the other, as a batch brings them."""
    print("| MB | documents | seconds | MB/s | most MB resident |")
    print("| ---: " * 5 + "|")
    for wanted in sizes:
        rng = random.Random(11)
        size = taken = most = 0.0
        count = 0
        while size < wanted * 1e6:
            pages = [LAYOUTS[count % len(LAYOUTS)](rng)]
            length = 2e3 * 100 ** rng.random()  # from 2 to 200 kB, as many of each magnitude
            while sum(map(len, pages)) * 2 < length:
                pages.append(LAYOUTS[count % len(LAYOUTS)](rng))
            text = "\n".join(pages)[: int(length / 2)]
            started = time.process_time()
            repair(text)
            taken += time.process_time() - started
            size += len(text.encode())
            count += 1
            most = max(most, resident())
        print(f"| {wanted:g} | {count} | {taken:.1f} | {size / taken / 1e6:.2f} | {most:.0f} |", flush=True)


LAYOUTS = (plain, newspaper, table, wide)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("megabytes", type=float, nargs="?", default=4.0)
    parser.add_argument("--long", type=float, nargs="*", metavar="MB", help="documents of so many megabytes together")
    arguments = parser.parse_args()
    if arguments.long is not None:
        grow(arguments.long or [1, 10, 100])
        return
    total_size = total_time = 0.0
    for make in LAYOUTS:
        size, seconds = measure(make, arguments.megabytes)
        _, half = measure(make, arguments.megabytes / 2)
        total_size += size
        total_time += seconds
        growth = f"twice the text takes {seconds / half:.2f} times as long"
        print(f"{make.__name__:10s} {size / seconds:6.2f} MB/s   {growth}")
    print(f"{'all':10s} {total_size / total_time:6.2f} MB/s")


if __name__ == "__main__":
    main()
