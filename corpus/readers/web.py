"""Web pages: the main text by trafilatura, tables with their spans, title, date and publisher."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import lxml.html
import trafilatura
from lxml import etree
from trafilatura.settings import DEFAULT_CONFIG

from corpus.hints import Reading
from corpus.limits import Limits
from corpus.readers.builder import OriginalBuilder, RawCell
from corpus.readers.page_metadata import clean_title, page_metadata
from corpus.readers.text import broken_note, decode_within
from schemas.documents import Metadata, MetadataOrigin
from schemas.errors import ParkgraphError

READER = "html/1"
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CJK_GAP = re.compile(
    r"(?<=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])"
)
_INFO = re.compile(
    r"(?:发布|发表|更新)?(?:时间|日期)\s*[:：]|来源\s*[:：]|浏览(?:次数|量)?\s*[:：]|字号\s*[:：]|作者\s*[:：]|责任编辑\s*[:：]"
)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe", "object"})
_MAX_SPAN = 200
_MAX_COVERED = 300_000  # places of a table that its cells cover
# lengths that trafilatura thinks of are those of English; Chinese says as much in a fifth of the characters
_CONFIG = copy.deepcopy(DEFAULT_CONFIG)
_CONFIG["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "40"
_CONFIG["DEFAULT"]["MIN_OUTPUT_SIZE"] = "1"
_CONFIG["DEFAULT"]["MAX_FILE_SIZE"] = "2000000000"
_CONFIG["DEFAULT"]["EXTENSIVE_DATE_SEARCH"] = "off"


def read_html(data: bytes, subject: str, limits: Limits) -> Reading:
    """Read a web page in any known encoding, declared or not (E104, E106, E107, E108)."""
    declared = _CHARSET.search(data[:8192])
    decoded = decode_within(data, subject, limits, declared.group(1).decode() if declared else None)
    try:
        tree = lxml.html.document_fromstring(_DECLARATION.sub("", decoded.text).replace("\x00", ""))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise ParkgraphError("E106", subject, f"no page in it ({error})"[:120]) from error
    for element in tree.iter():
        # trafilatura makes spaces of the source's line breaks
        if element.text:
            element.text = _CJK_GAP.sub("", element.text)
        if element.tail:
            element.tail = _CJK_GAP.sub("", element.tail)
    page = _Page(tree, subject, limits)
    page.read()
    builder = page.builder
    for note in broken_note(decoded):
        builder.skipped.append(note)
    return builder.reading("text/html", READER, page.metadata)


class _Page:
    def __init__(self, tree: Any, subject: str, limits: Limits) -> None:
        self.tree = tree
        self.builder = OriginalBuilder(subject, limits)
        self.metadata = page_metadata(tree)
        self.tables: list[list[RawCell]] = []
        self.placed: set[int] = set()
        self.mark = "PARKGRAPHTABLE"
        text = tree.text_content()
        while self.mark in text:
            self.mark += "X"

    def read(self) -> None:
        """Tables out, main text, tables back in their places."""
        self._take_tables()
        found: Any = None
        try:
            found = trafilatura.bare_extraction(
                copy.deepcopy(self.tree),
                fast=True,
                favor_recall=True,
                include_comments=False,
                with_metadata=True,
                config=_CONFIG,
            )
        except (ValueError, TypeError, AttributeError, KeyError, IndexError, etree.LxmlError):
            self.builder.missing("main_text_not_found", "the whole page is read")
        if found is not None:
            self._complete(found)
        self.title = self.metadata.title
        body = found.body if found is not None else None
        if body is None or len("".join(body.itertext()).strip()) < 10:
            body = self._whole()
        self._open_title(body)
        self._walk(body)
        for number, cells in enumerate(self.tables):
            if number not in self.placed:
                self.builder.table(cells)
        self._report_rest()

    def _report_rest(self) -> None:
        """Say what of the page is not in the text (menus, footers, what trafilatura took for that)."""
        kept = _bare(self.builder.text)
        lines = (_fold(line.text or "") for line in self._whole())
        rest = [line for line in lines if line and _bare(line) not in kept and self.mark not in line]
        if rest:
            self.builder.missing("page_furniture", "\n".join(rest)[:4000])

    def _complete(self, found: Any) -> None:
        """What trafilatura knows and the page's own fields do not say."""
        known = self.metadata
        guessed = {"title": clean_title(found.title), "published": found.date, "publisher": found.sitename}
        values: dict[str, str] = {}
        for name in ("title", "published", "publisher", "url", "author"):
            if value := getattr(known, name) or guessed.get(name):
                values[name] = value
        origin: dict[str, MetadataOrigin] = {name: known.origin.get(name, "html_meta") for name in sorted(values)}
        self.metadata = Metadata(**values, origin=origin)

    def _open_title(self, body: Any) -> None:
        """The headline as the first block, where the main text came without it."""
        title = self.title
        first = next((_words(e) for e in body.iter("head", "p") if _words(e)), "")
        if title and _bare(title) != _bare(first):
            self.builder.block(title, "title")

    def _whole(self) -> Any:
        """All text of the page as paragraphs, when nothing stands out as the main text."""
        body = etree.Element("body")
        source = self.tree.find(".//body")
        line = ""
        for text, breaks in _pieces(self.tree if source is None else source):
            if breaks and line.strip():
                etree.SubElement(body, "p").text = line
                line = ""
            line += text
        if line.strip():
            etree.SubElement(body, "p").text = line
        return body

    def _walk(self, container: Any) -> None:
        for element in container:
            if not isinstance(element.tag, str):
                continue
            if element.tag in ("list", "quote", "div", "row", "del", "table", "body") and len(element):
                self._loose(element.text)
                self._walk(element)
            elif element.tag == "head":
                self._heading(element)
            elif element.tag == "item":
                self._text(element, "list_item")
            else:
                self._text(element, "paragraph")
            self._loose(element.tail)

    def _loose(self, text: str | None) -> None:
        if text and text.strip():
            self.builder.block(_fold(text), "paragraph")

    def _heading(self, element: Any) -> None:
        text = _words(element)
        rend = element.get("rend", "h2")
        level = int(rend[1]) if len(rend) == 2 and rend[1].isdigit() else 2
        if level == 1 and self.title is None:
            self.title = text
        if self.title and _bare(text) == _bare(self.title) and not any(h.kind == "title" for h in self.builder.hints):
            self.builder.block(text, "title")
        else:
            self.builder.block(text, "heading", level)

    def _text(self, element: Any, kind: str) -> None:
        for line in _lines(element):
            rest = line
            while match := re.search(rf"{self.mark}(\d+)END", rest):
                self._paragraph(rest[: match.start()], kind)
                number = int(match.group(1))
                if number < len(self.tables) and number not in self.placed:
                    self.placed.add(number)
                    self.builder.table(self.tables[number])
                rest = re.sub(r"^[占位文字数据表格]+。", "", rest[match.end() :])
            self._paragraph(rest, kind)

    def _paragraph(self, text: str, kind: str) -> None:
        text = text.strip()
        if len(text) < 120 and len(_INFO.findall(text)) > (0 if self.builder.length < 200 and len(text) < 40 else 1):
            self.builder.leave_out(text, "page_info")
        elif self.title and _bare(text) == _bare(self.title) and not self.builder.length:
            self.builder.block(text, "title")
        else:
            self.builder.block(text, kind)  # type: ignore[arg-type]

    def _take_tables(self) -> None:
        """Put a paragraph in place of each table of data, which trafilatura would flatten."""
        for table in list(self.tree.iter("table")):
            if table.getparent() is None or table.find(".//table") is not None:
                continue
            cells = _cells(table)
            if not _is_data(cells):
                continue
            place = etree.Element("p")
            # long enough to be kept as a paragraph of text
            place.text = f"{self.mark}{len(self.tables)}END{'数据表格占位文字' * 6}。"
            place.tail = table.tail
            table.getparent().replace(table, place)
            self.tables.append(cells)


def _cells(table: Any) -> list[RawCell]:
    cells: list[RawCell] = []
    taken: set[tuple[int, int]] = set()
    rows = list(table.iter("tr"))
    caption = table.find("caption")
    if caption is not None and caption.text_content().strip():
        cells.append(RawCell(-1, 0, _fold(caption.text_content()), 1, _MAX_SPAN))
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (number, column) in taken:
                column += 1
            height = min(_span(cell, "rowspan") or len(rows) - number, len(rows) - number)
            width = _span(cell, "colspan") or 1
            if len(taken) > _MAX_COVERED:
                height = width = 1  # no table that means something is so large
            taken.update((number + y, column + x) for y in range(height) for x in range(width))
            cells.append(RawCell(number, column, _fold(cell.text_content()), height, width, cell.tag == "th"))
            column += width
    width = max((c.column + c.column_span for c in cells if c.row >= 0), default=1)
    return [c if c.row >= 0 else RawCell(-1, 0, c.text, 1, width) for c in cells]


def _span(cell: Any, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(int(value), _MAX_SPAN) if value.isdigit() and len(value) < 6 else 1


def _is_data(cells: list[RawCell]) -> bool:
    """Rows and columns of short cells; pages are laid out with tables too."""
    rows = {c.row for c in cells if c.row >= 0}
    columns = {c.column for c in cells}
    texts = [c.text for c in cells if c.text]
    if len(rows) < 2 or len(columns) < 2 or len(texts) < 4:
        return False
    return sum(len(text) for text in texts) / len(texts) < 60 and any(re.search(r"\d", text) for text in texts)


def _lines(element: Any) -> Iterator[str]:
    """The text of a block at its forced line breaks."""
    line = element.text or ""
    for child in element.iter():
        if child is element or not isinstance(child.tag, str):
            continue
        if child.tag == "lb":
            yield _fold(line)
            line = ""
        elif child.tag in ("item", "p", "row", "cell"):
            yield _fold(line)
            line = child.text or ""
        else:
            line += child.text or ""
        line += child.tail or ""
    yield _fold(line)


def _pieces(element: Any) -> Iterator[tuple[str, bool]]:
    """Text of the page with a flag where a new line begins; found without recursion, pages nest deeply."""
    inline = {"a", "b", "i", "em", "strong", "span", "font", "u", "sub", "sup", "small", "mark", "label"}
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if node.tail:
                yield node.tail, False
            continue
        unseen = node.tag in _UNSEEN or any(a.tag in _UNSEEN for a in node.iterancestors())
        breaks = node.tag not in inline
        if event == "start" and not unseen:
            yield node.text or "", breaks
        elif event == "end" and node is not element:
            hidden = any(a.tag in _UNSEEN for a in node.iterancestors())
            yield "" if hidden else node.tail or "", breaks


def _fold(text: str) -> str:
    """White space as a page shows it: one space, none where a source line breaks between Chinese characters."""
    return " ".join(_CJK_GAP.sub("", text).split())


def _words(element: Any) -> str:
    return _fold("".join(element.itertext()))


def _bare(text: str) -> str:
    return "".join(text.split())
