"""Sound files of every format, and the ways in which they are broken."""

from __future__ import annotations

import csv
import io
import json
import random
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "corpus_formats"))

from pdf_pages import Sheet

PARAGRAPHS = [
    "云杉科学城管理办公室公布，2023年全城企业营业收入为3125.4亿元，同比增长8.6%。",
    "城内高新技术企业共有1846家，新增203家；研发人员5.2万人，在孵项目982个。",
    "青川高新区与三所高校共建实验室，首期投入2.4亿元，三年内引进青年人才150名。",
]
ROWS = [["指标", "2022年", "2023年"], ["营业收入（亿元）", "2877.9", "3125.4"], ["企业数（家）", "1643", "1846"]]
ARTICLES = [
    {"id": f"n{i}", "title": "快讯", "text": text, "published": "2024-03-05", "publisher": "云杉报", "url": None}
    for i, text in enumerate(PARAGRAPHS)
]


def _txt() -> bytes:
    return "\n".join(PARAGRAPHS).encode("gb18030")


def _md() -> bytes:
    table = "\n".join("| " + " | ".join(r) + " |" for r in (ROWS[0], ["---"] * 3, *ROWS[1:]))
    return f"---\ntitle: 公报\n---\n# 公报\n\n{PARAGRAPHS[0]}\n\n- {PARAGRAPHS[1]}\n\n{table}\n".encode()


def _html() -> bytes:
    table = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in ROWS)
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    head = '<meta charset="gb2312"><title>公报</title><meta name="PubDate" content="2024-03-05">'
    page = f"<!DOCTYPE html><html><head>{head}</head><body><h1>公报</h1>{body}<table>{table}</table></body></html>"
    return page.encode("gb18030")


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading("公报", 0)
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    table = document.add_table(len(ROWS), 3)
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    return _saved(document)


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    return _saved(book)


def _saved(thing: object) -> bytes:
    buffer = io.BytesIO()
    thing.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def _pdf() -> bytes:
    sheet = Sheet("".join(PARAGRAPHS) + "".join("".join(row) for row in ROWS))
    for _ in range(2):
        sheet.fill(PARAGRAPHS, [(40, 60, 240, 400), (300, 60, 240, 400)])
        sheet.table(40, 500, [120, 80, 80], ROWS)
        sheet.page()
    return sheet.bytes()


def _jsonl() -> bytes:
    return "\n".join(json.dumps(a, ensure_ascii=False) for a in ARTICLES).encode()


def _csv() -> bytes:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(ARTICLES[0]))
    writer.writeheader()
    writer.writerows(ARTICLES)
    return buffer.getvalue().encode()


def _parquet() -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ARTICLES), buffer)
    return buffer.getvalue()


def _zip() -> bytes:
    return zipped({"a.txt": _txt(), "b/c.html": _html(), "d.csv": _csv(), "e.zip": zipped({"f.md": _md()})})


SOUND: dict[str, Callable[[], bytes]] = {
    "txt": _txt,
    "md": _md,
    "html": _html,
    "docx": _docx,
    "xlsx": _xlsx,
    "pdf": _pdf,
    "jsonl": _jsonl,
    "csv": _csv,
    "parquet": _parquet,
    "zip": _zip,
}
SEVERAL = frozenset({"jsonl", "csv", "parquet", "zip"})  # one file, several documents or errors
_PACKED = frozenset({"docx", "xlsx", "zip"})


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def mutants(kind: str, count: int, seed: int = 0) -> Iterator[bytes]:
    """Broken versions of the sound file, the same for the same seed."""
    sound = SOUND[kind]()
    rng = random.Random(f"{kind}-{seed}")
    for _ in range(count):
        data = sound
        if kind in _PACKED and rng.random() < 0.6:
            data = _inner(sound, rng)
        else:
            for _ in range(rng.choice((1, 1, 1, 2, 4))):
                data = _broken(data, rng)
        yield data


def _inner(data: bytes, rng: random.Random) -> bytes:
    """Break one member and pack the archive anew, so that its checksums hold."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice(sorted(members))
    if rng.random() < 0.1:
        del members[name]
    else:
        members[name] = _broken(members[name], rng)
    return zipped(members)


def _broken(data: bytes, rng: random.Random) -> bytes:
    if not data:
        return data
    out = bytearray(data)
    at = rng.randrange(len(out))
    size = min(rng.choice((1, 4, 16, 64, 512)), len(out) - at)
    way = rng.randrange(7)
    if way == 0:
        return bytes(out[:at])
    if way == 1:
        for _ in range(rng.choice((1, 3, 10, 60))):
            out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    elif way == 2:
        del out[at : at + size]
    elif way == 3:
        out[at:at] = out[at : at + size] * rng.choice((1, 2, 50))
    elif way == 4:
        out[at : at + size] = bytes(size)
    elif way == 5:
        out[at : at + size] = rng.randbytes(size)
    else:
        # numbers in headers are where readers believe a file
        out[at : at + 4] = struct.pack("<I", rng.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, rng.getrandbits(32))))
    return bytes(out)


def bombs() -> dict[str, bytes]:
    """Files made to exhaust their reader, by file name."""
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    doctype = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "哈哈哈哈">{laughs}]>'
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    entity = (
        f'{doctype}<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>&l11;</w:t></w:r></w:p></w:body></w:document>'
    )
    deep = f'<w:document xmlns:w="{word}"><w:body>{"<w:sdt><w:sdtContent>" * 50_000}'
    inner = zipped({"a.txt": _txt()})
    for _ in range(12):
        inner = zipped({"a.zip": inner})
    return {
        "huge_member.docx": _with_member(_docx(), "word/media/image1.bin", _ten_gigabytes()),
        "huge_document.docx": _with_member(_docx(), "word/document.xml", _ten_gigabytes()),
        "lying_member.docx": _lying(_docx()),
        "entities.docx": _replaced(_docx(), "word/document.xml", entity.encode()),
        "deep.docx": _replaced(_docx(), "word/document.xml", deep.encode()),
        "entities.xlsx": _replaced(
            _xlsx(), "xl/worksheets/sheet1.xml", f"{doctype}<worksheet>&l11;</worksheet>".encode()
        ),
        "wide.xlsx": _replaced(_xlsx(), "xl/worksheets/sheet1.xml", _wide_sheet()),
        "entities.html": f"{doctype}<html><body><p>&l11;</p></body></html>".encode(),
        "deep.html": b"<html><body>" + b"<div><table><tr><td>" * 100_000 + "公报".encode(),
        "wide.html": f"<table>{'<tr><td rowspan=65000 colspan=65000>1</td>' * 3000}</table>".encode(),
        "deep.jsonl": b'{"text":' + b"[" * 200_000,
        "deep.md": ("> " * 200_000 + "文").encode() + b"\n" + b"[" * 100_000 + b"**" * 100_000,
        "quotes.csv": ('指标,2023年\n"' + '""' * 400_000).encode(),
        "nested.zip": inner,
        "zeros.zip": zipped({"a.txt": bytes(300_000_000)}),
        "ten_gigabytes.zip": _raw_zip("a.txt", *_ten_gigabytes()),
        "many.zip": zipped({f"{i}.txt": b"" for i in range(60_000)}, zipfile.ZIP_STORED),
        "page_loop.pdf": _page_loop(),
        "kids_loop.pdf": _page_loop(direct=True),
        "short_loop.pdf": _page_loop(count=12),
        "many_pages.pdf": _many_pages(),
        "form_loop.pdf": _form_loop(),
    }


_Deflated = tuple[bytes, int]


def _ten_gigabytes() -> _Deflated:
    """A deflate stream of ten gigabytes of zeros, and its unpacked size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * 1000 + zlib.compressobj(9, zlib.DEFLATED, -15).flush(), 10_000_000_000


def _entry(name: str, packed: bytes, size: int) -> tuple[bytes, bytes]:
    """Local part and central header (zip64) of one member."""
    raw = name.encode()
    extra = struct.pack("<HHQQ", 1, 16, size, len(packed))
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 45, 0, 8, 0, 33, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(raw), len(extra))
    return local + raw + extra + packed, extra


def _raw_zip(name: str, packed: bytes, size: int, before: bytes = b"", others: bytes = b"", number: int = 0) -> bytes:
    raw = name.encode()
    local, extra = _entry(name, packed, size)
    central = struct.pack(
        "<IHHHHHHIIIHHHHHII",
        *(0x02014B50, 45, 45, 0, 8, 0, 33, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(raw), len(extra), 0, 0, 0, 0, len(before)),
    )
    directory = others + central + raw + extra
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, number + 1, number + 1, len(directory), len(before + local), 0)
    return before + local + directory + end


def _with_member(data: bytes, name: str, member: _Deflated) -> bytes:
    """The archive with a member put in raw (in place of one of that name)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        rest = zipped({n: archive.read(n) for n in archive.namelist() if n != name})
    end = rest.rfind(b"PK\x05\x06")
    number, size, start = struct.unpack("<HII", rest[end + 10 : end + 20])
    return _raw_zip(name, *member, before=rest[:start], others=rest[start : start + size], number=number)


def _lying(data: bytes) -> bytes:
    """Every member claims to be small."""
    big = _replaced(data, "word/document.xml", bytes(50_000_000))
    return big.replace(struct.pack("<I", 50_000_000), struct.pack("<I", 1000))


def _replaced(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {n: archive.read(n) for n in archive.namelist()}
    return zipped({**members, name: content})


def _wide_sheet() -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    merges = "".join(f'<mergeCell ref="A{i}:XFD{i + 1000000}"/>' for i in range(1, 400))
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>年</t></is></c></row>'
    sheet = f"<sheetData>{cell}</sheetData><mergeCells>{merges}</mergeCells>"
    return f'<worksheet xmlns="{space}">{sheet}</worksheet>'.encode()


def _pdf_file(objects: list[str]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    xref = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return out + f"{xref}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()


def _page_loop(*, direct: bool = False, count: int = 1_000_000) -> bytes:
    kids = "2 0 R" if direct else "3 0 R"
    return _pdf_file(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids} {kids}] /Count {count} >>",
            f"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count {count} >>",
        ]
    )


def _many_pages() -> bytes:
    return _pdf_file(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{'3 0 R ' * 10_000}] /Count 10000 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
        ]
    )


def _form_loop() -> bytes:
    stream = "/F Do /F Do"
    itself = "/Resources << /XObject << /F 5 0 R >> >>"
    form = f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] {itself} /Length {len(stream)} >>"
    return _pdf_file(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R {itself} >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
            f"{form}\nstream\n{stream}\nendstream",
        ]
    )
