"""One process owns an embedded store: a lock that the system frees when its owner dies, and that names the owner."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from schemas.errors import ParkgraphError

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # locked bytes cannot be read on Windows, so the lock lies beyond the text

    def _lock(fd: int) -> None:
        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        os.lseek(fd, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)


class OwnerLock:
    """Holds `path` until `release` or the end of the process. Raises E304 naming the process that holds it.

    The text of the file may be stale; the lock itself never is, since it goes with its owner.
    """

    def __init__(self, path: Path, subject: str) -> None:
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(self._fd)
        except OSError as error:
            owner = os.read(self._fd, 65536)
            os.close(self._fd)
            self._fd = -1
            raise ParkgraphError("E304", subject, _describe(owner)) from error
        os.ftruncate(self._fd, 0)
        text = json.dumps({"pid": os.getpid(), "command": command_line()}, ensure_ascii=False)
        os.write(self._fd, text.encode())

    def release(self) -> None:
        """Free the lock; a second call does nothing."""
        if self._fd >= 0:
            with suppress(OSError):
                os.ftruncate(self._fd, 0)
            os.close(self._fd)
            self._fd = -1


def command_line() -> str:
    """How this process was started, as one line."""
    return " ".join(sys.orig_argv)[:500]


def _describe(text: bytes) -> str:
    try:
        owner = json.loads(text)
        pid, command = owner["pid"], owner["command"]
    except (ValueError, KeyError, TypeError):
        return "its owner did not leave a name"
    if pid == os.getpid():
        return f"opened twice by this process, {pid}"
    return f"process {pid}: {command}"
