"""Human annotation as files: JSON lines of facts, entities or relations, or one JSON list of articles."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from pathlib import Path, PurePath
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from schemas.errors import ParkgraphError
from schemas.records import EntityType, RelationType

Kind = Literal["facts", "entities", "relations", "articles"]


def _as_list(value: Any) -> Any:
    return [] if value is None else value if isinstance(value, list) else [value]


Alternatives = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
"""One string or a list of acceptable ones; null is none."""
FileName = Annotated[str, BeforeValidator(lambda v: PurePath(v).name if isinstance(v, str) else v), Field(min_length=1)]


class _Row(BaseModel):
    # further fields are notes of the annotator
    model_config = ConfigDict(frozen=True, extra="ignore")

    at: str  # file and line, for messages
    genre: str  # name of the file without its ending


class GoldFact(_Row):
    """A figure that a careful reader takes from a document. Lists hold what is acceptable, the fullest first."""

    doc: FileName
    subject: Annotated[Alternatives, Field(min_length=1)]
    indicator: Annotated[Alternatives, Field(min_length=1)]
    value: int | float
    unit: Annotated[Alternatives, Field(min_length=1)]
    period: Alternatives = ()
    kind: Annotated[Alternatives, Field(min_length=1)]
    optional: bool = False
    evidence: str = ""


class GoldEntity(_Row):
    """A thing that a document names."""

    doc: FileName
    name: str = Field(min_length=1)
    aliases: Alternatives = ()
    type: EntityType
    optional: bool = False


class GoldRelation(_Row):
    """What a document states between two things."""

    doc: FileName
    head: str = Field(min_length=1)
    relation: RelationType
    tail: str = Field(min_length=1)
    optional: bool = False


class GoldArticle(_Row):
    """A text of a document, known by how it begins and ends."""

    doc: str = ""  # where empty, the document whose name begins with what follows `articles_` in the file's name
    headline: str | None = None
    headline_aliases: Alternatives = ()
    first_words: str = Field(min_length=1)
    last_words: str = Field(min_length=1)
    kind: str = "article"


class Gold(BaseModel):
    """All annotation of one run, by kind."""

    facts: list[GoldFact] = []
    entities: list[GoldEntity] = []
    relations: list[GoldRelation] = []
    articles: list[GoldArticle] = []

    def documents(self) -> list[str]:
        """Names of the annotated documents, sorted."""
        rows: Sequence[GoldFact | GoldEntity | GoldRelation | GoldArticle]
        rows = [*self.facts, *self.entities, *self.relations, *self.articles]
        return sorted({row.doc for row in rows if row.doc})

    def without(self, documents: Collection[str]) -> Gold:
        """The annotation of all other documents."""
        return Gold(
            facts=[g for g in self.facts if g.doc not in documents],
            entities=[g for g in self.entities if g.doc not in documents],
            relations=[g for g in self.relations if g.doc not in documents],
            articles=[g for g in self.articles if g.doc not in documents],
        )


_MODELS: dict[Kind, type[GoldFact] | type[GoldEntity] | type[GoldRelation] | type[GoldArticle]] = {
    "facts": GoldFact,
    "entities": GoldEntity,
    "relations": GoldRelation,
    "articles": GoldArticle,
}


def kind_of(row: dict[str, Any]) -> Kind | None:
    """What a row annotates, by its fields; None where it is nothing we know."""
    if "indicator" in row:
        return "facts"
    if "relation" in row:
        return "relations"
    if "first_words" in row:
        return "articles"
    return "entities" if "name" in row and "type" in row else None


def read_gold(paths: Sequence[Path]) -> Gold:
    """Read gold files of any kinds.

    Raises ParkgraphError E101 for a file that does not exist, E102 for one without a row, E107 for one that is not
    UTF-8, and E202 naming file, line and field of the first row that does not fit.
    """
    gold = Gold()
    for path in paths:
        found = 0
        for at, row in _rows(path):
            found += 1
            kind = kind_of(row)
            if kind is None:
                raise ParkgraphError("E202", at, "neither fact, entity, relation nor article")
            try:
                item = _MODELS[kind].model_validate({**row, "at": at, "genre": path.stem})
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(str(part) for part in first["loc"])
                raise ParkgraphError("E202", at, f"{where}: {first['msg']}") from error
            if isinstance(item, GoldArticle) and not item.doc:
                item = item.model_copy(update={"doc": _document_of(path)})
            getattr(gold, kind).append(item)
        if not found:
            raise ParkgraphError("E102", str(path), "no gold in it")
    return gold


def _document_of(path: Path) -> str:
    """`articles_002.json` annotates the document whose name begins with `002`, which stands for it as `002*`."""
    return path.stem.partition("_")[2] + "*"


def _rows(path: Path) -> list[tuple[str, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ParkgraphError("E107", str(path), "gold files are UTF-8") from error
    except OSError as error:
        raise ParkgraphError("E101", str(path), error.strerror or "") from error
    rows: list[tuple[str, Any]] = []
    if text.lstrip().startswith("["):
        whole = _json(text, str(path))
        rows = [(f"{path.name}:[{i}]", row) for i, row in enumerate(whole)]
    else:
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                at = f"{path.name}:{number}"
                rows.append((at, _json(line, at)))
    for at, row in rows:
        if not isinstance(row, dict):
            raise ParkgraphError("E202", at, "not an object")
    return rows


def _json(text: str, at: str) -> Any:
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ParkgraphError("E202", at, f"no JSON: {error}") from error
