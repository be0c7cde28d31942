"""The program on a real Neo4j and on the embedded engine: the same documents give the same graph, twice."""

from __future__ import annotations

import json

import pytest
from generated_documents import write_documents

from graph.stores import open_store

pytestmark = pytest.mark.neo4j


def ingest(parkgraph, store, env):
    result = parkgraph("ingest", "documents", "--store", store, "--workspace", "work", "--format", "jsonl", env=env)
    assert result.returncode == 0, result.stderr.decode()
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


def test_a_second_run_adds_nothing_and_both_graphs_are_equal(parkgraph, tmp_path, neo4j_server, neo4j_store):
    write_documents(tmp_path / "documents", 12)
    env = {"NEO4J_USERNAME": neo4j_server.username, "NEO4J_PASSWORD": neo4j_server.password}
    first = ingest(parkgraph, neo4j_store.uri, env)
    assert {outcome["status"] for outcome in first} == {"new"}
    prints = [neo4j_store.fingerprint(properties=True)]
    second = ingest(parkgraph, neo4j_store.uri, env)
    assert {outcome["status"] for outcome in second} == {"unchanged"}
    assert sum(outcome["nodes"] + outcome["relationships"] for outcome in second) == 0
    prints.append(neo4j_store.fingerprint(properties=True))
    # the same workspace, another store: filled from the ledger
    third = ingest(parkgraph, "embedded:data", env)
    assert sum(outcome["added"] for outcome in third) == sum(outcome["added"] for outcome in first)
    fourth = ingest(parkgraph, "embedded:data", env)
    assert sum(outcome["nodes"] + outcome["relationships"] for outcome in fourth) == 0
    with open_store(f"embedded:{tmp_path / 'data'}") as embedded:
        prints.append(embedded.fingerprint(properties=True))
        assert embedded.counts() == neo4j_store.counts()
    assert len(set(prints)) == 1


def test_wrong_credentials(parkgraph, neo4j_server):
    env = {"NEO4J_USERNAME": neo4j_server.username, "NEO4J_PASSWORD": "not this one"}
    for command in (["query", "coverage"], ["doctor"]):
        result = parkgraph(*command, "--store", neo4j_server.uri, env=env)
        output = (result.stderr + result.stdout).decode()
        assert result.returncode == 1
        assert output.count("E303 ") == 1
