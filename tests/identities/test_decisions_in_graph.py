"""Decisions of a person: obeyed by the next run, undone without a trace, told where they change nothing."""

from __future__ import annotations

import random
import sqlite3

import pytest

from corpus.limits import Limits
from extract.linking.decisions import Decisions
from graph.store import Store
from parkgraph.ingestion import Ingestion
from parkgraph.ledger import Ledger
from parkgraph.resolving import last_report
from schemas.errors import ParkgraphError

TEXTS = {
    "a.txt": "砚芯光电股份有限公司（以下简称“砚芯光电”）2023年实现营业收入12.5亿元。",
    "b.txt": "2022年，砚芯光电研发投入1.2亿元。",
    "c.txt": "砚芯科技有限公司2023年实现营业收入3亿元，与云雀大学签署合作协议。",
    "d.txt": "青砚高新技术产业开发区2023年实现总收入500亿元。",
    "e.txt": "2022年，青砚高新区实现总收入450亿元。2022年，青砚经开区实现总收入350亿元。",
    "f.txt": "市科技局、市统计局日前发布数据，2023年青砚高新区研发投入12亿元。",
    "g.txt": "沐科生物公司位于杭州市，2023年实现营业收入5亿元。",
    "h.txt": "沐科生物公司位于宁波市，2022年实现营业收入6亿元。",
}
SAME = """
same:
  - {type: enterprise, names: [砚芯光电股份有限公司, 砚芯科技有限公司], note: renamed}
different:
  - {type: enterprise, names: [砚芯光电股份有限公司, 砚芯光电]}
mentions:
  - {document: h.txt, type: enterprise, name: 沐科生物公司, is: 沐科生物宁波公司}
indicators:
  研发投入: rd_personnel
"""


def fill(desk, names=tuple(TEXTS)):
    return [desk.write(name, TEXTS[name]) for name in names]


def decide(desk, text: str) -> None:
    (desk.ledger.workspace / "decisions.yaml").write_text(text, encoding="utf-8")


def test_undo_restores_the_graph_exactly(store: Store, new_desk):
    desk = new_desk(store)
    desk.ingest(*fill(desk))
    before = desk.fingerprint()
    assert desk.subjects()["c.txt"] == {"enterprise:砚芯科技有限公司"}
    decide(desk, SAME)
    outcomes = desk.ingest()
    assert {(o.status, o.because) for o in outcomes} == {("revised", "identities")}
    assert {o.name for o in outcomes} == {"b.txt", "c.txt", "f.txt", "h.txt"}
    found = desk.subjects()
    assert found["c.txt"] == found["a.txt"] == {"enterprise:砚芯光电股份有限公司"}
    assert found["b.txt"] == {"enterprise:砚芯光电"}
    assert found["h.txt"] == {"enterprise:沐科生物宁波公司"}
    assert desk.fingerprint() != before
    assert [o for o in desk.ingest() if o.status != "unchanged"] == []
    decide(desk, "")
    assert {o.status for o in desk.ingest()} == {"revised"}
    assert desk.fingerprint() == before
    # and a graph that never saw the decisions is the same
    run = Ingestion(desk.ledger, store, store.uri, Limits())
    run.clear()
    assert {o.status for o in run.run([])} == {"new"}
    assert desk.fingerprint() == before


@pytest.mark.neo4j
def test_both_engines_hold_the_same_identities(desk, neo4j_store: Store):
    desk.ingest(*fill(desk))
    decide(desk, SAME)
    desk.ingest()
    desk.ingest(store=neo4j_store)
    assert neo4j_store.fingerprint(properties=True) == desk.fingerprint()


def test_the_order_of_documents_does_not_matter(embedded_store: Store, new_desk):
    prints, reports = set(), []
    for seed in range(4):
        embedded_store.clear()
        desk = new_desk(embedded_store)
        names = list(TEXTS)
        random.Random(seed).shuffle(names)
        for at in range(0, len(names), seed + 1 if seed else len(names)):
            desk.ingest(*fill(desk, names[at : at + (seed + 1 if seed else len(names))]))
        # a source is a path, which differs from desk to desk
        embedded_store.transaction(lambda tx: tx.run("MATCH (d:Document) SET d.source = d.name, d.sources = [d.name]"))
        prints.add(desk.fingerprint())
        reports.append(last_report(desk.ledger))
    assert len(prints) == 1
    assert all(report == reports[0] for report in reports)


def test_a_superseded_document_takes_its_evidence_along(desk):
    (a, b) = fill(desk, ("a.txt", "b.txt"))
    desk.ingest(a, b)
    assert desk.subjects()["b.txt"] == {"enterprise:砚芯光电股份有限公司"}
    a.write_text(TEXTS["d.txt"], encoding="utf-8")
    outcomes = desk.ingest(a)
    assert {(o.status, o.name) for o in outcomes} == {("superseded", "a.txt"), ("new", "a.txt"), ("revised", "b.txt")}
    assert desk.subjects()["b.txt"] == {"enterprise:砚芯光电"}


def test_an_indicator_phrase_is_corrected(desk):
    desk.ingest(*fill(desk, ("b.txt",)))
    decide(desk, "indicators: {研发投入: rd_personnel}")
    desk.ingest()
    (row,) = desk.store.read("MATCH (:Observation)-[:MEASURES]->(i:Indicator) RETURN i.id AS id")
    assert row["id"] == "indicator:rd_personnel"
    decide(desk, "indicators: {研发投入: ''}")
    desk.ingest()
    (row,) = desk.store.read("MATCH (:Observation)-[:MEASURES]->(i:Indicator) RETURN i.id AS id")
    assert row["id"] == "indicator:open:研发投入"
    decide(desk, "indicators: {研发投入: no_such_indicator}")
    with pytest.raises(ParkgraphError, match=r"E201.*no_such_indicator"):
        desk.ingest()


def test_decisions_without_effect_are_told(desk):
    decisions = Decisions.model_validate(
        {
            "same": [
                {"type": "enterprise", "names": ["砚芯光电", "无名公司"]},
                {"type": "enterprise", "names": ["砚芯光电股份有限公司", "砚芯科技有限公司"]},
            ],
            "different": [{"type": "enterprise", "names": ["砚芯光电股份有限公司", "砚芯科技有限公司"]}],
            "mentions": [{"document": "z.txt", "type": "enterprise", "name": "砚芯", "is": "砚芯科技有限公司"}],
            "indicators": {"月球产值": ""},
        }
    )
    desk.ingest(*fill(desk), decisions=decisions)
    told = " ".join(last_report(desk.ledger).without_effect)
    for words in ("无名公司", "keeps them apart", "z.txt", "月球产值"):
        assert words in told


def test_a_ledger_of_the_first_layout_is_taken_over(desk):
    desk.ingest(*fill(desk, ("a.txt", "b.txt")))
    before = desk.fingerprint()
    desk.ledger.close()
    with sqlite3.connect(desk.ledger.workspace / "ledger.sqlite") as db:
        for table in ("names", "identities", "notes"):
            db.execute(f"DROP TABLE {table}")
        db.execute("PRAGMA user_version = 1")
    db.close()
    desk.ledger = Ledger(desk.ledger.workspace)
    desk.ingest()
    assert desk.fingerprint() == before
