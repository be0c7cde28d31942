"""A page cut into drafts of articles: which paragraphs belong together, which lines are loose headlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from corpus.articles.paragraphs import DROPPED, Paragraph
from corpus.repair.line_marks import ends_sentence
from schemas.documents import ArticleKind

_BODY = frozenset({"text", "list_item", "row", "note", "table_title", "unit_line", "toc"})


@dataclass(slots=True)
class Draft:
    """An article in the making: `paragraphs` in reading order, `heads` the headline lines bound to it.

    `lead` are the heads that stand directly before the body and so are part of the text.
    """

    paragraphs: list[Paragraph] = field(default_factory=list)
    heads: list[Paragraph] = field(default_factory=list)
    lead: list[Paragraph] = field(default_factory=list)
    kind: ArticleKind = "article"
    closed: bool = False
    opened: bool = False  # begins with a news opener

    @property
    def start(self) -> int:
        """Where its first paragraph stands in the repaired text."""
        return self.paragraphs[0].start if self.paragraphs else self.heads[0].start


@dataclass(slots=True)
class Page:
    """Drafts in the order of the page, runs of loose headline lines, and paragraphs that belong to nothing."""

    drafts: list[Draft] = field(default_factory=list)
    loose: list[list[Paragraph]] = field(default_factory=list)
    dropped: list[tuple[str, Paragraph]] = field(default_factory=list)


def cut_page(paragraphs: Sequence[Paragraph]) -> Page:
    """Cut a page into drafts."""
    page = Page()
    kept: list[Paragraph] = []
    label = False
    several = sum(p.opener for p in paragraphs) >= 2
    for p in paragraphs:
        if p.kind == "section_label" and not several:
            p.kind = "short"  # a page of one article has no parts
        if p.kind in DROPPED:
            page.dropped.append((DROPPED[p.kind], p))
            label = label or p.kind == "section_label"
        else:
            p.after_label, label = label, False
            kept.append(p)
    apart = [p for p in kept if p.apart]
    kept = [p for p in kept if not p.apart]
    if any(p.kind == "title" for p in kept):
        _cut_by_titles(page, kept)
    elif _is_page(kept):
        _cut_by_openers(page, kept)
    elif kept:
        page.drafts.append(_single(kept))
    for _, group in groupby(apart, key=lambda p: p.apart):
        page.drafts.append(Draft(paragraphs=list(group), kind="fragment"))
    return page


def _is_page(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the text shows more than one article."""
    openers = [i for i, p in enumerate(paragraphs) if p.opener]
    if len(openers) >= 2:
        return True
    bodies = [i for i, p in enumerate(paragraphs) if p.kind in ("text", "list_item")]
    if not bodies:
        return False
    if openers and any(i < openers[0] and paragraphs[i].kind == "text" for i in bodies):
        return True
    ends = [i for i, p in enumerate(paragraphs) if p.kind == "text" and p.tail is not None]
    heads = _byline_starts(paragraphs)
    after = [i for i in ends if any(k > i for k in bodies)]
    return bool(after) or len(heads) >= 2


def _byline_starts(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Indexes of bylines that stand under a headline and over a body."""
    return [
        i
        for i in range(1, len(paragraphs) - 1)
        if paragraphs[i].kind == "byline"
        and paragraphs[i - 1].kind == "short"
        and paragraphs[i + 1].kind in ("text", "list_item")
    ]


def _single(paragraphs: Sequence[Paragraph]) -> Draft:
    """The whole text is one article; its first lines are the headline."""
    draft = Draft()
    at = 0
    while at < len(paragraphs) and paragraphs[at].kind == "short":
        at += 1
    if not at and _is_top_heading(paragraphs):
        at = 1
    if at < len(paragraphs):  # lines alone are no headline of anything
        draft.heads = draft.lead = list(paragraphs[:at])
        draft.paragraphs = list(paragraphs[at:])
    else:
        draft.paragraphs = list(paragraphs)
    _make_labels(draft)
    if draft.paragraphs and all(p.kind in ("row", "note", "table_title", "unit_line") for p in draft.paragraphs):
        draft.kind = "table"
    return draft


def _is_top_heading(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the first paragraph is the only heading of its level and stands over all others."""
    first = paragraphs[0]
    levels = [p.level for p in paragraphs if p.kind == "heading"]
    return first.kind == "heading" and first.hinted and levels.count(first.level) == 1 and first.level == min(levels)


def _cut_by_titles(page: Page, paragraphs: Sequence[Paragraph]) -> None:
    """The format marks the titles: each begins an article."""
    draft = Draft()
    for p in paragraphs:
        if p.kind == "title":
            if draft.paragraphs:
                page.drafts.append(draft)
                draft = Draft()
            draft.heads.append(p)
            draft.lead.append(p)
        else:
            draft.paragraphs.append(p)
    if draft.paragraphs or draft.heads:
        page.drafts.append(draft)
    for d in page.drafts:
        _make_labels(d)


def _cut_by_openers(page: Page, paragraphs: Sequence[Paragraph]) -> None:
    starts = set(_byline_starts(paragraphs))
    draft: Draft | None = None
    loose: list[Paragraph] = []

    def flush() -> None:
        nonlocal loose
        if loose:
            page.loose.append(loose)
            loose = []

    def begin(p: Paragraph | None) -> Draft:
        nonlocal draft
        draft = Draft()
        page.drafts.append(draft)
        if p is not None:
            draft.paragraphs.append(p)
            draft.opened = p.opener
            draft.closed = p.tail is not None
        return draft

    for i, p in enumerate(paragraphs):
        if p.after_label and draft is not None:
            draft.closed = True
        if p.kind == "short":
            if draft is not None and not draft.closed and _is_label(paragraphs, i, starts):
                draft.paragraphs.append(p)
            else:
                loose.append(p)
            continue
        if p.kind == "byline":
            if i in starts or (draft is None and loose):
                flush()
                begin(None).paragraphs.append(p)
            elif draft is not None:
                flush()
                draft.paragraphs.append(p)
                draft.closed = bool(draft.paragraphs) and any(x.kind == "text" for x in draft.paragraphs)
            else:
                begin(p)
            continue
        if p.kind in ("caption", "credit"):
            flush()
            if p.kind == "caption" and _is_figure(p) and draft is not None and not draft.closed:
                draft.paragraphs.append(p)
            else:
                _photo(page, p)
            continue
        fresh = draft is None or draft.closed or bool(loose)
        flush()
        if p.opener or fresh:
            begin(p)
        elif draft is not None:
            draft.paragraphs.append(p)
            draft.closed = p.tail is not None
    flush()
    for d in page.drafts:
        _make_labels(d)


def _is_label(paragraphs: Sequence[Paragraph], i: int, starts: set[int]) -> bool:
    """Whether a short line inside an open article is a subhead: running text without an opener goes on after it."""
    k = i
    while k < len(paragraphs) and paragraphs[k].kind == "short":
        k += 1
    return k < len(paragraphs) and not paragraphs[k].opener and k not in starts and paragraphs[k].kind in _BODY


def _is_figure(p: Paragraph) -> bool:
    return p.text[:1] in "图圖" and p.text[1:2].strip() != "" and p.text[1] not in "为為示："


def _photo(page: Page, p: Paragraph) -> None:
    draft = Draft(kind="photo_caption", closed=True)
    draft.paragraphs.append(p)
    page.drafts.append(draft)


def _make_labels(draft: Draft) -> None:
    """Short lines inside a body are headings; the first of two in a row stands over the second."""
    paragraphs = draft.paragraphs
    body_seen = False
    for i, p in enumerate(paragraphs):
        if p.kind == "short":
            last = i + 1 == len(paragraphs)
            if body_seen and last and not draft.heads:
                continue
            if p.text[-1] in "：:—" and not last:
                p.kind = "text"  # it leads into what follows
                continue
            after_short = i > 0 and paragraphs[i - 1].kind == "heading" and paragraphs[i - 1].level == 1
            p.kind, p.level = "heading", 2 if after_short and not paragraphs[i - 1].hinted else 1
        elif p.kind in _BODY:
            body_seen = True


def finish_kinds(page: Page) -> None:
    """Tell captions, sidebars and fragments from articles, once headlines are bound; give credits their captions."""
    if len(page.drafts) < 2:
        return
    _tell_kinds(page)
    _bind_credits(page)


def _bind_credits(page: Page) -> None:
    """A credit alone goes to the caption that names the same things, else to the nearest caption."""
    credits = [d for d in page.drafts if all(p.kind == "credit" for p in d.paragraphs) and not d.heads]
    captions = [d for d in page.drafts if d.kind == "photo_caption" and d not in credits]
    for draft in credits if captions else []:
        text = draft.paragraphs[0].text
        _, _, named = text.partition("：")
        pairs = {named[i : i + 3] for i in range(len(named) - 2)}

        def fit(caption: Draft, pairs: set[str] = pairs, at: int = draft.start) -> tuple[int, int]:
            body = "".join(p.text for p in caption.paragraphs)
            return sum(pair in body for pair in pairs), -abs(caption.start - at)

        best = max(captions, key=fit)
        best.paragraphs += draft.paragraphs
        page.drafts.remove(draft)


def _tell_kinds(page: Page) -> None:
    for draft in page.drafts:
        if draft.kind != "article" or draft.heads or draft.opened:
            continue
        bodies = [p for p in draft.paragraphs if p.kind in ("text", "list_item")]
        if any(p.kind == "byline" or p.tail is not None for p in draft.paragraphs):
            continue
        if not bodies:
            if any(p.kind == "row" for p in draft.paragraphs):
                draft.kind = "table"
            continue
        last = bodies[-1].text
        if "图为" in last[-40:] or "圖為" in last[-40:]:
            draft.kind = "photo_caption"
        elif len(bodies) <= 2 and sum(len(p.text) for p in bodies) < 300:
            draft.kind = "sidebar" if ends_sentence(last) else "fragment"
        elif not ends_sentence(last):
            draft.kind = "fragment"
