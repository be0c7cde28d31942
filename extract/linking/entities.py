"""What linking gathers: the entities of a document while their mentions come together."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.annotations import EntityMention
from extract.linking.anaphors import Anaphor
from schemas.records import EntityRecord, EntityType


@dataclass(slots=True, eq=False)
class Entity:
    """A thing of the document while its mentions are being gathered."""

    type: EntityType
    name: str
    keys: set[str] = field(default_factory=set)
    forms: dict[str, None] = field(default_factory=dict)  # its names as printed, in order
    mentions: list[tuple[int, EntityMention]] = field(default_factory=list)
    reason: str = "full_name"
    score: float = 0.0
    canonical: str = ""
    entity_id: str = ""
    candidates: tuple[str, ...] = ()
    anaphors: list[tuple[int, Anaphor]] = field(default_factory=list)
    articles: set[int] = field(default_factory=set)  # articles that name it outside their text


@dataclass(slots=True)
class Linked:
    """The entities of a document and, for each article, the resolved anaphors `(start, end, entity)`."""

    entities: list[Entity]
    records: list[EntityRecord]
    main: dict[int, list[Entity]] = field(default_factory=dict)  # article → what it is about, see `main_entities`
    anaphors: dict[int, list[tuple[int, int, Entity]]] = field(default_factory=dict)

    def at(self, article: int, position: int) -> Entity | None:
        """The entity that the anaphor at a place of an article's clean text stands for."""
        for start, end, entity in self.anaphors.get(article, ()):
            if start <= position < end:
                return entity
        return None
