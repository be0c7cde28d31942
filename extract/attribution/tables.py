"""Cells of tables to drafts: headers give indicator, subject, period and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.annotations import Annotations
from extract.attribution.carriers import Subject
from extract.attribution.drafts import Draft
from extract.attribution.subjects import Subjects
from extract.periods import find_periods
from extract.periods.assign import PeriodContext
from extract.periods.resolve import resolve
from extract.quantities import parse_cell
from schemas.documents import Cell, Table
from schemas.records import Rejection

_GROWTH = re.compile(r"增减|增長率|增长|增長|增速|增幅|同比|环比|年增|成长|成長|±")
_PLAN = re.compile(r"目标|目標|规划值|预期值|计划数?$|预算数?$")
_SHARE = re.compile(r"占比|比重|比例|份额|构成|占")
_RANK = re.compile(r"排名|位次|名次|名次")
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
# columns of a table of specifications: LX-5, T800
_LEAD = 160
_LEADS_IN = re.compile(r"(?P<told>[^\n。]*(?:如下|见下表|下表)[^\n]{0,8})\n(?:[^\n]{0,40}\n){0,2}[^\n]*$")
_MODEL = re.compile(
    r"(?=.*[A-Z])(?=.*\d)[A-Z][A-Za-z]{0,5}[-\s]?\d{1,4}[A-Za-z]{0,4}(?:[-\s](?:Pro|Max|Plus|Mini|[A-Z]))?"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=年|$)")
_TOP = re.compile(
    r"(?:排名)?前?(?:[\d一二三四五六七八九十]+[名强位家]|TOP ?\d+)?(?:企业|公司|园区)?"
    r"(?:榜单?|名单|一览表?|情况)?[：:]?$"
)
_TOTAL = re.compile(r"(?:全[省市区县国]|各[市区县])?[合总總]\s*[计計]|小\s*计|平\s*均|均\s*值")


@dataclass(slots=True)
class _Headers:
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


def _read_headers(cell: Cell, subjects: Subjects, context: PeriodContext, things: dict[str, Subject]) -> _Headers:
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
        if _RANK.search(text):
            rank = True  # 增速位次 is a place, and no rate
        elif _GROWTH.search(text):
            growth = True
            text = re.sub(
                r"(?:本期(?:末)?|本年)?(?:比上年同期(?:末)?|比上年末|比上年|较上年|同比|环比|比去年)?(?:±|增长|增速|增幅|增減|增减|成长率|成長率|年增率?)+(?:率|速度|幅度)?",
                "",
                text,
            )
            text = re.sub(r"(?:累[计計])?(?:同比|环比|較上年|比上年|年均)$", "", text)
        if _SHARE.search(text):
            share = True
        text = re.sub(r"^其中[：:]", "", text)
        text = re.sub(r"(?:预期|规划)?(?:目标|目標)值?$", "", text).strip(" 　±%％")
        if text and text not in _GENERIC and text not in words:
            words.append(text)
    return _Headers(words, period, subject, growth, share, rank, unit)


def table_drafts(notes: Annotations, subjects: Subjects, context: PeriodContext) -> tuple[list[Draft], list[Rejection]]:
    """Drafts of all cells that hold a figure; cells that hold none are rejected with `empty_cell` or `no_number`."""
    drafts: list[Draft] = []
    rejected: list[Rejection] = []
    for table in notes.article.tables:
        if not table.cells:
            continue
        things = things_of(notes, table, subjects)
        last: tuple[tuple[str, ...], str] = ((), "")
        latest, led = _latest(table, context), _led_in(notes, table, context)
        years = _years_of(table)
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


def _latest(table: Table, context: PeriodContext) -> str | None:
    """The last period among the headers of a table's columns: a column 增长 speaks of it."""
    told: list[str] = []
    for header in dict.fromkeys(h for c in table.cells for h in c.column):
        for found in find_periods(header)[:1]:
            if _GROWTH.search(header) or re.search(r"[比较較同]$", header[: found.start]):
                continue  # 比上年增长
            value = found.value or resolve(found, context.anchor_year, context.published, context.topic)
            told += [value] if value else []
    return max(told, default=None)


def _years_of(table: Table) -> str | None:
    """The years from the first to the last that the columns of a table name: those of a column 年均增长."""
    named = sorted({m.group() for c in table.cells for h in c.column for m in _YEAR.finditer(h)})
    return f"{named[0]}/{named[-1]}" if len(named) > 1 else None


def _unit_of(printed: str | None, headers: _Headers) -> str | None:
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
    headers = _read_headers(cell, subjects, context, things)
    unit = _unit_of(headers.unit or table.unit, headers)
    if unit is None and table.title and (stated := re.search(r"单位\s*[:：]\s*([^，。）)]{1,12})", table.title)):
        unit = _unit_of(stated[1].strip(), headers)
    if headers.growth and (unit is None or unit == table.unit):
        unit = "%"
    indicator = "".join(headers.words)
    if before and _OF_BEFORE.fullmatch(indicator) and not (headers.growth and indicator in before):
        indicator = _RANK.sub("", before) + (
            "排名" if headers.rank else indicator
        )  # a column 位次 ranks by the column before it
    if before and headers.rank and (placed := _RATE_RANK.fullmatch(indicator)):
        indicator = f"{_RANK.sub('', before)}{placed['rate']}排名"  # the column before it tells of what
    own = bool(indicator) and bool(_SHARE.search(before)) and not _SHARE.search(indicator)  # 占比 stands between
    of_rate = bool(_OF_BEFORE.search(before)) and bool(indicator)  # 完成率 stands between: of the row itself
    if headers.growth and before and not own and (not indicator or (indicator in before and not of_rate)):
        indicator = before  # a column 比上年增长 speaks of the column before it
    if headers.rank and (not indicator or _RANK.fullmatch(indicator)) and not before:
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
