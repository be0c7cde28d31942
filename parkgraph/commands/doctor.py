"""`parkgraph doctor`: is everything in place?"""

from __future__ import annotations

import typer

from parkgraph.commands.common import Store, Workspace, finish, settings

EPILOG = """Examples:

\b
  parkgraph doctor
  parkgraph doctor --store neo4j://127.0.0.1:7687
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor", epilog=EPILOG)(doctor)


def doctor(store: Store = None, workspace: Workspace = None) -> None:
    """Check the installation, the models, the workspace and the store.

    One line a check on standard output, `ok` or what is wrong and what to do; exit code 1 when something is wrong.
    """
    from parkgraph.console import write_line
    from parkgraph.health import checks

    wrong = 0
    for check in checks(settings(store, workspace)):
        write_line(f"{'ok  ' if check.ok else 'FAIL'}  {check.name:<12}  {check.detail}")
        wrong += not check.ok
    finish(wrong)
