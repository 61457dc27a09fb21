"""PubMed's XML, as E-utilities give it and its "Save" button did."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.errors import ReadError
from citekit.formats.format import Format, whole
from citekit.model.keys import Keys
from citekit.model.library import Entry, Origin
from citekit.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citekit.model.library import Library
    from citekit.model.span import SourceText

_RECORDS: Final = ("PubmedArticle", "PubmedBookArticle")
_ROOT: Final = re.compile(r"<(?:PubmedArticleSet|PubmedBookArticleSet|PubmedArticle|PubmedBookArticle)[\s/>]")


def looks_like_pubmed_xml(text: str) -> bool:
    """Whether a text is XML of PubMed's.

    Examples:
        >>> looks_like_pubmed_xml('<?xml version="1.0"?><PubmedArticleSet>'), looks_like_pubmed_xml("<xml><records>")
        (True, False)
    """
    return text.lstrip("\ufeff \t\r\n").startswith("<") and _ROOT.search(text) is not None


def read(source: SourceText) -> Library:
    """Read PubMed's XML.

    Raises:
        ReadError: it is not XML, not PubMed's, or declares entities; or no record is in it.

    Examples:
        >>> from citekit.model.span import SourceText
        >>> read(SourceText("<PubmedArticleSet></PubmedArticleSet>"))
        Traceback (most recent call last):
        citekit.errors.ReadError: no record was found
    """
    return whole(entries_of, source, "pubmed-xml")


def entries_of(source: SourceText, problems: list[Problem]) -> Iterator[Entry]:
    """The records one after the other; one that is broken becomes a problem and costs no other."""
    # The XML parser, for those who have XML.
    from citekit.elements import records  # noqa: PLC0415
    from citekit.elements.records import root_of  # noqa: PLC0415
    from citekit.pubmed import article_of  # noqa: PLC0415

    root, _ = root_of(source)
    if root not in (*_RECORDS, "PubmedArticleSet", "PubmedBookArticleSet"):
        raise ReadError(f"not PubMed's XML: it begins with <{root}>", path=source.path)
    keys = Keys()
    found = False
    for node, span in records(source, problems, _RECORDS):
        article = article_of(node)
        if article is None:
            problems.append(Problem("a record without a PMID was left out", source, span))
            continue
        found = True
        key = keys.make(article.item)
        yield Entry(key, {**article.item, "id": key}, Origin(source, span))
    if not found and not problems:
        raise ReadError("no record was found", path=source.path)


FORMAT = Format("pubmed-xml", (".xml",), sniff=looks_like_pubmed_xml, entries=entries_of)
