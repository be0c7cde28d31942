"""The front door: settings, ingestion pipeline, command line."""
