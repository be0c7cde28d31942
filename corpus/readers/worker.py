"""The process that reads untrusted formats: bounded in memory, killed by its parent when it makes no progress.

Run as `python -m corpus.readers.worker`; it takes requests on standard input and answers on standard output, each
a pickle after its length. Answers to one request: any number of `("beat", None)` and `("item", thing)`, then
`("end", None)`.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import struct
import sys
from typing import IO, Any

from corpus.limits import Limits
from corpus.readers.registry import read_here
from schemas.errors import ParkgraphError


def send(stream: IO[bytes], message: Any) -> None:
    """Write one message."""
    payload = pickle.dumps(message, protocol=5)
    stream.write(struct.pack("<Q", len(payload)))
    stream.write(payload)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message, still pickled; None at the end of the stream."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    size = struct.unpack("<Q", head)[0]
    payload = stream.read(size)
    return payload if len(payload) == size else None


def _bound_memory(limit: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # there is none on Windows

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _serve(source: IO[bytes], sink: IO[bytes]) -> None:
    while (payload := receive(source)) is not None:
        name, data, subject, limits = pickle.loads(payload)
        del payload
        _bound_memory(limits.memory_bytes)
        _answer(sink, name, data, subject, limits)
        del data


def _answer(sink: IO[bytes], name: Any, data: bytes, subject: str, limits: Limits) -> None:
    try:
        for item in read_here(name, data, subject, limits, lambda: send(sink, ("beat", None))):
            send(sink, ("item", item))
    except ParkgraphError as error:
        send(sink, ("item", error))
    except MemoryError:
        detail = f"reading it needs more memory than the setting memory_bytes allows ({limits.memory_bytes:,})"
        send(sink, ("item", ParkgraphError("E108", subject, detail)))
    except RecursionError:
        send(sink, ("item", ParkgraphError("E104", subject, "nested too deeply")))
    except Exception as error:
        # the libraries raise anything on broken bytes; one document must not end the batch
        send(sink, ("item", ParkgraphError("E104", subject, f"{type(error).__name__}: {error}"[:300])))
    send(sink, ("end", None))


def main() -> None:
    """Serve until standard input ends. What libraries print goes nowhere, the real output is kept aside."""
    sink = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        _serve(sys.stdin.buffer, sink)
    with contextlib.suppress(OSError):
        sink.close()


if __name__ == "__main__":
    main()
