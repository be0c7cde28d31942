"""Word documents: paragraphs, headings, numbers, tables, notes, text boxes and headers, in reading order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from corpus.archives import check_info
from corpus.hints import Reading
from corpus.limits import Limits
from corpus.readers.builder import OriginalBuilder
from corpus.readers.headings import guess_level
from corpus.readers.numbering import Numbering, W
from corpus.readers.word_styles import Styles
from corpus.readers.word_table import cells_of, span_of
from corpus.readers.word_text import MC, children, text_of
from schemas.documents import Metadata, MetadataOrigin
from schemas.errors import ParkgraphError

READER = "docx/1"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SENTENCE_END = tuple("。！？；：…”!?;")
_DEFAULT_TEMPLATE_YEAR = 2013  # creation date of python-docx's own template, which says nothing of the document


def read_docx(data: bytes, subject: str, limits: Limits) -> Reading:
    """Read a Word document (E104, E106, E108)."""
    _check_package(data, subject, limits)
    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document, subject, limits)
        reader.read()
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError, EOFError) as error:
        raise ParkgraphError("E104", subject, f"not a sound docx: {error}"[:200]) from error
    return reader.builder.reading(MEDIA_TYPE, READER, reader.metadata())


def _check_package(data: bytes, subject: str, limits: Limits) -> None:
    """Look at the table of contents before the library unpacks everything."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise ParkgraphError("E104", subject, f"not a sound docx: {error}"[:200]) from error
    limits.check("max_members", len(infos), subject)
    for info in infos:
        check_info(info, subject, limits)
    limits.check("max_unpacked_bytes", sum(info.file_size for info in infos), subject)


class _Reader:
    def __init__(self, document: Any, subject: str, limits: Limits) -> None:
        self.document = document
        self.builder = OriginalBuilder(subject, limits)
        self.styles = Styles(document, Numbering(self._part("numbering")))
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}
        self.endnotes: list[str] = []
        self.first = True
        self.has_title = False

    def _part(self, kind: str) -> etree._Element | None:
        for relation in self.document.part.rels.values():
            if not relation.is_external and relation.reltype.endswith("/" + kind):
                parser = etree.XMLParser(resolve_entities=False, huge_tree=False, no_network=True)
                return etree.fromstring(relation.target_part.blob, parser)
        return None

    def _notes(self, kind: str) -> dict[str, Any]:
        root = self._part(kind + "s")
        if root is None:
            return {}
        return {note.get(f"{W}id", ""): note for note in root.iterfind(W + kind) if note.get(f"{W}type") is None}

    def read(self) -> None:
        """Body, then endnotes, then headers and footers as left out."""
        self._walk(self.document.element.body)
        for text in self.endnotes:
            self.builder.block(text, "note")
        seen: set[str] = set()
        for section in self.document.sections:
            parts = (
                (section.header, "running_head"),
                (section.first_page_header, "running_head"),
                (section.footer, "running_foot"),
                (section.first_page_footer, "running_foot"),
            )
            for part, reason in parts:
                if part.is_linked_to_previous:
                    continue
                for paragraph in part._element.iter(f"{W}p"):
                    text = " ".join(text_of(paragraph).text.split())
                    if text and text not in seen:
                        seen.add(text)
                        self.builder.leave_out(text, reason)

    def _walk(self, container: Any) -> None:
        for child in container:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"):
                self._walk(child)
            elif child.tag in (f"{MC}AlternateContent", f"{MC}Choice"):
                # Choice and Fallback hold the same twice
                self._walk(child if child.tag == f"{MC}Choice" else child[:1])

    def _paragraph(self, element: Any) -> None:
        found = text_of(element)
        kind, level = self.styles.kind(element, found.text, first=self.first)
        self.has_title = self.has_title or kind == "title"
        label = self.styles.label(element)
        if label is not None and kind == "paragraph":
            kind = "list_item"
        text = found.text
        if label and text.strip():
            text = label + ("" if label[-1] in "、）)章节条款篇：．" else " ") + text.lstrip()
        if kind == "paragraph" and (guess := guess_level(text)):
            kind, level = "heading", guess
        for part in _split(text):
            self.builder.block(part, kind, level)
        for box in found.boxes:
            self._walk(box)
        for note_kind, identity in found.notes:
            self._note(note_kind, identity)
        for deleted in found.deleted:
            self.builder.missing("deleted_text", deleted)
        self.first = self.first and not text.strip()

    def _note(self, kind: str, identity: str) -> None:
        note = self.notes[kind].get(identity)
        if note is None:
            return
        text = " ".join(t for p in note.iter(f"{W}p") if (t := text_of(p).text.strip()))
        if kind == "endnote":
            self.endnotes.append(text)
        else:
            self.builder.block(text, "note")

    def _table(self, element: Any) -> None:
        rows = list(children(element, f"{W}tr"))
        widths = {sum(span_of(cell) for cell in children(row, f"{W}tc")) for row in rows}
        if max(widths, default=0) < 2 or len(rows) == 1:
            # a frame around text, not a table
            for row in rows:
                for cell in children(row, f"{W}tc"):
                    self._walk(cell)
            return
        cells, notes = cells_of(rows)
        self.builder.table(cells)
        for kind, identity in notes:
            self._note(kind, identity)

    def metadata(self) -> Metadata:
        """Title, author and date of the core properties."""
        properties = self.document.core_properties
        found: dict[str, str] = {}
        title = (properties.title or "").strip()
        if len(title) > 3 and not self.has_title and not title.lower().startswith(("microsoft", "word", "untitled")):
            found["title"] = title
        author = (properties.author or "").strip()
        if author and author.lower() not in ("python-docx", "administrator", "user", "microsoft", "admin"):
            found["author"] = author
        created = properties.created
        if created is not None and created.year > _DEFAULT_TEMPLATE_YEAR:
            found["published"] = created.date().isoformat()
        origin: dict[str, MetadataOrigin] = dict.fromkeys(sorted(found), "docx_properties")
        return Metadata(**found, origin=origin)


def _split(text: str) -> Iterator[str]:
    """A paragraph at its forced line breaks, where these end a sentence; others only fold a line."""
    held = ""
    for line in text.split("\n"):
        held = f"{held}\n{line}" if held else line
        if line.rstrip().endswith(_SENTENCE_END):
            yield held
            held = ""
    if held:
        yield held
