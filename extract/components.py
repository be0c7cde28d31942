"""The registered components of the pipeline; each states what it needs and what it leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import Annotations
from extract.attribution.assemble import Assembler
from extract.attribution.dating import give_periods, periods_of
from extract.attribution.lexicon import lexicon
from extract.attribution.tables import table_drafts
from extract.attribution.wholes import without_wholes
from extract.entities.recognise import find_entities
from extract.quantities import scan
from extract.script import is_traditional
from extract.sentences import split_sentences

KEY = "parkgraph"
BEFORE_LINKING = ("pg_sentences", "pg_quantities", "pg_entities")
AFTER_LINKING = ("pg_observations",)
ORDER = (*BEFORE_LINKING, *AFTER_LINKING)
"""All components in the order in which they run."""


def notes_of(doc: Doc) -> Annotations:
    """The annotations that components share; `doc.user_data["parkgraph"]`."""
    notes: Annotations = doc.user_data[KEY]
    return notes


STEPS: dict[str, Callable[[Annotations], None]] = {}
"""What each component does, for callers that need no Doc."""


def _component(name: str, assigns: list[str], requires: list[str], step: Callable[[Annotations], None]) -> None:
    STEPS[name] = step

    def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        def run(doc: Doc) -> Doc:
            step(notes_of(doc))
            return doc

        return run

    Language.factory(name, assigns=assigns, requires=requires, func=create)


def _sentences(notes: Annotations) -> None:
    notes.sentences = split_sentences(notes.text, notes.blocks)


def _quantities(notes: Annotations) -> None:
    found = scan(notes.text)
    notes.quantities, notes.not_quantities, notes.periods = found.quantities, found.not_quantities, found.periods


def _entities(notes: Annotations) -> None:
    notes.entities = find_entities(notes.text, nested=True)


def _observations(notes: Annotations) -> None:
    words = lexicon("traditional" if is_traditional(notes.text) else "simplified")
    assembler = Assembler(notes, words)
    context = periods_of(notes)
    notes.drafts = assembler.run()
    cells, refused = table_drafts(notes, assembler.subjects, context)
    notes.drafts += cells
    notes.rejections = assembler.rejected + refused
    without_wholes(notes)
    give_periods(notes, context)


_component("pg_sentences", ["doc.user_data"], [], _sentences)
_component("pg_quantities", ["doc.user_data"], [], _quantities)
_component("pg_entities", ["doc.user_data"], [], _entities)
_component("pg_observations", ["doc.user_data"], [], _observations)


def registered() -> dict[str, Any]:
    """Name to factory metadata of every component, for documentation and tests."""
    return {name: Language.get_factory_meta(name) for name in ORDER}
