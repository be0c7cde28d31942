"""Every printed period of a text: dates with and without a year, words (去年, 目前), spans (五年来, 十四五期间)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from extract.annotations import PeriodMention
from extract.periods import calendar
from extract.periods.bare_years import begins_line, heads_of_lines, looks_ahead
from extract.periods.dates import Printed, iso, kind_of, match_date, match_part, with_tail
from schemas.datafile import checked, read_yaml
from schemas.records import PeriodKind

HALF_WIDTH = str.maketrans("０１２３４５６７８９／－．～", "0123456789/-.~")
_SINCE = re.compile("以[来來]")
_FULL_WIDTH = re.compile("[０-９／－．～]")
_DATA = Path(__file__).resolve().parent.parent / "data" / "periods" / "words.yaml"

_N = r"(?:\d{1,2}|[一二三四五六七八九十两兩几幾]{1,3}|半)"
_YEARS_BACK = rf"""
    (?P<since>{_N})[ ]?(?:多|余|餘)?(?:个|個)?年(?:多|间|間)?(?:以)?[来來]
  | (?P<ago>{_N})[ ]?(?:多|余|餘)?年(?:多)?(?:以)?前
  | [过過](?:去)[的这這]?(?P<past>{_N})[ ]?(?:多|余|餘)?(?:个|個)?(?:年(?!级)|[财財]政?年度)(?:间|間|中|以)?(?:[来來])?
  | [近最](?:近)?(?P<recent>{_N})[ ]?(?:多|余|餘)?(?:个|個)?(?:年(?!级)|[财財]政?年度)(?:多|间|間|以)?(?:[来來])?
  | (?P<between>{_N})年(?:[间間]|(?=平均|年均))
  | (?:[只仅]?[用花]|历时|歷時|經過|经过)了?(?P<spent>{_N})[ ]?(?:多|余)?年(?:多|左右)?(?:的?时间|的?時間)?
  | 下(?P<term>一?个五)年
  | [未今]?[来來后後](?P<next>{_N})年(?:内|內|间|間)?
  | (?P<within>{_N})年[内內](?!到期|有效|免[费費租])
  | (?P<later>{_N})[ ]?年(?:之|以)?[后後](?=[，,])
"""
_AFTER_THAT = frozenset("此其随隨之")
_INTENDED = re.compile("建议|力争|争取|计划|打算|确保|目标|希望|决心|通过|拟|将|要|再[^一-鿿]?|奋斗")
_CENSUS = (
    r"第(?P<nth>[三四五六七八])次(?:全国|全國)?(?P<census>人口|经济|經濟)普[查]"
    r"|(?P<short_census>[三四五六七八])(?P<short_kind>普|经普)(?!通|遍|及)"
)
_PLAN = (
    r"""[“"'「『]?(?P<plan>十[一二三四五]|[六七八九十])五[”"'」』]?"""
    r"(?P<plan_what>期间|期間|时期|時期|期末|末期?|以来|以來|初期|开局|收官|[前头](?P<plan_years>[两三四])年)?"
)
_NUMERAL = (
    r"(?:(?:[中][華华])?民[國国] ?)?(?<![0-9.])[0-9]|FY|[’'‘](?=[0-3]\d年)"
    r"|第?[一二三四五六七八九十]{1,3}(?=[月季个個])|[一二][九〇零○]|[前首头頭](?=[一二三四两兩0-9十])"
)


# first characters of everything but the words of the lexicon
_FIRST = "下用花历歷经經只仅一二三四五六七八九十两兩几幾半近过過最未今来來后後第上下前首头頭民F’'‘“\"「『"
# a figure goes on where one stands before it; only a count of years may begin there (20.5年来)
_FIGURE = "(?<=[0-9])(?:(?<![0-9.][0-9])|(?=[0-9]?[ ]?[多余餘]?[个個]?年))"
_REPUBLIC = "(?<=中)(?=[华華民])"


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")

    years: dict[str, list[str]]
    words: dict[str, list[str]]


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, str], dict[str, str], re.Pattern[str], re.Pattern[str]]:
    content = checked(_Words, read_yaml(_DATA), _DATA.name)
    year_rule = {form: rule for rule, forms in content.years.items() for form in forms}
    word_rule = {form: rule for rule, forms in content.words.items() for form in forms}

    def either(forms: dict[str, str]) -> str:
        return "|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f)))

    pattern = re.compile(
        rf"""
        (?<!提)(?P<yearword>{either(year_rule)})
      | (?P<word>{either(word_rule)})
      | {_PLAN}
      | (?:{_YEARS_BACK})
      | (?:{_CENSUS})
      | (?P<half>[上下]半年)
      | (?P<numeral>{_NUMERAL})
        """,
        re.VERBOSE,
    )
    # where a mention may begin: skipping to these characters is many times faster than trying the pattern everywhere
    forms = [*year_rule, *word_rule]
    free = {*_FIRST, *(f for f in forms if len(f) == 1)}
    bound = {f[0] for f in forms} - free
    second = {f[1] for f in forms if f[0] in bound}
    any_of = {name: "".join(sorted(signs)) for name, signs in (("free", free), ("bound", bound), ("second", second))}
    starts = re.compile(
        f"[0-9中{any_of['free']}{any_of['bound']}]"
        f"(?:(?<=[{any_of['free']}])|(?<=[{any_of['bound']}])(?=[{any_of['second']}])|{_FIGURE}|{_REPUBLIC})"
    )
    return year_rule, word_rule, pattern, starts


def _mention(text: str, start: int, printed: Printed, rule: str | None = None) -> PeriodMention:
    kind = kind_of(printed.shape, printed.arguments)
    value = iso(printed.year, printed.shape, printed.arguments) if printed.year is not None else None
    relative = None if value is not None else f"{rule or 'context'}:{printed.shape}"
    return PeriodMention(start, printed.end, text[start : printed.end], kind, value, relative, printed.arguments)


_TAIWAN = re.compile(r"民[國国]|新[臺台][幣币]|[臺台]灣|[學業區園與]")
# 投产后年产值, 线上年销售额, 成本年均: the first character belongs to the word before
_NOT_AFTER = {
    "上": "前晚早线網网以路", "后": "产產以之此成其然投日期", "後": "產以之此成其然投日期",
    "次": "人首每批多车車班架台户家件场場篇",
    "去": "过過", "本": "成日资資基书書样樣根", "同": "共相不", "来": "以年", "來": "以年",
}  # fmt: skip
_NOT_BEFORE = frozenset("均产產薪营營龄齡轻輕级級收税稅销銷")


_NUMBERED = re.compile("第[0-9一二三四五六七八九十百]+[号號]")


def find_periods(text: str) -> list[PeriodMention]:
    """Every period mention of a text, in order, not overlapping. Relative ones carry a rule for `resolve`."""
    year_rule, word_rule, pattern, starts = _lexicon()
    plain = text.translate(HALF_WIDTH) if _FULL_WIDTH.search(text) else text
    found: list[PeriodMention] = []
    at, size = 0, len(plain)
    taiwan: bool | None = None
    chronicle: frozenset[int] | None = None
    while at < size:
        begin = starts.search(plain, at)
        if begin is None:
            break
        start = begin.start()
        m = pattern.match(plain, start)
        if m is None:
            at = start + 1
            continue
        mention: PeriodMention | None = None
        if m["numeral"]:
            if start and (plain[start - 1].isascii() and (plain[start - 1].isalpha() or plain[start - 1] in "._/-")):
                at = m.end()
                continue
            printed = match_date(plain, start)
            if (
                printed is None
                and plain[start : start + 2] in ("19", "20")
                and (begins_line(plain, start) or looks_ahead(plain, start))
            ):
                if chronicle is None:
                    chronicle = heads_of_lines(plain)
                if start in chronicle:
                    printed = Printed(start + 4, int(plain[start : start + 4]), "year")
            if printed is not None and printed.roc:
                if taiwan is None:
                    taiwan = _TAIWAN.search(plain) is not None
                if not taiwan:
                    printed = None
            if printed is not None and printed.shape == "year" and plain.startswith("同期", printed.end):
                end = printed.end + 2
                mention = PeriodMention(
                    start, end, text[start:end], "year", None, "given:same_period", (printed.year or 0,)
                )
            elif printed is not None:
                mention = _mention(text, start, printed)
            else:
                at = m.end()
                while at < size and plain[at].isdigit():
                    at += 1
                continue
        elif m["yearword"]:
            mention = _year_word(text, plain, m, year_rule[m["yearword"]])
        elif m["half"]:
            printed = match_part(plain, start)
            mention = _mention(text, start, printed) if printed else None
        elif m["word"] and start and m["word"][0] == "年" and plain[start - 1] in "一二两兩三四五半几幾":
            mention = None  # 一年内到期, 两年底: a length of time
        elif m["word"]:
            mention = _word(text, m, word_rule[m["word"]])
        elif m["census"] or m["short_census"]:
            mention = _census(m)
        elif m["plan"]:
            mention = _plan(text, m)
        else:
            mention = _years_span(text, m)
        if mention is None:
            at = m.end()
            continue
        _extend(plain, text, mention)
        found.append(mention)
        at = max(mention.end, m.end())
    if "号" in plain or "號" in plain:  # 海关总署2023年第158号公告: the number of a paper
        found = [m for m in found if not _NUMBERED.match(plain, m.end)]
    return found


@lru_cache(maxsize=4096)
def periods_of_line(line: str) -> tuple[PeriodMention, ...]:
    """`find_periods` of a title or heading, which is asked for again and again; not to be changed."""
    return tuple(find_periods(line))


def _extend(plain: str, text: str, mention: PeriodMention) -> None:
    """Take 以来 into a mention of a year or day (2012年以来): it becomes a span that ends when the text speaks."""
    if not plain.startswith("以", mention.end):
        return
    m = _SINCE.match(plain, mention.end)
    if m is None or mention.kind in ("span", "cumulative"):
        return
    mention.end = m.end()
    mention.text = text[mention.start : mention.end]
    if mention.value is not None:
        mention.relative = f"since:{mention.value}"
        mention.value = None
    elif mention.relative is not None:
        mention.relative = "since/" + mention.relative
    mention.kind = "cumulative"


def _year_word(text: str, plain: str, m: re.Match[str], rule: str) -> PeriodMention | None:
    word, start = m["yearword"], m.start()
    at = m.end()
    if word == "今":
        if plain.startswith(("（", "("), at) or plain.startswith(("日", "天", "后", "後", "起", "晨", "晚"), at):
            return None
        if match_part(plain, at) is None:
            return None
    elif (start and plain[start - 1] in _NOT_AFTER.get(word[0], "")) or (
        plain[at : at + 1] in _NOT_BEFORE and word in ("后年", "後年", "次年")
    ):
        return None
    printed = with_tail(plain, at, None)
    if plain.startswith("同期", printed.end) and printed.shape == "year":
        return PeriodMention(start, at + 2, text[start : at + 2], "year", None, f"{rule}:same_period")
    if plain.startswith("同月", printed.end) and printed.shape == "year":
        return PeriodMention(start, at + 2, text[start : at + 2], "month", None, f"{rule}:same_month")
    return _mention(text, start, printed, rule)


def _word(text: str, m: re.Match[str], rule: str) -> PeriodMention:
    kinds: dict[str, PeriodKind] = {
        "whole_year": "year", "year_end": "instant", "year_start": "instant", "month_end": "instant",
        "this_month": "month", "last_month": "month", "last_quarter": "quarter", "same_period": "year",
        "since_then": "cumulative",
    }  # fmt: skip
    return PeriodMention(m.start(), m.end(), m[0], kinds.get(rule, "instant"), None, rule)


def _plan(text: str, m: re.Match[str]) -> PeriodMention | None:
    first = calendar.FIVE_YEAR_PLANS.get(m["plan"])
    if first is None or (len(m["plan"]) == 1 and not m["plan_what"]) or (m["plan"] == "十" and not m["plan_what"]):
        return None
    what = m["plan_what"] or ""
    value = f"{first}/{first + 4}"
    kind: PeriodKind = "span"
    relative = None
    if "末" in what or what == "收官":
        value, kind = str(first + 4), "year"
    elif "初" in what or what == "开局":
        value, kind = str(first), "year"
    elif m["plan_years"]:
        value = f"{first}/{first + (calendar.small_number(m['plan_years']) or 1) - 1}"
    elif "来" in what or "來" in what:
        return PeriodMention(m.start(), m.end(), m[0], "cumulative", None, f"since:{first}")
    return PeriodMention(m.start(), m.end(), m[0], kind, value, relative)


# reference days of the national censuses: population and economy
_POPULATION = {"三": "1982-07-01", "四": "1990-07-01", "五": "2000-11-01", "六": "2010-11-01", "七": "2020-11-01"}
_ECONOMY = {"三": "2013-12-31", "四": "2018-12-31", "五": "2023-12-31"}


def _census(m: re.Match[str]) -> PeriodMention | None:
    economy = (m["census"] or m["short_kind"])[0] in "经經"
    value = (_ECONOMY if economy else _POPULATION).get(m["nth"] or m["short_census"])
    return PeriodMention(m.start(), m.end(), m[0], "instant", value) if value else None


def _years_span(text: str, m: re.Match[str]) -> PeriodMention | None:
    for group, rule in (
        ("since", "years_since"),
        ("ago", "years_ago"),
        ("past", "past_years"),
        ("within", "within_years"),
        ("spent", "years_between"),
        ("recent", "recent_years"),
        ("between", "years_between"),
        ("next", "next_years"),
        ("later", "years_later"),
        ("term", "next_term"),
    ):
        printed = m[group]
        if printed:
            if rule == "past_years" and printed in "一1":
                return PeriodMention(m.start(), m.end(), m[0], "year", None, "last_year:year")
            if rule == "next_term":
                return PeriodMention(m.start(), m.end(), m[0], "span", None, rule)
            n = 1 if printed == "半" else calendar.small_number(printed)
            if n is None:
                n = 0 if printed[0] in "几幾" else -1
            if n < 0 or n > 60:
                return None
            if group == "within" and printed == "半" and not _INTENDED.search(text, max(0, m.start() - 12), m.start()):
                return None  # 半年内增加1100人: up to the day that was told
            if group == "spent" and "了" not in m[0] and _INTENDED.search(text, max(0, m.start() - 12), m.start()):
                rule = "next_years"  # 力争用三年时间
            if group == "next" and m[0][0] in "后後" and text[m.start() - 1 : m.start()] in _AFTER_THAT:
                rule = "years_after"  # 此后十年
            kind: PeriodKind = "year" if rule in ("years_ago", "years_later") else "span"
            return PeriodMention(m.start(), m.end(), m[0], kind, None, rule, (n,) if n else ())
    return None
