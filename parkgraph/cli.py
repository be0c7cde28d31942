"""The command line: one program, one small module a command, nothing heavy imported before it is needed."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from parkgraph import __version__
from parkgraph.commands import (
    demo,
    doctor,
    entities,
    evaluate,
    export,
    extract,
    ingest,
    network,
    page,
    quantities,
    queries,
    tables,
    text,
)

CTRL_C = 130  # what Typer makes of it

app = typer.Typer(
    name="parkgraph",
    help="From Chinese documents on science parks to an auditable graph of dated, scoped, evidence-linked figures.",
    epilog="Start with `parkgraph demo`. Every command shows an example: `parkgraph COMMAND --help`.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: the same on every terminal, and no start-up spent on Rich
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
MODULES = (
    *(demo, extract, quantities, text, page, ingest, entities),
    *(queries, tables, network, export, evaluate, doctor),
)
for module in MODULES:
    module.register(app)
COMMANDS = tuple(command.name for command in app.registered_commands if command.name)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"parkgraph {__version__}")
        raise typer.Exit


@app.callback()
def root(
    config: Annotated[
        str | None, typer.Option(metavar="FILE", help="Settings file (default: ./parkgraph.toml where it exists).")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Options that stand before the command."""
    if config is not None:
        # worker processes and every later reader of the settings see the same file
        os.environ["PARKGRAPH_CONFIG"] = config


def main() -> None:
    """Run the program: exit code 0 done, 1 something failed, 2 wrong usage; one line says what and what to do."""
    from parkgraph.console import USAGE_CODES, message, utf8_streams
    from schemas.errors import ParkgraphError

    utf8_streams()
    debug = os.environ.get("PARKGRAPH_DEBUG") == "1"
    try:
        code = app(prog_name="parkgraph", standalone_mode=False)
        sys.stdout.flush()
        if code == CTRL_C:
            message("parkgraph: stopped; the same command goes on where it was")
            code = 1
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            message(error.format_message())
        else:
            message(f"parkgraph: {error.format_message()} (see `{_help_command(error)}`)")
        code = error.exit_code
    except typer.Abort:
        message("parkgraph: stopped")
        code = 1
    except ParkgraphError as error:
        message(str(error))
        code = 2 if error.code in USAGE_CODES else 1
    except BrokenPipeError:
        # the reader of our output has gone (`| head`): nothing to say, and nothing more to flush at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except Exception as error:
        if debug:
            raise
        message(f"parkgraph: internal error: {type(error).__name__}: {error} (PARKGRAPH_DEBUG=1 shows where)")
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


def _help_command(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "parkgraph"
    return f"{path} --help"


if __name__ == "__main__":
    main()
