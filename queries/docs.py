"""Writes `docs/queries.md` from the headers of the library: `python -m queries.docs`; `--check` only compares."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from queries.library import Library, Parameter, Query, library

FILE = Path(__file__).resolve().parent.parent / "docs" / "queries.md"

HEAD = """# The query library

<!-- written by `python -m queries.docs` from the headers of queries/library/*.cypher; do not edit -->

Each question is one `.cypher` file of [`queries/library/`](../queries/library) that runs unchanged on Neo4j 5 and on
the embedded engine. `parkgraph queries` lists them, `parkgraph query NAME --param key=value` runs one.

- A parameter of type `entity`, `indicator` or `document` takes a name as you would type it (中关村, 江宁高新区,
  总收入) or an id. A name that fits several things is answered with the candidates (E403), one that fits none with near
  names (E404).
- A parameter with a default may be left out; an empty value (`--param year=`) stands for null.
- `evidence` is a list of the places that state a row: document, sentence, `start` and `end` as code points of the
  document's original text. In `table` and `csv` the first place is spread over columns, and `statements` counts them.
- Values are in base units (CNY, not 亿元); `@unit` means that the column `unit` of the same row holds the unit.
"""


TAIL = """## Tables and comparisons

`parkgraph table SUBJECT` (indicator × year) and `parkgraph compare` (subject × indicator) are built on the `figures…`
queries.

- Figures share a row or a column only where indicator, scope, kind, unit, base, cumulation and the part of the year
  that they cover agree; everything else gets a row or column of its own, labelled with what sets it apart
  (〔规上企业〕, 1–9月, 截至06-30, 累计, 目标). A year's end counts as the year. Where one subject has different values
  for one year under different printed phrases of one indicator, the phrases are kept apart too (「总收入」).
- Where several figures compete for a cell, one of the catalogue goes before a free phrase, then the higher confidence
  (in tenths), the exact before the approximate, the newest edition, the newest document. The others stay with the cell
  as alternates; a note tells where they differ.
- 约, 超, 近, 不到 mark what the document does not give exactly. Planned and forecast figures stay out unless asked for;
  whatever is left out is counted in a note.
- `parkgraph compare --within NAME` takes the subjects that `parts_of` finds in a place or a park, `--not-within NAME`
  leaves such subjects out; the place or park itself counts as one of them. Both may be given several times.
- Growth and ranks that are computed, not stated, say so (计算), and lead to the figures they rest on.
"""


def text(queries: Library) -> str:
    """The whole page."""
    parts = [HEAD, "| query | question |\n| --- | --- |"]
    parts[-1] += "".join(f"\n| [`{q.id}`](#{q.id}) | {_cell(q.question)} |" for q in queries)
    parts += [_section(query) for query in queries]
    parts.append(TAIL)
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _section(query: Query) -> str:
    lines = [f"## {query.id}", "", f"**{query.title}.** {query.question}", ""]
    if query.notes:
        lines += [query.notes[0].upper() + query.notes[1:] + ".", ""]
    if query.parameters:
        lines += ["| parameter | type | default | about |", "| --- | --- | --- | --- |"]
        lines += [f"| `{name}` | {p.type} | {_default(p)} | {_cell(p.about)} |" for name, p in query.parameters.items()]
        lines.append("")
    lines += ["| column | type | unit | about |", "| --- | --- | --- | --- |"]
    lines += [
        f"| `{name}` | {c.type} | {f'`{c.unit}`' if c.unit else ''} | {_cell(c.about)} |"
        for name, c in query.columns.items()
    ]
    lines += ["", "```sh", example(query), "```"]
    return "\n".join(lines)


def example(query: Query) -> str:
    """A command line that runs the query with its samples for what is required."""
    given = [f"--param {name}={p.sample}" for name, p in query.parameters.items() if p.required]
    return " ".join(["parkgraph query", query.id, *given])


def _default(parameter: Parameter) -> str:
    if parameter.required:
        return "required"
    return "null" if parameter.default is None else f"`{str(parameter.default).lower()}`"


def _cell(content: str) -> str:
    return content.replace("|", "\\|")


def main(arguments: Iterable[str]) -> int:
    """0 when the page is written, or with `--check` is up to date; 1 when it is not."""
    page = text(library())
    if "--check" in arguments:
        if FILE.exists() and FILE.read_text(encoding="utf-8") == page:
            return 0
        print(f"{FILE}: not up to date, run `python -m queries.docs`", file=sys.stderr)
        return 1
    FILE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
