"""Facts to graph: stores, writer, resolver, RDF, network analysis. Knows no Chinese."""
