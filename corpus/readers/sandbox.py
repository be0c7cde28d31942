"""The parent's side of the reading process: one warm worker, killed when it hangs or grows."""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

from corpus.hints import Reading
from corpus.limits import Limits
from corpus.readers.formats import Format
from corpus.readers.rows import Row
from corpus.readers.worker import receive, send
from schemas.errors import ParkgraphError

_JOBS = 300  # documents before the worker is replaced, against memory that libraries never give back

Item = Reading | Row | ParkgraphError


class _Plain(pickle.Unpickler):
    """Loads records of ours alone: what a reader answers comes from bytes that nobody vouches for."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(("schemas.", "corpus.")):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


class Worker:
    """A child process that reads documents one after another. Not for use by two threads at once."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.jobs = 0
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "corpus.readers.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the parent, which then ends the worker
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "OMP_NUM_THREADS": "1"},
        )
        self._pump = threading.Thread(target=self._listen, daemon=True)
        self._pump.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with contextlib.suppress(OSError, ValueError):
            while (payload := receive(self._process.stdout)) is not None:
                self._answers.put(payload)
        self._answers.put(None)

    def read(self, name: Format, data: bytes, subject: str, limits: Limits) -> Iterator[Item]:
        """What the reader of the format gives for the bytes; the last item is an error where it failed.

        A hang gives E109, a death of the process E104; the worker is of no use afterwards (`alive` tells).
        """
        self.jobs += 1
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            # a worker that died is noticed by its missing answer
            send(self._process.stdin, (name, data, subject, limits))
        end = time.monotonic() + limits.max_seconds
        while True:
            wait = min(limits.seconds, end - time.monotonic())
            try:
                payload = self._answers.get(timeout=max(0.01, wait))
            except queue.Empty:
                self.close()
                setting = "seconds" if wait == limits.seconds else "max_seconds"
                yield ParkgraphError("E109", subject, f"the setting {setting} allows {getattr(limits, setting):g} s")
                return
            if payload is None:
                yield ParkgraphError("E104", subject, f"the reading process ended with {self._died()}")
                return
            try:
                kind, item = _Plain(io.BytesIO(payload)).load()
            except Exception as error:
                self.close()
                yield ParkgraphError("E104", subject, f"the reading process answers nonsense ({error})")
                return
            if kind == "end":
                return
            if kind == "item":
                yield item

    def _died(self) -> str:
        self.close()
        code = self._process.returncode
        return f"signal {-code}" if code < 0 else f"code {code}"

    @property
    def alive(self) -> bool:
        """Whether it can take another document."""
        return self.pid == os.getpid() and self._process.poll() is None

    def close(self) -> None:
        """End the process; in a forked child only let go of it."""
        if self.pid != os.getpid():
            return
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._pump.join(timeout=5)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


_idle: list[Worker] = []
_lock = threading.Lock()


def read_apart(name: Format, data: bytes, subject: str, limits: Limits) -> Iterator[Item]:
    """Read in a worker process: an idle one if there is one, else a new one, which is kept for the next document."""
    with _lock:
        usable = [w for w in _idle if w.alive and w.jobs < _JOBS]
        for worn in (w for w in _idle if w not in usable):
            worn.close()
        _idle[:] = usable
        worker = _idle.pop() if _idle else None
    worker = worker or Worker()
    finished = False
    try:
        yield from worker.read(name, data, subject, limits)
        finished = True
    finally:
        with _lock:
            # a caller that stopped in the middle leaves answers behind that belong to nobody
            if finished and worker.alive and not _idle:
                _idle.append(worker)
            else:
                worker.close()


@atexit.register
def end_workers() -> None:
    """End the worker processes that wait for work."""
    with _lock:
        while _idle:
            _idle.pop().close()
