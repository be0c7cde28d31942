/*
id: enterprise_links
title: Subsidiaries and co-operation
question: Which parents, subsidiaries, investments, contracts and founders does an enterprise (or any other body) have?
parameters:
  enterprise: {type: entity, sample: 某集团, about: 'the enterprise, institute, park …'}
columns:
  other: {type: string, about: the other side}
  other_id: {type: string, about: its id}
  other_type: {type: string, about: its entity type}
  outward: {type: boolean, about: 'true where the relation leads from the enterprise to the other, false the other way round'}
  relation: {type: string, about: type of the relation}
  times: {type: strings, about: 'when it came about, where stated'}
  roles: {type: strings, about: 'title or role, where stated'}
  evidence: {type: evidence, about: 'every place that states it: document, sentence, offsets in the original'}
*/
MATCH (h:Entity {id: $enterprise})-[r]-(t:Entity)
WHERE type(r) IN ['SUBSIDIARY_OF', 'INVESTED', 'ESTABLISHED', 'SIGNED_WITH', 'OPERATES', 'PART_OF', 'MEMBER_OF']
  AND h.id <> t.id
UNWIND range(0, size(r.evidence_ids) - 1) AS at
WITH h, r, t, r.evidence_ids[at] AS sentence_id, r.starts[at] AS start, r.ends[at] AS end
MATCH (s:Sentence {id: sentence_id})<-[:HAS_SENTENCE]-(a:Article)<-[:CONTAINS]-(d:Document)
WITH h, r, t, s, a, d, start, end
ORDER BY d.name, d.id, start, end, s.id
WITH h, r, t,
  collect({fact_id: null, document: d.name, document_id: d.id, article: a.headline, sentence: s.text, start: start,
    end: end, raw: null}) AS evidence
RETURN t.name AS other, t.id AS other_id, t.type AS other_type, startNode(r).id = h.id AS outward,
  type(r) AS relation, r.times AS times, r.roles AS roles, evidence AS evidence
ORDER BY relation, other_id, outward
