"""Records of invented documents, made by the real record classes. The same number gives the same document."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from schemas.documents import Metadata
from schemas.ids import digest, entity_id, fact_id, observation_id
from schemas.records import (
    ArticleRecord,
    EntityRecord,
    Extraction,
    Fact,
    Mention,
    RelationRecord,
    Scope,
    Sentence,
)
from schemas.spans import Span

PARKS = ("云栖湖科技园", "北屿高新区", "望江软件园", "青岚生物谷")
INDICATORS = (
    ("总收入", "total_revenue"),
    ("利润总额", "total_profit"),
    ("企业数", "enterprises"),
    ("展厅参观人次", None),
)
YEARS = (2019, 2020, 2021, 2022, 2023)


def document_id(number: int | str) -> str:
    return f"sha256:{digest('document', number) * 4}"[:71]


def record(
    number: int,
    *,
    facts: int = 12,
    publisher: str = "云栖湖日报",
    source: str | None = None,
    confidence: float = 0.8,
    offset: int = 0,
) -> dict[str, Any]:
    """`offset` moves the figures, so that documents with the same one state the same things."""
    doc = f"doc{number:04d}.txt"
    doc_id = document_id(number)
    headline = f"第{number}期园区简报"
    text = ""
    sentences: list[Sentence] = []
    found: list[Fact] = []
    relations: list[RelationRecord] = []
    mentions: dict[str, list[Mention]] = {}
    for i in range(facts):
        park = PARKS[(i + offset) % len(PARKS)]
        phrase, mapped = INDICATORS[(i // len(PARKS)) % len(INDICATORS)]
        year = YEARS[(i + offset) % len(YEARS)]
        value = Decimal((i * 37 + offset * 11) % 997 + 1)
        firm = f"{park[:2]}{'甲乙丙丁'[i % 4]}电子有限公司"
        sentence = f"{year}年，{park}实现{phrase}{value}亿元，{firm}落户园区。"
        start = len(text)
        at = start + sentence.index(f"{value}亿元")
        end = at + len(f"{value}亿元")
        raw = f"{value}亿元"
        text += sentence
        sentences.append(Sentence(i, start, start + len(sentence), sentence))
        park_at = start + sentence.index(park)
        mentions.setdefault(park, []).append(Mention(park_at, park_at + len(park), park))
        firm_at = start + sentence.index(firm)
        mentions.setdefault(firm, []).append(Mention(firm_at, firm_at + len(firm), firm))
        fact = Fact(
            doc=doc,
            document_id=doc_id,
            article=headline,
            article_index=0,
            sentence_index=i,
            subject=park,
            subject_id=entity_id("park", park),
            subject_type="park",
            subject_name=park,
            indicator=phrase,
            indicator_id=mapped,
            scope=Scope(area="全区") if i % 3 == 0 else Scope(),
            value=value * Decimal("1e8"),
            unit="CNY",
            unit_full="CNY",
            raw=raw,
            period=str(year),
            period_kind="year",
            period_from="clause",
            kind="level",
            measure_kind="level",
            base=None,
            qualifier=("over",) if i % 5 == 0 else (),
            modality="actual",
            fact_id="",
            mentions=(Mention(at, end, raw),),
            evidence=sentence,
            start=at,
            end=end,
            confidence=confidence,
            rule="test.rule",
        )
        found.append(_with_id(fact))
        relations.append(
            RelationRecord(
                doc=doc,
                document_id=doc_id,
                article_index=0,
                sentence_index=i,
                head=firm,
                head_id=entity_id("enterprise", firm),
                head_type="enterprise",
                relation="located_in",
                tail=park,
                tail_id=entity_id("park", park),
                tail_type="park",
                time=str(year),
                role=None,
                evidence=sentence,
                start=firm_at,
                end=firm_at + len(firm),
                confidence=confidence,
                rule="test.relation",
            )
        )
    entities = [
        EntityRecord(
            doc=doc,
            document_id=doc_id,
            article_index=0,
            name=name,
            entity_id=entity_id("park" if name in PARKS else "enterprise", name),
            type="park" if name in PARKS else "enterprise",
            aliases=(name[:3],) if number % 2 else (),
            mentions=tuple(places),
            confidence=confidence,
            canonical=name if name in PARKS else "",
        )
        for name, places in sorted(mentions.items())
    ]
    article = ArticleRecord(
        doc=doc,
        document_id=doc_id,
        article_index=0,
        headline=headline,
        byline=None,
        published="2024-01-15",
        text=text,
        start=0,
        end=len(text),
        segments=(Span(0, len(text)),),
        kind="article",
        sentences=tuple(sentences),
    )
    return Extraction(
        doc=doc,
        document_id=doc_id,
        source=source or f"corpus/{doc}",
        media_type="text/plain",
        reader="text/1",
        extractor="test/1",
        metadata=Metadata(title=headline, published="2024-01-15", publisher=publisher),
        articles=(article,),
        facts=tuple(found),
        entities=tuple(entities),
        relations=tuple(relations),
    ).to_record()


def records(count: int, facts: int = 12) -> list[dict[str, Any]]:
    """Documents of which some state the same figures as others."""
    return [record(n, facts=facts, offset=n // 2) for n in range(count)]


def observation_ids(*found: dict[str, Any]) -> set[str]:
    return {observation_id(fact) for one in found for fact in one["facts"]}


def _with_id(fact: Fact) -> Fact:
    from dataclasses import replace

    return replace(fact, fact_id=fact_id(fact.document_id, fact.to_record()))
