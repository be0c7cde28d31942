"""What lies in a place or is part of a whole, by the registry and by what documents state, and figures chosen by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.store import Store
from queries.figures import Figure
from queries.names import Candidate
from queries.runner import run


def inside(store: Store, wholes: Iterable[Candidate]) -> set[str]:
    """Ids of the wholes and of everything in them, as the query `parts_of` tells it."""
    found: set[str] = set()
    for whole in wholes:
        found.add(whole.id)
        found.update(row["part_id"] for row in run(store, "parts_of", {"whole": whole.id}).rows)
    return found


def split_by_place(
    store: Store, figures: Iterable[Figure], within: Sequence[Candidate], not_within: Sequence[Candidate]
) -> tuple[list[Figure], tuple[str, ...]]:
    """The figures whose subject is in one of `within` (none: anywhere) and in none of `not_within`.

    A whole is in itself. A note for each reason tells how many figures are left out.
    """
    wanted, unwanted = inside(store, within), inside(store, not_within)
    kept: list[Figure] = []
    outside = excluded = 0
    for figure in figures:
        if within and figure.subject_id not in wanted:
            outside += 1
        elif figure.subject_id in unwanted:
            excluded += 1
        else:
            kept.append(figure)
    notes = [f"left out: {outside} of subjects outside {_names(within)}"] if outside else []
    notes += [f"left out: {excluded} of subjects within {_names(not_within)}"] if excluded else []
    return kept, tuple(notes)


def _names(wholes: Sequence[Candidate]) -> str:
    return ", ".join(dict.fromkeys(whole.name for whole in wholes))
