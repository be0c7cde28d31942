"""The fonts of pdfium: its own and one of ours, never those of the machine, so that a page reads the same everywhere.

A page may name a Chinese font without holding it. pdfium then takes one of the machine's; where there is none it has no
glyphs, and drops vertical writing altogether. `standin/boxes.ttf` (made by `ops/standin_font.py`) has a box for each
character in place of its ink, which is all that reading by layout needs (docs/adr/0011).
"""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path

import pypdfium2.raw as pdfium

_FOLDER = Path(__file__).parent / "standin"


@cache
def settle() -> object:
    """Start pdfium anew with our folder of fonts; once a process, before its first document is opened.

    What it returns has to outlive pdfium: it holds the path in memory.
    """
    path = ctypes.create_string_buffer(bytes(_FOLDER))
    paths = (ctypes.POINTER(ctypes.c_char) * 2)(ctypes.cast(path, ctypes.POINTER(ctypes.c_char)))  # ends in a null
    pdfium.FPDF_DestroyLibrary()  # pypdfium2 starts it on import and has no option for fonts
    pdfium.FPDF_InitLibraryWithConfig(
        pdfium.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths, m_pIsolate=None, m_v8EmbedderSlot=0)
    )
    return path, paths
