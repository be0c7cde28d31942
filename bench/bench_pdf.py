"""Pages a second of the pdf reader, on pages of one and of five columns set here.

Usage: python bench/bench_pdf.py [pages]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "corpus_formats"))

from pdf_pages import Sheet

from corpus.reading import read_source
from schemas.documents import Document

PARAGRAPH = (
    "云杉科学城管理办公室公布，2023年全城企业营业收入为3125.4亿元，同比增长8.6%，"
    "其中生物制造业收入412.7亿元，占总量的13.2%。"
)


def columns(number: int) -> list[tuple[float, float, float, float]]:
    width = (515 - 14 * (number - 1)) / number
    return [(40 + i * (width + 14), 60, width, 800) for i in range(number)]


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    for number in (1, 5):
        sheet = Sheet(PARAGRAPH)
        for _ in range(pages):
            sheet.fill([PARAGRAPH] * 22, columns(number))
            sheet.page()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "long.pdf")
            path.write_bytes(sheet.bytes())
            start = time.perf_counter()
            document = next(read_source(path))
            took = time.perf_counter() - start
        assert isinstance(document, Document)
        characters = len(document.original)
        print(f"{number} columns: {pages / took:.0f} pages/s, {characters / took / 1000:.0f} thousand characters/s")


if __name__ == "__main__":
    main()
