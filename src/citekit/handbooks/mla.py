"""MLA Handbook, 9th edition: what is done to a work before `mla.csl` prints it.

Each function takes an item and the options and returns an item; `RULES` is their order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.handbooks.address import bare_doi, without_protocol
from citekit.handbooks.casing import title_case
from citekit.handbooks.described_title import title_in_brackets
from citekit.handbooks.edition import abridge_edition, bare_version
from citekit.handbooks.elocator import move_article_number
from citekit.handbooks.given_names import part_initials
from citekit.handbooks.kind_of_work import (
    article_of_proceedings,
    part_of_book,
    supplement_as,
    untitled_issue,
    with_years,
    year_of_film,
)
from citekit.handbooks.plain_number import hyphens_of_codes
from citekit.handbooks.post import handle_after_name
from citekit.handbooks.publisher import (
    abridge_publisher,
    drop_publisher_of_same_name,
    drop_publishing_author,
    names_of_countries,
)
from citekit.handbooks.report import report_number
from citekit.handbooks.rule import Rule

if TYPE_CHECKING:
    from citekit.handbooks.options import HandbookOptions
    from citekit.model.item import Item

#: Titles MLA prints in Title Case whatever the source has (2.90).
_TITLES: Final = (
    "title", "container-title", "collection-title", "volume-title", "reviewed-title", "title-short",
)  # fmt: skip
#: Sites whose owners write their own name: "eHow", "arXiv"; only their small words are no concern of ours.
_ARTICLE: Final = r"(?i)(?:an?|the)\s+(?=\S)"
_SUBTITLE: Final = r"(?s)(?<=\S)(?::|\s—|—)\s.*\Z"
#: Where library software says it found a record, which is no database that holds the work (5.32).
_CATALOGUES: Final = frozenset(
    {
        "crossref", "doi.org", "doi.org (crossref)", "doi.org (datacite)", "datacite", "google scholar",
        "pubmed", "library of congress isbn", "open worldcat", "worldcat", "worldcat.org", "openalex",
        "semantic scholar", "zotero", "amazon", "open library", "k10plus isbn", "europe pmc",
    }
)  # fmt: skip


def titles_in_title_case(item: Item, options: HandbookOptions) -> Item:
    """Title Case for titles of sources and containers; other languages and posts keep theirs (2.90, 2.98).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> titles_in_title_case({"title": "Pain and the brain"}, HandbookOptions())["title"]
        'Pain and the Brain'
    """
    if not options.mla_title_case or item.get("type") == "post":
        return item
    language = str(item.get("language") or "")
    cased = {name: title_case(str(item[name]), language) for name in _TITLES if item.get(name)}
    return {**item, **cased} if cased else item


def cut_after_first_author(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """Of a list that ends in "et al." there are three authors or more, of whom MLA prints the first (5.8).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> item = {"author": [{"family": "Zhao"}, {"family": "Li"}], "custom": {"et-al": ["author"]}}
        >>> cut_after_first_author(item, HandbookOptions())["author"]
        [{'family': 'Zhao'}]
    """
    custom = item.get("custom")
    cut = custom.get("et-al") if isinstance(custom, dict) else None
    if not isinstance(cut, list | tuple):
        return item
    firsts = {role: item[role][:1] for role in cut if isinstance(role, str) and isinstance(item.get(role), list)}
    return {**item, **firsts}


def short_title(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001 - transforms look alike
    """The title a cite prints, by which the entry is also ordered: no subtitle, no article (5.124, 6.10).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> short_title({"title": "The Crown of Columbus: A Novel"}, HandbookOptions())["title-short"]
        'Crown of Columbus'
    """
    title = str(item.get("title-short") or item.get("title") or "")
    if not title:
        return item
    short = re.sub(_SUBTITLE, "", title)
    if short.count("<") != 2 * short.count("</") or short.count("“") != short.count("”"):
        short = title
    return {
        **item,
        "title-short": re.sub(_ARTICLE, "", short, count=1) if re.match(_ARTICLE, short) else short,
    }


def repository_as_container(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """A preprint's repository is its container (5.31, 5.32): “Title.” *PsyArXiv*, date, DOI."""
    if item.get("type") != "article" or item.get("container-title") or not item.get("publisher"):
        return item
    rest = {name: value for name, value in item.items() if name != "publisher"}
    return {**rest, "container-title": item["publisher"]}


#: Where `archive` names a database rather than a collection of papers.
_READ_IN_DATABASES: Final = ("article-journal", "article-magazine", "article-newspaper", "thesis", "book")


def database(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """The database a work was read in is its second container; a library catalogue is none (5.32).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> "source" in database({"source": "DOI.org (Crossref)"}, HandbookOptions())
        False
    """
    source = str(item.get("source") or "").strip()
    if source and (source.lower() in _CATALOGUES or "catalog" in source.lower()):
        return {name: value for name, value in item.items() if name != "source"}
    read_in = item.get("archive") if item.get("type") in _READ_IN_DATABASES else None
    if not source and read_in and not item.get("archive_location"):
        rest = {name: value for name, value in item.items() if name != "archive"}
        return {**rest, "source": read_in}
    if source and source in (item.get("container-title"), item.get("publisher")):
        return {name: value for name, value in item.items() if name != "source"}
    return item


def date_of_access(item: Item, options: HandbookOptions) -> Item:
    """The date of access: optional, and most useful for a work without a date of its own (5.111).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> item = {"URL": "x.org", "issued": {"literal": "2020"}, "accessed": {"date-parts": [[2025]]}}
        >>> "accessed" in date_of_access(item, HandbookOptions(mla_accessed="undated"))
        False
    """
    if not item.get("accessed"):
        return item
    online = item.get("URL") or item.get("DOI") or item.get("source")
    wanted = options.mla_accessed == "given" or (options.mla_accessed == "undated" and not item.get("issued"))
    if wanted and online:
        return item
    return {name: value for name, value in item.items() if name != "accessed"}


#: Works whose title page tells a year; what registries add to it is the day on which it was put online.
_YEARLY: Final = frozenset({"book", "chapter", "classic", "thesis"})


def year_of_book(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """Books, chapters and theses tell the year (5.68, 5.70); so do papers in proceedings.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> year_of_book({"type": "book", "issued": {"date-parts": [[2020, 12, 31]]}}, HandbookOptions())["issued"]
        {'date-parts': [[2020]]}
    """
    if item.get("type") in _YEARLY or (item.get("type") == "paper-conference" and item.get("container-title")):
        return with_years(item)
    return item


def title_of_volume(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """A volume with a title of its own is cited by it; the whole work is told at the end (5.119).

    The style prints "Vol. 3 of *A History of the English-Speaking Peoples*" where the item has a `volume-title`,
    which is then the whole's.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> item = {"title": "A History of the English-Speaking Peoples", "volume-title": "The Age of Revolution"}
        >>> title_of_volume({**item, "volume": "3"}, HandbookOptions())["title"]
        'The Age of Revolution'
    """
    volume = item.get("volume-title")
    if not volume:
        return item
    whole = "container-title" if item.get("container-title") else "title"
    if not item.get(whole):
        return {**{name: value for name, value in item.items() if name != "volume-title"}, "title": volume}
    return {**item, whole: volume, "volume-title": item[whole]}


def whole_recording(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """An album or a podcast stands by itself, so that its title is in italics (5.25); songs and episodes don't.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> whole_recording({"type": "song", "genre": "Audio podcast"}, HandbookOptions())["type"]
        'motion_picture'
    """
    genre = str(item.get("genre") or "").lower()
    if item.get("type") != "song" or item.get("container-title") or "episode" in genre:
        return item
    return {**item, "type": "motion_picture"} if re.search(_WHOLE, genre) else item


_WHOLE: Final = r"\b(?:album|ep|lp|podcast|recording|soundtrack|audiobook)\b"


def supplement(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """A supplement of a periodical is abridged like other words (appendix 1): supp. 1.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> supplement({"issue": "Suppl. 1"}, HandbookOptions())["issue"]
        'supp. 1'
    """
    return supplement_as(item, "supp.")


def dissertation(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """A doctoral thesis is a "PhD dissertation" (appendix 2, dissertations)."""
    genre = str(item.get("genre") or "")
    if item.get("type") != "thesis":
        return item
    if not genre or re.fullmatch(r"(?i)(?:unpublished )?(?:doctoral|ph\.?d\.?) (?:dissertation|thesis)", genre):
        return {**item, "genre": "PhD dissertation"}
    if re.fullmatch(r"(?i)(?:unpublished )?master['’]?s thesis", genre):
        return {**item, "genre": "MA thesis" if "arts" in genre.lower() else "master’s thesis"}
    return item


#: Kinds of articles a reader is told about, as the last element (5.111); the others are no news.
_TOLD: Final = r"(?i)\b(?:advertisement|cartoon|comic strip|editorial|interview|letter|op-ed|press release)"


def kind_of_work(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """An editorial or a letter is called so after the entry; "journal article" and the like are not printed.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> kind_of_work({"type": "article-journal", "genre": "Research Article"}, HandbookOptions())
        {'type': 'article-journal'}
    """
    genre = str(item.get("genre") or "")
    told = item.get("type") not in (
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "webpage",
        "article",
    )
    if not genre or told or re.search(_TOLD, genre):
        return item
    return {name: value for name, value in item.items() if name != "genre"}


def url(item: Item, options: HandbookOptions) -> Item:
    """URLs without `http(s)://`, unless the house keeps it (5.95)."""
    return item if options.mla_url_protocol else without_protocol(item)


RULES: Final = (
    Rule("initials", "Initials that were run together stand apart.", "MLA Handbook 5.9", part_initials),
    Rule(
        "doi", "A DOI is printed as https://doi.org/ and the DOI.", "MLA Handbook 5.93", lambda item, _: bare_doi(item)
    ),
    Rule(
        "article-number",
        "The number of an article is no page.",
        "MLA Handbook 5.84 has no wording for it; house rule",
        lambda item, _: move_article_number(item),
    ),
    Rule("code", "The hyphen of a code joins no range.", "CSL 1.0.2", lambda item, _: hyphens_of_codes(item)),
    Rule(
        "described-title",
        "A title in brackets is a description.",
        "MLA Handbook 5.28",
        lambda item, _: title_in_brackets(item),
    ),
    Rule("edition", "Editions are abridged.", "MLA Handbook 5.48", lambda item, _: abridge_edition(item)),
    Rule(
        "version", "The style prints the word version itself.", "MLA Handbook 5.48", lambda item, _: bare_version(item)
    ),
    Rule(
        "report-number",
        "A report's number follows its series.",
        "MLA Handbook 5.51",
        lambda item, _: report_number(item),
    ),
    Rule(
        "publishing-author",
        "An organisation that published its own work is named as publisher or site only.",
        "MLA Handbook 5.19",
        lambda item, _: drop_publishing_author(item),
    ),
    Rule(
        "countries",
        "US and UK have no full stops.",
        "MLA Handbook, appendix 1",
        lambda item, _: names_of_countries(item),
    ),
    Rule(
        "handle",
        "A handle stands in brackets after the name.",
        "MLA Handbook 5.16",
        lambda item, _: handle_after_name(item),
    ),
    Rule("part", "What has pages in a book is a chapter.", "MLA Handbook 5.31", lambda item, _: part_of_book(item)),
    Rule(
        "issue",
        "An issue without a title is told by its journal.",
        "MLA Handbook 5.51",
        lambda item, _: untitled_issue(item),
    ),
    Rule(
        "proceedings",
        "Proceedings with volume and issue are a journal.",
        "MLA Handbook 5.51",
        lambda item, _: article_of_proceedings(item),
    ),
    Rule("film-year", "Films tell the year alone.", "MLA Handbook, appendix 2", lambda item, _: year_of_film(item)),
    Rule("et-al", "Of three or more authors the first is named.", "MLA Handbook 5.8", cut_after_first_author),
    Rule(
        "same-publisher",
        "A publisher with the name of the site or of the work is not named again.",
        "MLA Handbook 5.55",
        lambda item, _: drop_publisher_of_same_name(item),
    ),
    Rule(
        "publisher",
        "Publishers are named without business words; University Press is UP, University is U.",
        "MLA Handbook 5.61-5.64 and appendix 1",
        lambda item, _: abridge_publisher(item),
    ),
    Rule("repository", "A preprint's repository is its container.", "MLA Handbook 5.31", repository_as_container),
    Rule("book-year", "Books, chapters and theses tell the year alone.", "MLA Handbook 5.68", year_of_book),
    Rule("volume-title", "A volume is cited by its own title.", "MLA Handbook 5.119", title_of_volume),
    Rule("recording", "Albums and podcasts stand by themselves.", "MLA Handbook 5.25", whole_recording),
    Rule("supplement", "Supplements are abridged.", "MLA Handbook, appendix 1", supplement),
    Rule("title-case", "Titles are in Title Case.", "MLA Handbook 2.90", titles_in_title_case),
    Rule("short-title", "Cites and order go by the title without its article.", "MLA Handbook 5.124", short_title),
    Rule("database", "The database a work was read in is its second container.", "MLA Handbook 5.32", database),
    Rule("accessed", "The date of access is optional.", "MLA Handbook 5.111", date_of_access),
    Rule("dissertation", "A doctoral thesis is a PhD dissertation.", "MLA Handbook, appendix 2", dissertation),
    Rule("kind", "Only unexpected kinds of work are named.", "MLA Handbook 5.111", kind_of_work),
    Rule("url", "Addresses stand without https://.", "MLA Handbook 5.95", url),
)

#: What becomes of an entry without a part.
WITHOUT: Final = {
    "author": "the entry begins with the title (MLA Handbook 5.3)",
    "title": "a description stands in its place (MLA Handbook 5.28)",
    "date": "it is left out; a date of access helps the reader (MLA Handbook 5.111)",
}


def house_style(style: bytes, options: HandbookOptions) -> bytes:
    """The file `mla.csl` with the house's dash between numbers, which is a term of the style.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> term = b'<term name="page-range-delimiter">-</term>'
        >>> house_style(term, HandbookOptions(mla_page_dash="–")).decode()
        '<term name="page-range-delimiter">–</term>'
    """
    dash = options.mla_page_dash.replace("&", "&amp;").replace("<", "&lt;")
    term = '<term name="page-range-delimiter">{}</term>'
    return style.replace(term.format("-").encode(), term.format(dash).encode())
