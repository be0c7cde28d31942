"""What a paragraph of a Word document is: its kind, level and number, from its own properties and its style's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.readers.numbering import Numbering, W
from schemas.documents import BlockKind

_HEADING_STYLE = re.compile(r"^(?:heading|标题|標題)\s*(?P<level>[1-9])$", re.IGNORECASE)
_TOC_STYLE = re.compile(r"^(?:toc|目录|目錄)\b", re.IGNORECASE)


class Styles:
    """The styles and the numbering of one document."""

    def __init__(self, document: Any, numbering: Numbering) -> None:
        self.styles = {style.style_id: style for style in document.styles}
        self.numbering = numbering

    def _chain(self, element: Any) -> Iterator[Any]:
        properties = element.find(f"{W}pPr")
        link = properties.find(f"{W}pStyle") if properties is not None else None
        style = self.styles.get(link.get(f"{W}val", "")) if link is not None else None
        for _ in range(20):  # a style may be based on itself in a broken file
            if style is None:
                return
            yield style
            style = style.base_style

    def kind(self, element: Any, text: str, *, first: bool) -> tuple[BlockKind, int]:
        """Kind and level; `first`: no text stands before it, so that a centred line is the title."""
        for style in self._chain(element):
            name = (style.name or "").strip()
            if match := _HEADING_STYLE.match(name):
                return "heading", int(match["level"])
            if name.lower() in ("title", "标题", "標題"):
                return "title", 0
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
        if first and self._centred(element) and 3 < len(text.strip()) < 60 and not text.rstrip().endswith("。"):
            return "title", 0
        return "paragraph", 0

    def _property(self, element: Any, name: str) -> Any:
        """A paragraph property, its own or its style's."""
        for holder in (element, *(style.element for style in self._chain(element))):
            properties = holder.find(f"{W}pPr")
            found = properties.find(W + name) if properties is not None else None
            if found is not None:
                return found
        return None

    def _centred(self, element: Any) -> bool:
        alignment = self._property(element, "jc")
        return alignment is not None and alignment.get(f"{W}val") == "center"

    def label(self, element: Any) -> str | None:
        """The number that the document gives the paragraph, counted on with every call."""
        properties = self._property(element, "numPr")
        if properties is None:
            return None
        identity = properties.find(f"{W}numId")
        depth = properties.find(f"{W}ilvl")
        value = depth.get(f"{W}val", "0") if depth is not None else "0"
        if identity is None or not value.isdigit():
            return None
        return self.numbering.label(identity.get(f"{W}val", ""), min(int(value), 8))
