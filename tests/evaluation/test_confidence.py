"""Confidence: the weights fit the features of each kind of record, and the model does what they say."""

from __future__ import annotations

import json

import pytest
from evaluation_gold import BULLETIN, NEWS

from corpus.limits import Limits
from extract.confidence.features import GROUPS, describe
from extract.confidence.model import Model, confidences
from extract.confidence.names import describe_entities, describe_relations
from extract.confidence.weights import FILES, GROUPS_OF, Weights, load_weights, weights
from extract.pipeline import Extractor
from extract.relations.find import find_relations
from parkgraph.reading import read_all
from schemas.errors import ParkgraphError


def read_text(folder, text):
    path = folder / "document.txt"
    path.write_text(text, encoding="utf-8")
    (document,) = read_all([str(path)], Limits())
    return document


@pytest.fixture(scope="module")
def notes(tmp_path_factory):
    annotated, _ = Extractor().annotate(read_text(tmp_path_factory.mktemp("confidence"), BULLETIN))
    return annotated[0]


@pytest.mark.parametrize("kind", sorted(FILES))
def test_every_group_of_the_weights_is_a_feature_and_the_other_way_round(kind):
    groups = GROUPS_OF[kind]
    assert tuple(weights(kind).groups) == groups
    assert len(set(groups)) == len(groups)


def test_features_have_one_value_a_group(notes):
    described = describe(notes)
    assert len(described) == len(notes.drafts) > 3
    assert all(len(values) == len(GROUPS) for values in described)
    assert all(isinstance(value, str) for values in described for value in values)


def test_confidence_is_a_rounded_probability_and_the_same_each_time(notes):
    first = confidences(notes)
    assert first == confidences(notes)
    assert all(0.0 < c < 1.0 and c == round(c, 3) for c in first)
    assert len(set(first)) > 1


def test_facts_carry_it(tmp_path, notes):
    facts = Extractor().extract(read_text(tmp_path, BULLETIN)).facts
    assert {f.confidence for f in facts} <= set(confidences(notes))


def test_names_and_relations_have_one_value_a_group(tmp_path):
    document = read_text(tmp_path, NEWS)
    annotated, linked = Extractor().annotate(document)
    relations = find_relations(annotated, linked, document.metadata)
    entities = describe_entities(linked, annotated)
    related = describe_relations(relations, linked.records)
    assert (len(entities), len(related)) == (len(linked.records), len(relations))
    assert {len(values) for values in entities} == {len(GROUPS_OF["entities"])}
    assert {len(values) for values in related} == {len(GROUPS_OF["relations"])}
    assert all(isinstance(value, str) for values in entities + related for value in values)


def test_names_and_relations_carry_a_rounded_probability_and_the_same_each_time(tmp_path):
    document = read_text(tmp_path, NEWS)
    found, again = (Extractor().extract(document) for _ in range(2))
    assert (found.entities, found.relations) == (again.entities, again.relations)
    sure = [r.confidence for r in (*found.entities, *found.relations)]
    assert len(sure) > 2
    assert all(0.0 < c < 1.0 and c == round(c, 3) for c in sure)


def test_a_name_said_often_is_surer_than_one_said_once(tmp_path):
    once = "墨池科技股份有限公司位于栖霞岭高新区。\n"
    often = once + "墨池科技股份有限公司今年新建一座厂房。\n墨池科技股份有限公司招聘了新员工。\n"
    sure = []
    for text in (once, often):
        records = Extractor().extract(read_text(tmp_path, text)).entities
        sure.append(next(e.confidence for e in records if e.type == "enterprise"))
    assert sure[0] < sure[1]


def test_weights_add_up():
    plain = weights("facts").model_copy(
        update={
            "bias": 0.0,
            "mapping": weights("facts").mapping.model_copy(update={"slope": 2.0, "intercept": 1.0, "margin": 0.5}),
            "groups": {GROUPS[0]: {"level": 0.25}},
        }
    )
    model = Model("facts", plain)
    known, unknown = (("level",), ("never seen",))
    rest = ("",) * (len(GROUPS) - 1)
    assert model.probability(known + rest) == 0.731  # 1 / (1 + exp(-(2 x 0.25 + 1 - 0.5)))
    assert model.probability(unknown + rest) == 0.622


@pytest.mark.parametrize("kind", sorted(FILES))
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"groups": {"colour": {"red": 1.0}}}, "colour"),
        ({"groups": {"rule": {"level": "much"}}}, "groups"),
        ({"mapping": {"slope": -1.0, "intercept": 0.0, "margin": 0.0}}, "slope"),
        ({"further": 1}, "further"),
    ],
)
def test_a_bad_file_of_weights_is_refused(tmp_path, kind, change, told):
    content = {**json.loads(FILES[kind].read_text(encoding="utf-8")), **change}
    (tmp_path / "weights.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ParkgraphError, match="E201") as error:
        load_weights(kind, tmp_path / "weights.json")
    assert told in str(error.value)
    assert isinstance(weights(kind), Weights)
