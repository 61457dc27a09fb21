"""PubMed's records: its XML read as CSL-JSON items, with what was published about each work.

Pure; used by what asks PubMed (`citekit.sources.pubmed`) and by what reads its files.
"""

from citekit.pubmed.article import Article, article_of, read_articles

__all__ = ["Article", "article_of", "read_articles"]
