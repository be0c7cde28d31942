"""Bodies that their founding names (共建光子学院), and bodies without their owner (创业服务中心主任)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.reading import Reading
from schemas.records import EntityType

_TYPES: dict[str, EntityType] = {"学院": "university", "研究院": "lab_or_institute", "实验室": "lab_or_institute"}
# what is founded is one thing, though nouns alone make its name
_FOUNDED = re.compile(
    r"(?:共建|合建|共同建设|联合建设|合办|成立|组建)了?(?P<name>(?P<about>[一-鿿]{2,10}?)(?P<class>学院|研究院|实验室))(?=[，。；、]|$)"
)
_OWNED_TYPES: frozenset[EntityType] = frozenset({"lab_or_institute", "government", "park"})
_OWNERS: frozenset[EntityType] = frozenset({"park", "region", "university"})
_NOT_SHORT = ("管委会", "政府", "区", "园")
_LEAST = 4  # characters of a short form that say enough


def find_founded(reading: Reading) -> list[Candidate]:
    """Candidates of colleges and institutes that somebody founds."""
    generic, found = lexicon.words().generic, []
    for m in _FOUNDED.finditer(reading.plain):
        inside = [w for w in reading.before(m.end("about")) if w.start >= m.start("about")]
        if (
            inside
            and inside[0].start == m.start("about")
            and all(w.kind in ("noun", "proper") for w in inside)
            and any(w.text not in generic for w in inside)
        ):
            found.append(Candidate(*m.span("name"), _TYPES[m["class"]], 0.7, "founded"))
    return found


def find_owned(reading: Reading, named: Iterable[Candidate]) -> list[Candidate]:
    """Later uses of a body's name without the zone, place or university that it begins with."""
    plain, candidates = reading.plain, list(named)
    owned = [c for c in candidates if c.type in _OWNED_TYPES and c.end - c.start > _LEAST]
    starts = {c.start for c in owned}
    owners: dict[int, list[int]] = {}
    for c in candidates:
        if c.start in starts and c.type in _OWNERS:
            owners.setdefault(c.start, []).append(c.end)
    forms: dict[str, Candidate] = {}
    for c in owned:
        inner = max((end for end in owners.get(c.start, ()) if end < c.end), default=0)
        if inner and c.end - inner >= _LEAST and not plain.endswith(_NOT_SHORT, inner, c.end):
            forms.setdefault(plain[inner : c.end], c)
    found = []
    for rest, c in forms.items():
        full = reading.text[c.start : c.end]
        for m in re.finditer(re.escape(rest), plain):
            if m.start() > c.end and not plain[m.start() - 1 : m.start()].isalnum() | (
                plain[m.start() - 1] in "区园城"
            ):
                found.append(Candidate(m.start(), m.end(), c.type, 0.8, f"alias:{full}"))
    return found


_KEY_LAB = re.compile("(?:全国|国家)重点实验室")
_LONGEST_FIELD, _LEAST_FIELD = 16, 4


def find_key_laboratories(reading: Reading) -> list[Candidate]:
    """National laboratories whose field holds a verb: 极端工况润滑材料全国重点实验室."""
    found, before = [], lexicon.words().before_laboratories
    for m in _KEY_LAB.finditer(reading.plain):
        begin = m.start()
        for word in reversed(reading.before(m.start())):
            inside = word.kind in ("noun", "proper") or (word.kind == "stop" and len(word.text) == 2)
            inside = inside and word.text.isalpha() and word.text not in before
            if word.end != begin or not inside or m.start() - word.start > _LONGEST_FIELD:
                break
            begin = word.start
        if m.start() - begin >= _LEAST_FIELD:
            found.append(Candidate(begin, m.end(), "lab_or_institute", 0.6, "key_lab"))
    return found
