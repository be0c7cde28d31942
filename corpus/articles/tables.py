"""Tables of an article: rows flattened into lines become cells with their headers and units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.articles.paragraphs import ParagraphKind
from corpus.characters import HAN
from corpus.patterns import load_words
from corpus.repair.rows import NUMBER, SEPARATOR, cell_texts, cells_of, columns_of, is_lower_header, read_row
from schemas.documents import Cell, Table

_UNIT_IN_BRACKETS = re.compile(r"[（(]([^（）()]{1,12})[）)]\s*$")
_UNIT_LINE = re.compile(r"(?<![报編编制主办管发责寄送成员])[单單]位[：:]\s?([^\s，；）)]{1,16})")
_UNIT_HEADER = re.compile(r"^(?:计量|計量|[单單])?[单單]?位$")
_SERIAL_HEADER = re.compile(r"^(?:序号|序號|编号|編號|#|No\.?)$")
_RANK_HEADER = re.compile(r"^(?:排\s*名|名\s*次|位\s*次|排\s*位)$")
_CHANGE = re.compile(r"同比|[环環]比|比上年|[增减減]|[±%％]|升降")
_DIGIT = re.compile(r"\d")
_UNITLIKE = re.compile(rf"[%‰％{HAN}A-Za-z/·²³]{{1,10}}$")
_PART = re.compile(r"^(?:其中[：:]?|#|\*|—|-)\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of an article: where it begins in the article's text, what it holds, what it is."""

    start: int
    text: str
    kind: ParagraphKind

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.start + len(self.text)


def build_tables(lines: Sequence[Line], headline: str | None) -> tuple[Table, ...]:
    """The tables among the lines of an article, in order."""
    tables: list[Table] = []
    i = 0
    while i < len(lines):
        if lines[i].kind != "row":
            i += 1
            continue
        end = i
        while end < len(lines) and lines[end].kind == "row":
            end += 1
        tables.append(_build(lines, i, end, headline))
        i = end
    return tuple(t for t in tables if t.cells)


def _build(lines: Sequence[Line], start: int, end: int, headline: str | None) -> Table:
    rows = lines[start:end]
    title, unit = _before(lines, start)
    notes = []
    for line in lines[end : end + 4]:
        if line.kind != "note":
            break
        notes.append(line.text)
    cells: list[Cell] = []
    columns = columns_of(read_row(r.text) for r in rows)
    header: list[str] = []
    lower: list[tuple[str, ...]] = []  # both lines of a header of two lines, column by column
    parent: str | None = None
    stub = ""
    for row in rows:
        spans = cells_of(row.text)
        texts = [row.text[a:b] for a, b in spans]
        found = read_row(row.text)
        if found is None and SEPARATOR.match(row.text):
            continue
        if found is None:
            if header and is_lower_header(row.text, columns) and (spread := _spread(header, texts, columns)):
                lower = spread
            elif len(texts) >= 2 and not any(_DIGIT.match(t) and NUMBER.match(t) for t in texts):
                header, lower = _header(texts, columns), []
                parent = None
            elif len(texts) == 1:
                parent = texts[0].rstrip("：:")
            continue
        label_at, unit_at = _roles(header, texts)
        shift = 0
        if _TOTAL.match(texts[0]) and len(texts) < len(header):
            # a row of totals leaves out the columns of names: its figures stand under the last columns
            label_at, unit_at, shift = 0, None, 0 if _ends_in_words(rows, len(header)) else len(header) - len(texts)
        elif behind := _stubs(header, texts):
            # 行业 项目 单位 2021年: what the row is of stands in two columns, the first left out where it repeats
            unit_at, shift = behind - (len(header) - len(texts)), len(header) - len(texts)
            label_at = unit_at - 1
            stub = texts[0] if not shift else stub
        label = texts[label_at]
        if len(label) == 1 and parent and label not in "男女":
            label, parent = parent + label, None  # R&D经费占地区生产总值比 | 重: a label broken in two
        is_part = _PART.match(label) is not None
        row_headers = (parent, label) if is_part and parent else (label,)
        if not is_part:
            parent = label
        if stub and label_at == 1 - shift and unit_at is not None:
            row_headers = (stub, label)
        row_unit = texts[unit_at] if unit_at is not None else None
        if label_at == 1 and header and _RANK_HEADER.match(header[0]) and texts[0].isdigit():
            a, b = spans[0]  # the number of the row is the place that it holds
            cells.append(Cell(row.start + a, row.start + b, texts[0], row_headers, (header[0],), None))
        for k, (a, b) in enumerate(spans):
            if k <= label_at or k == unit_at or not NUMBER.match(texts[k]) or not _DIGIT.search(texts[k]):
                continue
            column = lower[k + shift] if lower and k + shift < len(lower) else _column(header, k + shift, len(texts))
            cell_unit = _cell_unit(texts[k], column, row_unit, label, unit)
            cells.append(Cell(row.start + a, row.start + b, texts[k], row_headers, column, cell_unit))
    return Table(rows[0].start, rows[-1].end, title or headline, tuple(cells), unit, tuple(notes))


def _spread(upper: Sequence[str], lower: Sequence[str], columns: int) -> list[tuple[str, ...]]:
    """Both headers of each column where the words of the lower line repeat under the first groups of the upper one."""
    groups = list(upper[1:])
    alone = columns - 1 - len(lower)  # groups at the end that are columns by themselves
    wide = len(groups) - alone
    if alone < 0 or wide < 2 or len(lower) % wide:
        return []
    each = len(lower) // wide
    spread: list[tuple[str, ...]] = [(upper[0],)]
    spread += [(groups[i // each], word) for i, word in enumerate(lower)]
    return [*spread, *((g,) for g in groups[wide:])]


def _stubs(header: Sequence[str], texts: Sequence[str]) -> int:
    """The column of the unit where it stands third and the row fits the header; 0 elsewhere."""
    if len(header) < 4 or not _UNIT_HEADER.match(header[2]) or len(texts) not in (len(header), len(header) - 1):
        return 0
    left_out = len(header) - len(texts)
    names, figures = texts[: 3 - left_out], texts[3 - left_out :]
    return 2 if not any(NUMBER.match(t) for t in names) and all(NUMBER.match(t) for t in figures) else 0


def _ends_in_words(rows: Sequence[Line], columns: int) -> bool:
    """Whether the last column holds dates or remarks, which a row of totals leaves out at its end."""
    last = [cell_texts(r.text)[-1] for r in rows if len(cells_of(r.text)) == columns and read_row(r.text)]
    return bool(last) and not any(NUMBER.match(t) and _DIGIT.search(t) for t in last)


_TOTAL = re.compile(r"[合总小][ \u3000]*计$")


def _before(lines: Sequence[Line], start: int) -> tuple[str | None, str | None]:
    """Title and unit that the lines above a table state."""
    title = unit = None
    for line in reversed(lines[max(0, start - 3) : start]):
        match = _UNIT_LINE.search(line.text)
        if match and len(line.text) < 60:
            unit = unit or match[1]
            if line.kind == "unit_line":
                continue
        if line.kind in ("table_title", "heading", "short", "title", "caption"):
            return line.text, unit
        break
    return title, unit


def _header(texts: Sequence[str], columns: int) -> list[str]:
    """Headers of the columns, first to last; the corner may be missing."""
    if len(texts) > columns > 1:
        texts = _regroup(texts, columns)
    return ["", *texts] if len(texts) == columns - 1 else list(texts)


def _regroup(texts: Sequence[str], columns: int) -> list[str]:
    """A header printed with spaces between its characters: join single characters to as many words as are missing."""
    groups: list[str] = []
    run = ""
    for text in texts:
        if len(text) == 1:
            run += text
            continue
        if run:
            groups.append(run)
            run = ""
        groups.append(text)
    if run:
        groups.append(run)
    missing = columns - len(groups)
    if missing < 0:
        return list(texts)
    for i, group in enumerate(groups):
        if missing and len(group) > 2 and group not in texts:
            parts = _split_words(group, missing + 1)
            groups[i : i + 1] = parts
            missing -= len(parts) - 1
    return groups


def _split_words(run: str, parts: int) -> list[str]:
    """Cut a run of characters into known header words, from the right and longest first."""
    words: list[str] = []
    rest = run
    while rest and len(words) < parts - 1:
        word = next((w for w in load_words("table_headers.yaml") if rest.endswith(w)), None)
        if word is None or word == rest:
            break
        words.insert(0, word)
        rest = rest[: -len(word)]
    return [rest, *words] if rest else words


def _roles(header: Sequence[str], texts: Sequence[str]) -> tuple[int, int | None]:
    """Index of the cell that names the row and of the cell that holds its unit."""
    label = 0
    if (header and (_SERIAL_HEADER.match(header[0]) or _RANK_HEADER.match(header[0])) and len(texts) > 1) or (
        texts[0].isdigit() and len(texts) > 2 and not NUMBER.match(texts[1])
    ):
        label = 1
    unit = None
    if label + 1 < len(texts):
        named = label + 1 < len(header) and _UNIT_HEADER.match(header[label + 1])
        alike = not NUMBER.match(texts[label + 1]) and _UNITLIKE.match(texts[label + 1])
        if (named and len(texts) >= len(header)) or (alike and label + 2 < len(texts) and not header):
            unit = label + 1
    return label, unit


def _column(header: Sequence[str], k: int, count: int) -> tuple[str, ...]:
    """Headers that apply to column `k`; a bare change (同比±%) stands under the column that it follows."""
    if not header or k >= len(header) or count > len(header):
        return ()
    text = header[k]
    if _CHANGE.search(text) and header.count(text) > 1:
        above = next((h for h in reversed(header[:k]) if not _CHANGE.search(h)), None)
        if above:
            return (above, text)
    return (text,)


def _cell_unit(
    text: str, column: Sequence[str], row_unit: str | None, label: str, table_unit: str | None
) -> str | None:
    """The unit of a cell: its own, the column's, the row's, the label's, the table's."""
    if text[-1] in "%％‰倍":
        return None  # printed in the cell itself
    if column:
        match = _UNIT_IN_BRACKETS.search(column[-1])
        if match:
            return re.split("[，,、]", match[1].removeprefix("±"))[0]
        if _CHANGE.search(column[-1]):
            return "%" if re.search("[%％]", column[-1]) else None
    if row_unit:
        return row_unit
    match = _UNIT_IN_BRACKETS.search(label)
    if match and not _DIGIT.search(match[1]):
        return re.split("[，,、]", match[1])[0]
    return table_unit
