"""Page repair: raw text of a dump or a reader to clean text, with a reversible map."""

from corpus.repair.pipeline import Repaired, repair

__all__ = ["Repaired", "repair"]
