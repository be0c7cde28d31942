"""Tables of a Word document as cells."""

from __future__ import annotations

from typing import Any

from corpus.readers.builder import RawCell
from corpus.readers.numbering import W
from corpus.readers.word_text import children, text_of


def cells_of(rows: list[Any]) -> tuple[list[RawCell], list[tuple[str, str]]]:
    """The cells of a table with merged ones as one, and the notes in them."""
    cells: list[RawCell] = []
    notes: list[tuple[str, str]] = []
    open_merge: dict[int, int] = {}  # grid column to the index of the cell that goes on downwards
    for number, row in enumerate(rows):
        properties = row.find(f"{W}trPr")
        header = properties is not None and properties.find(f"{W}tblHeader") is not None
        before = properties.find(f"{W}gridBefore") if properties is not None else None
        column = int(before.get(f"{W}val", "0")) if before is not None else 0
        for cell in children(row, f"{W}tc"):
            width = span_of(cell)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val", "continue") == "continue" and column in open_merge:
                index = open_merge[column]
                above = cells[index]
                cells[index] = RawCell(
                    above.row, above.column, above.text, number - above.row + 1, above.column_span, above.header
                )
            else:
                found = [text_of(p) for p in cell.iter(f"{W}p")]
                notes.extend(note for text in found for note in text.notes)
                words = _join_lines([text.text for text in found])
                if merge is not None:
                    open_merge[column] = len(cells)
                else:
                    open_merge.pop(column, None)
                cells.append(RawCell(number, column, words, 1, width, header))
            column += width
    return cells, notes


def span_of(cell: Any) -> int:
    """How many columns of the grid a cell takes."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = span.get(f"{W}val", "1") if span is not None else "1"
    return max(1, min(int(value), 500)) if value.isdigit() else 1


def _join_lines(lines: list[str]) -> str:
    """One line of several: without a space between Chinese characters, with one else."""
    out = ""
    for line in (part.strip() for text in lines for part in text.split("\n")):
        if out and line:
            out += " " if out[-1].isascii() and line[0].isascii() else ""
        out += line
    return out
