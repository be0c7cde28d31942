"""What is known of a document as a whole: from its sidecar, its format, its text, its file name, in this order."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from corpus.articles.dates import dateline_date, iso_date, stated_date
from corpus.characters import GONE, HAN, width
from corpus.patterns import load_patterns
from corpus.repair.line_marks import META, ends_sentence
from corpus.repair.spaces import close_spaces
from corpus.repair.widths import normalise_widths
from schemas.documents import Metadata, MetadataOrigin
from schemas.errors import ParkgraphError

FIELDS = ("title", "published", "publisher", "url", "author", "edition", "licence")

_MARKS = load_patterns("page_marks.yaml")
_HEAD = 12  # visible lines at the start of a text that may speak of it
_TAIL = 4  # visible lines at its end
_ISO = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$")
_PAPER = rf"([{HAN}]{{2,8}}(?:[日晚早周时時商新][报報]|[报報]|网|網|週刊|周刊|[观觀]察))"
_MASTHEAD_PAPER = re.compile(rf"^{_PAPER}\s+(?:\d{{4}}|[二〇○]{{2}})")
_REPORTER_PAPER = re.compile(rf"^[▶■]?\s*{_PAPER}(?:[讯訊]?[记記]者|[专專][讯訊])")
_BRACKET_PAPER = re.compile(rf"^[【〔\[]{_PAPER}(?:[专專][讯訊]|[讯訊])")
_SOURCE = re.compile(r"(?<![据據料片])(?:[来來]源|[发發]布[机機][构構])[：:]\s?([^\s：:|，。；]{2,24})")
_AUTHOR = re.compile(rf"作者[：:]\s?([{HAN}·]{{2,8}})")
_PAGE = re.compile(r"第\s?([A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s?版|^([A-Z]?\d{2})[版\s]")
_ISSUER = re.compile(rf"^[{HAN}]{{4,30}}(?:局|委|委[员員][会會]|[办辦]公室|政府|中心|[办辦]|[厅廳]|院|公司)$")
_NAME_DATE = re.compile(
    r"((?:19|20)\d\d)[-_.年]?(0[1-9]|1[0-2]|[1-9](?=[-_.月]))[-_.月]?(0[1-9]|[12]\d|3[01]|[1-9](?!\d))(?!\d)"
)


class Sidecar(BaseModel):
    """The JSON beside a file: all fields optional and nullable."""

    model_config = ConfigDict(extra="ignore", strict=True)

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    edition: str | None = None
    licence: str | None = None

    @field_validator("published")
    @classmethod
    def _is_date(cls, value: str | None) -> str | None:
        if value and not _ISO.match(value):
            raise ValueError(f"published is {value!r}, not YYYY-MM-DD")
        return value or None


def read_sidecar(path: Path) -> Metadata:
    """The metadata in `x.meta.json`. Raises ParkgraphError E110 when it cannot be used."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ParkgraphError("E110", str(path), error.strerror or str(error)) from error
    return parse_sidecar(data, str(path))


def parse_sidecar(data: bytes, subject: str) -> Metadata:
    """The metadata in the bytes of a sidecar. Raises ParkgraphError E110 naming `subject` when they cannot be used."""
    try:
        sidecar = Sidecar.model_validate(json.loads(data.decode("utf-8-sig")))
    except ValidationError as error:
        first = error.errors()[0]
        raise ParkgraphError("E110", subject, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    except (ValueError, RecursionError) as error:
        raise ParkgraphError("E110", subject, str(error) or "not JSON") from error
    values = {name: (getattr(sidecar, name) or "").strip() or None for name in FIELDS}
    return Metadata(**values, origin={name: "sidecar" for name in FIELDS if values[name]})


def merge(first: Metadata, second: Metadata) -> Metadata:
    """`first`, filled up from `second` where it is silent."""
    values: dict[str, Any] = {}
    origin: dict[str, MetadataOrigin] = dict(first.origin)
    for name in FIELDS:
        value = getattr(first, name)
        if value is None and getattr(second, name) is not None:
            value = getattr(second, name)
            if name in second.origin:
                origin[name] = second.origin[name]
        values[name] = value
    return Metadata(**values, origin=dict(sorted(origin.items())))


def derive(original: str, file_name: str, known: Metadata) -> Metadata:
    """`known`, filled up from what the text and then the file name suggest; `origin` says which it was."""
    lines = _visible_lines(original)
    found: dict[str, tuple[str, MetadataOrigin]] = {}

    def note(name: str, value: str | None, origin: MetadataOrigin) -> None:
        if value and name not in found:
            found[name] = (value, origin)

    head = lines[:_HEAD]
    for i, line in enumerate(head):
        masthead = _MARKS["masthead"].search(line) is not None and len(line) < 80
        if masthead:
            note("published", iso_date(line), "masthead")
            paper = _MASTHEAD_PAPER.match(line)
            note("publisher", paper[1] if paper else None, "masthead")
            page = _PAGE.search(line)
            note("edition", (page[1] or page[2]) if page else None, "masthead")
            continue
        source = _SOURCE.search(line) if META.match(line) or len(line) < 80 else None
        note("publisher", source[1] if source else None, "text")
        if META.match(line):
            note("published", stated_date(line) or (iso_date(line) if source else None), "text")
            author = _AUTHOR.search(line)
            note("author", author[1] if author else None, "text")
        elif i < 6:
            note("published", dateline_date(line), "text")
            if len(line) <= 16 and iso_date(line):
                note("published", iso_date(line), "text")
        for pattern in (_REPORTER_PAPER, _BRACKET_PAPER):
            paper = pattern.match(line)
            if paper and not paper[1].startswith("本"):
                note("publisher", paper[1], "text")
        if i < 4 and _ISSUER.match(line) and i + 1 < len(head) and iso_date(head[i + 1]) and len(head[i + 1]) <= 16:
            note("publisher", line, "text")
    tail = lines[-_TAIL:]
    for i, line in enumerate(tail):  # who signs, and when
        if len(line) <= 16 and iso_date(line):
            note("published", iso_date(line), "text")
            if i and _ISSUER.match(tail[i - 1]):
                note("publisher", tail[i - 1], "text")
    title = _title(head)
    note("title", title, "text")
    name_date = _NAME_DATE.search(Path(file_name).stem)
    if name_date:
        note("published", f"{name_date[1]}-{int(name_date[2]):02d}-{int(name_date[3]):02d}", "file_name")
    texts = {name: value for name, (value, _) in found.items()}
    origins = {name: origin for name, (_, origin) in found.items()}
    return merge(known, replace(Metadata(**texts), origin=origins))  # type: ignore[arg-type]


def _visible_lines(original: str) -> list[str]:
    """The first and last visible lines, narrowed and without letter-spacing."""
    head = original[:4000].split("\n")
    tail = original[-1000:].split("\n") if len(original) > 4000 else []
    lines = [close_spaces(normalise_widths(x.strip())).replace(GONE, "").strip() for x in head + tail if x.strip()]
    lines = [x for x in lines if x]
    if len(lines) > _HEAD + _TAIL:
        lines = lines[:_HEAD] + lines[-_TAIL:]
    return lines


def _title(head: list[str]) -> str | None:
    """The first line that is neither furniture nor running text."""
    for line in head[:4]:
        if META.match(line) or any(_MARKS[k].search(line) for k in ("masthead", "web_boilerplate", "turn_line")):
            continue
        if ends_sentence(line) or width(line) > 100 or line[-1] in "，、；：,;:" or "。" in line:
            return None
        if any(_MARKS[k].match(line) for k in ("opener", "byline", "caption", "heading_1", "heading_2", "dateline")):
            return None
        return line
    return None
