"""Quantities of the shared gold: recall of (value, unit), what is found beyond it, and where.

    python bench/score_quantities.py [000 002 a b c] [--errors]

Every gold fact is a printed figure; values are compared without sign (the direction of a change is read from the verb,
later), dates are left out. A found quantity that matches only an optional gold figure counts neither way. Ranges give
both of their bounds. Text is cleaned by `corpus` where that is importable, else only its line breaks are joined.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
SHARED = Path(os.environ.get("PARKGRAPH_SHARED", Path(__file__).resolve().parents[2] / "shared"))
sys.path.insert(0, str(SHARED / "tools"))

from score_facts import as_list, same_unit, same_value  # type: ignore[import-not-found]  # noqa: E402

from extract.quantities import parse_cell, scan  # noqa: E402

SETS = ("000", "002", "a", "b", "c")


def articles(path: Path) -> list[tuple[str, list[tuple[str, str | None, str]]]]:
    """(text without tables, [(cell, unit, headers)]) for each article."""
    try:
        from corpus.reading import read_source
    except ImportError:
        return [(joined(path.read_text(encoding="utf-8")), [])]
    out = []
    for article in articles_of(read_source(path)):
        text = article.text
        cells = []
        for table in article.tables:
            text = text[: table.start] + re.sub(r"[^\n]", " ", text[table.start : table.end]) + text[table.end :]
            for cell in table.cells:
                cells.append(
                    (cell.text, cell.unit or table.unit, " ".join((*cell.row, *cell.column, table.title or "")))
                )
        out.append((text, cells))
    return out


def articles_of(read: object) -> list[Any]:
    return [a for d in read if hasattr(d, "articles") for a in d.articles]  # type: ignore[attr-defined]


def joined(text: str) -> str:
    """Lines that break inside a sentence put together."""
    text = re.sub(r"\[(?:bookmark|image): [^\]]*\]", "", text)
    return re.sub(r"(?<=[^\n。！？：；:;])\n+(?=[^\n\s（(一二三四五六七八九十■▲▶·【－—-])", "", text)


def spoken(text: str) -> list[tuple[float, str, str]]:
    found = []
    for q in scan(text).quantities:
        at = f"{text[max(0, q.start - 14) : q.start]}[{q.text}]{text[q.end : q.end + 12]}".replace("\n", "/")
        values: tuple[Decimal | None, ...] = (q.value_low, q.value_high) if q.kind == "range" else (q.value,)
        if q.unit == "rank" and q.text.startswith("前三"):  # names in order before it: first, second, third
            values = (Decimal(1), Decimal(2), Decimal(3))
        found += [(abs(float(v)), q.unit, at) for v in values if v is not None]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=list(SETS))
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    for name in args.sets or SETS:
        rows = [json.loads(x) for x in (SHARED / f"gold/facts_{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        gold_by = defaultdict(list)
        for row in rows:
            gold_by[row["doc"]].append(row)
        hit = missed_n = extra_n = 0
        lines = []
        for doc, golds in sorted(gold_by.items()):
            path = SHARED / "gold/passages" / doc
            path = path if path.exists() else SHARED / "seeds" / doc
            found: list[tuple[float, str, str]] = []
            for text, cells in articles(path):
                found += spoken(text)
                for cell, unit, headers in cells:
                    q = parse_cell(cell, unit, headers)
                    if q is not None:
                        found.append((abs(float(q.value)), q.unit, f"[[{cell}]] {unit} {headers}"))
            used: set[int] = set()
            for g in sorted(golds, key=lambda g: bool(g.get("optional"))):
                same = [
                    i
                    for i, (v, u, _) in enumerate(found)
                    if same_value(v, abs(float(g["value"]))) and same_unit(u, as_list(g["unit"]))
                ]
                if same:  # one printed figure may give several facts (均增长10%), one fact may be printed twice
                    used.update(same)
                    hit += not g.get("optional")
                elif not g.get("optional"):
                    missed_n += 1
                    lines.append(f"missed {doc[:3]} {g['value']} {g['unit']} | {g['evidence'][-60:]}")
            extra = sorted({(v, u): at for i, (v, u, at) in enumerate(found) if i not in used}.items())
            extra_n += len(extra)
            lines += [f"extra  {doc[:3]} {v:g} {u} | {at}" for (v, u), at in extra]
        total = hit + missed_n
        recall, precision = hit / total, hit / (hit + extra_n)
        f1 = 2 * recall * precision / (recall + precision)
        print(
            f"{name:4s} recall {recall:.4f} ({hit}/{total})  precision {precision:.4f} ({extra_n} extra)  F1 {f1:.4f}"
        )
        if args.errors:
            print("\n".join(lines))


if __name__ == "__main__":
    main()
