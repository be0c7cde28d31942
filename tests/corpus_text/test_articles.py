"""Pages of several articles: bodies apart, headlines bound, the rest told apart. All names are invented."""

from __future__ import annotations

import pytest

from corpus.assemble import build_document
from corpus.hints import Hint, TableHint
from schemas.documents import Article, Cell, Document, Metadata, Skipped
from schemas.spans import Span

WIDTH = 18


def column(text: str, width: int = WIDTH) -> str:
    """Text as a newspaper column comes out: a break and a blank line after each line, the indent lost."""
    lines = [text[: width - 2], *(text[i : i + width] for i in range(width - 2, len(text), width))]
    return "\n\n".join(line for line in lines if line)


STORY_A = [
    "本报讯 近日，云汀高新区精密光学产业园二期厂房封顶，十二家企业"
    "签约入驻，园区光学产业链条更加完整，上下游配套半径缩短到三公里。",
    "目前，云汀高新区已有光学企业86家，年产值达到74.5亿元，同比增长"
    "12.6%，从业人员超过一万人，镜头模组出货量位居全省第二。 何雨晴",
]
STORY_B = [
    "本报讯（记者 周文澜） 今年以来，白鹭洲开发区推行企业开办一"
    "次办结，办理时间由三天压缩到半天，新登记企业同比增长近三成。",
    "白鹭洲开发区还把四十二项审批事项集中到一个窗口，企业少跑路、少交材料，满意度达到99.2%，这项做法在全市推广开来。",
]
STORY_C = [
    "十年前，松坪科学城还是一片荒坡；十年后，这里聚集了三十一家"
    "科研机构，常住科研人员超过五千人，累计转化科研成果六百余项。",
    "站在新的起点上，松坪科学城将继续建设开放共享的大型仪器平台，让更多成果在这里落地，让更多青年人才愿意来、留得住。",
]
HEAD_A = ["云汀高新区：", "精密光学产业园二期封顶"]
HEAD_B = ["白鹭洲开发区企业开办半天办结"]


def doubled(line: str) -> str:
    return "".join(c * 2 for c in line)


def document(text: str, **known: object) -> Document:
    metadata = known.pop("metadata", Metadata())
    assert isinstance(metadata, Metadata)
    return build_document(
        data_id="sha256:0",
        name="page.txt",
        source="page.txt",
        media_type="text/plain",
        original=text,
        reader="text/1",
        metadata=metadata,
        **known,  # type: ignore[arg-type]
    )


def page() -> str:
    return "\n\n".join(
        [
            *map(column, STORY_C),
            "▶ 本报记者 苏梅",
            *map(column, STORY_A),
            *map(column, STORY_B),
            *map(doubled, HEAD_B),
            *map(doubled, HEAD_A),
            "松坪科学城中试基地一角 祁山/摄",
        ]
    )


def by_first(doc: Document, first: str) -> Article:
    return next(a for a in doc.articles if first in a.text)


def check_offsets(doc: Document) -> None:
    places: set[int] = set()
    for article in doc.articles:
        assert article.offsets.length == len(article.text)
        for run in article.offsets.runs:
            places.update(range(run.raw, run.raw + run.raw_len))
        if article.headline_span:
            places.update(range(*article.headline_span))
        for block in article.blocks:
            text = article.text[block.start : block.end]
            assert text
            assert text == text.strip()
        for table in article.tables:
            for cell in table.cells:
                assert article.text[cell.start : cell.end] == cell.text
        for segment in article.segments:
            assert article.span.start <= segment.start < segment.end <= article.span.end
    for item in doc.skipped:
        if item.span:
            places.update(range(*item.span))
    assert not [i for i, c in enumerate(doc.original) if not c.isspace() and i not in places]


def test_bodies_are_separated_and_headlines_bound() -> None:
    doc = document(page())
    check_offsets(doc)
    a, b, c = (by_first(doc, x[0][:8]) for x in (STORY_A, STORY_B, STORY_C))
    assert a.headline == "云汀高新区：精密光学产业园二期封顶"
    assert b.headline == "白鹭洲开发区企业开办半天办结"
    assert c.headline is None
    assert (a.byline, b.byline, c.byline) == ("何雨晴", "周文澜", "苏梅")
    for article, story in ((a, STORY_A), (b, STORY_B), (c, STORY_C)):
        paragraphs = [article.text[x.start : x.end] for x in article.blocks if x.kind == "paragraph"]
        assert [p.split("。 ")[0].rstrip("。") for p in paragraphs] == [s.split("。 ")[0].rstrip("。") for s in story]


def test_headline_span_shows_the_print() -> None:
    doc = document(page())
    article = by_first(doc, "本报讯 近日")
    assert article.headline_span is not None
    shown = doc.original[article.headline_span.start : article.headline_span.end]
    assert "精精密密光光学学" in shown


def test_photo_caption_is_no_article() -> None:
    captions = [a for a in document(page()).articles if a.kind == "photo_caption"]
    assert [a.text for a in captions] == ["松坪科学城中试基地一角 祁山/摄"]


def test_headlines_in_the_order_of_another_page() -> None:
    text = "\n\n".join([*HEAD_B, "云汀高新区精密光学产业园二期封顶", *map(column, STORY_A), *map(column, STORY_B)])
    doc = document(text)
    assert by_first(doc, "本报讯 近日").headline == "云汀高新区精密光学产业园二期封顶"
    assert by_first(doc, STORY_B[0][:8]).headline == HEAD_B[0]


def test_headline_before_its_body_is_part_of_the_text() -> None:
    doc = document("\n\n".join([*map(column, STORY_C), "▶ 本报记者 苏梅", HEAD_B[0], *map(column, STORY_B)]))
    article = next(a for a in doc.articles if a.headline == HEAD_B[0])
    assert article.text.startswith(HEAD_B[0])
    assert article.blocks[0].kind == "title"


def test_subheads_stay_inside_their_article() -> None:
    doc = document(
        "\n\n".join([column(STORY_C[0]), "向新十年", column(STORY_C[1]), "▶ 本报记者 苏梅", *map(column, STORY_A)])
    )
    assert [a.kind for a in doc.articles] == ["article", "article"]
    assert [(b.kind, b.level) for b in doc.articles[0].blocks] == [
        ("paragraph", 0),
        ("heading", 1),
        ("paragraph", 0),
        ("byline", 0),
    ]


def test_single_article_with_web_furniture() -> None:
    text = (
        "当前位置：首页 > 新闻\n栖霞岭科技园发布年度指数\n发布时间：2031-05-12 10:02 来源：栖霞岭日报 浏览次数：77\n"
        "栖霞岭科技园5月11日发布年度指数，综合得分为186.4，比上年提高9.3个点。\n上一篇：通知 下一篇：没有了"
    )
    doc = document(text)
    check_offsets(doc)
    (article,) = doc.articles
    assert article.headline == "栖霞岭科技园发布年度指数"
    assert [s.reason for s in doc.skipped] == ["web_boilerplate"] * 3
    assert (doc.metadata.published, doc.metadata.publisher) == ("2031-05-12", "栖霞岭日报")
    assert doc.metadata.origin["published"] == "text"


def test_sidecar_title_is_the_headline_of_a_text_without_one() -> None:
    known = Metadata(title="云汀高新区光学产业壮大", origin={"title": "sidecar"})
    (article,) = document("目前，云汀高新区已有光学企业86家，年产值74.5亿元。", metadata=known).articles
    assert article.headline == "云汀高新区光学产业壮大"
    assert article.headline_span is None


def test_numbered_headings_and_items() -> None:
    text = (
        "松坪科学城工作总结\n一、主要成绩\n（一）平台建设。建成中试线6条，开放仪器412台。\n"
        "（二）人才引育。引进团队18个，新增院士工作站2家。\n二、明年安排\n力争科研人员突破六千人。"
    )
    (article,) = document(text).articles
    assert [(b.kind, b.level) for b in article.blocks] == [
        ("title", 0),
        ("heading", 1),
        ("list_item", 0),
        ("list_item", 0),
        ("heading", 1),
        ("paragraph", 0),
    ]


def test_hints_are_not_guessed_again() -> None:
    lines = ["松坪科学城年报", "第一节 概况", "全年收入41亿元，\n增长6%", "名称\t收入", "甲园\t12.5", "页眉"]
    text = "\n".join(lines)
    kinds = ["title", "heading", "paragraph", "table_row", "table_row"]
    hints, at = [], 0
    for kind, line in zip(kinds, lines, strict=False):
        hints.append(Hint(kind, at, at + len(line), 1 if kind == "heading" else 0))  # type: ignore[arg-type]
        at += len(line) + 1
    start = text.index("名称")
    cell = text.index("12.5")
    table = TableHint(start, at - 1, "收入表", (Cell(cell, cell + 4, "12.5", ("甲园",), ("收入",), "亿元"),), "亿元")
    head = text.index("页眉")
    doc = document(
        text,
        blocks_hint=hints,
        tables_hint=[table],
        skipped=[Skipped("running_head", Span(head, head + 2), "页眉")],
    )
    check_offsets(doc)
    (article,) = doc.articles
    assert article.headline == "松坪科学城年报"
    assert [b.kind for b in article.blocks] == kinds
    assert "全年收入41亿元，增长6%" in article.text
    assert "页眉" not in article.text
    (found,) = article.tables
    assert found.title == "收入表"
    assert [(c.text, c.row, c.column, c.unit) for c in found.cells] == [("12.5", ("甲园",), ("收入",), "亿元")]


def test_titles_of_a_format_begin_articles() -> None:
    text = "甲园简讯\n甲园新增企业8家。\n乙园简讯\n乙园新增企业5家。"
    hints, at = [], 0
    for i, line in enumerate(text.split("\n")):
        hints.append(Hint("paragraph" if i % 2 else "title", at, at + len(line)))
        at += len(line) + 1
    doc = document(text, blocks_hint=hints)
    assert [a.headline for a in doc.articles] == ["甲园简讯", "乙园简讯"]


@pytest.mark.parametrize("text", ["", " \n\n ", "。", "\x00", "1", "本报讯", "——", "|", "一、"])
def test_next_to_nothing(text: str) -> None:
    doc = document(text)
    assert len(doc.articles) <= 1
