"""Looks at the text of a Cypher query where the engines cannot be left to it alone."""

from __future__ import annotations

import re

# what is no code: strings, quoted names, comments
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`(?:[^`]|``)*`|/\*.*?\*/|//[^\n]*", re.DOTALL)
_LOAD_CSV = re.compile(r"(?<![\w.:$])LOAD\s+CSV(?!\w)", re.IGNORECASE)
_UNWIND = re.compile(r"(?<![\w.:$])UNWIND(?=[\s\[(])", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?<![\w.:$])(OPTIONAL\s+MATCH|MATCH|WITH|UNWIND|CALL|MERGE|CREATE|SET|DELETE|FOREACH|RETURN)(?!\w)",
    re.IGNORECASE,
)
_VARIABLE = re.compile(r"[(\[]\s*[A-Za-z_]\w*")


def loads_files(cypher: str) -> bool:
    """Whether the query has a LOAD CSV, which reads files and addresses with the rights of the engine."""
    return _LOAD_CSV.search(_code(cypher)) is not None


def arcadedb_text(cypher: str) -> str:
    """`MATCH … UNWIND … MATCH (n)` becomes `MATCH … WITH * UNWIND … MATCH (n)`, which means the same.

    Without it ArcadeDB 26.10.2 plans both MATCH together, before the rows are unwound, and finds nothing.
    """
    code = _code(cypher)
    pieces: list[str] = []
    done = 0
    for found in _UNWIND.finditer(code):
        clauses = list(_CLAUSE.finditer(code, 0, found.start()))
        if not clauses or "MATCH" not in clauses[-1].group().upper():
            continue
        if not _VARIABLE.search(code, clauses[-1].end(), found.start()):
            continue  # WITH * needs a variable
        pieces += [cypher[done : found.start()], "WITH * "]
        done = found.start()
    return "".join([*pieces, cypher[done:]])


def _code(cypher: str) -> str:
    """The text with strings, quoted names and comments blanked out; offsets stay."""
    return _QUOTED.sub(lambda found: " " * len(found.group()), cypher)
