"""Networks read from a real embedded store that real records were loaded into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.network import build_network, centralities, communities, draw, paths
from graph.store import Store
from graph.stores import open_store
from graph.writer import load
from schemas.documents import Metadata
from schemas.errors import ParkgraphError
from schemas.ids import document_id, entity_id
from schemas.records import ArticleRecord, EntityRecord, EntityType, Extraction, Mention, RelationRecord, Sentence
from schemas.spans import Span

STATED: tuple[tuple[str, EntityType, str, EntityType, str], ...] = (
    ("青石高新区", "park", "白鹿银行", "enterprise", "signed_with"),
    ("白鹿银行", "enterprise", "云雀大学", "university", "signed_with"),
    ("云雀智造有限公司", "enterprise", "云雀控股集团", "enterprise", "subsidiary_of"),
    ("青石高新区", "park", "星图大会", "event", "hosts"),
    ("云雀大学", "university", "星图大会", "event", "hosts"),
)


def _extraction() -> Extraction:
    sentences, relations, names, at = [], [], {}, 0
    for i, (head, head_type, tail, tail_type, relation) in enumerate(STATED):
        text = f"{head}与{tail}有关。"
        sentences.append(Sentence(i, at, at + len(text), text))
        names.setdefault(head, (head_type, Mention(at, at + len(head), head)))
        names.setdefault(tail, (tail_type, Mention(at + len(head) + 1, at + len(head) + 1 + len(tail), tail)))
        relations.append(
            RelationRecord(
                doc="n.txt",
                document_id=document_id(b"n"),
                article_index=0,
                sentence_index=i,
                head=head,
                head_id=entity_id(head_type, head),
                head_type=head_type,
                relation=relation,  # type: ignore[arg-type]
                tail=tail,
                tail_id=entity_id(tail_type, tail),
                tail_type=tail_type,
                time=None,
                role=None,
                evidence=text,
                start=at,
                end=at + len(text),
                confidence=0.8,
                rule="test",
            )
        )
        at += len(text)
    entities = tuple(
        EntityRecord("n.txt", document_id(b"n"), 0, n, entity_id(t, n), t, (), (m,), 0.9) for n, (t, m) in names.items()
    )
    text = "".join(s.text for s in sentences)
    article = ArticleRecord(
        "n.txt", document_id(b"n"), 0, None, None, None, text, 0, at, (Span(0, at),), "article", tuple(sentences)
    )
    return Extraction(
        "n.txt",
        document_id(b"n"),
        "n.txt",
        "text/plain",
        "text/1",
        "test/1",
        Metadata(),
        (article,),
        entities=entities,
        relations=tuple(relations),
    )


@pytest.fixture(scope="module")
def graph_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(f"embedded:{tmp_path_factory.mktemp('network')}") as store:
        store.ensure_schema()
        load(store, _extraction().to_record())
        yield store


def test_cooperation_joins_signers_and_fellow_hosts(graph_store: Store) -> None:
    network = build_network(graph_store, "cooperation")
    assert {frozenset(e) for e in network.graph.edges} == {
        frozenset(("park:青石高新区", "enterprise:白鹿银行")),
        frozenset(("park:青石高新区", "university:云雀大学")),
        frozenset(("enterprise:白鹿银行", "university:云雀大学")),
    }


def test_ownership_runs_from_owner_to_owned(graph_store: Store) -> None:
    network = build_network(graph_store, "ownership")
    assert list(network.graph.edges) == [("enterprise:云雀控股集团", "enterprise:云雀智造有限公司")]


def test_paths_give_the_sentences_of_each_edge(graph_store: Store) -> None:
    network = build_network(graph_store, "all")
    (first, *_) = paths(network, graph_store, "青石高新区", "云雀大学")
    assert len(first) == 2
    assert all(step.sentences and step.sentences[0]["document"] for step in first)


def test_unknown_names_and_kinds_are_coded_errors(graph_store: Store) -> None:
    network = build_network(graph_store, "all")
    with pytest.raises(ParkgraphError, match="E404"):
        paths(network, graph_store, "无名园", "云雀大学")
    with pytest.raises(ParkgraphError, match="E402"):
        build_network(graph_store, "friendship")  # type: ignore[arg-type]


def test_measures_and_communities_are_in_a_fixed_order(graph_store: Store) -> None:
    network = build_network(graph_store, "cooperation")
    rows = centralities(network)
    assert rows == sorted(rows, key=lambda r: (-r["strength"], -r["degree"], -r["betweenness"], r["id"]))
    assert sorted(n for group in communities(network) for n in group) == sorted(network.graph.nodes)


@pytest.mark.parametrize("name", ["n.svg", "n.png"])
def test_pictures_are_written(graph_store: Store, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    draw(build_network(graph_store, "cooperation"), target)
    assert target.stat().st_size > 1000
