"""Word documents: headings, numbers, tables, notes, boxes, headers."""

from __future__ import annotations

import datetime
import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from corpus.hints import Reading
from corpus.limits import Limits
from corpus.readers.word import read_docx


def read(document: Any) -> Reading:
    buffer = io.BytesIO()
    document.save(buffer)
    reading = read_docx(buffer.getvalue(), "x.docx", Limits())
    for table in reading.tables:
        assert all(reading.original[c.start : c.end] == c.text for c in table.cells)
    return reading


def blocks(reading: Reading) -> list[tuple[str, int, str]]:
    return [(h.kind, h.level, reading.original[h.start : h.end]) for h in reading.hints]


def test_title_headings_and_paragraphs() -> None:
    document = docx.Document()
    document.add_heading("松溪科技园年度公报", 0)
    document.add_heading("总体情况", 1)
    document.add_paragraph("全年营业收入为1280.5亿元。")
    document.add_heading("企业", 2)
    document.add_paragraph("（二）创新活动")
    document.add_paragraph("图注文字", style="Caption")
    document.add_paragraph("第一条", style="List Bullet")
    assert blocks(read(document)) == [
        ("title", 0, "松溪科技园年度公报"),
        ("heading", 1, "总体情况"),
        ("paragraph", 0, "全年营业收入为1280.5亿元。"),
        ("heading", 2, "企业"),
        ("heading", 2, "（二）创新活动"),
        ("caption", 0, "图注文字"),
        ("list_item", 0, "第一条"),
    ]


def test_first_centred_line_is_the_title() -> None:
    document = docx.Document()
    document.add_paragraph("松溪科技园工作报告").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("园区去年保持增长。")
    assert blocks(read(document))[0] == ("title", 0, "松溪科技园工作报告")


def test_automatic_numbers_are_part_of_the_text() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (shape, text) in enumerate(
            (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
        )
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    number = parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    numbering.append(number)
    for depth, text in ((0, "总体"), (1, "企业"), (1, "人才"), (0, "创新"), (1, "专利"), (2, "发明专利一千件。")):
        paragraph = document.add_paragraph(text)
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>')
        )
    texts = [text for _, _, text in blocks(read(document))]
    assert texts == ["一、总体", "（一）企业", "（二）人才", "二、创新", "（一）专利", "1. 发明专利一千件。"]


def test_table_with_merged_cells_title_unit_and_note() -> None:
    document = docx.Document()
    document.add_paragraph("表2 园区主要指标")
    document.add_paragraph("单位：亿元")
    table = document.add_table(4, 4)
    for cell, text in zip(table.rows[1].cells[1:], ("2022年", "2023年", "增长（%）"), strict=True):
        cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0)).text = "指标"
    table.cell(0, 1).merge(table.cell(0, 3)).text = "全区"
    for r, row in enumerate((("营业收入", "1171.5", "1280.5", "9.3"), ("其中：出口", "100", "120", "20"))):
        for cell, text in zip(table.rows[r + 2].cells, row, strict=True):
            cell.text = text
    document.add_paragraph("注：数据为快报数。")
    reading = read(document)
    found = reading.tables[0]
    assert (found.title, found.unit, found.notes) == ("表2 园区主要指标", "亿元", ("注：数据为快报数。",))
    assert [(c.row, c.column, c.text, c.unit) for c in found.cells] == [
        (("营业收入",), ("全区", "2022年"), "1171.5", "亿元"),
        (("营业收入",), ("全区", "2023年"), "1280.5", "亿元"),
        (("营业收入",), ("全区", "增长（%）"), "9.3", "%"),
        (("营业收入", "其中：出口"), ("全区", "2022年"), "100", "亿元"),
        (("营业收入", "其中：出口"), ("全区", "2023年"), "120", "亿元"),
        (("营业收入", "其中：出口"), ("全区", "增长（%）"), "20", "%"),
    ]
    assert [k for k, _, _ in blocks(reading)] == ["caption", "caption", *["table_row"] * 4, "note"]


def test_vertically_merged_row_headers() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for cell, text in zip(table.rows[0].cells, ("园区", "指标", "2023年"), strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "松溪"
    for r, (name, value) in enumerate((("收入（亿元）", "12"), ("企业（家）", "34"))):
        table.cell(r + 1, 1).text, table.cell(r + 1, 2).text = name, value
    assert [(c.row, c.text, c.unit) for c in read(document).tables[0].cells] == [
        (("松溪", "收入（亿元）"), "12", "亿元"),
        (("松溪", "企业（家）"), "34", "家"),
    ]


def test_text_box_stands_once_after_its_paragraph() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("框外的话。")
    box = "<w:txbxContent><w:p><w:r><w:t>框里的话。</w:t></w:r></w:p></w:txbxContent>"
    space = nsdecls("w") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ways = f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<mc:AlternateContent>{ways}</mc:AlternateContent>"
    paragraph._p.append(parse_xml(f"<w:r {space}>{both}</w:r>"))
    document.add_paragraph("后面的话。")
    assert [text for _, _, text in blocks(read(document))] == ["框外的话。", "框里的话。", "后面的话。"]


def test_deleted_text_is_reported_inserted_text_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("收入为")
    space = nsdecls("w")
    paragraph._p.append(parse_xml(f"<w:del {space}><w:r><w:delText>十亿元</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {space}><w:r><w:t>十二亿元。</w:t></w:r></w:ins>"))
    reading = read(document)
    assert reading.original == "收入为十二亿元。"
    assert [(s.reason, s.text) for s in reading.skipped] == [("deleted_text", "十亿元")]


def test_headers_are_left_out_with_a_reason() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "松溪科技园内部资料"
    document.add_paragraph("正文。")
    reading = read(document)
    skipped = reading.skipped[0]
    assert (skipped.reason, skipped.text) == ("running_head", "松溪科技园内部资料")
    assert skipped.span is not None
    assert reading.original[skipped.span.start : skipped.span.end] == skipped.text
    assert [text for _, _, text in blocks(reading)] == ["正文。"]


def test_field_codes_and_bookmarks_leave_no_trace() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("全年")
    for kind, code in (("begin", None), (None, " PAGEREF _Toc1 "), ("end", None)):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run._r.append(element)
    mark = OxmlElement("w:bookmarkStart")
    mark.set(qn("w:id"), "0")
    mark.set(qn("w:name"), "_Hlk1")
    paragraph._p.append(mark)
    paragraph.add_run("增长。")
    assert read(document).original == "全年增长。"


def test_forced_line_breaks_end_a_block_only_after_a_sentence() -> None:
    document = docx.Document()
    document.add_paragraph("第一段说完。\n第二段从这里\n折行。")
    assert [text for _, _, text in blocks(read(document))] == ["第一段说完。", "第二段从这里\n折行。"]


def test_core_properties() -> None:
    document = docx.Document()
    document.core_properties.author = "张编辑"
    document.core_properties.created = datetime.datetime(2024, 3, 5, 8, 0)
    document.add_paragraph("正文。")
    metadata = read(document).metadata
    assert (metadata.author, metadata.published) == ("张编辑", "2024-03-05")
    assert metadata.origin == {"author": "docx_properties", "published": "docx_properties"}


def test_footnotes_become_notes_behind_their_paragraph() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("收入增长。")
    document.add_paragraph("下一段。")
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>按可比价计算。</w:t></w:r></w:p></w:footnote>'
    xml = f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    assert blocks(read(document)) == [
        ("paragraph", 0, "收入增长。"),
        ("note", 0, "按可比价计算。"),
        ("paragraph", 0, "下一段。"),
    ]
