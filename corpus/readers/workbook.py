"""Excel workbooks: each sheet a table of figures."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from corpus.archives import check_info
from corpus.hints import Reading
from corpus.limits import Limits
from corpus.readers.builder import OriginalBuilder, RawCell
from schemas.documents import Metadata, MetadataOrigin
from schemas.errors import ParkgraphError

READER = "xlsx/1"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DAMAGE = (
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    EOFError,
    OSError,
    SyntaxError,  # lxml's and ElementTree's parse errors
    zipfile.BadZipFile,
    InvalidFileException,
)


def read_xlsx(data: bytes, subject: str, limits: Limits, beat: Callable[[], None]) -> Reading:
    """Read a workbook (E104, E106, E108); formulas by the values that were saved with them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                check_info(info, subject, limits)
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except _DAMAGE as error:
        raise ParkgraphError("E104", subject, f"not a sound xlsx: {error}"[:200]) from error
    builder = OriginalBuilder(subject, limits)
    many = len(book.worksheets) > 1
    for sheet in book.worksheets:
        beat()
        if sheet.sheet_state != "visible":
            builder.missing("hidden_sheet", sheet.title)
            continue
        cells = _cells(sheet, subject, limits)
        if cells and many and not sheet.title.lower().startswith("sheet"):
            builder.block(sheet.title, "heading", 1)
        builder.table(cells)
    return builder.reading(MEDIA_TYPE, READER, _metadata(book))


def _cells(sheet: Any, subject: str, limits: Limits) -> list[RawCell]:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for merged in sheet.merged_cells.ranges:
        spans[merged.min_row, merged.min_col] = (
            merged.max_row - merged.min_row + 1,
            merged.max_col - merged.min_col + 1,
        )
    cells: list[RawCell] = []
    for (row, column), cell in sorted(sheet._cells.items()):
        text = _text(cell.value, cell.number_format)
        if text:
            row_span, column_span = spans.get((row, column), (1, 1))
            cells.append(RawCell(row, column, text, row_span, column_span))
            limits.check("max_rows", row, subject)
    return cells


def _text(value: object, number_format: str | None) -> str:
    """A cell as the sheet shows it, without the rounding that its format adds; a percentage with its sign."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, int | float | Decimal):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if number_format and "%" in number_format:
            return _plain(number * 100) + "%"
        return _plain(number)
    return str(value)


def _plain(number: Decimal) -> str:
    """Without exponent, trailing zeros and the noise of binary fractions (12.340000000000002)."""
    if not number.is_finite():
        return str(number)
    if number == number.to_integral():
        return f"{number:.0f}"
    return format(round(number, 10).normalize(), "f")


def _metadata(book: Any) -> Metadata:
    found: dict[str, str] = {}
    title = (book.properties.title or "").strip()
    if len(title) > 3:
        found["title"] = title
    origin: dict[str, MetadataOrigin] = dict.fromkeys(sorted(found), "docx_properties")
    return Metadata(**found, origin=origin)
