"""The quick tests before the patterns of line marks never contradict them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.patterns import load_patterns, load_words
from corpus.repair import line_marks

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


@pytest.mark.parametrize("line", ["— 2 —", "第 4 页 共 6 页", "6 / 214", "-- 7 --", "Page 3 of 9"])
def test_folios(line: str) -> None:
    assert line_marks.FOLIO.match(line)


def test_pattern_files_are_valid() -> None:
    for name in ("line_marks.yaml", "page_marks.yaml"):
        assert load_patterns(name)
    for name in ("line_initials.yaml", "surnames.yaml", "table_headers.yaml"):
        assert load_words(name)
