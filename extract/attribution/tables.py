"""Cells of tables to drafts: headers give indicator, subject, period and unit."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.annotations import Annotations
from extract.attribution.carriers import Subject
from extract.attribution.drafts import Draft
from extract.attribution.headers import RANK, SHARE, Headers, last_period, read_headers, things_of, years_of
from extract.attribution.subjects import Subjects
from extract.periods.assign import PeriodContext
from extract.quantities import parse_cell
from schemas.documents import Cell, Table
from schemas.records import Rejection

_PLAN = re.compile(r"目标|目標|规划值|预期值|计划数?$|预算数?$")


_RATE_RANK = re.compile(r"(?P<rate>增速|增幅|增长率|增长)(?:全[国省市区])?(?:排名|位次|名次)")
_OF_BEFORE = re.compile(
    r"位次|排名|名次|排位|完成进度|进度|完成率|占比|比重|比例|份额|占全市比重|占全省比重|占全国比重"
)
_RATIO = re.compile(r"率$|完成(?:全年|年度|目标|进度)|增速|增幅|增长|进度|强度|占比|比重|比例|份额|占|同比|环比|％|%")
_PERCENT = re.compile(r"[%％‰]")
_UNSAID = (
    (re.compile(r"人数|人员|员工|职工|在职|博士|硕士|本科|大专"), "人"),
    (re.compile(r"企业数?$|公司数?$|机构数?$|孵化器数?$|高企数?$"), "家"),
    (re.compile(r"专利数?$|申请量$|授权量$"), "件"),
)
_AREA = re.compile(r"用地|占地|面积|土地")
_AREAS = re.compile(r".*(?:亩|公顷|平方米|平方公里|㎡)")
_HEADS = re.compile(r"人员|人数|员工|职工|就业|人口|人才|高管|博士|硕士|学生")
_PEOPLE = re.compile(r"[万千]?(?:人|名|人次)")
_THINGS = re.compile(r"企业|机构|平台|项目|专利|论文|孵化器|数$|户数|家数|件数|个数")
_PIECES = re.compile(r"[万千]?(?:家|户|个|件|项|篇|台|套)")
_LEAD = 160
_LEADS_IN = re.compile(r"(?P<told>[^\n。]*(?:如下|见下表|下表)[^\n]{0,8})\n(?:[^\n]{0,40}\n){0,2}[^\n]*$")
_TOP = re.compile(
    r"(?:排名)?前?(?:[\d一二三四五六七八九十]+[名强位家]|TOP ?\d+)?(?:企业|公司|园区)?"
    r"(?:榜单?|名单|一览表?|情况)?[：:]?$"
)

_INDEX = re.compile("(?:指数|指數)(?!体系)")


def table_drafts(notes: Annotations, subjects: Subjects, context: PeriodContext) -> tuple[list[Draft], list[Rejection]]:
    """Drafts of all cells that hold a figure; cells that hold none are rejected with `empty_cell` or `no_number`."""
    drafts: list[Draft] = []
    rejected: list[Rejection] = []
    for table in notes.article.tables:
        if not table.cells:
            continue
        things = things_of(notes, table, subjects)
        last: tuple[tuple[str, ...], str] = ((), "")
        latest, led = last_period(table, context), _led_in(notes, table, context)
        years = years_of(table)
        for cell in table.cells:
            before = last[1] if last[0] == cell.row else ""
            last = (cell.row, _cell(table, cell, before, notes, subjects, context, things, drafts, rejected))
            if led and drafts and drafts[-1].period is None and drafts[-1].rule == "table":
                drafts[-1] = replace(drafts[-1], period=led, period_from="paragraph")
            if years and drafts and drafts[-1].period is None and any("年均" in h for h in cell.column):
                drafts[-1] = replace(drafts[-1], period=years, period_kind="span", period_from="heading")
            if drafts and drafts[-1].kind == "growth" and drafts[-1].period is None and drafts[-1].rule == "table":
                drafts[-1] = replace(drafts[-1], period=latest, period_from="heading" if latest else None)
    return drafts, rejected


def _led_in(notes: Annotations, table: Table, context: PeriodContext) -> str | None:
    """The period of the sentence that leads to a table: 截至2023年12月31日，…情况如下：."""
    led = _LEADS_IN.search(notes.text, max(0, table.start - _LEAD), table.start)
    for found in reversed([p for p in notes.periods if led and led.start("told") <= p.start and p.end <= led.end()]):
        if found.value and not found.relative:
            return found.value
    return None


def _unit_of(printed: str | None, headers: Headers) -> str | None:
    """Which of several units of a table (亿元、%) a column has, from what its header speaks of."""
    parts = [p for p in re.split(r"[、，,；;\s]+", printed or "") if p]
    if len(parts) < 2:
        return printed
    words = "".join(headers.words)
    if headers.rank:
        return None
    for speaks, unit in ((_RATIO, _PERCENT), (_AREA, _AREAS), (_HEADS, _PEOPLE), (_THINGS, _PIECES)):
        if (headers.growth and unit is _PERCENT) or speaks.search(words):
            if found := next((p for p in parts if unit.fullmatch(p)), None):
                return found
    return next((p for p in parts if "元" in p), parts[0])


def _cell(
    table: Table,
    cell: Cell,
    before: str,
    notes: Annotations,
    subjects: Subjects,
    context: PeriodContext,
    things: dict[str, Subject],
    drafts: list[Draft],
    rejected: list[Rejection],
) -> str:
    """Adds the draft of a cell; returns its indicator. `before` is that of the cell to its left."""
    headers = read_headers(cell, subjects, context, things)
    unit = _unit_of(headers.unit or table.unit, headers)
    if unit is None and table.title and (stated := re.search(r"单位\s*[:：]\s*([^，。）)]{1,12})", table.title)):
        unit = _unit_of(stated[1].strip(), headers)
    if unit is None and not headers.rank and any(w.endswith(("得分", "评分", "总分", "分数")) for w in headers.words):
        unit = "分"
    if headers.growth and (unit is None or unit == table.unit):
        unit = "%"
    indicator = "".join(headers.words)
    if before and _OF_BEFORE.fullmatch(indicator) and not (headers.growth and indicator in before):
        indicator = RANK.sub("", before) + (
            "排名" if headers.rank else indicator
        )  # a column 位次 ranks by the column before it
    if before and headers.rank and (placed := _RATE_RANK.fullmatch(indicator)):
        indicator = f"{RANK.sub('', before)}{placed['rate']}排名"  # the column before it tells of what
    own = bool(indicator) and bool(SHARE.search(before)) and not SHARE.search(indicator)  # 占比 stands between
    of_rate = bool(_OF_BEFORE.search(before)) and bool(indicator)  # 完成率 stands between: of the row itself
    if headers.growth and before and not own and (not indicator or (indicator in before and not of_rate)):
        indicator = before  # a column 比上年增长 speaks of the column before it
    if headers.rank and (not indicator or RANK.fullmatch(indicator)) and not before:
        indicator = f"{_TOP.sub('', table.title or '')}排名"  # 估值前四名: the column 排名 of the table
    indicator = indicator or (table.title or "")
    quantity = parse_cell(cell.text, unit, indicator)
    if quantity is None:
        reason = "empty_cell" if not cell.text.strip(" -—－…/") else "no_number"
        rejected.append(Rejection(reason, notes.article.index, cell.start, cell.end, cell.text))
        return indicator
    quantity = replace(quantity, start=cell.start, end=cell.end, text=cell.text)
    if not quantity.unit and (of := next((u for p, u in _UNSAID if p.search(indicator)), None)):
        quantity = replace(quantity, unit=of)  # 生产人员 812: what is counted says in what
    if not quantity.unit and "." in cell.text and _INDEX.search(f"{table.title or ''}{indicator}"):
        quantity = replace(quantity, unit="index_point")  # a table of an index prints no unit
    if headers.rank and not quantity.unit:
        quantity = replace(quantity, unit="rank")
    kind = "level"
    if headers.growth and quantity.unit in ("%", "倍"):
        kind = "growth"
    elif quantity.unit == "%":
        kind = "share"
    elif headers.rank:
        kind = "rank"
    if not indicator:
        rejected.append(Rejection("no_indicator", notes.article.index, cell.start, cell.end, cell.text))
        return indicator
    sentence = next((i for i, s in enumerate(notes.sentences) if s.start <= cell.start < s.end), 0)
    drafts.append(
        Draft(
            quantity=quantity,
            kind=kind,  # type: ignore[arg-type]
            indicator=indicator,
            subject=headers.subject or subjects.main,
            sentence=sentence,
            rule="table",
            value=quantity.value,
            unit=quantity.unit,
            unit_full=quantity.unit_full or quantity.unit,
            qualifiers=quantity.qualifiers,
            period=headers.period,
            modality="target" if any(_PLAN.search(h) for h in (*cell.column, *cell.row)) else "actual",
            period_kind="year" if headers.period and len(headers.period) == 4 else None,
            period_from="heading" if headers.period else None,
        )
    )
    return indicator
