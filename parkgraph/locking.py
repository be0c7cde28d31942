"""A lock on a file that ends with the process that holds it, however that process ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

from schemas.errors import ParkgraphError


def take(path: Path) -> IO[str]:
    """Lock `path` for this process until the returned handle is closed; the file then names the process.

    Raises ParkgraphError E502 with the holder's process id.
    """
    handle = path.open("a+", encoding="utf-8")
    try:
        _lock(handle)
    except OSError as error:
        handle.seek(0)
        holder = handle.read().strip() or "unknown"
        handle.close()
        raise ParkgraphError(
            "E502", str(path.parent), f"process {holder} is writing to it; wait until it has ended"
        ) from error
    handle.seek(0)
    handle.truncate()
    handle.write(str(os.getpid()))
    handle.flush()
    return handle


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: IO[str]) -> None:
        # a byte far behind the text, so that others can still read who holds it
        handle.seek(1 << 30)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: IO[str]) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
