"""Shared fixtures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest_plugins = ["fixtures_neo4j"]

ROOT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path | None:
    """The gold and seeds handed to developers and CI; absent on a user's machine."""
    for candidate in (os.environ.get("PARKGRAPH_SHARED"), ROOT.parent / "shared"):
        if candidate and Path(candidate, "gold").is_dir():
            return Path(candidate)
    return None


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = shared_folder()
    if folder is None:
        pytest.skip("no shared folder: set PARKGRAPH_SHARED to the folder that holds gold/ and seeds/")
    return folder
