"""Files of separated values: a table of articles where there is a column `text`, else a table of figures."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.hints import Hint, Reading
from corpus.limits import Limits
from corpus.readers.grid import GridCell, interpret
from corpus.readers.rows import Row, RowReader
from corpus.readers.text import broken_note, decode_within
from schemas.errors import ParkgraphError

_DELIMITERS = ",\t;|"


@dataclass(frozen=True, slots=True)
class _Field:
    start: int
    end: int
    text: str


def read_csv(data: bytes, subject: str, limits: Limits) -> Iterator[Reading | Row | ParkgraphError]:
    """Read a csv or tsv file (E106, E107, E108; E112 for a row that is no article)."""
    decoded = decode_within(data, subject, limits)
    text = decoded.text
    delimiter = _delimiter(text)
    head = next(_records(text, delimiter, limits), [])
    if "text" in {name.strip().lower() for name in head}:
        yield from _articles(text, delimiter, subject, limits)
        return
    hints: list[Hint] = []
    cells: list[GridCell] = []
    for number, (row, end) in enumerate(_scan(text, delimiter)):
        limits.check("max_rows", number + 1, subject)
        filled = [field for field in row if field.text.strip()]
        if not filled:
            continue
        hints.append(Hint("table_row", row[0].start, end))
        cells.extend(GridCell(number, i, f.text.strip(), *_inner(text, f)) for i, f in enumerate(row) if f in filled)
    table = interpret(cells, hints[0].start, hints[-1].end)
    yield Reading(text, "text/csv", "csv/1", tuple(hints), (table,), skipped=broken_note(decoded))


def _inner(text: str, field: _Field) -> tuple[int, int]:
    """The span of a field without the white space around it."""
    start, end = field.start, field.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _delimiter(text: str) -> str:
    """The sign that parts the fields: the one that the first lines have most regularly."""
    lines = [line for line in text[:20_000].split("\n")[:20] if line.strip()]
    best = ","
    most = 0
    for sign in _DELIMITERS:
        counts = [line.count(sign) for line in lines]
        usual = sorted(counts)[len(counts) // 2] if counts else 0
        if usual > most:
            best, most = sign, usual
    return best if most else max(_DELIMITERS, key=(lines[0] if lines else "").count)


def _records(text: str, delimiter: str, limits: Limits) -> Iterator[list[str]]:
    previous = csv.field_size_limit(limits.max_line_characters)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        return
    finally:
        csv.field_size_limit(previous)


def _articles(text: str, delimiter: str, subject: str, limits: Limits) -> Iterator[Row | ParkgraphError]:
    reader = RowReader(subject, "text/csv", "csv/1", limits)
    records = _records(text, delimiter, limits)
    head = next(records, [])
    found = False
    for record in records:
        if any(value.strip() for value in record):
            found = True
            if len(record) > len(head):
                yield from reader.bad(f"{len(record)} fields where the head names {len(head)}")
            else:
                yield from reader.rows(dict(zip(head, record, strict=False)))
    if not found:
        raise ParkgraphError("E106", subject, "a head without rows")


def _scan(text: str, delimiter: str) -> Iterator[tuple[list[_Field], int]]:
    """Rows of fields with their places in the text (which the csv module does not tell), and the row's end."""
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    at = 0
    row: list[_Field] = []
    while at < len(text):
        if text[at] == '"':
            end = _quote_end(text, at + 1)
            row.append(_Field(at + 1, end, text[at + 1 : end].replace('""', '"')))
            at = min(len(text), end + 1)
            tail = plain.match(text, at)
            at = tail.end() if tail else at
        else:
            match = plain.match(text, at)
            end = match.end() if match else at
            row.append(_Field(at, end, text[at:end]))
            at = end
        if at < len(text) and text[at] == delimiter:
            at += 1
            if at == len(text) or text[at] in "\r\n":
                row.append(_Field(at, at, ""))
            else:
                continue
        yield row, row[-1].end
        row = []
        at += 2 if text.startswith("\r\n", at) else 1


def _quote_end(text: str, at: int) -> int:
    """Where the closing quote stands (doubled quotes belong to the field); the end of the text without one."""
    while True:
        end = text.find('"', at)
        if end < 0:
            return len(text)
        if text.startswith('""', end):
            at = end + 2
            continue
        return end
