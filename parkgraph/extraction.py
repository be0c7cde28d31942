"""Sources to results over one or several processes: the order and the bytes of what comes out never depend on how many.

A job is a picklable function from a Document to whatever the caller wants of it. Each source gives its results and its
errors in the order in which its documents stand in it; a document that fails never takes the rest with it.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby, islice
from multiprocessing import get_context, parent_process
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from schemas.documents import Document
from schemas.errors import ParkgraphError

if TYPE_CHECKING:
    from extract.pipeline import Extractor

S = TypeVar("S", bound="Named")
T = TypeVar("T")
Job = Callable[[Document], T]
Read = Callable[[S], Iterator[Document | ParkgraphError]]
# Tables of articles hold many documents in one file: their rows are dealt out to the workers in batches.
TABLES = frozenset({".jsonl", ".csv", ".parquet"})
ROWS_PER_BATCH = 32


class Named(Protocol):
    """A thing to read: all that is asked of it here is a file name."""

    @property
    def name(self) -> str:
        """File name with its suffix."""


@dataclass(slots=True)
class Task(Generic[S, T]):
    """Work for one process: a function, its arguments and the place of its source in the input."""

    index: int
    source: S
    work: Callable[..., list[T | ParkgraphError]]
    arguments: tuple[Any, ...]
    future: Future[list[T | ParkgraphError]] | None = None


@cache
def extractor() -> Extractor:
    """The extractor of this process; building it takes longer than most documents."""
    from extract.pipeline import Extractor

    return Extractor()


def run(
    sources: Iterable[S], read: Read[S], job: Job[T], workers: int = 1
) -> Iterator[tuple[S, Iterator[T | ParkgraphError]]]:
    """For each source, in order, its results and errors; take them before asking for the next source.

    `read` gives the documents of a source and must be picklable when there are several workers. Processes are started
    only for more than one worker.
    """
    if workers == 1:
        for source in sources:
            yield source, (_apply(job, item) for item in _read(read, source))
        return
    tasks = _tasks(sources, read, job)
    results = _in_order(tasks, workers)
    for _, group in groupby(results, key=lambda pair: pair[0].index):
        task, first = next(group)
        yield task.source, chain(first, chain.from_iterable(items for _, items in group))  # noqa: B031 (one pass)


def _read(read: Read[S], source: S) -> Iterator[Document | ParkgraphError]:
    try:
        yield from read(source)
    except ParkgraphError as error:
        yield error
    except Exception as error:
        yield _defect(source.name, error)


def _apply(job: Job[T], item: Document | ParkgraphError) -> T | ParkgraphError:
    if isinstance(item, ParkgraphError):
        return item
    try:
        return job(item)
    except ParkgraphError as error:
        return error
    except Exception as error:
        return _defect(item.name, error)


def _defect(name: str, error: Exception) -> ParkgraphError:
    """A defect of ours met on one document: told like any other error, or raised where it is being looked for."""
    if os.environ.get("PARKGRAPH_DEBUG") == "1":
        raise error
    return ParkgraphError("E203", name, f"{type(error).__name__}: {error}")


def _work_source(read: Read[S], source: S, job: Job[T]) -> list[T | ParkgraphError]:
    return [_apply(job, item) for item in _read(read, source)]


def _work_batch(items: list[Document | ParkgraphError], job: Job[T]) -> list[T | ParkgraphError]:
    return [_apply(job, item) for item in items]


def _tasks(sources: Iterable[S], read: Read[S], job: Job[T]) -> Iterator[Task[S, T]]:
    for index, source in enumerate(sources):
        if PurePath(source.name).suffix.lower() not in TABLES:
            yield Task(index, source, _work_source, (read, source, job))
            continue
        items = _read(read, source)
        batch = list(islice(items, ROWS_PER_BATCH))
        while True:  # once at least: a table without rows is a source with no results, not one that is left out
            yield Task(index, source, _work_batch, (batch, job))
            batch = list(islice(items, ROWS_PER_BATCH))
            if not batch:
                break


def _in_order(tasks: Iterator[Task[S, T]], workers: int) -> Iterator[tuple[Task[S, T], list[T | ParkgraphError]]]:
    """Results in the order of the tasks, with a bounded number of tasks under way."""
    pool = _pool(workers)
    waiting: deque[Task[S, T]] = deque()
    try:
        while True:
            for task in islice(tasks, 4 * workers - len(waiting)):
                task.future = _submit(pool, task)
                waiting.append(task)
            if not waiting:
                return
            task = waiting[0]
            try:
                assert task.future is not None
                result = task.future.result()
            except BrokenProcessPool:
                pool, result = _after_death(pool, waiting, workers)
            waiting.popleft()
            yield task, result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, task: Task[S, T]) -> Future[list[T | ParkgraphError]]:
    try:
        return pool.submit(task.work, *task.arguments)
    except BrokenProcessPool as error:  # found out when its turn comes
        future: Future[list[T | ParkgraphError]] = Future()
        future.set_exception(error)
        return future


def _after_death(
    pool: ProcessPoolExecutor, waiting: deque[Task[S, T]], workers: int
) -> tuple[ProcessPoolExecutor, list[T | ParkgraphError]]:
    """A worker died and took all tasks under way with it: run the first alone, so that the blame falls right."""
    pool.shutdown(wait=True, cancel_futures=True)
    first = waiting[0]
    alone = _pool(1)
    try:
        result: list[T | ParkgraphError] = alone.submit(first.work, *first.arguments).result()
    except BrokenProcessPool:
        result = [ParkgraphError("E203", first.source.name, "its process died, most likely out of memory")]
    finally:
        alone.shutdown(wait=True, cancel_futures=True)
    pool = _pool(workers)
    for task in islice(waiting, 1, None):
        task.future = _submit(pool, task)
    return pool, result


def _pool(workers: int) -> ProcessPoolExecutor:
    # spawn: the parent may hold a Java machine or threads, which do not survive a fork
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A worker whose parent was killed ends as well, instead of waiting for work for ever; Ctrl-C is the parent's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
