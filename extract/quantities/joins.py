"""Neighbouring numbers that belong together: lists sharing one unit, ranges, ratios."""

from __future__ import annotations

from decimal import Decimal

from extract.periods.rules import rules
from extract.quantities.candidates import Candidate
from extract.quantities.numerals import parse_number

_LIST_GAP = frozenset(("、", "和", "与", "與", "及", "以及", "或", "，", ","))
_DASH = frozenset("-—–－~～至到─−") | {"--", "——"}
_ARROW = frozenset(("→", "➔", "➜", "⟶", "--->", "->"))
_DASH_START = frozenset("-—–－~～至到─− ")
_WORD_DASH = frozenset("至到")
_RATIO = frozenset(":：∶比")
_RULES = rules("quantities")
_FROM = _RULES["from_before_range"]
_PLACES = _RULES["places"]
_EXTENSIONS = frozenset(("转", "轉"))  # of telephone numbers
_LONGEST_BRACKET = 40
HUNDRED = Decimal(100)
TEN = Decimal(10)


def _gap(text: str, a: Candidate, b: Candidate) -> str | None:
    size = b.start - a.end
    return text[a.end : b.start].strip() if 0 <= size <= 4 else None


def share_units(text: str, found: list[Candidate]) -> None:
    """1.4、0.7和2.0个百分点: each number takes unit and scale of the one after it."""
    for i in range(len(found) - 2, -1, -1):
        a, b = found[i], found[i + 1]
        if (
            a.code
            or a.reason
            or not b.code
            or b.reason
            or b.dimension == "rank"
            or b.form in _EXTENSIONS
            or (a.chinese and not a.scaled)
        ):
            continue
        gap = _gap(text, a, b)
        if gap is None or not (gap in _LIST_GAP or gap in _DASH or gap in _ARROW):
            continue
        if gap in ("，", ",") and not (i and found[i - 1].end == a.start - 1):
            continue
        a.code, a.full, a.kind, a.dimension, a.form = b.code, b.full, b.kind, b.dimension, b.form
        a.value *= b.unit_factor if a.scaled else b.factor
        a.factor = a.factor * b.unit_factor if a.scaled else b.factor
        a.unit_factor = b.unit_factor
        if a.kind == "range":
            a.kind = "number"


def places(text: str, found: list[Candidate]) -> list[Candidate]:
    """分列二、三位, 分居三四名: the places of a ranking, told in a row without 第."""
    out: list[Candidate] = []
    for c in found:
        m = None
        if c.chinese and c.form in ("位", "名") and c.dimension == "count" and not c.reason and c.value < TEN:
            m = _PLACES.search(text, max(0, c.start - 16), c.start)
        if m is None:
            out.append(c)
            continue
        last = c.high if c.kind == "range" and c.high is not None else c.value
        values = [(at, v) for at in range(m.start("list"), c.start) if (v := parse_number(text[at])) is not None]
        if c.kind == "range":
            values.append((c.start, c.value))
        for at, value in values:
            if out and at < out[-1].end:
                continue  # 第二、三位: read already
            out.append(Candidate(at, at + 1, value, "rank", kind="ordinal", dimension="rank", chinese=True))
        c.start = c.start + 1 if c.kind == "range" else c.start
        c.value, c.low, c.high, c.qualifiers = last, None, None, []
        c.code, c.full, c.kind, c.dimension = "rank", "", "ordinal", "rank"
        out.append(c)
    return out


def merge_ranges(text: str, found: list[Candidate]) -> list[Candidate]:
    """8%至10%, 3～5年: one record. From–to pairs (由5%到8%) stay two."""
    out: list[Candidate] = []
    a: Candidate | None = None
    for c in found:
        if a is not None and 0 < c.start - a.end < 4 and text[a.end] in _DASH_START and _is_range(text, a, c):
            a.low, a.high, a.kind, a.end, a.full = a.value, c.value, "range", c.end, c.full
            continue
        out.append(c)
        a = c
    return out


def _is_range(text: str, a: Candidate, c: Candidate) -> bool:
    if not a.code or a.code != c.code or a.reason or c.reason or a.kind == "range" or a.code == "rank":
        return False
    gap = text[a.end : c.start].strip()
    if gap not in _DASH or a.more is not None or a.value >= c.value:
        return False
    return gap not in _WORD_DASH or not _FROM.search(text, max(0, a.start - 20), a.start)


def parts_of_total(text: str, found: list[Candidate]) -> None:
    """12所（小学8、中学4）: bare numbers in brackets behind a count that add up to it are counted alike."""
    for i, whole in enumerate(found):
        if whole.dimension != "count" or whole.reason or text[whole.end : whole.end + 1] not in ("（", "("):
            continue
        closed = min(
            (at for x in "）)" if (at := text.find(x, whole.end, whole.end + _LONGEST_BRACKET)) > 0), default=0
        )
        parts = [c for c in found[i + 1 : i + 8] if c.end <= closed]
        bare = len(parts) > 1 and all(not c.code and not c.reason and not c.chinese for c in parts)
        if bare and sum(c.value for c in parts) * whole.unit_factor == whole.value:
            for c in parts:
                c.code, c.full, c.kind, c.dimension, c.form = whole.code, whole.full, "number", "count", whole.form


def ratios(text: str, found: list[Candidate]) -> list[Candidate]:
    """1.63：1 is 1.63 倍, 1比13 is 13; 0.1∶48.3∶51.6 are three percentages; 10:30 is a time."""
    if not any(not c.code and text[c.end : c.end + 1] in _RATIO for c in found):
        return found
    out: list[Candidate] = []
    i = 0
    while i < len(found):
        run = [found[i]]
        while (
            i + len(run) < len(found)
            and not run[-1].code
            and (gap := _gap(text, run[-1], found[i + len(run)])) is not None
            and gap in _RATIO
            and gap
            and (gap != "比" or not found[i + len(run)].code)
        ):
            run.append(found[i + len(run)])
        i += len(run)
        if len(run) == 1 or any(c.code for c in run):
            out.extend(run)
            continue
        out.extend(_ratio(text, run))
    return out


def _ratio(text: str, run: list[Candidate]) -> list[Candidate]:
    total = sum((c.value for c in run), Decimal(0))
    if abs(total - HUNDRED) <= Decimal("0.5") and not (len(run) == 2 and text[run[0].end] == ":"):
        for c in run:
            c.code, c.kind, c.dimension = "%", "percent", "percent"
        return run
    if len(run) == 2:
        a, b = run
        clock = (
            text[a.end] in ":："
            and b.end - b.start == 2
            and a.value < 24
            and b.value < 60
            and "." not in text[a.start : a.end]
        )
        if clock:
            a.reason = b.reason = "time"
            return run
        if b.value == 1 or a.value == 1:
            a.value = a.value if b.value == 1 else b.value
            a.code, a.kind, a.dimension, a.end = "倍", "number", "multiple", b.end
            return [a]
    for c in run:
        c.reason = "time" if text[run[0].end] in ":：" else "ratio"
    return run
