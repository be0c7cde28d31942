"""Titles in 《》 and quoted names: policies, rankings and reports, journals, programmes, products."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.reading import Reading
from schemas.records import EntityType

_TITLE = re.compile(r"《([^《》\n]{2,60})》")
_QUOTED = re.compile(r"“([^“”\n，。；]{2,16})”([一-鿿]{0,8})")
_AWARDED = re.compile(r"(?:获评|获颁|荣获|入选|被评为|评为|被授予|获得|跻身|登上)(?:[一-鿿]{0,6})$")
_COUNT = re.compile(r"\d{1,3}条")
_OF_FAIRS = tuple("台位厅馆品区架")  # “某某”展台 is the stand of a company
# what may stand between a quoted name and its class: “某某”评价模型
_BETWEEN = frozenset(
    ("专项", "三年", "现代化", "人才", "产业", "倍增", "培育", "评价", "种子", "天使", "信用", "智能", "大数据")
)
_LEAST_PROJECT = 6
_TRIM = re.compile(r"[（(][^（）()]*[）)]$|\d+$|[-—–].*$")


class TitledLexicon(lexicon.Strict):
    """`titled.yaml`."""

    endings: dict[EntityType, tuple[str, ...]]
    after: dict[EntityType, tuple[str, ...]]
    quoted: dict[EntityType, tuple[str, ...]]
    quoted_inside_only: tuple[str, ...]


class _Tables(NamedTuple):
    endings: list[tuple[str, EntityType]]
    after: list[tuple[str, EntityType]]
    quoted: list[tuple[str, EntityType]]
    inside: list[tuple[str, EntityType]]
    every_ending: tuple[str, ...]
    any_quoted: re.Pattern[str]


@cache
def _tables() -> _Tables:
    lists = lexicon.load(TitledLexicon, "entities/titled.yaml")

    def flat(table: dict[EntityType, tuple[str, ...]]) -> list[tuple[str, EntityType]]:
        return sorted(((w, t) for t, ws in table.items() for w in ws), key=lambda p: (-len(p[0]), p[0]))

    quoted = flat(lists.quoted)
    inside = [(w, t) for w, t in quoted if w in lists.quoted_inside_only]
    endings = flat(lists.endings)
    any_quoted = re.compile("|".join(w for w, _ in quoted))
    return _Tables(endings, flat(lists.after), quoted, inside, tuple(w for w, _ in endings), any_quoted)


def title_type(inside: str, after: str) -> tuple[EntityType, float]:
    """The type of what stands in title marks, from its ending and the words after it, and how sure that is."""
    tables = _tables()
    for word, kind in tables.after:
        if after.startswith(word):
            return kind, 0.85
    trimmed = _TRIM.sub("", inside)
    every = tables.every_ending
    for word, kind in tables.endings if inside.endswith(every) or trimmed.endswith(every) else ():
        if inside.endswith(word) or trimmed.endswith(word):
            return kind, 0.9
    return "policy", 0.5


def find_titled(reading: Reading) -> list[Candidate]:
    """Candidates in title marks and quotation marks."""
    plain = reading.plain
    found: list[Candidate] = []
    for m in _TITLE.finditer(plain):
        kind, score = title_type(m.group(1), plain[m.end() : m.end() + 6])
        if score == 0.5 and re.search(r"[、在]$", plain[max(0, m.start() - 1) : m.start()]) and len(m.group(1)) <= 4:
            kind = "media"
        found.append(Candidate(m.start(), m.end(), kind, score, "title_marks"))
    for m in _QUOTED.finditer(plain):
        quoted = _quoted(m)
        if quoted:
            found.append(quoted)
    return found


def _quoted(m: re.Match[str]) -> Candidate | None:
    tables = _tables()
    inside, after = m.group(1), m.group(2)
    for word, kind in tables.quoted if tables.any_quoted.search(after) else ():
        at = after.find(word)
        if 0 <= at <= 4 and (at == 0 or after[:at] in _BETWEEN):
            end = m.end(1) + 1 + at + len(word)
            if word == "项目" and len(inside) < _LEAST_PROJECT:
                continue  # “揭榜挂帅”项目: a kind of project
            if word == "展" and m.string[end : end + 1] in _OF_FAIRS:
                continue
            if word == "日" and m.string[end : end + 1] in tuple("前益本均常产"):
                continue  # “豆小满”日前
            count = _COUNT.match(m.string, end)
            return Candidate(m.start(), count.end() if count else end, kind, 0.75, "quoted_head")
    if (
        _AWARDED.search(m.string, max(0, m.start() - 10), m.start())
        and len(inside) >= 5
        and inside[0] not in "一二两三四五六七八九十"
    ):
        return Candidate(m.start(), m.end(1) + 1, "ranking_or_report", 0.65, "awarded")
    for word, kind in tables.inside:
        if inside.endswith(word) and len(inside) > len(word) + 1:
            return Candidate(m.start(), m.end(1) + 1, kind, 0.75, "quoted")
    return None
