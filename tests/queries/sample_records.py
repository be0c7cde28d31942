"""A small corpus of extraction records, written by hand: three parks, two years, every trap that tables must see.

Parks: 云栖高新技术产业开发区 (also 云栖高新区), 澄湖经济技术开发区, 望海国家自主创新示范区 and 望海科技园区.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from schemas.documents import Metadata
from schemas.ids import document_id, entity_id, fact_id
from schemas.records import ArticleRecord, EntityRecord, Extraction, Fact, Mention, RelationRecord, Scope, Sentence
from schemas.spans import Span

YUNQI = ("park", "云栖高新技术产业开发区")
CHENGHU = ("park", "澄湖经济技术开发区")
WANGHAI = ("park", "望海国家自主创新示范区")
WANGHAI_PARK = ("park", "望海科技园区")
CITY = ("region", "云栖市")
XINGLAN = ("enterprise", "星岚科技股份有限公司")
XINGLAN_CHIP = ("enterprise", "星岚芯片有限公司")
LAB = ("lab_or_institute", "云栖量子计算实验室")
UNIVERSITY = ("university", "云栖理工大学")

Thing = tuple[str, str]


@dataclass
class Draft:
    """A document in the making: sentences are added, facts find their figure in them."""

    name: str
    title: str
    published: str | None
    publisher: str | None
    url: str | None = None
    sentences: list[Sentence] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    entities: dict[str, EntityRecord] = field(default_factory=dict)
    relations: list[RelationRecord] = field(default_factory=list)

    @property
    def id(self) -> str:
        return document_id(self.name.encode())

    @property
    def original(self) -> str:
        return "".join(s.text for s in self.sentences)

    def say(self, text: str) -> Sentence:
        start = len(self.original)
        self.sentences.append(Sentence(len(self.sentences), start, start + len(text), text))
        return self.sentences[-1]

    def names(self, thing: Thing, *aliases: str) -> None:
        """Every place where a sentence has the name or an alias becomes a mention."""
        kind, name = thing
        places = []
        for form in (name, *aliases):
            at = self.original.find(form)
            while at >= 0:
                places.append(Mention(at, at + len(form), form))
                at = self.original.find(form, at + 1)
        self.entities[name] = EntityRecord(
            self.name,
            self.id,
            0,
            name,
            entity_id(kind, name),
            kind,
            aliases,
            tuple(places),
            0.95,
            canonical=name,  # type: ignore[arg-type]
        )

    def fact(
        self, sentence: Sentence, thing: Thing, indicator: str, raw: str, value: str, unit: str, **more: Any
    ) -> None:
        """A fact whose figure `raw` stands in the sentence; `also` are sentences that repeat it."""
        at = sentence.start + sentence.text.index(raw)
        mentions = [Mention(at, at + len(raw), raw)]
        for other, printed in more.pop("also", ()):
            place = other.start + other.text.index(printed)
            mentions.append(Mention(place, place + len(printed), printed))
        kind = more.get("kind", "level")
        values = {
            "doc": self.name,
            "document_id": self.id,
            "article": self.title,
            "article_index": 0,
            "sentence_index": sentence.index,
            "subject": thing[1],
            "subject_id": entity_id(*thing),
            "subject_type": thing[0],
            "subject_name": thing[1],
            "indicator": indicator,
            "indicator_id": None,
            "scope": Scope(),
            "value": Decimal(value),
            "unit": unit,
            "unit_full": unit,
            "raw": raw,
            "period": None,
            "period_kind": "year",
            "period_from": "sentence",
            "kind": kind,
            "measure_kind": kind,
            "base": None,
            "qualifier": (),
            "modality": "actual",
            "mentions": tuple(mentions),
            "evidence": sentence.text,
            "start": at,
            "end": at + len(raw),
            "confidence": 0.9,
            "rule": "by_hand",
            **more,
        }
        fact = Fact(fact_id="", **values)
        self.facts.append(replace(fact, fact_id=fact_id(self.id, fact.to_record())))

    def relation(self, sentence: Sentence, head: Thing, relation: str, tail: Thing, **more: Any) -> None:
        values = {"time": None, "role": None, **more}
        self.relations.append(
            RelationRecord(
                doc=self.name,
                document_id=self.id,
                article_index=0,
                sentence_index=sentence.index,
                head=head[1],
                head_id=entity_id(*head),
                head_type=head[0],  # type: ignore[arg-type]
                relation=relation,  # type: ignore[arg-type]
                tail=tail[1],
                tail_id=entity_id(*tail),
                tail_type=tail[0],  # type: ignore[arg-type]
                evidence=sentence.text,
                start=sentence.start,
                end=sentence.end,
                confidence=0.8,
                rule="by_hand",
                **values,
            )
        )

    def done(self) -> Extraction:
        article = ArticleRecord(
            doc=self.name,
            document_id=self.id,
            article_index=0,
            headline=self.title,
            byline=None,
            published=self.published,
            text=self.original,
            start=0,
            end=len(self.original),
            segments=(Span(0, len(self.original)),),
            kind="article",
            sentences=tuple(self.sentences),
        )
        return Extraction(
            doc=self.name,
            document_id=self.id,
            source=f"/corpus/{self.name}",
            media_type="text/plain",
            reader="text/1",
            extractor="by_hand/1",
            metadata=Metadata(self.title, self.published, self.publisher, self.url),
            articles=(article,),
            facts=tuple(self.facts),
            entities=tuple(self.entities.values()),
            relations=tuple(self.relations),
        )


REVENUE = {"indicator_id": "revenue"}
LARGE = Scope(population="规上企业")


def bulletin_2022() -> Extraction:
    d = Draft("yunqi_2022.txt", "云栖高新区2022年统计公报", "2023-03-02", "云栖市统计局", "https://stat.example/2022")
    s = d.say("2022年，云栖高新技术产业开发区实现营业收入800亿元，规上企业营业收入650亿元。")
    d.fact(s, YUNQI, "营业收入", "800亿元", "80000000000", "CNY", period="2022", **REVENUE)
    d.fact(s, YUNQI, "规上企业营业收入", "650亿元", "65000000000", "CNY", period="2022", scope=LARGE, **REVENUE)
    s = d.say("截至2022年底，云栖高新区拥有高新技术企业420家，研发人员约1.2万人。")
    d.fact(s, YUNQI, "高新技术企业", "420家", "420", "家", period="2022-12-31", period_kind="instant",
           indicator_id="high_tech_enterprises")  # fmt: skip
    d.fact(s, YUNQI, "研发人员", "约1.2万人", "12000", "人", period="2022-12-31", period_kind="instant",
           qualifier=("approx",), value_low=Decimal(11500), value_high=Decimal(12500))  # fmt: skip
    d.names(YUNQI, "云栖高新区")
    return d.done()


def bulletin_2023() -> Extraction:
    d = Draft("yunqi_2023.txt", "云栖高新区2023年统计公报", "2024-03-01", "云栖市统计局", "https://stat.example/2023")
    head = d.say("营业收入突破900亿元大关。")
    s = d.say("2023年，云栖高新技术产业开发区实现营业收入900.5亿元，比上年增长12.5%，规上企业营业收入720亿元。")
    d.fact(s, YUNQI, "营业收入", "900.5亿元", "90050000000", "CNY", period="2023", also=[(head, "900亿元")], **REVENUE)
    d.fact(s, YUNQI, "营业收入", "12.5%", "12.5", "%", period="2023", kind="growth", base="2022", **REVENUE)
    d.fact(s, YUNQI, "规上企业营业收入", "720亿元", "72000000000", "CNY", period="2023", scope=LARGE, **REVENUE)
    s = d.say("2023年前三季度营业收入为640亿元。")
    d.fact(
        s,
        YUNQI,
        "营业收入",
        "640亿元",
        "64000000000",
        "CNY",
        period="2023-01/2023-09",
        period_kind="cumulative",
        **REVENUE,
    )
    s = d.say("截至2023年底，全区高新技术企业达510家，其中软件企业占比为三成。")
    d.fact(s, YUNQI, "高新技术企业", "510家", "510", "家", period="2023-12-31", period_kind="instant",
           indicator_id="high_tech_enterprises")  # fmt: skip
    d.fact(s, YUNQI, "软件企业占比", "三成", "30", "%", period="2023-12-31", period_kind="instant", kind="share",
           base="高新技术企业")  # fmt: skip
    s = d.say("云栖高新区在全国高新区评价中列第18位，力争到2025年营业收入达到1200亿元。")
    d.fact(s, YUNQI, "综合评价", "第18位", "18", "rank", period="2023", kind="rank", base="全国高新区", edition="2023")
    d.fact(s, YUNQI, "营业收入", "1200亿元", "120000000000", "CNY", period="2025", kind="target", measure_kind="level",
           modality="target", **REVENUE)  # fmt: skip
    s = d.say("园区占地35平方公里。")
    d.fact(s, YUNQI, "占地面积", "35平方公里", "35000000", "m2", period_kind=None, period_from=None)
    d.names(YUNQI, "云栖高新区", "全区")
    d.names(CITY)
    return d.done()


def park_news() -> Extraction:
    d = Draft("news_2024.txt", "三地园区年报速览", "2024-04-10", "园区观察")
    s = d.say("澄湖经济技术开发区2023年营业收入超1500亿元，同比增长8%。")
    d.fact(s, CHENGHU, "营业收入", "超1500亿元", "150000000000", "CNY", period="2023", qualifier=("over",),
           value_low=Decimal(150000000000), **REVENUE)  # fmt: skip
    d.fact(s, CHENGHU, "营业收入", "8%", "8", "%", period="2023", kind="growth", base="2022", **REVENUE)
    s = d.say("云栖高新技术产业开发区2023年实现营业收入900.5亿元，也有说法称为905亿元。")
    d.fact(s, YUNQI, "营业收入", "900.5亿元", "90050000000", "CNY", period="2023", confidence=0.8, **REVENUE)
    d.fact(s, YUNQI, "营业收入", "905亿元", "90500000000", "CNY", period="2023", confidence=0.5, **REVENUE)
    s = d.say("望海国家自主创新示范区2022年营业收入3000亿元，高新技术企业2100家。")
    d.fact(s, WANGHAI, "总收入", "3000亿元", "300000000000", "CNY", period="2022", **REVENUE)
    d.fact(s, WANGHAI, "高新技术企业", "2100家", "2100", "家", period="2022", indicator_id="high_tech_enterprises")
    s = d.say("望海科技园区2023年高新技术企业88家。")
    d.fact(s, WANGHAI_PARK, "高新技术企业", "88家", "88", "家", period="2023", indicator_id="high_tech_enterprises")
    for thing in (CHENGHU, YUNQI, WANGHAI, WANGHAI_PARK):
        d.names(thing)
    return d.done()


def company_news() -> Extraction:
    d = Draft("company.txt", "星岚科技入驻云栖", None, None)
    s = d.say("星岚科技股份有限公司位于云栖高新技术产业开发区，其全资子公司星岚芯片有限公司同日揭牌。")
    d.relation(s, XINGLAN, "located_in", YUNQI, time="2023")
    d.relation(s, XINGLAN_CHIP, "subsidiary_of", XINGLAN)
    s = d.say("公司与云栖理工大学签署协议，共建云栖量子计算实验室。")
    d.relation(s, XINGLAN, "signed_with", UNIVERSITY, time="2023-11")
    d.relation(s, LAB, "located_in", YUNQI)
    d.relation(s, UNIVERSITY, "established", LAB, role="共建单位")
    s = d.say("云栖高新技术产业开发区位于云栖市。")
    d.relation(s, YUNQI, "located_in", CITY)
    s = d.say("星岚科技股份有限公司2023年营业收入45亿元。")
    d.fact(s, XINGLAN, "营业收入", "45亿元", "4500000000", "CNY", period="2023", **REVENUE)
    for thing in (YUNQI, XINGLAN_CHIP, UNIVERSITY, LAB, CITY):
        d.names(thing)
    d.names(XINGLAN, "公司")
    return d.done()


def corpus() -> tuple[Extraction, ...]:
    return (bulletin_2022(), bulletin_2023(), park_news(), company_news())


def checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
