"""A font that has Chinese characters, for pictures."""

from __future__ import annotations

from functools import cache

from schemas.errors import ParkgraphError

SAMPLE = "园区创新企业"
# by preference; others are looked into only where none of these is installed
KNOWN = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "Noto Sans CJK JP",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Heiti SC",
    "Arial Unicode MS",
)


@cache
def chinese_font() -> str:
    """The family of an installed font that can write Chinese. Raises E503 where matplotlib knows none."""
    from matplotlib import font_manager

    there = {font.name: font.fname for font in font_manager.fontManager.ttflist}
    for name in (*(n for n in KNOWN if n in there), *sorted(set(there) - set(KNOWN))):
        if _writes_chinese(there[name]):
            return name
    raise ParkgraphError(
        "E503",
        "a font with Chinese characters",
        "install one, for example `apt-get install fonts-noto-cjk`, and delete matplotlib's font cache",
    )


def _writes_chinese(path: str) -> bool:
    from matplotlib.ft2font import FT2Font

    try:
        characters = FT2Font(path).get_charmap()
    except (OSError, RuntimeError):
        return False
    return all(ord(c) in characters for c in SAMPLE)
