"""Changes told by a sign: 同比+8.2%, （-3.2%）, ↓6.1%, 263家（+41）."""

from __future__ import annotations

from extract.periods.rules import rules
from extract.quantities.candidates import Candidate

_COMPARED = rules("quantities")["sign_after"]
_RELATIVE = frozenset(("percent", "percentage_point"))
_OPENING = frozenset("（(")
_CLOSING = frozenset("）)")


def is_sign(plain: str, c: Candidate) -> bool:
    """Whether the + before the figure says that it grew; else it joins names and groups (1+3, 互联网+10项)."""
    before = plain[c.start - 2] if c.start > 1 else "\n"
    if before.isascii() and before.isalnum():
        return False
    if c.dimension in _RELATIVE:
        return True
    return before in "（(：:\n \u3000" or _COMPARED.search(plain, max(0, c.start - 14), c.start - 1) is not None


def appended(plain: str, previous: Candidate | None, c: Candidate) -> bool:
    """263家（+41）: a signed number in brackets behind a count is the change of that count; takes its unit over."""
    if previous is None or previous.dimension != "count" or previous.reason or c.chinese:
        return False
    sign = c.start - (0 if c.value < 0 else 1)
    if plain[sign : sign + 1] not in ("+", "-", "－", "−", "↑", "↓") or plain[c.end : c.end + 1] not in _CLOSING:
        return False
    if sign - 1 != previous.end or plain[sign - 1] not in _OPENING:
        return False
    c.code, c.full, c.kind, c.dimension, c.form = previous.code, previous.full, "number", "count", previous.form
    c.value *= previous.factor if c.value != c.value.to_integral_value() else 1
    return True
