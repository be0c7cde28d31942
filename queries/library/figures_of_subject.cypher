/*
id: figures_of_subject
title: All figures of one subject
question: Which figures does the graph hold of one subject, with everything that is known of them? (behind `table`)
parameters:
  subject: {type: entity, sample: 中关村, about: 'a park, an enterprise, a region …'}
columns:
  observation_id: {type: string, about: id of the observation}
  series: {type: string, about: key under which figures are comparable}
  subject_id: {type: string, about: id of the subject}
  subject: {type: string, about: canonical name of the subject}
  subject_type: {type: string, about: its entity type}
  indicator_id: {type: string, about: id of the indicator}
  indicator: {type: string, about: name of the indicator}
  mapped: {type: boolean, about: whether the indicator is one of the catalogue}
  indicator_text: {type: string, about: the phrase as the document has it}
  scope_population: {type: string, about: the population that is counted}
  scope_industry: {type: string, about: the industry it is restricted to}
  scope_area: {type: string, about: the area it is restricted to}
  scope_counterpart: {type: string, about: the other side of an exchange}
  value: {type: number, unit: "@unit_full", about: the figure in base units}
  value_low: {type: number, unit: "@unit_full", about: lower bound}
  value_high: {type: number, unit: "@unit_full", about: upper bound}
  unit: {type: string, about: unit of the numerator}
  unit_full: {type: string, about: the whole unit}
  period: {type: string, about: ISO period}
  period_kind: {type: string, about: kind of the period}
  year: {type: integer, about: year of the period}
  kind: {type: string, about: kind of the figure}
  measure_kind: {type: string, about: the same without target}
  base: {type: string, about: 'what it is compared with, the whole, or the field ranked in'}
  qualifiers: {type: strings, about: approx over under nearly cumulative}
  modality: {type: string, about: actual target forecast}
  edition: {type: string, about: edition of the publication}
  confidence: {type: number, about: probability that the record is right}
  evidence: {type: evidence, about: 'every place that states it: document, sentence, offsets in the original'}
*/
MATCH (o:Observation)-[:ABOUT]->(e:Entity {id: $subject})
MATCH (o)-[:MEASURES]->(i:Indicator)
MATCH (o)-[st:STATED_IN]->(s:Sentence)<-[:HAS_SENTENCE]-(a:Article)<-[:CONTAINS]-(d:Document)
WITH o, e, i, st, s, a, d
ORDER BY d.name, d.id, st.start, st.end, st.fact_id
WITH o, e, i,
  collect({fact_id: st.fact_id, document: d.name, document_id: d.id, published: d.published, article: a.headline,
    article_index: a.index, sentence_id: s.id, sentence: s.text, start: st.start, end: st.end, raw: st.raw,
    indicator_text: st.indicator_text, rule: st.rule, confidence: st.confidence,
    main: st.main, period_from: st.period_from}) AS evidence
RETURN o.id AS observation_id, o.series AS series, e.id AS subject_id, e.name AS subject, e.type AS subject_type,
  i.id AS indicator_id, i.name AS indicator, i.mapped AS mapped, o.indicator_text AS indicator_text,
  o.scope_population AS scope_population, o.scope_industry AS scope_industry, o.scope_area AS scope_area,
  o.scope_counterpart AS scope_counterpart, o.value AS value, o.value_low AS value_low, o.value_high AS value_high,
  o.unit AS unit, o.unit_full AS unit_full, o.period AS period, o.period_kind AS period_kind, o.year AS year,
  o.kind AS kind, o.measure_kind AS measure_kind, o.base AS base, o.qualifiers AS qualifiers, o.modality AS modality,
  o.edition AS edition, o.confidence AS confidence, evidence AS evidence
ORDER BY subject_id, indicator_id, period, observation_id
