"""The confidence of facts: the weights fit the features, and the model does what they say."""

from __future__ import annotations

import json

import pytest
from evaluation_gold import BULLETIN

from corpus.limits import Limits
from extract.confidence.features import GROUPS, describe
from extract.confidence.model import Model, confidences
from extract.confidence.weights import FILE, Weights, load_weights, weights
from extract.pipeline import Extractor
from parkgraph.reading import read_all
from schemas.errors import ParkgraphError


@pytest.fixture(scope="module")
def notes(tmp_path_factory):
    path = tmp_path_factory.mktemp("confidence") / "bulletin.txt"
    path.write_text(BULLETIN, encoding="utf-8")
    (document,) = read_all([str(path)], Limits())
    annotated, _ = Extractor().annotate(document)
    return annotated[0]


def test_every_group_of_the_weights_is_a_feature_and_the_other_way_round():
    assert tuple(weights().groups) == GROUPS
    assert len(set(GROUPS)) == len(GROUPS)


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


def test_facts_carry_it(tmp_path):
    path = tmp_path / "bulletin.txt"
    path.write_text(BULLETIN, encoding="utf-8")
    (document,) = read_all([str(path)], Limits())
    facts = Extractor().extract(document).facts
    assert {f.confidence for f in facts} <= set(confidences(Extractor().annotate(document)[0][0]))


def test_weights_add_up():
    plain = weights().model_copy(
        update={
            "bias": 0.0,
            "mapping": weights().mapping.model_copy(update={"slope": 2.0, "intercept": 1.0, "margin": 0.5}),
            "groups": {GROUPS[0]: {"level": 0.25}},
        }
    )
    model = Model(plain)
    known, unknown = (("level",), ("never seen",))
    rest = ("",) * (len(GROUPS) - 1)
    assert model.probability(known + rest) == 0.731  # 1 / (1 + exp(-(2 x 0.25 + 1 - 0.5)))
    assert model.probability(unknown + rest) == 0.622


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"groups": {"colour": {"red": 1.0}}}, "colour"),
        ({"groups": {GROUPS[0]: {"level": "much"}}}, "groups"),
        ({"mapping": {"slope": -1.0, "intercept": 0.0, "margin": 0.0}}, "slope"),
        ({"further": 1}, "further"),
    ],
)
def test_a_bad_file_of_weights_is_refused(tmp_path, change, told):
    content = {**json.loads(FILE.read_text(encoding="utf-8")), **change}
    (tmp_path / "weights.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ParkgraphError, match="E201") as error:
        load_weights(tmp_path / "weights.json")
    assert told in str(error.value)
    assert isinstance(weights(), Weights)
