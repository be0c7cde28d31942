"""Deterministic ids: the same thing gets the same id in every run and on every store."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any


def digest(*parts: object) -> str:
    """First 20 hex digits of the SHA-256 over the parts, joined by a unit separator."""
    return _short_hash(["" if p is None else str(p) for p in parts])


def _short_hash(parts: list[str]) -> str:
    joined = "\x1f".join(parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:20]


def document_id(data: bytes) -> str:
    """`sha256:` and the full hash of the received bytes."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """The form of a name under which it is the same name: width-folded, without white space, lower case."""
    return "".join(unicodedata.normalize("NFKC", name).split()).lower()


def entity_id(entity_type: str, name: str, qualifier: str | None = None) -> str:
    """`park:中关村国家自主创新示范区`; `qualifier` tells things of one name apart (`enterprise:某公司@杭州`)."""
    plain = "".join(unicodedata.normalize("NFKC", name).split())
    return f"{entity_type}:{plain}@{qualifier}" if qualifier else f"{entity_type}:{plain}"


def article_id(document: str, index: int) -> str:
    """Id of the article `index` of a document."""
    return f"article:{digest(document, index)}"


def sentence_id(document: str, article_index: int, index: int) -> str:
    """Id of a sentence."""
    return f"sentence:{digest(document, article_index, index)}"


def scope_key(scope: Mapping[str, Any]) -> str:
    """Canonical text of a scope record."""
    return ";".join(f"{k}={scope[k]}" for k in sorted(scope) if scope[k])


def series_key(fact: Mapping[str, Any]) -> str:
    """The key under which observations are comparable: subject, indicator, scope, kind, unit, base, edition."""
    return series_of(
        fact["subject_id"],
        fact.get("indicator_id") or fold_name(str(fact["indicator"])),
        scope_key(fact.get("scope") or {}),
        fact.get("measure_kind") or fact["kind"],
        fact.get("unit_full") or fact["unit"],
        fact.get("base"),
        fact.get("edition"),
        fact.get("modality") or "actual",
    )


def series_of(*parts: str | None) -> str:
    """`series_key` of its parts: subject, indicator, scope, kind, unit, base, edition, modality."""
    return f"series:{_short_hash([part or '' for part in parts])}"


def observation_id(fact: Mapping[str, Any]) -> str:
    """The same statement in two documents has one observation id; two values in one series have two."""
    return observation_of(
        series_key(fact),
        fact.get("period"),
        fact["value"],
        fact.get("value_low"),
        fact.get("value_high"),
        fact.get("qualifier") or (),
    )


def observation_of(
    series: str,
    period: str | None,
    value: float | None,
    value_low: float | None,
    value_high: float | None,
    qualifier: Iterable[str],
) -> str:
    """`observation_id` of its parts."""
    return f"obs:{digest(series, period, value, value_low, value_high, ','.join(qualifier))}"


def fact_id(document: str, fact: Mapping[str, Any]) -> str:
    """Id of a fact as one document states it."""
    return fact_of(document, fact.get("article_index"), observation_id(fact))


def fact_of(document: str, article_index: int | None, observation: str) -> str:
    """`fact_id` of its parts."""
    return f"fact:{digest(document, article_index, observation)}"
