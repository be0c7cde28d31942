"""The scanner: every number of a text, read as a quantity, a date or neither.

One pass over the tokens; each is read with its unit where it stands (`_arabic`, `_chinese`), then neighbours are joined
(lists that share a unit, ranges, ratios: `joins`), judged (`rejects`) and qualified (`qualify`).
"""

from __future__ import annotations

from decimal import Decimal

from extract.periods.dates import MARKS, Printed, match_date
from extract.periods.rules import rules
from extract.quantities import context, patterns, spoken, words
from extract.quantities.candidates import Candidate
from extract.quantities.lexicon import Lexicon, UnitForm, lexicon, money
from extract.quantities.numerals import Numeral, parse_number, read_numeral
from schemas.units import Place, unit_table

HUNDRED = Decimal(100)
ONE = Decimal(1)
TEN = Decimal(10)
_HENCE = rules("quantities")["hence"]
_CURRENCY = {"人": "CNY", "美": "USD", "港": "HKD", "新": "TWD", "台": "TWD", "臺": "TWD", "欧": "EUR", "歐": "EUR"}
_MORE = frozenset("余餘多")
_SPACE = frozenset(patterns.SPACE)
_SCALES = frozenset("百千万萬亿億兆")
_BARE = frozenset("十百千万萬亿億")
_SIGNS = frozenset("-－−﹣负負")
_MONEY_LETTERS = ("US$", "RMB", "USD", "HK$", "NT$", "CNY", "EUR", "HKD", "TWD")
_ONE_AND_A_HALF = ("个半", "個半")
_ONE_UNIT_AND_A_HALF = ("天半", "年半", "岁半", "歲半", "吨半", "亩半")
_NAME_JOINERS = frozenset("-_./+－")
_TRAILING_UNITS = frozenset(("倍", "%", "年", "个月", "岁", "天", "小时", "周", "公里", "米"))


class Finder:
    """Reads one text. `place` decides what a bare 元 is; None takes it from the text."""

    def __init__(self, text: str, place: Place | None = None) -> None:
        self.text = text
        self.plain = text.translate(patterns.TO_HALF) if patterns.FULL_WIDTH.search(text) else text
        self.size = len(text)
        self.lex: Lexicon = lexicon()
        self._place = place
        self.dates: list[tuple[int, Printed]] = []
        self.found: list[Candidate] = []
        self._said: list[tuple[int, str]] | None = None  # where the text says which money is meant
        self._resume = 0  # tokens before this offset were read with an earlier one

    @property
    def place(self) -> Place:
        """Where the text was written, read from it when first asked."""
        if self._place is None:
            self._place = context.place_of(self.text)
        return self._place

    def run(self) -> None:
        """Fill `found` and `dates`, both in text order."""
        found = self.found
        for m in patterns.TOKEN.finditer(self.plain):
            start = m.start()
            if start < self._resume:
                continue
            group = m.lastgroup
            if group == "arabic":
                candidate = self._arabic(start, m.end())
            elif group == "chinese":
                candidate = self._chinese(start, m.end())
            elif group is None:
                continue
            else:
                candidate = words.read(self, group, start, m.end())
            if candidate is not None:
                found.append(candidate)
                self._resume = candidate.end

    def read_date(self, start: int, end: int) -> bool:
        """Whether a date begins at `start`; keeps it."""
        printed = match_date(self.plain, start)
        if printed is None or printed.end < end:
            return False
        if printed.roc and self.place != "TW":
            return False
        before = self.plain[start - 1] if start else ""
        if before and before in "0123456789.,":
            return False
        if printed.year is None and before and before in "近过過":
            return False
        self.dates.append((start, printed))
        self._resume = printed.end
        return True

    def _arabic(self, start: int, end: int) -> Candidate | None:
        plain = self.plain
        following = plain[end] if end < self.size else ""
        if following in MARKS and following and self.read_date(start, end):
            return None
        numeral = read_numeral(plain[start:end])
        if numeral is None:
            return None
        c = Candidate(start, end, numeral.value)
        before = plain[start - 1] if start else ""
        if before.isascii() and before and not before.isspace() and self._in_name(start, before):
            c.reason = "name"
        elif before in _SIGNS:
            self._sign(c)
        if numeral.scaled:
            c.scaled, c.factor = True, numeral.place
        self.read_unit(c, numeral)
        if c.reason == "name" and before.isalpha() and c.code and self._measured(c):
            c.reason = ""  # GDP12.8亿元
        return c

    def _measured(self, c: Candidate) -> bool:
        """Whether what stands behind the number shows that it is no part of a name in letters."""
        if c.dimension == "count":
            return c.form in self.lex.chinese_counts and (c.scaled or c.value > 999)
        return c.dimension in ("currency", "percent", "percentage_point", "area", "multiple")

    def _in_name(self, start: int, before: str) -> bool:
        """Whether the number is part of a name in Latin letters (EH216, GLP-1), unless the letters are money."""
        if before.isalpha():
            return not self.plain.endswith(_MONEY_LETTERS, 0, start)
        return (
            before in _NAME_JOINERS
            and start > 1
            and self.plain[start - 2].isascii()
            and self.plain[start - 2].isalpha()
        )

    def _sign(self, c: Candidate) -> None:
        """A minus sign or 负 before the number, unless it is the dash of a range or of a name."""
        start = c.start
        if self.plain[start - 1] not in "负負":
            before = self.plain[start - 2] if start > 1 else ""
            if before and (before in ")）年月日-—%" or (before.isascii() and before.isalnum())):
                return
            if self.found and self.found[-1].end == start - 1:
                return
        c.value, c.start = -c.value, start - 1

    def _chinese(self, start: int, end: int) -> Candidate | None:
        plain = self.plain
        following = plain[end] if end < self.size else ""
        if following in "年月季" and following and self.read_date(start, end):
            return None
        printed = plain[start:end]
        single = end - start == 1
        if single and printed == "百" and following == "分" and (whole := spoken.whole(plain, start)):
            return whole
        if single and printed == "一" and plain.startswith(_ONE_AND_A_HALF, end):
            c = Candidate(start, end, ONE, chinese=True)
            return c if spoken.half_inside(self, c) else None
        if single and printed == "一" and plain.startswith(_ONE_UNIT_AND_A_HALF, end):
            c = Candidate(start, end, ONE, chinese=True)
            return self._chinese_unit(c, Numeral(ONE, ONE, False, False), single)
        if single and (printed in "零〇" or (printed == "一" and following not in "倍成半分")):
            return None
        if following == "分" and plain.startswith("分之", end):
            return self._fraction(start, end)
        numeral = read_numeral(printed)
        if numeral is None:
            return self._estimate(start, end)
        value = numeral.value
        if following == "半" and printed == "一" and not plain.startswith("导", end + 1):
            return Candidate(start, end + 1, Decimal(50), "%", kind="percent", chinese=True, dimension="percent")
        c = Candidate(start, end, value, chinese=True, bare=printed[0] in _BARE and value >= HUNDRED)
        c.scaled = numeral.scaled or (not single and any(x in _SCALES for x in printed))
        if numeral.scaled:
            c.factor = numeral.place
        framed = c.bare and start > 0 and plain[start - 1] in self.lex.bare_scale_after
        if not framed and (self.lex.chinese_word.match(plain, end) or self.lex.chinese_word.match(plain, start)):
            return None
        return self._chinese_unit(c, numeral, single)

    def _chinese_unit(self, c: Candidate, numeral: Numeral, single: bool) -> Candidate | None:
        """Chinese numerals stand inside many words: only a unit, 余 or a frame makes a number of them."""
        number_end = c.end
        self.read_unit(c, numeral)
        if not c.code:
            if c.more is not None or (c.scaled and not single):
                return c
            if c.bare and c.start and self.plain[c.start - 1] in self.lex.bare_scale_after:
                return c
            return None
        if c.reason:
            return c
        if c.kind == "number" and c.dimension == "count":
            if c.form not in self.lex.chinese_counts:
                if single:
                    return None
                if c.form in self.lex.group_words and c.scaled:
                    c.reason = "magnitude_class"  # 百亿级, 千亿大县
                return c
        elif (
            single
            and len(c.form) == 1
            and c.dimension not in ("currency", "percent", "multiple", "time", "age", "area")
        ):
            return None if number_end == c.end - 1 and c.form not in ("亩", "吨", "米") else c
        return c

    def _estimate(self, start: int, end: int) -> Candidate | None:
        """两三家, 七八个: two bare digits that follow each other are a range."""
        printed = self.plain[start:end]
        if len(printed) != 2 or self.lex.chinese_word.match(self.plain, end):
            return None
        low, high = parse_number(printed[0]), parse_number(printed[1])
        if low is None or high is None or not 0 < high - low <= 2 or high > 9:
            return None
        c = Candidate(start, end, low, chinese=True, low=low, high=high, kind="range")
        self.read_unit(c, Numeral(low, ONE, False, False))
        if not c.code or (c.form not in self.lex.chinese_counts and c.dimension == "count"):
            return None
        c.low, c.high, c.kind = low * c.factor, high * c.factor, "range"
        c.qualifiers.append("approx")
        return c

    def _fraction(self, start: int, end: int) -> Candidate | None:
        """N分之M as a percentage: 三分之一 is 33.33, 百分之十二 is 12, 千分之四 is 0.4."""
        m = patterns.FRACTION_OF.match(self.plain, end)
        whole, part = parse_number(self.plain[start:end]), parse_number(m["part"]) if m else None
        if m is None or not whole or part is None or part > whole * HUNDRED:
            return None
        value = part * HUNDRED / whole
        if value != value.quantize(Decimal("0.0001")):
            value = value.quantize(Decimal("0.01"))
        return Candidate(start, m.end(), value.normalize() + 0, "%", kind="percent", chinese=True, dimension="percent")

    def read_unit(self, c: Candidate, numeral: Numeral) -> None:
        """Read 余, the unit and its denominator behind the number of `c`."""
        plain, at = self.plain, c.end
        if at < self.size and plain[at] in _SPACE and at + 1 < self.size and plain[at + 1] not in "0123456789-":
            at += 1
        if at >= self.size:
            self._prefix(c)
            return
        first = plain[at]
        if first == "分" and plain.startswith("分之", at):
            fraction = self._fraction(c.start, c.end)
            if fraction is not None:
                c.end, c.value, c.code, c.kind, c.dimension = fraction.end, fraction.value, "%", "percent", "percent"
            return
        if first == "/" and not c.scaled and c.value < TEN and c.value == c.value.to_integral_value():
            m = patterns.SLASH.match(plain, at)
            if m and c.value < Decimal(m["den"]):
                c.value = (c.value * HUNDRED / Decimal(m["den"])).quantize(Decimal("0.01"))
                c.end, c.code, c.kind, c.dimension = m.end(), "%", "percent", "percent"
                return
        if (first in _MORE and not plain.startswith(("多了", "多出"), at)) or (
            first in "来來几幾" and numeral.place >= TEN
        ):
            c.more = numeral.place
            c.end = at = at + 1
            first = plain[at] if at < self.size else ""
        elif numeral.open:
            c.more = numeral.place
        if first in "块塊毛角" and spoken.small_money(self, c, at):
            return
        if first in "个個" and spoken.half_inside(self, c):
            return
        unit = self._unit_at(at)
        if unit is None:
            self._prefix(c)
            return
        form, code, factor, kind, dimension, _, _ = unit
        c.form, c.code, c.kind, c.dimension = form, code, kind, dimension
        c.end = at + len(form)
        if form == "元":
            c.code = self._hence(c.end) or money(form, self.place) or code
        c.unit_factor = factor
        if factor != 1:
            c.value *= factor
            c.factor *= factor
            if c.more is not None:
                c.more *= factor
        if form == "成":
            self._tenths(c)
        elif plain.startswith("半", c.end):
            spoken.half_more(self, c)
        self._behind(c)

    def _hence(self, end: int) -> str | None:
        """The currency that the text has said a bare 元 is from here on: 4.62億元（人民幣，下同）."""
        if self._said is None:
            self._said = [(m.start(), _CURRENCY[m["money"][0]]) for m in _HENCE.finditer(self.plain)]
        said = [code for at, code in self._said if at <= end + 1]
        return said[-1] if said else None

    def _unit_at(self, at: int) -> UnitForm | None:
        plain = self.plain
        forms = self.lex.units.get(plain[at]) if at < self.size else None
        if forms is None:
            return None
        following = plain[at + 1] if at + 1 < self.size else ""
        if following not in self.lex.unit_second[plain[at]]:
            unit = forms[-1]  # the only form that can stand here is the one of a single character
            if len(unit.form) > 1 or following in unit.breaks:
                return None
            if unit.latin and following.isascii() and following.isalnum():
                return None
            return unit
        for unit in forms:
            if plain.startswith(unit.form, at):
                end = at + len(unit.form)
                following = plain[end] if end < self.size else ""
                if following in unit.breaks or (unit.latin and following.isascii() and following.isalnum()):
                    continue
                return unit
        return None

    def _prefix(self, c: Candidate) -> None:
        """Money whose unit stands before the number: US$5亿, 人民币8000万."""
        head = self.plain[max(0, c.start - 4) : c.start]
        if not head or head[-1] not in "$￥¥€£币幣DBYR":
            return
        table = unit_table()
        for size in range(len(head), 0, -1):
            reading = table.by_prefix(head[-size:])
            if reading is not None and reading.unit.dimension == "currency":
                c.start -= size
                c.code, c.kind, c.dimension, c.reason = reading.unit.code, "currency", "currency", ""
                return

    def _tenths(self, c: Candidate) -> None:
        """三成五 is 35, 六成半 65."""
        behind = self.plain[c.end : c.end + 2]
        if behind and behind[0] in "立果功为為本员長长都效交熟绩型" and behind != "员工":
            c.code, c.reason = "", "word"
            return
        m = patterns.TENTHS.match(self.plain, c.end)
        if m is not None:
            c.value += 5 if m[0] == "半" else parse_number(m[0]) or 0
            c.end = m.end()

    def _behind(self, c: Candidate) -> None:
        """What belongs to the printed figure behind its unit: 4倍多, 一亿元余, 万元/人."""
        plain, end = self.plain, c.end
        if end >= self.size:
            return
        following = plain[end]
        if following in "/／每":
            m = patterns.DENOMINATOR.match(plain, end)
            if m is not None and (following != "每" or c.dimension == "currency"):
                c.full = f"{c.code}/{m['of']}" + (f"/{m['of2']}" if m["of2"] else "")
                if c.dimension not in ("currency", "count", "percent", "area"):
                    c.code = c.full
                c.end = m.end()
                return
        if following in _MORE and c.more is None:
            if c.code in _TRAILING_UNITS and not plain.startswith(("多个", "多种", "余个", "余下", "多元"), end):
                c.more = c.factor if c.dimension != "percent" else TEN
                c.end = end + 1

    def money(self) -> str:
        """The currency of a bare 元 here."""
        return money("元", self.place) or "CNY"
