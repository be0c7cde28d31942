"""Make the font that stands in for Chinese fonts which a pdf names but does not hold: boxes where the ink would be.

`.venv/bin/python ops/standin_font.py` writes `corpus/readers/layout/standin/boxes.ttf`, the same bytes each time.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

TARGET = Path(__file__).parents[1] / "corpus" / "readers" / "layout" / "standin" / "boxes.ttf"
_EM = 1000
_MADE = 3_400_000_000  # seconds since 1904: a font holds its date
# left, bottom, right, top: where Chinese fonts put the ink of such characters
_BOXES = {
    ".notdef": (60, -80, 940, 840),
    "full": (60, -80, 940, 840),
    "low_left": (80, -80, 330, 150),
    "left_half": (60, -80, 440, 840),
    "right_half": (560, -80, 940, 840),
    "flat": (80, 350, 920, 430),
}
_SHAPES = {
    "low_left": "，。、．",
    "right_half": "（《〈“‘「『【〔",
    "left_half": "）》〉”’」』】〕：；！？",
    "flat": "一—－",
}
# punctuation, kana, bopomofo, ideographs and their compatibility forms, full-width forms
_RANGES = (
    (0x2010, 0x2027),
    (0x3001, 0x33FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFFEE),
)
_CODE_PAGES = 1 << 17 | 1 << 18 | 1 << 20  # Japanese, simplified and traditional Chinese


def _characters() -> dict[int, str]:
    """Code point → glyph."""
    shapes = {ord(c): name for name, characters in _SHAPES.items() for c in characters}
    return {code: shapes.get(code, "full") for low, high in _RANGES for code in range(low, high + 1)}


def main() -> None:
    """Write the font."""
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder(list(_BOXES))
    builder.setupCharacterMap({})
    many = CmapSubtable.newSubtable(13)  # many characters, one glyph: a few ranges instead of a table of them all
    many.platformID, many.platEncID, many.language = 3, 10, 0
    many.cmap = _characters()
    builder.font["cmap"].tables = [many]
    glyphs = {}
    for name, (left, bottom, right, top) in _BOXES.items():
        pen = TTGlyphPen(None)
        pen.moveTo((left, bottom))
        for point in ((left, top), (right, top), (right, bottom)):
            pen.lineTo(point)
        pen.closePath()
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (_EM, box[0]) for name, box in _BOXES.items()})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Parkgraph Boxes", "styleName": "Regular", "psName": "ParkgraphBoxes"})
    builder.setupOS2(
        sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120, ulCodePageRange1=_CODE_PAGES
    )
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = _MADE
    builder.font.recalcTimestamp = False
    TARGET.parent.mkdir(exist_ok=True)
    builder.save(TARGET)


if __name__ == "__main__":
    main()
