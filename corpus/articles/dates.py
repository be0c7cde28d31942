"""Dates that a page prints about itself: when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
_DATE = re.compile(r"((?:19|20)\d\d)\s?(?:年|[-./])\s?(\d\s?\d?)\s?(?:月|[-./])\s?(\d\s?\d?)(?!\d)")
_CHINESE_DATE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_ROC = 1911
_ROC_DATE = re.compile(r"\s?(?:民國)?\s?([89]\d|1[0-4]\d)\s?(?:年|[-./])\s?(\d{1,2})\s?(?:月|[-./])\s?(\d{1,2})(?!\d)")
_STATED = re.compile(
    r"(?:[发發][布表](?:[时時][间間]|日期|日)?|[时時][间間]|日期|[发發]稿[时時][间間])[：:]\s?(.{6,30})"
)
_DATELINE = re.compile(
    r"^(?:[（(][\u4e00-\u9fff]{2,8}\s?[，,]|[\u4e00-\u9fff]{2,10}\s?——)\s?((?:19|20)\d\d年\d{1,2}月\d{1,2}日)\s?(?:[）)，,]|$)"
)


def iso_date(text: str) -> str | None:
    """The first full date of `text` as YYYY-MM-DD."""
    match = _DATE.search(text)
    if match:
        year, month, day = match[1], int(re.sub(r"\s", "", match[2])), int(re.sub(r"\s", "", match[3]))
        return f"{year}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None
    match = _CHINESE_DATE.search(text)
    if match:
        year = "".join(_DIGITS[c] for c in match[1])
        month, day = _small(match[2]), _small(match[3])
        return f"{year}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None
    return None


def _small(numeral: str) -> int:
    """A Chinese numeral below one hundred."""
    if "十" not in numeral:
        return int("".join(_DIGITS[c] for c in numeral))
    tens, _, ones = numeral.partition("十")
    return (int(_DIGITS[tens]) if tens else 1) * 10 + (int(_DIGITS[ones]) if ones else 0)


def stated_date(text: str) -> str | None:
    """The date of a line such as 发布时间：2024-03-12 09:15."""
    match = _STATED.search(text)
    if match is None:
        return None
    return iso_date(match[1]) or (_republican(match[1]) if "發" in match[0] else None)


def _republican(text: str) -> str | None:
    """發布日期：113-05-17 or 民國113年5月17日: the year counts from 1912 (民國1年)."""
    match = _ROC_DATE.match(text)
    if match is None:
        return None
    year, month, day = int(match[1]) + _ROC, int(match[2]), int(match[3])
    return f"{year}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def dateline_date(text: str) -> str | None:
    """The date that a report opens with: （香港，2024年11月26日） or 某地——2024年11月20日，."""
    match = _DATELINE.match(text)
    return iso_date(match[1]) if match else None


def find_published(lines: Iterable[str]) -> str | None:
    """When an article says that it was published, in its bylines, datelines and first words."""
    for line in lines:
        found = stated_date(line) or dateline_date(line) or (iso_date(line) if len(line) <= 16 else None)
        if found:
            return found
    return None
