/*
id: subjects_of_indicator
title: Subjects of an indicator
question: For whom does the graph hold figures of an indicator?
parameters:
  indicator: {type: indicator, sample: 营业收入, about: the indicator}
columns:
  subject: {type: string, about: name of the subject}
  subject_id: {type: string, about: id of the subject}
  subject_type: {type: string, about: entity type}
  figures: {type: integer, unit: figures, about: number of observations}
  first_year: {type: integer, about: first year}
  last_year: {type: integer, about: last year}
*/
MATCH (:Indicator {id: $indicator})<-[:MEASURES]-(o:Observation)-[:ABOUT]->(e:Entity)
RETURN e.name AS subject, e.id AS subject_id, e.type AS subject_type, count(DISTINCT o) AS figures,
  min(o.year) AS first_year, max(o.year) AS last_year
ORDER BY figures DESC, subject_id
