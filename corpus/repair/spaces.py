"""Spaces that the page put between characters: inside words, numbers, numbers and units."""

from __future__ import annotations

import re

from corpus.characters import GONE, HAN
from corpus.repair.line_marks import META
from corpus.repair.rows import close_row_gaps

__all__ = ["close_row_gaps", "close_spaces"]

_H = f"[{HAN}]"
_WIDE = "，。、；：！？（）《》〈〉“”‘’「」『』【】〔〕…"
_UNIT = (
    "[年月日时時点點分秒个個家项項件人位名次亿億万萬千百兆元美港欧歐日台平公亩畝户戶篇只枚条條所座处處栋棟种種类類批倍度吨噸米套支周岁歲期届屆章"
    "页頁%％‰]"
)
_ODD_SPACE = re.compile("[\u3000\xa0\t\u2002-\u200a]")
# Each pattern begins with the space itself, which is quick to find; what stands before it is looked at then.
_SINGLE = re.compile(r" \S ")
# four or more single characters in a row, each parted from the next by one space: letter-spaced print
_SPACED_OUT = re.compile(r"(?<!\S)(?:\S ){3,}(?=\S)")
_SPACED_HAN = re.compile(rf"(?<![{HAN}])(?:{_H} ){{2,}}{_H}(?![{HAN}])")
_BEFORE_MARK = re.compile(r" +(?=[，。、；：！？）》〉”’」』】〕…%％])")
_AFTER_MARK = re.compile(r" (?<=[，、；：（《〈“‘「『【] ) *")
_BETWEEN_DIGITS = re.compile(r" (?<=[\d.,] )[\d.,]")
_DIGIT_RUN = re.compile(r"(?<![\d.,A-Za-z图圖表第])\d[\d.,]*(?: [\d.,]+)+(?= ?[^\s\d])")
_VALID = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$|\d+(?:\.\d+)?$")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?:\.\d+)?$")
_TORN = re.compile(r"\d{1,3} \d{1,2}\.\d+$")  # 总产值53 6.8亿元: between words no two numbers stand side by side
_COUNTED = re.compile(r" ?[亿億万萬元%％平公]")
_DIGIT_UNIT = re.compile(rf" (?<=\d )(?={_UNIT})")
_HAN_NUMBER_UNIT = re.compile(rf" (?<=[{HAN}] )(?<![讯訊电電] )(?=\d[\d.,]* {_UNIT})")
_HAN_ALNUM = re.compile(rf" (?:(?<=[{HAN}] )(?<![讯訊电電] )(?=[A-Za-z0-9+~～-])|(?<=[A-Za-z0-9%％+] )(?=[{HAN}]))")
_HAN_HAN = re.compile(rf" (?<={_H} )(?={_H})")
_LEFT_WORD = re.compile(rf"{_H}+$")
_NAMING = re.compile(
    r"(?:[讯訊电電]|[记記]者|通[讯訊][员員]|[实實][习習]生|[摄攝]影?|作者|[编編][辑輯]|文|[图圖]|[报報][导導道]|主持人|本[报報])$"
)
_NAME_BEFORE = re.compile(r"(?:[记記]者|通[讯訊][员員]|[实實][习習]生|[摄攝]影) ?$")
_NAME_AFTER = re.compile(rf" (?:{_H}{{2,4}}|{_H} {_H})(?=[\s）)]|$|[报報摄攝文/])")
_RUNNING = re.compile("[。；]|，")


def close_spaces(paragraph: str) -> str:
    """`paragraph` with the needless spaces marked as gone; the same length."""
    if META.match(paragraph):
        return paragraph  # here spaces part one statement from the next
    if _ODD_SPACE.search(paragraph):
        paragraph = _ODD_SPACE.sub(" ", paragraph)
    if " " not in paragraph:
        return paragraph
    s = paragraph
    singles = _SINGLE.search(s) is not None
    if singles:
        s = _SPACED_OUT.sub(_letter_spaced, s)
        if " " not in s:
            return s
    s = _BEFORE_MARK.sub(_gone, s)
    s = _AFTER_MARK.sub(_gone, s)
    running = _RUNNING.search(s) is not None
    if _BETWEEN_DIGITS.search(s):
        s = _DIGIT_RUN.sub(_number, s)
    s = _HAN_NUMBER_UNIT.sub(GONE, s)
    s = _DIGIT_UNIT.sub(GONE, s)
    if running and " " in s:
        if singles:
            s = _SPACED_HAN.sub(_close_up, s)
        s = _HAN_ALNUM.sub(GONE, s)
        s = _HAN_HAN.sub(_between_words, s)
    elif singles and " " in s:
        s = _SPACED_HAN.sub(_close_up, s)
    return s


def _gone(match: re.Match[str]) -> str:
    return GONE * len(match.group())


def _letter_spaced(match: re.Match[str]) -> str:
    run = match.group()
    tokens = run.split()
    han = sum("\u3400" <= t <= "\u9fff" for t in tokens)
    if han * 2 < len(tokens) and not all(t.isdigit() or t in ".," for t in tokens):
        return run  # a list of letters or marks
    return run.replace(" ", GONE)


def _close_up(match: re.Match[str]) -> str:
    return match.group().replace(" ", GONE)


def _number(match: re.Match[str]) -> str:
    run = match.group()
    tokens = run.split(" ")
    text = match.string
    end = match.end()
    if len(tokens[-1]) == 4 and tokens[-1][:2] in ("19", "20") and text[end : end + 1] == "年":
        return run  # a number and the year after it
    joined = "".join(tokens)
    if not _VALID.match(joined):
        return run
    single = any(len(t) == 1 or t[0] in ".," or t[-1] in ".," for t in tokens)
    before = text[: match.start()].rstrip(" " + GONE)[-1:]  # 2022 年的 52 1.3 亿元: a word, and a space perhaps
    torn = len(tokens) == 2 and _TORN.match(run) and _COUNTED.match(text, end) and before >= "一"
    if single or torn or _GROUPED.match(run):
        return run.replace(" ", GONE)
    return run


def _between_words(match: re.Match[str]) -> str:
    """Inside a sentence a space between two words is noise, but it parts names from what they are."""
    text, at = match.string, match.start()
    before = text[max(0, at - 40) : at]
    word = _LEFT_WORD.search(before)
    left = word.group() if word else ""
    ahead = before[: len(before) - len(left)]
    if _NAMING.search(left) or _NAME_BEFORE.search(ahead[-6:]):
        return " "
    if _NAME_AFTER.match(text, at) and (not ahead or ahead[-1] in " 。！？（("):
        return " "
    if text[at + 1 : at + 2] in "摄攝" and text[at + 2 : at + 3] in "）)":
        return " "
    return GONE
