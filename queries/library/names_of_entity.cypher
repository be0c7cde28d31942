/*
id: names_of_entity
title: Names of an entity
question: Which names do the documents use for an entity, and by which rule were they taken for it?
parameters:
  entity: {type: entity, sample: 中关村, about: any entity}
columns:
  document: {type: string, about: name of the document}
  document_id: {type: string, about: its id}
  names: {type: strings, about: the names that the document uses}
  rules: {type: strings, about: 'why they were taken for the entity: full_name, registered_alias, definition, abbreviation, decision …'}
  merged_from: {type: strings, about: 'ids that the document gave them before the documents were compared'}
  candidates: {type: strings, about: 'ids of what else they may stand for'}
  confidence: {type: number, about: how sure the document's own linking is}
*/
MATCH (d:Document)-[x:NAMES]->(e:Entity {id: $entity})
RETURN d.name AS document, d.id AS document_id, x.forms AS names, x.reasons AS rules, x.was AS merged_from,
  x.candidates AS candidates, x.confidence AS confidence
ORDER BY document, document_id
