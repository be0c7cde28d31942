/*
id: park_facts
title: Facts of a park
question: Which figures do the documents give for a park, or any other subject, and where?
parameters:
  subject: {type: entity, sample: 中关村, about: 'the park, enterprise, region …'}
  year: {type: integer, default: null, sample: 2023, about: only figures of that year}
  kind: {type: string, default: null, sample: level, about: 'only figures of that kind: level, change, growth, share, ratio, rank, rate, target'}
columns:
  indicator: {type: string, about: name of the indicator}
  scope: {type: strings, about: 'what restricts it: population, industry, area, counterpart'}
  value: {type: number, unit: "@unit", about: the figure in base units}
  unit: {type: string, about: unit of the figure}
  period: {type: string, about: ISO period}
  kind: {type: string, about: kind of the figure}
  base: {type: string, about: what it is compared with}
  qualifiers: {type: strings, about: approx over under nearly cumulative}
  modality: {type: string, about: actual target forecast}
  confidence: {type: number, about: probability that the record is right}
  observation_id: {type: string, about: id of the observation}
  evidence: {type: evidence, about: 'every place that states it: document, sentence, offsets in the original'}
*/
MATCH (o:Observation)-[:ABOUT]->(:Entity {id: $subject})
WHERE ($year IS NULL OR o.year = $year) AND ($kind IS NULL OR o.kind = $kind)
MATCH (o)-[:MEASURES]->(i:Indicator)
MATCH (o)-[st:STATED_IN]->(s:Sentence)<-[:HAS_SENTENCE]-(a:Article)<-[:CONTAINS]-(d:Document)
WITH o, i, st, s, a, d
ORDER BY d.name, d.id, st.start, st.end, st.fact_id
WITH o, i,
  collect({fact_id: st.fact_id, document: d.name, document_id: d.id, article: a.headline, sentence: s.text,
    start: st.start, end: st.end, raw: st.raw}) AS evidence
RETURN i.name AS indicator,
  [x IN [o.scope_population, o.scope_industry, o.scope_area, o.scope_counterpart] WHERE x IS NOT NULL] AS scope,
  o.value AS value, o.unit_full AS unit, o.period AS period, o.kind AS kind, o.base AS base,
  o.qualifiers AS qualifiers, o.modality AS modality, o.confidence AS confidence, o.id AS observation_id,
  evidence AS evidence
ORDER BY indicator, period, kind, observation_id
