"""Linking of mentions to entities, inside a document and across documents."""
