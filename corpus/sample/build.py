"""Builds the documents of the sample corpus that are not plain text from `sources/` (`python corpus/sample/build.py`).

The same sources give the same documents: times are fixed, nothing is random, and the pdfs are not compressed.
A source is a small subset of Markdown: `# title`, `## heading`, `| table | rows |`, every other line a paragraph.
Needs the development dependencies (python-docx, reportlab).
"""

from __future__ import annotations

import datetime
import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
DOCUMENTS = HERE / "documents"
FONT = "STSong-Light"  # one of the fonts that every viewer of pdf substitutes: nothing is embedded, the text is real
_MOMENT = datetime.datetime(2024, 1, 1)


def blocks(source: str) -> Iterator[tuple[str, list[str]]]:
    """(`title`, `heading` or `paragraph`, [text]), or (`table`, its lines)."""
    for kind, lines in groupby(filter(None, source.split("\n")), _kind):
        if kind == "table":
            yield kind, list(lines)
        else:
            for line in lines:
                yield kind, [line.lstrip("# ")]


def _kind(line: str) -> str:
    return {"# ": "title", "##": "heading", "| ": "table"}.get(line[:2], "paragraph")


def _cells(lines: list[str]) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines]


def docx(source: str) -> bytes:
    """A Word document whose parts carry fixed times."""
    import docx as word

    document = word.Document()
    for kind, lines in blocks(source):
        if kind == "table":
            rows = _cells(lines)
            table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
            for row, values in zip(table.rows, rows, strict=True):
                for cell, value in zip(row.cells, values, strict=True):
                    cell.text = value
        elif kind == "paragraph":
            document.add_paragraph(lines[0])
        else:
            document.add_heading(lines[0], 0 if kind == "title" else 1)
    properties = document.core_properties
    properties.author, properties.comments = "parkgraph", ""
    properties.created = properties.modified = _MOMENT
    properties.last_modified_by, properties.title = "parkgraph", next(blocks(source))[1][0]
    written, fixed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _MOMENT.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def pdf(source: str) -> bytes:
    """A page-set pdf with a text layer."""
    from reportlab.lib.colors import grey  # type: ignore[import-untyped]
    from reportlab.lib.enums import TA_CENTER  # type: ignore[import-untyped]
    from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table  # type: ignore[import-untyped]

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    body = ParagraphStyle("body", fontName=FONT, fontSize=11, leading=18, firstLineIndent=22, wordWrap="CJK")
    styles = {
        "paragraph": body,
        "heading": ParagraphStyle("heading", fontName=FONT, fontSize=14, leading=26, wordWrap="CJK"),
        "title": ParagraphStyle("title", fontName=FONT, fontSize=18, leading=32, alignment=TA_CENTER, wordWrap="CJK"),
    }
    flow: list[Flowable] = []
    for kind, lines in blocks(source):
        if kind == "table":
            flow += [
                Table(_cells(lines), style=[("FONT", (0, 0), (-1, -1), FONT), ("GRID", (0, 0), (-1, -1), 0.5, grey)])
            ]
        else:
            flow.append(Paragraph(lines[0], styles[kind]))
    flow.append(Spacer(1, 1))
    out = io.BytesIO()
    SimpleDocTemplate(out, invariant=1, pageCompression=0, title=next(blocks(source))[1][0], author="parkgraph").build(
        flow
    )
    return out.getvalue()


def _gb18030(source: str) -> bytes:
    return source.encode("gb18030")


def _utf16(source: str) -> bytes:
    return ("\ufeff" + source).encode("utf-16-le")


BUILT: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "luchuan-bulletin-2023.pdf": ("luchuan-bulletin-2023.md", pdf),
    "luchuan-laboratory.txt": ("luchuan-laboratory.txt", _utf16),
    "qingyu-incubators.pdf": ("qingyu-incubators.md", pdf),
    "yanzhou-bulletin-2022.txt": ("yanzhou-bulletin-2022.txt", _gb18030),
    "yanzhou-bulletin-2023.docx": ("yanzhou-bulletin-2023.md", docx),
    "yanzhou-work-plan-2024.docx": ("yanzhou-work-plan-2024.md", docx),
}
"""Document: its source and what makes it."""


def build(folder: Path) -> None:
    """Write all built documents into `folder`."""
    for name, (source, make) in BUILT.items():
        (folder / name).write_bytes(make((SOURCES / source).read_text(encoding="utf-8")))


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS)
