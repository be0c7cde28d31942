"""Sound files of every format, and the ways in which they are broken."""

from __future__ import annotations

import csv
import io
import json
import random
import struct
import sys
import zipfile
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
