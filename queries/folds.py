"""Folding of names: the long and the short form of one name become the same text. The table is data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from schemas.errors import ParkgraphError
from schemas.ids import fold_name

FILE = Path(__file__).parent / "data" / "name_folds.yaml"


def _longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


class Folds(BaseModel):
    """The table: `folds` long → short, `levels` dropped before a kind, `kinds` of thing, `suffixes` of regions."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    folds: dict[str, str]
    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    suffixes: tuple[str, ...]

    @field_validator("folds")
    @classmethod
    def _longest_fold_first(cls, folds: dict[str, str]) -> dict[str, str]:
        return {long: folds[long] for long in _longest_first(tuple(folds))}

    @field_validator("levels", "kinds", "suffixes")
    @classmethod
    def _longest_word_first(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        return _longest_first(words)

    def fold(self, name: str) -> str:
        """The name in its short form: `南京江宁高新技术产业开发区` and `南京江宁高新区` give the same."""
        text = fold_name(name)
        for long, short in self.folds.items():
            text = text.replace(long, short)
        for kind in self.kinds:
            if text.endswith(kind):
                head = text[: -len(kind)]
                for level in self.levels:
                    if head.endswith(level) and head != level:
                        return head[: -len(level)] + kind
                break
        return text

    def stem(self, folded: str) -> str:
        """A folded name without its kind or suffix (`中关村自创区` → `中关村`), at least two characters long."""
        return self._without(folded, self.kinds + self.suffixes)

    def without_suffix(self, folded: str) -> str:
        """A folded name of a region without its suffix (`北京市` → `北京`)."""
        return self._without(folded, self.suffixes)

    @staticmethod
    def _without(text: str, endings: tuple[str, ...]) -> str:
        for ending in endings:
            if text.endswith(ending) and len(text) - len(ending) >= 2:
                return text[: -len(ending)]
        return text


def read_folds(path: Path) -> Folds:
    """Raises E405 where the table is not valid."""
    try:
        return Folds.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise ParkgraphError("E405", path.name, str(error)) from error


@cache
def folds() -> Folds:
    """The shipped table."""
    return read_folds(FILE)
