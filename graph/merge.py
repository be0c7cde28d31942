"""What is derived from what several documents say of one thing. Every rule gives the same in any order of loading.

The functions take states and give states, so that loading only needs what is there and what is new; after a document
was taken out they are fed with all that is left.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

Props = dict[str, Any]


def entity(states: Iterable[Mapping[str, Any]]) -> Props:
    """Name and aliases of an entity from `{canonical, forms}` of its documents (or of the entity so far).

    The registry's name, which all documents agree on, or a person's; else the fullest that a document uses.
    """
    canonical: set[str] = set()
    forms: set[str] = set()
    for state in states:
        if state.get("canonical"):
            canonical.add(state["canonical"])
        forms.update(state["forms"])
    chosen = min(canonical, key=_fullest, default=None)
    name = chosen or min(forms, key=_fullest)
    props: Props = {"name": name, "aliases": sorted((forms | canonical) - {name})}
    if chosen:
        props["canonical"] = chosen
    return props


def _fullest(name: str) -> tuple[int, str]:
    return -len(name), name


def entity_state(props: Mapping[str, Any]) -> Props:
    """What `entity` gave, as a state that it takes."""
    return {"canonical": props.get("canonical"), "forms": [props["name"], *props["aliases"]]}


def observation(states: Iterable[Mapping[str, Any]]) -> Props:
    """Phrase, kind of period and confidence of an observation: those of the statement that is surest."""
    best = min(states, key=lambda s: (-s["confidence"], s["indicator_text"], s.get("period_kind") or ""))
    return {key: best.get(key) for key in ("confidence", "indicator_text", "period_kind")}


def relation(statements: Iterable[str]) -> Props:
    """Properties of a relation from its statements (`model.relation_statement`).

    `evidence_ids` are the sentences, `starts` and `ends` the first place in each, in the original.
    """
    kept = sorted(set(statements))
    parts = [json.loads(statement) for statement in kept]
    first: dict[str, tuple[int, int]] = {}
    for sentence, start, end, *_ in sorted(parts, key=lambda p: (p[0], p[1], p[2])):
        first.setdefault(sentence, (start, end))
    return {
        "statements": kept,
        "evidence_ids": list(first),
        "starts": [place[0] for place in first.values()],
        "ends": [place[1] for place in first.values()],
        "times": sorted({p[3] for p in parts if p[3]}),
        "roles": sorted({p[4] for p in parts if p[4]}),
        "confidence": max((p[6] for p in parts), default=0.0),
    }


def statement_sentence(statement: str) -> str:
    """The sentence that a statement of a relation stands in."""
    return str(json.loads(statement)[0])
