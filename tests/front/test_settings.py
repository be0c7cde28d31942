"""Settings: where each value comes from, and what a wrong one says."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkgraph.settings import load_settings
from schemas.errors import ParkgraphError


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_defaults_need_nothing():
    settings = load_settings({})
    assert settings.store == "embedded:./parkgraph-data"
    assert settings.workspace_folder == Path("parkgraph-data")


def test_the_environment_wins_over_the_file_and_options_over_both(tmp_path):
    (tmp_path / "parkgraph.toml").write_text('store = "embedded:file"\nworkers = 3\n[limits]\nmax_pages = 7\n')
    settings = load_settings({"PARKGRAPH_STORE": "embedded:variable", "PARKGRAPH_LIMITS_MAX_ROWS": "9"})
    assert (settings.store, settings.workers) == ("embedded:variable", 3)
    assert (settings.limits.max_pages, settings.limits.max_rows) == (7, 9)
    assert settings.with_options(store="embedded:option").store == "embedded:option"


def test_the_workspace_lies_with_the_embedded_store_unless_it_is_set():
    embedded = load_settings({"PARKGRAPH_STORE": "embedded:./x"})
    server = load_settings({"PARKGRAPH_STORE": "neo4j://127.0.0.1:7687"})
    assert embedded.workspace_folder == Path("x")
    assert server.workspace_folder == Path("parkgraph-data")
    assert server.with_options(workspace=Path("y")).workspace_folder == Path("y")


@pytest.mark.parametrize(
    ("file", "environment", "subject", "word"),
    [
        ("workers = 0", {}, "parkgraph.toml", "workers"),
        ("nosuch = 1", {}, "parkgraph.toml", "nosuch"),
        ("store = ", {}, "parkgraph.toml", "Invalid value"),
        ("[limits]\nmax_pages = 0", {}, "parkgraph.toml", "max_pages"),
        ("[limits]\nnosuch = 1", {}, "parkgraph.toml", "nosuch"),
        ("", {"PARKGRAPH_LIMITS_MAX_PAGES": "few"}, "PARKGRAPH_LIMITS_MAX_PAGES", "integer"),
        ("", {"PARKGRAPH_CONFIG": "absent.toml"}, "absent.toml", "cannot be read"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, file, environment, subject, word):
    (tmp_path / "parkgraph.toml").write_text(file)
    with pytest.raises(ParkgraphError) as caught:
        load_settings(environment)
    assert (caught.value.code, caught.value.subject) == ("E501", subject)
    assert word in caught.value.detail
