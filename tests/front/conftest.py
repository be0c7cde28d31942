"""Fixtures of the front door: the program as a user runs it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from front_program import PROGRAM, clean_environment

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def parkgraph(tmp_path: Path) -> Run:
    """Runs `parkgraph ARGUMENTS…` in an empty folder; `env` adds to a clean environment."""

    def run(
        *arguments: object, stdin: bytes = b"", env: dict[str, str] | None = None, timeout: float = 300
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*PROGRAM, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**clean_environment(), **(env or {})},
            timeout=timeout,
            check=False,
        )

    return run
