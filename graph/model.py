"""From the record of one document to the rows of the graph. Pure: no store, no clock, no order but that of the ids.

What several documents may say of one thing (the name of an entity, the phrase of an observation) is kept where a
document says it (on NAMES, STATED_IN and in a relation's `statements`) and only derived on the thing itself, by rules
that do not depend on the order of loading (`graph.merge`). So a document can be taken out again.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, NamedTuple

from graph.catalogue import indicator_names
from schemas.errors import ParkgraphError
from schemas.ids import article_id, fold_name, observation_id, sentence_id, series_key
from schemas.records import LABELS, RELATION_TYPES

Record = dict[str, Any]

MODEL_VERSION = 2  # part of every document's hash: a new model makes the next ingest write the graph anew
NODE_LABELS = ("Document", "Article", "Sentence", "Entity", "Indicator", "Observation")
RELATIONS = {name: name.upper() for name in RELATION_TYPES}
STRUCTURE_TYPES = ("CONTAINS", "HAS_SENTENCE", "NAMES", "MENTIONS", "ABOUT", "MEASURES", "STATED_IN", "WITHIN")
EDGE_TYPES = (*STRUCTURE_TYPES, *RELATIONS.values())
SCOPE_PARTS = ("population", "industry", "area", "counterpart")


class Key(NamedTuple):
    """What makes a node or relationship the same one: kind (label or type) and the ids it hangs on."""

    kind: str
    ids: tuple[Any, ...]


@dataclass(slots=True)
class Keys:
    """A part of the graph, by the keys of its nodes and relationships."""

    nodes: set[Key] = field(default_factory=set)
    relationships: set[Key] = field(default_factory=set)

    def __ior__(self, other: Keys) -> Keys:
        self.nodes |= other.nodes
        self.relationships |= other.relationships
        return self

    def __sub__(self, other: Keys) -> Keys:
        return Keys(self.nodes - other.nodes, self.relationships - other.relationships)

    def count(self, label: str) -> int:
        """Number of nodes with that label."""
        return sum(key.kind == label for key in self.nodes)

    @property
    def relations(self) -> int:
        """Number of relationships between entities."""
        return sum(key.kind not in STRUCTURE_TYPES for key in self.relationships)


@dataclass(frozen=True, slots=True)
class Skip:
    """A part of a record that has no place in the graph, and why."""

    reason: str  # no_sentence, unknown_relation, relation_to_itself
    what: str


@dataclass(slots=True)
class Rows:
    """The rows of one document; every list is sorted by id and without doubles."""

    document: Record
    articles: list[Record] = field(default_factory=list)
    sentences: list[Record] = field(default_factory=list)
    entities: list[Record] = field(default_factory=list)  # also the rows of NAMES
    mentions: list[Record] = field(default_factory=list)
    indicators: list[Record] = field(default_factory=list)
    observations: list[Record] = field(default_factory=list)
    statements: list[Record] = field(default_factory=list)  # STATED_IN
    relations: list[Record] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)

    @property
    def document_id(self) -> str:
        """`sha256:…` of the document."""
        return str(self.document["id"])

    @property
    def size(self) -> int:
        """About how many rows it takes to write it."""
        parts = (self.sentences, self.mentions, self.observations, self.observations, self.statements, self.relations)
        return 1 + sum(map(len, parts))

    def keys(self) -> Keys:
        """The part of the graph that the document needs."""
        doc = self.document_id
        keys = Keys({Key("Document", (doc,))})
        for label, rows in (
            ("Article", self.articles),
            ("Sentence", self.sentences),
            ("Entity", self.entities),
            ("Indicator", self.indicators),
            ("Observation", self.observations),
        ):
            keys.nodes.update(Key(label, (row["id"],)) for row in rows)
        edges = keys.relationships
        edges.update(Key("CONTAINS", (doc, row["id"])) for row in self.articles)
        edges.update(Key("HAS_SENTENCE", (row["article"], row["id"])) for row in self.sentences)
        edges.update(Key("NAMES", (doc, row["id"])) for row in self.entities)
        edges.update(Key("MENTIONS", (row["sentence"], row["entity"])) for row in self.mentions)
        for row in self.observations:
            edges.update(observation_edges(row["id"]))
        edges.update(statement_key(row) for row in self.statements)
        edges.update(Key(row["type"], (row["head"], row["tail"])) for row in self.relations)
        return keys


def observation_edges(observation: str) -> tuple[Key, Key]:
    """Keys of ABOUT and MEASURES: an observation has one subject and one indicator."""
    return Key("ABOUT", (observation,)), Key("MEASURES", (observation,))


def statement_key(row: Mapping[str, Any]) -> Key:
    """The key of a STATED_IN row."""
    return Key("STATED_IN", (row["observation"], row["sentence"], row["fact_id"], row["start"]))


def indicator_node_id(fact: Mapping[str, Any]) -> str:
    """`indicator:<catalogue id>`, or `indicator:open:<folded phrase>` where the phrase is not mapped."""
    mapped = fact.get("indicator_id")
    return f"indicator:{mapped}" if mapped else f"indicator:open:{fold_name(str(fact['indicator']))}"


def plain_phrase(phrase: str) -> str:
    """A phrase as the name of an indicator outside the catalogue: width-folded, without white space."""
    return "".join(unicodedata.normalize("NFKC", phrase).split())


def year_of(period: str | None) -> int | None:
    """The year in which a period ends."""
    last = (period or "").split("/")[-1][:4]
    return int(last) if len(last) == 4 and last.isdigit() else None


def rows_of(record: Mapping[str, Any]) -> Rows:
    """The rows of `Extraction.to_record()`. Raises E202 when the record is not one."""
    try:
        return _Builder(record).build()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        name = record.get("document", {}).get("doc", "") if isinstance(record, Mapping) else ""
        raise ParkgraphError("E202", str(name), f"{type(error).__name__}: {error}") from error


class _Builder:
    def __init__(self, record: Mapping[str, Any]) -> None:
        self.record = record
        self.document_id = str(record["document"]["document_id"])
        self.skipped: list[Skip] = []
        self.names: dict[str, Record] = {}
        self.sentence_of = _SentenceIndex(self.document_id, record["articles"])

    def build(self) -> Rows:
        mentions = self._entities()
        observations, indicators, statements = self._facts()
        relations = self._relations()
        rows = Rows(
            document={},
            articles=[self._article(a) for a in self.record["articles"]],
            sentences=[s for a in self.record["articles"] for s in self._sentences(a)],
            entities=[self._entity_row(i) for i in sorted(self.names)],
            mentions=mentions,
            indicators=indicators,
            observations=observations,
            statements=statements,
            relations=relations,
            skipped=self.skipped,
        )
        rows.document = self._document(rows)
        return rows

    def _document(self, rows: Rows) -> Record:
        d = self.record["document"]
        props = {
            "title": d.get("title"),
            "published": d.get("published"),
            "publisher": d.get("publisher"),
            "url": d.get("url"),
            "author": d.get("author"),
            "edition": d.get("edition"),
            "licence": d.get("licence"),
            "media_type": d.get("media_type"),
            "reader": d.get("reader"),
            "extractor": d.get("extractor"),
        }
        content: list[Any] = [props, rows.articles, rows.sentences, rows.entities, rows.mentions, rows.indicators]
        content += [rows.observations, rows.statements, rows.relations, MODEL_VERSION]
        text = json.dumps(content, ensure_ascii=False, sort_keys=True)
        props["record_hash"] = hashlib.sha256(text.encode()).hexdigest()[:20]
        # a source stands beside its name: the same bytes under two names are one document with two sources
        return {"id": self.document_id, "source": d["source"], "name": d["doc"], "props": _given(props)}

    def _article(self, a: Mapping[str, Any]) -> Record:
        props = {
            "index": a["article_index"],
            "headline": a.get("headline"),
            "byline": a.get("byline"),
            "published": a.get("published"),
            "kind": a.get("kind"),
            "start": a["start"],
            "end": a["end"],
        }
        return {"id": article_id(self.document_id, a["article_index"]), "props": _given(props)}

    def _sentences(self, a: Mapping[str, Any]) -> Iterable[Record]:
        article = article_id(self.document_id, a["article_index"])
        for s in a.get("sentences", ()):
            props = {"article_index": a["article_index"], **{k: s[k] for k in ("index", "text", "start", "end")}}
            yield {
                "id": sentence_id(self.document_id, a["article_index"], s["index"]),
                "article": article,
                "props": props,
            }

    def _name(self, entity: str, kind: str, forms: Iterable[str], canonical: str | None, confidence: float) -> Record:
        """Note that the document speaks of an entity, and by which names; gives what is noted."""
        if kind not in LABELS:
            raise ValueError(f"unknown entity type {kind}")
        fresh: Record = {"type": kind, "forms": set(), "canonical": set(), "confidence": 0.0}
        row = self.names.setdefault(entity, {**fresh, "reasons": set(), "candidates": set(), "was": set()})
        row["forms"].update(form for form in forms if form)
        if canonical:
            row["canonical"].add(canonical)
        row["confidence"] = max(row["confidence"], confidence)
        return row

    def _entity_row(self, entity: str) -> Record:
        row = self.names[entity]
        return {
            "id": entity,
            "type": row["type"],
            "canonical": min(row["canonical"], default=None),
            "forms": sorted(row["forms"] | row["canonical"]),
            "confidence": row["confidence"],
            # why its names were taken for it, what else they may stand for, and the ids that it had before resolution
            **{part: sorted(row[part]) for part in ("reasons", "candidates", "was")},
        }

    def _entities(self) -> list[Record]:
        found: dict[tuple[str, str], set[tuple[int, int, str]]] = {}
        for e in self.record["entities"]:
            forms = [e["name"], *e["aliases"]]
            row = self._name(e["entity_id"], e["type"], forms, e.get("canonical"), float(e["confidence"]))
            row["reasons"].update(filter(None, [e.get("reason")]))
            row["candidates"].update(e.get("candidates") or ())
            row["was"].update(filter(None, [e.get("local_id")]))
            for m in e["mentions"]:
                sentence = self.sentence_of.at(e["article_index"], m["start"])
                if sentence is not None:  # a mention in a headline has no sentence; NAMES still tells of it
                    place = (m["start"], m["end"], m["text"])
                    found.setdefault((sentence, e["entity_id"]), set()).add(place)
        return [
            {
                "sentence": sentence,
                "entity": entity,
                "props": {
                    "starts": [p[0] for p in sorted(places)],
                    "ends": [p[1] for p in sorted(places)],
                    "texts": [p[2] for p in sorted(places)],
                },
            }
            for (sentence, entity), places in sorted(found.items())
        ]

    def _facts(self) -> tuple[list[Record], list[Record], list[Record]]:
        observations: dict[str, Record] = {}
        indicators: dict[str, Record] = {}
        statements: dict[Key, Record] = {}
        for fact in self.record["facts"]:
            stated = self._statements(fact)
            if not stated:
                self.skipped.append(Skip("no_sentence", fact["fact_id"]))
                continue
            forms = [fact["subject"]]
            self._name(fact["subject_id"], fact["subject_type"], forms, fact.get("subject_name"), fact["confidence"])
            indicator = _indicator(fact)
            known = indicators.setdefault(indicator["id"], indicator)
            known["name"] = min(known["name"], indicator["name"])
            observation = _observation(fact)
            observations.setdefault(observation["id"], observation)
            for row in stated:
                statements.setdefault(statement_key(row), row)
        return (
            [observations[i] for i in sorted(observations)],
            [indicators[i] for i in sorted(indicators)],
            [statements[k] for k in sorted(statements)],
        )

    def _statements(self, fact: Mapping[str, Any]) -> list[Record]:
        places = {(m["start"], m["end"]): m["raw"] for m in fact["mentions"]}
        places.setdefault((fact["start"], fact["end"]), fact["raw"])
        rows = []
        for (start, end), raw in sorted(places.items()):
            main = (start, end) == (fact["start"], fact["end"])
            sentence = self.sentence_of.at(fact["article_index"], start)
            if main:  # the record says itself which sentence it was read in
                sentence = self.sentence_of.known(fact["article_index"], fact["sentence_index"]) or sentence
            if sentence is None:
                self.skipped.append(Skip("no_sentence", f"{fact['fact_id']} at {start}"))
                continue
            props = {
                "end": end,
                "raw": raw,
                "main": main,
                "rule": fact.get("rule"),
                "confidence": float(fact["confidence"]),
                "indicator_text": fact["indicator"],
                "period_kind": fact.get("period_kind"),
                "period_from": fact.get("period_from"),
                "ambiguous": list(fact.get("ambiguous") or ()),
            }
            rows.append(
                {
                    "observation": observation_id(fact),
                    "sentence": sentence,
                    "fact_id": fact["fact_id"],
                    "start": start,
                    "props": _given(props),
                }
            )
        return rows

    def _relations(self) -> list[Record]:
        found: dict[tuple[str, str, str], set[str]] = {}
        for r in self.record["relations"]:
            kind = RELATIONS.get(r["relation"])
            sentence = self.sentence_of.known(r["article_index"], r["sentence_index"])
            sentence = sentence or self.sentence_of.at(r["article_index"], r["start"])
            itself = r["head_id"] == r["tail_id"]  # two names that resolution takes for one thing
            if kind is None or sentence is None or itself:
                reason = "unknown_relation" if kind is None else "no_sentence"
                reason = "relation_to_itself" if itself else reason
                self.skipped.append(Skip(reason, f"{r['head_id']} {r['relation']} {r['tail_id']} at {r['start']}"))
                continue
            for end in ("head", "tail"):
                self._name(r[f"{end}_id"], r[f"{end}_type"], [r[end]], None, float(r["confidence"]))
            statement = relation_statement(sentence, r)
            found.setdefault((r["head_id"], kind, r["tail_id"]), set()).add(statement)
        return [
            {"head": head, "type": kind, "tail": tail, "statements": sorted(statements)}
            for (head, kind, tail), statements in sorted(found.items())
        ]


def relation_statement(sentence: str, r: Mapping[str, Any]) -> str:
    """One statement of a relation as canonical JSON: sentence, start, end, time, role, rule, confidence."""
    parts = [sentence, r["start"], r["end"], r.get("time"), r.get("role"), r.get("rule") or "", float(r["confidence"])]
    return json.dumps(parts, ensure_ascii=False)


def _indicator(fact: Mapping[str, Any]) -> Record:
    mapped = fact.get("indicator_id")
    known = indicator_names().get(mapped) if mapped else None
    return {
        "id": indicator_node_id(fact),
        "name": known.name if known else (mapped or plain_phrase(fact["indicator"])),
        "unit": known.unit if known else None,
        "mapped": bool(mapped),
    }


def _observation(fact: Mapping[str, Any]) -> Record:
    scope = fact.get("scope") or {}
    props = {
        "series": series_key(fact),
        "value": _float(fact["value"]),
        "value_low": _float(fact.get("value_low")),
        "value_high": _float(fact.get("value_high")),
        "unit": fact["unit"],
        "unit_full": fact.get("unit_full") or fact["unit"],
        "period": fact.get("period"),
        "year": year_of(fact.get("period")),
        "kind": fact["kind"],
        "measure_kind": fact.get("measure_kind") or fact["kind"],
        "base": fact.get("base"),
        "qualifiers": list(fact.get("qualifier") or ()),
        "modality": fact.get("modality") or "actual",
        "edition": fact.get("edition"),
        **{f"scope_{part}": scope.get(part) for part in SCOPE_PARTS},
    }
    return {
        "id": observation_id(fact),
        "subject": fact["subject_id"],
        "indicator": indicator_node_id(fact),
        "props": _given(props),
    }


def _given(props: Mapping[str, Any]) -> Record:
    """Without the properties that are not given: a graph has no null."""
    return {k: v for k, v in props.items() if v is not None}


def _float(value: Any) -> float | None:
    # one type for all figures: a mix of integers and floats would make Cypher divide some of them as integers
    return None if value is None else float(value)


class _SentenceIndex:
    """Finds the sentence of a document that holds an offset of the original."""

    def __init__(self, document: str, articles: Iterable[Mapping[str, Any]]) -> None:
        self._document = document
        self._ids: set[tuple[int, int]] = set()
        self._spans: dict[int, list[tuple[int, int, str]]] = {}
        self._furthest: dict[int, list[int]] = {}  # the largest end up to each span
        for a in articles:
            index = a["article_index"]
            spans = []
            for s in a.get("sentences", ()):
                self._ids.add((index, s["index"]))
                spans.append((s["start"], s["end"], sentence_id(document, index, s["index"])))
            self._spans[index] = sorted(spans)
            self._furthest[index] = list(accumulate((span[1] for span in self._spans[index]), max))

    def known(self, article: int, sentence: int | None) -> str | None:
        """The id of a sentence that exists, else None."""
        if sentence is None or (article, sentence) not in self._ids:
            return None
        return sentence_id(self._document, article, sentence)

    def at(self, article: int, offset: int) -> str | None:
        """The shortest sentence around `offset`: hulls overlap where columns were put back in reading order."""
        own = self._find(article, offset)
        if own is not None:
            return own
        others = (self._find(index, offset) for index in sorted(self._spans))
        return next((other for other in others if other is not None), None)

    def _find(self, article: int, offset: int) -> str | None:
        spans = self._spans.get(article, [])
        best: tuple[int, int, str] | None = None
        i = bisect_right(spans, offset, key=lambda span: span[0]) - 1
        while i >= 0 and self._furthest[article][i] > offset:
            start, end, sentence = spans[i]
            if end > offset:
                best = min(best or (end - start, start, sentence), (end - start, start, sentence))
            i -= 1
        return best[2] if best else None
