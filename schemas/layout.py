"""Layouts of plain text that both the repair of pages and the reading of facts have to know."""

from __future__ import annotations

import re

RANKED_LINE = re.compile(
    r"[ \u3000]*(?:第|TOP ?|Top ?|No\.? ?|NO\.? ?)?(?P<rank>\d{1,2})(?:[.．、:：名位]|(?=[ \u3000\t]))[ \u3000\t]*"
    r"(?P<name>“?[\u4e00-\u9fffA-Za-z0-9·（）-]{2,18}?”?)(?:[ \u3000\t]|(?=[（(]))"
    r"[^。；！？\n]*\d[^。；！？\n]*$"
)
"""One line of the first of a ranking: its place, a name that a gap or a bracket parts from the rest, a figure there."""
