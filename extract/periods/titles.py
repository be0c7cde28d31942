"""What titles, headings and first lines say of the time that an article is on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extract.annotations import PeriodMention
from extract.periods import calendar
from extract.periods.mentions import periods_of_line
from extract.periods.resolve import resolve
from extract.periods.roles import role_of
from extract.periods.rules import rules
from extract.periods.timeline import SPANS, Timeline

_RULES = rules("periods")
_BASIS = _RULES["basis"]
_JUBILEE = _RULES["jubilee"]
_HEADING_LIKE = _RULES["heading_like"]
_ASSESSED = re.compile("规划[^，。]{0,16}(?:评估|实施情况|进展|进度|执行情况)|中期评估|实施情况")
_STATES = frozenset(("now", "year_end", "year_start", "month_end", "same_period", "since_then"))
_MEETING = re.compile(r"度?[^，。]{0,12}(?:会议|座谈会|推进会|部署会|动员会|全会)")
_TERM = re.compile("报告期(?:内|各期)?(?:[（(]|(?:是|为|指|系)(?:指)?)")
_CALL = re.compile(
    r"[^\d，。；]{0,4}20\d\d年?[，,]?[^\d，。；]{2,14}[！!]|[①-⑳][ 　]?20\d\d年?[，,]?[^\d，。；]{0,14}"
)  # 2023，我们这样干！
_PLAN_TITLE = _RULES["plan_title"]
_PART_REPORT = _RULES["part_report"]
_REVIEW = _RULES["review"]
_REVIEW_BLOCKS = 5
_PLAN_LINES = 200


class Titles(Timeline):
    """Reads the lines that date a whole article or a part of it."""

    def _plan_years(self, *titles: str | None) -> str | None:
        """The years of the plan that the text lays out: 《…行动方案（2024—2026年）》 in a title or its first lines."""
        for line in (*titles, self.text[:_PLAN_LINES]):
            m = _PLAN_TITLE.search(line or "")
            if m is None:
                continue
            first, last = int(m["first"]), int(m["last"])
            if self.anchor_year in (first, first - 1) and first < last:
                return f"{first}/{last}"
        return None

    def _end_of_report(self, *titles: str | None) -> str | None:
        """The last day of what a report on a part of this year covers: 半年报, 三季报."""
        m = next((m for line in (*titles, self.text[:_PLAN_LINES]) if line and (m := _PART_REPORT.search(line))), None)
        if m is None or self.anchor_year is None:
            return None
        month = {"half": 6, "first": 3, "third": 9}[m.lastgroup or "half"]
        year = int(m["year"]) if m["year"] else self.anchor_year
        return calendar.month_end(year, month) if year == self.anchor_year else None

    def _before_review(self, *titles: str | None) -> int | None:
        """The year from which a review of several years counts (数说…这五年): what 由A增至B started from."""
        if not any(line and _REVIEW.search(line) for line in titles):
            return None
        for d in self._dated:
            both = calendar.years(d.period)
            if d.block > _REVIEW_BLOCKS:
                break
            if d.mention.kind != "span" or both is None or both[1] - both[0] < 2 or self._future(str(both[1])):
                continue
            terms = both[0] % 5 == 1 and both[1] % 5 == 0
            return both[0] - 1 if terms else both[0]
        return None

    def _founded(self) -> int | None:
        """The year in which what the text is about began: from 五周年 and the year of publication."""
        m = _JUBILEE.search(self.text[:600])
        n = calendar.small_number(m["n"]) if m else None
        return self.anchor_year - n if n and self.anchor_year else None

    def _of_line(self, line: str | None, dating: bool = False) -> str | None:
        """The period that a title names; of a heading (`dating`) no period that figures are only compared with."""
        if not line:
            return None
        resolved = None
        for p in periods_of_line(line):
            if p.relative in _STATES:
                continue
            if not dating and p.kind == "span" and _ASSESSED.search(line, p.end):
                continue  # “十四五”规划中期评估: how far it has come by now
            if dating and (p.relative in SPANS or role_of(line, p, len(line)) in ("base", "origin")):
                continue
            if not dating and _MEETING.match(line, p.end):
                continue  # 2024年经济工作会议上的讲话: when it met, not what it tells of
            period = resolve(p, self.anchor_year, self.published, None)
            if period and p.kind != "day":
                resolved = resolved or period
        return resolved

    def _heading_periods(self) -> list[str | None]:
        """For each block the period of the nearest heading above it that names one."""
        current: str | None = None
        level = 99
        out: list[str | None] = []
        for b in self.blocks:
            line = self.text[b.start : b.end]
            run_in = _HEADING_LIKE.match(line)
            heading = b.kind == "heading" or (len(line) < 40 and run_in and "。" not in line)
            heading = heading or (line.endswith(("：", ":")) and len(line) < 40) or bool(_CALL.fullmatch(line))
            if heading or run_in:
                head = line if heading else re.split("[。：]", line, maxsplit=1)[0][:40]
                period = self._of_line(head, dating=True)
                depth = b.level or (2 if line.startswith("（") else 1)
                if b.kind == "heading" and b.level <= 2 and not run_in and self._figures(b.start, b.end):
                    pass  # a short line with figures is told under the heading, and heads nothing
                elif period is not None:
                    current, level = period, depth
                elif depth < level or (depth == level and heading and depth == 1):
                    current, level = None, 99
            out.append(current)
        return out

    def _figures(self, start: int, end: int) -> bool:
        """Whether a line holds a figure."""
        i = bisect_left(self._quantity_starts, start)
        return i < len(self._quantity_starts) and self._quantity_starts[i] < end

    def _basis(self) -> str | None:
        m = _BASIS.search(self.text)
        return (m["y"] or m["y2"]) if m else None

    def _defined_term(self, periods: Sequence[PeriodMention]) -> str | None:
        """The years that 报告期 stands for where the text says so."""
        m = _TERM.search(self.text)
        if m is None:
            return None
        inside = [y for p in periods if m.end() <= p.start < m.end() + 30 and (y := calendar.years(p.value))]
        if not inside:
            return None
        first, last = inside[0][0], max(y[1] for y in inside)
        return f"{first}/{last}" if first != last else None
