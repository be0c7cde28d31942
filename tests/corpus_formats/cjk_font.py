"""A TrueType font made on the spot: any character as a box where its ink would be, so that no font file is needed."""

from __future__ import annotations

import io
from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_EM = 1000
_LOW_LEFT = set("，。、．")
_RIGHT_HALF = set("（《“‘「『【")
_LEFT_HALF = set("）》”’」』】：；！？")


def _box(character: str) -> tuple[int, int, int, int] | None:
    if character.isspace():
        return None
    if character == "一":
        return 80, 350, 920, 430
    if character in _LOW_LEFT:
        return 80, -80, 330, 150
    if character in _RIGHT_HALF:
        return 560, -80, 940, 840
    if character in _LEFT_HALF:
        return 60, -80, 440, 840
    if ord(character) < 0x2000:
        return (60, -200, 440, 500) if character in "gjpqy" else (60, 0, 440, 700)
    return 60, -80, 940, 840


@cache
def register(text: str) -> str:
    """Register a font with the characters of the text at reportlab; its name."""
    characters = sorted(set(text) - set("\n\r\t"))
    name = f"Boxes{abs(hash(text)) % 10**9}"
    order = [".notdef", *(f"u{ord(c):05X}" for c in characters)]
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(c): f"u{ord(c):05X}" for c in characters})
    glyphs = {}
    for glyph, character in zip(order, ["■", *characters], strict=True):
        pen = TTGlyphPen(None)
        if box := _box(character):
            left, bottom, right, top = box
            pen.moveTo((left, bottom))
            pen.lineTo((left, top))
            pen.lineTo((right, top))
            pen.lineTo((right, bottom))
            pen.closePath()
        glyphs[glyph] = pen.glyph()
    builder.setupGlyf(glyphs)
    widths = {g: (500 if ord(c) < 0x2000 else _EM) for g, c in zip(order[1:], characters, strict=True)}
    builder.setupHorizontalMetrics({".notdef": (_EM, 0), **{g: (w, 0) for g, w in widths.items()}})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    buffer = io.BytesIO()
    builder.save(buffer)
    buffer.seek(0)
    pdfmetrics.registerFont(TTFont(name, buffer))
    return name
