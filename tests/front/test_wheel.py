"""The wheel holds all that the program needs, and works from another folder than the repository's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("schemas", "corpus", "extract", "graph", "queries", "parkgraph")
FOR_DEVELOPERS = {"corpus/sample/build.py"}  # writes the sample documents anew, with tools that users do not have


def _run(arguments: list[str], folder: Path, path: Path | None = None) -> str:
    environment = {**os.environ, "PYTHONPATH": str(path or ""), "PARKGRAPH_SHARED": str(folder / "none")}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_is_complete_and_reads_a_document_elsewhere(tmp_path: Path) -> None:
    source, elsewhere, installed = tmp_path / "source", tmp_path / "elsewhere", tmp_path / "installed"
    for room in ROOMS:
        shutil.copytree(ROOT / room, source / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    # the same backend and settings as of an installation; nothing is fetched
    _run(["-c", f"from setuptools.build_meta import build_wheel; build_wheel({str(tmp_path)!r})"], source)
    wheel = next(tmp_path.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
        archive.extractall(installed)
    files = (f.relative_to(source).as_posix() for room in ROOMS for f in (source / room).rglob("*") if f.is_file())
    assert {name for name in files if name not in packed} == FOR_DEVELOPERS
    elsewhere.mkdir()
    (elsewhere / "a.txt").write_text("2023年，云汀高新区实现营业收入120.5亿元，同比增长8.2%。", "utf-8")
    program = "import corpus; print(corpus.__file__); from parkgraph.cli import main; main()"
    place, *facts = _run(["-c", program, "extract", "a.txt"], elsewhere, installed).splitlines()
    assert Path(place).is_relative_to(installed)
    assert sum('"raw": "120.5亿元"' in fact for fact in facts) == 1
