"""Writes docs/cli.md from the help texts of the commands; `--check` fails where the page and the program differ."""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).with_name("cli.md")
HEAD = """# The command line

<!-- written by docs/generate_cli.py from --help; `make docs` writes it anew, `make check` compares -->

Data goes to standard output, messages and progress to standard error, so every command can be piped. Exit codes: 0
done, 1 something failed (and be it one document of a batch whose rest is done: one line on standard error says what),
2 wrong usage. Settings come from `parkgraph.toml` and `PARKGRAPH_*` variables (see [settings](#settings)).
"""
SETTINGS = """
## Settings

Defaults, under `./parkgraph.toml` (or the file of `--config` or `PARKGRAPH_CONFIG`), under the environment, under the
options of a command.

| in the file | variable | default | is |
| --- | --- | --- | --- |
"""
ABOUT = {
    "store": "where the graph lies: `embedded:DIR`, `neo4j://HOST:7687`, `bolt://HOST:7687`",
    "workspace": "folder of the received bytes and the ledger; by default that of the embedded store",
    "decisions": "what a person decided on names and indicators; by default `decisions.yaml` in the workspace",
    "workers": "processes that extract",
    "query_seconds": "time that a query may take",
}


def help_of(*command: str) -> str:
    """The help text of a command at a fixed width."""
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, "-m", "parkgraph", *command, "--help"],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=environment,
    )
    return "\n".join(line.rstrip() for line in run.stdout.strip().splitlines())


def settings_table() -> str:
    """Every setting with its variable and default."""
    from parkgraph.settings import LIMIT_NAMES, Settings

    defaults = Settings()
    rows = []
    for name, about in ABOUT.items():
        value = getattr(defaults, name)
        shown = "" if value is None else f"`{value}`"
        rows.append(f"| `{name}` | `PARKGRAPH_{name.upper()}` | {shown} | {about} |")
    for name in LIMIT_NAMES:
        variable = f"PARKGRAPH_LIMITS_{name.upper()}"
        rows.append(
            f"| `limits.{name}` | `{variable}` | `{getattr(defaults.limits, name):,}` | see `corpus/limits.py` |"
        )
    return "\n".join(rows) + "\n"


def page() -> str:
    """The whole page."""
    from parkgraph.cli import COMMANDS

    parts = [HEAD, "## parkgraph\n", f"```text\n{help_of()}\n```\n"]
    for name in COMMANDS:
        parts += [f"## parkgraph {name}\n", f"```text\n{help_of(name)}\n```\n"]
    return "\n".join(parts) + SETTINGS + settings_table()


def main() -> int:
    """Write the page, or compare it (`--check`)."""
    new = page()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(new, encoding="utf-8")
        return 0
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    if old == new:
        return 0
    sys.stderr.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), "docs/cli.md", "--help"))
    print("docs/cli.md is not what the commands say: run `make docs`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
