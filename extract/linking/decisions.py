"""What a person has decided: which names are the same thing, which are not, and what an indicator phrase means.

The file is edited by hand and obeyed by every run; taking a line out undoes it.

    same:
      - {type: enterprise, names: [云海智造有限公司, 云海科技], note: renamed in 2021}
    different:
      - {type: park, names: [青石高新区, 青石开发区]}
    mentions:
      - {document: report.txt, type: enterprise, name: 云海, is: 云海智造有限公司}
    indicators:
      规上工业总产出: gross_industrial_output
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError

from extract.entities.lexicon import Strict
from schemas.errors import ParkgraphError
from schemas.records import EntityType


class Same(Strict):
    """Names of one thing; the first is its name."""

    type: EntityType
    names: tuple[str, ...] = Field(min_length=2)
    note: str = ""


class Different(Strict):
    """Names of things that are not to be merged, whatever else speaks for it."""

    type: EntityType
    names: tuple[str, ...] = Field(min_length=2)
    note: str = ""


class MentionIs(Strict):
    """What a name stands for in one document (its file name or id)."""

    document: str
    type: EntityType
    name: str
    is_: str = Field(alias="is")
    note: str = ""


class Decisions(Strict):
    """A decisions file."""

    same: tuple[Same, ...] = ()
    different: tuple[Different, ...] = ()
    mentions: tuple[MentionIs, ...] = ()
    indicators: dict[str, str] = Field(default_factory=dict)

    def without(self, decision: Same | Different | MentionIs) -> Decisions:
        """The decisions as they were before this one: with it everything that it changed is undone."""
        return Decisions.model_construct(
            same=tuple(d for d in self.same if d != decision),
            different=tuple(d for d in self.different if d != decision),
            mentions=tuple(d for d in self.mentions if d != decision),
            indicators=dict(self.indicators),
        )

    def plus(self, decision: Same | Different | MentionIs) -> Decisions:
        """The decisions with one more."""
        return Decisions.model_construct(
            same=(*self.same, decision) if isinstance(decision, Same) else self.same,
            different=(*self.different, decision) if isinstance(decision, Different) else self.different,
            mentions=(*self.mentions, decision) if isinstance(decision, MentionIs) else self.mentions,
            indicators=dict(self.indicators),
        )


def load_decisions(path: Path) -> Decisions:
    """The decisions of a file; none where it does not exist. Raises E201 when it is not valid."""
    if not path.exists():
        return Decisions()
    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return Decisions.model_validate(content)
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise ParkgraphError("E201", path.name, str(error)) from error
