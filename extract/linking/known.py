"""The registry as linking sees it: which known thing a name stands for, given what else the document names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from extract.entities.folding import fold
from schemas.records import EntityType
from schemas.registry import Entry, registry


@lru_cache(maxsize=65536)
def entries(kind: EntityType, name: str) -> tuple[Entry, ...]:
    """All entries of a type that a name fits, in any of its printed forms."""
    bare = name.strip("《》“”")
    return registry().by_name(bare, type=kind) or registry().by_name(fold(bare), type=kind)


def lookup(kind: EntityType, names: Iterable[str], places: Sequence[str]) -> tuple[Entry | None, tuple[str, ...]]:
    """The one registered thing that the names stand for, and the ids of all when there are several.

    `places` are the regions of the document: of several things of one name that one counts whose city or province the
    document names, when only one of them is so placed. Otherwise the name stays ambiguous: `(None, ids)`.
    """
    for name in names:
        found = entries(kind, name)
        if len(found) == 1:
            return found[0], ()
        if len(found) > 1:
            wide = [e for e in found if "province" in e.kinds or "prefecture" in e.kinds]
            if len(wide) == 1 and kind == "region" and not name.endswith(("区", "县")):
                return wide[0], ()  # 吉林, 朝阳: the wider one, unless a place says otherwise
            near = [e for e in found if e.city in places or (e.province in places and e.city not in ("", e.province))]
            if len(near) == 1:
                return near[0], ()
            return None, tuple(sorted(e.id for e in found))
    return None, ()
