"""Patterns as data: YAML files of alternatives in `corpus/data`, validated and compiled when loaded."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml
from pydantic import RootModel, ValidationError, field_validator

from corpus.characters import HAN
from schemas.errors import ParkgraphError


class PatternFile(RootModel[dict[str, list[str]]]):
    """A file of patterns: name → alternatives."""

    @field_validator("root")
    @classmethod
    def _not_empty(cls, value: dict[str, list[str]]) -> dict[str, list[str]]:
        for name, alternatives in value.items():
            if not alternatives:
                raise ValueError(f"{name} has no alternatives")
        return value


@cache
def load_patterns(file_name: str) -> dict[str, re.Pattern[str]]:
    """Compiled patterns of `corpus/data/<file_name>` by name.

    Raises ParkgraphError E201 when the file is not valid.
    """
    text = resources.files("corpus").joinpath("data", file_name).read_text(encoding="utf-8")
    try:
        entries = PatternFile.model_validate(yaml.safe_load(text)).root
        return {name: _compile(alternatives, entries) for name, alternatives in entries.items()}
    except (ValidationError, yaml.YAMLError, re.error) as error:
        raise ParkgraphError("E201", file_name, str(error)) from error


@cache
def load_words(file_name: str) -> tuple[str, ...]:
    """The entry `words` of `corpus/data/<file_name>` in its order. Raises ParkgraphError E201 when it is not valid."""
    text = resources.files("corpus").joinpath("data", file_name).read_text(encoding="utf-8")
    try:
        return tuple(PatternFile.model_validate(yaml.safe_load(text)).root["words"])
    except (ValidationError, yaml.YAMLError, KeyError) as error:
        raise ParkgraphError("E201", file_name, str(error)) from error


def _compile(alternatives: list[str], entries: dict[str, list[str]]) -> re.Pattern[str]:
    places: dict[str, Any] = {
        "{HAN}": HAN,
        "{NUM}": "一二三四五六七八九十百零〇",
        "{NAME}": f"[{HAN}·]{{2,4}}",
        "{ROLE}": "(?:" + "|".join(entries.get("role", [])) + ")",
    }
    source = "|".join(f"(?:{a})" for a in alternatives)
    for place, value in places.items():
        source = source.replace(place, value)
    return re.compile(source, re.VERBOSE)
