"""Plain text: the original is the decoded file, without its byte order mark."""

from __future__ import annotations

from corpus.hints import Reading
from corpus.limits import Limits
from corpus.readers.encoding import Decoded, decode
from schemas.documents import Skipped
from schemas.errors import ParkgraphError

READER = "txt/1"


def read_text(data: bytes, subject: str, limits: Limits) -> Reading:
    """Read plain text in any known encoding (E106 for white space alone, E107, E108)."""
    decoded = decode_within(data, subject, limits)
    return Reading(decoded.text, "text/plain", READER, skipped=broken_note(decoded))


def decode_within(data: bytes, subject: str, limits: Limits, declared: str | None = None) -> Decoded:
    """Decode and hold the text against the limits of characters and of one line."""
    decoded = decode(data, subject, declared)
    limits.check("max_characters", len(decoded.text), subject)
    limits.check("max_line_characters", longest_line(decoded.text), subject)
    if not decoded.text.strip():
        raise ParkgraphError("E106", subject, "nothing but white space")
    return decoded


def broken_note(decoded: Decoded) -> tuple[Skipped, ...]:
    """What to report of characters that could not be decoded (they stand as U+FFFD in the text)."""
    if not decoded.broken:
        return ()
    return (Skipped("undecodable_bytes", None, f"{decoded.broken} characters are broken {decoded.encoding}"),)


def longest_line(text: str) -> int:
    """Length of the longest line in code points, found without copying the text."""
    longest = start = 0
    while start <= len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        longest = max(longest, end - start)
        start = end + 1
    return longest
