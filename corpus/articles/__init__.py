"""Articles of a document: splitting, headlines, tables."""
