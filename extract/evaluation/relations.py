"""Relations against gold: right when the relation and both ends are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, NamedTuple

from extract.evaluation.comparison import plain
from extract.evaluation.gold import GoldEntity, GoldRelation
from extract.evaluation.scores import Score

LEAST_SUFFIX = 3
Record = dict[str, Any]


class Triple(NamedTuple):
    """A relation of a document with its ends as compared: plain, aliases replaced by the gold name."""

    doc: str
    relation: str
    head: str
    tail: str


@dataclass(slots=True)
class RelationAlignment:
    """Which triples were found, which were not, which are no gold. Optional gold is in none of the lists."""

    matched: list[Triple] = field(default_factory=list)
    missed: list[Triple] = field(default_factory=list)
    spurious: list[Triple] = field(default_factory=list)
    judged: list[tuple[Record, bool]] = field(default_factory=list)
    """The surest record of every scored triple, and whether it is right; what `confidence` is the probability of."""

    def score(self) -> Score:
        """Counts of triples."""
        hit = len(self.matched)
        return Score(hit, hit + len(self.missed), hit + len(self.spurious))


def _same_end(a: str, b: str) -> bool:
    """Equal, or one is the other with a qualifier before it."""
    return a == b or (min(len(a), len(b)) >= LEAST_SUFFIX and (a.endswith(b) or b.endswith(a)))


def _agree(p: Triple, g: Triple) -> bool:
    if p[:2] != g[:2]:
        return False
    straight = _same_end(p.head, g.head) and _same_end(p.tail, g.tail)
    crossed = p.relation == "signed_with" and _same_end(p.tail, g.head) and _same_end(p.head, g.tail)
    return straight or crossed


def align_relations(
    gold: Sequence[GoldRelation], predictions: Iterable[Record], entities: Sequence[GoldEntity] = ()
) -> RelationAlignment:
    """Pair distinct triples; exact ends before ends with a qualifier. `entities` lends its aliases."""
    alias: dict[str, dict[str, str]] = defaultdict(dict)
    for entity in entities:
        for form in (entity.name, *entity.aliases):
            if plain(form):
                alias[entity.doc][plain(form)] = plain(entity.name)

    def triple(doc: str, relation: str, head: str, tail: str) -> Triple:
        ends = (alias[doc].get(plain(end), plain(end)) for end in (head, tail))
        return Triple(doc, "published_by" if relation == "issued_by" else relation, *ends)

    must = {triple(g.doc, g.relation, g.head, g.tail) for g in gold if not g.optional}
    may = {triple(g.doc, g.relation, g.head, g.tail) for g in gold} - must
    documents = {g.doc for g in gold}
    found: dict[Triple, Record] = {}
    for record in sorted(predictions, key=lambda r: float(r.get("confidence") or 0.0)):
        doc = PurePath(str(record.get("doc") or "")).name
        if doc in documents:
            found[triple(doc, str(record["relation"]), str(record["head"]), str(record["tail"]))] = record
    left = set(found)
    hit: set[Triple] = set()
    right: set[Triple] = set()
    for wanted in (must, may):
        for exact in (True, False):
            for g in sorted(wanted - hit):
                for p in sorted(left):
                    if p == g if exact else _agree(p, g):
                        left.discard(p)
                        hit.add(g)
                        if wanted is must:
                            right.add(p)
                        break
    judged = [(found[p], p in right) for p in sorted(right | left)]
    return RelationAlignment(sorted(must & hit), sorted(must - hit), sorted(left), judged)
