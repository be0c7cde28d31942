"""The table of `parkgraph extract --report`: what became of every figure."""

from __future__ import annotations

from collections import Counter
from typing import Any

from parkgraph.console import show_table

FATES = ("attributed", "unattributed", "rejected")


def show(rows: list[dict[str, Any]]) -> None:
    """Print the figures in the order of the text, then the counts by fate and reason."""
    columns = ("doc", "start", "end", "raw", "fate", "detail")
    show_table(columns, [[_line(row[name]) for name in columns] for row in rows], title="Figures")
    counts = Counter((row["fate"], row["reason"]) for row in rows)
    ordered = sorted(counts.items(), key=lambda item: (FATES.index(item[0][0]), -item[1], item[0][1]))
    show_table(("fate", "reason", "figures"), [(fate, reason, n) for (fate, reason), n in ordered], title="In all")


def _line(value: Any) -> Any:
    """Printed figures may hold the line break of the page; a table row does not."""
    return " ".join(value.split()) if isinstance(value, str) else value
