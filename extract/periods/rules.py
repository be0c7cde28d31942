"""Patterns as data: a YAML file of `name: regular expression`, checked and compiled when loaded."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from pydantic import ConfigDict, RootModel, field_validator

from schemas.datafile import checked, read_yaml
from schemas.errors import ParkgraphError

DATA = Path(__file__).resolve().parent.parent / "data"


class PatternFile(RootModel[dict[str, str]]):
    """The content of a `rules.yaml`: names to regular expressions that compile."""

    model_config = ConfigDict(frozen=True)

    @field_validator("root")
    @classmethod
    def _compiles(cls, patterns: dict[str, str]) -> dict[str, str]:
        for name, pattern in patterns.items():
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{name}: {error}") from error
        return patterns


class Rules:
    """The compiled patterns of one file, by name. An unknown name is E201."""

    def __init__(self, patterns: dict[str, re.Pattern[str]], source: str) -> None:
        self._patterns = patterns
        self._source = source

    def __getitem__(self, name: str) -> re.Pattern[str]:
        try:
            return self._patterns[name]
        except KeyError:
            raise ParkgraphError("E201", self._source, f"no pattern {name}") from None

    def __iter__(self) -> object:
        return iter(self._patterns)


def load_rules(path: Path) -> Rules:
    """Read and check a file of patterns. Raises E201 where it is not valid."""
    content = checked(PatternFile, read_yaml(path), path.name)
    return Rules({name: re.compile(pattern) for name, pattern in content.root.items()}, path.name)


@lru_cache(maxsize=4)
def rules(area: str) -> Rules:
    """The patterns of `extract/data/<area>/rules.yaml`, read once."""
    return load_rules(DATA / area / "rules.yaml")


__all__ = ["PatternFile", "Rules", "load_rules", "rules"]
