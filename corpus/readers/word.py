"""Word documents: paragraphs, headings, numbers, tables, notes, text boxes and headers, in reading order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from corpus.archives import check_info
from corpus.hints import Reading
from corpus.limits import Limits
from corpus.readers.builder import OriginalBuilder, RawCell
from corpus.readers.headings import guess_level
from corpus.readers.numbering import Numbering, W
from schemas.documents import BlockKind, Metadata, MetadataOrigin
from schemas.errors import ParkgraphError

READER = "docx/1"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HEADING_STYLE = re.compile(r"^(?:heading|标题|標題)\s*(?P<level>[1-9])$", re.IGNORECASE)
_TOC_STYLE = re.compile(r"^(?:toc|目录|目錄)\b", re.IGNORECASE)
_SENTENCE_END = tuple("。！？；：…”!?;")
_DEFAULT_TEMPLATE_YEAR = 2013  # creation date of python-docx's own template, which says nothing of the document


@dataclass(slots=True)
class _Text:
    """What one paragraph holds besides its text."""

    parts: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)


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
        self.styles = {style.style_id: style for style in document.styles}
        self.numbering = Numbering(self._part("numbering"))
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
                    text = " ".join(self._text(paragraph).text.split())
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
            elif child.tag in (f"{_MC}AlternateContent", f"{_MC}Choice"):
                # Choice and Fallback hold the same twice
                self._walk(child if child.tag == f"{_MC}Choice" else child[:1])

    def _paragraph(self, element: Any) -> None:
        found = self._text(element)
        kind, level = self._kind(element, found.text)
        label = self._label(element)
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
        text = " ".join(t for p in note.iter(f"{W}p") if (t := self._text(p).text.strip()))
        if kind == "endnote":
            self.endnotes.append(text)
        else:
            self.builder.block(text, "note")

    def _text(self, element: Any) -> _Text:
        found = _Text()
        self._collect(element, found)
        return found

    def _collect(self, element: Any, found: _Text) -> None:
        for child in element:
            tag = child.tag
            if tag in (f"{W}t", f"{_M}t"):
                found.parts.append(child.text or "")
            elif tag == f"{W}tab":
                found.parts.append("\t")
            elif tag in (f"{W}br", f"{W}cr"):
                found.parts.append("\n" if child.get(f"{W}type") in (None, "textWrapping") else "")
            elif tag == f"{W}noBreakHyphen":
                found.parts.append("-")
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind = "footnote" if "footnote" in tag else "endnote"
                found.notes.append((kind, child.get(f"{W}id", "")))
            elif tag in (f"{W}del", f"{W}moveFrom"):
                deleted = "".join(t.text or "" for t in child.iter(f"{W}delText", f"{W}t"))
                if deleted.strip():
                    found.deleted.append(deleted)
            elif tag == f"{W}ruby":
                # the pronunciation above the characters is no text
                for base in child.iterfind(f"{W}rubyBase"):
                    self._collect(base, found)
            elif tag == f"{W}txbxContent":
                found.boxes.append(child)
            elif tag == f"{_MC}AlternateContent":
                for choice in child[:1]:
                    self._collect(choice, found)
            elif tag not in (f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}tbl") and isinstance(tag, str):
                self._collect(child, found)

    def _style_chain(self, element: Any) -> Iterator[Any]:
        properties = element.find(f"{W}pPr")
        link = properties.find(f"{W}pStyle") if properties is not None else None
        style = self.styles.get(link.get(f"{W}val", "")) if link is not None else None
        for _ in range(20):  # a style may be based on itself in a broken file
            if style is None:
                return
            yield style
            style = style.base_style

    def _kind(self, element: Any, text: str) -> tuple[BlockKind, int]:
        for style in self._style_chain(element):
            name = (style.name or "").strip()
            if match := _HEADING_STYLE.match(name):
                return "heading", int(match["level"])
            if name.lower() in ("title", "标题", "標題"):
                return self._title()
            if name.lower() in ("caption", "题注", "題注"):
                return "caption", 0
            if name.lower() in ("subtitle", "副标题"):
                return "heading", 1
            if _TOC_STYLE.match(name):
                return "toc", 0
            if name.lower().startswith(("list", "列表", "列出")):
                return "list_item", 0
        outline = self._property(element, "outlineLvl")
        if outline is not None and outline.get(f"{W}val", "9") in "012345678":
            return "heading", int(outline.get(f"{W}val", "0")) + 1
        if self.first and self._centred(element) and 3 < len(text.strip()) < 60 and not text.rstrip().endswith("。"):
            return self._title()
        return "paragraph", 0

    def _title(self) -> tuple[BlockKind, int]:
        self.has_title = True
        return "title", 0

    def _property(self, element: Any, name: str) -> Any:
        """A paragraph property, its own or its style's."""
        for holder in (element, *(style.element for style in self._style_chain(element))):
            properties = holder.find(f"{W}pPr")
            found = properties.find(W + name) if properties is not None else None
            if found is not None:
                return found
        return None

    def _centred(self, element: Any) -> bool:
        alignment = self._property(element, "jc")
        return alignment is not None and alignment.get(f"{W}val") == "center"

    def _label(self, element: Any) -> str | None:
        properties = self._property(element, "numPr")
        if properties is None:
            return None
        identity = properties.find(f"{W}numId")
        depth = properties.find(f"{W}ilvl")
        value = depth.get(f"{W}val", "0") if depth is not None else "0"
        if identity is None or not value.isdigit():
            return None
        return self.numbering.label(identity.get(f"{W}val", ""), min(int(value), 8))

    def _table(self, element: Any) -> None:
        rows = list(_children(element, f"{W}tr"))
        widths = {sum(_span(cell) for cell in _children(row, f"{W}tc")) for row in rows}
        if max(widths, default=0) < 2 or len(rows) == 1:
            # a frame around text, not a table
            for row in rows:
                for cell in _children(row, f"{W}tc"):
                    self._walk(cell)
            return
        cells, notes = self._cells(rows)
        self.builder.table(cells)
        for kind, identity in notes:
            self._note(kind, identity)

    def _cells(self, rows: list[Any]) -> tuple[list[RawCell], list[tuple[str, str]]]:
        cells: list[RawCell] = []
        notes: list[tuple[str, str]] = []
        open_merge: dict[int, int] = {}  # grid column to the index of the cell that goes on downwards
        for number, row in enumerate(rows):
            properties = row.find(f"{W}trPr")
            header = properties is not None and properties.find(f"{W}tblHeader") is not None
            before = properties.find(f"{W}gridBefore") if properties is not None else None
            column = int(before.get(f"{W}val", "0")) if before is not None else 0
            for cell in _children(row, f"{W}tc"):
                width = _span(cell)
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val", "continue") == "continue" and column in open_merge:
                    index = open_merge[column]
                    above = cells[index]
                    cells[index] = RawCell(
                        above.row, above.column, above.text, number - above.row + 1, above.column_span, above.header
                    )
                else:
                    found = [self._text(p) for p in cell.iter(f"{W}p")]
                    notes.extend(note for text in found for note in text.notes)
                    words = _join_lines([text.text for text in found])
                    if merge is not None:
                        open_merge[column] = len(cells)
                    else:
                        open_merge.pop(column, None)
                    cells.append(RawCell(number, column, words, 1, width, header))
                column += width
        return cells, notes

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


def _children(element: Any, tag: str) -> Iterator[Any]:
    """Children of the tag, also those inside content controls and tracked insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _children(child, tag)


def _span(cell: Any) -> int:
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
