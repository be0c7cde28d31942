"""The program as a process of its own, without the settings of the machine that runs the tests."""

from __future__ import annotations

import os
import sys

PROGRAM = [sys.executable, "-m", "parkgraph"]


def clean_environment() -> dict[str, str]:
    """The environment without settings and credentials."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("PARKGRAPH_", "NEO4J_"))}
