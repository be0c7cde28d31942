"""A real Neo4j with nothing installed but Python: `fetch`, `start`, `stop`, `run`.

    python ops/neo4j/neo4j.py start          # bolt://127.0.0.1:7687
    python ops/neo4j/neo4j.py stop

Never import this file: its name is that of the driver. The library is neo4j_server.py.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from neo4j_jars import FetchError, fetch
from neo4j_server import HOME, LIB, MAIN, STOP_TIMEOUT_S, Server, ServerError, answers, start_server

PASSWORD = "parkgraph"  # of a server that only this machine reaches; NEO4J_PASSWORD sets another


def main() -> int:
    """Entry point; exit 0 done, 1 failed, 2 wrong usage."""
    args = _parser().parse_args()
    try:
        done: int = args.function(args)
        return done
    except (FetchError, ServerError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="neo4j.py", description="A Neo4j server on 127.0.0.1, without Docker.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, function, text in (
        ("fetch", _fetch, "get the jars and verify their sums"),
        ("start", _start, "start in the background and wait until it answers"),
        ("run", _run, "run in the foreground until Ctrl-C or SIGTERM"),
        ("stop", _stop, "end the server that start started"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(function=function)
        if name != "fetch":
            command.add_argument("--home", type=Path, default=HOME, help="data folder (%(default)s)")
        if name in ("start", "run"):
            command.add_argument("--port", type=int, default=7687, help="Bolt port (%(default)s)")
            command.add_argument("--heap", default="1g", help="Java heap (%(default)s)")
            command.add_argument(
                "--password",
                default=os.environ.get("NEO4J_PASSWORD") or PASSWORD,
                help=f"password of a new data folder (NEO4J_PASSWORD, else {PASSWORD})",
            )
    return parser


def _fetch(args: argparse.Namespace) -> int:
    fetched = fetch(LIB)
    print(f"{fetched} jars fetched, all verified, in {LIB}", file=sys.stderr)
    return 0


def _start(args: argparse.Namespace) -> int:
    note = _note(args.home)
    running = _read(note)
    if running:
        print(f"already running: {running['uri']} (process {running['pid']})", file=sys.stderr)
        return 0
    server = start_server(args.home, args.port, args.password, heap=args.heap, own_end=False)
    note.write_text(json.dumps({"pid": server.process.pid, "uri": server.uri}), encoding="utf-8")
    _tell(server)
    return 0


def _run(args: argparse.Namespace) -> int:
    server = start_server(args.home, args.port, args.password, heap=args.heap)
    _tell(server)
    signal.signal(signal.SIGTERM, lambda *_: server.process.terminate())
    try:
        return server.process.wait()
    except KeyboardInterrupt:
        server.stop()
        return 0


def _stop(args: argparse.Namespace) -> int:
    note = _note(args.home)
    running = _read(note)
    if not running:
        print("not running", file=sys.stderr)
        note.unlink(missing_ok=True)
        return 0
    pid, port = int(str(running["pid"])), int(str(running["uri"]).rsplit(":", 1)[1])
    os.kill(pid, signal.SIGTERM)
    give_up = time.monotonic() + STOP_TIMEOUT_S
    while _alive(pid, args.home) and time.monotonic() < give_up:
        time.sleep(0.1)
    if _alive(pid, args.home):
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    note.unlink(missing_ok=True)
    print("stopped" if not answers(port) else f"something still listens on port {port}", file=sys.stderr)
    return 0


def _tell(server: Server) -> None:
    print(f"{server.uri}  user {server.username}  password {server.password}  log {server.log}", file=sys.stderr)
    print(f"export PARKGRAPH_STORE={server.uri} NEO4J_USERNAME={server.username} NEO4J_PASSWORD={server.password}")


def _note(home: Path) -> Path:
    return home.resolve() / "server.json"


def _read(note: Path) -> dict[str, object] | None:
    with suppress(OSError, ValueError, KeyError):
        running: dict[str, object] = json.loads(note.read_text(encoding="utf-8"))
        if _alive(int(str(running["pid"])), note.parent):
            return running
    return None


def _alive(pid: int, home: Path) -> bool:
    """Whether `pid` is the server of `home`, and not another process that got its number."""
    command = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self/cmdline").exists():
        try:
            words = command.read_bytes().decode(errors="replace").split("\0")
        except OSError:
            return False
        return MAIN in words and f"--home-dir={home.resolve()}" in words
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
