"""A small annotated corpus of our own: two documents, their gold of every kind, and records that answer it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

BULLETIN = (
    "2023年，栖霞岭高新区实现地区生产总值352.6亿元，比上年增长6.8%。\n"
    "全区规模以上工业企业达到218家。栖霞岭高新区工业总产值1024.5亿元，同比增长9.1%。\n"
)
NEWS = (
    "2024年3月，墨池科技股份有限公司宣布，公司研发投入达到2.4亿元，员工总数为1560人。\n"
    "墨池科技股份有限公司位于栖霞岭高新区。\n"
)


def fact(doc: str, subject: Any, indicator: Any, value: float, unit: Any, period: Any, kind: Any, **more: Any) -> dict:
    return {
        "doc": doc,
        "article": None,
        "subject": subject,
        "indicator": indicator,
        "value": value,
        "unit": unit,
        "period": period,
        "kind": kind,
        "optional": False,
        **more,
    }


PARK = ["栖霞岭高新区", "栖霞岭高新技术产业开发区"]
FACTS = [
    fact("bulletin.txt", PARK, ["地区生产总值"], 35260000000, "CNY", ["2023"], "level"),
    fact("bulletin.txt", PARK, ["地区生产总值"], 6.8, "%", ["2023"], "growth"),
    fact("bulletin.txt", PARK, ["规模以上工业企业数"], 218, "家", ["2023", "2023-12-31"], "level"),
    fact("bulletin.txt", PARK, ["工业总产值"], 102450000000, "CNY", ["2023"], "level"),
    fact("bulletin.txt", PARK, ["工业总产值"], 9.1, "%", ["2023"], "growth"),
    fact("news.txt", ["墨池科技股份有限公司", "墨池科技"], ["研发投入"], 240000000, "CNY", ["2024"], ["level"]),
    fact("news.txt", ["墨池科技股份有限公司"], ["员工总数"], 1560, ["人", "名"], ["2024"], "level", optional=True),
]
ENTITIES = [
    {"doc": "bulletin.txt", "name": "栖霞岭高新区", "aliases": ["全区"], "type": "park", "optional": False},
    {"doc": "news.txt", "name": "墨池科技股份有限公司", "aliases": ["公司"], "type": "enterprise", "optional": False},
    {"doc": "news.txt", "name": "栖霞岭高新区", "aliases": [], "type": "park", "optional": False},
]
RELATIONS = [
    {
        "doc": "news.txt",
        "head": "墨池科技股份有限公司",
        "relation": "located_in",
        "tail": "栖霞岭高新区",
        "time": None,
        "optional": False,
    }
]
ARTICLES = [
    {
        "headline": None,
        "first_words": "2024年3月，墨池",
        "last_words": "位于栖霞岭高新区。",
        "kind": "article",
        "doc": "news.txt",
    }
]


def lines(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_corpus(folder: Path) -> dict[str, Path]:
    """Writes documents to `folder`/passages and gold beside them; returns the gold files by kind."""
    (folder / "passages").mkdir(parents=True)
    (folder / "passages" / "bulletin.txt").write_text(BULLETIN, encoding="utf-8")
    (folder / "passages" / "news.txt").write_text(NEWS, encoding="utf-8")
    texts = {
        "facts.jsonl": lines(FACTS),
        "entities.jsonl": lines(ENTITIES),
        "relations.jsonl": lines(RELATIONS),
        "articles.json": json.dumps(ARTICLES, ensure_ascii=False),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {name.partition(".")[0]: folder / name for name in texts}


def answer(gold: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The record that answers a gold fact in full, with changes."""
    first = {
        k: (v or [None])[0] if isinstance(v, list) else v for k, v in gold.items() if k not in ("optional", "article")
    }
    return {**first, "confidence": 0.8, **changes}
