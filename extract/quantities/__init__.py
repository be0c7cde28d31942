"""Quantities: every number of a Chinese text read as a quantity, a date, or a number that is neither (with a reason).

`find_quantities` is `parkgraph quantities`; `scan` is what the fact extractor uses; `parse_cell` reads table cells.
"""

from extract.quantities.cells import parse_cell
from extract.quantities.scanning import Scan, find_quantities, scan

__all__ = ["Scan", "find_quantities", "parse_cell", "scan"]
