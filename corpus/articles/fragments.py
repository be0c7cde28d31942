"""Columns that the dump ran into each other: stretches whose sentence ends elsewhere on the page."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.articles.drafts import Draft, Page
from corpus.articles.paragraphs import Paragraph
from corpus.repair.line_marks import ends_sentence

_HEADLESS = frozenset("，。、；：！？）》”’的了着过率等和与及")
_REACH = 30  # drafts that one page holds at most
_UNITS = frozenset("年月日亿万千百元家个项件人名位次台%％")


def rejoin(page: Page) -> None:
    """Put a stretch without a beginning behind the one paragraph whose sentence it completes.

    Only where the text proves it: the seam completes a word that the page prints elsewhere, a number with its unit, or
    an open bracket, and no other paragraph of the page would do.
    """
    for start in range(0, len(page.drafts), _REACH):
        _rejoin(page, page.drafts[start : start + 2 * _REACH])


def _rejoin(page: Page, drafts: Sequence[Draft]) -> None:
    """The same for drafts that may be on one page."""
    tails = [(d, d.paragraphs[-1]) for d in drafts if d.paragraphs and _is_open(d.paragraphs[-1])]
    if len(drafts) < 2 or not tails:
        return
    everything = "\n".join(p.text for d in drafts for p in d.paragraphs)
    for draft in drafts:
        if draft.opened or draft.heads or not draft.paragraphs or draft.kind == "photo_caption":
            continue
        head = draft.paragraphs[0]
        if head.kind not in ("text", "short", "list_item") or head.opener or head.weak_opener:
            continue
        fits = [d for d, tail in tails if d is not draft and _completes(tail, head, everything)]
        if len(fits) == 1:
            owner = fits[0]
            owner.paragraphs += draft.paragraphs
            owner.closed = draft.closed
            page.drafts.remove(draft)
            tails = [(d, t) for d, t in tails if d is not owner and d is not draft]


def _is_open(p: Paragraph) -> bool:
    return p.kind in ("text", "list_item") and p.tail is None and not ends_sentence(p.text)


def _completes(tail: Paragraph, head: Paragraph, everything: str) -> bool:
    a, b = tail.text, head.text
    if b[0] in _HEADLESS:
        return True
    if a[-1].isdigit() and b[0] in _UNITS:
        return True
    if a.count("“") > a.count("”") and 0 <= b.find("”") < 40 and "“" not in b[: b.find("”")]:
        return True
    if a.count("（") > a.count("）") and 0 <= b.find("）") < 40 and "（" not in b[: b.find("）")]:
        return True
    # a word cut at the seam: the page prints its characters together elsewhere
    for left, right in ((2, 1), (1, 2), (2, 2)):
        seam = a[-left:] + b[:right]
        if seam.isalpha() and everything.count(seam) >= 2:
            return True
    return False
