"""All readers by format. A reader's libraries are imported when it is first used."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus.hints import Reading
from corpus.limits import Limits
from corpus.readers.formats import Format
from corpus.readers.rows import Row
from schemas.errors import ParkgraphError

# formats whose libraries are given only trusted amounts of work: plain text in any dress
IN_PROCESS: frozenset[Format] = frozenset({"txt", "md", "jsonl", "csv"})


def read_here(
    name: Format, data: bytes, subject: str, limits: Limits, beat: Callable[[], None]
) -> Iterator[Reading | Row | ParkgraphError]:
    """Read in this process; `beat` is called as a sign of progress. Raises ParkgraphError."""
    if name == "txt":
        from corpus.readers.text import read_text

        yield read_text(data, subject, limits)
    elif name == "md":
        from corpus.readers.markdown import read_markdown

        yield read_markdown(data, subject, limits)
    elif name == "jsonl":
        from corpus.readers.rows import read_jsonl

        yield from read_jsonl(data, subject, limits)
    elif name == "csv":
        from corpus.readers.separated import read_csv

        yield from read_csv(data, subject, limits)
    elif name == "parquet":
        from corpus.readers.columnar import read_parquet

        yield from read_parquet(data, subject, limits, beat)
    elif name == "html":
        from corpus.readers.web import read_html

        yield read_html(data, subject, limits)
    elif name == "docx":
        from corpus.readers.word import read_docx

        yield read_docx(data, subject, limits)
    elif name == "xlsx":
        from corpus.readers.workbook import read_xlsx

        yield read_xlsx(data, subject, limits, beat)
    else:
        from corpus.readers.pdf import read_pdf

        yield read_pdf(data, subject, limits, beat)
