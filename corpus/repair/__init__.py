"""Page repair: raw text of a dump or a reader to clean text, with a reversible map."""

from corpus.repair.pipeline import Repaired, repair
from corpus.repair.simplified import to_simplified

__all__ = ["Repaired", "repair", "to_simplified"]
