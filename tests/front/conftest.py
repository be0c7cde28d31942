"""Fixtures of the front door: the program as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def clean_environment() -> dict[str, str]:
    """The environment without settings of the machine that runs the tests."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("PARKGRAPH_", "NEO4J_"))}


@pytest.fixture
def parkgraph(tmp_path: Path) -> Run:
    """Runs `parkgraph ARGUMENTS…` in an empty folder; `env` adds to a clean environment."""

    def run(
        *arguments: object, stdin: bytes = b"", env: dict[str, str] | None = None, timeout: float = 120
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "parkgraph", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**clean_environment(), **(env or {})},
            timeout=timeout,
            check=False,
        )

    return run
