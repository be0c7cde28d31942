"""Reading gold: kinds are told apart by their fields; what is wrong is named by file, line and field."""

from __future__ import annotations

import json

import pytest
from evaluation_gold import FACTS, write_corpus

from extract.evaluation.gold import read_gold
from schemas.errors import ParkgraphError


def test_all_kinds_in_one_call(tmp_path):
    files = write_corpus(tmp_path)
    gold = read_gold(list(files.values()))
    assert (len(gold.facts), len(gold.entities), len(gold.relations), len(gold.articles)) == (7, 3, 1, 1)
    assert gold.documents() == ["bulletin.txt", "news.txt"]
    assert gold.facts[0].genre == "facts"
    assert gold.without({"news.txt"}).documents() == ["bulletin.txt"]


def test_articles_without_a_document_name_it_by_their_file(tmp_path):
    path = tmp_path / "articles_07.json"
    path.write_text(json.dumps([{"first_words": "甲", "last_words": "乙"}]), encoding="utf-8")
    assert read_gold([path]).documents() == ["07*"]


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("", "E102", "no gold"),
        ("{", "E202", "gold.jsonl:1"),
        ('{"doc": "a.txt"}', "E202", "neither fact"),
        ("[1]", "E202", "not an object"),
        (json.dumps({**FACTS[0], "value": "many"}), "E202", "value"),
        ("\n" + json.dumps({**FACTS[0], "subject": []}), "E202", "gold.jsonl:2"),
        (json.dumps({"doc": "a", "name": "n", "type": "planet"}), "E202", "type"),
        (json.dumps({"doc": "a", "head": "h", "tail": "t", "relation": "likes"}), "E202", "relation"),
    ],
)
def test_bad_gold_is_named(tmp_path, text, code, told):
    path = tmp_path / "gold.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ParkgraphError) as error:
        read_gold([path])
    assert error.value.code == code
    assert told in str(error.value)


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "gold.jsonl").write_bytes("企业".encode("gb18030"))
    for path, code in ((tmp_path / "gold.jsonl", "E107"), (tmp_path / "none.jsonl", "E101"), (tmp_path, "E101")):
        with pytest.raises(ParkgraphError) as error:
            read_gold([path])
        assert error.value.code == code
