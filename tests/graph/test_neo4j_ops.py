"""`ops/neo4j`: the jars of the lock, and a server that ends with the process that started it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

OPS = Path(__file__).resolve().parents[2] / "ops" / "neo4j"
if str(OPS) not in sys.path:
    sys.path.append(str(OPS))  # at the end: a file there is named like the driver

import neo4j_jars  # noqa: E402 - its folder had to be on the path first
import neo4j_server  # noqa: E402

PARENT = """
import sys, time
from pathlib import Path
from neo4j_server import start_server
start_server(Path(sys.argv[1]), int(sys.argv[2]), "password-x")
print("up", flush=True)
time.sleep(600)
"""


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(OPS / "neo4j.py"), *arguments], capture_output=True, text=True, check=False, timeout=300
    )


def wait_until_silent(port: int) -> None:
    give_up = time.monotonic() + 60
    while neo4j_server.answers(port) and time.monotonic() < give_up:
        time.sleep(0.1)
    assert not neo4j_server.answers(port)


def test_lock_names_every_jar_with_its_sum() -> None:
    jars = neo4j_jars.locked()
    wanted = tomllib.loads((OPS / "jgo.toml").read_text())["dependencies"]["coordinates"]
    assert set(wanted) <= {f"{jar.group}:{jar.artifact}:{jar.version}" for jar in jars}
    assert all(re.fullmatch("[0-9a-f]{64}", jar.sha256) for jar in jars)
    assert len({jar.file_name for jar in jars}) == len(jars) > 200


def test_jar_with_another_sum_is_no_jar_of_the_lock(tmp_path: Path) -> None:
    first = neo4j_jars.locked()[0]
    assert neo4j_jars.missing(tmp_path) == neo4j_jars.locked()
    (tmp_path / first.file_name).write_bytes(b"another jar")
    assert first in neo4j_jars.missing(tmp_path)


def test_wrong_command() -> None:
    assert command("nonsense").returncode == 2
    assert command("stop", "--home", "/nonexistent/home").returncode == 0


@pytest.mark.slow
@pytest.mark.neo4j
@pytest.mark.skipif(os.environ.get("PARKGRAPH_TEST_NEO4J") == "0", reason="PARKGRAPH_TEST_NEO4J=0")
def test_start_twice_and_stop(tmp_path: Path) -> None:
    port = neo4j_server.free_port()
    options = ("--home", str(tmp_path))
    try:
        done = command("start", "--port", str(port), *options)
        assert done.returncode == 0, done.stderr
        assert f"PARKGRAPH_STORE=bolt://127.0.0.1:{port} " in done.stdout
        assert neo4j_server.answers(port)
        assert "already running" in command("start", "--port", str(port), *options).stderr
        other = command("start", "--port", str(port), "--home", str(tmp_path / "other"))
        assert (other.returncode, "another port" in other.stderr) == (1, True)
    finally:
        assert command("stop", *options).returncode == 0
    assert not neo4j_server.answers(port)
    assert "not running" in command("stop", *options).stderr


@pytest.mark.slow
@pytest.mark.neo4j
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ends a child with its parent")
@pytest.mark.skipif(os.environ.get("PARKGRAPH_TEST_NEO4J") == "0", reason="PARKGRAPH_TEST_NEO4J=0")
def test_server_ends_with_a_killed_parent(tmp_path: Path) -> None:
    port = neo4j_server.free_port()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(OPS)])}
    arguments = [sys.executable, "-c", PARENT, str(tmp_path), str(port)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "up\n"
        assert neo4j_server.answers(port)
        parent.send_signal(signal.SIGKILL)
    wait_until_silent(port)
