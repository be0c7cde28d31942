"""Lists that tell the first of a ranking, a line each: whom each line is about and the place that its number gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extract.annotations import EntityMention
from extract.attribution import phrases
from extract.attribution.carriers import Subject
from extract.attribution.clauses import FILL, Slot
from extract.attribution.drafts import Draft
from extract.attribution.headers import things_of
from extract.attribution.state import Reading
from extract.entities.industries import industry_names
from schemas.layout import RANKED_LINE
from schemas.records import Quantity

_TITLE = 30  # characters of the line above that says what is ranked
_TOP = re.compile(
    r"(?:排名|名列|位列)?(?:前|TOP ?|Top ?)(?:\d{1,3}|[一二三四五六七八九十]+)(?:名|强|位|甲|大|家)?(?:企业|公司|园区)?"
)
_PLACES = ("排名", "名次", "位次", "排位")
_MARKS = re.compile(r"[：:（）()【】■◆●▲◎★\s\u3000]")


@dataclass(frozen=True, slots=True)
class Place:
    """One line: whom it is about, the printed place, and what it is a place in."""

    subject: Subject
    rank: Quantity
    indicator: str


class TopLists(Reading):
    """Reads the lists of an article before its sentences are read."""

    def _places(self) -> dict[int, Place]:
        """The lines of all such lists, by where they begin; what stands before their figures is masked."""
        places: dict[int, Place] = {}
        text = self.notes.text
        title, run = "", 0
        for block in self.notes.blocks:
            line = text[block.start : block.end]
            m = RANKED_LINE.fullmatch(line) if block.kind == "table_row" else None
            if m is None or int(m["rank"]) != run + 1:
                title, run = (line, 0) if len(line) <= _TITLE else ("", 0)
                continue
            run += 1
            first = next((q.start for q in self.notes.quantities if q.start >= block.start + m.end("name")), block.end)
            if first >= block.end or not self._names(m["name"]):
                continue
            subject = self._of_line(m["name"], block.start + m.start("name"))
            cell = max(text.rfind(x, block.start, first) for x in " \u3000\t）)")
            self._mask(block.start, cell + 1)
            rank = Quantity(
                block.start + m.start("rank"),
                block.start + m.end("rank"),
                m["rank"],
                Decimal(int(m["rank"])),
                "rank",
                "ordinal",
            )
            row = EntityMention(block.start, block.start + len(subject.name), subject.name, "enterprise", reason="row")
            self.subjects.short[subject.name] = row
            places[block.start] = Place(subject, rank, self._ranked_by(title, text[cell + 1 : first]))
        self._top = next((p.subject for p in places.values() if p.rank.value == 1), None)
        return places

    def _name_rows(self) -> None:
        """Lets the names of tables be known where the text comes back to them (位居第三的某某机器人)."""
        for table in self.notes.article.tables:
            things = things_of(self.notes, table, self.subjects) if table.cells else {}
            first = next((c for c in table.cells if c.text == "1" and c.column and c.column[-1] in _PLACES), None)
            if first and first.row and first.row[0] in things:
                self._top = things[first.row[0]]
            for name, one in things.items():
                if one.type == "enterprise":
                    mention = EntityMention(table.start, table.start + len(name), name, "enterprise", reason="row")
                    self.subjects.short[name] = mention

    def _of_a_row(self, slot: Slot) -> Subject | None:
        """The name of a list or a table that a place only tells from the others: 位居第三的某某机器人."""
        name = self.subjects.short_prefix(slot.right.removeprefix("的")) if slot.right.startswith("的") else ""
        mention = self.subjects.short.get(name)
        return self.subjects.of(mention, "clause") if mention and mention.reason == "row" else None

    def _names(self, name: str) -> bool:
        """Whether a line is about somebody, not about a measure or a branch of industry."""
        branch = name.endswith(("业", "業", "领域", "板块", "赛道")) or name in industry_names()
        return not (branch or self.words.heads.suffix(name) or self.words.measures.suffix(name))

    def _of_line(self, name: str, start: int) -> Subject:
        known = next((m for m in self.subjects.mentions if m.start == start), None)
        name = name.strip("“”")
        return (
            self.subjects.of(known, "list")
            if known
            else Subject(name, "enterprise", f"enterprise:{name}", name, "list")
        )

    def _mask(self, start: int, end: int) -> None:
        """Takes a stretch out of the article: its words, and the names in it, which say only where and what."""
        self.masked = self.masked[:start] + FILL * (end - start) + self.masked[end:]
        self.subjects.forget(start, end)

    def _ranked_by(self, title: str, label: str) -> str:
        """估值排名 for 估值前四名 or for lines that tell nothing else; 榜单排名 for 榜单前三名."""
        words = _MARKS.sub("", _TOP.sub("", title))
        words = words if 2 <= len(words) <= 16 and not words[-1].isdigit() else ""
        return f"{words or phrases.clean(label, self.words) or '榜单'}排名"

    def _ranks(self, place: Place, number: int) -> Draft:
        """The fact that a line's number states."""
        return Draft(
            quantity=place.rank,
            kind="rank",
            indicator=place.indicator,
            subject=place.subject,
            sentence=number,
            rule="top_list",
            value=place.rank.value,
            unit="rank",
            unit_full="rank",
        )
