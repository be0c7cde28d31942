/*
id: entities_of_document
title: Entities of a document
question: Whom and what does a document name, and how often?
parameters:
  document: {type: document, sample: bulletin.txt, about: 'name, title or id of the document'}
  type: {type: string, default: null, sample: park, about: only entities of that type}
columns:
  entity: {type: string, about: name of the entity}
  entity_id: {type: string, about: id of the entity}
  type: {type: string, about: entity type}
  aliases: {type: strings, about: its other names}
  sentences: {type: integer, unit: sentences, about: number of sentences of the document that name it}
  figures: {type: integer, unit: figures, about: number of figures of the document about it}
*/
MATCH (:Document {id: $document})-[:NAMES]->(e:Entity)
WHERE $type IS NULL OR e.type = $type
OPTIONAL MATCH (e)<-[:MENTIONS]-(s:Sentence)<-[:HAS_SENTENCE]-(:Article)<-[:CONTAINS]-(:Document {id: $document})
WITH e, count(DISTINCT s) AS sentences
OPTIONAL MATCH (e)<-[:ABOUT]-(o:Observation)-[:STATED_IN]->(:Sentence)<-[:HAS_SENTENCE]-(:Article)<-[:CONTAINS]-(:Document {id: $document})
RETURN e.name AS entity, e.id AS entity_id, e.type AS type, e.aliases AS aliases, sentences AS sentences,
  count(DISTINCT o) AS figures
ORDER BY type, sentences DESC, entity_id
