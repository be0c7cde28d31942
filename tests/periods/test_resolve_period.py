"""`resolve` and the ISO forms of periods."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.annotations import PeriodMention
from extract.periods import find_periods, resolve, spoken_year
from extract.periods.rules import load_rules
from schemas.errors import ParkgraphError


def resolved(text: str, published: str | None, previous: str | None) -> str | None:
    mention = find_periods(text)[0]
    return resolve(mention, int(published[:4]) if published else None, published, previous)


@pytest.mark.parametrize(
    ("text", "published", "previous", "period"),
    [
        ("上年同期", "2024-08-20", "2024-01/2024-06", "2023-01/2023-06"),
        ("2022年同期", "2024-08-20", "2024-01/2024-06", "2022-01/2022-06"),
        ("今年以来", "2024-08-20", None, "2024"),
        ("2012年以来", "2022-11-18", None, "2012/2022"),
        ("上年", None, "2021", "2020"),
        ("本月", None, "2023-12-31", "2023-12"),
        ("月底", None, "2023-12", "2023-12-31"),
        ("全年", "2024-02-10", None, "2023"),
        ("全年", "2024-10-10", None, "2024"),
        ("未来五年", "2024-10-28", None, "2024/2029"),
        ("2月29日", "2023-03-02", None, "2023-02-28"),
        ("11月至2月", "2023-03-02", "2022", "2022-11/2023-02"),
    ],
)
def test_rules(text: str, published: str | None, previous: str | None, period: str) -> None:
    assert resolved(text, published, previous) == period


def test_without_any_anchor_a_relative_word_stays_open() -> None:
    assert resolved("去年", None, None) is None
    assert resolve(PeriodMention(0, 2, "同期", "year", None, "same_period"), None, None, None) is None


def test_an_undated_document_speaks_in_the_latest_past_year_that_it_names() -> None:
    texts = ["2022年产值60亿元，到2030年达到100亿元。", "《2035年远景规划》已经印发，2023年底企业90家。"]
    assert spoken_year(texts) == 2023


def test_a_pattern_that_does_not_compile_is_an_error_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("broken: '[一-'", encoding="utf-8")
    with pytest.raises(ParkgraphError, match=r"E201.*broken"):
        load_rules(path)
