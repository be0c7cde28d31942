"""Articles that come as rows (`id,title,text,published,publisher,url`): each is a document of its own."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.hints import Reading
from corpus.limits import Limits
from corpus.readers.text import decode_within
from schemas.documents import Metadata, MetadataOrigin, Skipped
from schemas.errors import ParkgraphError

COLUMNS = ("id", "title", "text", "published", "publisher", "url")
_DATE = re.compile(r"^\s*(?P<y>\d{4})(?:\s*[-/.年]\s*(?P<m>\d{1,2})(?:\s*[-/.月]\s*(?P<d>\d{1,2}))?)?(?=\D|$)")
_PACKED = re.compile(r"^\s*(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})\s*$")
_GIVE_UP = 20  # useless rows at the head of a file before it is taken for something else


@dataclass(frozen=True, slots=True)
class Row:
    """One article. `key` is its id (or its number in the file), `canonical` the bytes that its hash is made of."""

    key: str
    canonical: bytes
    reading: Reading


class RowReader:
    """Makes rows of records, whatever file they come from, and watches over the ids. `number` counts the records."""

    def __init__(self, subject: str, media_type: str, reader: str, limits: Limits) -> None:
        self._subject, self._media_type, self._reader, self._limits = subject, media_type, reader, limits
        self._keys: dict[str, bytes] = {}
        self.number = 0
        self._good = 0
        self._bad = 0

    def rows(self, record: object) -> Iterator[Row | ParkgraphError]:
        """The row of one record, or E112 saying why it is none; raises E112 when the head of the file has none."""
        self.number += 1
        self._limits.check("max_rows", self.number, self._subject)
        try:
            row = self._row(record)
        except ParkgraphError as error:
            yield error
            self._count_bad()
            return
        self._good += 1
        if row is not None:
            yield row

    def bad(self, detail: str) -> Iterator[ParkgraphError]:
        """E112 for a row that could not even be parsed."""
        self.number += 1
        yield self._error(detail)
        self._count_bad()

    def _count_bad(self) -> None:
        self._bad += 1
        if not self._good and self._bad >= _GIVE_UP:
            detail = f"none of the first {self._bad} rows is an article; the rest is not read"
            raise ParkgraphError("E112", self._subject, detail)

    def _error(self, detail: str, key: str | None = None) -> ParkgraphError:
        return ParkgraphError("E112", f"{self._subject}#{key or self.number}", detail)

    def _row(self, record: object) -> Row | None:
        if not isinstance(record, Mapping):
            raise self._error("not an object with the fields " + ", ".join(COLUMNS))
        fields = {str(name).strip().lower(): value for name, value in record.items()}
        values = {name: _plain(fields.get(name)) for name in COLUMNS}
        key = values["id"] or str(self.number)
        if not values["text"] or not values["text"].strip():
            raise self._error("it has no text", key)
        if not isinstance(fields["text"], str):
            raise self._error("its text is not a string", key)
        self._limits.check("max_characters", len(values["text"]), f"{self._subject}#{key}")
        canonical = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        data = canonical.encode("utf-8", "surrogatepass")
        if key in self._keys:
            if self._keys[key] == data:
                return None  # the same article again
            raise self._error("its id was used before in this file, for another article", key)
        self._keys[key] = data
        metadata, skipped = _metadata(values)
        if broken := values["text"].count("\ufffd"):
            skipped += (Skipped("undecodable_bytes", None, f"{broken} characters are broken"),)
        return Row(
            key, data, Reading(values["text"], self._media_type, self._reader, metadata=metadata, skipped=skipped)
        )


def _plain(value: object) -> str | None:
    """A value as text, the same whichever file format it came from; None for a missing one."""
    if value is None or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    # lone surrogates (from broken JSON escapes) are no characters and cannot be stored
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text if text.strip() else None


def iso_date(text: str) -> str | None:
    """`2023-05-04`, `2023-05` or `2023` from a printed date, None where there is none."""
    match = _PACKED.match(text) or _DATE.match(text)
    if match is None:
        return None
    year, month, day = match.group("y"), match.group("m"), match.group("d")
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])


def _metadata(values: Mapping[str, str | None]) -> tuple[Metadata, tuple[Skipped, ...]]:
    found: dict[str, str] = {}
    skipped: tuple[Skipped, ...] = ()
    for name in ("title", "publisher", "url"):
        value = values[name]
        if value:
            found[name] = " ".join(value.split())
    published = values["published"]
    if published:
        date = iso_date(published)
        if date:
            found["published"] = date
        else:
            skipped = (Skipped("bad_published", None, published),)
    origin: dict[str, MetadataOrigin] = dict.fromkeys(sorted(found), "row")
    return Metadata(**found, origin=origin), skipped


def read_jsonl(data: bytes, subject: str, limits: Limits) -> Iterator[Row | ParkgraphError]:
    """Read one JSON object a line (E106, E107, E108 for the whole; E112 for a row)."""
    decoded = decode_within(data, subject, limits)
    reader = RowReader(subject, "application/x-ndjson", "jsonl/1", limits)
    # only a line feed ends a line: articles may hold other line separators
    for line in decoded.text.split("\n"):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield from reader.bad(f"no JSON object ({error})"[:200])
            continue
        yield from reader.rows(record)
