"""Files made to exhaust their reader."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from broken_files import SOUND, zipped


def bombs() -> dict[str, bytes]:
    """Files made to exhaust their reader, by file name."""
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    doctype = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "哈哈哈哈">{laughs}]>'
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    entity = (
        f'{doctype}<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>&l11;</w:t></w:r></w:p></w:body></w:document>'
    )
    deep = f'<w:document xmlns:w="{word}"><w:body>{"<w:sdt><w:sdtContent>" * 50_000}'
    inner = zipped({"a.txt": SOUND["txt"]()})
    for _ in range(12):
        inner = zipped({"a.zip": inner})
    return {
        "huge_member.docx": _with_member(SOUND["docx"](), "word/media/image1.bin", _ten_gigabytes()),
        "huge_document.docx": _with_member(SOUND["docx"](), "word/document.xml", _ten_gigabytes()),
        "lying_member.docx": _lying(SOUND["docx"]()),
        "entities.docx": _replaced(SOUND["docx"](), "word/document.xml", entity.encode()),
        "deep.docx": _replaced(SOUND["docx"](), "word/document.xml", deep.encode()),
        "entities.xlsx": _replaced(
            SOUND["xlsx"](), "xl/worksheets/sheet1.xml", f"{doctype}<worksheet>&l11;</worksheet>".encode()
        ),
        "wide.xlsx": _replaced(SOUND["xlsx"](), "xl/worksheets/sheet1.xml", _wide_sheet()),
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
