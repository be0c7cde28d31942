"""The tables of `parkgraph extract --report`: what became of every figure, and how many of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import IO, Any

from parkgraph.console import show_table

FATES = ("attributed", "unattributed", "rejected", "skipped")
LONGEST = 60  # characters of a printed figure or of skipped text in a cell

Record = dict[str, Any]


class Counts:
    """Counts the rows of `records.report_of` as they pass, by document, fate and reason."""

    def __init__(self) -> None:
        self._by_document: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self._characters: Counter[tuple[str, str]] = Counter()

    def watch(self, rows: Iterable[Record]) -> Iterator[Record]:
        """The same rows."""
        for row in rows:
            sort = (row["fate"], row["reason"])
            self._by_document[row["doc"]][sort] += 1
            if row["fate"] == "skipped" and row["start"] is not None:
                self._characters[row["doc"], row["reason"]] += row["end"] - row["start"]
            yield row

    def show(self, target: IO[str] | None = None) -> None:
        """A line for each document, then one for each document, fate and reason; on standard output by default."""
        columns = ("doc", *FATES, "unmapped", "share attributed")
        show_table(columns, [self._line(doc) for doc in self._by_document], title="Documents", target=target)
        rows = []
        for doc, counts in self._by_document.items():
            for (fate, reason), n in sorted(counts.items(), key=_order):
                skipped = self._characters.get((doc, reason)) if fate == "skipped" else None
                rows.append((doc, fate, reason, n, skipped))
        show_table(("doc", "fate", "reason", "number", "characters"), rows, title="Reasons", target=target)

    def _line(self, doc: str) -> tuple[Any, ...]:
        counts = self._by_document[doc]
        fates = [sum(n for (fate, _), n in counts.items() if fate == wanted) for wanted in FATES]
        quantities = fates[0] + fates[1]
        share = f"{fates[0] / quantities:.3f}" if quantities else None
        return (doc, *fates, counts["attributed", "unmapped"], share)


def _order(item: tuple[tuple[str, str], int]) -> tuple[int, int, str]:
    (fate, reason), n = item
    return FATES.index(fate), -n, reason


def show_figures(rows: Iterable[Record]) -> None:
    """Every figure in the order of the text, for people."""
    columns = ("doc", "start", "end", "raw", "fate", "reason", "detail", "confidence")
    show_table(columns, [[_cell(row[name]) for name in columns] for row in rows], title="Figures")


def _cell(value: Any) -> Any:
    """Printed figures may hold the line break of the page; a table row does not."""
    if not isinstance(value, str):
        return value
    line = " ".join(value.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
