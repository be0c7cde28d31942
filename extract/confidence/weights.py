"""The fitted weights: a data file for each kind of record, checked when it is loaded."""

from __future__ import annotations

from collections.abc import Mapping as Table
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, model_validator

from extract.confidence.features import GROUPS
from extract.confidence.names import ENTITY_GROUPS, RELATION_GROUPS
from schemas.errors import ParkgraphError

Kind = Literal["facts", "entities", "relations"]
DATA = Path(__file__).resolve().parent.parent / "data" / "confidence"
FILES: Table[Kind, Path] = {
    "facts": DATA / "weights.json",
    "entities": DATA / "entities.json",
    "relations": DATA / "relations.json",
}
GROUPS_OF: Table[Kind, tuple[str, ...]] = {
    "facts": GROUPS,
    "entities": ENTITY_GROUPS,
    "relations": RELATION_GROUPS,
}
"""The groups of features of each kind of record, in the order of the values."""


class Mapping(BaseModel):
    """Score to probability: `1 / (1 + exp(-(slope * score + intercept - margin)))`.

    `slope` and `intercept` make scores of unseen documents honest (Platt); `margin` is taken off for what documents
    of a new source bring.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    slope: float = Field(gt=0)
    intercept: float
    margin: float = Field(ge=0)


class Trained(BaseModel):
    """What the weights were fitted on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document_ids: list[str] = Field(min_length=1)  # as `short_id` gives them, sorted
    records: int = Field(gt=0)
    right: int = Field(gt=0)
    penalty: float = Field(gt=0)


def short_id(document_id: str) -> str:
    """The first 16 hex digits of a document's id."""
    return document_id.removeprefix("sha256:")[:16]


class Weights(BaseModel):
    """A weight for each value of each group of features; a value without one counts nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    trained: Trained
    bias: float
    mapping: Mapping
    groups: dict[str, dict[str, float]]

    @model_validator(mode="after")
    def _known(self, info: ValidationInfo) -> Weights:
        unknown = sorted(set(self.groups) - set(info.context["groups"])) if info.context else []
        if unknown:
            raise ValueError(f"no such group of features: {unknown[0]}")
        return self


def load_weights(kind: Kind, path: Path) -> Weights:
    """Read and check a file of weights. Raises ParkgraphError E201 where it cannot be used."""
    try:
        return Weights.model_validate_json(path.read_text(encoding="utf-8"), context={"groups": GROUPS_OF[kind]})
    except OSError as error:
        raise ParkgraphError("E201", path.name, str(error.strerror)) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ParkgraphError("E201", path.name, f"{where}: {first['msg']}") from error


@cache
def weights(kind: Kind) -> Weights:
    """The weights that ship with parkgraph, read once."""
    return load_weights(kind, FILES[kind])
