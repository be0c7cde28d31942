"""Parks in lists that share one suffix: 甲、乙高新区; 甲、乙、丙三家国家高新区."""

from __future__ import annotations

import re

from extract.entities.candidates import Candidate
from extract.entities.reading import Reading
from extract.entities.words import dictionary

_COUNT = re.compile(
    # begins with a set of characters, to which the engine skips
    r"[等\d一二两三四五六七八九十](?:(?<=等)(?:\d+|[一二两三四五六七八九十]+)|(?<=\d)\d*|(?<=[^等\d])[一二两三四五六七八九十]*)"
    r"[家个座大]?(?:国家级?|省级)?(高新区|经开区|自贸片区|科学园区|科学城|园区|开发区|区(?=[一-鿿，]))"
)
_COUNTED = re.compile(r"([一-鿿]{2,8}(?:[、和与及][一-鿿]{2,8})*)$")
_SHARED = re.compile(r"(?<=[、和与])[一-鿿]{2,4}?(高新区|经开区|科学园区|园区|片区|开发区|科学城)")
_BEFORE = re.compile(r"((?:[一-鿿]{2,8}[、和与])*[一-鿿]{2,8}[、和与])$")
_SELDOM = 500  # a noun that the dictionary counts less often than this can be a proper name
# the next pair of a comparison of zones: …；甲州、乙州突破五千亿元
_PAIR = re.compile(r"(?<=[；，。])([一-鿿]{2}、[一-鿿]{2})(?=突破|增速|分别|均|增长|产值|营收|实现|居|则)")
_SPEAKERS = ("省里", "市里", "区里", "县里", "部里", "院里", "校里", "园里")  # 省里和某高新区各出资…: no names
_JOIN = re.compile("[、和与及]")


def _items(listed: str) -> list[str]:
    """The items of a list, each one character apart; 和 inside a two-character name (嘉和) joins nothing."""
    items: list[str] = []
    for part in listed.rstrip("、和与").split("、"):  # 和 before the last member joins, though names end in it too
        pieces = _JOIN.split(part)
        items += pieces if min(map(len, pieces)) >= 2 else [part]
    return items


def _core(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """The proper part at the end of `[start, end)`."""
    words = reading.before(end)
    begin = end
    for word in reversed(words):
        whole = word.kind == "noun" and len(word.text) == 2 and dictionary().counts.get(word.text, 0) < _SELDOM
        inner = word.text == "和" and begin == end  # 嘉和, but not 省里和 or 另有
        if (
            word.end != begin
            or word.start < start
            or word.text in _SPEAKERS
            or not (whole or inner or word.kind in ("proper", "place"))
        ):
            break
        begin = word.start
    if reading.plain[end - 1] == "第":
        return None  # 第8个园区
    return (begin, end) if 2 <= end - begin <= 5 else None


def find_elided(reading: Reading) -> list[Candidate]:
    """Candidates of type park whose reason is `elided:` and the suffix that they share."""
    plain = reading.plain
    found: list[Candidate] = []
    lists: list[tuple[re.Match[str], str]] = []
    for pattern, left in ((_COUNT, _COUNTED), (_SHARED, _BEFORE)):
        for shared in pattern.finditer(plain):
            m = left.search(plain, max(0, shared.start() - 30), shared.start())
            if m:
                suffix = shared.group(1)
                if suffix == "区":  # 甲、乙两区: zones of the kind that the text is about
                    suffix = next((z for z in ("高新区", "经开区") if z in plain), "")
                if suffix:
                    lists.append((m, suffix))
    for m, suffix in lists:
        at = m.start(1)
        for item in _items(m.group(1)):
            core = _core(reading, at, at + len(item))
            if core:
                found.append(Candidate(*core, "park", 0.75, f"elided:{suffix}"))
            at += len(item) + 1
    if found:
        for m in _PAIR.finditer(plain):
            at = m.start(1)
            spans = [_core(reading, at + 3 * k, at + 3 * k + 2) for k in range(2)]
            if all(spans):
                found += [Candidate(s[0], s[1], "park", 0.6, found[0].reason) for s in spans if s]
    cores = {plain[c.start : c.end]: c.reason for c in found}
    taken = {c.start for c in found}
    for core_text, reason in sorted(cores.items()):
        for m in re.finditer(re.escape(core_text), plain):
            if m.start() not in taken:
                taken.add(m.start())
                found.append(Candidate(m.start(), m.end(), "park", 0.6, reason))
    return found
