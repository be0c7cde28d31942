"""The glyphs and ruled lines of a page, from pdfium."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from corpus.readers.layout.boxes import Box, Glyph, Page, Rule

_MAX_PATHS = 20_000  # more than that is a drawing, no table
_MAX_SEGMENTS = 200_000
_THIN = 2.5  # points; a filled rectangle thinner than that is a line
_NONE: list[Glyph] = []
_HYPHEN = 0x02  # how pdfium marks a hyphen at the end of a line
_OPENING = frozenset("（《〈「『【〔［｛“‘")
_HALF_EMPTY = _OPENING | frozenset("，。、；：！？．）》〉」』】〕］｝”’")
_VERTICAL_FORMS = {
    c: unicodedata.normalize("NFKC", chr(c)) for c in range(0xFE30, 0xFE49) if unicodedata.normalize("NFKC", chr(c))
}


def read_page(raw_page: Any, raw_text: Any, number: int) -> Page:
    """Everything on the page in upright coordinates (the page's own rotation undone)."""
    turn = pdfium.FPDFPage_GetRotation(raw_page) % 4
    wide, high = pdfium.FPDF_GetPageWidthF(raw_page), pdfium.FPDF_GetPageHeightF(raw_page)
    frame = _Frame(raw_page, turn, wide, high)
    page = Page(number, wide, high)
    _glyphs(raw_text, frame, page)
    page.glyphs = _without_doubles(page)
    paths = _Paths(frame)
    paths.collect(raw_page)
    page.horizontal, page.vertical = paths.horizontal, paths.vertical
    return page


class _Frame:
    """From the page's own coordinates (y upwards, before rotation) to those of a reader."""

    def __init__(self, raw_page: Any, turn: int, wide: float, high: float) -> None:
        self.turn, self.wide, self.high = turn, wide, high
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        found = pdfium.FPDFPage_GetCropBox(raw_page, left, bottom, right, top) or pdfium.FPDFPage_GetMediaBox(
            raw_page, left, bottom, right, top
        )
        self.left, self.bottom = (left.value, bottom.value) if found else (0.0, 0.0)
        if found:
            self.left, self.bottom = min(left.value, right.value), min(bottom.value, top.value)

    def point(self, x: float, y: float) -> tuple[float, float]:
        x -= self.left
        y -= self.bottom
        if self.turn == 1:
            x, y = y, self.high - x
        elif self.turn == 2:
            x, y = self.wide - x, self.high - y
        elif self.turn == 3:
            x, y = self.wide - y, x
        return x, self.high - y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _glyphs(raw_text: Any, frame: _Frame, page: Page) -> None:
    loose = pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    high_surrogate = 0
    slanted: list[str] = []
    for index in range(max(0, pdfium.FPDFText_CountChars(raw_text))):
        code = pdfium.FPDFText_GetUnicode(raw_text, index)
        if pdfium.FPDFText_IsGenerated(raw_text, index) == 1 and code != _HYPHEN:
            continue
        if code == _HYPHEN:
            code = 0x2D
        if 0xD800 <= code < 0xDC00:
            high_surrogate = code
            continue
        if 0xDC00 <= code < 0xE000 and high_surrogate:
            code = 0x10000 + ((high_surrogate - 0xD800) << 10) + (code - 0xDC00)
        high_surrogate = 0
        if code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or 0xE000 <= code < 0xF900 or 0xD800 <= code < 0xE000:
            page.unmapped += 1
            continue
        text = _plain(code)
        if not text:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw_text, index, loose):
            continue
        pdfium.FPDFText_GetMatrix(raw_text, index, matrix)
        pdfium.FPDFText_GetCharOrigin(raw_text, index, x, y)
        scale = math.hypot(matrix.c, matrix.d) or math.hypot(matrix.a, matrix.b) or 1.0
        size = pdfium.FPDFText_GetFontSize(raw_text, index) * scale
        if not 0.5 < size < 2000:
            size = max(1.0, min(2000.0, abs(loose.top - loose.bottom)))
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) + 90 * -frame.turn
        quarter = round(angle / 90)
        if abs(angle - quarter * 90) > 8:
            slanted.append(text)
            continue
        turn = quarter % 4
        box = _em_box(frame, loose, x.value, y.value, size, turn)
        if box.x1 < -1 or box.y1 < -1 or box.x0 > page.width + 1 or box.y0 > page.height + 1:
            continue
        if turn == 0 and text in _HALF_EMPTY:
            box = _ink(box, text)
        page.glyphs.append(Glyph(text, box, size, turn))
    page.slanted = "".join(slanted)


def _em_box(frame: _Frame, loose: Any, x: float, y: float, size: float, turn: int) -> Box:
    """The box of the character as set, of the same height for all of a font size."""
    if turn == 0 and frame.turn == 0 and abs(x - loose.left) <= 0.2 * size:  # nearly always
        x0 = loose.left - frame.left
        base = frame.high - y + frame.bottom
        return Box(x0, base - 0.88 * size, max(loose.right - frame.left, x0 + 0.1 * size), base + 0.12 * size)
    box = frame.box(loose.left, loose.bottom, loose.right, loose.top)
    ox, oy = frame.point(x, y)
    if turn == 0 and box.x0 - 0.2 * size <= ox <= box.x0 + 0.2 * size:
        return Box(box.x0, oy - 0.88 * size, max(box.x1, box.x0 + 0.1 * size), oy + 0.12 * size)
    if turn == 2:
        return Box(box.x0, oy - 0.12 * size, box.x1, oy + 0.88 * size)
    if turn == 1:
        return Box(ox - 0.88 * size, box.y0, ox + 0.12 * size, box.y1)
    if turn == 3:
        return Box(ox - 0.12 * size, box.y0, ox + 0.88 * size, box.y1)
    return box


def _ink(box: Box, text: str) -> Box:
    """The half of the em that a punctuation mark fills: marks may hang over the edge of a column."""
    middle = (box.x0 + box.x1) / 2
    return box._replace(x0=middle) if text in _OPENING else box._replace(x1=middle)


def _plain(code: int) -> str:
    """The character that is meant: fonts map some to look-alikes (radicals, forms for vertical setting)."""
    if code in (0x09, 0x0A, 0x0D, 0xA0):
        return " "
    if code < 0x20 or code in (0xAD, 0x200B, 0x200C, 0x200D, 0xFEFF):
        return ""
    if 0x2E80 <= code <= 0x2FDF or 0xFB00 <= code <= 0xFB06 or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", chr(code))
    return _VERTICAL_FORMS.get(code, chr(code))


def _without_doubles(page: Page) -> list[Glyph]:
    """Glyphs printed once: bold by overprinting sets the same character again, a little aside."""
    seen: dict[tuple[str, int], list[Glyph]] = {}
    kept: list[Glyph] = []
    for glyph in page.glyphs:
        if glyph.text == " ":
            kept.append(glyph)
            continue
        step = max(2.0, glyph.size)
        row = int(glyph.box.y0 // step)
        text = glyph.text
        near = seen.get((text, row), _NONE) + seen.get((text, row - 1), _NONE) + seen.get((text, row + 1), _NONE)
        if near and any(_covers(glyph, other) for other in near):
            page.doubled += 1
            continue
        seen.setdefault((text, row), []).append(glyph)
        kept.append(glyph)
    return kept


def _covers(a: Glyph, b: Glyph) -> bool:
    if abs(a.box.x0 - b.box.x0) > a.size:
        return False
    wide = min(a.box.x1, b.box.x1) - max(a.box.x0, b.box.x0)
    high = min(a.box.y1, b.box.y1) - max(a.box.y0, b.box.y0)
    if wide <= 0 or high <= 0 or abs(a.size - b.size) > 0.1 * a.size:
        return False
    return wide * high > 0.6 * min(a.box.width * a.box.height, b.box.width * b.box.height)


class _Paths:
    """The straight lines of a page: strokes, and filled rectangles thin enough to be meant as lines."""

    def __init__(self, frame: _Frame) -> None:
        self.frame = frame
        self.horizontal: list[Rule] = []
        self.vertical: list[Rule] = []
        self._paths = 0
        self._segments = 0

    def collect(self, raw_page: Any) -> None:
        count = pdfium.FPDFPage_CountObjects(raw_page)
        objects = (pdfium.FPDFPage_GetObject(raw_page, i) for i in range(count))
        self._walk(objects, ((1.0, 0.0, 0.0, 1.0, 0.0, 0.0),), 0)
        if self._paths > _MAX_PATHS or self._segments > _MAX_SEGMENTS:
            self.horizontal, self.vertical = [], []

    def _walk(self, objects: Iterator[Any], outer: tuple[tuple[float, ...], ...], depth: int) -> None:
        for item in objects:
            if self._paths > _MAX_PATHS or self._segments > _MAX_SEGMENTS:
                return
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._paths += 1
                self._path(item, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 4:
                inner = (
                    pdfium.FPDFFormObj_GetObject(item, i) for i in range(max(0, pdfium.FPDFFormObj_CountObjects(item)))
                )
                self._walk(inner, (_matrix(item), *outer), depth + 1)

    def _path(self, item: Any, outer: tuple[tuple[float, ...], ...]) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
        matrices = (_matrix(item), *outer)
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        for index in range(max(0, pdfium.FPDFPath_CountSegments(item))):
            self._segments += 1
            if self._segments > _MAX_SEGMENTS:
                return
            segment = pdfium.FPDFPath_GetPathSegment(item, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            px, py = x.value, y.value
            for a, b, c, d, e, f in matrices:
                px, py = a * px + c * py + e, b * px + d * py + f
            point = self.frame.point(px, py)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                self._figure(points, bool(stroke.value))
                points = [point]
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                points.append(point)
                if pdfium.FPDFPathSegment_GetClose(segment):
                    points.append(points[0])
            else:
                points = []
        self._figure(points, bool(stroke.value))

    def _figure(self, points: list[tuple[float, float]], stroked: bool) -> None:
        if len(points) < 2:
            return
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if not stroked or len(points) == 5:
            if min(wide, high) <= _THIN < max(wide, high):
                self._line(min(xs), (min(ys) + max(ys)) / 2, max(xs), (min(ys) + max(ys)) / 2) if wide > high else (
                    self._line((min(xs) + max(xs)) / 2, min(ys), (min(xs) + max(xs)) / 2, max(ys))
                )
                return
            if not stroked:
                return
        for (ax, ay), (bx, by) in pairwise(points):
            self._line(ax, ay, bx, by)

    def _line(self, ax: float, ay: float, bx: float, by: float) -> None:
        if abs(ay - by) <= 1 and abs(ax - bx) > _THIN:
            self.horizontal.append(Rule((ay + by) / 2, min(ax, bx), max(ax, bx)))
        elif abs(ax - bx) <= 1 and abs(ay - by) > _THIN:
            self.vertical.append(Rule((ax + bx) / 2, min(ay, by), max(ay, by)))


def _matrix(item: Any) -> tuple[float, ...]:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
