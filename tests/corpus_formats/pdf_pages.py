"""Pdf pages set from known text: columns, headlines, tables, turned and vertical text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from cjk_font import register
from reportlab.pdfgen import canvas

WIDTH, HEIGHT = 595.0, 842.0


class Sheet:
    """Pages under construction. Coordinates in points from the top left."""

    def __init__(self, text: str, width: float = WIDTH, height: float = HEIGHT) -> None:
        self.font = register(text + " 0123456789")
        self.width, self.height = width, height
        self._buffer = io.BytesIO()
        self.canvas: Any = canvas.Canvas(self._buffer, pagesize=(width, height), invariant=1)

    def line(self, x: float, y: float, text: str, size: float = 10.0) -> None:
        self.canvas.setFont(self.font, size)
        self.canvas.drawString(x, self.height - y, text)

    def bold(self, x: float, y: float, text: str, size: float) -> None:
        """Overprinted: the same characters again, a little aside, each with a string of its own."""
        for step in (0.0, 0.35, 0.7):
            for index, character in enumerate(text):
                self.line(x + step + index * size, y, character, size)

    def fill(
        self,
        paragraphs: Sequence[str],
        boxes: Sequence[tuple[float, float, float, float]],
        size: float = 10.0,
        *,
        pages: bool = False,
    ) -> None:
        """Run paragraphs (first line indented by two ems) through columns `(x, top, width, bottom)`, over pages too."""
        column = 0
        x, top, width, bottom = boxes[0]
        y = top + size
        for paragraph in paragraphs:
            rest = "\u3000\u3000" + paragraph
            while rest:
                if y > bottom:
                    column += 1
                    if pages and column == len(boxes):
                        self.page()
                        column = 0
                    x, top, width, bottom = boxes[column]
                    y = top + size
                count = fit(rest, width, size)
                text = rest[:count]
                indent = len(text) - len(text.lstrip("\u3000"))
                self.line(x + indent * size, y, text.lstrip("\u3000"), size)
                rest = rest[count:]
                y += 1.6 * size

    def table(
        self, x: float, y: float, widths: Sequence[float], rows: Sequence[Sequence[str]], height: float = 18
    ) -> None:
        """A table with all lines."""
        self.grid(x, y, widths, len(rows), height)
        for r, row in enumerate(rows):
            left = x
            for width, text in zip(widths, row, strict=True):
                self.line(left + 3, y + r * height + 13, text, 9)
                left += width

    def grid(self, x: float, y: float, widths: Sequence[float], rows: int, height: float = 18) -> None:
        total = sum(widths)
        for r in range(rows + 1):
            self.rule(x, y + r * height, x + total, y + r * height)
        left = x
        for width in (*widths, 0):
            self.rule(left, y, left, y + rows * height)
            left += width

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def turned(self, x: float, y: float, text: str, size: float = 10.0, angle: float = 90) -> None:
        self.canvas.saveState()
        self.canvas.translate(x, self.height - y)
        self.canvas.rotate(angle)
        self.canvas.setFont(self.font, size)
        self.canvas.drawString(0, 0, text)
        self.canvas.restoreState()

    def vertical(self, x: float, y: float, lines: Sequence[str], size: float = 10.0) -> None:
        """Lines from top to bottom, from right to left; x is the left edge of the first (rightmost) line."""
        for index, text in enumerate(lines):
            for row, character in enumerate(text):
                if not character.isspace():
                    self.line(x - index * 1.8 * size, y + (row + 1) * 1.05 * size, character, size)

    def page(self) -> None:
        self.canvas.showPage()

    def bytes(self) -> bytes:
        self.canvas.save()
        return self._buffer.getvalue()


def advance(character: str, size: float) -> float:
    return size * (0.5 if ord(character) < 0x2000 else 1.0)


def fit(text: str, width: float, size: float) -> int:
    """How many characters fit on a line; punctuation hangs over the edge, words and numbers are not broken."""
    used = 0.0
    for index, character in enumerate(text):
        used += advance(character, size)
        if used > width + 0.01 and not (character in "，。、；：）” " and used <= width + size):
            cut = index
            while cut > 1 and _word(text[cut - 1]) and _word(text[cut]):
                cut -= 1
            return cut if cut > 1 else max(1, index)
    return len(text)


def _word(character: str) -> bool:
    return character.isascii() and not character.isspace()
