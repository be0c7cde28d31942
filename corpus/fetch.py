"""Bytes from an address, within limits of size and time."""

from __future__ import annotations

import time

import httpx

from corpus.limits import Limits
from schemas.errors import ParkgraphError

_AGENT = "parkgraph/0.1"


def fetch(url: str, limits: Limits) -> bytes:
    """Get the bytes at an http(s) address.

    Raises E111 when it does not answer, answers with an error or takes longer than `fetch_seconds`, E108 when it
    is larger than `max_bytes`.
    """
    deadline = time.monotonic() + limits.fetch_seconds
    parts: list[bytes] = []
    size = 0
    try:
        with (
            httpx.Client(
                follow_redirects=True,
                max_redirects=limits.max_redirects,
                timeout=min(20.0, limits.fetch_seconds),
                headers={"User-Agent": _AGENT},
            ) as client,
            client.stream("GET", url) as response,
        ):
            if response.status_code >= 400:
                raise ParkgraphError("E111", url, f"the server answers {response.status_code}")
            for part in response.iter_bytes():
                size += len(part)
                limits.check("max_bytes", size, url)
                if time.monotonic() > deadline:
                    raise ParkgraphError("E111", url, f"longer than fetch_seconds allows ({limits.fetch_seconds:g} s)")
                parts.append(part)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        raise ParkgraphError("E111", url, str(error) or type(error).__name__) from error
    return b"".join(parts)
