"""The page of the library is what its headers say."""

from __future__ import annotations

from queries.docs import FILE, example, text
from queries.library import library


def test_the_page_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == text(library()), "run `python -m queries.docs`"


def test_examples_give_what_is_required() -> None:
    assert example(library().get("park_facts")) == "parkgraph query park_facts --param subject=中关村"
    assert example(library().get("coverage")) == "parkgraph query coverage"
