"""The received bytes: one file each, under the hash of its content."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


class Received:
    """A folder of bytes by content hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, data: bytes) -> str:
        """Keep bytes and return their hash; bytes already there are not written again."""
        content = hashlib.sha256(data).hexdigest()
        path = self.path_of(content)
        if path.exists():
            return content
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        with part.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(path)
        if os.name == "posix":  # the new name itself must survive a crash
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        return content

    def path_of(self, content: str) -> Path:
        """Where the bytes with this hash lie."""
        return self.folder / content[:2] / content
