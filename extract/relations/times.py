"""When a relation came about: a date of its sentence, completed from the document's date."""

from __future__ import annotations

import re

from extract.entities.folding import fold

_FULL = re.compile(r"((?:19|20)\d\d)年(?:(\d{1,2})月)?(?:(\d{1,2})日)?")
_DAY = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})日")
_UNTIL = re.compile(r"(?:截至|截止|到|至|力争)$")


def time_of(sentence: str, stretch: str, published: str | None) -> str | None:
    """ISO date (`2024-03-11`, `2017-10`, `2003`) of a sentence, from the frame itself first, else None."""
    for text in (stretch, sentence):
        plain = fold(text)
        for m in _FULL.finditer(plain):
            if _UNTIL.search(plain[: m.start()]):
                continue
            year, month, day = m.groups()
            return "-".join([year, *(f"{int(x):02d}" for x in (month, day) if x)])
        day_only = _DAY.search(plain)
        if day_only and published:
            return f"{published[:4]}-{int(day_only.group(1)):02d}-{int(day_only.group(2)):02d}"
    return None
