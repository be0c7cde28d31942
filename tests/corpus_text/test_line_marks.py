"""The quick tests before the patterns of line marks never contradict them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.patterns import load_patterns, load_words
from corpus.repair import line_marks
from corpus.repair.looks import look_at
from corpus.repair.rows import PLAIN_ROW, read_cells, read_row

STARTS = st.sampled_from(
    [
        "第三章",
        "一、",
        "（一）",
        "(1)",
        "①",
        "1、",
        "2.",
        "3.1 园",
        "●",
        "# ",
        "- 园",
        "本报讯 ",
        "云汀网讯 ",
        "【本报讯】",
        "图1 ",
        "附表2 ",
        "专栏1",
        "图为",
        "注：",
        "数据来源",
        "资料来源",
        "图片来源",
        "[1]",
        "来源：",
        "单位：",
        "责任编辑",
        "编辑：",
        "发布时间：",
        "时间：",
        "索引号",
        "上一篇",
        "https://",
        "您当前的位置",
        "当前位置",
        "字号：",
        "浏览次数",
        "【打印】",
        "園區",
        "園區訊 ",
        "園",
    ]
)


@given(st.one_of(st.tuples(STARTS, st.text(max_size=8)).map("".join), st.text(min_size=1, max_size=12)))
@settings(max_examples=600, deadline=None)
def test_initials_are_complete(line: str) -> None:
    line = line.strip()
    if line:
        assert line_marks.begins_block(line) == (line_marks.BEGINS.match(line) is not None)


@pytest.mark.parametrize(
    "line",
    [
        "▶ 本报记者 周文澜",
        "晚报记者 苏梅 通讯员 田野",
        "（2031年3月8日）",
        "园区展厅一角 何川/摄",
        "■本报记者 祁山 文/摄",
        "# 标题",
    ],
)
def test_lines_of_their_own(line: str) -> None:
    assert line_marks.MAY_STAND_ALONE.search(line)
    assert line_marks.ALONE.match(line)
    assert look_at(line).telling() == [0]


@pytest.mark.parametrize("line", ["— 2 —", "第 4 页 共 6 页", "6 / 214", "-- 7 --", "Page 3 of 9"])
def test_folios(line: str) -> None:
    assert line_marks.FOLIO.match(line)
    assert look_at(line).telling() == [0]


LINES = st.one_of(
    st.lists(
        st.one_of(
            STARTS,
            st.sampled_from(
                [
                    "园",
                    "，",
                    "。”",
                    "！",
                    "？）",
                    "记者",
                    "李 四",
                    "” 李四",
                    "文图",
                    "采写",
                    "摄",
                    "影",
                    "撰",
                    "/文",
                    "編輯",
                ]
            ),
            st.sampled_from(
                ["7", "٣", "𝟕", "２", "2031-", "－", "页", "…", " ", "\u3000", "|", "\xa0", "\x1f", "Page "]
            ),
        ),
        min_size=1,
        max_size=6,
    ).map("".join),
    st.text(min_size=1, max_size=12),
)


@given(st.lists(LINES, max_size=5).map("\n".join))
@settings(max_examples=800, deadline=None)
def test_lines_that_tell_nothing_match_no_pattern(text: str) -> None:
    looks = look_at(text)
    shown = [(i, line.strip()) for i, line in enumerate(text.split("\n")) if line.strip()]
    assert looks.numbers.tolist() == [i for i, _ in shown]
    assert [text[a:b] for a, b in zip(looks.starts, looks.ends, strict=True)] == [line for _, line in shown]
    telling, tabular = set(looks.telling()), set(looks.tabular())
    for i, (_, line) in enumerate(shown):
        if i not in telling:
            assert not line_marks.FOLIO.match(line)
            assert not line_marks.BEGINS.match(line)
            assert not line_marks.ends_sentence(line)
            assert not line_marks.has_byline_end(line)
            assert not (line_marks.MAY_STAND_ALONE.search(line) and line_marks.ALONE.match(line))
        if i not in tabular:
            assert read_row(line) is None


ROWS = st.lists(
    st.sampled_from(
        ["产值", "高新区（一）", "亿元", "12", "1,036.5", "8.6%", "3.", ",", "-", "…", "〇", "12亿元", "2031年", "A"]
    ),
    min_size=1,
    max_size=8,
)


@given(ROWS, st.sampled_from([" ", " ", "  ", "\xa0"]))
@settings(max_examples=400, deadline=None)
def test_a_plain_row_is_read_like_any_other(cells: list[str], gap: str) -> None:
    line = gap.join(cells)
    if PLAIN_ROW.match(line):
        assert read_row(line) == read_cells(line)


def test_usual_rows_are_plain() -> None:
    assert PLAIN_ROW.match("规上工业总产值 亿元 1761.2 7460.7")
    assert not PLAIN_ROW.match("规上工业总产值 亿元 1761.2  7460.7")


def test_pattern_files_are_valid() -> None:
    for name in ("line_marks.yaml", "page_marks.yaml"):
        assert load_patterns(name)
    for name in ("line_initials.yaml", "surnames.yaml", "table_headers.yaml"):
        assert load_words(name)
