/*
id: relations_of_entity
title: Relations of an entity
question: What do the documents say of how an entity is related to others?
parameters:
  entity: {type: entity, sample: 中关村, about: any entity}
columns:
  head: {type: string, about: name of the head}
  head_id: {type: string, about: id of the head}
  tail: {type: string, about: name of the tail}
  tail_id: {type: string, about: id of the tail}
  relation: {type: string, about: type of the relation}
  times: {type: strings, about: 'when it came about, where stated'}
  roles: {type: strings, about: 'title or role, where stated'}
  evidence: {type: evidence, about: 'every place that states it: document, sentence, offsets in the original'}
*/
MATCH (h:Entity)-[r]->(t:Entity)
WHERE h.id = $entity OR t.id = $entity
UNWIND range(0, size(r.evidence_ids) - 1) AS at
WITH h, r, t, r.evidence_ids[at] AS sentence_id, r.starts[at] AS start, r.ends[at] AS end
MATCH (s:Sentence {id: sentence_id})<-[:HAS_SENTENCE]-(a:Article)<-[:CONTAINS]-(d:Document)
WITH h, r, t, s, a, d, start, end
ORDER BY d.name, d.id, start, end, s.id
WITH h, r, t,
  collect({fact_id: null, document: d.name, document_id: d.id, article: a.headline, sentence: s.text, start: start,
    end: end, raw: null}) AS evidence
RETURN h.name AS head, h.id AS head_id, t.name AS tail, t.id AS tail_id,
  type(r) AS relation, r.times AS times, r.roles AS roles, evidence AS evidence
ORDER BY head_id, relation, tail_id
