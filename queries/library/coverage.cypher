/*
id: coverage
title: Coverage
question: For which parks and indicators does the graph hold figures, of which years?
parameters:
  subject_type: {type: string, default: park, sample: park, about: 'entity type of the subjects, null for all'}
  mapped_only: {type: boolean, default: true, sample: true, about: only indicators of the catalogue}
columns:
  indicator: {type: string, about: name of the indicator}
  indicator_id: {type: string, about: id of the indicator}
  subject: {type: string, about: name of the subject}
  subject_id: {type: string, about: id of the subject}
  figures: {type: integer, unit: figures, about: number of observations}
  first_year: {type: integer, about: first year}
  last_year: {type: integer, about: last year}
  documents: {type: integer, unit: documents, about: number of documents that state them}
*/
MATCH (i:Indicator)<-[:MEASURES]-(o:Observation)-[:ABOUT]->(e:Entity)
WHERE ($subject_type IS NULL OR e.type = $subject_type) AND (NOT $mapped_only OR i.mapped)
MATCH (o)-[:STATED_IN]->(:Sentence)<-[:HAS_SENTENCE]-(:Article)<-[:CONTAINS]-(d:Document)
RETURN i.name AS indicator, i.id AS indicator_id, e.name AS subject, e.id AS subject_id,
  count(DISTINCT o) AS figures, min(o.year) AS first_year, max(o.year) AS last_year, count(DISTINCT d) AS documents
ORDER BY indicator_id, subject_id
