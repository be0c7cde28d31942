/*
id: evidence
title: Evidence of a figure
question: Which sentences of which documents state a figure?
parameters:
  figure: {type: string, sample: 'obs:0a1b2c3d4e5f60718293', about: id of an observation or of a fact}
columns:
  subject: {type: string, about: name of the subject}
  indicator: {type: string, about: name of the indicator}
  value: {type: number, unit: "@unit", about: the figure in base units}
  unit: {type: string, about: unit of the figure}
  period: {type: string, about: ISO period}
  kind: {type: string, about: kind of the figure}
  document: {type: string, about: file name of the document}
  document_id: {type: string, about: id of the document}
  title: {type: string, about: title of the document}
  publisher: {type: string, about: who published it}
  published: {type: string, about: when it was published}
  url: {type: string, about: where it was published}
  article: {type: string, about: headline of the article}
  sentence: {type: string, about: the sentence as read}
  start: {type: integer, unit: code points, about: start of the quantity in the original text}
  end: {type: integer, unit: code points, about: end of the quantity in the original text}
  raw: {type: string, about: the quantity as printed}
  indicator_text: {type: string, about: the indicator as printed}
  rule: {type: string, about: what produced the record}
  confidence: {type: number, about: probability that the record is right}
  observation_id: {type: string, about: id of the observation}
  fact_id: {type: string, about: id of the fact as this document states it}
*/
MATCH (o:Observation)-[st:STATED_IN]->(s:Sentence)
WHERE o.id = $figure OR st.fact_id = $figure
MATCH (s)<-[:HAS_SENTENCE]-(a:Article)<-[:CONTAINS]-(d:Document)
MATCH (o)-[:ABOUT]->(e:Entity)
MATCH (o)-[:MEASURES]->(i:Indicator)
RETURN e.name AS subject, i.name AS indicator, o.value AS value, o.unit_full AS unit, o.period AS period,
  o.kind AS kind, d.name AS document, d.id AS document_id, d.title AS title, d.publisher AS publisher,
  d.published AS published, d.url AS url, a.headline AS article, s.text AS sentence, st.start AS start, st.end AS end,
  st.raw AS raw, st.indicator_text AS indicator_text, st.rule AS rule, st.confidence AS confidence,
  o.id AS observation_id, st.fact_id AS fact_id
ORDER BY document, document_id, start, end, fact_id
