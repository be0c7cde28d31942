"""Documents in pdf with a text layer: characters by their places, read in columns, tables and headlines told apart."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.hints import Reading
from corpus.limits import Limits
from corpus.readers.builder import OriginalBuilder
from corpus.readers.layout import fonts
from corpus.readers.layout.glyphs import read_page
from corpus.readers.layout.understand import Understood, understand
from corpus.readers.pdf_flow import Flow
from corpus.readers.rows import iso_date
from schemas.documents import Metadata, MetadataOrigin
from schemas.errors import ParkgraphError

READER = "pdf/1"
_JUNK_TITLE = re.compile(
    r"^(?:untitled|无标题|microsoft|\(anonymous\)|(?:.*\.(?:docx?|indd|qxd|xlsx?|pptx?|pdf|fit|ps|wps))$)", re.I
)
_MAX_FAILED = 50  # pages in a row that cannot be opened before the rest is given up


def read_pdf(data: bytes, subject: str, limits: Limits, beat: Callable[[], None]) -> Reading:
    """Read a pdf by its layout (E104 damaged, E105 encrypted, E106 without text, E108)."""
    fonts.settle()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = pdfium.FPDF_GetLastError()
        if code == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error) or code == pdfium.FPDF_ERR_SECURITY:
            raise ParkgraphError("E105", subject, "a password is needed to open it") from error
        raise ParkgraphError("E104", subject, f"not a sound pdf: {error}"[:160]) from error
    try:
        reader = _Reader(document, subject, limits, beat)
        reader.read()
        return reader.builder.reading("application/pdf", READER, reader.metadata())
    finally:
        document.close()


class _Reader:
    def __init__(self, document: Any, subject: str, limits: Limits, beat: Callable[[], None]) -> None:
        self.document, self.subject, self.limits, self.beat = document, subject, limits, beat
        self.builder = OriginalBuilder(subject, limits)
        self.pages: list[Understood] = []
        self.characters = 0
        self.titled = False

    def read(self) -> None:
        """All pages, then what only all pages together tell: running heads, sizes, paragraphs over page breaks."""
        count = len(self.document)
        self.limits.check("max_pages", count, self.subject)
        if count == 0:
            raise ParkgraphError("E104", self.subject, "no pages")
        failed: list[int] = []
        bare: list[int] = []
        for number in range(1, count + 1):
            self.beat()
            page = self._page(number)
            if page is None:
                failed.append(number)
                if len(failed) >= _MAX_FAILED and failed[-_MAX_FAILED] == number - _MAX_FAILED + 1:
                    self.builder.missing("page_not_read", f"pages {number + 1} to {count} after many damaged ones")
                    break
                continue
            if not page.elements and not page.margins:
                bare.append(number)
            self.pages.append(page)
        if not self.pages:
            raise ParkgraphError("E104", self.subject, "no page of it can be opened")
        if not any(page.elements or page.margins for page in self.pages):
            raise ParkgraphError("E106", self.subject)
        for numbers, reason in ((failed, "page_not_read"), (bare, "page_without_text")):
            if numbers:
                self.builder.missing(reason, "pages " + ", ".join(map(str, numbers[:200])))
        flow = Flow(self.pages, self.builder)
        flow.write()
        self.titled = flow.titled

    def _page(self, number: int) -> Understood | None:
        raw_page = pdfium.FPDF_LoadPage(self.document.raw, number - 1)
        if not raw_page:
            return None
        try:
            raw_text = pdfium.FPDFText_LoadPage(raw_page)
            if not raw_text:
                return None
            try:
                self.characters += max(0, pdfium.FPDFText_CountChars(raw_text))
                self.limits.check("max_characters", self.characters, self.subject)
                page = read_page(raw_page, raw_text, number)
            finally:
                pdfium.FPDFText_ClosePage(raw_text)
        finally:
            pdfium.FPDF_ClosePage(raw_page)
        if page.unmapped:
            if page.unmapped > 3 * len(page.glyphs) and page.unmapped > 50:
                self.builder.missing("unreadable_font", f"page {number}: {page.unmapped} characters without a meaning")
            else:
                self.builder.missing("unmapped_characters", f"page {number}: {page.unmapped}")
        if page.doubled:
            self.builder.missing("overprint", f"page {number}: {page.doubled} characters printed twice")
        if page.slanted.strip():
            self.builder.missing("slanted_text", page.slanted.strip()[:200])
        understood = understand(page)
        if understood.loose:
            self.builder.missing("reading_order", f"page {number}: {understood.loose} columns may belong elsewhere")
        return understood

    def metadata(self) -> Metadata:
        """What the document says of itself."""
        found: dict[str, str] = {}
        title = _info(self.document, "Title")
        if len(title) > 3 and not _JUNK_TITLE.match(title) and not self.titled:
            found["title"] = title
        author = _info(self.document, "Author")
        if author and author.lower() not in ("anonymous", "(anonymous)", "administrator", "user", "admin"):
            found["author"] = author
        date = re.match(r"D:(\d{4})(\d{2})(\d{2})", _info(self.document, "CreationDate"))
        if date and (iso := iso_date("-".join(date.groups()))):
            found["published"] = iso
        origin: dict[str, MetadataOrigin] = dict.fromkeys(sorted(found), "pdf_info")
        return Metadata(**found, origin=origin)


def _info(document: Any, tag: str) -> str:
    size = pdfium.FPDF_GetMetaText(document.raw, tag.encode(), None, 0)
    if not 2 < size < 20_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(document.raw, tag.encode(), buffer, size)
    return " ".join(buffer.raw[:size].decode("utf-16-le", "ignore").replace("\x00", "").split())
