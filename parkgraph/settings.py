"""Settings: defaults, under `parkgraph.toml`, under the environment, under the options of a command.

    # parkgraph.toml
    store = "embedded:./parkgraph-data"
    workers = 2
    [limits]
    max_line_characters = 2000000

`PARKGRAPH_STORE`, `PARKGRAPH_WORKSPACE`, `PARKGRAPH_DECISIONS`, `PARKGRAPH_WORKERS`, `PARKGRAPH_QUERY_SECONDS` and
`PARKGRAPH_LIMITS_<NAME>` (`PARKGRAPH_LIMITS_MAX_BYTES`) win over the file; credentials come from `NEO4J_USERNAME` and
`NEO4J_PASSWORD` alone.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from corpus.limits import Limits
from schemas.errors import ParkgraphError

FILE = "parkgraph.toml"
DEFAULT_FOLDER = "./parkgraph-data"
DEFAULT_STORE = f"embedded:{DEFAULT_FOLDER}"
LIMIT_NAMES = tuple(f.name for f in fields(Limits))
_EMBEDDED = "embedded:"


class Settings(BaseModel):
    """Validated settings of one run."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    store: str = Field(DEFAULT_STORE, min_length=1)
    workspace: Path | None = None
    decisions: Path | None = None
    workers: int = Field(1, ge=1, le=256)
    query_seconds: float = Field(30.0, gt=0)
    limits: Limits = Limits()

    @field_validator("limits", mode="before")
    @classmethod
    def _known_limits(cls, value: object) -> object:
        if isinstance(value, Mapping):
            unknown = sorted(set(value) - set(LIMIT_NAMES))
            if unknown:
                raise ValueError(f"no limit is called {unknown[0]}; the limits are {', '.join(LIMIT_NAMES)}")
        return value

    @field_validator("limits")
    @classmethod
    def _positive_limits(cls, value: Limits) -> Limits:
        for name in LIMIT_NAMES:
            if getattr(value, name) <= 0:
                raise ValueError(f"{name} must be greater than 0")
        return value

    def with_options(
        self, *, store: str | None = None, workspace: Path | None = None, decisions: Path | None = None
    ) -> Settings:
        """The same with what a command was given."""
        changes: dict[str, Any] = {}
        if store is not None:
            changes["store"] = store
        if workspace is not None:
            changes["workspace"] = workspace
        if decisions is not None:
            changes["decisions"] = decisions
        return self.model_copy(update=changes)

    @property
    def decisions_file(self) -> Path:
        """What a person decided on names: as set, else `decisions.yaml` in the workspace.

        Raises E101 where a file that was named does not exist; the one in the workspace need not.
        """
        if self.decisions is not None and not self.decisions.is_file():
            raise ParkgraphError("E101", str(self.decisions), "the decisions file")
        return self.decisions or self.workspace_folder / "decisions.yaml"

    @property
    def workspace_folder(self) -> Path:
        """The workspace: as set, else the folder of the embedded store, else `./parkgraph-data`."""
        if self.workspace is not None:
            return self.workspace
        if self.store.startswith(_EMBEDDED) and len(self.store) > len(_EMBEDDED):
            return Path(self.store.removeprefix(_EMBEDDED))
        return Path(DEFAULT_FOLDER)


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings file (`PARKGRAPH_CONFIG`, else `./parkgraph.toml`) and the environment.

    Raises ParkgraphError E501 naming the file or variable and what is wrong.
    """
    environment = os.environ if environment is None else environment
    values, where = _read_file(environment.get("PARKGRAPH_CONFIG"))
    limits = values.get("limits", {})
    origin: dict[tuple[str, ...], str] = {}
    for name in ("store", "workspace", "decisions", "workers", "query_seconds"):
        variable = f"PARKGRAPH_{name.upper()}"
        if environment.get(variable):
            values[name] = environment[variable]
            origin[(name,)] = variable
    for name in LIMIT_NAMES:
        variable = f"PARKGRAPH_LIMITS_{name.upper()}"
        if environment.get(variable) and isinstance(limits, dict):
            limits = {**limits, name: environment[variable]}
            values["limits"] = limits
            origin["limits", name] = variable
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = tuple(str(part) for part in first["loc"])
        subject = origin.get(place, where)
        name = "" if place in origin else f"{'.'.join(place)}: "
        raise ParkgraphError("E501", subject, f"{name}{first['msg']}") from error


def _read_file(given: str | None) -> tuple[dict[str, Any], str]:
    path = Path(given) if given else Path(FILE)
    if not given and not path.is_file():
        return {}, "the environment"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), str(path)
    except OSError as error:
        raise ParkgraphError("E501", str(path), f"cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ParkgraphError("E501", str(path), str(error)) from error
