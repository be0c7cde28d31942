/*
id: parts_of
title: Parts of a whole
question: What is part of a park, a region or any other whole, or lies in it, by the registry and by what documents state?
notes: a sub-park counts as part of its park wherever it lies; parts of parts are followed six steps deep
parameters:
  whole: {type: entity, sample: 中关村, about: 'the park, region …'}
  type: {type: string, default: null, sample: park, about: only parts of that entity type}
  direct: {type: boolean, default: false, sample: true, about: only what is joined to the whole itself}
columns:
  part: {type: string, about: name of the part}
  part_id: {type: string, about: its id}
  part_type: {type: string, about: its entity type}
  steps: {type: integer, unit: steps, about: how many relations lie between the whole and the part}
  via: {type: strings, about: 'names on the shortest way from the whole to the part, both included'}
  relation: {type: string, about: 'how the part is joined to the last thing before it: LOCATED_IN or PART_OF'}
  origin: {type: string, about: 'who says so: registry or documents'}
  evidence_ids: {type: strings, about: 'ids of the sentences that state it, none where the registry does'}
*/
MATCH path = (w:Entity {id: $whole})<-[:LOCATED_IN|PART_OF|WITHIN*1..6]-(p:Entity)
WHERE p.id <> $whole AND ($type IS NULL OR p.type = $type) AND (NOT $direct OR length(path) = 1)
WITH p, length(path) AS steps, [n IN nodes(path) | n.name] AS via, last(relationships(path)) AS r,
  reduce(key = '', n IN nodes(path) | key + '/' + n.id) AS key
ORDER BY steps, key, type(r)
WITH p, collect({steps: steps, via: via, relation: type(r), stated_as: r.relation, evidence_ids: r.evidence_ids})[0] AS way
RETURN p.name AS part, p.id AS part_id, p.type AS part_type, way.steps AS steps, way.via AS via,
  toUpper(coalesce(way.stated_as, way.relation)) AS relation,
  CASE way.relation WHEN 'WITHIN' THEN 'registry' ELSE 'documents' END AS origin,
  coalesce(way.evidence_ids, []) AS evidence_ids
ORDER BY steps, part_type, part_id
