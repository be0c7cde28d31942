"""A few broken files of every format and all bombs; `run_fuzz.py` does it a thousand times over."""

from __future__ import annotations

from pathlib import Path

import pytest
from broken_files import SOUND
from run_fuzz import MAX_BYTES, peak, run_bombs, run_long_pdf, run_mutants


@pytest.mark.parametrize("kind", sorted(SOUND))
def test_broken_files_give_coded_errors(kind: str, tmp_path: Path) -> None:
    assert run_mutants(tmp_path, kind, 25, seed=1).wrong == []


@pytest.mark.slow
def test_bombs_are_refused_in_bounded_time_and_memory(tmp_path: Path) -> None:
    assert run_bombs(tmp_path).wrong == []
    assert peak() < MAX_BYTES


def test_many_pages_are_read(tmp_path: Path) -> None:
    tally = run_long_pdf(tmp_path, 60)
    assert (tally.read, tally.wrong) == (1, [])
