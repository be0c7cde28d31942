/*
id: conflicts
title: Conflicts in a series
question: Where do the documents give different figures of one series for one period?
parameters:
  subject: {type: entity, default: null, sample: 中关村, about: only figures of that subject}
columns:
  subject: {type: string, about: name of the subject}
  subject_id: {type: string, about: id of the subject}
  indicator: {type: string, about: name of the indicator}
  kind: {type: string, about: kind of the figures}
  period: {type: string, about: ISO period}
  unit: {type: string, about: unit of the figures}
  lowest: {type: number, unit: "@unit", about: the lowest of them}
  highest: {type: number, unit: "@unit", about: the highest of them}
  figures: {type: maps, about: 'each figure with its qualifiers, documents and confidence'}
  series: {type: string, about: the series}
*/
MATCH (o:Observation)-[:ABOUT]->(e:Entity)
WHERE $subject IS NULL OR e.id = $subject
MATCH (o)-[:MEASURES]->(i:Indicator)
MATCH (o)-[:STATED_IN]->(:Sentence)<-[:HAS_SENTENCE]-(:Article)<-[:CONTAINS]-(d:Document)
WITH o, e, i, d
ORDER BY d.name, d.id
WITH o, e, i, collect(DISTINCT d.name) AS documents
ORDER BY o.value, o.id
WITH e, i, o.series AS series, o.period AS period, o.kind AS kind, o.unit_full AS unit, count(DISTINCT o.value) AS differing,
  min(o.value) AS lowest, max(o.value) AS highest,
  collect({observation_id: o.id, value: o.value, qualifiers: o.qualifiers, edition: o.edition,
    confidence: o.confidence, documents: documents}) AS figures
WHERE differing > 1
RETURN e.name AS subject, e.id AS subject_id, i.name AS indicator, kind AS kind, period AS period, unit AS unit,
  lowest AS lowest, highest AS highest, figures AS figures, series AS series
ORDER BY subject_id, indicator, period, kind, series
