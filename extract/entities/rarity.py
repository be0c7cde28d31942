"""Nouns so seldom said that they name rather than describe."""

from __future__ import annotations

from extract.entities import lexicon
from extract.entities.industries import industry_names
from extract.entities.words import dictionary

_RARELY = 150  # counts of jieba's dictionary; fields of science are said more often: 光学 1217, 声学 408


def may_be_name(word: str) -> bool:
    """Whether a noun of two characters is none of the words that describe."""
    return len(word) == 2 and word not in lexicon.words().generic and word not in lexicon.words().inside


def seldom_said(word: str) -> bool:
    """Whether a noun is so rare that it names rather than describes."""
    return may_be_name(word) and word not in industry_names() and dictionary().counts.get(word, 0) < _RARELY
