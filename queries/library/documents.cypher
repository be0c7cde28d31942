/*
id: documents
title: Documents
question: Which documents does the graph hold?
columns:
  id: {type: string, about: id of the document}
  name: {type: string, about: file name}
  title: {type: string, about: title}
  publisher: {type: string, about: who published it}
  published: {type: string, about: date of publication}
  url: {type: string, about: address}
  source: {type: string, about: where it was read}
  media_type: {type: string, about: media type}
  articles: {type: integer, unit: articles, about: number of articles}
*/
MATCH (d:Document)
OPTIONAL MATCH (d)-[:CONTAINS]->(a:Article)
RETURN d.id AS id, d.name AS name, d.title AS title, d.publisher AS publisher, d.published AS published, d.url AS url,
  d.source AS source, d.media_type AS media_type, count(a) AS articles
ORDER BY name, id
