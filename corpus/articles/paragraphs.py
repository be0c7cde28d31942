"""What each paragraph of a page is, from its look and its neighbours."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from corpus.characters import HAN, width
from corpus.hints import Hint
from corpus.patterns import load_patterns, load_words
from corpus.repair.line_marks import INSIDE, ends_sentence
from corpus.repair.pipeline import Repaired
from schemas.documents import BlockKind

MARKS = load_patterns("page_marks.yaml")

ParagraphKind = Literal[
    "text", "short", "heading", "byline", "dateline", "caption", "credit", "note", "row", "table_title", "unit_line",
    "list_item", "title", "toc", "masthead", "section_label", "turn_line", "web_boilerplate",
]  # fmt: skip
DROPPED: dict[ParagraphKind, str] = {
    "masthead": "running_head",
    "section_label": "section_label",
    "turn_line": "turn_line",
    "web_boilerplate": "web_boilerplate",
}
"""Kinds that are no part of any article, and the reason to report."""

_HEADLINE_WIDTH = 110  # half columns
_HEADING_WIDTH = 100
_LABEL_WIDTH = 60  # of a headline or label among paragraphs that the format itself has told apart


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the repaired text: `[start, end)` there.

    `level` is set for headings; `opener` where a news report begins; `tail` is the offset in the text at which a byline
    after the last sentence begins; `hinted` where the reader, not the look, gave the kind; `after_label`
    where the label of a part of the page stood above; `apart` the number of the fragment it belongs to (0: none).
    """

    start: int
    end: int
    text: str
    kind: ParagraphKind
    level: int = 0
    opener: bool = False
    weak_opener: bool = False
    tail: int | None = None
    hinted: bool = False
    after_label: bool = False
    apart: int = 0


def read_paragraphs(repaired: Repaired, hints: Sequence[Hint] = ()) -> list[Paragraph]:
    """The paragraphs of a repaired text in order, each with its kind."""
    paragraphs: list[Paragraph] = []
    rows = iter(repaired.rows)
    row = next(rows, None)
    find = _hint_finder(repaired, hints)
    at = 0
    for text in repaired.text.split("\n"):
        start, end = at, at + len(text)
        at = end + 1
        if not text:
            continue
        while row is not None and row.end < start:
            row = next(rows, None)
        hint = find(start)
        if hint is not None:
            paragraphs.append(_hinted(start, end, text, hint))
            paragraphs[-1].apart = hint.apart
        elif row is not None and row.start <= start:
            paragraphs.append(Paragraph(start, end, text, "row"))
        else:
            paragraphs.append(_read(start, end, text))
    _find_writers(paragraphs)
    _find_marked_headings(paragraphs)
    return paragraphs


_MARKED = re.compile(r"(?P<sign>[◆■●▲★◎▎▍▌❖◇□▶►])[ 　]?[^\d，。；：:、（(|｜ ]{2,16}[？?]?$")


def _find_marked_headings(paragraphs: Sequence[Paragraph]) -> None:
    """Short lines with a sign before them that each head something else (■ 基本情况): headings, no items of a list."""
    found: dict[str, list[Paragraph]] = {}
    for p, following in pairwise(paragraphs):
        if p.kind == "list_item" and (marked := _MARKED.match(p.text)) and not p.hinted:
            if following.text[0] != marked["sign"]:
                found.setdefault(marked["sign"], []).append(p)
    for headings in found.values():
        if len(headings) > 1:
            for p in headings:
                p.kind, p.level = "heading", 1


_SURNAMES = frozenset("".join(load_words("surnames.yaml")))
_LONE_NAME = re.compile(f"[（(]?[{HAN}·]{{2,4}}(?: [{HAN}]{{2,4}}){{0,2}}[）)]?$")


def _find_writers(paragraphs: Sequence[Paragraph]) -> None:
    """A name alone after the last sentence of a report is its byline; an issuer without a date beside it is none."""
    for i, p in enumerate(paragraphs):
        if p.kind == "dateline" and not MARKS["date_alone"].match(p.text) and " " not in p.text:
            beside = paragraphs[max(0, i - 1) : i + 2]
            if not i or not any(MARKS["date_alone"].match(x.text) for x in beside):
                p.kind = "short"
    for i in range(1, len(paragraphs)):
        p, before = paragraphs[i], paragraphs[i - 1]
        if p.kind != "short" or before.kind not in ("text", "list_item") or not ends_sentence(before.text):
            continue
        named = _LONE_NAME.match(p.text) and p.text.lstrip("（(")[0] in _SURNAMES
        after = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
        if named and len(p.text) <= 12 and (after is None or after.opener or after.kind != "text"):
            p.kind = "byline"


def _hint_finder(repaired: Repaired, hints: Sequence[Hint]):  # type: ignore[no-untyped-def]
    starts = [h.start for h in hints]

    def find(clean: int) -> Hint | None:
        if not starts:
            return None
        raw = repaired.offsets.to_raw(clean, clean + 1).start
        i = bisect_right(starts, raw) - 1
        return hints[i] if i >= 0 and raw < hints[i].end else None

    return find


_HINT_KINDS: dict[BlockKind, ParagraphKind] = {
    "title": "title", "heading": "heading", "paragraph": "text", "list_item": "list_item", "caption": "caption",
    "note": "note", "table_row": "row", "byline": "byline", "toc": "toc",
}  # fmt: skip


def _hinted(start: int, end: int, text: str, hint: Hint) -> Paragraph:
    kind = _HINT_KINDS[hint.kind]
    found = Paragraph(start, end, text, kind, level=hint.level, hinted=True)
    if kind == "text":
        seen = _read(start, end, text)
        if seen.kind == "short" and (width(text) > _LABEL_WIDTH or "，" in text):
            seen.kind = "text"
        # a format marks most of its blocks as plain paragraphs; what these look like still counts
        if seen.kind not in ("short", "text"):
            seen.hinted = True
            return seen
        found.opener, found.weak_opener, found.tail = seen.opener, seen.weak_opener, seen.tail
        if seen.kind == "short":
            found.kind = "short"
    return found


def _read(start: int, end: int, text: str) -> Paragraph:
    p = Paragraph(start, end, text, "text")
    finished = ends_sentence(text)
    prose = finished or INSIDE.search(text) is not None
    p.opener = MARKS["opener"].match(text) is not None
    if p.opener or (prose and len(text) > 80):
        p.weak_opener = MARKS["weak_opener"].match(text) is not None
        p.tail = _tail(text)
        listed = MARKS["list_item"].match(text) or MARKS["heading_1"].match(text)
        p.kind = "list_item" if not p.opener and listed else "text"
        if not p.opener and MARKS["caption"].match(text):
            p.kind = "caption"
        elif not p.opener and MARKS["note"].match(text):
            p.kind = "note"
        return p
    for kind in DROPPED:
        if MARKS[kind].search(text):
            p.kind = kind
            return p
    if MARKS["byline"].match(text):
        p.kind = "byline"
    elif MARKS["unit_line"].match(text):
        p.kind = "unit_line"
    elif MARKS["credit"].match(text):
        p.kind = "credit"
    elif MARKS["table_title"].match(text) and not finished:
        p.kind = "table_title"
    elif MARKS["caption"].match(text) or (not prose and MARKS["credit_end"].search(text)):
        p.kind = "caption"
    elif MARKS["note"].match(text) or MARKS["remark"].match(text):
        p.kind = "note"
    elif not prose and MARKS["dateline"].match(text):
        p.kind = "dateline"
    else:
        _read_heading(p, prose)
    if p.kind == "text":
        p.weak_opener = MARKS["weak_opener"].match(text) is not None
        p.tail = _tail(text)
    return p


def _tail(text: str) -> int | None:
    tail = text[-70:]
    match = MARKS["tail_byline"].search(tail)
    if match is None:
        return None
    group = next(i for i, g in enumerate(match.groups(), 1) if g is not None)
    return len(text) - len(tail) + match.start(group)


def _read_heading(p: Paragraph, prose: bool) -> None:
    """Numbered headings by their number, other short lines as `short` (headline or label: the page decides)."""
    text = p.text
    if not prose and width(text) <= _HEADING_WIDTH and text[-1] not in "，、；;,":
        if text.startswith("#"):
            p.kind, p.level = "heading", len(text) - len(text.lstrip("#"))
            return
        for level, name in (
            (1, "section_heading"),
            (1, "heading_1"),
            (2, "heading_2"),
            (3, "heading_3"),
            (4, "heading_4"),
        ):
            if MARKS[name].match(text):
                p.kind, p.level = "heading", level
                return
    if MARKS["list_item"].match(text) or (prose and MARKS["heading_1"].match(text)):
        p.kind = "list_item"
    elif not prose and width(text) <= _HEADLINE_WIDTH and text[-1] not in "，、；;,":
        p.kind = "short"
