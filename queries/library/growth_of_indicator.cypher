/*
id: growth_of_indicator
title: Growth of an indicator
question: Which growth rates and changes do the documents state for an indicator, and for whom?
parameters:
  indicator: {type: indicator, sample: 营业收入, about: the indicator}
  year: {type: integer, default: null, sample: 2023, about: only figures of that year}
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
MATCH (o:Observation)-[:MEASURES]->(:Indicator {id: $indicator})
WHERE o.measure_kind IN ['growth', 'change'] AND ($year IS NULL OR o.year = $year)
MATCH (o)-[:ABOUT]->(e:Entity)
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
ORDER BY subject_id, year, period, kind, observation_id
