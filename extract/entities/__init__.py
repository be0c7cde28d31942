"""Recognition of entity mentions: parks, enterprises, people, policies … in the clean text of an article."""
