"""Periods of the shared gold, given the right quantity: the share of gold figures whose years are found.

    python bench/score_periods.py [000 002 a b c] [--errors]

A found quantity that has the value and unit of a gold fact is paired with it (several places of one value: the place
whose words are most like the evidence); then first and last year are compared, as the scorer does. Gold facts without a
period are left out; facts that only a table gives are left out too.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, os.environ.get("PARKGRAPH_SHARED", str(Path(__file__).resolve().parents[2] / "shared")) + "/tools")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from score_facts import as_list, bigrams, same_months, same_unit, same_value, years  # type: ignore[import-not-found]
from score_quantities import SETS, SHARED

from corpus.reading import read_source
from extract.periods import PeriodContext, spoken_year
from extract.quantities import scan


def figures(path: Path) -> list[tuple[float, str, str, object, str]]:
    meta = (
        path.with_suffix("").with_suffix(".meta.json") if False else Path(str(path).removesuffix(".txt") + ".meta.json")
    )
    info = json.loads(meta.read_text(encoding="utf-8")) if meta.exists() else {}
    out = []
    for document in read_source(path):
        spoken = spoken_year(a.text for a in getattr(document, "articles", ()))
        for article in getattr(document, "articles", ()):
            found = scan(article.text)
            context = PeriodContext(
                article.text,
                found.periods,
                found.quantities,
                (),
                article.blocks,
                article.headline,
                info.get("title"),
                article.published or info.get("published"),
                spoken,
            )
            for q in found.quantities:
                period, _, origin = context.assign(q.start, q.end)
                values = (q.value_low, q.value_high) if q.kind == "range" else (q.value,)
                near = article.text[max(0, q.start - 40) : q.end + 10]
                for v in values:
                    if v is not None:
                        out.append((abs(float(v)), q.unit, near, period, str(origin)))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=list(SETS))
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--months", action="store_true", help="show those right to the year, not to the month, too")
    args = parser.parse_args()
    for name in args.sets or SETS:
        golds = defaultdict(list)
        for line in (SHARED / f"gold/facts_{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if not row.get("optional") and row["period"]:
                golds[row["doc"]].append(row)
        right = month = total = 0
        lines = []
        for doc, rows in sorted(golds.items()):
            path = SHARED / "gold/passages" / doc
            found = figures(path if path.exists() else SHARED / "seeds" / doc)
            for g in rows:
                same = [
                    f for f in found if same_value(f[0], abs(float(g["value"]))) and same_unit(f[1], as_list(g["unit"]))
                ]
                if not same:
                    continue
                evidence = re.sub(r"\s", "", g["evidence"])
                best = max(
                    same,
                    key=lambda f: sum((bigrams(re.sub(r"\s", "", f[2])) & bigrams(evidence)).values()),
                )
                total += 1
                if any(years(best[3]) == years(w) for w in g["period"]):
                    right += 1
                    exact = any(same_months(best[3], w) for w in g["period"])
                    month += exact
                    if args.months and not exact:
                        lines.append(f"{doc[:3]} {g['value']:g} {g['period']} got {best[3]} ({best[4]}) | {best[2]!r}")
                else:
                    lines.append(f"{doc[:3]} {g['value']:g} {g['period']} got {best[3]} ({best[4]}) | {best[2]!r}")
        print(f"{name:4s} dated {right / total:.4f} ({right}/{total})  to the month {month / total:.4f}")
        if args.errors or args.months:
            print("\n".join(lines))


if __name__ == "__main__":
    main()
