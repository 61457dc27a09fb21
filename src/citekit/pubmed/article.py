"""One record of PubMed's as a CSL-JSON item, with the identifiers it has and the notices about it.

Sources: NLM, "PubMed DTD" (pubmed_250101.dtd) and "MEDLINE/PubMed Data Element (Field) Descriptions".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from citekit.elements import Node, read_xml
from citekit.model.identifiers import DOI, ISBN, ISSN, PMCID, PMID
from citekit.model.registration import Notice
from citekit.pubmed.dates import date_of, pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What PubMed calls the works that are about another, and Crossref's names for them.
_NOTICES: Final = {
    "RetractionIn": "retraction",
    "RetractedandRepublishedIn": "retraction",
    "PartialRetractionIn": "partial_retraction",
    "ExpressionOfConcernIn": "expression_of_concern",
    "CorrectedandRepublishedIn": "correction",
    "ErratumIn": "erratum",
    "UpdateIn": "new_version",
}
#: Works of which a record is itself the notice.
_ABOUT: Final = frozenset({"RetractionOf", "PartialRetractionOf", "ExpressionOfConcernFor", "ErratumFor"})
_TYPES: Final = {
    "Preprint": "article",
    "Dataset": "dataset",
    "Newspaper Article": "article-newspaper",
    "Book Review": "review-book",
    "Academic Dissertation": "thesis",
    "Technical Report": "report",
}
#: ISO 639-2 as PubMed has it, and what CSL has, for the languages of most records.
LANGUAGES: Final = {
    "eng": "en", "ger": "de", "fre": "fr", "spa": "es", "ita": "it", "jpn": "ja", "chi": "zh", "rus": "ru", "pol": "pl",
    "por": "pt", "dut": "nl", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "hun": "hu", "cze": "cs", "kor": "ko",
    "tur": "tr", "heb": "he", "ara": "ar", "per": "fa", "ukr": "uk", "gre": "el", "rum": "ro", "hrv": "hr", "srp": "sr",
}  # fmt: skip
_UNKNOWN_LANGUAGES: Final = frozenset({"und", "mul", ""})


class Article(NamedTuple):
    """A record: its identifiers, the work as a CSL-JSON item, the notices about it, and the DOIs it is a notice of."""

    pmid: PMID
    item: dict[str, Any]
    doi: DOI | None = None
    pmcid: PMCID | None = None
    notices: tuple[Notice, ...] = ()
    updates: tuple[DOI, ...] = ()


def read_articles(data: bytes) -> list[Article]:
    """The records in a file of PubMed's XML: a set of articles and books, or one of them.

    What has no PMID is left out.

    Raises:
        ReadError: the file is not XML, or none of PubMed's.

    Examples:
        >>> read_articles(b"<PubmedArticleSet/>")
        []
        >>> read_articles(b"<html/>")
        Traceback (most recent call last):
        citekit.errors.ReadError: not PubMed's XML: it begins with <html>
    """
    root = read_xml(data)
    if root.name in ("PubmedArticle", "PubmedBookArticle"):
        nodes: Iterator[Node] = iter([root])
    elif root.name in ("PubmedArticleSet", "PubmedBookArticleSet"):
        nodes = (node for node in root.content if isinstance(node, Node))
    else:
        from citekit.errors import ReadError  # noqa: PLC0415 - only where it is raised

        raise ReadError(f"not PubMed's XML: it begins with <{root.name}>")
    return [article for node in nodes for article in [article_of(node)] if article is not None]


def article_of(node: Node) -> Article | None:
    """The record in a `PubmedArticle` or `PubmedBookArticle` element; nothing where that has no PMID."""
    if node.name == "PubmedBookArticle":
        return _book(node)
    citation = node.find("MedlineCitation")
    pmid = PMID.parse(node.text("MedlineCitation", "PMID"))
    article = node.find("MedlineCitation", "Article")
    if citation is None or pmid is None or article is None:
        return None
    ids = _ids(node.find("PubmedData", "ArticleIdList"), article)
    doi = DOI.parse(ids.get("doi", ""))
    pmcid = PMCID.parse(ids.get("pmc", ""))
    kinds = [kind.text() for kind in _list(article, "PublicationTypeList", "PublicationType")]
    notices = tuple(_notices(citation, kinds))
    item = {
        "id": str(pmid),
        "type": next((_TYPES[kind] for kind in kinds if kind in _TYPES), "article-journal"),
        **_titles(article.rich("ArticleTitle"), article.rich("VernacularTitle")),
        "author": _names(article.find("AuthorList")),
        "issued": date_of(article.find("Journal", "JournalIssue", "PubDate")) or date_of(article.find("ArticleDate")),
        "container-title": _journal(article.text("Journal", "Title")),
        "container-title-short": article.text("Journal", "ISOAbbreviation").replace(".", ""),
        "volume": article.text("Journal", "JournalIssue", "Volume"),
        "issue": article.text("Journal", "JournalIssue", "Issue"),
        "page": pages_of(article.text("Pagination", "MedlinePgn") or _first_to_last(article)),
        "ISSN": str(ISSN.parse(article.text("Journal", "ISSN")) or ""),
        "language": language_of(article.text("Language")),
        "genre": "Preprint" if "Preprint" in kinds else "",
        **_identified(pmid, pmcid, doi),
        "custom": _custom(article.find("AuthorList"), notices),
    }
    return Article(pmid, {name: value for name, value in item.items() if value}, doi, pmcid, notices, _about(citation))


def _book(node: Node) -> Article | None:
    document = node.find("BookDocument")
    pmid = PMID.parse(node.text("BookDocument", "PMID"))
    book = node.find("BookDocument", "Book")
    if document is None or pmid is None or book is None:
        return None
    ids = _ids(document.find("ArticleIdList"), document)
    doi = DOI.parse(ids.get("doi", ""))
    chapter = document.rich("ArticleTitle")
    lists = [*book.children("AuthorList"), *document.children("AuthorList")]
    by_role = {"author": [one for one in lists if one.attributes.get("Type", "authors") == "authors"],
               "editor": [one for one in lists if one.attributes.get("Type") == "editors"]}  # fmt: skip
    title = book.rich("BookTitle")
    item = {
        "id": str(pmid),
        "type": "chapter" if chapter else "book",
        **(_titles(chapter, "") if chapter else {"title": title}),
        "container-title": title if chapter else "",
        "collection-title": book.rich("CollectionTitle"),
        **{role: _names(found[-1] if found else None) for role, found in by_role.items()},
        "issued": date_of(book.find("PubDate")) or date_of(book.find("BeginningDate")),
        "publisher": book.text("Publisher", "PublisherName"),
        "publisher-place": book.text("Publisher", "PublisherLocation"),
        "edition": edition_of(book.text("Edition")),
        "volume": book.text("Volume"),
        "page": pages_of(document.text("Pagination", "MedlinePgn") or _first_to_last(document)),
        "ISBN": str(ISBN.parse(book.text("Isbn")) or ""),
        "language": language_of(document.text("Language")),
        **_identified(pmid, None, doi),
    }
    return Article(pmid, {name: value for name, value in item.items() if value}, doi)


def _identified(pmid: PMID, pmcid: PMCID | None, doi: DOI | None) -> dict[str, str]:
    return {"PMID": str(pmid), "PMCID": str(pmcid or ""), "DOI": str(doi or "")}


def _list(node: Node, name: str, inner: str) -> Iterator[Node]:
    found = node.find(name)
    return iter(()) if found is None else found.children(inner)


def _ids(listed: Node | None, article: Node) -> dict[str, str]:
    """The record's identifiers by their kind; those that are marked as no longer valid are left out."""
    found: dict[str, str] = {}
    for one in () if listed is None else listed.children("ArticleId"):
        found.setdefault(one.attributes.get("IdType", ""), one.text())
    for one in article.children("ELocationID"):
        if one.attributes.get("ValidYN", "Y") == "Y":
            found.setdefault(one.attributes.get("EIdType", ""), one.text())
    return found


def _titles(title: str, vernacular: str) -> dict[str, str]:
    """The title without PubMed's full stop; one in square brackets is a translation."""
    text = re.sub(r"(?<!\.)\.\Z", "", title)
    if text.startswith("[") and text.endswith("]"):
        text = re.sub(r"(?<!\.)\.\Z", "", text[1:-1])
        return {"title": text, "original-title": re.sub(r"(?<!\.)\.\Z", "", vernacular)}
    return {"title": text}


def _journal(title: str) -> str:
    """A journal's name without the place that tells it from others of the name, and with its subtitle apart."""
    return re.sub(r"\s?\([^()]{1,60}\)\Z", "", title).replace(" : ", ": ")


def _names(listed: Node | None) -> list[dict[str, str]]:
    names = []
    for author in () if listed is None else listed.children("Author"):
        if author.attributes.get("ValidYN", "Y") != "Y":
            continue
        family, given = author.text("LastName"), author.text("ForeName") or author.text("Initials")
        suffix = author.text("Suffix")
        collective = author.text("CollectiveName")
        if collective:
            names.append({"literal": collective})
        elif family:
            parts = {"family": family, "given": given, "suffix": suffix}
            names.append({name: value for name, value in parts.items() if value})
    return names


def _first_to_last(node: Node) -> str:
    first, last = node.text("Pagination", "StartPage"), node.text("Pagination", "EndPage")
    return f"{first}-{last}" if first and last and last != first else first


def edition_of(text: str) -> str:
    """An edition's number without the words around it.

    Examples:
        >>> edition_of("2nd edition"), edition_of("Revised")
        ('2', 'Revised')
    """
    return re.sub(r"(?:(?<=\d)(?:st|nd|rd|th))?\s*\bed(?:ition)?\.?\Z", "", text[:200])


def language_of(code: str) -> str:
    """A language as CSL has it, of PubMed's code; empty where it is not known.

    Examples:
        >>> language_of("ger"), language_of("slv"), language_of("und")
        ('de', 'slv', '')
    """
    code = code.lower()
    return "" if code in _UNKNOWN_LANGUAGES else LANGUAGES.get(code, code)


def _custom(listed: Node | None, notices: tuple[Notice, ...]) -> dict[str, Any]:
    custom: dict[str, Any] = {}
    if listed is not None and listed.attributes.get("CompleteYN") == "N":
        custom["et-al"] = ["author"]
    for notice in notices:
        if notice.type == "retraction" and notice.date[:4].isdecimal():
            told = {"year": int(notice.date[:4]), "DOI": str(notice.doi or "")}
            custom["retraction"] = {name: value for name, value in told.items() if value}
            break
    else:
        if any(notice.type == "retraction" for notice in notices):
            # That it was is all that is known.
            custom["retraction"] = {"label": "Retracted Publication"}
    return custom


# What was published about a work ----------------------------------------------------------------------

_YEAR_IN_SOURCE: Final = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")


def _notices(citation: Node, kinds: list[str]) -> Iterator[Notice]:
    found: dict[tuple[str, str], Notice] = {}
    for one in _list(citation, "CommentsCorrectionsList", "CommentsCorrections"):
        kind = _NOTICES.get(one.attributes.get("RefType", ""))
        if kind:
            source = one.text("RefSource")
            notice = Notice(kind, _doi_in(source), _year_in(source), "pubmed", source)
            found.setdefault((kind, str(notice.doi or source)), notice)
    if "Retracted Publication" in kinds and not any(kind == "retraction" for kind, _ in found):
        found["retraction", ""] = Notice("retraction", source="pubmed", label="Retracted Publication")
    order = list(dict.fromkeys(_NOTICES.values()))
    yield from sorted(found.values(), key=lambda notice: order.index(notice.type))


def _about(citation: Node) -> tuple[DOI, ...]:
    listed = _list(citation, "CommentsCorrectionsList", "CommentsCorrections")
    sources = [one.text("RefSource") for one in listed if one.attributes.get("RefType") in _ABOUT]
    return tuple(dict.fromkeys(doi for doi in map(_doi_in, sources) if doi is not None))


def _doi_in(source: str) -> DOI | None:
    """The DOI in a notice's place: "Lancet. 2010 Feb 6;375(9713):445. doi: 10.1016/…"."""
    match = re.search(r"\b10\.\d{4,9}/\S{1,200}", source)
    return DOI.parse(match[0]) if match else None


def _year_in(source: str) -> str:
    match = _YEAR_IN_SOURCE.search(source)
    return match[1] if match else ""
