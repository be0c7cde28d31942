"""Groups of comparable figures, and what their printed phrases say beyond the indicator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from queries.figures import Figure
from queries.measures import Measure, measure_of, year_of
from schemas.ids import fold_name


def own_phrase(figure: Figure) -> str:
    """The printed phrase of a catalogue indicator where it is not its name (总收入 of 营业收入), else empty.

    The parts of the scope are taken off before: 规上企业营业收入 with the scope 规上企业 is just 营业收入.
    """
    if not figure.mapped or not figure.indicator_text:
        return ""
    text = figure.indicator_text
    for part in sorted(figure.scope.values(), key=len, reverse=True):
        text = text.replace(part, "").lstrip("的")
    name, printed = fold_name(figure.indicator), fold_name(text)
    return "" if printed in ("", name, name.removesuffix("数")) else figure.indicator_text


def by_measure(figures: Iterable[Figure]) -> dict[Measure, list[Figure]]:
    """Figures that may share a row or column.

    Where one subject has different values for one year under different phrases (一级指标, 二级指标), the indicator
    alone does not say what is measured: the phrases of that measure are then kept apart.
    """
    groups: dict[Measure, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(measure_of(figure), []).append(figure)
    split: dict[Measure, list[Figure]] = {}
    for measure, found in groups.items():
        apart = _phrases_differ(found)
        for figure in found:
            key = replace(measure, phrase=own_phrase(figure)) if apart else measure
            split.setdefault(key, []).append(figure)
    return split


def _phrases_differ(figures: list[Figure]) -> bool:
    cells: dict[tuple[str, int | None], list[Figure]] = {}
    for figure in figures:
        cells.setdefault((figure.subject_id, year_of(figure)), []).append(figure)
    return any(
        len({f.value for f in competing}) > 1 and len({own_phrase(f) for f in competing}) > 1
        for competing in cells.values()
    )
