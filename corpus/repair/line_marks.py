"""What the look of one line says: begins a block, stands alone, is a folio, runs on. The patterns are data."""

from __future__ import annotations

import re

from corpus.patterns import load_patterns

_PATTERNS = load_patterns("line_marks.yaml")

BEGINS = _PATTERNS["begins"]
MAY_BEGIN = _PATTERNS["may_begin"]
ALONE = re.compile(f"(?:{_PATTERNS['alone'].pattern})$", re.VERBOSE)
MAY_STAND_ALONE = re.compile(r"者|[员員]|[摄攝]|影|作者|文/?图|/文|采[写寫]|撰|^[#（(—-]|^(?:19|20)\d\d")
"""What every line that `ALONE` matches holds: a cheap test before it."""
RUNNING_START = _PATTERNS["running_start"]
META = _PATTERNS["meta"]
FOLIO = _PATTERNS["folio"]
ENDS_WITH_BYLINE = _PATTERNS["byline_end"]
UNIT_START = _PATTERNS["unit_start"]
BROKEN_QUANTITY = _PATTERNS["broken_quantity"]
UNIT_THEN_MARK = _PATTERNS["unit_then_mark"]
INSIDE = re.compile("[。；;]")
"""Marks that only running text has; a headline may hold a comma, an exclamation or a question mark."""

_BYLINE_TAIL = frozenset("）)摄攝文")


def ends_sentence(text: str) -> bool:
    """Whether `text` closes with the end of a sentence, brackets and quotes after it allowed."""
    last = text[-1]
    if last in "。！？!?…":
        return True
    if last in '”’」』）)》"':
        body = text.rstrip('”’」』）)》"')
        return bool(body) and body[-1] in "。！？!?…"
    return False


def has_byline_end(text: str) -> bool:
    """Whether a byline, a credit or a remark follows the last sentence of `text`."""
    tail = text[-60:]
    if (
        text[-1] not in _BYLINE_TAIL
        and " " not in tail
        and "\u3000" not in tail
        and "辑" not in tail
        and "輯" not in tail
    ):
        return False
    return ENDS_WITH_BYLINE.search(tail) is not None
