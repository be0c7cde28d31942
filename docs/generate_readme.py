"""Runs the commands of the README's ```console blocks and writes what they print below them.

    python docs/generate_readme.py             # write the outputs anew
    python docs/generate_readme.py --check     # fail where a command fails or the README shows something else

The commands run one after the other in an empty folder that sees `corpus/` alone, as a reader's would in a fresh clone.
Standard output is shown, messages on standard error are not.
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# what changes with every improvement of the extractor and says nothing about the command
_PASSING = re.compile(r'(?<="confidence": )[\d.]+|(?<=confidence )[\d.]+|(?<=added )\d+')


class CommandFailedError(Exception):
    """A command of the README that does not exit with 0."""


def commands(page: str) -> list[str]:
    """The commands of all console blocks, in order."""
    blocks = (match[1] for match in _BLOCK.finditer(page))
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def generate(page: str, folder: Path) -> str:
    """The page with the outputs that its commands give now, run in `folder`. Raises CommandFailedError."""
    (folder / "corpus").symlink_to(ROOT / "corpus", target_is_directory=True)

    def run_block(match: re.Match[str]) -> str:
        return "```console\n" + "".join(_shown(command, folder) for command in commands(match[0])) + "```"

    return _BLOCK.sub(run_block, page)


def _shown(command: str, folder: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PARKGRAPH_", "NEO4J_"))}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise CommandFailedError(f"$ {command}\nexit code {done.returncode}\n{done.stderr}")
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "\n".join([f"$ {command}", *filter(None, lines)]) + "\n"


def differences(old: str, new: str) -> Iterator[str]:
    """Lines of a unified diff between two pages, passing figures aside."""
    before, after = (_PASSING.sub("#", page).splitlines(keepends=True) for page in (old, new))
    yield from difflib.unified_diff(before, after, "README.md", "what its commands print")


def main() -> int:
    """Write the outputs, or compare them (`--check`)."""
    old = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="parkgraph-readme-") as folder:
        try:
            new = generate(old, Path(folder))
        except CommandFailedError as error:
            print(error, file=sys.stderr)
            return 1
    if "--check" not in sys.argv[1:]:
        README.write_text(new, encoding="utf-8")
        return 0
    found = list(differences(old, new))
    sys.stderr.writelines(found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
