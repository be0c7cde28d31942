"""Names near to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from schemas.ids import fold_name


def near(typed: str, names: Iterable[str], count: int = 5, least: float = 0.5) -> list[str]:
    """Up to `count` of `names` that look like `typed`, the nearest first; names that contain it count as near."""
    wanted = fold_name(typed)
    if not wanted:
        return []
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    scored: list[tuple[float, str]] = []
    for name in dict.fromkeys(names):
        folded = fold_name(name)
        matcher.set_seq1(folded)
        if wanted in folded or (folded and folded in wanted):
            score = 1.0 + matcher.ratio()
        elif matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least:
            score = matcher.ratio()
        else:
            continue
        if score >= least:
            scored.append((score, name))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return [name for _, name in scored[:count]]
