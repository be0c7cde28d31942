"""Comparability: which figures may stand in one row or column, and which of several stands for it.

A measure is everything that must agree: indicator, scope, kind, unit, base, modality, cumulation and the shape of the
period (a whole year, January to September, a day). The year itself is what tables run over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from queries.figures import Figure
from queries.labels import labels

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_YEAR = re.compile(r"(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Measure:
    """What figures must share to be compared."""

    mapped: bool
    indicator: str
    indicator_id: str
    scope: tuple[tuple[str, str], ...]
    kind: str
    unit_full: str
    base: str
    modality: str
    cumulative: bool
    shape: str
    phrase: str = ""  # set where the indicator alone does not tell figures apart (`grouping.by_measure`)

    @property
    def catalogue_id(self) -> str | None:
        """Id of the indicator in the catalogue, None for a free phrase."""
        return self.indicator_id.removeprefix("indicator:") if self.mapped else None

    @property
    def key(self) -> str:
        """Stable text of the measure for machine formats."""
        scope = ";".join(f"{name}={value}" for name, value in self.scope)
        parts = (self.indicator_id, scope, self.kind, self.unit_full, self.base, self.modality)
        return "|".join((*parts, "cumulative" if self.cumulative else "", self.shape, *filter(None, (self.phrase,))))

    def label(self, unit: str = "") -> str:
        """`营业收入〔规上企业〕 增速（上年） 1–9月，%`: for people."""
        words = labels()
        text = f"{self.indicator}「{self.phrase}」" if self.phrase else self.indicator
        scope = [value for _, value in self.scope if value not in self.indicator]
        if scope:
            text += "〔" + "·".join(scope) + "〕"
        if self.cumulative and words.words["cumulative"] not in text:
            text += " " + words.words["cumulative"]
        kind = words.kinds.get(self.kind, "")
        if self.base:
            kind += f"（{self.base}）"
        for part in (kind, words.modalities.get(self.modality, ""), shape_label(self.shape)):
            text += f" {part}" if part else ""
        return f"{text}，{unit}" if unit else text


_KINDS = ("level", "growth", "change", "share", "ratio", "rate", "rank", "target")


def reading_order(measure: Measure) -> tuple[object, ...]:
    """Sort key: catalogue indicators first, one indicator together, its level before its growth and its ranks."""
    kind = _KINDS.index(measure.kind) if measure.kind in _KINDS else len(_KINDS)
    return (
        not measure.mapped,
        measure.indicator,
        measure.indicator_id,
        measure.scope,
        measure.phrase,
        kind,
        measure.modality,
        measure.cumulative,
        measure.shape,
        measure.base,
        measure.unit_full,
    )


def measure_of(figure: Figure) -> Measure:
    """The measure that the figure belongs to."""
    return Measure(
        mapped=figure.mapped,
        indicator=figure.indicator,
        indicator_id=figure.indicator_id,
        scope=tuple(sorted(figure.scope.items())),
        kind=figure.measure_kind,
        unit_full=figure.unit_full,
        base=base_of(figure),
        modality="actual" if figure.actual else ("target" if figure.modality == "actual" else figure.modality),
        cumulative=_cumulative(figure),
        shape=shape_of(figure.period, figure.period_kind),
    )


def _cumulative(figure: Figure) -> bool:
    """Whether it sums up over more than its period (累计授权专利); January to September summed up is just that."""
    if "/" in (figure.period or "") and not shape_of(figure.period, figure.period_kind).startswith("span"):
        return False
    return "cumulative" in figure.qualifiers or figure.period_kind == "cumulative"


def year_of(figure: Figure) -> int | None:
    """The year that a figure stands under: the last year of its period."""
    if figure.period:
        years = _YEAR.findall(figure.period)
        if years:
            return int(years[-1])
    return figure.year


def shape_of(period: str | None, kind: str | None) -> str:
    """What of a year a period covers: `` (a whole year, or its end), `01/09`, `06`, `@06-30`, `span5`, `undated`."""
    if not period:
        return "undated"
    first, _, last = period.partition("/")
    a, b = _DATE.match(first), _DATE.match(last or first)
    if not a or not b:
        return period
    if a[1] != b[1]:
        return f"span{int(b[1]) - int(a[1])}"
    if last:
        covered = f"{a[2] or '01'}/{b[2] or '12'}"
        whole_months = (a[3] or "01") == "01" and (b[3] is None or int(b[3]) >= 28)
        if covered == "01/12" and whole_months:
            return ""
        return covered if whole_months else f"{first[5:]}/{last[5:]}"
    if not a[2] or period.endswith("-12-31"):
        return ""
    return f"@{period[5:]}" if kind == "instant" else period[5:]


def shape_label(shape: str) -> str:
    """`1–9月`, `截至06-30`, `5年间`; empty for whole years."""
    words = labels().words
    if shape == "undated":
        return words["undated"]
    if shape.startswith("span"):
        return shape[4:] + words["span"]
    if shape.startswith("@"):
        return words["as_of"] + shape[1:]
    months = re.fullmatch(r"(\d\d)(?:/(\d\d))?", shape)
    if months:
        return f"{int(months[1])}–{int(months[2])}月" if months[2] else f"{int(months[1])}月"
    return shape


def base_of(figure: Figure) -> str:
    """The base, relative to the figure's own year where it is the year before, so that years can share a row."""
    words = labels()
    base = (figure.base or "").strip()
    if figure.measure_kind in ("growth", "change"):
        if not base:
            return words.words["no_base"]
        if base in words.previous:
            return words.words["previous"]
        year, match = year_of(figure), _YEAR.match(base)
        if match and year is not None and shape_of(figure.period, figure.period_kind)[:4] != "span":
            return words.words["previous"] if year - int(match[1]) == 1 else match[1]
    return base


def best_first(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Competing figures, the one to show first; the rest are its alternates.

    A catalogue indicator goes before a free phrase, then the higher confidence (in tenths: less is noise), the exact
    before the approximate, the newest edition, the newest document, the lowest id.
    """
    ordered = sorted(figures, key=lambda f: f.observation_id)
    ordered.sort(key=_vintage, reverse=True)
    ordered.sort(key=lambda f: (not f.mapped, -round(f.confidence, 1), not f.exact))
    return tuple(ordered)


def _vintage(figure: Figure) -> tuple[str, str]:
    edition = _YEAR.search(figure.edition or "")
    return (edition[1] if edition else figure.published[:4], figure.published)
