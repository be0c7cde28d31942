"""`parkgraph quantities`: JSON lines in, JSON lines out."""

from __future__ import annotations

import json
import sys
from typing import Any

import typer

EPILOG = """Example:

\b
  echo '{"id": 1, "text": "园区企业达1.96万家"}' | parkgraph quantities
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("quantities", epilog=EPILOG)(quantities)


def quantities() -> None:
    """Find quantities in texts, JSON lines in and out.

    Reads {"id","text"} on standard input and answers each with
    {"id","quantities":[{"start","end","text","value","unit","kind"}]}; offsets are half-open code points of the text.
    A line that cannot be used is reported on standard error and the rest goes on.
    """
    from extract.quantities import find_quantities
    from parkgraph.console import message, write_json
    from schemas.errors import ParkgraphError

    failed = False
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            key, text = _parse(line, number)
        except ParkgraphError as error:
            message(str(error))
            failed = True
            continue
        write_json({"id": key, "quantities": [quantity.to_record() for quantity in find_quantities(text)]})
        sys.stdout.flush()  # whoever writes a line and waits for its answer gets it
    if failed:
        raise typer.Exit(1)


def _parse(line: bytes, number: int) -> tuple[Any, str]:
    from schemas.errors import ParkgraphError

    where = f"line {number}"
    try:
        record = json.loads(line)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ParkgraphError("E112", where, f"no JSON: {error}") from error
    if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("text"), str):
        raise ParkgraphError("E112", where, 'needs an object {"id": …, "text": "…"}')
    return record["id"], record["text"]
