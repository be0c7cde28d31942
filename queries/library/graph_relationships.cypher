/*
id: graph_relationships
title: All relationships
question: Which relationships does the graph hold? (behind `export graph`)
columns:
  head_id: {type: string, about: id of the node that it leaves from}
  type: {type: string, about: its type}
  tail_id: {type: string, about: id of the node that it leads to}
  properties: {type: map, about: everything that is kept of it}
*/
MATCH (h)-[r]->(t)
RETURN h.id AS head_id, type(r) AS type, t.id AS tail_id, properties(r) AS properties
ORDER BY head_id, type, tail_id, r.fact_id, r.start
