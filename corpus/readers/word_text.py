"""The text of a paragraph of a Word document, and what stands in it besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus.readers.numbering import W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


@dataclass(slots=True)
class WordText:
    """What one paragraph holds: pieces of text, text boxes, notes (kind and identity), deleted text."""

    parts: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The pieces together."""
        return "".join(self.parts)


def text_of(element: Any) -> WordText:
    """What a paragraph holds."""
    found = WordText()
    _collect(element, found)
    return found


def _collect(element: Any, found: WordText) -> None:
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
                _collect(base, found)
        elif tag == f"{W}txbxContent":
            found.boxes.append(child)
        elif tag == f"{MC}AlternateContent":
            for choice in child[:1]:
                _collect(choice, found)
        elif tag not in (f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}tbl") and isinstance(tag, str):
            _collect(child, found)


def children(element: Any, tag: str) -> Iterator[Any]:
    """Children of the tag, also those inside content controls and tracked insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from children(child, tag)
