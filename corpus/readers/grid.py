"""Tables as a grid of cells: which rows and columns are headers, which unit holds for a figure, what are notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.hints import TableHint
from schemas.documents import Cell

_NUMBER = r"[-−–+＋]?\s*(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?"
_VALUE = re.compile(rf"^[<>≥≤约超近]?\s*{_NUMBER}\s*(?:[%％‰]|[^\d\s]{{0,8}})?$")
_BARE = re.compile(rf"^\s*{_NUMBER}\s*$")
# the same without a character that a growth or a gap is written with
_EMPTY_VALUES = frozenset({"-", "—", "——", "–", "…", "/", "－", "N/A", "n/a", "*", "..."})
_PERIOD = re.compile(
    r"^(?:(?:19|20)\d{2}\s*(?:年|年度|年末|年底)?(?:\s*(?:[-—~～至/.]\s*)?"
    r"(?:(?:19|20)?\d{1,2}(?:\s*[-—~～至]\s*\d{1,2})?\s*(?:月|季度)?|[上下]半年|第?[一二三四1-4]季度|前三季度|Q[1-4]|H[12]))?年?"
    r"|(?:(?:\d{1,2}\s*[-—~～至]\s*)?\d{1,2}月|[上下]半年|第?[一二三四1-4]季度|前三季度|Q[1-4]|H[12]))$"
)
_SERIAL = re.compile(r"^(?:序\s*号|编\s*号|No\.?|#)$", re.IGNORECASE)
_UNIT_COLUMN = re.compile(r"^(?:计量|计算)?\s*单\s*位$")
_UNIT_ROW = re.compile(r"^[（(]?\s*(?:计量|计算|货币|金额)?\s*单\s*位\s*[:：]\s*(?P<unit>[^()（）]{1,30}?)\s*[)）]?$")
_NOTE_ROW = re.compile(
    r"^\s*[*※]?\s*(?:注|备注|说明|注释|资料来源|数据来源|来源|Source|Note)s?\s*\d{0,2}\s*[:：.、]", re.IGNORECASE
)
_MEASURES = (
    "美元|港元|欧元|日元|人民币|元|人次|人年|人|家次|家|个百分点|百分点|个点|个|件|项|户|名|位|次|年|条|枚|台|套|篇|座|所|只|支|批|对|辆|"
    "艘|架|间|层|栋|宗|起|例|种|类|株|头|吨标准煤|标准煤|吨|公斤|千克|克|升|平方公里|平方千米|平方米|立方米|公里|千米|米|公顷|亩|"
    "千瓦时|千瓦|兆瓦|度|倍|分|点|小时|天|月|TEU|标箱|㎡|km²|m²|m2|%|％|‰"
)
_UNIT = re.compile(rf"^[十百千万亿]*(?:{_MEASURES})(?:\s*[/／每]\s*[十百千万亿]?(?:{_MEASURES}))*$")
_UNIT_TAIL = re.compile(
    r"[（(\[]\s*(?:单位\s*[:：]\s*)?(?P<unit>[^()（）\[\]]{1,12})\s*[)）\]]\s*$|[,，、/]\s*(?P<after>[%％‰])\s*$"
)
_PERCENT_TAIL = re.compile(r"[%％]$")
_OF_WHICH = re.compile(r"^\s*[#＃]|^\s*(?:其\s*中|#)\s*[:：]?")
_RELATIVE = re.compile(r"增长|增速|增幅|比重|占比|比例|率|±")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its place in the grid and, once laid out, in the original text."""

    row: int
    column: int
    text: str
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


def is_period(text: str) -> bool:
    """A year, half, quarter or month as column and row headers write them."""
    return bool(_PERIOD.match("".join(text.split())))


def is_value(text: str) -> bool:
    """A figure, or what stands in place of one; a year counts as a header, not as a figure."""
    text = text.strip()
    return text in _EMPTY_VALUES or (bool(_VALUE.match(text)) and not is_period(text))


def unit_of(text: str) -> str | None:
    """The unit that a header names: `营业收入（亿元）`, `增长率(%)`."""
    text = text.strip()
    match = _UNIT_TAIL.search(text)
    if match:
        unit = (match.group("unit") or match.group("after") or "").strip()
        return unit if _UNIT.match(unit) else None
    return "%" if _PERCENT_TAIL.search(text) else None


def unit_statement(text: str) -> str | None:
    """The unit of a line such as `单位：亿元`, else None."""
    match = _UNIT_ROW.match(text.strip())
    return match.group("unit").strip() if match else None


def is_note(text: str) -> bool:
    """Whether the line is a note to a table (`注：…`, `数据来源：…`)."""
    return bool(_NOTE_ROW.match(text))


def interpret(
    cells: Sequence[GridCell], start: int, end: int, title: str | None = None, unit: str | None = None
) -> TableHint:
    """Make a table of the cells that lie in `[start, end)` of the original.

    Rows of one cell above the header are its title and unit, those below the last row its notes.
    """
    return _Interpreter(cells, start, end, title, unit).table()


class _Interpreter:
    def __init__(self, cells: Iterable[GridCell], start: int, end: int, title: str | None, unit: str | None) -> None:
        self.cells = [cell for cell in cells if cell.text.strip()]
        self.start, self.end, self.title, self.unit = start, end, title, unit
        self.notes: list[str] = []
        self.at: dict[tuple[int, int], GridCell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    self.at.setdefault((row, column), cell)
        self.rows = sorted({row for row, _ in self.at})
        self.columns = sorted({column for _, column in self.at})

    def _distinct(self, row: int) -> list[GridCell]:
        seen: list[GridCell] = []
        for column in self.columns:
            cell = self.at.get((row, column))
            if cell is not None and (not seen or seen[-1] is not cell):
                seen.append(cell)
        return seen

    def _peel(self) -> None:
        """Take title, unit and note rows off the top and the bottom."""
        wide = len(self.columns) > 1
        while wide and self.rows:
            cells = self._distinct(self.rows[0])
            if len(cells) > 2 or cells[0].row_span > 1:
                break
            statements = [unit_statement(cell.text) for cell in cells]
            others = [cell for cell, unit in zip(cells, statements, strict=True) if unit is None]
            alone = len(cells) == 1 or len(others) < len(cells)
            if not alone or any(is_value(c.text) for c in others):
                break
            # a short lone cell over the first column is a header without its figures, not a title
            if others and not self._is_banner(others[0]):
                break
            self.unit = next((u for u in statements if u), self.unit)
            if others and self.title is None:
                self.title = others[0].text.strip()
            elif others:
                self.notes.append(others[0].text.strip())
            self.rows.pop(0)
        while wide and self.rows:
            cells = self._distinct(self.rows[-1])
            if len(cells) != 1 or not (is_note(cells[0].text) or (self.notes and len(cells[0].text) > 40)):
                break
            self.notes.append(cells[0].text.strip())
            self.rows.pop()

    def _is_banner(self, cell: GridCell) -> bool:
        return cell.column_span > 1 or cell.column > self.columns[0] or len(cell.text) > 4

    def _header_rows(self) -> int:
        """How many of the rows are column headers."""
        number = 0
        for row in self.rows:
            cells = self._distinct(row)
            if all(cell.header for cell in cells) and len(cells) > 1:
                number += 1
                continue
            rest = [c for c in cells if c.column > self.columns[0] or c.column_span > 1]
            if any(is_value(c.text) for c in rest):
                break
            if not rest:
                # a label without figures: a section of the body, once there is a header
                if number:
                    break
                number += 1
                continue
            if number and not any(c.row_span > 1 or c.row < row for c in cells) and not self._continues(row, number):
                break
            number += 1
        return number if number < len(self.rows) else min(1, len(self.rows) - 1)

    def _continues(self, row: int, number: int) -> bool:
        """Whether a row without figures goes on with a header of several rows (the row above has wide cells)."""
        above = self.rows[self.rows.index(row) - 1]
        wide = any(cell.column_span > 1 for cell in self._distinct(above))
        cells = self._distinct(row)
        periods = all(is_period(c.text) or unit_of(c.text) or _UNIT.match(c.text.strip()) for c in cells[1:] or cells)
        gaps = len(self._distinct(above)) < len(cells)
        return wide or periods or gaps

    def _label_columns(self, body: list[int], heads: dict[int, tuple[str, ...]]) -> int:
        number = 0
        for index, column in enumerate(self.columns):
            head = heads[column][-1] if heads[column] else ""
            texts = [cell.text for row in body if (cell := self.at.get((row, column))) is not None]
            values = sum(is_value(text) for text in texts)
            periods = sum(is_period(text) for text in texts)
            serial = bool(_SERIAL.match(head))
            label = serial or bool(_UNIT_COLUMN.match(head)) or not texts or periods * 2 > len(texts)
            label = label or values * 2 < len(texts)
            if not label or index == len(self.columns) - 1 > 0:
                break
            number += 1
        return number

    def table(self) -> TableHint:
        """Title, unit and notes peeled off, every cell of the body with its headers and unit."""
        self._peel()
        if not self.rows or len(self.columns) < 2:
            return TableHint(self.start, self.end, self.title, (), self.unit, tuple(self.notes))
        count = self._header_rows()
        head_rows, body = self.rows[:count], self.rows[count:]
        heads = {column: self._heads(column, head_rows) for column in self.columns}
        labels = self._label_columns(body, heads)
        unit_column = next((c for c in self.columns if heads[c] and _UNIT_COLUMN.match(heads[c][-1])), None)
        out: list[Cell] = []
        section: str | None = None
        parent: str | None = None
        for row in body:
            cells = self._distinct(row)
            if len(cells) == 1 and not is_value(cells[0].text) and cells[0].column == self.columns[0]:
                section, parent = cells[0].text.strip(), None
                continue
            names = self._names(row, labels, heads, unit_column)
            if names and _OF_WHICH.match(names[-1]):
                names = ((parent,) if parent else ()) + names
            elif names:
                parent = names[-1]
            full = ((section,) if section and section not in names else ()) + names
            out.extend(self._body_row(row, labels, heads, full, unit_column))
        return TableHint(self.start, self.end, self.title, tuple(out), self.unit, tuple(self.notes))

    def _heads(self, column: int, rows: list[int]) -> tuple[str, ...]:
        texts: list[str] = []
        for row in rows:
            cell = self.at.get((row, column))
            text = cell.text.strip() if cell else ""
            if text and (not texts or texts[-1] != text):
                texts.append(text)
        return tuple(texts)

    def _names(
        self, row: int, labels: int, heads: dict[int, tuple[str, ...]], unit_column: int | None
    ) -> tuple[str, ...]:
        names: list[str] = []
        for column in self.columns[:labels]:
            cell = self.at.get((row, column))
            serial = bool(heads[column] and _SERIAL.match(heads[column][-1]))
            if cell is None or serial or column == unit_column:
                continue
            text = cell.text.strip()
            if not names or names[-1] != text:
                names.append(text)
        return tuple(names)

    def _body_row(
        self,
        row: int,
        labels: int,
        heads: dict[int, tuple[str, ...]],
        names: tuple[str, ...],
        unit_column: int | None,
    ) -> Iterable[Cell]:
        unit_cell = self.at.get((row, unit_column)) if unit_column is not None else None
        for column in self.columns[labels:]:
            cell = self.at.get((row, column))
            if cell is None or cell.row != row or cell.column != column or column == unit_column:
                continue
            head = tuple(h for h in heads[column] if not _UNIT.match(h.strip("（）() ")))
            unit = self._unit(cell, names, heads[column], unit_cell)
            yield Cell(cell.start, cell.end, cell.text, names, head, unit)

    def _unit(
        self, cell: GridCell, names: tuple[str, ...], heads: tuple[str, ...], unit_cell: GridCell | None
    ) -> str | None:
        """The unit of one figure: of the unit column, the row, the column, the table, in this order."""
        if not _BARE.match(cell.text):
            return None  # the cell says it itself
        relative = next((unit_of(h) for h in reversed(heads) if (unit_of(h) or "") in ("%", "％", "‰")), None)
        if relative:
            return relative  # a growth column holds percent, whatever the row is measured in
        if unit_cell is not None and unit_cell.text.strip():
            return unit_cell.text.strip()
        for text in (*reversed(names), *reversed(heads)):
            unit = unit_of(text) or (
                text.strip("（）() ") if text in heads and _UNIT.match(text.strip("（）() ")) else None
            )
            if unit:
                return unit
        return self._table_unit((*names, *heads))

    def _table_unit(self, headers: tuple[str, ...]) -> str | None:
        if self.unit is None:
            return None
        units = [u.strip() for u in re.split(r"[、，,；;]", self.unit) if u.strip()]
        if len(units) < 2:
            return self.unit
        percent = next((u for u in units if u in ("%", "％")), None)
        others = [u for u in units if u != percent]
        if percent and any(_RELATIVE.search(header) for header in headers):
            return percent
        return others[0] if len(others) == 1 else None
