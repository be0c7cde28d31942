"""`parkgraph text`: the text that every offset counts in, or the repaired one."""

from __future__ import annotations

from typing import Annotated

import typer

from parkgraph.commands.common import finish, settings

EPILOG = """Examples:

\b
  parkgraph text page.pdf
  parkgraph text page.pdf --clean
  parkgraph text articles.jsonl --document 3
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("text", epilog=EPILOG)(text)


def text(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file or an address.")],
    clean: Annotated[bool, typer.Option("--clean", help="The repaired text of its articles instead.")] = False,
    document: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Which document of a file that holds several.")
    ] = None,
) -> None:
    """Print the text that every offset counts in.

    Character n of the output is offset n of every record. With --clean: the repaired text of the articles in order,
    parted by an empty line.
    """
    from parkgraph.console import message, write_bytes
    from parkgraph.reading import read_all
    from schemas.errors import ParkgraphError

    found = read_all([file], settings().limits)
    errors = [item for item in found if isinstance(item, ParkgraphError)]
    documents = [item for item in found if not isinstance(item, ParkgraphError)]
    for error in errors:
        message(str(error))
    if document is None and len(documents) > 1:
        raise typer.BadParameter(f"{file} holds {len(documents)} documents: choose one with --document N")
    if document is not None and document > len(documents):
        raise typer.BadParameter(f"--document {document}: {file} holds {len(documents)}")
    if documents:
        chosen = documents[(document or 1) - 1]
        output = "\n\n".join(article.text for article in chosen.articles) if clean else chosen.original
        write_bytes(output.encode("utf-8", "surrogatepass"))
    finish(len(errors))
