"""The extractor: a Document in, everything found in it out."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract import components
from extract.annotations import Annotations
from extract.attribution.records import merge, to_fact
from extract.confidence.model import confidences, entity_confidences, relation_confidences
from extract.linking.link import Linked, link
from extract.periods import latest_year
from extract.relations.find import find_relations
from extract.version import VERSION as VERSION
from schemas.documents import Article, Document
from schemas.records import ArticleRecord, EntityRecord, Extraction, Fact, Rejection, RelationRecord, Sentence

_Named = TypeVar("_Named", EntityRecord, RelationRecord)


class _Orths(dict[str, int]):
    """Character → its key in the vocabulary; with keys a Doc is made several times faster than with strings."""

    def __init__(self, vocab: Vocab) -> None:
        self.strings = vocab.strings

    def __missing__(self, character: str) -> int:
        key = self[character] = self.strings.add(character)
        return key


class CharacterTokenizer:
    """One token a character: offsets, code points and tokens are the same, and no segmentation can be wrong."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._orths = _Orths(vocab)

    def __call__(self, text: str) -> Doc:
        """A Doc whose tokens are the characters of `text`."""
        words: list[Any] = list(map(self._orths.__getitem__, text))
        return Doc(self.vocab, words=words, spaces=[False] * len(text))


def build_pipeline() -> Language:
    """Blank Chinese with character tokens and our components in their order."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    nlp.max_length = sys.maxsize  # the limit is for parsers; nothing here needs memory for pairs of tokens
    for name in components.ORDER:
        if nlp.has_factory(name):
            nlp.add_pipe(name)
    return nlp


class Extractor:
    """Holds the pipeline; one per process. `extract` is pure: the same document gives the same records."""

    def __init__(self) -> None:
        self.nlp = build_pipeline()
        # one a draft, entity, relation; bench/calibrate.py and bench/calibrate_names.py listen in here
        self.confidences: Callable[[Annotations], list[float]] = confidences
        self.entity_confidences = entity_confidences
        self.relation_confidences = relation_confidences
        self._settled = False

    def annotate(self, document: Document) -> tuple[list[Annotations], Linked]:
        """Run all components over the articles of a document.

        Names are linked once for the whole document, between the components that recognise and those that attribute.
        """
        notes = [Annotations(a.text, a, document.metadata, a.blocks) for a in document.articles]
        self._run(notes, components.BEFORE_LINKING)
        linked = link(notes, document.metadata, document.name, document.document_id, document.original)
        spoken = None if document.metadata.published else latest_year((one.text, one.periods) for one in notes)
        for one in notes:
            one.spoken_year = spoken
            one.anaphors = linked.anaphors.get(one.article.index, [])
        self._run(notes, components.AFTER_LINKING)
        return notes, linked

    def _run(self, notes: list[Annotations], names: tuple[str, ...]) -> None:
        """Run components of the pipeline; they need the annotations alone, so no Doc is made for them."""
        steps = [components.STEPS[name] for name in self.nlp.pipe_names if name in names]
        for one in notes:
            for step in steps:
                step(one)

    def doc(self, notes: Annotations) -> Doc:
        """The spaCy Doc of an article, a token a character, with its annotations in `user_data`."""
        doc = self.nlp.make_doc(notes.text)
        doc.user_data[components.KEY] = notes
        return doc

    def extract(self, document: Document) -> Extraction:
        """All records of a document; offsets count in `document.original`."""
        articles: list[ArticleRecord] = []
        facts: list[tuple[Fact, bool]] = []
        rejected: list[Rejection] = []
        everything, linked = self.annotate(document)
        if not self._settled:
            # all lexica are loaded now and stay: the garbage collector need not look through them again and again
            gc.freeze()
            self._settled = True
        for notes in everything:
            article = notes.article
            articles.append(_article_record(document, article, notes))
            titles = [b for b in article.blocks if b.kind == "title"]
            for draft, sure in zip(notes.drafts, self.confidences(notes), strict=True):
                in_title = bool(titles) and any(b.start <= draft.quantity.start < b.end for b in titles)
                facts.append((to_fact(document, notes, draft, sure), in_title))
            rejected.extend(_rejections(article, notes))
        relations = find_relations(everything, linked, document.metadata, document.name, document.document_id)
        metadata: Any = document.metadata
        return Extraction(
            doc=document.name,
            document_id=document.document_id,
            source=document.source,
            media_type=document.media_type,
            reader=document.reader,
            extractor=VERSION,
            metadata=metadata,
            articles=tuple(articles),
            facts=tuple(merge(facts)),
            entities=_sure(linked.records, self.entity_confidences(linked, everything)),
            relations=_sure(relations, self.relation_confidences(relations, linked.records)),
            rejected=tuple(sorted(rejected, key=lambda r: (r.article_index, r.start, r.end, r.reason))),
            skipped=document.skipped,
        )


def _sure(records: Sequence[_Named], confidences: Iterable[float]) -> tuple[_Named, ...]:
    """Records with the belief of the rules that made them replaced by a probability."""
    if not records:
        return ()
    made: Callable[..., _Named] = type(records[0])
    names = [f.name for f in fields(records[0])]
    at, values = names.index("confidence"), attrgetter(*names)  # several times faster than `dataclasses.replace`
    return tuple(
        made(*(row := values(record))[:at], sure, *row[at + 1 :])
        for record, sure in zip(records, confidences, strict=True)
    )


def _article_record(document: Document, article: Article, notes: Annotations) -> ArticleRecord:
    hull = article.span
    sentences = []
    for number, span in enumerate(notes.sentences):
        raw = article.offsets.to_raw(span.start, span.end)
        sentences.append(Sentence(number, raw.start, raw.end, article.text[span.start : span.end]))
    return ArticleRecord(
        doc=document.name,
        document_id=document.document_id,
        article_index=article.index,
        headline=article.headline,
        byline=article.byline,
        published=article.published,
        text=article.text,
        start=hull.start,
        end=hull.end,
        segments=article.segments,
        kind=article.kind,
        sentences=tuple(sentences),
    )


def _rejections(article: Article, notes: Annotations) -> list[Rejection]:
    out: list[Rejection] = []
    for number in notes.not_quantities:
        place = article.offsets.to_raw(number.start, number.end)
        out.append(Rejection(number.reason, article.index, place.start, place.end, number.text))
    for rejection in notes.rejections:
        place = article.offsets.to_raw(rejection.start, rejection.end)
        out.append(Rejection(rejection.reason, article.index, place.start, place.end, rejection.raw))
    return out
