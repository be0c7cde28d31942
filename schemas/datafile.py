"""Reading the data files that ship inside `schemas/data`, with one kind of error for all of them."""

from __future__ import annotations

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
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
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
