"""`parkgraph page`: how a page was understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from parkgraph.commands.common import finish, settings

if TYPE_CHECKING:
    from rich.console import Console

    from corpus.page_view import PageLine
    from schemas.documents import Document

EPILOG = """Examples:

\b
  parkgraph page newspaper.pdf
  parkgraph page page.txt | less
"""

COLOURS = ("cyan", "green", "yellow", "magenta", "blue", "bright_cyan", "bright_green", "bright_magenta")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("page", epilog=EPILOG)(page)


def page(file: Annotated[str, typer.Argument(metavar="FILE", help="A file or an address.")]) -> None:
    """Show how a page was understood.

    Its articles, each in a colour of its own on a terminal, with the kind of every block and its place in the original
    text; then what was left out, and why.
    """
    from parkgraph.console import data_console, message
    from parkgraph.reading import read_all
    from schemas.errors import ParkgraphError

    failures = 0
    console = data_console()
    for item in read_all([file], settings().limits):
        if isinstance(item, ParkgraphError):
            failures += 1
            message(str(item))
        else:
            _print(console, item)
    finish(failures)


def _print(console: Console, document: Document) -> None:
    from rich.text import Text

    from corpus.page_view import describe

    known = (document.metadata.title, document.metadata.publisher, document.metadata.published)
    about = " · ".join([document.name, document.reader, *(part for part in known if part)])
    console.print(Text(about, style="bold"))
    left_out = False
    for line in describe(document):
        if line.kind == "left_out" and not left_out:
            left_out = True
            console.print(Text("\nleft out", style="bold red"))
        text = Text(_line(line), style=_style(line))
        console.print(text, soft_wrap=True)
    console.print()


def _line(line: PageLine) -> str:
    place = f"[{line.start}:{line.end}]" if line.start is not None else ""
    if line.kind == "article":
        return f"\narticle {line.article} {place} {line.label}  {line.text}".rstrip()
    indent = "  " * max(1, line.level)
    return f"{indent}{line.label:<12} {place:<14} {line.text}".rstrip()


def _style(line: PageLine) -> str:
    if line.article is None:
        return "red"
    colour = COLOURS[line.article % len(COLOURS)]
    return f"bold {colour}" if line.kind in ("article", "headline") else colour
