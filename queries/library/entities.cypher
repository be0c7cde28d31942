/*
id: entities
title: Entities
question: Which entities does the graph hold, and how many figures of each?
parameters:
  type: {type: string, default: null, sample: park, about: only entities of that type}
columns:
  id: {type: string, about: id of the entity}
  name: {type: string, about: canonical name}
  type: {type: string, about: entity type}
  aliases: {type: strings, about: its other names}
  figures: {type: integer, unit: figures, about: number of observations about it}
*/
MATCH (e:Entity)
WHERE $type IS NULL OR e.type = $type
OPTIONAL MATCH (e)<-[:ABOUT]-(o:Observation)
RETURN e.id AS id, e.name AS name, e.type AS type, e.aliases AS aliases, count(o) AS figures
ORDER BY figures DESC, id
