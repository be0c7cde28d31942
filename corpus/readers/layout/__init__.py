"""A page by its geometry: glyphs, runs, columns, tables, blocks. Coordinates in points, y downwards from the top."""
