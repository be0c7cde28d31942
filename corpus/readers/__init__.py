"""One reader for each format: bytes in, the original text with what the format says about it out."""
