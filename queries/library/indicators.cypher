/*
id: indicators
title: Indicators
question: Which indicators does the graph hold figures of?
parameters:
  mapped_only: {type: boolean, default: false, sample: true, about: only indicators of the catalogue}
columns:
  id: {type: string, about: id of the indicator}
  name: {type: string, about: its name}
  unit: {type: string, about: its unit in the catalogue}
  mapped: {type: boolean, about: whether it is one of the catalogue}
  figures: {type: integer, unit: figures, about: number of observations}
  subjects: {type: integer, unit: subjects, about: number of subjects with figures}
*/
MATCH (i:Indicator)
WHERE NOT $mapped_only OR i.mapped
OPTIONAL MATCH (i)<-[:MEASURES]-(o:Observation)-[:ABOUT]->(e:Entity)
RETURN i.id AS id, i.name AS name, i.unit AS unit, i.mapped AS mapped, count(DISTINCT o) AS figures,
  count(DISTINCT e) AS subjects
ORDER BY figures DESC, id
