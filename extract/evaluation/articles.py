"""Articles against gold: bodies kept apart, headlines bound to the right one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePath
from typing import Any

from extract.evaluation.comparison import plain
from extract.evaluation.gold import GoldArticle
from extract.evaluation.scores import Score

Record = dict[str, Any]


@dataclass(slots=True)
class ArticleAlignment:
    """Each gold article with the prediction that holds its body (None where no single one does)."""

    pairs: list[tuple[GoldArticle, Record | None]] = field(default_factory=list)
    predicted: int = 0

    def bodies(self) -> Score:
        """Articles whose body was separated."""
        return Score(sum(p is not None for _, p in self.pairs), len(self.pairs), self.predicted)

    def headlines(self) -> Score:
        """Articles whose body was separated and has the gold headline (or rightly none)."""
        return Score(sum(right_headline(g, p) for g, p in self.pairs), len(self.pairs), self.predicted)


def right_headline(gold: GoldArticle, prediction: Record | None) -> bool:
    """Whether the prediction bears an accepted headline."""
    accepted = {plain(h or "") for h in (gold.headline, *gold.headline_aliases)}
    return prediction is not None and plain(prediction.get("headline") or "") in accepted


def align_articles(gold: Sequence[GoldArticle], predictions: Iterable[Record]) -> ArticleAlignment:
    """A body is right when it holds the gold's first and last words and no other gold article's first words.

    Only gold of kind `article` counts; `doc` may be a pattern (`002*`).
    """
    gold = [g for g in gold if g.kind == "article"]
    records = list(predictions)
    result = ArticleAlignment()
    texts = [plain(p.get("text") or "") for p in records]
    names = [PurePath(str(p.get("doc") or "")).name for p in records]
    patterns = {g.doc for g in gold}
    result.predicted = sum(
        record.get("kind", "article") == "article" and any(fnmatchcase(name, pattern) for pattern in patterns)
        for record, name in zip(records, names, strict=True)
    )
    for g in gold:
        others = [plain(o.first_words) for o in gold if o is not g and o.doc == g.doc]
        first, last = plain(g.first_words), plain(g.last_words)
        match = None
        for p, text, name in zip(records, texts, names, strict=True):
            if fnmatchcase(name, g.doc) and first in text and last in text and not any(o in text for o in others):
                match = p
        result.pairs.append((g, match))
    return result
