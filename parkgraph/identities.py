"""Who is who across documents, as mappings of their records on the way into the graph.

The ledger keeps what extraction gave; the graph is a projection. A mapping says, for the few entities of a document
that are the same thing as something in other documents, which id and name the graph uses; it is made anew from all
documents and the decisions, so that a decision taken back leaves nothing behind.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.entities.folding import fold
from extract.linking.decisions import Decisions, MentionIs, Same
from extract.linking.forms import key, years
from extract.linking.known import entries
from extract.linking.resolution import Item, Resolution, Resolved, resolve
from parkgraph.naming import LocalEntity, Named
from schemas.errors import ParkgraphError
from schemas.ids import fold_name
from schemas.indicators import catalogue
from schemas.registry import registry

VERSION = 1  # part of the state that a resolution is made from
# 市科技局, 省统计局: which one is meant only its own document can tell (市场监管 and 区块链 are words)
_DEICTIC = re.compile("^(?:本|全|我|该)?(?:省|市(?!场)|区(?!块)|县(?!域))")
_EDITED = frozenset({"ranking_or_report", "event"})
_KEPT = "registered_name"  # things of one name that the registry tells apart stay what their document made of them


@dataclass(slots=True)
class Identities:
    """The outcome. `mappings`: document → mapping, for documents that have one (see `applied`).

    `merges` are `{name, type, into, into_id, rule, documents}` with the documents that support them; `ambiguous` are
    `{name, type, candidates, documents}`; `without_effect` tells of decisions that change nothing.
    """

    mappings: dict[str, dict[str, Any]] = field(default_factory=dict)
    merges: list[dict[str, Any]] = field(default_factory=list)
    ambiguous: list[dict[str, Any]] = field(default_factory=list)
    without_effect: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _End:
    """Where an entity of a document ends."""

    id: str
    name: str
    reason: str
    candidates: tuple[str, ...] = ()


def identify(documents: Iterable[Named], decisions: Decisions) -> Identities:
    """Resolve the entities of many documents; the order of `documents` does not matter.

    Raises E201 where a decision names an indicator that the catalogue does not have.
    """
    ordered = sorted(documents, key=lambda d: d.document)
    phrases = _phrases(decisions)
    pinned, fixed = _mentions(ordered, decisions)
    items = [
        Item(d.document, e.type, e.name, e.id, _evidence(e), e.reason, e.places)
        for d in ordered
        for e in d.entities
        if (d.document, e.id) not in pinned and not _kept_apart(e) and not _points(e)
    ]
    resolution = resolve(items, fixed)
    ends = _ends(items, resolution, fixed)
    found = Identities(without_effect=_without_effect(ordered, items, resolution, decisions))
    unsure: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for d in ordered:
        mapping: dict[str, Any] = {}
        for e in d.entities:
            end = pinned.get((d.document, e.id)) or ends.get((d.document, e.id))
            if end is None:
                end = _deictic(d, e) if _points(e) else _End(e.id, e.canonical, _KEPT, e.candidates)
            if _changes(e, end):
                mapping.setdefault("entities", {})[e.id] = {
                    "id": end.id,
                    "name": end.name,
                    "reason": end.reason,
                    "candidates": list(end.candidates),
                }
            candidates = {*end.candidates, *(e.candidates if end.id == e.id else ())}
            if candidates:
                listed = unsure.setdefault((e.type, e.name), (set(), set()))
                listed[0].update(candidates)
                listed[1].update(d.files or (d.document,))
        for phrase in d.phrases:
            if fold_name(phrase) in phrases:
                mapping.setdefault("indicators", {})[phrase] = phrases[fold_name(phrase)]
        if mapping:
            found.mappings[d.document] = mapping
    found.merges = _merges(ordered, items, resolution, ends)
    found.ambiguous = [
        {"name": name, "type": kind, "candidates": sorted(candidates), "documents": sorted(files)}
        for (kind, name), (candidates, files) in sorted(unsure.items())
    ]
    return found


def applied(record: Mapping[str, Any], mapping: Mapping[str, Any]) -> dict[str, Any]:
    """A record with the ids that the graph uses. Fact ids stay those of the extraction: they name the statement."""
    ends: Mapping[str, Any] = mapping.get("entities", {})
    phrases: Mapping[str, str] = mapping.get("indicators", {})
    result = dict(record)
    result["entities"] = [_entity(e, ends) for e in record["entities"]]
    result["facts"] = [_fact(f, ends, phrases) for f in record["facts"]]
    result["relations"] = [
        {**r, "head_id": _id(r["head_id"], ends), "tail_id": _id(r["tail_id"], ends)} for r in record["relations"]
    ]
    return result


def _id(local: str, ends: Mapping[str, Any]) -> str:
    end = ends.get(local)
    return str(end["id"]) if end else local


def _entity(e: Mapping[str, Any], ends: Mapping[str, Any]) -> dict[str, Any]:
    end = ends.get(e["entity_id"])
    candidates = sorted({_id(c, ends) for c in e.get("candidates") or ()})
    if end is None:
        return {**e, "candidates": candidates}
    merged = end["id"] != e["entity_id"]
    return {
        **e,
        "entity_id": end["id"],
        "local_id": e["entity_id"] if merged else None,
        "canonical": end["name"],
        "aliases": sorted({*e["aliases"], e.get("canonical") or e["name"]}),
        "reason": end["reason"],
        "candidates": end["candidates"] or ([] if merged else candidates),
    }


def _fact(f: Mapping[str, Any], ends: Mapping[str, Any], phrases: Mapping[str, str]) -> dict[str, Any]:
    changed = dict(f)
    end = ends.get(f["subject_id"])
    if end is not None:
        changed["subject_id"], changed["subject_name"] = end["id"], end["name"]
    if f["indicator"] in phrases:
        changed["indicator_id"] = phrases[f["indicator"]] or None
    return changed


def _changes(e: LocalEntity, end: _End) -> bool:
    """Whether the graph must be told: another id, a name that a person gave, or new candidates.

    Other names need no telling: the graph takes the fullest of all documents.
    """
    named_by_person = end.reason == "decision" and end.name != e.canonical
    return end.id != e.id or named_by_person or bool(set(end.candidates) - set(e.candidates))


def _kept_apart(e: LocalEntity) -> bool:
    """Whether the registry knows several things of this name, and the document told which one it means."""
    return registry().get(e.id) is not None and len(entries(e.type, e.name)) > 1


def _evidence(e: LocalEntity) -> tuple[str, ...]:
    """The other names that tell who is meant elsewhere too: an edition is not told by the name of its series."""
    return tuple(a for a in e.aliases if years(a) == years(e.name)) if e.type in _EDITED else e.aliases


def _points(e: LocalEntity) -> bool:
    """Whether a body is named by its rank alone, so that the same words are another body in another city."""
    return e.type == "government" and _DEICTIC.match(e.name) is not None and registry().get(e.id) is None


def _deictic(document: Named, e: LocalEntity) -> _End:
    """A body of this document alone."""
    return _End(f"{e.id}@{document.document.removeprefix('sha256:')[:12]}", e.name, "this_document")


def _phrases(decisions: Decisions) -> dict[str, str]:
    """Folded phrase → id of the catalogue, '' for none."""
    for phrase, identity in decisions.indicators.items():
        if identity and catalogue().get(identity) is None:
            raise ParkgraphError("E201", "decisions", f"{phrase}: the catalogue has no indicator {identity}")
    return {fold_name(phrase): identity for phrase, identity in decisions.indicators.items()}


def _mentions(documents: Sequence[Named], decisions: Decisions) -> tuple[dict[tuple[str, str], _End], Decisions]:
    """Decisions on single documents, by document id; those that give an id of the registry are settled here."""
    pinned: dict[tuple[str, str], _End] = {}
    fixed: list[MentionIs] = []
    named = {(e.type, key(e.type, e.name)) for d in documents for e in d.entities}
    fresh: dict[tuple[str, str], Same] = {}
    for mention in decisions.mentions:
        entry = registry().get(mention.is_)
        for d in documents:
            if mention.document != d.document and mention.document not in d.files:
                continue
            fixed.append(mention.model_copy(update={"document": d.document}))
            for e in d.entities if entry is not None else ():
                if e.type == mention.type and key(e.type, e.name) == key(e.type, mention.name):
                    assert entry is not None
                    pinned[d.document, e.id] = _End(entry.id, entry.name, "decision")
        if entry is None and (mention.type, key(mention.type, mention.is_)) not in named:
            # nobody else names it: the person's name, not the one that was corrected
            only = Same.model_construct(type=mention.type, names=(mention.is_, mention.is_), note="")
            fresh[mention.type, mention.is_] = only
    return pinned, Decisions.model_construct(
        same=(*decisions.same, *(fresh[k] for k in sorted(fresh))),
        different=decisions.different,
        mentions=tuple(m for m in fixed if registry().get(m.is_) is None),
        indicators={},
    )


def _ends(items: Sequence[Item], resolution: Resolution, decisions: Decisions) -> dict[tuple[str, str], _End]:
    """Where each item ended, in ids that extraction gives too: a group has the id of its fullest name."""
    groups: dict[str, list[tuple[Item, Resolved]]] = defaultdict(list)
    for item in items:
        outcome = resolution.items[item.document, item.entity_id]
        groups[outcome.entity_id].append((item, outcome))
    decided = {fold(n) for same in decisions.same for n in same.names}
    ids: dict[str, str] = {}
    torn: set[str] = set()
    for group in sorted(groups):
        members = groups[group]
        local = sorted({item.entity_id for item, _ in members})
        known = [i for i in local if registry().get(i) is not None]
        named = sorted(i.entity_id for i, o in members if i.name == o.name)
        if registry().get(group) is not None or "@" in group.rpartition(":")[2]:
            ids[group] = group
        elif len(known) > 1 and not any(fold(i.name) in decided for i, _ in members):
            torn.add(group)
        elif known:
            ids[group] = known[0]
        else:
            # without a bearer of its name the group is named by a person
            ids[group] = group if not named else (local[0] if len(local) == 1 else named[0])
    taken: dict[str, str] = {}
    for group in sorted(ids, key=lambda g: (ids[g] != g, g)):
        if taken.setdefault(ids[group], group) != group:
            ids[group] = group
    ends: dict[tuple[str, str], _End] = {}
    for group, members in groups.items():
        for item, outcome in members:
            candidates = tuple(sorted(ids.get(c, c) for c in outcome.candidates))
            if group in torn:
                ends[item.document, item.entity_id] = _torn(item, members)
            elif outcome.reason == "ambiguous":
                ends[item.document, item.entity_id] = _End(item.entity_id, item.name, "ambiguous", candidates)
            else:
                entry = registry().get(ids[group])
                name = entry.name if entry else outcome.name
                ends[item.document, item.entity_id] = _End(ids[group], name, outcome.reason)
    return ends


def _torn(item: Item, members: Sequence[tuple[Item, Resolved]]) -> _End:
    """Several things of the registry were joined by a short form, and no person said that they are one."""
    if registry().get(item.entity_id) is not None:
        return _End(item.entity_id, item.name, _KEPT)
    known = {i.entity_id for i, _ in members if registry().get(i.entity_id) is not None}
    return _End(item.entity_id, item.name, "ambiguous", tuple(sorted(known)))


def _merges(
    documents: Sequence[Named],
    items: Sequence[Item],
    resolution: Resolution,
    ends: Mapping[tuple[str, str], _End],
) -> list[dict[str, Any]]:
    """Names that became names of one thing, with the rule and the documents that support it."""
    files = {d.document: d.files or (d.document,) for d in documents}
    into: dict[str, _End] = {}
    for item in items:
        end = ends[item.document, item.entity_id]
        if end.reason not in (_KEPT, "ambiguous"):
            into.setdefault(resolution.items[item.document, item.entity_id].entity_id, end)
    rows = set()
    for merge in resolution.merges:
        if merge.into not in into:
            continue
        end = into[merge.into]
        kind, _, name = merge.entity_id.partition(":")
        supporting = tuple(sorted({f for d in merge.documents for f in files[d]}))
        rows.add((kind, name, end.name, end.id, merge.reason, supporting))
    return [
        {"name": name, "type": kind, "into": full, "into_id": identity, "rule": rule, "documents": list(supporting)}
        for kind, name, full, identity, rule, supporting in sorted(rows, key=lambda r: (r[3], r[1], r[4]))
    ]


def _without_effect(
    documents: Sequence[Named], items: Sequence[Item], resolution: Resolution, decisions: Decisions
) -> list[str]:
    """Decisions that nothing in the documents answers to, and `same` that a `different` keeps from being done."""
    told = []
    named: dict[tuple[str, str], set[str]] = defaultdict(set)  # type and key → ids in the graph
    for item in items:
        end = resolution.items[item.document, item.entity_id].entity_id
        named[item.type, key(item.type, item.name)].add(end)
    for same in decisions.same:
        missing = [n for n in same.names if (same.type, key(same.type, n)) not in named]
        ends = {i for n in same.names for i in named.get((same.type, key(same.type, n)), ())}
        if len(missing) > len(same.names) - 2 and missing:
            told.append(f"same {', '.join(same.names)}: no document names {', '.join(missing)}")
        elif len(ends) > 1:
            told.append(f"same {', '.join(same.names)}: something else keeps them apart")
    for mention in decisions.mentions:
        where = [d for d in documents if mention.document == d.document or mention.document in d.files]
        wanted = key(mention.type, mention.name)
        if not any(e.type == mention.type and key(e.type, e.name) == wanted for d in where for e in d.entities):
            reason = f"it names no {mention.type} {mention.name}" if where else "there is no such document"
            told.append(f"mention in {mention.document}: {reason}")
    phrases = {fold_name(p) for d in documents for p in d.phrases}
    told += [f"indicator {p}: no document has it" for p in sorted(decisions.indicators) if fold_name(p) not in phrases]
    return told
