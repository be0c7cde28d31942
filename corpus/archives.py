"""Members of zip archives, nested ones too, read under the limits and never unpacked to disk."""

from __future__ import annotations

import io
import threading
import zipfile
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from corpus.limits import Limits
from corpus.readers.encoding import detect
from schemas.errors import ParkgraphError

_RATIO_FLOOR = 10_000_000  # bytes; below that a high ratio harms nobody
_KEPT = 4  # archives kept open
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    IndexError,
    RuntimeError,
    MemoryError,
    OverflowError,
)

_Key = tuple[str, int, int, tuple[int, ...]]
_open: OrderedDict[_Key, zipfile.ZipFile] = OrderedDict()
_lock = threading.RLock()


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its readable name, its position in the table of contents, its unpacked size."""

    name: str
    position: int
    size: int


def list_members(path: Path, chain: tuple[int, ...], source: str, limits: Limits) -> list[Member]:
    """The files of the archive at `path`, or of the one that `chain` leads to inside it.

    Raises E104 for a broken archive, E105 for an encrypted one, E108 where a limit on archives is hit.
    """
    with _lock:
        archive = _archive(path, chain, source, limits)
        infos = [(i, info) for i, info in enumerate(archive.infolist()) if not info.filename.endswith("/")]
    limits.check("max_members", len(infos), source)
    limits.check("max_unpacked_bytes", sum(info.file_size for _, info in infos), source)
    return [Member(_readable(info) or f"member {i + 1}", i, info.file_size) for i, info in infos]


def read_member(path: Path, chain: tuple[int, ...], source: str, limits: Limits) -> bytes:
    """The bytes of the member that `chain` leads to (errors as for `list_members`)."""
    with _lock:
        archive = _archive(path, chain[:-1], source, limits)
        try:
            info = archive.infolist()[chain[-1]]
        except IndexError as error:
            raise ParkgraphError("E101", source, "the archive has changed") from error
        return read_info(archive, info, source, limits)


def read_info(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, limits: Limits) -> bytes:
    """The bytes of one member, whatever size its header claims (E104, E105, E108)."""
    check_info(info, source, limits)
    try:
        with archive.open(info) as file:
            data = file.read(limits.max_bytes + 1)
    except _BROKEN as error:
        raise ParkgraphError("E104", source, str(error) or type(error).__name__) from error
    limits.check("max_bytes", len(data), source)
    return data


def check_info(info: zipfile.ZipInfo, source: str, limits: Limits) -> None:
    """Refuse a member by what its header claims: encrypted (E105), too large or packed too tightly (E108)."""
    if info.flag_bits & _ENCRYPTED:
        raise ParkgraphError("E105", source)
    limits.check("max_bytes", info.file_size, source)
    if info.file_size > _RATIO_FLOOR:
        limits.check("max_ratio", info.file_size // max(1, info.compress_size), source)


def close_archives() -> None:
    """Close the archives that are kept open (so that their files can be moved)."""
    with _lock:
        while _open:
            _open.popitem()[1].close()


def _archive(path: Path, chain: tuple[int, ...], source: str, limits: Limits) -> zipfile.ZipFile:
    try:
        stat = path.stat()
        key = (str(path.absolute()), stat.st_mtime_ns, stat.st_size, chain)
        if key in _open:
            _open.move_to_end(key)
            return _open[key]
        if chain:
            archive = zipfile.ZipFile(io.BytesIO(read_member(path, chain, source, limits)))
        else:
            archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise ParkgraphError("E104", source, str(error) or type(error).__name__) from error
    _open[key] = archive
    while len(_open) > _KEPT:
        _open.popitem(last=False)[1].close()
    return archive


def _readable(info: zipfile.ZipInfo) -> str:
    """The name as its author saw it: old archivers on Chinese systems write it in the system's code page."""
    name = info.filename
    if info.flag_bits & _UTF8_NAME or name.isascii():
        return name
    try:
        raw = name.encode("cp437")
        return raw.decode(detect(raw) or "gb18030")
    except UnicodeError:
        return name
