"""What there is to read under a path or address, listed cheaply and loaded one at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from corpus.archives import Member, list_members, read_member
from corpus.fetch import fetch
from corpus.limits import DEFAULT_LIMITS, Limits
from schemas.errors import ParkgraphError

SIDECAR_SUFFIX = ".meta.json"
_ARCHIVE_SUFFIX = ".zip"
_OWN_FILES = frozenset({"ledger.sqlite", "owner.lock"})  # of a workspace, of an embedded graph


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A file, a member of an archive or an address; its bytes are loaded by `load_bytes`.

    `source` is the path or address (`archive.zip!member` inside an archive), `name` the file name. `members` are
    the positions to follow inside nested archives, `sidecar` where the metadata beside it lies, if anywhere.
    """

    source: str
    name: str
    path: Path | None = None
    members: tuple[int, ...] = ()
    url: str | None = None
    size: int | None = None
    sidecar: Path | tuple[int, ...] | None = None


def is_url(source: str) -> bool:
    """Whether the source is an address rather than a path."""
    return source.lower().startswith(("http://", "https://", "file://"))


def iter_sources(source: str | Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[SourceRef | ParkgraphError]:
    """List the documents under a path (folders walked and sorted, archives opened) or the one at an address.

    Nothing but folders and tables of contents is read (and archives inside archives). What cannot be listed comes
    as an error: E101 for a missing path, E104, E105, E108 for an archive that cannot be opened, E111.
    """
    text = str(source)
    if is_url(text):
        yield from _address(text, limits)
        return
    path = Path(text)
    if path.is_dir():
        for entry in _walk(path):
            yield from _file(entry, limits)
    elif path.exists():
        yield from _file(path, limits)
    else:
        yield ParkgraphError("E101", text)


def load_bytes(ref: SourceRef, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes of one source.

    Raises E101 when it is gone, E102 when it is empty, E104 or E105 for a broken or encrypted archive, E108 when
    it is larger than `max_bytes`, E111 when an address cannot be fetched.
    """
    if ref.size is not None:
        limits.check("max_bytes", ref.size, ref.source)
    if ref.url is not None:
        data = fetch(ref.url, limits)
    elif ref.path is None:
        raise ParkgraphError("E101", ref.source)
    elif ref.members:
        data = read_member(ref.path, ref.members, ref.source, limits)
    else:
        data = _read_file(ref.path, ref.source, limits)
    if not data:
        raise ParkgraphError("E102", ref.source)
    return data


def load_sidecar(ref: SourceRef, limits: Limits = DEFAULT_LIMITS) -> bytes | None:
    """The bytes of the metadata beside the source (`x.meta.json` for `x.txt`), None where there is none."""
    if ref.sidecar is None or ref.path is None:
        return None
    if isinstance(ref.sidecar, Path):
        return _read_file(ref.sidecar, str(ref.sidecar), limits)
    return read_member(ref.path, ref.sidecar, ref.source, limits)


def _read_file(path: Path, source: str, limits: Limits) -> bytes:
    try:
        limits.check("max_bytes", path.stat().st_size, source)
        with path.open("rb") as file:
            data = file.read(limits.max_bytes + 1)
    except FileNotFoundError as error:
        raise ParkgraphError("E101", source) from error
    except OSError as error:
        raise ParkgraphError("E104", source, error.strerror or "it cannot be read") from error
    limits.check("max_bytes", len(data), source)
    return data


def _walk(folder: Path) -> Iterator[Path]:
    """All files below, sorted by path. Links to folders are not followed, so that a loop of links ends.

    A workspace or graph of this program is left out: what it holds was read before.
    """
    for here, folders, names in os.walk(folder):
        if not _OWN_FILES.isdisjoint(names) and Path(here) != folder:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        for name in sorted(names):
            if not _is_hidden(name):
                yield Path(here, name)


def _is_hidden(name: str) -> bool:
    """Files that programs leave behind and no person means: hidden ones, Office lock files, macOS resource forks."""
    return name.startswith((".", "~$")) or name in ("__MACOSX", "Thumbs.db", "desktop.ini")


def _file(path: Path, limits: Limits) -> Iterator[SourceRef | ParkgraphError]:
    name = path.name
    if name.endswith(SIDECAR_SUFFIX):
        return
    try:
        size = path.stat().st_size
    except OSError as error:
        yield ParkgraphError("E101", str(path), error.strerror or "")
        return
    if name.lower().endswith(_ARCHIVE_SUFFIX) and size:
        yield from _archive(path, (), str(path), limits)
        return
    beside = path.with_name(path.stem + SIDECAR_SUFFIX)
    yield SourceRef(str(path), name, path, size=size, sidecar=beside if beside.is_file() else None)


def _archive(path: Path, chain: tuple[int, ...], source: str, limits: Limits) -> Iterator[SourceRef | ParkgraphError]:
    try:
        members = list_members(path, chain, source, limits)
    except ParkgraphError as error:
        yield error
        return
    by_name = {member.name: member for member in members}
    empty = True
    for member in sorted(members, key=lambda m: (m.name, m.position)):
        for found in _member(path, chain, source, member, by_name, limits):
            empty = False
            yield found
    if empty:
        yield ParkgraphError("E106", source, "an archive without documents")


def _member(
    path: Path, chain: tuple[int, ...], source: str, member: Member, by_name: dict[str, Member], limits: Limits
) -> Iterator[SourceRef | ParkgraphError]:
    parts = member.name.split("/")
    if any(_is_hidden(part) for part in parts) or member.name.endswith(SIDECAR_SUFFIX):
        return
    inner = f"{source}!{member.name}"
    position = (*chain, member.position)
    if member.name.lower().endswith(_ARCHIVE_SUFFIX):
        if len(position) >= limits.max_depth:
            yield ParkgraphError("E108", inner, f"archives nested deeper than max_depth allows ({limits.max_depth})")
        else:
            yield from _archive(path, position, inner, limits)
        return
    stem = member.name.rsplit(".", 1)[0] if "." in parts[-1] else member.name
    beside = by_name.get(stem + SIDECAR_SUFFIX)
    yield SourceRef(
        inner, parts[-1], path, position, size=member.size, sidecar=(*chain, beside.position) if beside else None
    )


def _address(url: str, limits: Limits) -> Iterator[SourceRef | ParkgraphError]:
    split = urlsplit(url)
    if split.scheme.lower() == "file":
        path = Path(url2pathname(split.path))
        if path.exists():
            yield from iter_sources(path, limits)
        else:
            yield ParkgraphError("E101", url)
        return
    if not split.hostname:
        yield ParkgraphError("E111", url, "the address names no host")
        return
    yield SourceRef(url, unquote(split.path).rsplit("/", 1)[-1] or split.hostname, url=url)
