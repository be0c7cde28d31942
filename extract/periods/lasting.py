"""How far a period holds: for its brackets, its clause, its sentence, or for what comes after."""

from __future__ import annotations

import re

from extract.periods.rules import rules
from extract.periods.timeline import QUESTION, Dated, Timeline

_RULES = rules("periods")
_AVERAGED = _RULES["averaged"]
CONTRAST = ("而", "但", "但在", "而在")
_FIVE_YEARS = re.compile("[五]")
_OPENERS = frozenset(("", "。", "\n", "！", "？", " ", "\u3000", "：", "）"))
_REACHES = re.compile("[升增降减提跌扩涨到][至到]$")


class Lasting(Timeline):
    """Tells periods that date what follows from those said in passing."""

    def _passing(self, d: Dated, s: int) -> bool:
        """Whether a period holds for no later sentence: 而2018年还只有三成。, 三年前…, a question and its answer."""
        for before in self._in_sentence.get(d.sentence, []):
            if before is not d and 0 <= d.mention.start - before.mention.end <= 1:
                return self._passing(before, s)  # 而2023年全年仅为1700万元
        if self.text.startswith("起", d.mention.end) and self.text[d.mention.start - 1 : d.mention.start] in (
            "自",
            "从",
            "從",
        ):
            return True  # 自2020年起按四成给予补贴。…在校生1860人
        if _REACHES.search(self.text, max(0, d.mention.start - 3), d.mention.start):
            return self.text.startswith("的", d.mention.end)  # 由2020年的2.3%升至去年的14.6%
        part = d.mention.kind in ("month", "quarter")
        if part and "其中" in self.text[self._clause_start(d.mention.start) : d.mention.start]:
            return True  # …增长8.4%，其中5月、6月分别增长8.8%和9.3%
        opens = d.mention.start - self.sentences[d.sentence][0] <= 1
        if (d.mention.relative == "years_ago" and not opens) or self.text.endswith(CONTRAST, 0, d.mention.start):
            return True
        closed = self.sentences[d.sentence][1]
        return s > d.sentence + 1 and self.text[:closed].rstrip().endswith(QUESTION)

    def _bracketed_aside(self, d: Dated) -> bool:
        """Whether a period opens brackets: 上届（2021年）, 210家（2021年188家）."""
        return self.text[max(0, d.mention.start - 1) : d.mention.start] in ("（", "(")

    def _aside(self, d: Dated) -> bool:
        """Whether a period dates no more than its brackets or clause: 210家（2021年188家）, “十三五”期间年均下降5%."""
        m = d.mention
        if self._bracketed_aside(d):
            return True
        if m.kind == "span" and _AVERAGED.match(self.text, m.end):
            return True
        if m.kind != "span" or not _FIVE_YEARS.search(m.text):
            return False
        return self.text[max(0, m.start - 1) : m.start] not in _OPENERS
