/*
id: ambiguous_names
title: Ambiguous names
question: Which names stay ambiguous, what may they stand for, and in which documents?
columns:
  name: {type: string, about: the name}
  entity_id: {type: string, about: id that it has as long as nobody decides}
  type: {type: string, about: entity type}
  candidates: {type: strings, about: ids of what it may stand for}
  documents: {type: strings, about: names of the documents that use it so}
*/
MATCH (d:Document)-[x:NAMES]->(e:Entity)
WHERE size(x.candidates) > 0
WITH e, x.candidates AS candidates, d.name AS document
ORDER BY document
WITH e, candidates, collect(DISTINCT document) AS documents
RETURN e.name AS name, e.id AS entity_id, e.type AS type, candidates AS candidates, documents AS documents
ORDER BY entity_id, candidates
