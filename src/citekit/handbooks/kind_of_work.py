"""What a work is and what it tells of its date, where records name another kind than the handbooks mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from citekit.model.item import Item

_FILM: Final = r"\b(?:film|movie|motion picture|dvd|blu-ray|documentary)\b"


def article_of_proceedings(item: Item) -> Item:
    """Proceedings that come out as a journal, with volume and issue, are cited as one.

    Source: Publication Manual 10.5, example 61.

    Examples:
        >>> paper = {"type": "paper-conference", "container-title": "PNAS", "volume": "116", "issue": "47"}
        >>> article_of_proceedings(paper)["type"]
        'article-journal'
    """
    if item.get("type") != "paper-conference" or not (item.get("container-title") and item.get("issue")):
        return item
    return item if item.get("editor") else {**item, "type": "article-journal"}


def part_of_book(item: Item) -> Item:
    """What a record calls only a document, but has pages in a book, is a chapter.

    Examples:
        >>> part_of_book({"type": "document", "container-title": "Ward Hygiene", "page": "71-87"})["type"]
        'chapter'
    """
    if item.get("type") == "document" and item.get("container-title") and item.get("page"):
        return {**item, "type": "chapter"}
    return item


def untitled_issue(item: Item) -> Item:
    """An issue of a journal without a title of its own is told by its journal, volume and number.

    Examples:
        >>> untitled_issue({"type": "periodical", "container-title": "Ecology", "volume": "91"})["type"]
        'article-journal'
    """
    if item.get("type") != "periodical" or not item.get("container-title"):
        return item
    if item.get("title") not in (None, "", item["container-title"]):
        return item
    return {**{name: value for name, value in item.items() if name != "title"}, "type": "article-journal"}


def year_of_film(item: Item) -> Item:
    """Films tell the year; videos on a site tell the day on which they were put there.

    Source: Publication Manual 10.12; MLA Handbook, appendix 2, "Films".

    Examples:
        >>> film = {"type": "motion_picture", "genre": "Film", "issued": {"date-parts": [[1975, 11, 19]]}}
        >>> year_of_film(film)["issued"]
        {'date-parts': [[1975]]}
    """
    genre = str(item.get("genre") or item.get("medium") or "film").lower()
    if item.get("type") != "motion_picture" or item.get("container-title") or not re.search(_FILM, genre):
        return item
    return with_years(item)


def with_years(item: Item) -> Item:
    """The item with the years of its date alone.

    Examples:
        >>> with_years({"issued": {"date-parts": [[2004, 5]], "season": 2}})
        {'issued': {'date-parts': [[2004]]}}
    """
    issued = item.get("issued")
    if not isinstance(issued, dict) or not isinstance(issued.get("date-parts"), list):
        return item
    years = [list(point[:1]) for point in issued["date-parts"] if isinstance(point, list) and point]
    rest = {name: value for name, value in issued.items() if name != "season"}
    return {**item, "issued": {**rest, "date-parts": years}}


#: What handbooks do not describe, because it is the ordinary case: by type.
_ORDINARY: Final = {
    "article": ("preprint", "working paper preprint"),
    "article-journal": ("journal article", "article", "research article", "journal-article"),
    "article-magazine": ("magazine article", "article"),
    "article-newspaper": ("newspaper article", "article", "news"),
    "webpage": ("web page", "webpage", "website", "web site"),
    "post-weblog": ("blog", "blog post"),
    "book": ("book", "monograph"),
    "report": ("report",),
}  # fmt: skip


def description(item: Item) -> Item:
    """Only what is out of the ordinary is described: no "[Preprint]", no "[Journal article]".

    Source: Publication Manual 9.21.

    Examples:
        >>> description({"type": "article-journal", "genre": "Research Article"})
        {'type': 'article-journal'}
    """
    genre = str(item.get("genre") or "").strip().lower()
    if genre and genre in _ORDINARY.get(str(item.get("type")), ()):
        return {name: value for name, value in item.items() if name != "genre"}
    return item


_SUPPLEMENT: Final = r"(?i)supp(?:l(?:ement)?)?\b\.?\s{0,3}"


def supplement_as(item: Item, word: str) -> Item:
    """The item with its issue, if that is a supplement, called by the handbook's word for one.

    Examples:
        >>> supplement_as({"issue": "Suppl. 1"}, "supp.")["issue"]
        'supp. 1'
    """
    issue = str(item.get("issue") or "")
    called = re.match(_SUPPLEMENT, issue)
    return {**item, "issue": f"{word} {issue[called.end() :]}".rstrip()} if called else item


_PRESENTED: Final = {
    "paper presentation": "Paper",
    "conference paper": "Paper",
    "conference presentation": "Paper",
    "conference session": "Paper",
    "poster presentation": "Poster",
    "poster session": "Poster",
}


def presented_as(item: Item) -> Item:
    """What was presented, in the one word that stands before "presented at".

    Examples:
        >>> presented_as({"type": "paper-conference", "genre": "Poster presentation"})["genre"]
        'Poster'
    """
    kind = _PRESENTED.get(str(item.get("genre") or "").lower())
    return {**item, "genre": kind} if kind and item.get("type") in ("speech", "paper-conference", "event") else item


_RETRACTED: Final = r"(?i)\s{0,3}(?:retracted|withdrawn)(?: article| paper)?\s?[:.]\s{1,3}(?=\S)"


def title_before_retraction(item: Item) -> Item:
    """The title as the work had it: publishers put "RETRACTED:" before it, which a notice after the entry tells.

    Examples:
        >>> title_before_retraction({"title": "RETRACTED: Pain and touch"})["title"]
        'Pain and touch'
    """
    title = str(item.get("title") or "")
    called = re.match(_RETRACTED, title)
    return {**item, "title": title[called.end() :]} if called else item
