"""The checks of `parkgraph doctor`."""

from __future__ import annotations

import importlib
import importlib.metadata
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from parkgraph import __version__
from parkgraph.settings import Settings
from schemas.errors import ParkgraphError

NEEDED = ("spacy", "jieba", "neo4j", "rdflib", "lxml", "docx", "pdfplumber", "trafilatura", "pyarrow", "openpyxl")
SAMPLE = "2023年，东湖示例园区实现总收入120.5亿元，同比增长8.2%。"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked, and what was found."""

    name: str
    ok: bool
    detail: str


def checks(settings: Settings) -> Iterator[Check]:
    """All checks, one after the other; none raises."""
    yield _run("parkgraph", lambda: f"{__version__} on Python {platform.python_version()}, {platform.platform()}")
    yield _run("python", _python)
    yield _run("packages", _packages)
    yield _run("extraction", _extraction)
    yield _run("embedded", _embedded)
    yield _run("workspace", partial(_workspace, settings))
    yield _run("store", partial(_store, settings))


def _run(name: str, check: Callable[[], str]) -> Check:
    try:
        return Check(name, True, check())
    except ParkgraphError as error:
        return Check(name, False, str(error))
    except Exception as error:
        return Check(name, False, f"{type(error).__name__}: {error}")


def _python() -> str:
    return sys.executable


def _packages() -> str:
    missing = []
    for name in NEEDED:
        try:
            importlib.import_module(name)
        except Exception as error:
            missing.append(f"{name}: {error}")
    if missing:
        raise ParkgraphError("E503", "; ".join(missing), "install requirements.lock: `make install`")
    return f"{len(NEEDED)} import"


def _extraction() -> str:
    """The pipeline with its lexica is built and reads a sentence."""
    from extract.quantities import find_quantities
    from extract.version import VERSION
    from parkgraph.extraction import extractor

    extractor()
    found = [quantity.text for quantity in find_quantities(SAMPLE)]
    if not found:
        raise ParkgraphError("E201", VERSION, "it finds nothing in the sample sentence")
    return f"{VERSION} finds {'、'.join(found)}"


def _embedded() -> str:
    from graph.arcadedb_store import unsupported_reason

    reason = unsupported_reason()
    if reason:
        raise ParkgraphError("E308", platform.platform(), reason)
    return f"arcadedb-embedded {importlib.metadata.version('arcadedb-embedded')}"


def _workspace(settings: Settings) -> str:
    from parkgraph.ledger import Ledger

    folder = settings.workspace_folder
    if not (folder / "ledger.sqlite").exists():
        return f"{folder}: none yet, the first ingest makes it"
    with Ledger(folder) as ledger:
        counts = ledger.counts()
    return (
        f"{folder}: {counts['documents']} documents; sources: {counts['received']} waiting, {counts['failed']} failed"
    )


def _store(settings: Settings) -> str:
    from graph.stores import open_store

    if settings.store.startswith("embedded:") and not (settings.workspace_folder / "graph").exists():
        return f"{settings.store}: none yet, the first ingest makes it"
    with open_store(settings.store, read_only=True) as store:
        counts = store.counts()
    labels = counts["labels"]
    named = ", ".join(f"{labels.get(name, 0):,} {name}" for name in ("Document", "Observation", "Entity"))
    return f"{settings.store}: {named} nodes, {sum(counts['types'].values()):,} relationships"
