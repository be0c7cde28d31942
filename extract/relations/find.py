"""Relations of a document from verb frames, appositions and lists."""

from __future__ import annotations

from collections.abc import Sequence

from extract.annotations import Annotations
from extract.linking.link import Linked
from schemas.documents import Metadata
from schemas.records import RelationRecord


def find_relations(
    annotations: Sequence[Annotations], linked: Linked, metadata: Metadata, doc: str = "", document_id: str = ""
) -> list[RelationRecord]:
    """The relations that the articles of a document state."""
    return []
