"""PubMed's XML, as E-utilities give it and its "Save" button did."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.errors import ReadError
from citekit.formats.format import Format
from citekit.model.keys import Keys
from citekit.model.library import Entry, Library, Origin
from citekit.model.span import Span

if TYPE_CHECKING:
    from citekit.model.span import SourceText

_ROOT: Final = re.compile(r"<(?:PubmedArticleSet|PubmedBookArticleSet|PubmedArticle|PubmedBookArticle)[\s>]")
_RECORD: Final = re.compile(r"<(?:PubmedArticle|PubmedBookArticle)[\s>]")
_ENCODING: Final = re.compile(r"""(\A\ufeff?\s*<\?xml[^>?]{0,100}?)\sencoding=["'][\w.-]{1,40}["']""")


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
    from citekit.pubmed import read_articles  # noqa: PLC0415 - the XML parser, for those who have XML

    # The text is decoded already, whatever its declaration says.
    data = _ENCODING.sub(r"\1", source.text).encode("utf-8", "replace")
    try:
        articles = read_articles(data)
    except ReadError as error:
        raise ReadError(str(error), path=source.path) from None
    if not articles:
        raise ReadError("no record was found", path=source.path)
    starts = [match.start() for match in _RECORD.finditer(source.text)]
    ends = [*starts[1:], len(source.text)]
    spans = [Span(start, end) for start, end in zip(starts, ends, strict=True)]
    keys = Keys()
    entries = []
    for number, article in enumerate(articles):
        key = keys.make(article.item)
        span = spans[number] if len(spans) == len(articles) else Span(0, len(source.text))
        entries.append(Entry(key, {**article.item, "id": key}, Origin(source, span)))
    return Library(entries, source=source, format="pubmed-xml")


FORMAT = Format("pubmed-xml", (".xml",), read=read, sniff=looks_like_pubmed_xml)
