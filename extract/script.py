"""Traditional or simplified script."""

from __future__ import annotations

import re

# frequent characters of statistical prose that exist in one script only
_TRADITIONAL = re.compile(
    "[業國園區達長額產會與為於後發開關員學實點個間無萬億佔較減類電術廠東體應進軟創資務總計數機構劃導顯據報聞台灣來經濟]"
)


def is_traditional(text: str) -> bool:
    """Whether more than one in fifty characters of the first 2,000 stands in traditional script only."""
    sample = text[:2000]
    return len(_TRADITIONAL.findall(sample)) * 50 > len(sample)
