"""Pages to one text: running heads, sizes of headings and paragraphs over page breaks, which only all pages tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.readers.builder import OriginalBuilder, is_table_title
from corpus.readers.headings import guess_level
from corpus.readers.layout.blocks import continues, ends
from corpus.readers.layout.boxes import Block
from corpus.readers.layout.runs import join_lines
from corpus.readers.layout.understand import Element, Margin, Understood
from schemas.documents import BlockKind

_FOLIO = re.compile(
    r"^[-—–·•\s]*(?:第\s*)?(?:[A-Z]?\d{1,4}|[ivxlcIVXLC]{1,6})(?:\s*/\s*\d{1,4})?(?:\s*页)?"
    r"(?:\s*[,，/]?\s*共\s*\d+\s*页)?[-—–·•\s]*$"
)
_CAPTION = re.compile(
    r"^(?:图|▲|△|▼)\s*(?:\d|[一二三四五六七八九十]|为|片)|^(?:资料)?图片?来源|[/／\s]摄[）)]?$|(?:摄影|供图|制图)[:：]?\S{0,6}$"
)
_DATED = re.compile(r"(?:19|20)\d\d\s*[年.\-/]")
_HEADING = 1.12  # size against that of the body
_HEADLINE = 1.45
_LONGEST_HEADING = 120


class Flow:
    """Writes the elements of all pages into a builder. `titled`: a headline was found."""

    def __init__(self, pages: Sequence[Understood], builder: OriginalBuilder) -> None:
        self._pages = pages
        self._builder = builder
        self._open: Block | None = None  # a paragraph that may go on
        self._waiting: list[tuple[Element, Element | None]] = []  # what interrupts it
        self._fragments: dict[tuple[int, int], int] = {}
        self.titled = False
        sizes: Counter[float] = Counter()
        for page in pages:
            for element in page.elements:
                if isinstance(element, Block):
                    sizes[_step(element.size)] += len(element.text)
        self._body = max(sorted(sizes), key=lambda s: sizes[s]) if sizes else 10.0
        self._sizes = sorted((s for s in sizes if s >= _HEADING * self._body), reverse=True)
        self._running = self._repeated()
        long = [
            b for page in pages for b in page.elements if isinstance(b, Block) and len(b.lines) > 1 and self._is_body(b)
        ]
        self._indents = sum(b.indented for b in long) * 2 > len(long)

    def _repeated(self) -> set[str]:
        """Texts of head and foot lines that come back on other pages, figures aside."""
        counts: Counter[str] = Counter()
        for page in self._pages:
            counts.update({_pattern(m.line.text) for m in page.margins})
        least = 2 if len(self._pages) < 6 else 3
        return {text for text, number in counts.items() if number >= least}

    def write(self) -> None:
        """Dated running heads (a newspaper's masthead) first, then the pages, then other running heads."""
        heads: dict[str, str] = {}
        folios = 0
        for page in self._pages:
            for margin in page.margins:
                text = margin.line.text.strip()
                if _FOLIO.match(text):
                    folios += 1
                elif _pattern(text) in self._running:
                    heads.setdefault(text, "running_head" if margin.top else "running_foot")
        dated = [text for text in heads if _DATED.search(text)][:3]
        for text in dated:
            self._builder.leave_out(text, heads[text])
        for page in self._pages:
            self._page(page)
        self._flush()
        for text, reason in heads.items():
            if text not in dated:
                self._builder.leave_out(text, reason)
        if folios:
            self._builder.missing("folio", f"{folios} page numbers")

    def _page(self, page: Understood) -> None:
        for margin in self._kept(page.margins, top=True):
            self._flush()
            self._builder.block(margin.line.text, "paragraph")
        for index, element in enumerate(page.elements):
            following = page.elements[index + 1] if index + 1 < len(page.elements) else None
            self._element(element, following)
        feet = self._kept(page.margins, top=False)
        if feet:
            self._flush()
        for margin in reversed(feet):
            self._builder.block(margin.line.text, "paragraph")

    def _kept(self, margins: Sequence[Margin], *, top: bool) -> list[Margin]:
        return [
            m
            for m in margins
            if m.top == top and not _FOLIO.match(m.line.text.strip()) and _pattern(m.line.text) not in self._running
        ]

    def _element(self, element: Element, following: Element | None) -> None:
        """Hold a paragraph back while it may go on in the next column or on the next page."""
        if self._open is not None:
            if (
                isinstance(element, Block)
                and self._is_body(element)
                and continues(self._open, element, indents=self._indents)
            ):
                self._open = _joined(self._open, element)
                return
            if self._interrupts(element) and not ends(self._open.text):
                self._waiting.append((element, following))
                return
            self._flush()
        if isinstance(element, Block) and self._is_body(element) and not _CAPTION.search(element.text):
            self._open = element
        else:
            self._put(element, following)

    def _interrupts(self, element: Element) -> bool:
        """Tables and captions stand between the parts of a paragraph without ending it; a few at most."""
        if len(self._waiting) > 3:
            return False
        if not isinstance(element, Block):
            return True
        return bool(_CAPTION.search(element.text)) or is_table_title(element.text) or element.size < 0.93 * self._body

    def _flush(self) -> None:
        held, waiting = self._open, self._waiting
        self._open, self._waiting = None, []
        if held is not None:
            self._put(held, None)
        for element, following in waiting:
            self._put(element, following)

    def _put(self, element: Element, following: Element | None) -> None:
        if isinstance(element, Block):
            kind, level = self._kind(element, following)
            self._builder.block(element.text, kind, level, self._fragment(element))
        else:
            self._builder.table(element.cells)

    def _fragment(self, block: Block) -> int:
        """The number of a column that stands by itself, in the document."""
        if not block.apart:
            return 0
        return self._fragments.setdefault((block.page, block.apart), len(self._fragments) + 1)

    def _is_body(self, block: Block) -> bool:
        return block.size < _HEADING * self._body

    def _kind(self, block: Block, following: Element | None) -> tuple[BlockKind, int]:
        text = block.text
        ratio = block.size / self._body
        if _CAPTION.search(text) and len(text) < _LONGEST_HEADING and ratio < _HEADLINE:
            return "caption", 0
        if ratio >= _HEADING and len(text) <= _LONGEST_HEADING and not text.endswith(("。", "；")):
            return self._heading(block, ratio, following)
        if level := guess_level(text):
            return "heading", level
        return "paragraph", 0

    def _heading(self, block: Block, ratio: float, following: Element | None) -> tuple[BlockKind, int]:
        """On a page of columns every large line is a headline; else the first largest is the title."""
        if block.columns > 1:
            if ratio >= _HEADLINE or self._above_headline(block, following):
                self.titled = True
                return "title", 0
            return "heading", 2
        if not self.titled and (_step(block.size) == self._sizes[0] or ratio >= _HEADLINE):
            self.titled = True
            return "title", 0
        rank = next((i for i, s in enumerate(self._sizes) if block.size >= s - 0.3), len(self._sizes))
        return "heading", min(9, max(1, rank))

    def _above_headline(self, block: Block, after: Element | None) -> bool:
        """A line in smaller type right above a headline belongs to it."""
        return (
            isinstance(after, Block)
            and after.size >= _HEADLINE * self._body
            and after.page == block.page
            and 0 <= after.box.y0 - block.box.y1 < 2 * after.size
        )


def _step(size: float) -> float:
    return round(size * 2) / 2


def _pattern(text: str) -> str:
    return re.sub(r"[\d一二三四五六七八九十]+", "#", "".join(text.split()))


def _joined(before: Block, after: Block) -> Block:
    after.text = join_lines([before.text, after.text])
    after.indented = before.indented
    after.lines = []
    return after
