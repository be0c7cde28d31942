"""Stores filled with the hand-made records."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sample_records import corpus

from graph.store import Store
from graph.stores import open_store
from graph.writer import load_many


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The embedded engine with the records; nobody writes to it."""
    with open_store(f"embedded:{tmp_path_factory.mktemp('queries') / 'graph'}") as store:
        store.ensure_schema()
        load_many(store, [extraction.to_record() for extraction in corpus()])
        yield store
