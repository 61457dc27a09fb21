"""AMA Manual of Style, 11th edition: what is done to a work before `ama.csl` prints it.

Each function takes an item and the options and returns an item; `RULES` is their order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citekit.handbooks.address import bare_doi
from citekit.handbooks.casing import title_case
from citekit.handbooks.described_title import title_in_brackets
from citekit.handbooks.edition import abridge_edition, bare_version
from citekit.handbooks.elocator import move_article_number
from citekit.handbooks.given_names import part_initials
from citekit.handbooks.kind_of_work import (
    article_of_proceedings,
    description,
    part_of_book,
    presented_as,
    supplement_as,
    untitled_issue,
    year_of_film,
)
from citekit.handbooks.medical_lists import abbreviated_journal, full_journal, in_sentence_case, retraction_notice
from citekit.handbooks.plain_number import hyphens_of_codes
from citekit.handbooks.post import handle_after_name
from citekit.handbooks.publisher import drop_publisher_that_wrote, names_of_countries, without_legal_form
from citekit.handbooks.rule import Rule
from citekit.handbooks.stage import status

if TYPE_CHECKING:
    from citekit.handbooks.options import HandbookOptions
    from citekit.model.item import Item

#: Works whose titles stand in Title Case and italics; all others are in sentence case (3.9).
_BOOKS: Final = frozenset(
    {
        "book", "classic", "collection", "graphic", "map", "motion_picture", "musical_score", "periodical", "report",
        "software", "song", "standard", "thesis", "broadcast",
    }
)  # fmt: skip
_LEGAL: Final = frozenset({"bill", "hearing", "legal_case", "legislation", "regulation", "treaty"})
_BOOKISH: Final = ("chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference")
_NEWS: Final = r"(?i)(?:press|news|media) release"


def titles(item: Item, options: HandbookOptions) -> Item:
    """Articles, chapters and web pages are in sentence case, books, reports and theses in Title Case (3.9).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> titles({"type": "article-journal", "title": "Acupuncture and Endorphins"}, HandbookOptions())["title"]
        'Acupuncture and endorphins'
        >>> titles({"type": "book", "title": "The challenge of pain"}, HandbookOptions())["title"]
        'The Challenge of Pain'
    """
    kind = item.get("type")
    if kind in _LEGAL or kind == "post":
        return item
    language = str(item.get("language") or "")
    up = ["title", "volume-title", "reviewed-title"] if kind in _BOOKS and not item.get("container-title") else []
    if kind in _BOOKISH:
        up.append("container-title")
    raised = {name: title_case(str(item[name]), language, 3) for name in up if item.get(name)}
    changed = {**item, **raised} if raised else item
    return in_sentence_case(changed, [] if "title" in up else ["title"], options)


def journal(item: Item, options: HandbookOptions) -> Item:
    """Journals have the abbreviated names of NLM's catalogue (3.11); newspapers and magazines their own.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> item = {"type": "article-journal", "container-title": "Neuroscience Letters"}
        >>> journal(item, HandbookOptions())["container-title-short"]
        'Neurosci Lett'
    """
    return full_journal(item) if options.ama_journals == "full" else abbreviated_journal(item)


def numbered_report(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001 - rules look alike
    """A report's number follows its series, without "No." (3.13): NIH publication 18-2424.

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> numbered_report({"type": "report", "genre": "NIH Publication", "number": "No. 18-2424"}, HandbookOptions())
        {'type': 'report', 'number': 'NIH publication 18-2424'}
    """
    number = str(item.get("number") or "")
    if item.get("type") not in ("report", "standard") or not number:
        return item
    bare = re.sub(r"(?i)\b(?:number|no\.?)\s{0,3}(?=\S)", "", number, count=1)
    genre = re.sub(r"(?i)\s{1,3}(?:no\.?|number)\Z", "", str(item.get("genre") or "").strip())
    genre = re.sub(r"\bPublication\b", "publication", genre)
    rest = {name: value for name, value in item.items() if name != "genre"}
    return {**rest, "number": f"{genre} {bare}".strip()}


def supplement(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """A supplement is told in small letters (3.11): 57(suppl 1).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> supplement({"issue": "Supplement 1"}, HandbookOptions())["issue"]
        'suppl 1'
    """
    return supplement_as(item, "suppl")


def presented(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """What was only presented is called a paper or a poster (3.13).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> presented({"type": "speech", "genre": "Poster presentation"}, HandbookOptions())["genre"]
        'Poster'
    """
    return presented_as(item)


def thesis(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """Theses are called Dissertation or Master's thesis (3.13).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> thesis({"type": "thesis", "genre": "PhD thesis"}, HandbookOptions())["genre"]
        'Dissertation'
    """
    if item.get("type") != "thesis":
        return item
    return {**item, "genre": "Master’s thesis" if re.search(r"(?i)master", str(item.get("genre"))) else "Dissertation"}


def news_release(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """What the press is told is a News release, and is cited like a page of a site (3.13).

    Examples:
        >>> from citekit.handbooks.options import HandbookOptions
        >>> news_release({"type": "report", "genre": "Press release"}, HandbookOptions())
        {'type': 'webpage', 'genre': 'News release'}
    """
    if not re.fullmatch(_NEWS, str(item.get("genre") or "")):
        return item
    return {**item, "type": "webpage", "genre": "News release"}


def organisation_once(item: Item, options: HandbookOptions) -> Item:  # noqa: ARG001
    """On a site of its own an organisation is named once (3.15)."""
    return drop_publisher_that_wrote(item) if item.get("type") in ("webpage", "post", "document") else item


RULES: Final = (
    Rule("initials", "Initials that were run together are initials each.", "AMA Manual 3.7", part_initials),
    Rule("doi", "A DOI is printed as doi: and the DOI.", "AMA Manual 3.15", lambda item, _: bare_doi(item)),
    Rule(
        "article-number",
        "The number of an article is no page.",
        "AMA Manual 3.11",
        lambda item, _: move_article_number(item),
    ),
    Rule("code", "The hyphen of a code joins no range.", "CSL 1.0.2", lambda item, _: hyphens_of_codes(item)),
    Rule(
        "described-title",
        "A title in brackets is a description.",
        "AMA Manual 3.9",
        lambda item, _: title_in_brackets(item),
    ),
    Rule(
        "handle",
        "A handle stands in brackets after the name.",
        "AMA Manual 3.15",
        lambda item, _: handle_after_name(item),
    ),
    Rule("part", "What has pages in a book is a chapter.", "AMA Manual 3.12", lambda item, _: part_of_book(item)),
    Rule(
        "issue",
        "An issue without a title is told by its journal.",
        "AMA Manual 3.11",
        lambda item, _: untitled_issue(item),
    ),
    Rule(
        "proceedings",
        "Proceedings with volume and issue are a journal.",
        "AMA Manual 3.13",
        lambda item, _: article_of_proceedings(item),
    ),
    Rule("film-year", "Films tell the year alone.", "AMA Manual 3.14", lambda item, _: year_of_film(item)),
    Rule("edition", "Editions are abridged.", "AMA Manual 3.12", lambda item, _: abridge_edition(item)),
    Rule("version", "The style prints the word Version itself.", "AMA Manual 3.15", lambda item, _: bare_version(item)),
    Rule("news-release", "Press releases are News releases.", "AMA Manual 3.13", news_release),
    Rule("same-publisher", "On a site of its own an organisation is named once.", "AMA Manual 3.15", organisation_once),
    Rule("countries", "US and UK have no full stops.", "AMA Manual 13.5", lambda item, _: names_of_countries(item)),
    Rule(
        "publisher",
        "Publishers are named without business words.",
        "AMA Manual 3.12",
        lambda item, _: without_legal_form(item),
    ),
    Rule("title-case", "Articles are in sentence case, books in Title Case.", "AMA Manual 3.9", titles),
    Rule("journal", "Journals have the abbreviated names of NLM's catalogue.", "AMA Manual 3.11", journal),
    Rule("supplement", "Supplements are told in small letters.", "AMA Manual 3.11", supplement),
    Rule("presented", "What was presented is a paper or a poster.", "AMA Manual 3.13", presented),
    Rule(
        "status",
        "Stages of publication are in press and online ahead of the issue.",
        "AMA Manual 3.11",
        lambda item, _: status(item),
    ),
    Rule("report-number", "A report's number follows its series, without No.", "AMA Manual 3.13", numbered_report),
    Rule("dissertation", "Theses are Dissertation or Master's thesis.", "AMA Manual 3.13", thesis),
    Rule(
        "description",
        "Only what is out of the ordinary is described.",
        "AMA Manual 3.11",
        lambda item, _: description(item),
    ),
    Rule(
        "retraction",
        "Where a retraction stands is told after the entry.",
        "AMA Manual 3.11",
        lambda item, _: retraction_notice(item, "Retracted in"),
    ),
)

#: What becomes of an entry without a part.
WITHOUT: Final = {
    "author": "the entry begins with the title (AMA Manual 3.15)",
    "title": "a description stands in its place (AMA Manual 3.9)",
    "date": "it is left out; a date of access is due for what is online (AMA Manual 3.15)",
}
