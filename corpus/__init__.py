"""Where text comes from: readers, repair, article splitting, provenance."""
