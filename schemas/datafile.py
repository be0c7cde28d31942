"""Reading the data files that ship inside `schemas/data`, with one kind of error for all of them."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from schemas.errors import ParkgraphError

DATA = Path(__file__).resolve().parent / "data"

# libyaml parses about eight times as fast; the pure Python loader reads the same files where it is missing
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Model = TypeVar("Model", bound=BaseModel)


def read_yaml(path: Path) -> Any:
    """What a YAML file holds. Raises E201 where it cannot be read."""
    try:
        # _LOADER is a safe loader in both cases
        return ablated(path, yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER))
    except (OSError, yaml.YAMLError) as error:
        raise ParkgraphError("E201", path.name, str(error)) from error


def checked(model: type[Model], content: Any, source: str) -> Model:
    """`content` as a record of `model`. Raises E201 naming the first field that does not fit."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ParkgraphError("E201", source, f"{where}: {first['msg']}") from error


def ablated(path: Path, content: Any) -> Any:
    """`content` without the entries that $PARKGRAPH_LEXICON_WITHOUT switches off for this file.

    The variable names a JSON file of `{"attribution/verbs.yaml": [entry, …]}` (`bench/ablate.py` writes it); an entry
    is a word of a list, a key of a mapping or the `id` of a record. Without the variable nothing changes.
    """
    gone = _switched_off(os.environ.get("PARKGRAPH_LEXICON_WITHOUT", "")).get(f"{path.parent.name}/{path.name}")
    return _prune(content, gone) if gone else content


@cache
def _switched_off(source: str) -> dict[str, frozenset[str]]:
    if not source:
        return {}
    return {name: frozenset(v) for name, v in json.loads(Path(source).read_text(encoding="utf-8")).items()}


def _prune(content: Any, gone: frozenset[str]) -> Any:
    if isinstance(content, dict):
        return {k: _prune(v, gone) for k, v in content.items() if k not in gone}
    if isinstance(content, list):
        kept = [v for v in content if not (v in gone if isinstance(v, str) else _id(v) in gone)]
        return [_prune(v, gone) for v in kept]
    return content


def _id(record: Any) -> Any:
    return record.get("id") if isinstance(record, dict) else None
