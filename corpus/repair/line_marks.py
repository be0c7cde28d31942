"""What the look of one line says: begins a block, stands alone, is a folio, runs on. The patterns are data."""

from __future__ import annotations

import re

from corpus.patterns import load_patterns, load_words

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
COUNT_THEN_MARK = _PATTERNS["count_then_mark"]
UNIT_THEN_MARK = _PATTERNS["unit_then_mark"]
INSIDE = re.compile("[。；;]")
"""Marks that only running text has; a headline may hold a comma, an exclamation or a question mark."""

_LAST_STOP = re.compile(r"[。！？”][\s\u3000]*[\s（(责責编編]")
INITIALS = frozenset(load_words("line_initials.yaml")[0])
"""What a line that begins a block begins with, unless it is news."""


def begins_block(line: str) -> bool:
    """Whether `line` begins a block whatever stands before it."""
    if line[0] not in INITIALS and "讯" not in line[:9] and "訊" not in line[:9]:
        return False
    return BEGINS.match(line) is not None


def is_running(line: str) -> bool:
    """Whether `line` holds what only running text has."""
    return "。" in line or "；" in line or ";" in line or RUNNING_START.match(line) is not None


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
    return _LAST_STOP.search(tail) is not None and ENDS_WITH_BYLINE.search(tail) is not None
