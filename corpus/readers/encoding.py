"""Which encoding bytes are in: UTF-8, UTF-16, GB18030 or Big5, told by decodability and common characters."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from schemas.errors import ParkgraphError

_SAMPLE = 65_536
# byte order marks; the UTF-32 one begins like the UTF-16 one, so it is asked first
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# big5hkscs reads all of Big5 and what Hong Kong added; plain big5 misses a few signs that cp950 has
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
_MAX_BROKEN = 0.01  # share of characters that may be broken in a text that is else sound
_MIN_SCORE = 0.12
_TINY = 16  # bytes
_TINY_SCORE = -0.36
_BREAKING = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_DECLARED = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf8": "utf-8",
    "unicode": "utf-8",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of the bytes; `broken` counts the characters that could not be decoded (U+FFFD in the text)."""

    text: str
    encoding: str
    broken: int = 0


@cache
def _weights() -> dict[str, float]:
    """Common characters to a weight in (0, 1], the most frequent highest."""
    data = yaml.safe_load(files("corpus.readers").joinpath("common_characters.yaml").read_text("utf-8"))
    weights: dict[str, float] = {}
    for part in ("traditional", "simplified"):
        characters = "".join(data[part].split())
        for rank, character in enumerate(characters):
            weights[character] = 1.0 - 0.9 * rank / len(characters)
    return weights


_SIGNS = set("、。，．・：；？！“”‘’（）《》〈〉「」『』【】〔〕—…～·％℃°±×÷①②③④⑤⑥⑦⑧⑨⑩■□●○◆▲△★→￥€㎡№\u3000")


def _score_character(character: str) -> float:
    code = ord(character)
    weight = _weights().get(character)
    if weight is not None:
        return weight
    if character in _SIGNS or 0xFF10 <= code <= 0xFF19 or 0xFF21 <= code <= 0xFF5A:
        return 0.7
    if 0x4E00 <= code <= 0x9FFF:
        return -0.35
    if character == "\ufffd" or unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs"):
        return -3.0
    if 0x3400 <= code <= 0x4DBF or 0xAC00 <= code <= 0xD7AF or 0xA000 <= code <= 0xA4CF or code > 0xFFFF:
        return -1.0
    return -0.4


def score(text: str) -> float:
    """How much the text looks like Chinese: mean over its characters outside ASCII, about -3 to 1; 0 without any."""
    counts = Counter(text)
    total = 0.0
    number = 0
    for character, count in counts.items():
        if character.isascii() and not _BREAKING.match(character):
            continue
        total += _score_character(character) * count
        number += count
    return total / number if number else 0.0


def _decode(data: bytes, encoding: str, *, final: bool) -> tuple[str, int]:
    """Text and the number of broken characters."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(data, final), 0
    except UnicodeDecodeError:
        text = codecs.getincrementaldecoder(encoding)("replace").decode(data, final)
        return text, text.count("\ufffd")


def _sample(data: bytes) -> bytes:
    """The stretch that decides: from the line of the first byte outside ASCII."""
    if len(data) <= _SAMPLE:
        return data
    first = re.search(rb"[\x80-\xff\x00]", data)
    if first is None:
        return data[:_SAMPLE]
    start = data.rfind(b"\n", 0, first.start()) + 1
    # the two bytes of a UTF-16 unit must stay together
    start = 0 if b"\x00" in data[:2000] else start
    return data[start : start + _SAMPLE]


def detect(data: bytes) -> str | None:
    """Name of the encoding (a Python codec), or None where the bytes are no text in any of those known."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    sample = _sample(data)
    whole = len(sample) == len(data)
    nul = b"\x00" in sample
    if sample.isascii() and not _BREAKING.search(sample.decode("ascii")):
        return "utf-8"
    best: tuple[float, str] | None = None
    for encoding in _CANDIDATES:
        text, broken = _decode(sample, encoding, final=whole)
        if broken > max(1, len(text) * _MAX_BROKEN):
            continue
        points = score(text)
        if encoding == "utf-8" and not broken and not nul:
            # other encodings hardly ever form valid sequences of three bytes
            points += 0.5 if re.search("[\u0800-\uffff]", text) else 0.2
        if encoding.startswith("utf-16") and nul and points == 0:
            points = 0.5  # all ASCII, two bytes each
        if best is None or points > best[0]:
            best = (points, encoding)
    # a title of two rare characters is still a title; the same in a long file is noise
    least = _TINY_SCORE if len(data) <= _TINY else _MIN_SCORE
    if best is None or best[0] < least:
        return _without_chinese(sample, nul)
    return best[1]


def _without_chinese(sample: bytes, nul: bool) -> str | None:
    """UTF-8 of some other script, when the bytes are sound UTF-8."""
    text, broken = _decode(sample, "utf-8", final=False)
    return "utf-8" if not broken and not nul and not _is_binary(text) else None


def _is_binary(text: str) -> bool:
    return len(_BREAKING.findall(text)) > len(text) * 0.005


def declared_codec(name: str | None) -> str | None:
    """The Python codec for a declared charset (`gb2312` is read as its superset); None for an unknown one."""
    if not name:
        return None
    name = name.strip().strip("\"'").lower()
    name = _DECLARED.get(name, name)
    try:
        info = codecs.lookup(name)
    except LookupError:
        return None
    return name if getattr(info, "_is_text_encoding", True) else None


def decode(data: bytes, subject: str, declared: str | None = None) -> Decoded:
    """Decode by byte order mark, else by what the bytes look like; `declared` breaks the tie where it decodes.

    Raises E107 when the bytes are no text in any known encoding.
    """
    encoding = detect(data)
    wish = declared_codec(declared)
    if encoding is None and wish is not None:
        encoding = wish
    if encoding is None:
        raise ParkgraphError("E107", subject, "not UTF-8, UTF-16, GB18030 or Big5: is it a binary file?")
    text, broken = _decode(data, encoding, final=True)
    if text.startswith("\ufeff"):
        text = text[1:]
    if broken > max(1, len(text) * _MAX_BROKEN) or _is_binary(text):
        raise ParkgraphError("E107", subject, f"too many bytes that are no {encoding}: is it a binary file?")
    return Decoded(text, encoding, broken)
