/*
id: labs
title: Laboratories and institutes
question: Which laboratories and institutes are there, where do they stand and who runs or founded them?
notes: only laboratories that a document links with a place or a body; `entities` with type lab_or_institute lists all
parameters:
  place: {type: entity, default: null, sample: 中关村, about: 'only those of that park, region or founder; null for all'}
columns:
  lab: {type: string, about: name of the laboratory or institute}
  lab_id: {type: string, about: its id}
  other: {type: string, about: the place or body it is linked with}
  other_id: {type: string, about: its id}
  outward: {type: boolean, about: 'true where the relation leads from the laboratory to the other, false the other way round'}
  relation: {type: string, about: type of the relation}
  times: {type: strings, about: 'when it came about, where stated'}
  roles: {type: strings, about: 'title or role, where stated'}
  evidence: {type: evidence, about: 'every place that states it: document, sentence, offsets in the original'}
*/
MATCH (h:Lab)-[r]-(t:Entity)
WHERE type(r) IN ['LOCATED_IN', 'PART_OF', 'OPERATES', 'ESTABLISHED', 'HOSTS', 'MEMBER_OF', 'CERTIFIED_BY', 'SUBSIDIARY_OF']
  AND h.id <> t.id AND ($place IS NULL OR t.id = $place)
UNWIND range(0, size(r.evidence_ids) - 1) AS at
WITH h, r, t, r.evidence_ids[at] AS sentence_id, r.starts[at] AS start, r.ends[at] AS end
MATCH (s:Sentence {id: sentence_id})<-[:HAS_SENTENCE]-(a:Article)<-[:CONTAINS]-(d:Document)
WITH h, r, t, s, a, d, start, end
ORDER BY d.name, d.id, start, end, s.id
WITH h, r, t,
  collect({fact_id: null, document: d.name, document_id: d.id, article: a.headline, sentence: s.text, start: start,
    end: end, raw: null}) AS evidence
RETURN h.name AS lab, h.id AS lab_id, t.name AS other, t.id AS other_id, startNode(r).id = h.id AS outward,
  type(r) AS relation, r.times AS times, r.roles AS roles, evidence AS evidence
ORDER BY lab_id, relation, other_id, outward
