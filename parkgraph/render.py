"""Results of queries on standard output: tables for people, CSV and JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from parkgraph.console import message, show_table, write_bytes, write_line
from queries.grid import LONG_TYPES, FigureTable
from queries.tabular import Resolved, ResultTable, flat_value

Format = Literal["table", "csv", "json"]


def show_rows(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], form: Format) -> None:
    """Rows of named values."""
    listed = list(rows)
    if form == "json":
        write_line(json.dumps([{c: row.get(c) for c in columns} for row in listed], ensure_ascii=False, indent=1))
    elif form == "csv":
        write_csv(columns, ([flat_value(row.get(c)) for c in columns] for row in listed))
    else:
        show_table(columns, [[row.get(c) for c in columns] for row in listed])


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """CSV in UTF-8 with BOM, as spreadsheets need it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "surrogatepass"))


def show_result(result: ResultTable, form: Format) -> None:
    """The result of a query; evidence in tables and CSV is the first statement and how many there are."""
    tell_resolved(result.resolved)
    for note in result.notes:
        message(note)
    if form == "json":
        record = {
            "query": result.name,
            "title": result.title,
            "resolved": [
                {"parameter": r.parameter, "typed": r.typed, "id": r.id, "name": r.name} for r in result.resolved
            ],
            "columns": [{"name": c.name, "type": c.type, "unit": c.unit, "about": c.about} for c in result.columns],
            "rows": result.records(),
        }
        write_line(json.dumps(record, ensure_ascii=False, indent=1))
        return
    header, rows = result.flat()
    if form == "csv":
        write_csv(header, rows)
    else:
        show_table(header, rows, title=result.title or None)
        message(f"{len(rows)} rows")


def tell_resolved(resolved: Iterable[Resolved]) -> None:
    """What typed names were taken for, where that is not what was typed."""
    for found in resolved:
        if found.typed not in (found.name, found.id):
            message(f"{found.typed} → {found.name} ({found.via})")


def show_figures(table: FigureTable, form: Format) -> None:
    """A table of figures: wide for people; in CSV and JSON long, each row with the fact and the sentence behind it."""
    if form == "json":
        record = {"title": table.title, "rows": table.long(), "notes": list(table.notes)}
        write_line(json.dumps(record, ensure_ascii=False, indent=1))
    elif form == "csv":
        write_csv(tuple(LONG_TYPES), ([flat_value(row.get(c)) for c in LONG_TYPES] for row in table.long()))
    else:
        header, rows = table.wide()
        if rows:
            show_table(header, rows, title=table.title or None)
        else:
            message(f"{table.title}: no figures to show")
    for note in table.notes:
        message(note)
