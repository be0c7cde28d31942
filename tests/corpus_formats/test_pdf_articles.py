"""Pages of several articles that no cut through the whole page parts, and articles set into the columns of others."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

import pytest
from articles_page import HEADLINES, PARKS, WIDTH, Newspaper, paragraphs, x_of
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_pages import Sheet

from corpus.hints import Reading
from corpus.limits import Limits
from corpus.readers.layout.boxes import Box
from corpus.readers.layout.columns import cut
from corpus.readers.layout.items import Item
from corpus.readers.pdf import read_pdf
from corpus.reading import read_source
from schemas.documents import Document


def read(page: Sheet) -> Reading:
    page.page()
    return read_pdf(page.bytes(), "page.pdf", Limits(), lambda: None)


def blocks(reading: Reading) -> list[str]:
    return [reading.original[h.start : h.end] for h in reading.hints]


def is_run(part: list[str], whole: list[str]) -> bool:
    return any(whole[i : i + len(part)] == part for i in range(len(whole)))


# (columns, top, bottom) of each article; none of these pages has a white row or column all through
PINWHEEL = [((0, 3), 60, 360), ((3, 5), 60, 700), ((1, 5), 730, 1080), ((0, 1), 390, 1080), ((1, 3), 390, 700)]
MIRRORED = [((2, 5), 60, 360), ((0, 2), 60, 700), ((0, 4), 730, 1080), ((4, 5), 390, 1080), ((2, 4), 390, 700)]
# here a white column goes all through, but the first article lies over both of its sides
OVER_TWO = [((0, 4), 60, 360), ((4, 5), 60, 1080), ((0, 2), 390, 1080), ((2, 4), 390, 1080)]


@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize("places", [PINWHEEL, MIRRORED, OVER_TWO], ids=["pinwheel", "mirrored", "over two"])
def test_every_article_is_read_as_a_whole(places: list[tuple[tuple[int, int], float, float]], centred: bool) -> None:
    page = Newspaper()
    articles = [page.article(i, *place, centred=centred) for i, place in enumerate(places)]
    reading = read(page)
    got = blocks(reading)
    for article in articles:
        assert is_run(article, got)
    assert len(got) == sum(map(len, articles))
    assert got[: len(articles[0])] == articles[0] or places is MIRRORED
    assert "reading_order" not in {s.reason for s in reading.skipped}


def around(page: Newspaper, top: float, bottom: float) -> list[tuple[float, float, float, float]]:
    """Four columns of which the second and third are interrupted."""
    parts = [(x_of(c), y0, WIDTH, y1) for c in (1, 2) for y0, y1 in ((88.0, top), (bottom, 800.0))]
    return [(x_of(0), 88, WIDTH, 800), *parts, (x_of(3), 88, WIDTH, 800)]


@pytest.mark.parametrize("framed", [True, False])
def test_text_goes_on_around_an_article_in_the_middle_of_its_columns(framed: bool) -> None:
    page = Newspaper()
    page.bold(x_of(0), 75, HEADLINES[0], 18)
    body = page.run_through(0, around(page, 320, 560))
    if framed:
        page.grid(x_of(1), 330, [x_of(2) + WIDTH - x_of(1)], 1, 210)
    page.bold(x_of(1) + 10, 352, HEADLINES[1], 14)
    inset = page.run_through(1, [(x_of(1) + 10, 360, 252, 530)])
    reading = read(page)
    assert blocks(reading) == [HEADLINES[0], *body, HEADLINES[1], *inset]
    assert "reading_order" not in {s.reason for s in reading.skipped}


def test_columns_that_may_go_on_or_not_are_kept_apart_with_a_reason(tmp_path: Path) -> None:
    page = Newspaper()
    page.bold(x_of(0), 75, HEADLINES[0], 18)
    # every column ends with its paragraph, so nothing shows whether those below belong to the box or to the page
    parts, at = [], 0
    for place in around(page, 320, 560):
        parts.append(page.run_through(0, [place], skip=at))
        at += len(parts[-1])
    page.bold(x_of(1) + 10, 352, HEADLINES[1], 14)
    inset = page.run_through(1, [(x_of(1) + 10, 360, 252, 530)])
    page.page()
    data = page.bytes()
    reading = read_pdf(data, "page.pdf", Limits(), lambda: None)
    got = blocks(reading)
    left, upper, lower, upper_right, lower_right, right = parts
    assert got == [HEADLINES[0], *left, *upper, *upper_right, *right, HEADLINES[1], *inset, *lower, *lower_right]
    assert ("reading_order", "page 1: 2 columns may belong elsewhere") in [(s.reason, s.text) for s in reading.skipped]
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    document = next(d for d in read_source(path) if isinstance(d, Document))
    assert [(a.kind, a.headline) for a in document.articles] == [
        ("article", HEADLINES[0]),
        ("article", HEADLINES[1]),
        ("fragment", None),
        ("fragment", None),
    ]
    assert [a.text for a in document.articles[2:]] == ["\n".join(lower), "\n".join(lower_right)]


def test_sections_of_a_report_are_read_column_by_column_under_its_title() -> None:
    page = Sheet("".join(PARKS) + "".join(paragraphs(0)) + "".join(HEADLINES) + "年度公报")
    page.bold(250, 80, "年度公报", 24)
    expected = ["年度公报"]
    text = iter(paragraphs(0))
    for column, heads in ((40.0, (0, 1, 2)), (307.5, (3, 4))):
        y = 110.0 if column < 100 else 100.0
        for head in heads:
            if head != 3:
                page.line(column, y + 15, HEADLINES[head], 15)
                expected.append(HEADLINES[head])
            own = [next(text) for _ in range(3)]
            page.fill(own, [(column, y + 28, 247.5, y + 260)], 10)
            expected += own
            y += 220
    assert blocks(read(page)) == expected


@pytest.mark.parametrize("width", [2000.0, 40_000.0])
def test_a_page_strewn_with_pieces_is_given_up_in_time(width: float) -> None:
    rng = random.Random(1)
    items = []
    for number in range(6000):
        x, y = rng.uniform(0, width), rng.uniform(0, 3000 if width < 3000 else 12)
        items.append(Item(Box(x, y, x + 30, y + 10), 10.0 if number % 3 else 20.0, number))
    started = time.process_time()
    columns = cut(items)
    assert sorted(i.thing for c in columns for i in c.items) == list(range(6000))
    assert time.process_time() - started < 5


def _stack(x: int, y: int, lines: int, width: int, size: int) -> list[tuple[Box, float, str]]:
    step = 1.5 * size
    return [(Box(x, y + k * step, x + width, y + k * step + size), float(size), "line") for k in range(lines)]


_COORDINATES = st.integers(0, 60).map(lambda k: 10 * k)
_PIECES = st.one_of(
    st.builds(
        _stack, _COORDINATES, _COORDINATES, st.integers(1, 12), st.sampled_from([60, 130, 140, 300]), st.just(10)
    ),
    st.builds(
        _stack, _COORDINATES, _COORDINATES, st.integers(1, 2), st.sampled_from([60, 200]), st.sampled_from([14, 20])
    ),
    st.builds(
        lambda x, y, w, h, kind: [(Box(x, y, x + w, y + h), 10.0, kind)],
        *(_COORDINATES, _COORDINATES, st.sampled_from([100, 250]), st.sampled_from([40, 150])),
        st.sampled_from(["table", "frame", "vertical"]),
    ),
)


@given(st.lists(_PIECES, min_size=1, max_size=25))
@settings(max_examples=300, deadline=None)
def test_nothing_is_lost_or_read_twice_whatever_stands_where(pieces: list[list[tuple[Box, float, Any]]]) -> None:
    flat = [piece for part in pieces for piece in part]
    items = [Item(box, size, number, kind) for number, (box, size, kind) in enumerate(flat)]
    assert sorted(i.thing for c in cut(items) for i in c.items) == list(range(len(items)))
