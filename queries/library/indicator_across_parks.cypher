/*
id: indicator_across_parks
title: One indicator across parks
question: What do the documents say of one indicator for different parks?
parameters:
  indicator: {type: indicator, sample: 营业收入, about: the indicator}
  year: {type: integer, default: null, sample: 2023, about: only figures of that year}
  subject_type: {type: string, default: park, sample: park, about: 'entity type of the subjects, null for all'}
  within: {type: entity, default: null, sample: 江苏, about: 'only subjects that lie in that place or are part of that whole'}
  exclude: {type: entity, default: null, sample: 中关村, about: 'leave that thing out, with everything in it'}
columns:
  subject: {type: string, about: name of the subject}
  subject_id: {type: string, about: id of the subject}
  year: {type: integer, about: year of the period}
  value: {type: number, unit: "@unit", about: the figure in base units}
  unit: {type: string, about: unit of the figure}
  period: {type: string, about: ISO period}
  kind: {type: string, about: kind of the figure}
  scope: {type: strings, about: what restricts it}
  base: {type: string, about: what it is compared with}
  qualifiers: {type: strings, about: approx over under nearly cumulative}
  modality: {type: string, about: actual target forecast}
  edition: {type: string, about: edition of the publication}
  series: {type: string, about: key under which figures are comparable}
  observation_id: {type: string, about: id of the observation}
  evidence: {type: evidence, about: 'every place that states it: document, sentence, offsets in the original'}
*/
OPTIONAL MATCH (:Entity {id: $within})<-[:LOCATED_IN|PART_OF|WITHIN*0..6]-(part:Entity)
WITH collect(DISTINCT part.id) AS inside
OPTIONAL MATCH (:Entity {id: $exclude})<-[:LOCATED_IN|PART_OF|WITHIN*0..6]-(out:Entity)
WITH inside, collect(DISTINCT out.id) AS outside
MATCH (o:Observation)-[:MEASURES]->(:Indicator {id: $indicator})
WHERE $year IS NULL OR o.year = $year
MATCH (o)-[:ABOUT]->(e:Entity)
WHERE ($subject_type IS NULL OR e.type = $subject_type)
  AND ($within IS NULL OR e.id IN inside) AND NOT e.id IN outside
MATCH (o)-[st:STATED_IN]->(s:Sentence)<-[:HAS_SENTENCE]-(a:Article)<-[:CONTAINS]-(d:Document)
WITH o, e, st, s, a, d
ORDER BY d.name, d.id, st.start, st.end, st.fact_id
WITH o, e,
  collect({fact_id: st.fact_id, document: d.name, document_id: d.id, article: a.headline, sentence: s.text,
    start: st.start, end: st.end, raw: st.raw}) AS evidence
RETURN e.name AS subject, e.id AS subject_id, o.year AS year,
  o.value AS value, o.unit_full AS unit, o.period AS period, o.kind AS kind,
  [x IN [o.scope_population, o.scope_industry, o.scope_area, o.scope_counterpart] WHERE x IS NOT NULL] AS scope,
  o.base AS base, o.qualifiers AS qualifiers, o.modality AS modality, o.edition AS edition, o.series AS series,
  o.id AS observation_id, evidence AS evidence
ORDER BY year DESC, kind, unit, value DESC, subject_id, observation_id
