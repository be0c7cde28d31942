/*
id: enterprises_in_park
title: Enterprises in a park
question: Which enterprises do the documents place in a park?
parameters:
  park: {type: entity, sample: 中关村, about: the park or region}
columns:
  enterprise: {type: string, about: name of the enterprise}
  enterprise_id: {type: string, about: its id}
  relation: {type: string, about: type of the relation}
  times: {type: strings, about: 'when it came about, where stated'}
  roles: {type: strings, about: 'title or role, where stated'}
  evidence: {type: evidence, about: 'every place that states it: document, sentence, offsets in the original'}
*/
MATCH (h:Enterprise)-[r:LOCATED_IN|PART_OF|MEMBER_OF]->(t:Entity {id: $park})
UNWIND range(0, size(r.evidence_ids) - 1) AS at
WITH h, r, t, r.evidence_ids[at] AS sentence_id, r.starts[at] AS start, r.ends[at] AS end
MATCH (s:Sentence {id: sentence_id})<-[:HAS_SENTENCE]-(a:Article)<-[:CONTAINS]-(d:Document)
WITH h, r, t, s, a, d, start, end
ORDER BY d.name, d.id, start, end, s.id
WITH h, r, t,
  collect({fact_id: null, document: d.name, document_id: d.id, article: a.headline, sentence: s.text, start: start,
    end: end, raw: null}) AS evidence
RETURN h.name AS enterprise, h.id AS enterprise_id,
  type(r) AS relation, r.times AS times, r.roles AS roles, evidence AS evidence
ORDER BY enterprise_id, relation
