"""Data of the corpus room: patterns as YAML, validated when loaded."""
