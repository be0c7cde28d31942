"""The columns of each kind of record in CSV and Parquet, in the order of the contract."""

from __future__ import annotations

from typing import Literal, NamedTuple

ColumnType = Literal["str", "int", "float", "list", "scope", "mentions", "names", "spans"]


class Column(NamedTuple):
    """A column and its type: `mentions` are `{start,end,raw}`, `names` `{start,end,text}`, `spans` `{start,end}`."""

    name: str
    type: ColumnType = "str"


def _columns(text: str) -> tuple[Column, ...]:
    kinds: dict[str, ColumnType] = {
        "i": "int",
        "f": "float",
        "l": "list",
        "scope": "scope",
        "m": "mentions",
        "n": "names",
        "s": "spans",
    }
    parts = (word.partition(":") for word in text.split())
    return tuple(Column(name, kinds.get(kind, "str")) for name, _, kind in parts)


COLUMNS: dict[str, tuple[Column, ...]] = {
    "facts": _columns(
        "doc document_id article article_index:i sentence_index:i subject subject_id subject_type subject_name "
        "indicator indicator_id indicator_candidate scope:scope value:f value_low:f value_high:f unit unit_full raw "
        "period period_kind period_from kind measure_kind base qualifier:l modality edition ambiguous:l fact_id "
        "mentions:m evidence start:i end:i confidence:f rule"
    ),
    "entities": _columns(
        "doc document_id article_index:i name canonical entity_id type aliases:l mentions:n reason candidates:l "
        "confidence:f"
    ),
    "relations": _columns(
        "doc document_id article_index:i sentence_index:i head head_id head_type relation tail tail_id tail_type "
        "time role evidence start:i end:i confidence:f rule"
    ),
    "articles": _columns(
        "doc document_id article_index:i headline byline published text start:i end:i segments:s kind"
    ),
    "quantities": _columns(
        "doc document_id article_index:i start:i end:i text value:f value_low:f value_high:f unit unit_full kind "
        "qualifiers:l"
    ),
    "report": _columns("doc document_id start:i end:i raw fate reason detail confidence:f"),
}
