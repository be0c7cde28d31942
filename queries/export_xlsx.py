"""Excel: a wide sheet for people, a long sheet with the evidence, a sheet of the cited documents."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from queries.dataset import SOURCE_TYPES, Dataset
from queries.tabular import Row, Scalar, flat_value

MAX_ROWS = 1_048_576 - 1  # of a sheet, without the header
MAX_TEXT = 32_767  # characters of a cell
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write_xlsx(dataset: Dataset, out: BinaryIO) -> None:
    """`wide`, `long`, `sources`; for the graph `nodes`, `relationships`, `sources`. The same rows give the same bytes.

    Text is never read as a formula. A sheet that is full goes on in another one (`long 2`); text beyond what a cell
    takes ends in `…`.
    """
    book = Workbook(write_only=True)
    if dataset.what == "graph":
        for name, element in (("nodes", "node"), ("relationships", "relationship")):
            _add(book, name, list(dataset.types), _long((r for r in dataset.rows if r["element"] == element), dataset))
    else:
        header, body = dataset.wide()
        _add(book, "wide", header, iter(body))
        _add(book, "long", list(dataset.types), _long(dataset.rows, dataset))
    _add(book, "sources", list(SOURCE_TYPES), ([row[name] for name in SOURCE_TYPES] for row in dataset.sources))
    buffer = io.BytesIO()
    book.save(buffer)
    out.write(_settled(buffer.getvalue()))


def _long(rows: Iterable[Row], dataset: Dataset) -> Iterator[list[Scalar]]:
    return ([flat_value(row[name]) for name in dataset.types] for row in rows)


def _add(book: Any, name: str, header: Sequence[str], rows: Iterator[list[Scalar]]) -> None:
    """A sheet, and further ones where it is full."""
    sheet, count, part = None, 0, 0
    for row in rows:
        if sheet is None or count == MAX_ROWS:
            part, count = part + 1, 0
            sheet = _sheet(book, name if part == 1 else f"{name} {part}", header)
        sheet.append([_cell(sheet, value) for value in row])
        count += 1
    if sheet is None:
        _sheet(book, name, header)


def _sheet(book: Any, name: str, header: Sequence[str]) -> Any:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, label) for label in header])
    return sheet


def _cell(sheet: Any, value: Scalar) -> Any:
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)
    cell = WriteOnlyCell(sheet, value=text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…")
    cell.data_type = "s"  # openpyxl takes a leading = for a formula
    return cell


def _settled(data: bytes) -> bytes:
    """The archive with the clock taken out: fixed times of its members and in its properties."""
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(settled, "w") as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _DATES.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, content)
    return settled.getvalue()
