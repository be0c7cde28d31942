"""Text to facts: spaCy components, lexica and rules as data, linking, evaluation. Knows no graph."""
