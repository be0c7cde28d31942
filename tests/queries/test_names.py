"""From a typed name to the one thing that it stands for."""

from __future__ import annotations

import pickle

import pytest

from queries.folds import folds
from queries.names import Named, UnresolvedNameError, resolve

THINGS = [
    Named("park:云栖高新技术产业开发区", "云栖高新技术产业开发区", "park", ("高新区",), 9),
    Named("park:临江云栖经济技术开发区", "临江云栖经济技术开发区", "park", (), 2),
    Named("park:望海国家自主创新示范区", "望海国家自主创新示范区", "park", ("望海",), 5),
    Named("park:望海科技园区", "望海科技园区", "park", (), 1),
    Named("park:澄湖高新技术产业开发区", "澄湖高新技术产业开发区", "park", ("高新区", "澄湖片区"), 3),
    Named("region:白石", "白石", "region", (), 0),
    Named("region:青川市", "青川市", "region", (), 0),
    Named("enterprise:星岚科技股份有限公司", "星岚科技股份有限公司", "enterprise", ("星岚",), 0),
]


@pytest.mark.parametrize(
    ("typed", "found", "via"),
    [
        ("park:望海科技园区", "park:望海科技园区", "id"),
        ("望海科技园区", "park:望海科技园区", "name"),
        (" 望海 科技园区 ", "park:望海科技园区", "name"),
        ("望海", "park:望海国家自主创新示范区", "alias"),
        ("云栖高新区", "park:云栖高新技术产业开发区", "folded"),
        ("云栖高新技术产业园区", "park:云栖高新技术产业开发区", "folded"),
        ("云栖国家高新技术产业开发区", "park:云栖高新技术产业开发区", "folded"),
        ("望海自创区", "park:望海国家自主创新示范区", "folded"),
        ("望海科技园", "park:望海科技园区", "folded"),
        ("云栖", "park:云栖高新技术产业开发区", "stem"),
        ("白石市", "region:白石", "stem"),
        ("青川", "region:青川市", "stem"),
        ("云栖经开区", "park:临江云栖经济技术开发区", "tail"),
        ("星岚科技有限公司", "enterprise:星岚科技股份有限公司", "folded"),
        ("星岚科技", "enterprise:星岚科技股份有限公司", "stem"),
    ],
)
def test_a_name_finds_its_thing(typed: str, found: str, via: str) -> None:
    candidate = resolve(typed, THINGS)
    assert (candidate.id, candidate.via) == (found, via)


def test_a_name_of_several_things_lists_them_the_weightiest_first() -> None:
    with pytest.raises(UnresolvedNameError) as caught:
        resolve("高新区", THINGS)
    assert caught.value.code == "E403"
    assert [c.id for c in caught.value.candidates] == ["park:云栖高新技术产业开发区", "park:澄湖高新技术产业开发区"]
    assert "park:云栖高新技术产业开发区" in str(caught.value)


def test_part_of_a_name_is_listed_but_never_taken() -> None:
    with pytest.raises(UnresolvedNameError) as caught:
        resolve("江云", THINGS)
    assert caught.value.code == "E404"
    assert [c.id for c in caught.value.candidates] == ["park:临江云栖经济技术开发区"]


def test_another_kind_of_area_is_another_thing() -> None:
    with pytest.raises(UnresolvedNameError) as caught:
        resolve("白石高新区", THINGS)
    assert caught.value.code == "E404"


def test_a_slip_is_answered_with_near_names() -> None:
    with pytest.raises(UnresolvedNameError) as caught:
        resolve("澄湖高薪区", THINGS)
    assert caught.value.code == "E404"
    assert "park:澄湖高新技术产业开发区" in {c.id for c in caught.value.candidates}


def test_an_empty_store_says_so() -> None:
    with pytest.raises(UnresolvedNameError, match="holds no entity"):
        resolve("望海", [])


def test_the_error_travels_between_processes() -> None:
    with pytest.raises(UnresolvedNameError) as caught:
        resolve("高新区", THINGS)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert str(copy) == str(caught.value)
    assert copy.candidates == caught.value.candidates


def test_folding_is_idempotent() -> None:
    for thing in THINGS:
        short = folds().fold(thing.name)
        assert folds().fold(short) == short
