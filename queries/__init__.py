"""Graph to tables: Cypher library, comparison, exports. Knows no engine."""
