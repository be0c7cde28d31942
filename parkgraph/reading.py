"""What a command is given (paths, folders, archives, addresses) to sources and their documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.limits import Limits
from corpus.sources import SourceRef
from schemas.documents import Document
from schemas.errors import ParkgraphError


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Something that could not even be listed; it keeps its place among the sources, so that errors stay in order."""

    error: ParkgraphError

    @property
    def name(self) -> str:
        """What the error is about."""
        return self.error.subject


def list_sources(arguments: Iterable[str], limits: Limits) -> Iterator[SourceRef | Unlisted]:
    """Every source under the arguments, in their order; a source that two arguments lead to comes once."""
    from corpus.sources import iter_sources

    seen: set[str] = set()
    for argument in arguments:
        for found in iter_sources(argument, limits):
            if isinstance(found, ParkgraphError):
                yield Unlisted(found)
            elif found.source not in seen:
                seen.add(found.source)
                yield found


def read(source: SourceRef | Unlisted, limits: Limits) -> Iterator[Document | ParkgraphError]:
    """The documents of a source, read from where it lies."""
    from corpus.reading import read_bytes
    from corpus.sources import load_bytes

    if isinstance(source, Unlisted):
        yield source.error
    else:
        yield from read_bytes(source, load_bytes(source, limits), limits)


def read_all(arguments: Iterable[str], limits: Limits) -> list[Document | ParkgraphError]:
    """Every document and error under the arguments, in this process."""
    found: list[Document | ParkgraphError] = []
    for source in list_sources(arguments, limits):
        try:
            found.extend(read(source, limits))
        except ParkgraphError as error:
            found.append(error)
    return found
