"""Headers of tables: what they say of indicator, subject, period and unit of the cells beside and below them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.annotations import Annotations
from extract.attribution.carriers import Subject
from extract.attribution.subjects import Subjects
from extract.periods import find_periods
from extract.periods.assign import PeriodContext
from extract.periods.resolve import resolve
from schemas.documents import Cell, Table

_GROWTH = re.compile(r"增减|增長率|增长|增長|增速|增幅|同比|环比|年增|成长|成長|±")
SHARE = re.compile(r"占比|比重|比例|份额|构成|占")
RANK = re.compile(r"排名|位次|名次|名次")
_UNIT = re.compile(r"[（(]\s*(?:单位[:：])?\s*([^（）()]{1,12})\s*[）)]")
_GENERIC = frozenset(
    [
        "指标",
        "指标名称",
        "名称",
        "项目",
        "数值",
        "数量",
        "绝对数",
        "绝对量",
        "合计数",
        "单位",
        "本年",
        "本期",
        "累计",
        "总量",
        "实绩",
        "完成",
        "金额",
        "本期数",
        "值",
        "全年",
        "年份",
        "年度",
        "地区",
        "园区",
        "实际",
        "实际完成",
        "实际数",
        "完成值",
        "完成额",
        "完成数",
    ]
)
# a corner above the row headers that says they are names
_CORNER = re.compile(
    r"^\s*(?:(?:序\s*号|排\s*名|名\s*次|位\s*次|编\s*号)\s*)?(?:园\s*区|地\s*区|区\s*域|企\s*业|公\s*司|单\s*位|城\s*市|区\s*县|县\s*区|开\s*发\s*区"
    r"|项\s*目\s*名|型\s*号|[^\s　|｜,，指产商品]{2,8}名(?=称)|高\s*新\s*区|机\s*构|学\s*校|省\s*份|分\s*园|片\s*区)"
    r"(?:名?\s*称)?(?=[\s　|｜,，]|$)",
    re.M,
)
_OF_FIRMS = re.compile(r"企\s*业|公\s*司")
# columns of a table of specifications: LX-5, T800
_MODEL = re.compile(
    r"(?=.*[A-Z])(?=.*\d)[A-Z][A-Za-z]{0,5}[-\s]?\d{1,4}[A-Za-z]{0,4}(?:[-\s](?:Pro|Max|Plus|Mini|[A-Z]))?"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=年|$)")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_TOTAL = re.compile(r"(?:全[省市区县国]|各[市区县])?[合总總]\s*[计計]|小\s*计|平\s*均|均\s*值")


@dataclass(slots=True)
class Headers:
    """What the headers of one cell say."""

    words: list[str]
    period: str | None
    subject: Subject | None
    growth: bool
    share: bool
    rank: bool
    unit: str | None


def things_of(notes: Annotations, table: Table, subjects: Subjects) -> dict[str, Subject]:
    """Row headers that are names though nothing knows them: the corner says so, or most rows are of known names."""
    heads = list(dict.fromkeys(c.row[0].strip() for c in table.cells if c.row))
    known = {m.text for m in subjects.mentions if m.type in ("park", "region", "enterprise")}
    firms = {m.text for m in subjects.mentions if m.type == "enterprise"}
    first = min(c.start for c in table.cells)
    named = sum(h in known for h in heads)
    corner = _CORNER.search(notes.text[table.start : first])
    if not corner and (len(heads) < 3 or 2 * named <= len(heads)):
        return {}
    firms_only = bool(corner and _OF_FIRMS.search(corner.group()))
    found: dict[str, Subject] = {}
    for head in heads:
        if _TOTAL.fullmatch(head):
            word = re.sub(r"\s", "", head)
            main = subjects.main  # a city's table of its parts, a zone's of its projects
            whole = None if any(h in main.name or main.name in h for h in heads if len(h) > 1) else main
            found[head] = whole or Subject(word, "park", f"park:{word}", word, "clause")
        elif head in firms:
            found[head] = subjects.place(head)
        elif head and head not in known and not any(c.isdigit() for c in head):
            found[head] = subjects.anaphor(head, table.start, subjects.main) or subjects.place(head)
            if firms_only and found[head].type == "region":
                found[head] = Subject(head, "enterprise", f"enterprise:{head}", head, "clause")
    return found


def read_headers(cell: Cell, subjects: Subjects, context: PeriodContext, things: dict[str, Subject]) -> Headers:
    """The headers of a cell, taken apart; `things` are the row headers that are names."""
    words: list[str] = []
    period: str | None = None
    subject: Subject | None = None
    unit = cell.unit
    growth = share = rank = False
    known = {
        m.text: m
        for m in subjects.mentions
        if m.type in ("park", "region") or (m.type == "enterprise" and m.text.endswith(("公司", "集团")))
    }
    for header in (*cell.row, *cell.column):
        text = header.strip()
        if header in cell.row[:1] and text in things:
            subject = things[text]
            continue
        if _BARE_YEAR.fullmatch(text):
            period = text  # a row or column that is headed with nothing but its year
            continue
        for found in _UNIT.finditer(text):
            if re.search(r"[%％‰元家个件人项台套吨户名平方米]|倍|點|点", found[1]):
                unit = unit or found[1]
        text = _UNIT.sub("", text).strip(" 　:：*#注")
        if (periods := find_periods(text)) and not re.search(r"[比较較同]$", text[: periods[0].start]):
            first = periods[0]
            value = first.value or resolve(first, context.anchor_year, context.published, context.topic)
            period = value or period
            text = re.sub(r"累[计計]$", "", (text[: first.start] + text[first.end :]).strip("年度 　"))
        if _MODEL.fullmatch(text) and not (subject and header in cell.row):
            subject = Subject(text, "product", f"product:{text}", text, "clause")
            continue
        if text in known:
            subject = subjects.of(known[text], "clause")
            continue
        if RANK.search(text):
            rank = True  # 增速位次 is a place, and no rate
        elif _GROWTH.search(text):
            growth = True
            text = re.sub(
                r"(?:本期(?:末)?|本年)?(?:比上年同期(?:末)?|比上年末|比上年|较上年|同比|环比|比去年)?(?:±|增长|增速|增幅|增減|增减|成长率|成長率|年增率?)+(?:率|速度|幅度)?",
                "",
                text,
            )
            text = re.sub(r"(?:累[计計])?(?:同比|环比|較上年|比上年|年均)$", "", text)
        if SHARE.search(text):
            share = True
        text = re.sub(r"^其中[：:]", "", text)
        text = re.sub(r"(?:预期|规划)?(?:目标|目標)值?$", "", text).strip(" 　±%％")
        if text and text not in _GENERIC and text not in words:
            words.append(text)
    return Headers(words, period, subject, growth, share, rank, unit)


def last_period(table: Table, context: PeriodContext) -> str | None:
    """The last period among the headers of a table's columns: a column 增长 speaks of it."""
    told: list[str] = []
    for header in dict.fromkeys(h for c in table.cells for h in c.column):
        for found in find_periods(header)[:1]:
            if _GROWTH.search(header) or re.search(r"[比较較同]$", header[: found.start]):
                continue  # 比上年增长
            value = found.value or resolve(found, context.anchor_year, context.published, context.topic)
            told += [value] if value else []
    return max(told, default=None)


def years_of(table: Table) -> str | None:
    """The years from the first to the last that the columns of a table name: those of a column 年均增长."""
    named = sorted({m.group() for c in table.cells for h in c.column for m in _YEAR.finditer(h)})
    return f"{named[0]}/{named[-1]}" if len(named) > 1 else None
