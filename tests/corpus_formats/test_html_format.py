"""Web pages: main text, metadata, tables with spans, code pages."""

from __future__ import annotations

import pytest

from corpus.hints import Reading
from corpus.limits import Limits
from corpus.readers.web import read_html

PARAGRAPHS = [
    "2023年，松溪科技园实现营业收入1280.5亿元，同比增长9.3%。园区内企业总数达到4321家，比上年增加210家。",
    "下一步，园区将继续扩大开放，计划在三年内引进研发机构五十家，新建标准厂房三十万平方米。",
]
NAVIGATION = "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/a'>新闻</a></li></ul></div>"
FOOTER = "<div class='footer'><a href='/x'>版权所有</a> 备案号 12345</div>"


def page(body: str, head: str = "") -> str:
    content = f"{NAVIGATION}<div class='content'>{body}</div>{FOOTER}"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{content}</body></html>"


def article(extra: str = "") -> str:
    info = "<div class='info'>发布时间：2024-03-05 来源：松溪日报 浏览次数：123</div>"
    text = "".join(f"<p>　　{p}</p>" for p in PARAGRAPHS)
    return f"<h1>松溪科技园发布年度公报</h1>{info}{text}{extra}"


def read(text: str, encoding: str = "utf-8") -> Reading:
    reading = read_html(text.encode(encoding), "x.html", Limits())
    for table in reading.tables:
        assert all(reading.original[c.start : c.end] == c.text for c in table.cells)
    return reading


def blocks(reading: Reading, *kinds: str) -> list[str]:
    return [reading.original[h.start : h.end] for h in reading.hints if h.kind in kinds]


def test_main_text_title_date_and_source() -> None:
    reading = read(page(article(), "<title>松溪科技园发布年度公报_松溪市人民政府</title>"))
    assert blocks(reading, "title") == ["松溪科技园发布年度公报"]
    assert blocks(reading, "paragraph") == PARAGRAPHS
    metadata = reading.metadata
    assert (metadata.title, metadata.published, metadata.publisher) == (
        "松溪科技园发布年度公报",
        "2024-03-05",
        "松溪日报",
    )
    assert any("首页" in s.text for s in reading.skipped)


@pytest.mark.parametrize(("charset", "encoding"), [("gb2312", "gb18030"), ("big5", "big5"), ("utf-8", "utf-8")])
def test_code_pages(charset: str, encoding: str) -> None:
    traditional = "園區去年產值成長三成，廠商家數為五百四十家，其中半導體廠商一百二十家。"
    text = traditional if charset == "big5" else PARAGRAPHS[0]
    reading = read(f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>', encoding)
    assert text in reading.original


def test_code_page_that_is_declared_wrongly_or_not_at_all() -> None:
    for head in ("", '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'):
        assert blocks(read(page(article(), head), "gb18030"), "paragraph") == PARAGRAPHS


def test_government_meta_fields_win_over_the_visible_line() -> None:
    head = (
        '<meta name="ArticleTitle" content="园区年度公报"><meta name="PubDate" content="2024-05-06 10:00">'
        '<meta name="ContentSource" content="松溪市统计局">'
    )
    metadata = read(page(article(), head)).metadata
    assert (metadata.title, metadata.published, metadata.publisher) == ("园区年度公报", "2024-05-06", "松溪市统计局")
    assert set(metadata.origin.values()) == {"html_meta"}


def test_table_with_row_and_column_spans() -> None:
    table = (
        "<p>表1 主要指标（单位：亿元）</p><table><tr><th rowspan=2>指标</th><th colspan=2>全区</th></tr>"
        "<tr><th>2022年</th><th>2023年</th></tr><tr><td>营业收入</td><td>1171.5</td><td>1280.5</td></tr>"
        "<tr><td>其中：出口</td><td>100</td><td>120</td></tr></table>"
    )
    reading = read(page(article(table)))
    found = reading.tables[0]
    assert (found.title, found.unit) == ("表1 主要指标", "亿元")
    assert [(c.row, c.column, c.text, c.unit) for c in found.cells][:3] == [
        (("营业收入",), ("全区", "2022年"), "1171.5", "亿元"),
        (("营业收入",), ("全区", "2023年"), "1280.5", "亿元"),
        (("营业收入", "其中：出口"), ("全区", "2022年"), "100", "亿元"),
    ]
    assert blocks(reading, "table_row") == [
        "指标\t全区",
        "2022年\t2023年",
        "营业收入\t1171.5\t1280.5",
        "其中：出口\t100\t120",
    ]


def test_page_laid_out_with_tables_is_text() -> None:
    rows = "".join(f"<tr><td width=20></td><td><p>{p}</p></td></tr>" for p in PARAGRAPHS)
    reading = read(f"<html><body><table>{rows}</table></body></html>")
    assert reading.tables == ()
    assert all(p in reading.original for p in PARAGRAPHS)


def test_lists_and_headings() -> None:
    reading = read(page(article("<h2>一、企业</h2><ul><li>新增专利1200件；</li><li>引进人才300人。</li></ul>")))
    assert "一、企业" in blocks(reading, "heading")
    assert blocks(reading, "list_item") == ["新增专利1200件；", "引进人才300人。"]


def test_source_line_breaks_between_characters_vanish() -> None:
    reading = read(page("<p>" + PARAGRAPHS[0].replace("营业", "营\n      业") + "</p><p>" + PARAGRAPHS[1] + "</p>"))
    assert blocks(reading, "paragraph") == PARAGRAPHS
