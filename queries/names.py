"""From a name as a person types it to the one thing in the graph that it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from queries.folds import folds
from queries.near import near
from schemas.errors import ParkgraphError
from schemas.ids import fold_name


@dataclass(frozen=True, slots=True)
class Named:
    """A thing of the graph with its names; `weight` is how many figures (or articles) it has."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a typed name may stand for, and by which rule (`name`, `alias`, `folded`, `stem`, `part`)."""

    id: str
    name: str
    type: str
    via: str
    weight: int


def taken_for(typed: str, found: Candidate) -> str:
    """A line that says what a typed name was taken for; empty where it is the name or the id itself."""
    return "" if typed in (found.name, found.id) else f"{typed} → {found.name} ({found.via})"


class UnresolvedNameError(ParkgraphError):
    """E403 with the things that the name fits, or E404 with things of near names (perhaps none)."""

    def __init__(self, code: str, typed: str, detail: str, candidates: tuple[Candidate, ...]) -> None:
        super().__init__(code, typed, detail)
        self.candidates = candidates

    def __reduce__(self) -> tuple[type[UnresolvedNameError], tuple[str, str, str, tuple[Candidate, ...]]]:  # type: ignore[override]
        return type(self), (self.code, self.subject, self.detail, self.candidates)


_Test = Callable[[Named], bool]


def _tests(typed: str) -> Iterable[tuple[str, _Test]]:
    """The rules, the strictest first; the first that fits anything decides."""
    table = folds()
    plain, short = fold_name(typed), table.fold(typed)
    bare = table.without_suffix(short)
    yield "id", lambda n: n.id == typed.strip()
    yield "name", lambda n: fold_name(n.name) == plain
    yield "alias", lambda n: any(fold_name(a) == plain for a in n.aliases)
    yield "folded", lambda n: any(table.fold(x) == short for x in (n.name, *n.aliases))
    # 中关村 → 中关村国家自主创新示范区; 北京市 → 北京; never 江宁高新区 → 江宁: another kind is another thing
    yield "stem", lambda n: short == table.stem(f := table.fold(n.name)) or (n.type == "region" and f == bare)
    # 江宁高新区 → 南京江宁高新区
    yield "tail", lambda n: len(short) >= 4 and table.fold(n.name).endswith(short)


def resolve(typed: str, things: Sequence[Named], what: str = "entity") -> Candidate:
    """The one thing that `typed` stands for: by id, name, alias, then folded forms.

    Raises UnresolvedNameError: E403 where the first rule that fits anything fits several things, E404 where none
    does. A name that is only part of one other name is never taken for it, but listed.
    """
    for via, test in _tests(typed):
        hits = [n for n in things if test(n)]
        if len(hits) == 1:
            return _candidate(hits[0], via)
        if hits:
            raise _several(typed, [_candidate(n, via) for n in hits], what)
    short = folds().fold(typed)
    parts = [n for n in things if short and any(short in folds().fold(x) for x in (n.name, *n.aliases))]
    if len(parts) > 1:
        raise _several(typed, [_candidate(n, "part") for n in parts], what)
    raise _none(typed, things, what)


def _candidate(named: Named, via: str) -> Candidate:
    return Candidate(named.id, named.name, named.type, via, named.weight)


def _several(typed: str, candidates: list[Candidate], what: str) -> UnresolvedNameError:
    ordered = tuple(sorted(candidates, key=lambda c: (-c.weight, c.id)))
    shown = ", ".join(c.id for c in ordered[:10])
    more = f" and {len(ordered) - 10} more" if len(ordered) > 10 else ""
    return UnresolvedNameError("E403", typed, f"give the id of one {what}: {shown}{more}", ordered)


def _none(typed: str, things: Sequence[Named], what: str) -> UnresolvedNameError:
    by_name: dict[str, list[Named]] = {}
    for thing in things:
        for name in (thing.name, *thing.aliases):
            by_name.setdefault(name, []).append(thing)
    close = {n.id: _candidate(n, "near") for name in near(typed, by_name) for n in by_name[name]}
    if not things:
        detail = f"the store holds no {what} of that type"
    elif close:
        detail = f"near {what} names: " + ", ".join(f"{c.name} ({c.id})" for c in list(close.values())[:5])
    else:
        detail = f"no {what} has a name like it"
    return UnresolvedNameError("E404", typed, detail, tuple(close.values()))
