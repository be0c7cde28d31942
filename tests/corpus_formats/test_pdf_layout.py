"""Pdf pages set from known text come back character by character, in reading order."""

from __future__ import annotations

import io

import pytest
from cjk_font import register
from pdf_pages import Sheet
from reportlab.lib import pdfencrypt
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from corpus.hints import Reading
from corpus.limits import Limits
from corpus.readers.pdf import read_pdf
from schemas.errors import ParkgraphError

FIRST = [
    "云杉科学城管理办公室昨天公布，2023年全城企业营业收入为3125.4亿元，同比增长8.6%，其中生物制造业收入412.7亿元，占总量的13.2%，"
    "比上一年高出1.1个百分点，增速连续四年快于全省平均水平。",
    "数据显示，科学城内的高新技术企业共有1846家，新增203家；研发人员5.2万人，每万名从业人员中研发人员为1120人。办公室负责人表示，"
    "今年将再建3座中试基地，总面积约12万平方米，力争年底投用。",
    "此外，Greenleaf Bio等外资机构在城内设立R&D中心，累计投资6.35亿美元。园中还有7个国家级孵化器，在孵项目982个，"
    "全年毕业企业97家。",
]
SECOND = [
    "青川高新区近日与三所高校签下协议，共建先进材料实验室，首期投入2.4亿元，计划三年内引进青年人才150名。",
    "协议约定，实验室产生的专利由各方共享，转化收益的六成归研究团队，其余用于滚动投入。实验室的中试线设在高新区东侧，占地36亩。",
    "青川高新区去年的技术合同成交额达到88.9亿元，居全省第三位。",
]
HEADLINE = "云杉科学城营收突破三千亿元"
OTHER = "青川高新区与高校共建"
ROWS = [["指标", "2022年", "2023年"], ["营业收入（亿元）", "2877.9", "3125.4"], ["企业数（家）", "1643", "1846"]]
EXTRA = (
    "第一二三四五页-·0123456789园区纪事从荒滩到新城的二十年侧边文字下往上读编后框中自成篇不与旁的栏相接内也要"
    "表主要指标对比单位：注快报数机密"
)
TEXT = "".join(FIRST + SECOND) + HEADLINE + OTHER + "".join("".join(r) for r in ROWS) + EXTRA


def sheet() -> Sheet:
    return Sheet(TEXT)


def columns(number: int, top: float, bottom: float, gutter: float = 14) -> list[tuple[float, float, float, float]]:
    width = (515 - gutter * (number - 1)) / number
    return [(40 + i * (width + gutter), top, width, bottom) for i in range(number)]


def read(made: Sheet) -> Reading:
    reading = read_pdf(made.bytes(), "page.pdf", Limits(), lambda: None)
    for table in reading.tables:
        assert all(reading.original[c.start : c.end] == c.text for c in table.cells)
    return reading


def blocks(reading: Reading, *kinds: str) -> list[str]:
    return [reading.original[h.start : h.end] for h in reading.hints if not kinds or h.kind in kinds]


@pytest.mark.parametrize(("number", "bottom"), [(1, 800), (2, 400), (3, 270), (4, 300), (5, 320)])
def test_columns_under_an_overprinted_headline(number: int, bottom: float) -> None:
    page = sheet()
    page.bold(60, 70, HEADLINE, 24)
    page.fill(FIRST + SECOND, columns(number, 100, bottom))
    page.line(290, 820, "- 1 -", 9)
    page.page()
    reading = read(page)
    assert blocks(reading) == [HEADLINE, *FIRST, *SECOND]
    assert blocks(reading, "title") == [HEADLINE]
    assert {s.reason for s in reading.skipped} >= {"folio"}


@pytest.mark.parametrize("headline", ["科学城", "云杉科学城", HEADLINE])
def test_articles_below_each_other_with_centred_headlines(headline: str) -> None:
    page = sheet()
    left = 297.5 - 11 * len(headline)
    page.bold(left, 70, headline, 22)
    page.fill(FIRST + SECOND, columns(3, 100, 262))
    page.bold(left, 400, headline, 22)
    page.fill(SECOND + FIRST, columns(2, 420, 590))
    page.page()
    assert blocks(read(page)) == [headline, *FIRST, *SECOND, headline, *SECOND, *FIRST]


def test_articles_beside_each_other_with_headlines_over_two_columns() -> None:
    page = sheet()
    places = columns(4, 100, 300)
    page.bold(40, 80, HEADLINE, 16)
    page.fill(FIRST, places[:2], 9)
    page.bold(places[2][0], 80, OTHER, 16)
    page.fill(SECOND, places[2:], 9)
    page.page()
    reading = read(page)
    assert blocks(reading) == [HEADLINE, *FIRST, OTHER, *SECOND]
    assert blocks(reading, "title") == [HEADLINE, OTHER]


def test_newspaper_page_with_three_articles_masthead_and_caption() -> None:
    page = Sheet(TEXT + "日报月星期新闻图为的生产线陈岩/摄山城增企业二百家")
    page.line(40, 40, "云杉日报 2024年5月6日 星期一", 9)
    page.line(480, 40, "第3页", 9)
    places = columns(4, 100, 330)
    page.bold(40, 85, HEADLINE, 16)
    page.fill(FIRST, places[:2], 9)
    page.bold(places[2][0], 85, OTHER, 16)
    page.fill(SECOND, places[2:], 9)
    page.line(places[2][0], 310, "图为高新区的生产线。陈岩/摄", 8)
    page.bold(120, 440, "山城园区新增企业二百家", 20)
    page.fill(SECOND + FIRST, columns(3, 460, 620), 9)
    page.page()
    reading = read(page)
    assert blocks(reading, "title", "paragraph", "caption")[1:] == [
        HEADLINE,
        *FIRST,
        OTHER,
        *SECOND,
        "图为高新区的生产线。陈岩/摄",
        "山城园区新增企业二百家",
        *SECOND,
        *FIRST,
    ]


def test_ruled_table_with_its_title() -> None:
    page = sheet()
    page.fill(FIRST[:1], columns(1, 60, 200))
    page.line(40, 240, "表1 主要指标对比", 9)
    page.table(40, 250, [120, 80, 80], ROWS)
    page.fill(SECOND[:1], columns(1, 340, 500))
    page.page()
    reading = read(page)
    assert blocks(reading) == [FIRST[0], "表1 主要指标对比", *("\t".join(row) for row in ROWS), SECOND[0]]
    table = reading.tables[0]
    assert table.title == "表1 主要指标对比"
    assert [(c.row, c.column, c.text, c.unit) for c in table.cells] == [
        (("营业收入（亿元）",), ("2022年",), "2877.9", "亿元"),
        (("营业收入（亿元）",), ("2023年",), "3125.4", "亿元"),
        (("企业数（家）",), ("2022年",), "1643", "家"),
        (("企业数（家）",), ("2023年",), "1846", "家"),
    ]


def test_merged_cells_of_a_ruled_table() -> None:
    page = sheet()
    x, y, w, h = 40.0, 100.0, 100.0, 20.0
    for row in (0, 1, 2, 3):
        # the first cell of the first two rows is one, so is the second and third of the first row
        page.rule(x + (w if row == 1 else 0), y + row * h, x + 3 * w, y + row * h)
    for column in range(4):
        page.rule(x + column * w, y + (h if column == 2 else 0), x + column * w, y + 3 * h)
    page.line(x + 3, y + 20, "指标", 9)
    page.line(x + w + 3, y + 14, "云杉科学城", 9)
    for column, text in enumerate(("2022年", "2023年")):
        page.line(x + (column + 1) * w + 3, y + 34, text, 9)
    for column, text in enumerate(("营业收入", "2877.9", "3125.4")):
        page.line(x + column * w + 3, y + 54, text, 9)
    page.page()
    table = read(page).tables[0]
    assert [(c.row, c.column, c.text) for c in table.cells] == [
        (("营业收入",), ("云杉科学城", "2022年"), "2877.9"),
        (("营业收入",), ("云杉科学城", "2023年"), "3125.4"),
    ]


@pytest.mark.parametrize("ruled", [True, False])
def test_table_without_vertical_lines(ruled: bool) -> None:
    page = sheet()
    page.line(40, 180, "表1 主要指标", 9)
    page.line(460, 180, "单位：亿元", 9)
    for r, row in enumerate([*ROWS, ["研发人员", "4.8", "5.2"]]):
        for x, text in zip((40, 240, 400), row, strict=True):
            page.line(x, 204 + 18 * r, text, 9)
    if ruled:
        for y in (190, 210, 264):
            page.rule(40, y, 520, y)
    page.line(40, 284, "注：数为快报数。", 8)
    page.fill(SECOND, columns(1, 320, 600))
    page.page()
    reading = read(page)
    table = reading.tables[0]
    assert [(c.row, c.column, c.text) for c in table.cells][:2] == [
        (("营业收入（亿元）",), ("2022年",), "2877.9"),
        (("营业收入（亿元）",), ("2023年",), "3125.4"),
    ]
    assert table.cells[-1].unit == "亿元"
    assert (table.title, table.notes) == ("表1 主要指标", ("注：数为快报数。",))
    assert blocks(reading, "paragraph") == SECOND


def test_vertical_text_is_read_down_and_from_the_right() -> None:
    page = sheet()
    page.fill(FIRST, columns(2, 60, 220))
    page.vertical(500, 300, ["园区纪事", "从荒滩到新城的", "二十年"], 16)
    page.page()
    assert blocks(read(page)) == [*FIRST, "园区纪事从荒滩到新城的二十年"]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_text_is_read_along_its_turn(angle: float) -> None:
    page = sheet()
    page.fill(FIRST, columns(2, 60, 220))
    page.turned(300, 600, "侧边文字从下往上读", angle=angle)
    page.page()
    assert blocks(read(page)) == [*FIRST, "侧边文字从下往上读"]


def test_turned_page_is_read_upright() -> None:
    page = sheet()
    page.canvas.setPageRotation(90)
    page.turned(100, 800, HEADLINE, 12, 90)
    page.turned(120, 800, OTHER, 12, 90)
    page.page()
    assert "".join(blocks(read(page))) == HEADLINE + OTHER


def test_slanted_stamp_is_left_out_with_a_reason() -> None:
    page = sheet()
    page.fill(FIRST, columns(1, 60, 400))
    page.turned(150, 400, "机密", 60, 35)
    page.page()
    reading = read(page)
    assert blocks(reading) == FIRST
    assert ("slanted_text", "机密") in [(s.reason, s.text) for s in reading.skipped]


def test_framed_text_stands_by_itself() -> None:
    page = sheet()
    page.fill(FIRST, columns(1, 60, 220), 9)
    page.grid(330, 240, [150], 1, 90)
    page.line(380, 260, "编后", 12)
    page.fill(["框中文字自成一篇，不与旁边的栏相接。"], [(340, 270, 130, 330)], 9)
    page.fill(SECOND, [(40, 240, 250, 500)], 9)
    page.page()
    assert blocks(read(page), "paragraph") in (
        [*FIRST, *SECOND, "框中文字自成一篇，不与旁边的栏相接。"],
        [*FIRST, "框中文字自成一篇，不与旁边的栏相接。", *SECOND],
    )


def test_running_heads_and_page_numbers_are_left_out_and_paragraphs_go_on_over_pages() -> None:
    page = sheet()
    whole = FIRST + SECOND
    for number in range(1, 5):
        page.line(40, 40, "云杉科学城", 8)
        page.line(280, 820, f"第{number}页", 8)
        half = whole[number - 1]
        page.fill([half], [(40, 80, 300, 1000)])
        page.page()
    reading = read(page)
    assert blocks(reading, "paragraph") == whole[:4]
    assert [(s.reason, s.text) for s in reading.skipped if s.reason != "overprint"] == [
        ("running_head", "云杉科学城"),
        ("folio", "4 page numbers"),
    ]


def test_paragraphs_go_on_over_columns_and_pages_and_around_a_table() -> None:
    page = sheet()
    page.fill(FIRST + SECOND, columns(2, 80, 80 + 16 * 4), pages=True)
    page.table(40, 300, [120, 80, 80], ROWS)
    page.page()
    assert blocks(read(page), "paragraph") == FIRST + SECOND
    around = sheet()
    around.fill(FIRST, [(40, 80, 500, 80 + 16 * 4), (40, 300, 500, 700)])
    around.table(40, 170, [120, 80, 80], ROWS)
    around.page()
    assert blocks(read(around), "paragraph") == FIRST


def test_two_font_sizes_make_heading_levels() -> None:
    page = sheet()
    page.line(200, 80, HEADLINE, 20)
    page.line(40, 120, "一、主要指标", 14)
    page.fill(FIRST[:1], columns(1, 140, 300))
    page.page()
    reading = read(page)
    kinds = [(h.kind, h.level) for h in reading.hints]
    assert kinds[0] == ("title", 0)
    assert kinds[1][0] == "heading"


def test_encrypted_pdf() -> None:
    buffer = io.BytesIO()
    lock = pdfencrypt.StandardEncryption("secret", ownerPassword="owner", strength=128)
    drawn = canvas.Canvas(buffer, encrypt=lock)
    drawn.setFont(register(HEADLINE), 12)
    drawn.drawString(72, 700, HEADLINE)
    drawn.save()
    assert _code(buffer.getvalue()) == "E105"


def test_pdf_without_text() -> None:
    buffer = io.BytesIO()
    drawn = canvas.Canvas(buffer)
    drawn.rect(100, 100, 200, 200, fill=1)
    drawn.showPage()
    drawn.save()
    assert _code(buffer.getvalue()) == "E106"


def test_damaged_pdf() -> None:
    assert _code(b"%PDF-1.4\nnothing of the kind") == "E104"


def test_too_many_pages() -> None:
    page = sheet()
    for _ in range(4):
        page.line(40, 100, HEADLINE)
        page.page()
    assert _code(page.bytes(), Limits(max_pages=3)) == "E108"


def _code(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(ParkgraphError) as caught:
        read_pdf(data, "x.pdf", limits or Limits(), lambda: None)
    return caught.value.code


def test_vertical_writing_of_a_font_that_is_not_embedded() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light", isVertical=True))
    buffer = io.BytesIO()
    drawn = canvas.Canvas(buffer)
    drawn.setFont("STSong-Light", 14)
    for index, text in enumerate(("云杉科学城营收突破", "三千亿元（快报）", "青川高新区与高校，共建")):
        drawn.drawString(400 - 24 * index, 700, text)
    drawn.save()
    reading = read_pdf(buffer.getvalue(), "x.pdf", Limits(), lambda: None)
    assert reading.original == "云杉科学城营收突破三千亿元（快报）青川高新区与高校，共建"
