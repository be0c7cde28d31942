"""The front door: settings, the ingestion pipeline that joins the rooms, and the command line."""

__version__ = "0.1.0"
