"""The two channels of every command: data on standard output, messages and progress on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from rich.console import Console

# codes that mean "the command was called wrongly" (exit 2); every other code is a failure (exit 1)
USAGE_CODES = frozenset({"E301", "E401", "E402", "E501"})


class Ticker(Protocol):
    """What `progress` gives: call it to name the thing at hand and to move on by `steps`."""

    def __call__(self, label: str, steps: int = 1) -> None:
        """Show `label` and advance."""


def message(text: str) -> None:
    """One line on standard error."""
    print(text, file=sys.stderr, flush=True)


def write_line(text: str) -> None:
    """One line of data on standard output."""
    sys.stdout.write(text + "\n")


def write_json(record: object) -> None:
    """One JSON object a line on standard output; Chinese stays readable."""
    write_line(json.dumps(record, ensure_ascii=False))


def write_bytes(data: bytes) -> None:
    """Bytes on standard output, after the text written before them."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def utf8_streams() -> None:
    """Make both channels UTF-8 without newline translation, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", newline="\n", errors="surrogateescape" if stream is sys.stdout else "replace")


def data_console(target: IO[str] | None = None) -> Console:
    """Rich on standard output (or `target`); piped, its lines keep their natural width and have no colours."""
    from rich.console import Console

    file = target or sys.stdout
    # piped tables keep their natural width: a figure is never cut or wrapped because there is no terminal
    return Console(file=file, width=None if file.isatty() else 100_000, highlight=False)


def show_table(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], title: str | None = None, target: IO[str] | None = None
) -> None:
    """A table for people on standard output (or `target`); None shows as an empty cell, numbers stand at the right."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    body = [list(row) for row in rows]
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for i, column in enumerate(columns):
        values = [row[i] for row in body if row[i] is not None]
        numeric = bool(values) and all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)
        # Chinese has no spaces to wrap at: a long text goes on in the next line, nothing is cut
        table.add_column(Text(column), justify="right" if numeric else "left", overflow="fold")
    for row in body:
        table.add_row(*(Text(cell_text(value)) for value in row))
    data_console(target).print(table)


def cell_text(value: Any) -> str:
    """How a value stands in a cell of a table for people."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.10g}"
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    if isinstance(value, list | tuple):
        return "; ".join(cell_text(v) for v in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)


@contextmanager
def progress(title: str, total: int | None = None) -> Iterator[Ticker]:
    """A progress bar on standard error when that is a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield _no_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn(title),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[at]}"),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(title, total=total, at="")

        def tick(label: str, steps: int = 1) -> None:
            bar.update(task, advance=steps, at=label[-60:])

        yield tick


def _no_progress(label: str, steps: int = 1) -> None:
    """Progress where nobody watches."""
