"""Organs of governments and zones, and societies: names whose domains hold verbs and common words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.entities import lexicon
from extract.entities.candidates import Candidate
from extract.entities.reading import Reading
from extract.entities.words import dictionary
from schemas.records import EntityType

_GENERAL_OWNER = re.compile(r"(?:高新区|经开区|开发区|新区|园区|片区|综保区|自贸区|科学城|科技城|走廊|软件园|科技园)$")
_LONGEST_TASK, _LONGEST_BODY, _BARE_ORGAN = 20, 18, 4
_SOCIETIES_OF = ("中国", "全国", "中华", "国际", "世界", "亚洲", "全球")
_LEVELS = ("省", "市", "区", "县")
_JOINED = ("与", "和", "及")
_IN_SOCIETIES = "nvajbilcr"  # parts of speech in the names of societies
_KINDS_OF_ZONES = ("产业", "科学", "工业", "科技")
_ALL_OF_A_LEVEL = ("设区市", "地级市", "各市", "各县", "各区")
_HEADS = frozenset("局厅委会室府署部办处")


@cache
def _organs() -> tuple[AhoCorasick, frozenset[str], int]:
    lists = lexicon.organs()
    machine = AhoCorasick(
        sorted({d + h for d in lists.domains for h in lists.heads}), matchkind=MatchKind.LeftmostLongest
    )
    return machine, frozenset(lists.domains), max(map(len, lists.domains))


def organ_hits(plain: str) -> list[tuple[int, int]]:
    """Organs with all of their domains: 经济发展和统计局."""
    machine, domains, longest = _organs()
    found: list[tuple[int, int]] = []
    for _, start, end in machine.find_matches_as_indexes(plain):
        begin = start
        while True:
            joint = begin - 1 if plain[begin - 1 : begin] in ("和", "与") else begin
            size = next((n for n in range(longest, 1, -1) if joint >= n and plain[joint - n : joint] in domains), 0)
            if not size:
                break
            begin = joint - size
        found.append((begin, end))
    return found


def organ_at(plain: str, start: int, end: int, ending_at: Mapping[int, Candidate]) -> Candidate | None:
    """The organ whose domains and head stand in `[start, end)`, with the owner before them; None without one."""
    if plain.startswith("领导小组", start) and (task := _task_force(plain, start, end, ending_at)):
        return task
    if plain.startswith("园区管理", start) and end - start > _BARE_ORGAN:
        begin = start - 2 if plain[max(0, start - 2) : start] in _KINDS_OF_ZONES else start
        return Candidate(begin, end, "government", 0.7, "organ_general")  # 园区|管理办公室, 产业园区|管理局
    return _organ(plain, start, end, ending_at) if start and plain[end - 1] in _HEADS else None


def is_class_of_organs(plain: str, start: int, end: int) -> bool:
    """Whether a head is no organ's: 财政局|门, 各设区市|科技局."""
    if not start or plain[end - 1] not in _HEADS:
        return False
    return plain.startswith("门", end) or plain.endswith(_ALL_OF_A_LEVEL, 0, start)


def _organ(plain: str, start: int, end: int, ending_at: Mapping[int, Candidate]) -> Candidate | None:
    """An organ right behind the place or park that it belongs to, or behind 省, 市, 区, 县, or behind a bare 高新区."""
    if plain.endswith(_ALL_OF_A_LEVEL, 0, start):
        return None  # 各设区市科技局: the class
    owner = ending_at.get(start)
    if owner is not None and owner.type in ("region", "park", "government"):
        return Candidate(owner.start, end, "government", 0.9, "organ_of")
    general = _GENERAL_OWNER.search(plain, max(0, start - 4), start)
    if general:
        committee = plain[start:end] in ("管委会", "管理委员会", "党工委")
        return None if committee else Candidate(general.start(), end, "government", 0.7, "organ_general")
    if plain[start - 1] == "委" and plain[start - 2 : start - 1] in "省市区县":
        return Candidate(start - 2, end, "government", 0.8, "organ")
    if plain[start - 1] in "省市区县州" and not (start > 1 and plain[start - 2] in "本该我全各两区"):
        return Candidate(start - 1, end, "government", 0.85, "organ")
    return None


def _task_force(plain: str, start: int, end: int, ending_at: Mapping[int, Candidate]) -> Candidate | None:
    """某区|第五次全国经济普查|领导小组办公室: what it was set up for stands between its owner and its head."""
    for at in range(max(0, start - _LONGEST_TASK), start):
        owner = ending_at.get(at)
        if owner is not None and owner.type in ("region", "park", "government") and plain[at:start].isalnum():
            return Candidate(owner.start, end, "government", 0.85, "task_force")
    return None


def long_body(reading: Reading, start: int, end: int, kind: EntityType) -> Candidate | None:
    """A society whose name holds verbs or 企业, from the place that it begins with: 某省中小企业投资促进会."""
    tags, begin = dictionary().tags, start
    for word in reversed(reading.before(start)):
        if word.end != begin or start - word.start > _LONGEST_BODY:
            break
        if begin < start and (word.kind == "place" or word.text in _SOCIETIES_OF):
            return Candidate(word.start, end, kind, 0.85, "long_body")
        if begin < start and word.text in _LEVELS and not reading.plain[word.start - 1 : word.start].isalnum():
            return Candidate(word.start, end, kind, 0.75, "long_body")
        tag = tags.get(word.text, "n")[0]
        listed = word.kind == "head" and tag != "n"
        if (len(word.text) < 2 and word.text not in _JOINED) or listed or tag not in _IN_SOCIETIES:
            break
        begin = word.start
    return None
