"""The map between repaired text and original, on arbitrary text made of what pages are made of."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.repair import Repaired, repair, to_simplified
from corpus.repair.widths import normalise_widths
from schemas.spans import Span

PIECES = st.sampled_from(
    [
        "园区",
        "高新区实现产值",
        "增长",
        "。",
        "，",
        "；",
        "：",
        "\n",
        "\n\n",
        " ",
        "　　",
        "\t",
        "12",
        "3.5",
        "１２",
        "，９",
        "亿元",
        "%",
        "％",
        "（",
        "）",
        "“",
        "”",
        "本报讯 ",
        "记者 张明",
        "⁃\n",
        "-\n",
        "[bookmark: _a]",
        "&nbsp;",
        "&amp;",
        "<br>",
        "實(shí)",
        "北 京 市 区",
        "4 1 2",
        "1 036",
        "— 3 —\n",
        "第 4 页",
        "图1 ",
        "一、",
        "（二）",
        "1.",
        "双双刊刊行行年年报报页页",
        "\r\n",
        "\x0c",
        "\u200b",
        "\x00",
        "eV",
        "TOL",
        "|",
        "指标 单位 5 6\n",
        "7 8\n",
        "\U00020021",
        "—",
    ]
)
PAGES = st.lists(PIECES, max_size=60).map("".join)


def covered(repaired: Repaired) -> set[int]:
    places: set[int] = set()
    for run in repaired.offsets.runs:
        places.update(range(run.raw, run.raw + run.raw_len))
    for item in repaired.skipped:
        if item.span:
            places.update(range(*item.span))
    return places


@given(PAGES)
@settings(max_examples=400, deadline=None)
def test_map_is_whole_and_monotone(page: str) -> None:
    repaired = repair(page)
    assert repaired.offsets.length == len(repaired.text)
    at = -1
    for i, character in enumerate(repaired.text):
        span = repaired.offsets.to_raw(i, i + 1)
        assert span.end == span.start + 1
        assert span.start > at
        at = span.start
        assert repaired.offsets.to_clean(span.start) == i
        # character for character the same but for its width, and for white space and entities
        if not character.isspace() and page[at] != "&":
            assert normalise_widths(page)[at] == character or page[at] == character


@given(PAGES)
@settings(max_examples=400, deadline=None)
def test_no_character_is_lost(page: str) -> None:
    places = covered(repair(page))
    lost = [i for i, c in enumerate(page) if not c.isspace() and c not in "\x00\x0c\u200b" and i not in places]
    assert not lost


@given(PAGES)
@settings(max_examples=200, deadline=None)
def test_paragraphs_are_parted_by_one_line_feed(page: str) -> None:
    text = repair(page).text
    assert "\n\n" not in text
    assert text == text.strip("\n")
    assert all(line == line.strip() for line in text.split("\n"))


@given(PAGES)
@settings(max_examples=200, deadline=None)
def test_skipped_text_is_what_the_original_shows(page: str) -> None:
    for item in repair(page).skipped:
        assert item.span is not None
        assert page[item.span.start : item.span.end] == item.text
        assert item.reason


@given(PAGES)
@settings(max_examples=200, deadline=None)
def test_composition_with_a_slice(page: str) -> None:
    repaired = repair(page)
    middle = len(repaired.text) // 2
    part = repaired.offsets.slice(middle, len(repaired.text))
    for i in range(middle, len(repaired.text)):
        assert part.to_raw(i - middle, i - middle + 1) == repaired.offsets.to_raw(i, i + 1)


@given(PAGES)
@settings(max_examples=100, deadline=None)
def test_repair_is_deterministic(page: str) -> None:
    assert repair(page) == repair(page)


@given(st.lists(PAGES.filter(lambda p: p.strip() != ""), min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_hinted_blocks_are_never_joined(blocks: list[str]) -> None:
    blocks = [" ".join(b.split()) for b in blocks]
    blocks = [b for b in blocks if repair(b).text]
    spans: list[Span] = []
    at = 0
    for block in blocks:
        spans.append(Span(at, at + len(block)))
        at += len(block) + 1
    repaired = repair("\n".join(blocks), spans)
    owner = {i: k for k, span in enumerate(spans) for i in range(*span)}
    at = 0
    for paragraph in repaired.text.split("\n"):
        places = (repaired.offsets.to_raw(i, i + 1).start for i in range(at, at + len(paragraph)))
        assert len({owner[p] for p in places if p in owner}) <= 1
        at += len(paragraph) + 1


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all(text: str) -> None:
    repaired = repair(text)
    assert repaired.offsets.length == len(repaired.text)
    assert len(to_simplified(text)) == len(text)


def test_a_figure_keeps_its_place() -> None:
    raw = "全区产值达到 618.4\n\n亿元，增长一成。"
    repaired = repair(raw)
    at = repaired.text.index("618.4亿元")
    span = repaired.offsets.to_raw(at, at + len("618.4亿元"))
    assert raw[span.start : span.end] == "618.4\n\n亿元"


def test_traditional_text_is_kept_and_matched_in_simplified() -> None:
    assert repair("園區營業額達3,150億元。").text == "園區營業額達3,150億元。"
    assert to_simplified("園區營業額達3,150億元。") == "园区营业额达3,150亿元。"
