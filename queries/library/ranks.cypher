/*
id: ranks
title: Ranks
question: Which ranks does a park (or any other subject) hold, in what and among whom?
parameters:
  subject: {type: entity, default: null, sample: 中关村, about: 'the park, enterprise, region …; null for all'}
columns:
  subject: {type: string, about: name of the subject}
  subject_id: {type: string, about: id of the subject}
  indicator: {type: string, about: what it is ranked by}
  field: {type: string, about: the field ranked in}
  rank: {type: number, unit: rank, about: '1 is the first'}
  period: {type: string, about: ISO period}
  edition: {type: string, about: edition of the ranking}
  modality: {type: string, about: actual target forecast}
  observation_id: {type: string, about: id of the observation}
  evidence: {type: evidence, about: 'every place that states it: document, sentence, offsets in the original'}
*/
MATCH (o:Observation)-[:ABOUT]->(e:Entity)
WHERE o.measure_kind = 'rank' AND ($subject IS NULL OR e.id = $subject)
MATCH (o)-[:MEASURES]->(i:Indicator)
MATCH (o)-[st:STATED_IN]->(s:Sentence)<-[:HAS_SENTENCE]-(a:Article)<-[:CONTAINS]-(d:Document)
WITH o, e, i, st, s, a, d
ORDER BY d.name, d.id, st.start, st.end, st.fact_id
WITH o, e, i,
  collect({fact_id: st.fact_id, document: d.name, document_id: d.id, article: a.headline, sentence: s.text,
    start: st.start, end: st.end, raw: st.raw}) AS evidence
RETURN e.name AS subject, e.id AS subject_id, i.name AS indicator, o.base AS field, o.value AS rank,
  o.period AS period, o.edition AS edition, o.modality AS modality, o.id AS observation_id, evidence AS evidence
ORDER BY subject_id, period DESC, rank, indicator, observation_id
