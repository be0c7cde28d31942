/*
id: publishers
title: Who published what
question: Which documents came from which publisher, when, and what did they give?
parameters:
  publisher: {type: string, default: null, sample: 统计局, about: only publishers with that in their name}
columns:
  publisher: {type: string, about: 'who published it, null where unknown'}
  published: {type: string, about: date of publication}
  document: {type: string, about: file name}
  document_id: {type: string, about: id}
  title: {type: string, about: title}
  url: {type: string, about: address}
  articles: {type: integer, unit: articles, about: number of articles}
  figures: {type: integer, unit: figures, about: number of figures that it states}
*/
MATCH (d:Document)
WHERE $publisher IS NULL OR d.publisher CONTAINS $publisher
OPTIONAL MATCH (d)-[:CONTAINS]->(a:Article)
WITH d, count(DISTINCT a) AS articles
OPTIONAL MATCH (d)-[:CONTAINS]->(:Article)-[:HAS_SENTENCE]->(:Sentence)<-[:STATED_IN]-(o:Observation)
RETURN d.publisher AS publisher, d.published AS published, d.name AS document, d.id AS document_id, d.title AS title,
  d.url AS url, articles AS articles, count(DISTINCT o) AS figures
ORDER BY publisher, published, document, document_id
