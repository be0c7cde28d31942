"""What may be compared, and which of several figures stands for a cell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from queries.cells import figure_text, growth_cell, rank_cells, shown_cell
from queries.figures import Figure, Statement
from queries.grouping import by_measure, own_phrase
from queries.labels import labels
from queries.measures import best_first, measure_of, shape_label, shape_of

PLACE = Statement(
    "fact:1", "a.txt", "sha256:a", "sentence:1", "营业收入为十亿元。", 5, 8, "十亿元", published="2024-01-01"
)
FIGURE = Figure(
    observation_id="obs:1",
    series="series:1",
    subject_id="park:甲",
    subject="甲",
    subject_type="park",
    indicator_id="indicator:revenue",
    indicator="营业收入",
    mapped=True,
    value=1_000_000_000,
    unit="CNY",
    unit_full="CNY",
    kind="level",
    measure_kind="level",
    modality="actual",
    confidence=0.9,
    statements=(PLACE,),
    period="2023",
    period_kind="year",
    year=2023,
)


@pytest.mark.parametrize(
    ("period", "kind", "shape", "label"),
    [
        ("2023", "year", "", ""),
        ("2023-12-31", "instant", "", ""),
        ("2023-01/2023-12", "span", "", ""),
        ("2023-01-01/2023-12-31", "span", "", ""),
        ("2023-01/2023-09", "cumulative", "01/09", "1–9月"),
        ("2023-01-01/2023-09-30", "cumulative", "01/09", "1–9月"),
        ("2023-06", "month", "06", "6月"),
        ("2023-06-30", "instant", "@06-30", "截至06-30"),
        ("2023-10-16", "day", "10-16", "10-16"),
        ("2014/2018", "span", "span4", "4年间"),
        (None, None, "undated", "无日期"),
        ("十三五", None, "十三五", "十三五"),
    ],
)
def test_the_part_of_the_year_decides(period: str | None, kind: str | None, shape: str, label: str) -> None:
    assert shape_of(period, kind) == shape
    assert shape_label(shape) == label


@pytest.mark.parametrize(
    "change",
    [
        {"scope_population": "规上企业"},
        {"scope_area": "全市"},
        {"unit_full": "CNY/人"},
        {"measure_kind": "share", "base": "全市"},
        {"indicator_id": "indicator:total_profit"},
        {"modality": "target"},
        {"kind": "target"},
        {"period": "2023-01/2023-06"},
        {"qualifiers": ("cumulative",)},
        {"period": None},
    ],
)
def test_figures_that_differ_in_kind_are_not_compared(change: dict[str, object]) -> None:
    assert measure_of(replace(FIGURE, **change)) != measure_of(FIGURE)  # type: ignore[arg-type]


@pytest.mark.parametrize("change", [{"period": "2022"}, {"edition": "2022"}, {"qualifiers": ("approx",)}, {"value": 3}])
def test_figures_that_differ_in_year_edition_or_precision_are(change: dict[str, object]) -> None:
    assert measure_of(replace(FIGURE, **change)) == measure_of(FIGURE)  # type: ignore[arg-type]


def test_growth_over_the_year_before_is_one_measure_whatever_the_year() -> None:
    growth = replace(FIGURE, kind="growth", measure_kind="growth", unit_full="%", base="2022")
    same = [
        replace(growth, base="上年"),
        replace(growth, period="2022", base="2021"),
        replace(growth, base="2022-12-31"),
    ]
    assert {measure_of(f) for f in same} == {measure_of(growth)}
    assert measure_of(replace(growth, base="2014")) != measure_of(growth)
    assert measure_of(replace(growth, base=None)) != measure_of(growth)


def test_the_preferred_figure() -> None:
    """Catalogue, confidence, exactness, edition, document; the id only where nothing else tells them apart."""
    other = replace(FIGURE, observation_id="obs:0")
    assert best_first([replace(other, mapped=False), FIGURE])[0] is FIGURE
    assert best_first([replace(other, confidence=0.6), FIGURE])[0] is FIGURE
    assert best_first([replace(other, qualifiers=("over",)), FIGURE])[0] is FIGURE
    newer = replace(FIGURE, edition="2024版")
    assert best_first([replace(other, edition="2023版"), newer])[0] is newer
    assert best_first([replace(other, statements=(replace(PLACE, published="2023-05-01"),)), FIGURE])[0] is FIGURE
    assert best_first([FIGURE, other])[0] is other
    assert best_first([replace(other, confidence=0.91, qualifiers=("approx",)), FIGURE])[0] is FIGURE


def test_the_others_are_kept_and_noted() -> None:
    scale = labels().scale("CNY", [FIGURE.value])
    rounded = replace(FIGURE, observation_id="obs:2", value=900_000_000, qualifiers=("over",))
    cell = shown_cell([rounded, FIGURE], scale)
    assert cell.text == "10"
    assert cell.alternates == (rounded,)
    assert cell.note == "also given as 超9"


@pytest.mark.parametrize(
    ("unit", "value", "text", "name"),
    [
        ("CNY", 449_410_000_000, "4,494.1", "亿元"),
        ("CNY", 35_000, "3.5", "万元"),
        ("CNY/人", 244_000, "24.4", "万元/人"),
        ("m2", 35_000_000, "35", "平方公里"),
        ("家", 5358, "5,358", "家"),
        ("%", 28.5, "28.5", "%"),
        ("index_point", 0.1 + 0.2, "0.3", "点"),
    ],
)
def test_units_as_people_write_them(unit: str, value: float, text: str, name: str) -> None:
    scale = labels().scale(unit, [value])
    assert (labels().number(value, scale), scale.name) == (text, name)


def test_marks_and_ranges() -> None:
    scale = labels().scale("家", [100])
    count = replace(FIGURE, unit="家", unit_full="家", value=100)
    assert figure_text(replace(count, qualifiers=("approx",), value_low=95, value_high=105), scale) == "约100"
    assert figure_text(replace(count, qualifiers=("under",)), scale) == "不到100"
    assert figure_text(replace(count, value_low=100, value_high=200), scale) == "100–200"


def test_growth_is_computed_from_two_levels_or_refused_with_a_reason() -> None:
    scale = labels().scale("CNY", [FIGURE.value])
    now = shown_cell([replace(FIGURE, value=1_125_000_000)], scale)
    cell = growth_cell(now, shown_cell([FIGURE], scale))
    assert cell is not None
    assert (cell.value, cell.text, cell.derivation) == (12.5, "+12.5", "growth")
    assert len(cell.figures) == 2
    rough = growth_cell(now, shown_cell([replace(FIGURE, qualifiers=("approx",))], scale))
    assert rough is not None
    assert rough.text == "约+12.5"
    nothing = growth_cell(now, shown_cell([replace(FIGURE, value=0)], scale))
    assert nothing is not None
    assert nothing.value is None
    assert "base" in nothing.note
    assert growth_cell(now, None) is None


def test_ranks_share_a_place_and_tell_their_field() -> None:
    scale = labels().scale("CNY", [FIGURE.value])
    cells = {
        key: shown_cell([replace(FIGURE, value=value)], scale) for key, value in zip("abcd", (3, 5, 5, 1), strict=True)
    }
    assert {key: cell.value for key, cell in rank_cells(cells).items()} == {"a": 3, "b": 1, "c": 1, "d": 4}
    assert rank_cells(cells, smallest_first=True)["d"].value == 1
    assert rank_cells(cells)["a"].note == "computed among 4"


def test_the_printed_phrase_is_told_where_it_is_another() -> None:
    assert own_phrase(replace(FIGURE, indicator_text="营业收入")) == ""
    assert own_phrase(replace(FIGURE, indicator_text="规上企业的营业收入", scope_population="规上企业")) == ""
    assert own_phrase(replace(FIGURE, indicator_text="总收入")) == "总收入"
    assert own_phrase(replace(FIGURE, indicator="企业数", indicator_text="企业")) == ""


def test_phrases_are_kept_apart_only_where_their_values_differ() -> None:
    first = replace(FIGURE, indicator_text="一级指标", value=5)
    second = replace(FIGURE, observation_id="obs:2", indicator_text="二级指标", value=11)
    apart = by_measure([first, second])
    assert [(m.phrase, f) for m, f in apart.items()] == [("一级指标", [first]), ("二级指标", [second])]
    assert [m.label() for m in apart] == ["营业收入「一级指标」", "营业收入「二级指标」"]
    assert len({m.key for m in apart}) == 2
    assert len(by_measure([first, replace(second, value=5)])) == 1
    assert len(by_measure([first, replace(second, period="2022")])) == 1
    assert len(by_measure([first, replace(second, indicator_text="一级指标")])) == 1
