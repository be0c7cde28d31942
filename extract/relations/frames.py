"""The verb frames of relations: data, validated and compiled when loaded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, reduce
from operator import or_
from typing import Literal, NamedTuple

from pydantic import model_validator

from extract.entities.lexicon import Strict, load
from extract.entities.persons import people
from schemas.records import ENTITY_TYPES, EntityType, RelationType

# one private-use character stands for a mention of a type
SYMBOLS: Mapping[EntityType, str] = {kind: chr(0xE000 + i) for i, kind in enumerate(ENTITY_TYPES)}
TYPES: Mapping[str, EntityType] = {symbol: kind for kind, symbol in SYMBOLS.items()}
FIRST, LAST = chr(0xE000), chr(0xE000 + len(ENTITY_TYPES) - 1)
_GROUPS: Mapping[str, tuple[EntityType, ...]] = {
    "org": ("park", "enterprise", "lab_or_institute", "university", "government", "association", "media"),
    "place": ("park", "region"),
    "x": ENTITY_TYPES,
}
_AND = "(?:、|和|与|及|以及)"
_NONE = rf"[^。；\n{FIRST}-{LAST}]"
_RANK = (
    rf"(?:(?:{_NONE}{{0,26}}?)(?:位列|列|排名|排|位居|居|名列|稳居|跻身|进入|升至|升|跃至|上升|前移|滑落|跃升|蝉联|包揽|占据|由第\d+[位名])"
    rf"(?:{_NONE}{{0,20}}?)(?:第\s?[\d一二三四五六七八九十,]+|前\s?[\d一二三四五六七八九十]+|榜首|首位|之首|[\d]+位)"
    rf"|(?:{_NONE}{{0,14}}?)(?:居首|夺魁|登顶|折桂|夺冠|拔得头筹))"
)
_MACRO = re.compile(r"<([a-z_|]+\+?|(?:gap|any|near):\d+)>")

Context = Literal[
    "org_before",
    "ranking_before",
    "event_before",
    "financed_before",
    "maker_before",
    "parent_of_list",
    "nested_owner",
    "org_of_title",
    "subject_before",
    "main_park",
    "main_company",
    "article_company",
    "about_company",
    "person_before",
    "contest",
    "product_before",
    "first_org",
]


class Frame(Strict):
    """One frame of `frames.yaml`."""

    id: str
    relation: RelationType
    pattern: str
    confidence: float
    triggers: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    head_from: Context | None = None
    tail_from: Context | None = None
    tail_ends: tuple[str, ...] = ()
    tail_not_ends: tuple[str, ...] = ()
    tail_form: Literal["government"] | None = None
    not_inside: tuple[str, ...] = ()
    across_lines: bool = False

    @model_validator(mode="after")
    def _complete(self) -> Frame:
        for group, source in (("head", self.head_from), ("tail", self.tail_from)):
            if (f"(?P<{group}>" in self.pattern) == (source is not None):
                raise ValueError(f"{self.id}: {group} needs a group or a context, not both")
        return self


class FrameFile(Strict):
    """`frames.yaml`."""

    frames: tuple[Frame, ...]


class Compiled(NamedTuple):
    """A frame ready for matching; the types of which a sentence must hold a mention for its ends, as bits."""

    frame: Frame
    pattern: re.Pattern[str]
    head: int
    tail: int


_BITS: Mapping[str, int] = {symbol: 1 << i for i, symbol in enumerate(SYMBOLS.values())}
_ANY = -1


def bits(symbols: Iterable[str]) -> int:
    """The types of the symbols, a bit each."""
    return reduce(or_, (_BITS[symbol] for symbol in symbols), 0)


def _needed(pattern: str, group: str) -> int:
    """The types that an end of a frame can be of, where the pattern says so at once."""
    m = re.search(rf"\(\?P<{group}><([a-z_|]+)\+?>", pattern)
    return bits(_symbols(m.group(1))[1:-1]) if m else _ANY


def _symbols(names: str) -> str:
    kinds: list[EntityType] = []
    for name in names.split("|"):
        if name in _GROUPS:
            kinds += _GROUPS[name]
        elif name in SYMBOLS:
            kinds.append(name)  # type: ignore[arg-type]
        else:
            raise ValueError(f"no entity type {name}")
    return "[" + "".join(sorted({SYMBOLS[k] for k in kinds})) + "]"


_HONOURS = frozenset(
    {"院士", "获得者", "代表", "专家", "学者", "嘉宾", "大学生", "青年", "村民", "居民", "市民", "业主", "学生"}
)


@cache
def _title() -> str:
    titles = "|".join(sorted(map(re.escape, set(people().titles) - _HONOURS), key=lambda t: (-len(t), t)))
    one = f"(?:原|前|常务|党组|名誉|执行|代)?(?:{titles})"
    return f"(?:{one}(?:(?:、|兼|和){one})*)"


def _expand(pattern: str) -> str:
    def macro(m: re.Match[str]) -> str:
        name = m.group(1)
        if name == "title":
            return _title()
        if name == "rank":
            return _RANK
        if name.startswith("gap:"):
            return rf"[^。；\n{FIRST}-{LAST}]{{0,{name[4:]}}}?"
        if name.startswith("any:"):
            return rf"[^。；\n]{{0,{name[4:]}}}?"
        if name.startswith("near:"):
            return rf"[^。；，“”\n{FIRST}-{LAST}]{{0,{name[5:]}}}?"
        if name in ("head", "tail", "role"):
            return m.group()
        one = _symbols(name.removesuffix("+"))
        return f"{one}(?:{_AND}{one})*" if name.endswith("+") else one

    return _MACRO.sub(macro, pattern.replace("(?P<", "(?P\0")).replace("(?P\0", "(?P<")


@cache
def frames() -> tuple[Compiled, ...]:
    """All frames, in the order of the file. Raises E201 when one is not valid."""
    return tuple(
        Compiled(
            f,
            re.compile(_expand(f.pattern)),
            _needed(f.pattern, "head"),
            _needed(f.pattern, "tail"),
        )
        for f in load(FrameFile, "relations/frames.yaml").frames
    )
