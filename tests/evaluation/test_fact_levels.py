"""What counts as right at each level, and which prediction answers which gold fact."""

from __future__ import annotations

import pytest
from evaluation_gold import FACTS, PARK, answer, fact

from extract.evaluation.facts import LEVELS, WHOLE, align
from extract.evaluation.gold import GoldFact
from extract.evaluation.reliability import calibration_error, reliability


def gold(*rows: dict) -> list[GoldFact]:
    return [GoldFact.model_validate({**row, "at": "test:1", "genre": "test"}) for row in rows]


def reached(prediction: dict, wanted: dict) -> int:
    """How many levels hold, 0 where the two are no pair."""
    found = align(gold(wanted), [prediction])
    return found.matched[0].level if found.matched else 0


GDP, GROWTH, COUNT = FACTS[0], FACTS[1], FACTS[2]


@pytest.mark.parametrize(
    ("wanted", "changes", "level"),
    [
        (GDP, {}, "strict"),
        (GDP, {"value": 35290000000}, "strict"),  # within a thousandth
        (GDP, {"value": 35310000000}, None),
        (GDP, {"unit": "USD"}, None),
        (GDP, {"unit": "CNY/人"}, "strict"),  # the numerator is enough
        (GDP, {"period": "2022"}, "quantity"),
        (GDP, {"period": None}, "quantity"),
        (GDP, {"period": "2023-12-31"}, "strict"),  # the last day of a year is the year
        (GDP, {"period": "2023-06"}, "full+kind"),
        (GDP, {"subject": "临溪高新区"}, "dated"),
        (GDP, {"subject": "栖霞岭国家高新区"}, "strict"),
        (GDP, {"subject": "云东省栖霞岭高新技术产业开发区"}, "strict"),  # a qualifier before a name
        (GDP, {"indicator": "固定资产投资"}, "about"),
        (GDP, {"indicator": "人均地区生产总值"}, "full+kind"),  # a word of scope too many
        (GDP, {"kind": "growth"}, "full"),
        (COUNT, {"unit": "户"}, "strict"),
        (COUNT, {"indicator": "规上工业企业数"}, "strict"),
        (fact("a.txt", PARK, ["进口总额"], 5, "CNY", [], "level"), {"indicator": "出口总额"}, "about"),
        (fact("a.txt", PARK, ["进口总额"], 5, "CNY", [], "level"), {"period": "1999"}, "strict"),  # any period is right
    ],
)
def test_levels_are_nested(wanted, changes, level):
    assert reached(answer(wanted, **changes), wanted) == (LEVELS.index(level) + 1 if level else 0)


def test_each_prediction_answers_one_fact():
    one, two = GDP, {**GDP, "indicator": ["地区生产总值总量"]}
    found = align(gold(one, two), [answer(one)])
    assert (len(found.matched), len(found.missed), len(found.spurious)) == (1, 1, 0)


def test_the_better_answer_wins_and_the_other_is_spurious():
    found = align(gold(GDP), [answer(GDP, subject="临溪高新区"), answer(GDP)])
    assert [m.level for m in found.matched] == [len(LEVELS)]
    assert [p["subject"] for p in found.spurious] == ["临溪高新区"]


def test_optional_gold_counts_neither_way():
    optional = {**GDP, "optional": True}
    assert align(gold(optional), [answer(GDP)]).score(1).to_record()["predicted"] == 0
    assert align(gold(optional), []).missed == []


def test_repeated_predictions_count_once_and_other_documents_not_at_all():
    found = align(gold(GDP), [answer(GDP), answer(GDP), answer({**GDP, "doc": "other.txt"})])
    assert (len(found.matched), len(found.spurious)) == (1, 0)


def test_documents_are_compared_by_file_name():
    assert reached(answer(GDP, doc="some/folder/bulletin.txt"), GDP) == len(LEVELS)


def test_precision_and_recall():
    found = align(gold(*FACTS[:4]), [answer(GDP), answer(GROWTH, kind="share"), answer(GDP, value=1.0)])
    score = found.score(WHOLE)
    assert (score.hit, score.gold, score.predicted) == (1, 4, 3)
    assert (score.precision, score.recall, score.f1) == pytest.approx((1 / 3, 1 / 4, 2 / 7))


def test_reliability_bands_hold_every_record():
    rows = [(0.0, False), (0.35, False), (0.9, True), (0.92, False), (0.96, True), (1.0, True)]
    bands = reliability(rows)
    assert sum(b.records for b in bands) == len(rows)
    assert [(b.low, b.records, b.right) for b in bands] == [(0.0, 1, 0), (0.3, 1, 0), (0.9, 2, 1), (0.95, 2, 2)]
    assert calibration_error(bands) == pytest.approx((0 + 0.35 + abs(1.82 - 1) + abs(1.96 - 2)) / 6)
