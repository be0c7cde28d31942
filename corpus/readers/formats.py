"""Which reader reads what: by the file name, and by the bytes where the name says nothing."""

from __future__ import annotations

from typing import Literal

from schemas.errors import ParkgraphError

Format = Literal["txt", "md", "jsonl", "csv", "parquet", "html", "docx", "xlsx", "pdf"]

_SUFFIXES: dict[str, Format] = {
    "txt": "txt",
    "text": "txt",
    "md": "md",
    "markdown": "md",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "csv": "csv",
    "tsv": "csv",
    "parquet": "parquet",
    "html": "html",
    "htm": "html",
    "shtml": "html",
    "xhtml": "html",
    "docx": "docx",
    "docm": "docx",
    "xlsx": "xlsx",
    "xlsm": "xlsx",
    "pdf": "pdf",
}
# formats that people have and that are not read, with what to do about it
_ADVICE = {
    "doc": "an old Word file: save it as .docx",
    "wps": "a WPS file: save it as .docx",
    "xls": "an old Excel file: save it as .xlsx",
    "et": "a WPS table: save it as .xlsx",
    "rtf": "save it as .docx",
    "odt": "save it as .docx",
    "ofd": "save it as .pdf",
    "caj": "save it as .pdf",
    "rar": "pack it as .zip",
    "7z": "pack it as .zip",
    "tar": "pack it as .zip",
    "gz": "pack it as .zip",
    "json": "articles come as .jsonl, one object a line",
    "jpg": "a picture: read its text with a text recognition program first",
    "jpeg": "a picture: read its text with a text recognition program first",
    "png": "a picture: read its text with a text recognition program first",
    "tif": "a picture: read its text with a text recognition program first",
    "tiff": "a picture: read its text with a text recognition program first",
}
READ = ".txt .md .docx .pdf .html .xlsx .jsonl .csv .parquet .zip"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def format_of(name: str, data: bytes, subject: str, *, address: bool = False) -> Format:
    """The format of a document; the page at an address is HTML or text whatever its last part looks like.

    Raises E103 for a format that is not read, E105 for an encrypted Office file, E107 for another format's bytes
    in a text file.
    """
    suffix = name.rsplit(".", 1)[1].lower() if "." in name else ""
    known = _SUFFIXES.get(suffix)
    found = _sniff(data)
    if known in ("docx", "xlsx") and data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data[:65_536] or _ole_encrypted(data):
            raise ParkgraphError("E105", subject)
        raise ParkgraphError("E103", subject, _ADVICE["doc" if known == "docx" else "xls"])
    if known in ("txt", "md") and found in ("pdf", "docx", "xlsx", "parquet"):
        raise ParkgraphError("E107", subject, f"the bytes are a {found} file: rename it")
    if known is not None:
        return known
    if address and found is None:
        return "html" if b"</" in data[:65_536] or b"<p" in data[:65_536].lower() else "txt"
    if suffix in _ADVICE and found is None:
        raise ParkgraphError("E103", subject, _ADVICE[suffix])
    if found is not None:
        return found
    if not suffix:
        return "txt"
    raise ParkgraphError("E103", subject, f"parkgraph reads {READ}")


def _ole_encrypted(data: bytes) -> bool:
    # the directory of the OLE container may lie anywhere
    return "EncryptedPackage".encode("utf-16-le") in data


def _sniff(data: bytes) -> Format | None:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK\x03\x04"):
        if b"word/document.xml" in data:
            return "docx"
        return "xlsx" if b"xl/workbook.xml" in data else None
    lower = head[:200].lower()
    if lower.startswith((b"<!doctype html", b"<html")) or (lower.startswith(b"<?xml") and b"<html" in head.lower()):
        return "html"
    return None
