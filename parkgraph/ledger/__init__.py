"""The ledger: what was received, what became of it, and what was found in it. The graph is built from this alone.

A workspace folder holds `received/` (the bytes, by content hash) and `ledger.sqlite` (WAL). A source is where bytes
come from (a file, an archive, an address); a document is what bytes are. A document is `received` once its bytes are
kept, `extracted` once its record is kept, and `loaded` per store; or `failed` with a code and a reason. Each step is
one transaction, so that a process killed at any moment leaves a state from which the next run goes on.
"""

from parkgraph.ledger.entries import Extracted, Source, Standing, pack, unpack
from parkgraph.ledger.ledger import Ledger

__all__ = ["Extracted", "Ledger", "Source", "Standing", "pack", "unpack"]
