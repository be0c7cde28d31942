"""What every store promises, on both engines."""

from __future__ import annotations

import pytest

from graph.store import Statement, Store, Transaction
from graph.stores import open_store
from schemas.errors import ParkgraphError

ONE = Statement("MERGE (n:Entity:Park {id: $id}) SET n.name = $name", {"id": "park:一", "name": "一"})


def test_schema_can_be_ensured_again(store: Store) -> None:
    store.ensure_schema()
    store.ensure_schema()
    assert store.counts() == {"labels": {}, "types": {}}


def test_ids_are_unique(store: Store) -> None:
    create = Statement("CREATE (n:Entity:Park {id: 'park:二'})")
    store.write([create])
    with pytest.raises(ParkgraphError) as caught:
        store.write([create])
    assert caught.value.code == "E307"
    assert store.counts()["labels"] == {"Entity": 1, "Park": 1}


def test_merge_is_idempotent(store: Store) -> None:
    store.write([ONE, ONE])
    store.write([ONE])
    assert store.counts() == {"labels": {"Entity": 1, "Park": 1}, "types": {}}


def test_transaction_is_all_or_nothing(store: Store) -> None:
    with pytest.raises(ParkgraphError) as caught:
        store.write([ONE, Statement("MERGE (n:Entity {id: ")])
    assert caught.value.code == "E307"
    assert store.counts()["labels"] == {}


def test_error_of_the_caller_rolls_back_and_comes_through(store: Store) -> None:
    def work(tx: Transaction) -> None:
        tx.run(ONE.cypher, ONE.params)
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        store.transaction(work)
    assert store.counts()["labels"] == {}
    store.write([ONE])
    assert store.counts()["labels"] == {"Entity": 1, "Park": 1}


def test_transaction_reads_what_it_wrote(store: Store) -> None:
    def work(tx: Transaction) -> list[dict[str, object]]:
        tx.run(ONE.cypher, ONE.params)
        return tx.run("MATCH (n:Park) RETURN n.name AS name")

    assert store.transaction(work) == [{"name": "一"}]


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (n:Entity {id: 'x'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Entity) SET n.name = 'x' RETURN n.name",
        "MERGE (n:Entity {id: 'x'}) RETURN n.id",
        "MATCH (n:Entity) REMOVE n.name",
        "CREATE INDEX other IF NOT EXISTS FOR (n:Entity) ON (n.other)",
        "DROP CONSTRAINT entity_id IF EXISTS",
        "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
        "/* LOAD */ load  csv FROM 'http://127.0.0.1:9/' AS line RETURN line",
    ],
)
def test_read_refuses_to_write(store: Store, cypher: str) -> None:
    store.write([ONE])
    with pytest.raises(ParkgraphError) as caught:
        store.read(cypher)
    assert caught.value.code == "E305"
    assert store.counts()["labels"] == {"Entity": 1, "Park": 1}


@pytest.mark.parametrize(
    ("cypher", "params"),
    [
        ("MATCH (n RETURN n", {}),
        ("MATCH (n:Entity) RETURN m.id", {}),
        ("RETURN no_such_function(1)", {}),
        ("RETURN $missing", {}),
        ("", {}),
    ],
)
def test_invalid_query_is_one_line(store: Store, cypher: str, params: dict[str, object]) -> None:
    with pytest.raises(ParkgraphError) as caught:
        store.read(cypher, params)
    assert caught.value.code == "E307"
    assert "\n" not in str(caught.value)


def test_slow_query_is_ended_and_the_store_goes_on(store: Store) -> None:
    store.write(
        [Statement("UNWIND range(1, 300) AS i CREATE (:Sentence {id: 's' + toString(i), start: i})")],
    )
    heavy = (
        "MATCH (a:Sentence), (b:Sentence), (c:Sentence), (d:Sentence) "
        "WHERE a.start + b.start + c.start + d.start < 0 RETURN count(*) AS n"
    )
    with pytest.raises(ParkgraphError) as caught:
        store.read(heavy, timeout_s=0.5)
    assert caught.value.code == "E306"
    assert store.read("MATCH (n:Sentence) RETURN count(n) AS n", timeout_s=None) == [{"n": 300}]


def test_read_gives_plain_values_in_the_order_asked_for(store: Store) -> None:
    store.write(
        [
            ONE,
            Statement("MERGE (n:Entity:Park {id: 'park:三'}) SET n.value = 7.0, n.list = ['a', 'b'], n.count = 3"),
            Statement(
                "MATCH (a:Entity {id: 'park:一'}) MATCH (b:Entity {id: 'park:三'}) "
                "MERGE (a)-[r:PART_OF]->(b) SET r.times = ['2020']"
            ),
        ]
    )
    rows = store.read(
        "MATCH p = (a:Entity)-[r:PART_OF]->(b:Entity) "
        "RETURN b.missing AS z, b.value AS y, b.count AS x, [b.list, null] AS w, {k: [1, 2.5, true]} AS v, "
        "a AS u, r AS t, p AS s, date('2024-02-29') AS q"
    )
    node = {"id": "park:三", "value": 7.0, "list": ["a", "b"], "count": 3}
    first = {"id": "park:一", "name": "一"}
    assert rows == [
        {
            "z": None,
            "y": 7.0,
            "x": 3,
            "w": [["a", "b"], None],
            "v": {"k": [1, 2.5, True]},
            "u": first,
            "t": {"times": ["2020"]},
            "s": [first, node],
            "q": "2024-02-29",
        }
    ]
    assert list(rows[0]) == list("zyxwvutsq")
    assert [type(rows[0][k]) for k in "yx"] == [float, int]


def test_parameters_keep_their_types(store: Store) -> None:
    given = {
        "text": "园区\n“引号”'",
        "whole": 2**53 + 1,
        "part": 0.1,
        "flag": False,
        "list": ["甲", None],
        "none": None,
    }
    assert store.read("RETURN $p AS p", {"p": given}) == [{"p": given}]


def test_sentences_are_found_by_words(store: Store) -> None:
    texts = {"s1": "云栖湖科技园实现总收入三百亿元。", "s2": "北屿高新区举办展览。", "s3": "总收入统计的说明，收入。"}
    store.write(
        [Statement("MERGE (n:Sentence {id: $id}) SET n.text = $text", {"id": k, "text": v}) for k, v in texts.items()]
    )
    found = store.search_sentences("总收入")
    assert {row["id"] for row in found} == {"s1", "s3"}
    assert all(set(row) == {"id", "text", "score"} and row["text"] == texts[row["id"]] for row in found)
    assert store.search_sentences("火箭") == []
    assert store.search_sentences("(*:~ AND") == []
    assert len(store.search_sentences("总收入", limit=1)) == 1


def test_fingerprint_tells_graphs_apart(store: Store) -> None:
    empty = store.fingerprint()
    store.write([ONE])
    one = store.fingerprint()
    named = store.fingerprint(properties=True)
    store.write([Statement("MATCH (n:Park) SET n.name = '另一'")])
    assert len({empty, one, named}) == 3
    assert store.fingerprint() == one
    assert store.fingerprint(properties=True) != named
    store.clear()
    assert store.fingerprint() == empty


def test_clear_keeps_the_schema(store: Store) -> None:
    store.write([ONE])
    store.clear()
    assert store.counts() == {"labels": {}, "types": {}}
    create = Statement("CREATE (n:Document {id: 'd'})")
    store.write([create])
    with pytest.raises(ParkgraphError):
        store.write([create])


@pytest.mark.parametrize("uri", ["", "nonsense", "ftp://host", "embedded:", "bolt:", "/a/path"])
def test_unknown_address(uri: str) -> None:
    with pytest.raises(ParkgraphError) as caught:
        open_store(uri)
    assert caught.value.code == "E301"
