/*
id: figures_within
title: Figures within a place
question: Which figures do the documents give for a place or a whole and for everything in it, with or without some part?
notes: a place holds what the registry or a document puts into it, six steps deep; figures of different subjects never add up by themselves
parameters:
  place: {type: entity, sample: 北京, about: 'the region, the park with its sub-parks …'}
  exclude: {type: entity, default: null, sample: 中关村, about: 'leave that thing out, with everything in it'}
  exclude_parts: {type: boolean, default: false, sample: true, about: only figures of the place itself}
  subject_type: {type: string, default: null, sample: park, about: entity type of the subjects}
  indicator: {type: indicator, default: null, sample: 营业收入, about: only figures of that indicator}
  year: {type: integer, default: null, sample: 2023, about: only figures of that year}
columns:
  subject: {type: string, about: name of the subject}
  subject_id: {type: string, about: its id}
  subject_type: {type: string, about: its entity type}
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
OPTIONAL MATCH (:Entity {id: $exclude})<-[:LOCATED_IN|PART_OF|WITHIN*0..6]-(out:Entity)
WITH collect(DISTINCT out.id) AS outside
MATCH (:Entity {id: $place})<-[:LOCATED_IN|PART_OF|WITHIN*0..6]-(e:Entity)
WHERE NOT e.id IN outside AND (NOT $exclude_parts OR e.id = $place)
  AND ($subject_type IS NULL OR e.type = $subject_type)
WITH DISTINCT e
MATCH (o:Observation)-[:ABOUT]->(e)
WHERE $year IS NULL OR o.year = $year
MATCH (o)-[:MEASURES]->(i:Indicator)
WHERE $indicator IS NULL OR i.id = $indicator
MATCH (o)-[st:STATED_IN]->(s:Sentence)<-[:HAS_SENTENCE]-(a:Article)<-[:CONTAINS]-(d:Document)
WITH o, e, i, st, s, a, d
ORDER BY d.name, d.id, st.start, st.end, st.fact_id
WITH o, e, i,
  collect({fact_id: st.fact_id, document: d.name, document_id: d.id, article: a.headline, sentence: s.text,
    start: st.start, end: st.end, raw: st.raw}) AS evidence
RETURN e.name AS subject, e.id AS subject_id, e.type AS subject_type, i.name AS indicator,
  [x IN [o.scope_population, o.scope_industry, o.scope_area, o.scope_counterpart] WHERE x IS NOT NULL] AS scope,
  o.value AS value, o.unit_full AS unit, o.period AS period, o.kind AS kind, o.base AS base,
  o.qualifiers AS qualifiers, o.modality AS modality, o.confidence AS confidence, o.id AS observation_id,
  evidence AS evidence
ORDER BY subject_id, indicator, period, kind, observation_id
