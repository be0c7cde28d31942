"""Articles of a document: splitting, headlines, tables."""

from corpus.articles.splitting import split

__all__ = ["split"]
