/*
id: graph_nodes
title: All nodes
question: Which nodes does the graph hold? (behind `export graph`)
columns:
  id: {type: string, about: id of the node}
  labels: {type: strings, about: 'its labels, sorted'}
  properties: {type: map, about: everything that is kept of it}
*/
MATCH (n)
WHERE n:Document OR n:Article OR n:Sentence OR n:Entity OR n:Indicator OR n:Observation
UNWIND labels(n) AS label
WITH n, label
ORDER BY label
WITH n, collect(label) AS names
RETURN n.id AS id, names AS labels, properties(n) AS properties
ORDER BY id
