"""Coded errors: one catalogue for all rooms, so that every message names its cause and what to do."""

from __future__ import annotations

CATALOGUE: dict[str, str] = {
    # reading (corpus)
    "E101": "the file or folder does not exist",
    "E102": "the file is empty",
    "E103": "the format is not one that parkgraph reads",
    "E104": "the file is damaged",
    "E105": "the file is encrypted",
    "E106": "the file holds no text (a scan without a text layer?)",
    "E107": "the bytes are no text in any known encoding",
    "E108": "the document is larger than the limit allows",
    "E109": "reading took longer than the limit allows",
    "E110": "the metadata beside the file cannot be used",
    "E111": "the address could not be fetched",
    "E112": "a row of the table of articles cannot be used",
    # extraction (extract)
    "E201": "a lexicon or rule file is not valid",
    "E202": "a record is not valid under the contract",
    "E203": "extraction failed on the document",
    # graph (graph)
    "E301": "the store address is not one that parkgraph knows",
    "E302": "the store does not answer",
    "E303": "the store refuses the credentials",
    "E304": "the store is in use by another process",
    "E305": "the query is not read-only",
    "E306": "the query took longer than the limit allows",
    "E307": "the query is not valid",
    "E308": "the embedded engine does not run on this machine",
    # queries
    "E401": "there is no such query",
    "E402": "a parameter is missing, unknown or of the wrong type",
    "E403": "the name fits several entities",
    "E404": "the name fits no entity",
    "E405": "the query library is not valid",
    # front door (parkgraph)
    "E501": "the settings are not valid",
    "E502": "the workspace cannot be used",
    "E503": "a needed part is not installed",
}


class ParkgraphError(Exception):
    """An error with a code of `CATALOGUE`, the thing it is about and what was found there.

    `str(error)` is one line: `E104 report.docx: the file is damaged (no document part)`.
    """

    def __init__(self, code: str, subject: str = "", detail: str = "") -> None:
        self.code = code
        self.subject = subject
        self.detail = detail
        text = CATALOGUE[code]
        head = f"{code} {subject}: {text}" if subject else f"{code} {text}"
        line = f"{head} ({detail})" if detail else head
        super().__init__(" ".join(line.split()))

    def __reduce__(self) -> tuple[type[ParkgraphError], tuple[str, str, str]]:
        # worker processes send errors back by pickling them
        return type(self), (self.code, self.subject, self.detail)
